//! Who else comes to a meeting. Their answers are Kith's to write, whatever a form sends back.

use kith_catalog::task::PARTICIPANTS;
use kith_model::{FieldCode, FieldError, Value};
use serde_json::{Map, Value as Json};

use crate::modules::Draft;

/// More people are a conference.
const MOST: usize = 100;
const LONGEST_NAME: usize = 200;
const LONGEST_ADDRESS: usize = 254;
/// What Kith keeps of each beside what a form says.
pub(super) const KEPT: [&str; 4] = ["answer", "answered_at", "answered_edition", "invited"];

/// Checks the list, keeps the answers of those who stay, and lets nobody come twice. Pure.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    let Some(list) = draft.get(&PARTICIPANTS).cloned().filter(|_| draft.changes(&PARTICIPANTS)) else { return };
    let Some(list) = list.as_array().filter(|list| list.len() <= MOST) else {
        return draft.fail(&PARTICIPANTS, FieldCode::WrongType, "This takes a list of at most 100 people.");
    };
    let before = draft.old(&PARTICIPANTS).cloned().unwrap_or_default();
    let mut people: Vec<Map<String, Json>> = Vec::new();
    for (n, item) in list.iter().enumerate() {
        let person = match read(item, draft.internal) {
            Ok(person) => person,
            Err(message) => {
                let field = format!("{}.{n}", PARTICIPANTS.key());
                draft.errors.push(FieldError::new(field, FieldCode::Invalid, message));
                continue;
            }
        };
        if people.iter().any(|known| known["email"] == person["email"]) {
            continue;
        }
        people.push(if draft.internal { person } else { with_kept(person, &before) });
    }
    let list = (!people.is_empty()).then(|| people.into_iter().map(Json::Object).collect());
    draft.put(&PARTICIPANTS, list.map_or(Value::Null, Value::Json));
}

fn read(item: &Json, trusted: bool) -> Result<Map<String, Json>, &'static str> {
    const SHAPE: &str = "Each is {\"email\", \"name\", \"contact_id\"}.";
    let item = item.as_object().ok_or(SHAPE)?;
    let mut person = Map::new();
    for (key, value) in item {
        match (key.as_str(), value) {
            (_, Json::Null) => {}
            ("email", Json::String(email)) => {
                let email = email.trim().to_lowercase();
                if !is_address(&email) {
                    return Err("This is not an e-mail address.");
                }
                person.insert("email".into(), email.into());
            }
            ("name", Json::String(name)) => {
                let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
                if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
                    return Err("A name has at most 200 characters.");
                }
                person.insert("name".into(), name.into());
            }
            ("contact_id", Json::String(id)) if id.parse::<kith_model::Id>().is_ok() => {
                person.insert("contact_id".into(), id.as_str().into());
            }
            (kept, value) if KEPT.contains(&kept) => {
                if trusted {
                    person.insert(kept.into(), value.clone());
                }
            }
            _ => return Err(SHAPE),
        }
    }
    if person.contains_key("email") { Ok(person) } else { Err("Each needs an e-mail address.") }
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let fits = |part: &str| {
        !part.is_empty() && !part.chars().any(|c| c.is_control() || c.is_whitespace() || "<>()[],;:\\\"@".contains(c))
    };
    text.len() <= LONGEST_ADDRESS && fits(local) && fits(domain)
}

/// What Kith knows of somebody who stays.
fn with_kept(mut person: Map<String, Json>, before: &Json) -> Map<String, Json> {
    let known = before.as_array().into_iter().flatten().find(|known| known["email"] == person["email"]);
    for key in KEPT {
        if let Some(value) = known.and_then(|known| known.get(key)) {
            person.insert(key.into(), value.clone());
        }
    }
    person
}
