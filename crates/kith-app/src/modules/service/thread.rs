//! What a ticket says of the messages in it. It is worked out anew where messages come from elsewhere, or
//! leave.

use kith_access::Scope;
use kith_catalog::ticket::{AWAITING_REPLY, LAST_CUSTOMER_MESSAGE_AT, LAST_MESSAGE_AT, SNIPPET};
use kith_catalog::ticket_message::{BODY, DIRECTION, IN, INTERNAL, KIND, SENT_AT, TICKET};
use kith_model::{Id, Record, Timestamp};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};

use super::message::snippet;
use crate::error::unexpected;
use crate::records::{Planned, Planner, all_records, commit_all, is, record_json};
use crate::{App, AppError};

/// What was said in a ticket, in the order in which it was said.
pub(super) async fn said_in(app: &App, scope: &Scope, ticket: Id) -> Result<Vec<Record>, AppError> {
    let system = Scope::system(scope.workspace);
    let mut said = all_records(app, &system, &KIND, is(TICKET.key(), &ticket.to_string())).await?;
    said.sort_by_key(place);
    Ok(said)
}

/// Where a message stands among the others.
pub(super) fn place(message: &Record) -> (Timestamp, Id) {
    (message.get(&SENT_AT).unwrap_or(message.created_at), message.id)
}

/// The values of a ticket that follow from its messages.
pub(super) fn summary<'a>(messages: impl Iterator<Item = &'a Record>, settled: bool) -> Map<String, Json> {
    let mut public: Vec<&Record> = messages.filter(|message| message.get(&INTERNAL) != Some(true)).collect();
    public.sort_by_key(|message| place(message));
    let incoming = |message: &&&Record| message.get(&DIRECTION) == Some(IN);
    let at = |message: &Record| json!(place(message).0);
    let last = public.last();
    let customers = public.iter().rev().find(incoming);
    let waits = !settled && last.is_some_and(|message| incoming(&message));
    let words = last.and_then(|message| message.get(&BODY)).map(snippet);
    Map::from_iter([
        (LAST_MESSAGE_AT.key().to_owned(), last.map_or(Json::Null, |message| at(message))),
        (LAST_CUSTOMER_MESSAGE_AT.key().to_owned(), customers.map_or(Json::Null, |message| at(message))),
        (AWAITING_REPLY.key().to_owned(), if waits { true.into() } else { Json::Null }),
        (SNIPPET.key().to_owned(), json!(words)),
    ])
}

const ATTEMPTS: usize = 20;

/// A planner for changes of several tickets, in Kith's own name.
pub(super) async fn planner<'a>(app: &'a App, scope: &'a Scope) -> Result<Planner<'a>, AppError> {
    Ok(Planner { forgiving: true, ..Planner::internal(app, scope).await? })
}

/// Writes plans in one transaction and answers the first record; `None` where somebody else changed
/// something meanwhile, and it has to be planned anew.
pub(super) async fn written(
    planner: &Planner<'_>,
    mut plans: Vec<Planned>,
    attempt: &mut usize,
) -> Result<Option<Json>, AppError> {
    *attempt += 1;
    let answer = plans.first().map(|planned| record_json(&planned.schema, &planned.mask, &planned.after));
    // What is new comes first, because the others may point at it. Rows are locked in the order in which they
    // are written: two who change the same tickets wait for each other instead of each for the other.
    plans.sort_by_key(|planned| (planned.before.is_some(), planned.after.id));
    match commit_all(planner.app, planner.scope, plans).await {
        Ok(()) => Ok(Some(answer.ok_or_else(|| AppError::Internal("nothing was written".into()))?)),
        Err(WriteError::VersionConflict { .. }) if *attempt < ATTEMPTS => Ok(None),
        Err(error) => Err(unexpected(error)),
    }
}
