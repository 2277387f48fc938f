//! A record as rules see it: an id, a version and a value per field key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::field::markers::FieldMarker;
use crate::{Field, Id, Timestamp, Value};

/// A link to a record of any kind: how a note, a task or an interaction is attached.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordLink {
    /// The kind's key, such as `deal`.
    pub kind: String,
    /// The record's id.
    pub id: Id,
}

/// A stored record with typed values.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its id.
    pub id: Id,
    /// Counts its changes, from 1.
    pub version: i64,
    /// Its display name.
    pub title: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The user who created it; `None` for the system.
    pub created_by: Option<Id>,
    /// When it was put into the trash, if it is there.
    pub deleted_at: Option<Timestamp>,
    /// Values by field key; custom fields under `custom.<key>`. An absent key is empty.
    pub values: BTreeMap<String, Value>,
}

impl Record {
    /// The value under a key; [`Value::Null`] where absent.
    pub fn value(&self, key: &str) -> &Value {
        self.values.get(key).unwrap_or(&Value::Null)
    }

    /// The typed value of a declared field, `None` where it is empty.
    pub fn get<'a, T: FieldMarker>(&'a self, field: &Field<T>) -> Option<T::Out<'a>> {
        T::read(self.value(field.key()))
    }

    /// The record as the API writes it, without includes.
    pub fn to_json(&self) -> Json {
        let mut map = Map::new();
        map.insert("id".into(), self.id.to_string().into());
        map.insert("version".into(), self.version.into());
        map.insert("title".into(), self.title.clone().into());
        map.insert("created_at".into(), self.created_at.to_string().into());
        map.insert("updated_at".into(), self.updated_at.to_string().into());
        map.insert("created_by".into(), self.created_by.map_or(Json::Null, |id| id.to_string().into()));
        if let Some(at) = self.deleted_at {
            map.insert("deleted_at".into(), at.to_string().into());
        }
        let mut custom = Map::new();
        for (key, value) in &self.values {
            match key.strip_prefix("custom.") {
                Some(key) => custom.insert(key.to_owned(), value.to_json()),
                None => map.insert(key.clone(), value.to_json()),
            };
        }
        if !custom.is_empty() {
            map.insert("custom".into(), custom.into());
        }
        Json::Object(map)
    }
}
