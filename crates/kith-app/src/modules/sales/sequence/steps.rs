//! The steps of a sequence: what is done with a lead, and how long is waited between.

use kith_catalog::lead;
use kith_model::{FieldCode, FieldError, FieldErrors, Record};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What sort of step it is.
    pub kind: StepKind,
    /// What the task is called; of an e-mail, its subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// What there is to say; of an e-mail, its text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// How many working days are waited.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub days: i64,
}

/// The sorts of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Something to do.
    Task,
    /// A call.
    Call,
    /// An e-mail that its sender sends by hand.
    Email,
    /// Working days that pass.
    Wait,
}

impl StepKind {
    /// The kind of the task that is made of it.
    pub fn task_kind(self) -> &'static str {
        match self {
            StepKind::Task | StepKind::Wait => "to_do",
            StepKind::Call => "call",
            StepKind::Email => "email",
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(days: &i64) -> bool {
    *days == 0
}

const MOST: usize = 30;
const LONGEST_SUBJECT: usize = 200;
const LONGEST_TEXT: usize = 5_000;
pub(super) const MOST_DAYS: i64 = 260;

/// What may stand in braces, and where it comes from.
const PLACEHOLDERS: [&str; 5] = ["first_name", "last_name", "company", "job_title", "my_name"];

/// The steps, as far as they can be read.
pub fn read(json: Option<&Json>) -> Vec<Step> {
    let list = json.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|json| serde_json::from_value(json.clone()).ok()).collect()
}

/// Everything that is wrong with a list of steps, each error under `steps.<n>.<member>`.
pub(super) fn check(json: &Json) -> FieldErrors {
    let wrong = |code, message: &str| vec![FieldError::new("steps", code, message)];
    let Some(list) = json.as_array() else { return wrong(FieldCode::WrongType, "This takes a list of steps.") };
    if list.len() > MOST {
        return wrong(FieldCode::TooLong, "At most 30 steps make a sequence.");
    }
    let mut errors = FieldErrors::new();
    let mut last = None;
    for (n, json) in list.iter().enumerate() {
        let mut fail =
            |part: &str, code, message: &str| errors.push(FieldError::new(format!("steps.{n}.{part}"), code, message));
        let Ok(step) = serde_json::from_value::<Step>(json.clone()) else {
            fail(
                "kind",
                FieldCode::WrongType,
                "A step is a task, call, email or wait, with subject and text, or days.",
            );
            continue;
        };
        last = Some(step.kind);
        if step.kind == StepKind::Wait {
            if !(1..=MOST_DAYS).contains(&step.days) {
                fail("days", FieldCode::Invalid, "1 to 260 working days can be waited.");
            }
            if !step.subject.is_empty() || !step.text.is_empty() {
                fail("text", FieldCode::Invalid, "While waiting there is nothing to do.");
            }
            continue;
        }
        if step.days != 0 {
            fail("days", FieldCode::Invalid, "Put a step that waits before it.");
        }
        match step.subject.trim() {
            "" => fail("subject", FieldCode::Required, "What is there to do?"),
            subject if subject.chars().any(char::is_control) => {
                fail("subject", FieldCode::Invalid, "This takes one line.");
            }
            subject if subject.chars().count() > LONGEST_SUBJECT => {
                fail("subject", FieldCode::TooLong, "At most 200 characters fit here.");
            }
            _ => {}
        }
        if step.text.chars().count() > LONGEST_TEXT {
            fail("text", FieldCode::TooLong, "At most 5,000 characters fit here.");
        }
        if step.text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            fail("text", FieldCode::Invalid, "This contains characters that cannot be shown.");
        }
        for (part, text) in [("subject", &step.subject), ("text", &step.text)] {
            if let Some(unknown) = placeholders(text).find(|name| !PLACEHOLDERS.contains(name)) {
                let known = PLACEHOLDERS.join("}, {");
                fail(part, FieldCode::Invalid, &format!("There is no {{{unknown}}}. There are {{{known}}}."));
            }
        }
    }
    if errors.is_empty() {
        match last {
            None => return wrong(FieldCode::Required, "A sequence has at least one step."),
            Some(StepKind::Wait) => {
                let message = "Nothing follows, so there is nothing to wait for.";
                errors.push(FieldError::new(format!("steps.{}.kind", list.len() - 1), FieldCode::Invalid, message));
            }
            Some(_) => {}
        }
    }
    errors
}

/// The names in braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| named(rest).map(|(name, ..)| name))
}

/// What stands behind an opening brace, if it is a name: the name, what stands for it where it is empty
/// (`{first_name|there}`), and what follows. Braces around anything else are meant as they are.
fn named(rest: &str) -> Option<(&str, &str, &str)> {
    let (inside, behind) = rest.split_once('}')?;
    let (name, instead) = inside.split_once('|').unwrap_or((inside, ""));
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    is_name.then_some((name, instead, behind))
}

/// A text with what is known of the lead, and of who does the step, in place of the names in braces.
pub(super) fn fill(text: &str, lead: &Record, me: &str) -> String {
    let value = |name: &str| match name {
        "first_name" => lead.get(&lead::FIRST_NAME),
        "last_name" => lead.get(&lead::LAST_NAME),
        "company" => lead.get(&lead::COMPANY_NAME),
        "job_title" => lead.get(&lead::JOB_TITLE),
        _ => Some(me).filter(|me| !me.is_empty()),
    };
    let mut parts = text.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for rest in parts {
        match named(rest).filter(|(name, ..)| PLACEHOLDERS.contains(name)) {
            Some((name, instead, behind)) => {
                out.push_str(value(name).unwrap_or(instead));
                out.push_str(behind);
            }
            None => {
                out.push('{');
                out.push_str(rest);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use kith_model::{Id, Timestamp, Value};
    use serde_json::json;

    use super::*;
    use crate::modules::draft_put as put;
    use crate::records::new_record;

    #[test]
    fn names_in_braces_are_filled_in_and_other_braces_stay() {
        let mut lead = new_record(Id::NIL, Timestamp::from_micros(0), None);
        put(&mut lead, "first_name", Value::Text("Zoë {my_name}".into()));
        let text = "Hi {first_name|there} of {company|your firm}{job_title}! {} {Any} {\"a\": 1} {my_name} {";
        assert_eq!(fill(text, &lead, "Ana"), "Hi Zoë {my_name} of your firm! {} {Any} {\"a\": 1} Ana {");
    }

    #[test]
    fn what_is_wrong_with_a_step_is_said_where_it_is() {
        let cases = [
            (json!({}), "steps"),
            (json!([]), "steps"),
            (json!([{"kind": "sms"}]), "steps.0.kind"),
            (json!([{"kind": "call", "subject": "A", "colour": 1}]), "steps.0.kind"),
            (json!([{"kind": "call", "subject": " "}]), "steps.0.subject"),
            (json!([{"kind": "call", "subject": "a\nb"}]), "steps.0.subject"),
            (json!([{"kind": "call", "subject": "x".repeat(201)}]), "steps.0.subject"),
            (json!([{"kind": "call", "subject": "A", "days": 1}]), "steps.0.days"),
            (json!([{"kind": "email", "subject": "A", "text": "{name}"}]), "steps.0.text"),
            (json!([{"kind": "email", "subject": "A", "text": "\u{0}"}]), "steps.0.text"),
            (json!([{"kind": "call", "subject": "A"}, {"kind": "wait", "days": 0}]), "steps.1.days"),
            (json!([{"kind": "wait", "days": 261}, {"kind": "call", "subject": "A"}]), "steps.0.days"),
            (json!([{"kind": "call", "subject": "A"}, {"kind": "wait", "days": 2}]), "steps.1.kind"),
            (json!([{"kind": "wait", "days": 2, "text": "x"}, {"kind": "call", "subject": "A"}]), "steps.0.text"),
            (json!(vec![json!({"kind": "call", "subject": "A"}); 31]), "steps"),
        ];
        for (steps, field) in cases {
            let named: Vec<String> = check(&steps).into_iter().map(|error| error.field).collect();
            assert_eq!(named, [field], "{steps}");
        }
        let fine = json!([{"kind": "wait", "days": 260}, {"kind": "email", "subject": "Hi {first_name|there} 🎈"}]);
        assert!(check(&fine).is_empty());
    }
}
