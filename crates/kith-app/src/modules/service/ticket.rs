//! Tickets: what follows from their status, who is told, and their first message.

use kith_catalog::contact;
use kith_catalog::ticket::{
    ASSIGNEE, AWAITING_REPLY, CHANNEL, CLOSED, COMPANY, CONTACT, DESCRIPTION, KIND, LAST_CUSTOMER_MESSAGE_AT,
    LAST_MESSAGE_AT, MERGED_INTO, NUMBER, RELATED, REQUESTER_EMAIL, REQUESTER_NAME, RESOLVED, RESOLVED_AT, SNIPPET,
    SNOOZED_UNTIL, STATUS,
};
use kith_catalog::{notification, ticket_message};
use kith_model::{FieldCode, Id, Record, Value};

use super::clocks;
use super::message::{NewMessage, snippet};
use super::{outgoing, satisfaction};
use crate::mails::queue;
use crate::modules::draft::system_of;
use crate::modules::{Draft, Op, Rules, draft_put};
use crate::ports::BoxFuture;
use crate::records::records_by_id;
use crate::{App, AppError, Scope};

/// The rules of tickets.
pub(in crate::modules) struct TicketRules;

/// More than that tell nobody anything.
const MOST_RELATED: usize = 50;

/// Whether there is nothing left to do.
pub(super) fn is_settled(ticket: &Record) -> bool {
    matches!(ticket.get(&STATUS), Some(RESOLVED | CLOSED))
}

impl Rules for TicketRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        follow_status(draft);
        if draft.changes(&SNOOZED_UNTIL) && draft.get(&SNOOZED_UNTIL).is_some_and(|until| until <= draft.now) {
            draft.fail(&SNOOZED_UNTIL, FieldCode::Invalid, "This has to be a moment to come.");
        }
        let related = draft.get(&RELATED).map(<[Id]>::to_vec).unwrap_or_default();
        if related.contains(&draft.after.id) {
            draft.fail(&RELATED, FieldCode::Invalid, "A ticket is not related to itself.");
        } else if related.len() > MOST_RELATED && draft.changes(&RELATED) {
            draft.fail(&RELATED, FieldCode::TooLarge, "A ticket is related to at most 50 others.");
        }
        if draft.op == Op::Create {
            begin(draft);
        }
        clocks::follow(draft);
        satisfaction::follow(draft);
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            draft.notify_owner(&ASSIGNEE);
            if !draft.edits() {
                return Ok(());
            }
            let wrote = draft.op == Op::Update && draft.changes(&LAST_CUSTOMER_MESSAGE_AT);
            if let Some(assignee) = draft.get(&ASSIGNEE).filter(|_| wrote && !draft.changes(&ASSIGNEE)) {
                draft.notify(assignee, notification::TICKET_REPLY);
            }
            clocks::tell(draft);
            relate(draft).await?;
            let contact = requester(draft.app, draft.scope, &draft.after).await?;
            if draft.changes(&CONTACT)
                && !draft.names(&COMPANY)
                && let Some(company) = contact.as_ref().and_then(|contact| contact.get(&contact::COMPANY))
            {
                draft.put(&COMPANY, Value::Id(company));
            }
            if draft.op == Op::Create && !draft.internal {
                first_message(draft, contact.as_ref())?;
            }
            // Whoever answers and settles it with that has said so in the answer.
            let settled = draft.op == Op::Update && !draft.internal && draft.changes(&STATUS);
            if settled && draft.get(&STATUS) == Some(RESOLVED) {
                let (app, scope, data) = (draft.app, draft.scope, draft.workspace);
                if let Some(mail) = outgoing::resolved(app, scope, data, &draft.after, contact.as_ref()).await? {
                    queue(app, &mut draft.set, mail);
                }
            }
            Ok(())
        })
    }

    fn after_commit(&self, app: &App, _scope: &Scope, before: Option<&Record>, after: &Record) {
        // A mail may have been written with it.
        if before.is_some_and(|before| !is_settled(before)) && is_settled(after) {
            app.wake_jobs();
        }
    }
}

/// What is related to a ticket says so as well.
async fn relate(draft: &mut Draft<'_>) -> Result<(), AppError> {
    let ids = |related: Option<&[Id]>| related.map(<[Id]>::to_vec).unwrap_or_default();
    let (old, new, own) = (ids(draft.old(&RELATED)), ids(draft.get(&RELATED)), draft.after.id);
    let come = new.iter().filter(|id| !old.contains(id)).map(|id| (*id, true));
    let gone = old.iter().filter(|id| !new.contains(id)).map(|id| (*id, false));
    for (other, related) in come.chain(gone) {
        let change = |record: &mut Record| {
            let mut others = ids(record.get(&RELATED));
            others.retain(|id| *id != own);
            others.extend(related.then_some(own));
            draft_put(record, RELATED.key(), Value::Ids(others));
        };
        draft.touch(KIND.key, other, change).await?;
    }
    Ok(())
}

/// What status means for the other fields.
fn follow_status(draft: &mut Draft<'_>) {
    if draft.op == Op::Update && draft.changes(&STATUS) && !draft.internal && draft.old(&MERGED_INTO).is_some() {
        draft.fail(&STATUS, FieldCode::Invalid, "It was merged into another ticket, which goes on with it.");
    }
    if !is_settled(&draft.after) {
        draft.put(&RESOLVED_AT, Value::Null);
        return;
    }
    if draft.get(&RESOLVED_AT).is_none() && draft.get(&MERGED_INTO).is_none() {
        draft.put(&RESOLVED_AT, Value::Time(draft.now));
    }
    draft.put(&AWAITING_REPLY, Value::Null);
    draft.put(&SNOOZED_UNTIL, Value::Null);
}

/// A ticket that somebody of us writes down: its description is what the customer said.
fn begin(draft: &mut Draft<'_>) {
    if draft.get(&LAST_MESSAGE_AT).is_none() {
        draft.put(&LAST_MESSAGE_AT, Value::Time(draft.now));
    }
    let Some(text) = draft.get(&DESCRIPTION).map(snippet).filter(|_| !draft.internal) else { return };
    draft.put(&SNIPPET, Value::Text(text));
    draft.put(&LAST_CUSTOMER_MESSAGE_AT, Value::Time(draft.now));
    if !is_settled(&draft.after) {
        draft.put(&AWAITING_REPLY, Value::Bool(true));
    }
}

fn first_message(draft: &mut Draft<'_>, contact: Option<&Record>) -> Result<(), AppError> {
    let Some(body) = draft.get(&DESCRIPTION).map(str::to_owned) else { return Ok(()) };
    let name = draft.get(&REQUESTER_NAME).map(str::to_owned);
    let address = draft.get(&REQUESTER_EMAIL).map(str::to_owned);
    let message = NewMessage {
        ticket: Some(draft.after.id),
        direction: ticket_message::IN,
        channel: draft.get(&CHANNEL).unwrap_or("phone").to_owned(),
        author: draft.scope.user(),
        sender_name: name.or_else(|| contact.map(|contact| contact.title.clone())),
        sender_address: address.or_else(|| contact?.get(&contact::EMAIL).map(str::to_owned)),
        body,
        ..NewMessage::default()
    };
    message.insert((draft.app.new_id(), draft.now), draft.scope, draft.workspace, &mut draft.set)?;
    Ok(())
}

/// The contact who asks.
pub(super) async fn requester(app: &App, scope: &Scope, ticket: &Record) -> Result<Option<Record>, AppError> {
    let Some(id) = ticket.get(&CONTACT) else { return Ok(None) };
    Ok(records_by_id(app, &system_of(scope), &contact::KIND, &[id]).await?.pop())
}

/// What a ticket is called where there is little room.
pub(super) fn reference(ticket: &Record) -> String {
    format!("#{}", ticket.get(&NUMBER).unwrap_or_default())
}
