//! What a form asks: fields of leads or of tickets, in the form's own order and words.

use std::collections::BTreeSet;

use kith_catalog::{form, lead, ticket};
use kith_model::{
    FieldCode, FieldError, FieldErrors, FieldSpec, FieldType, InputContext, Record, RecordKind, Schema, parse_value,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The field of the lead or ticket; `custom.<key>` for one of the workspace's own.
    pub field: String,
    /// The form's words for it; the field's label where empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// A hint below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether it has to be answered.
    #[serde(default)]
    pub required: bool,
    /// Whether it is not asked: everything that comes of the form gets `value`. It is kept here and never sent to
    /// the visitor, so nobody can send another one.
    #[serde(default)]
    pub hidden: bool,
    /// The fixed value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Json>,
}

const MOST: usize = 50;
const LONGEST_LABEL: usize = 200;
const LONGEST_HELP: usize = 500;

/// The kind whose fields a form asks for.
pub(super) fn target(form: &Record) -> &'static RecordKind {
    if form.get(&form::PURPOSE) == Some(form::TICKET) { &ticket::KIND } else { &lead::KIND }
}

/// Fields that are ours to judge, or that the form's settings and the visit itself fill in.
const NOT_ASKED: [&str; 13] = [
    lead::SOURCE.key(),
    lead::STAGE.key(),
    lead::SCORE.key(),
    lead::STATUS_REASON.key(),
    lead::AUTO_ASSIGN.key(),
    lead::CONSENT.key(),
    lead::UTM_SOURCE.key(),
    lead::UTM_MEDIUM.key(),
    lead::UTM_CAMPAIGN.key(),
    lead::DO_NOT_DISTURB.key(),
    lead::BUDGET_NOTE.key(),
    lead::AUTHORITY_NOTE.key(),
    lead::NEED_NOTE.key(),
];
/// And these are set by the form's settings alone.
const NOT_FIXED: [&str; 6] = [
    lead::SOURCE.key(),
    lead::AUTO_ASSIGN.key(),
    lead::CONSENT.key(),
    lead::UTM_SOURCE.key(),
    lead::UTM_MEDIUM.key(),
    lead::UTM_CAMPAIGN.key(),
];

/// The same of tickets.
const NOT_ASKED_OF_TICKETS: [&str; 3] = [ticket::PRIORITY.key(), ticket::STATUS.key(), ticket::CHANNEL.key()];
const NOT_FIXED_OF_TICKETS: [&str; 2] = [ticket::STATUS.key(), ticket::CHANNEL.key()];

/// Whether a form can hold this field of leads or tickets, asked or hidden.
pub(super) fn fits(kind: &RecordKind, spec: &FieldSpec, hidden: bool) -> bool {
    let sort = matches!(
        spec.ty,
        FieldType::Text
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Url
            | FieldType::Integer
            | FieldType::Number
            | FieldType::Date
            | FieldType::Boolean
            | FieldType::Select
            | FieldType::MultiSelect
            | FieldType::TextList
    );
    let closed: &[&str] = match (kind.key == ticket::KIND.key, hidden) {
        (true, true) => &NOT_FIXED_OF_TICKETS,
        (true, false) => &NOT_ASKED_OF_TICKETS,
        (false, true) => &NOT_FIXED,
        (false, false) => &NOT_ASKED,
    };
    sort && !spec.read_only && !spec.is_internal() && !closed.contains(&spec.key.as_str())
}

/// The questions of a form, as far as they can be read.
pub(super) fn questions_of(record: &Record) -> Vec<Question> {
    let list = record.get(&form::QUESTIONS).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|json| serde_json::from_value(json.clone()).ok()).collect()
}

/// Everything that is wrong with a list of questions, each error under `questions.<n>.<member>`.
pub(super) fn check(json: &Json, target: &Schema, context: &InputContext) -> FieldErrors {
    let key = form::QUESTIONS.key();
    let Some(list) = json.as_array() else {
        return vec![FieldError::new(key, FieldCode::WrongType, "This takes a list of questions.")];
    };
    if list.len() > MOST {
        return vec![FieldError::new(key, FieldCode::TooLong, format!("At most {MOST} questions fit into a form."))];
    }
    let mut errors = FieldErrors::new();
    let mut seen = BTreeSet::new();
    for (n, json) in list.iter().enumerate() {
        let mut fail = |part: &str, code, message: &str| {
            errors.push(FieldError::new(format!("{key}.{n}.{part}"), code, message));
        };
        let question: Question = match serde_json::from_value(json.clone()) {
            Ok(question) => question,
            Err(_) => {
                fail(
                    "field",
                    FieldCode::WrongType,
                    "A question has a field, and maybe label, help, required, hidden, value.",
                );
                continue;
            }
        };
        let long = |text: &Option<String>, most| text.as_ref().is_some_and(|text| text.chars().count() > most);
        if long(&question.label, LONGEST_LABEL) {
            fail("label", FieldCode::TooLong, "At most 200 characters fit here.");
        }
        if long(&question.help, LONGEST_HELP) {
            fail("help", FieldCode::TooLong, "At most 500 characters fit here.");
        }
        if !seen.insert(question.field.clone()) {
            fail("field", FieldCode::AlreadyUsed, "The form has this field already.");
        }
        match target.fields.iter().find(|spec| spec.key == question.field) {
            None => fail("field", FieldCode::UnknownField, "There is no such field."),
            Some(spec) if !fits(target.kind, spec, question.hidden) => {
                fail("field", FieldCode::Invalid, "A form cannot ask for this field.");
            }
            Some(spec) if question.hidden => match question.value.as_ref().map(|json| parse_value(spec, json, context))
            {
                Some(Ok(value)) if !value.is_empty() => {}
                Some(Err(error)) => fail("value", error.code, &error.message),
                _ => fail("value", FieldCode::Required, "A hidden field needs its value."),
            },
            Some(_) if question.value.is_some() => {
                fail("value", FieldCode::Invalid, "Only a hidden field has a fixed value.");
            }
            Some(_) => {}
        }
    }
    errors
}
