//! Marker types that tie a field's constant to the Rust type of its values.

use serde_json::Value as JsonValue;

use crate::{Date as Day, Id, Money as Amount, RecordLink, Timestamp, Value};

/// Reads a field's value as its Rust type.
pub trait FieldMarker {
    /// The borrowed or copied value.
    type Out<'a>;
    /// `None` where the value is empty.
    fn read(value: &Value) -> Option<Self::Out<'_>>;
}

macro_rules! marker {
    ($(#[$doc:meta])* $name:ident, $out:ty, $pattern:pat => $result:expr) => {
        $(#[$doc])*
        pub struct $name;
        impl FieldMarker for $name {
            type Out<'a> = $out;
            fn read(value: &Value) -> Option<Self::Out<'_>> {
                match value {
                    $pattern => Some($result),
                    _ => None,
                }
            }
        }
    };
}

marker!(/// Texts and selects.
    Text, &'a str, Value::Text(text) => text.as_str());
marker!(/// Whole numbers.
    Integer, i64, Value::Int(n) => *n);
marker!(/// Numbers.
    Number, f64, Value::Real(n) => *n);
marker!(/// Amounts.
    Money, Amount, Value::Money(money) => *money);
marker!(/// Days.
    Date, Day, Value::Date(day) => *day);
marker!(/// Moments.
    DateTime, Timestamp, Value::Time(time) => *time);
marker!(/// Yes or no.
    Boolean, bool, Value::Bool(b) => *b);
marker!(/// References.
    Ref, Id, Value::Id(id) => *id);
marker!(/// Lists of references.
    Refs, &'a [Id], Value::Ids(ids) => ids.as_slice());
marker!(/// Lists of texts.
    Texts, &'a [String], Value::Texts(list) => list.as_slice());
marker!(/// Links to records of any kind.
    Link, &'a RecordLink, Value::Link(link) => link);
marker!(/// JSON objects.
    Json, &'a JsonValue, Value::Json(json) => json);
