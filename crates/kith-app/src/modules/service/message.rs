//! The messages of a ticket, which Kith alone writes.

use kith_access::{Action, Permit, Scope, decide};
use kith_catalog::ticket;
use kith_catalog::ticket_message::{
    AUTHOR, BODY, CHANNEL, DIRECTION, FILES, HTML, INTERNAL, KIND, MESSAGE_ID, SENDER_ADDRESS, SENDER_NAME, SENT_AT,
    SOURCE_KEY, TICKET,
};
use kith_model::{FieldDef, FieldSpec, Id, InputContext, Record, Timestamp, Value, parse_value};
use kith_store::WriteSet;

use crate::mailboxes;
use crate::modules::draft_put as put;
use crate::records::{Planned, Planner, find_for, new_record};
use crate::workspace::WorkspaceData;
use crate::{App, AppError};

/// A message before it is written. What does not fit its field has been cut already.
#[derive(Clone, Debug, Default)]
pub(in crate::modules) struct NewMessage {
    pub ticket: Option<Id>,
    pub direction: &'static str,
    pub internal: bool,
    pub channel: String,
    pub author: Option<Id>,
    pub sender_name: Option<String>,
    pub sender_address: Option<String>,
    pub body: String,
    pub html: Option<String>,
    pub sent_at: Option<Timestamp>,
    pub files: Vec<Id>,
    pub source_key: Option<String>,
    pub message_id: Option<String>,
}

impl NewMessage {
    /// Adds it to a set, in Kith's own name, and answers the record.
    pub fn insert(
        self,
        (id, now): (Id, Timestamp),
        scope: &Scope,
        data: &WorkspaceData,
        set: &mut WriteSet,
    ) -> Result<Record, AppError> {
        let text = |text: Option<String>| text.map_or(Value::Null, Value::Text);
        let person = |id: Option<Id>| id.map_or(Value::Null, Value::Id);
        let mut record = new_record(id, now, scope.user());
        let values = [
            (TICKET.key(), person(self.ticket)),
            (DIRECTION.key(), Value::Text(self.direction.into())),
            (INTERNAL.key(), Value::Bool(self.internal)),
            (CHANNEL.key(), Value::Text(self.channel)),
            (AUTHOR.key(), person(self.author)),
            (SENDER_NAME.key(), text(self.sender_name)),
            (SENDER_ADDRESS.key(), text(self.sender_address)),
            (BODY.key(), Value::Text(self.body)),
            (HTML.key(), text(self.html)),
            (SENT_AT.key(), Value::Time(self.sent_at.unwrap_or(now))),
            (FILES.key(), Value::Ids(self.files)),
            (SOURCE_KEY.key(), text(self.source_key)),
            (MESSAGE_ID.key(), text(self.message_id)),
        ];
        values.into_iter().for_each(|(key, value)| put(&mut record, key, value));
        let permit = may_write(scope)?;
        set.insert(&permit, &data.schema(&KIND), record.clone());
        Ok(record)
    }
}

/// A ticket in which something was said that changes nothing else in it.
pub(in crate::modules) fn unchanged(planner: &Planner<'_>, permit: &Permit, ticket: Record) -> Planned {
    Planned {
        set: planner.empty_set(),
        schema: planner.workspace.schema(&ticket::KIND),
        mask: permit.mask().clone(),
        before: None,
        after: ticket,
        notices: Vec::new(),
    }
}

/// A message as a page of its own, as the customer formatted it; what it quotes is folded away.
pub async fn message_page(app: &App, scope: &Scope, id: Id) -> Result<String, AppError> {
    let planner = Planner::new(app, scope).await?;
    let (permit, message) = find_for(&planner, &KIND, id, Action::Read).await?;
    let html = message.get(&HTML).filter(|_| !permit.mask().hidden.contains(HTML.key()));
    html.map(mailboxes::page).ok_or(AppError::NotFound)
}

fn may_write(scope: &Scope) -> Result<Permit, AppError> {
    Ok(decide(&Scope::system(scope.workspace), KIND.key, Action::Create, KIND.activity)?)
}

const SNIPPET_CHARACTERS: usize = 160;

/// How a text begins, on one line and without what it quotes.
pub(in crate::modules) fn snippet(text: &str) -> String {
    let own = text.lines().filter(|line| !line.trim_start().starts_with('>'));
    let words = own.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    let seen: String = words.chars().filter(|c| !c.is_control()).take(SNIPPET_CHARACTERS).collect();
    seen.trim_end().to_owned()
}

/// A text of several lines without what cannot be kept, and no longer than its field.
pub(in crate::modules) fn fitting(text: &str, field: &FieldDef) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    kept.take(field.max_length as usize).collect::<String>().trim().to_owned()
}

/// The same on one line; `None` where nothing is left.
pub(in crate::modules) fn line(text: &str, field: &FieldDef) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept: String = words.chars().filter(|c| !c.is_control()).take(field.max_length as usize).collect();
    let kept = kept.trim();
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// An address, if it is one.
pub(in crate::modules) fn address(text: &str, field: &FieldDef, context: &InputContext) -> Option<String> {
    match parse_value(&FieldSpec::declared(field), &text.trim().into(), context) {
        Ok(Value::Text(address)) => Some(address),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use kith_catalog::ticket::{DESCRIPTION, SUBJECT};

    use super::*;

    #[test]
    fn a_snippet_is_what_somebody_says_themselves() {
        assert_eq!(snippet("> You wrote\n\n  Yes,\r\nplease.\u{0}\n> and more"), "Yes, please.");
        assert!(snippet(&"नमस्ते ".repeat(100)).chars().count() <= SNIPPET_CHARACTERS);
    }

    #[test]
    fn what_arrives_is_cut_to_what_fits() {
        assert_eq!(fitting("a\r\nb\u{0}\u{7}\tc ", &DESCRIPTION.def()), "a\nb\tc");
        assert_eq!(fitting(&"x".repeat(20_000), &DESCRIPTION.def()).len(), 10_000);
        assert_eq!(line(" Re:\r\n Parcel\u{0} ", &SUBJECT.def()), Some("Re: Parcel".into()));
        assert_eq!(line("\r\n ", &SUBJECT.def()), None);
    }
}
