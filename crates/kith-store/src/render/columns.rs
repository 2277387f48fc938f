//! Where a field's value lies: its columns, the expression that filters and sorts compare, and the
//! form in which values are stored and compared.
//!
//! Texts are compared in folded form, which lies in `<key>_fold`. Where a value lies in JSON, its
//! folded form lies beside it: `{"value": …, "fold": …}` in lists of texts and addresses, `<key>~`
//! in `custom`. Moments in `custom` are stored as microseconds, so that they sort as numbers.

use kith_model::{FieldSpec, FieldType, Value, fold, phone_fold};
use serde_json::{Map, Value as Json};

use crate::sql::{Dialect, Val, ValType};

/// A column of a table, quoted and qualified.
pub(crate) fn column(alias: &str, name: &str) -> String {
    debug_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{name}");
    format!("{alias}.\"{name}\"")
}

/// The expression that filters and sorts compare. `None` for a custom field whose key could not be
/// written into SQL, and for links, which are two columns.
pub(crate) fn compared(dialect: Dialect, alias: &str, spec: &FieldSpec) -> Option<String> {
    use FieldType::*;
    let Some(key) = spec.custom_key() else {
        return match spec.ty {
            Record => None,
            Address => Some(format!("({}->>'fold')", column(alias, &spec.key))),
            TextList => Some(format!("({}->'fold')", column(alias, &spec.key))),
            _ if spec.folded => Some(column(alias, &format!("{}_fold", spec.key))),
            _ => Some(column(alias, &spec.key)),
        };
    };
    if key.is_empty() || !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return None;
    }
    let custom = column(alias, "custom");
    // A value of another type, left behind by a removed field of the same key, must not fail a cast.
    let cast = |json_type: &str, value: String, ty: &str| match dialect {
        Dialect::Sqlite => format!("CAST({value} AS {ty})"),
        Dialect::Postgres => {
            format!("CASE WHEN jsonb_typeof({custom}->'{key}') = '{json_type}' THEN CAST({value} AS {ty}) END")
        }
    };
    Some(match spec.ty {
        Text | LongText | Markdown | Email | Phone | Url => format!("({custom}->>'{key}~')"),
        Select | Reference | Date => format!("({custom}->>'{key}')"),
        Integer | DateTime => cast("number", format!("({custom}->>'{key}')"), "bigint"),
        Number => cast("number", format!("({custom}->>'{key}')"), "double precision"),
        Money => cast("object", format!("({custom}->'{key}'->>'amount')"), "bigint"),
        Boolean => cast("boolean", format!("({custom}->>'{key}')"), "boolean"),
        Address => format!("({custom}->'{key}'->>'fold')"),
        TextList => format!("({custom}->'{key}'->'fold')"),
        MultiSelect | References => format!("({custom}->'{key}')"),
        Record | Json => return None,
    })
}

/// The expression that is null exactly where the field is empty.
pub(crate) fn presence(alias: &str, spec: &FieldSpec) -> String {
    match spec.custom_key() {
        Some(key) => format!("({}->>'{key}')", column(alias, "custom")),
        None if spec.ty == FieldType::Record => column(alias, &format!("{}_id", spec.key)),
        None => column(alias, &spec.key),
    }
}

/// A value in the form [`compared`] has, bound with its type.
pub(crate) fn comparable(spec: &FieldSpec, value: Value) -> Val {
    let custom = spec.custom_key().is_some();
    match value {
        Value::Time(time) if custom => Val::Int(time.as_micros()),
        Value::Date(date) if custom => Val::Text(date.to_string()),
        Value::Id(id) if custom => Val::Text(id.to_string()),
        Value::Bool(b) => Val::Bool(b),
        Value::Int(n) if spec.ty == FieldType::Number => Val::Real(n as f64),
        Value::Int(n) => Val::Int(n),
        Value::Real(n) => Val::Real(n),
        Value::Text(text) => Val::Text(text),
        Value::Id(id) => Val::Id(id),
        Value::Time(time) => Val::Time(time),
        Value::Date(date) => Val::Date(date),
        Value::Money(money) => Val::Int(money.amount),
        Value::Null | Value::Link(_) | Value::Texts(_) | Value::Ids(_) | Value::Json(_) => Val::Null(ValType::Text),
    }
}

/// The folded form of a text field's value.
pub(crate) fn folded(ty: FieldType, text: &str, region: &str) -> String {
    match ty {
        FieldType::Phone => phone_fold(text, region),
        _ => fold(text),
    }
}

/// What a declared field's value writes into its columns: each column's name and value.
pub(crate) fn stored(spec: &FieldSpec, value: &Value, region: &str, out: &mut Vec<(String, Val)>) {
    use FieldType::*;
    let key = &spec.key;
    let empty = value.is_empty();
    match (spec.ty, value) {
        (Money, Value::Money(money)) => {
            out.push((key.clone(), Val::Int(money.amount)));
            out.push((format!("{key}_currency"), Val::Text(money.currency().to_owned())));
        }
        (Money, _) => {
            out.push((key.clone(), Val::Null(ValType::Int)));
            out.push((format!("{key}_currency"), Val::Null(ValType::Text)));
        }
        (Record, Value::Link(link)) => {
            out.push((format!("{key}_kind"), Val::Text(link.kind.clone())));
            out.push((format!("{key}_id"), Val::Id(link.id)));
        }
        (Record, _) => {
            out.push((format!("{key}_kind"), Val::Null(ValType::Text)));
            out.push((format!("{key}_id"), Val::Null(ValType::Id)));
        }
        (ty, Value::Text(text)) if ty.is_text() && !empty => {
            out.push((key.clone(), Val::Text(text.clone())));
            if spec.folded {
                out.push((format!("{key}_fold"), Val::Text(folded(ty, text, region))));
            }
        }
        (ty, _) if ty.is_text() => {
            out.push((key.clone(), Val::Null(ValType::Text)));
            if spec.folded {
                out.push((format!("{key}_fold"), Val::Null(ValType::Text)));
            }
        }
        (Select, Value::Text(text)) if !empty => out.push((key.clone(), Val::Text(text.clone()))),
        (Integer, Value::Int(n)) => out.push((key.clone(), Val::Int(*n))),
        (Number, Value::Real(n)) => out.push((key.clone(), Val::Real(*n))),
        (Number, Value::Int(n)) => out.push((key.clone(), Val::Real(*n as f64))),
        (Date, Value::Date(date)) => out.push((key.clone(), Val::Date(*date))),
        (DateTime, Value::Time(time)) => out.push((key.clone(), Val::Time(*time))),
        (Boolean, Value::Bool(b)) => out.push((key.clone(), Val::Bool(*b))),
        (Reference, Value::Id(id)) => out.push((key.clone(), Val::Id(*id))),
        (MultiSelect | References | TextList | Address | Json, value) => {
            let json = stored_json(spec.ty, value, region);
            out.push((key.clone(), json.map_or(Val::Null(ValType::Json), |json| Val::Json(json.to_string()))));
        }
        (ty, _) => out.push((key.clone(), Val::Null(null_type(ty)))),
    }
}

/// The `custom` column of a record: the values of every custom field of its schema.
pub(crate) fn stored_custom<'a>(values: impl Iterator<Item = (&'a FieldSpec, &'a Value)>, region: &str) -> Val {
    let mut map = Map::new();
    for (spec, value) in values {
        let Some(key) = spec.custom_key() else { continue };
        if let Value::Text(text) = value
            && spec.ty.is_text()
            && !text.is_empty()
        {
            map.insert(format!("{key}~"), folded(spec.ty, text, region).into());
        }
        if let Some(json) = stored_json(spec.ty, value, region) {
            map.insert(key.to_owned(), json);
        }
    }
    if map.is_empty() { Val::Null(ValType::Json) } else { Val::Json(Json::Object(map).to_string()) }
}

/// A value as it is stored inside JSON; `None` where it is empty.
fn stored_json(ty: FieldType, value: &Value, region: &str) -> Option<Json> {
    if value.is_empty() {
        return None;
    }
    match (ty, value) {
        (_, Value::Time(time)) => Some(time.as_micros().into()),
        (FieldType::TextList, Value::Texts(list)) => {
            let folds: Vec<String> = list.iter().map(|text| fold(text)).collect();
            Some(serde_json::json!({"value": list, "fold": folds}))
        }
        (FieldType::Address, Value::Json(address)) => {
            let parts = address.as_object().into_iter().flat_map(Map::values).filter_map(Json::as_str);
            let text = parts.collect::<Vec<_>>().join(" ");
            Some(serde_json::json!({"value": address, "fold": folded(ty, &text, region)}))
        }
        (_, value) => Some(value.to_json()),
    }
}

/// The type of a field's main column, for nulls.
pub(crate) fn null_type(ty: FieldType) -> ValType {
    use FieldType::*;
    match ty {
        Text | LongText | Markdown | Email | Phone | Url | Select => ValType::Text,
        Integer | Money => ValType::Int,
        Number => ValType::Real,
        Date => ValType::Date,
        DateTime => ValType::Time,
        Boolean => ValType::Bool,
        Reference | Record => ValType::Id,
        MultiSelect | References | TextList | Address | Json => ValType::Json,
    }
}
