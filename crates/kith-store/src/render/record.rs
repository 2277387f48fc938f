//! A row as a typed record.

use std::collections::BTreeMap;
use std::sync::Arc;

use kith_model::{FieldSpec, FieldType, Id, Record, RecordLink, Schema, Timestamp, Value};
use serde_json::Value as Json;

use super::columns::column;
use super::select::malformed;
use crate::StoreError;
use crate::row::Row;
use crate::sql::Sql;

/// How many columns come before those of the fields.
const COMMON: usize = 7;

/// Reads whole records.
#[derive(Clone, Debug)]
pub(crate) struct RecordReader {
    fields: Arc<[FieldSpec]>,
    /// How many columns it selects; sort keys follow.
    pub width: usize,
}

impl RecordReader {
    /// A reader of every field of a schema.
    pub fn new(schema: &Schema) -> Self {
        let declared = schema.fields.iter().filter(|spec| spec.custom_key().is_none());
        let columns = declared.map(|spec| if is_pair(spec.ty) { 2 } else { 1 }).sum::<usize>();
        let fields = schema.fields.clone();
        let custom = fields.iter().any(|spec| spec.custom_key().is_some());
        RecordReader { fields, width: COMMON + columns + usize::from(custom) }
    }

    /// The select list.
    pub fn push_columns(&self, sql: &mut Sql) {
        sql.raw(
            "t.\"id\", t.\"version\", t.\"title\", t.\"created_at\", t.\"updated_at\", t.\"created_by\", t.\"deleted_at\"",
        );
        for spec in self.fields.iter().filter(|spec| spec.custom_key().is_none()) {
            let key = &spec.key;
            match spec.ty {
                FieldType::Money => {
                    sql.raw(", ").raw(&column("t", key)).raw(", ").raw(&column("t", &format!("{key}_currency")));
                }
                FieldType::Record => {
                    sql.raw(", ").raw(&column("t", &format!("{key}_kind")));
                    sql.raw(", ").raw(&column("t", &format!("{key}_id")));
                }
                FieldType::TextList | FieldType::Address => {
                    sql.raw(&format!(", ({}->'value')", column("t", key)));
                }
                _ => {
                    sql.raw(", ").raw(&column("t", key));
                }
            }
        }
        if self.fields.iter().any(|spec| spec.custom_key().is_some()) {
            sql.raw(", ").raw(&column("t", "custom"));
        }
    }

    /// The record of a row.
    pub fn read(&self, row: &Row<'_>) -> Result<Record, StoreError> {
        let mut values = BTreeMap::new();
        let mut index = COMMON;
        for spec in self.fields.iter().filter(|spec| spec.custom_key().is_none()) {
            values.insert(spec.key.clone(), declared(spec.ty, row, index)?);
            index += if is_pair(spec.ty) { 2 } else { 1 };
        }
        if self.fields.iter().any(|spec| spec.custom_key().is_some()) {
            let mut stored = match row.get::<Option<&str>>(index)? {
                Some(text) => serde_json::from_str::<BTreeMap<String, Json>>(text).map_err(malformed)?,
                None => BTreeMap::new(),
            };
            for spec in self.fields.iter() {
                let Some(key) = spec.custom_key() else { continue };
                let value = stored.remove(key).and_then(|json| from_json(spec.ty, json));
                let value = value.unwrap_or_else(|| empty(spec.ty));
                values.insert(spec.key.clone(), value);
            }
        }
        Ok(Record {
            id: row.get(0)?,
            version: row.get(1)?,
            title: row.get(2)?,
            created_at: row.get(3)?,
            updated_at: row.get(4)?,
            created_by: row.get(5)?,
            deleted_at: row.get(6)?,
            values,
        })
    }
}

fn is_pair(ty: FieldType) -> bool {
    matches!(ty, FieldType::Money | FieldType::Record)
}

fn declared(ty: FieldType, row: &Row<'_>, i: usize) -> Result<Value, StoreError> {
    use FieldType::*;
    let value = match ty {
        Text | LongText | Markdown | Email | Phone | Url | Select => row.get::<Option<String>>(i)?.map(Value::Text),
        Integer => row.get::<Option<i64>>(i)?.map(Value::Int),
        Number => row.get::<Option<f64>>(i)?.map(Value::Real),
        Date => row.get::<Option<kith_model::Date>>(i)?.map(Value::Date),
        DateTime => row.get::<Option<Timestamp>>(i)?.map(Value::Time),
        Boolean => row.get::<Option<bool>>(i)?.map(Value::Bool),
        Reference => row.get::<Option<Id>>(i)?.map(Value::Id),
        Money => match (row.get::<Option<i64>>(i)?, row.get::<Option<&str>>(i + 1)?) {
            (Some(amount), Some(currency)) => kith_model::Money::new(amount, currency).map(Value::Money),
            _ => None,
        },
        Record => match (row.get::<Option<String>>(i)?, row.get::<Option<Id>>(i + 1)?) {
            (Some(kind), Some(id)) => Some(Value::Link(RecordLink { kind, id })),
            _ => None,
        },
        MultiSelect | TextList | References | Address | Json => match row.get::<Option<&str>>(i)? {
            Some(text) => json_value(ty, serde_json::from_str(text).map_err(malformed)?),
            None => None,
        },
    };
    Ok(value.unwrap_or_else(|| empty(ty)))
}

/// An empty list is a list; all else that is empty is null.
fn empty(ty: FieldType) -> Value {
    match ty {
        FieldType::MultiSelect | FieldType::TextList => Value::Texts(Vec::new()),
        FieldType::References => Value::Ids(Vec::new()),
        _ => Value::Null,
    }
}

/// A list, an address or free JSON, without its folded form.
fn json_value(ty: FieldType, json: Json) -> Option<Value> {
    match ty {
        FieldType::MultiSelect | FieldType::TextList => serde_json::from_value(json).ok().map(Value::Texts),
        FieldType::References => serde_json::from_value(json).ok().map(Value::Ids),
        _ => Some(Value::Json(json)),
    }
}

/// A custom field's value from its stored form.
fn from_json(ty: FieldType, json: Json) -> Option<Value> {
    use FieldType::*;
    let text = |json: &serde_json::Value| json.as_str().map(str::to_owned);
    match ty {
        Text | LongText | Markdown | Email | Phone | Url | Select => text(&json).map(Value::Text),
        Integer => json.as_i64().map(Value::Int),
        Number => json.as_f64().map(Value::Real),
        Date => json.as_str()?.parse::<kith_model::Date>().ok().map(Value::Date),
        DateTime => json.as_i64().map(|micros| Value::Time(Timestamp::from_micros(micros))),
        Boolean => json.as_bool().map(Value::Bool),
        Reference => json.as_str()?.parse().ok().map(Value::Id),
        Money => serde_json::from_value::<kith_model::Money>(json).ok().map(Value::Money),
        Record => serde_json::from_value(json).ok().map(Value::Link),
        TextList | Address => match json {
            serde_json::Value::Object(mut parts) => json_value(ty, parts.remove("value")?),
            _ => None,
        },
        MultiSelect | References | Json => json_value(ty, json),
    }
}
