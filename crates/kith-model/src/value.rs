//! A field's value at run time.

use serde_json::Value as Json;

use crate::{Date, Id, Money, RecordLink, Timestamp};

/// What a field of a record holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: the field is empty.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Real(f64),
    /// Text, also the value of a select, an e-mail, a phone as typed, a URL.
    Text(String),
    /// A reference.
    Id(Id),
    /// A moment.
    Time(Timestamp),
    /// A day.
    Date(Date),
    /// An amount in a currency.
    Money(Money),
    /// A link to a record of any kind.
    Link(RecordLink),
    /// A list of texts (multi-select, further e-mails).
    Texts(Vec<String>),
    /// A list of references (tags, team members).
    Ids(Vec<Id>),
    /// An object such as an address, or free JSON.
    Json(Json),
}

impl Value {
    /// Whether nothing is held. An empty text or list counts as nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            Value::Texts(list) => list.is_empty(),
            Value::Ids(list) => list.is_empty(),
            _ => false,
        }
    }

    /// The value as the API writes it.
    pub fn to_json(&self) -> Json {
        match self {
            Value::Null => Json::Null,
            Value::Bool(b) => Json::from(*b),
            Value::Int(n) => Json::from(*n),
            Value::Real(n) => Json::from(*n),
            Value::Text(text) => Json::from(text.as_str()),
            Value::Id(id) => Json::from(id.to_string()),
            Value::Time(time) => Json::from(time.to_string()),
            Value::Date(date) => Json::from(date.to_string()),
            Value::Money(money) => serde_json::json!({"amount": money.amount, "currency": money.currency()}),
            Value::Link(link) => serde_json::json!({"kind": link.kind, "id": link.id.to_string()}),
            Value::Texts(list) => Json::from(list.clone()),
            Value::Ids(list) => Json::from(list.iter().map(Id::to_string).collect::<Vec<_>>()),
            Value::Json(json) => json.clone(),
        }
    }
}
