//! A record as the API writes it, from typed values, in the shape of the store's own JSON: every
//! field the caller may see, empty ones as `null`.

use kith_access::FieldMask;
use kith_model::{Record, Schema, Value};
use serde_json::{Map, Value as Json};

/// The record without the fields the caller may not see.
pub(crate) fn record_json(schema: &Schema, mask: &FieldMask, record: &Record) -> Json {
    let mut map = Map::new();
    map.insert("id".into(), record.id.to_string().into());
    map.insert("version".into(), record.version.into());
    map.insert("title".into(), record.title.clone().into());
    map.insert("created_at".into(), record.created_at.to_string().into());
    map.insert("updated_at".into(), record.updated_at.to_string().into());
    map.insert("created_by".into(), record.created_by.map_or(Json::Null, |id| id.to_string().into()));
    if let Some(at) = record.deleted_at {
        map.insert("deleted_at".into(), at.to_string().into());
    }
    let mut custom = Map::new();
    for spec in schema.fields.iter().filter(|spec| !mask.hidden.contains(&spec.key) && !spec.is_secret()) {
        let value = record.value(&spec.key);
        let json = match value {
            Value::Null if spec.ty.is_list() && spec.custom_key().is_none() => Json::Array(Vec::new()),
            value => value.to_json(),
        };
        match spec.custom_key() {
            Some(key) if !value.is_empty() => drop(custom.insert(key.to_owned(), json)),
            Some(_) => {}
            None => drop(map.insert(spec.key.clone(), json)),
        }
    }
    if schema.kind.custom_fields {
        map.insert("custom".into(), custom.into());
    }
    Json::Object(map)
}
