//! Page positions as opaque texts, bound to the workspace, the kind and the order they were made for.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kith_model::{Date, Id, Position, Timestamp, Value};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// What a cursor is bound to. A cursor gives no right: the list's own permit still applies, so that
/// the check guards against mistakes and tinkering, and needs no secret.
#[derive(Clone, Copy)]
pub struct Binding<'a> {
    /// The workspace.
    pub workspace: Id,
    /// The list: a kind's key, or a name of its own such as `activity`.
    pub list: &'a str,
    /// The canonical text of the order.
    pub sort: &'a str,
}

const CHECK_BYTES: usize = 8;

/// Writes a position.
pub fn encode(binding: Binding<'_>, position: &Position) -> String {
    let values: Vec<Json> = position.values.iter().map(write).collect();
    let text = json!([values, position.id.to_string()]).to_string();
    let mut bytes = check(binding, text.as_bytes()).to_vec();
    bytes.extend_from_slice(text.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a position; `None` where it was changed or made for another list.
pub fn decode(binding: Binding<'_>, cursor: &str) -> Option<Position> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (sum, text) = bytes.split_at_checked(CHECK_BYTES)?;
    if sum != check(binding, text) {
        return None;
    }
    let (values, id): (Vec<Json>, Id) = serde_json::from_slice(text).ok()?;
    let values: Option<Vec<Value>> = values.iter().map(read).collect();
    Some(Position { values: values?, id })
}

fn check(binding: Binding<'_>, text: &[u8]) -> [u8; CHECK_BYTES] {
    let mut hash = Sha256::new();
    hash.update(b"kith cursor 1");
    hash.update(binding.workspace.as_bytes());
    for part in [binding.list.as_bytes(), binding.sort.as_bytes(), text] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut sum = [0; CHECK_BYTES];
    sum.copy_from_slice(&hash.finalize()[..CHECK_BYTES]);
    sum
}

/// A value with a letter for its type. Only what lists sort by occurs; the others never get here.
fn write(value: &Value) -> Json {
    match value {
        Value::Bool(b) => json!(["b", b]),
        Value::Int(n) => json!(["i", n]),
        Value::Real(n) => json!(["r", n.to_bits().to_string()]),
        Value::Text(text) => json!(["s", text]),
        Value::Id(id) => json!(["u", id]),
        Value::Time(time) => json!(["t", time.as_micros()]),
        Value::Date(day) => json!(["d", day.days_since_epoch()]),
        _ => Json::Null,
    }
}

fn read(json: &Json) -> Option<Value> {
    if json.is_null() {
        return Some(Value::Null);
    }
    let value = json.get(1)?;
    Some(match json.get(0)?.as_str()? {
        "b" => Value::Bool(value.as_bool()?),
        "i" => Value::Int(value.as_i64()?),
        "r" => Value::Real(f64::from_bits(value.as_str()?.parse().ok()?)),
        "s" => Value::Text(value.as_str()?.to_owned()),
        "u" => Value::Id(value.as_str()?.parse().ok()?),
        "t" => Value::Time(Timestamp::from_micros(value.as_i64()?)),
        "d" => Value::Date(Date::from_days_since_epoch(i32::try_from(value.as_i64()?).ok()?)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kith_model::{IdSource, SequentialIds};

    fn sample() -> (Id, Position) {
        let ids = SequentialIds::default();
        let now = Timestamp::from_micros(1_790_000_000_000_001);
        let values = vec![
            Value::Null,
            Value::Text("žluťoučký \u{1f40e}".into()),
            Value::Int(-5),
            Value::Real(0.1),
            Value::Time(now),
            Value::Bool(true),
            Value::Date(Date::new(2026, 2, 28).expect("a day")),
        ];
        (ids.next(now), Position { values, id: ids.next(now) })
    }

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        let (workspace, position) = sample();
        let binding = Binding { workspace, list: "deal", sort: "-amount,name" };
        assert_eq!(decode(binding, &encode(binding, &position)), Some(position));
    }

    #[test]
    fn a_changed_or_foreign_cursor_is_refused() {
        let (workspace, position) = sample();
        let binding = Binding { workspace, list: "deal", sort: "name" };
        let cursor = encode(binding, &position);
        assert_eq!(decode(Binding { sort: "-name", ..binding }, &cursor), None);
        assert_eq!(decode(Binding { list: "lead", ..binding }, &cursor), None);
        assert_eq!(decode(Binding { workspace: position.id, ..binding }, &cursor), None);
        for at in 0..cursor.len() {
            let mut changed = cursor.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("ASCII");
            // The last letter carries spare bits, which a strict decoder refuses as well.
            assert_eq!(decode(binding, &changed), None, "letter {at}");
        }
        assert_eq!(decode(binding, ""), None);
        assert_eq!(decode(binding, "%%%"), None);
    }
}
