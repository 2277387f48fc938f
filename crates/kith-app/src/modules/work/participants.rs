//! Who else comes to a meeting. Their answers are Kith's to write, whatever a form sends back.

use kith_catalog::notification::MEETING_ANSWER;
use kith_catalog::task::{ASSIGNEE, PARTICIPANTS};
use kith_model::{FieldCode, FieldError, Id, Record, Timestamp, Value, fold};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::calendar::Reply;
use crate::modules::{Draft, Op};
use crate::ports::Address;

/// More people are a conference.
const MOST: usize = 100;
const LONGEST_NAME: usize = 200;
const LONGEST_ADDRESS: usize = 254;
/// What Kith keeps of each beside what a form says.
const KEPT: [&str; 4] = ["answer", "answered_at", "comment", "invited"];

/// Somebody who comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Participant {
    pub email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<Id>,
    /// What they answered to the invitation they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Reply>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// What they wrote beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited: Option<Invited>,
}

/// What the invitation said that somebody has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Invited {
    pub edition: i64,
    pub at: Timestamp,
    pub minutes: i64,
    pub title: String,
    pub place: String,
    /// Who invited them. Programs know a meeting by it, so it stays the same.
    pub organiser: Address,
    /// The mailbox it went from, and where the answer arrives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<Id>,
    /// Whether a mail server has returned it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undelivered: bool,
}

impl Participant {
    pub fn address(&self) -> Address {
        Address::new(&self.email, self.name.as_deref().unwrap_or_default())
    }

    /// Whether this is theirs.
    pub fn has(&self, address: &str) -> bool {
        fold(&self.email) == fold(address.trim())
    }

    /// Whether what was sent to them has come back.
    pub fn is_missed(&self) -> bool {
        self.invited.as_ref().is_some_and(|invited| invited.undelivered)
    }

    /// What they answered is about another invitation than they have now.
    pub fn forget_answer(&mut self) {
        (self.answer, self.answered_at, self.comment) = (None, None, None);
    }
}

/// Those of a task.
pub(super) fn of(task: &Record) -> Vec<Participant> {
    let list = task.get(&PARTICIPANTS).and_then(Json::as_array);
    list.into_iter().flatten().filter_map(|item| serde_json::from_value(item.clone()).ok()).collect()
}

/// As a task keeps them.
pub(super) fn json(people: &[Participant]) -> Json {
    serde_json::to_value(people).ok().filter(|_| !people.is_empty()).unwrap_or_default()
}

/// Those of a task, for another one: nobody has been invited to that.
pub(super) fn as_new(task: &Record) -> Json {
    let one =
        |person: Participant| Participant { answer: None, answered_at: None, comment: None, invited: None, ..person };
    json(&of(task).into_iter().map(one).collect::<Vec<_>>())
}

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

/// A list as a caller sends it, with what Kith knows of those in it, for a change that is written in
/// Kith's own name.
pub(super) fn with_known(list: &Json, task: &Record) -> Json {
    let before = task.get(&PARTICIPANTS).cloned().unwrap_or_default();
    let Some(list) = list.as_array() else { return list.clone() };
    let one = |item: &Json| match item {
        Json::Object(person) => {
            let mut person = person.clone();
            person.retain(|key, _| !KEPT.contains(&key.as_str()));
            Json::Object(with_kept(person, &before))
        }
        other => other.clone(),
    };
    list.iter().map(one).collect()
}

/// Tells the assignee of an answer that has come in, and of an invitation that did not arrive.
pub(super) fn tell(draft: &mut Draft<'_>) {
    let Some(assignee) = draft.get(&ASSIGNEE).filter(|_| draft.op == Op::Update && draft.internal) else { return };
    let before = draft.before.map(of).unwrap_or_default();
    let news = |person: &Participant| {
        let Some(known) = before.iter().find(|known| known.email == person.email) else { return false };
        let answered = person.answer.is_some() && known.answered_at != person.answered_at;
        answered || (person.is_missed() && !known.is_missed())
    };
    if of(&draft.after).iter().any(news) {
        draft.notify(assignee, MEETING_ANSWER);
    }
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
            ("contact_id", Json::String(id)) if id.parse::<Id>().is_ok() => {
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
    let email = person.get("email").and_then(Json::as_str).unwrap_or_default().trim().to_lowercase();
    let known = before.as_array().into_iter().flatten().find(|known| known["email"] == email);
    for key in KEPT {
        if let Some(value) = known.and_then(|known| known.get(key)) {
            person.insert(key.into(), value.clone());
        }
    }
    person
}
