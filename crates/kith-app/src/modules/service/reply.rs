//! Answering in a ticket: to the customer, or among ourselves.

use std::collections::BTreeSet;

use kith_access::{Action, Scope, explain};
use kith_catalog::ticket::{
    ASSIGNEE, AWAITING_REPLY, CHANNEL, FIRST_RESPONSE_AT, IN_PROGRESS, KIND, LAST_MESSAGE_AT, MERGED_INTO, OPEN,
    SNIPPET, STATUS,
};
use kith_catalog::{file, ticket_message, user};
use kith_model::{FieldCode, FieldError, Id, Record};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};

use super::message::{NewMessage, fitting, snippet, unchanged};
use super::outgoing::{self, recipient};
use super::ticket::requester;
use crate::error::unexpected;
use crate::mails::{Draft, DraftFile, queue};
use crate::records::{
    IdempotencyKey, Planned, Planner, committed, find_for, find_replay, idempotency_entry, record_json, records_by_id,
};
use crate::{App, AppError};

/// What somebody of us answers.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The text, plain.
    pub body: String,
    /// Whether it stays among us.
    pub internal: bool,
    /// What the status is then; where not said, an open ticket is in progress once it is answered.
    pub status: Option<String>,
    /// Files of the ticket that go with it.
    pub files: Vec<Id>,
}

const ATTEMPTS: usize = 40;
/// What the files of one mail weigh at most; most servers refuse more.
const MOST_BYTES: i64 = 10 * 1024 * 1024;

/// Answers in a ticket, as the caller. A public answer goes to the customer by mail, in the transaction
/// that keeps it. Answers the ticket and the message as the API writes them.
pub async fn reply(
    app: &App,
    scope: &Scope,
    id: Id,
    answer: &Answer,
    key: Option<&IdempotencyKey>,
) -> Result<Json, AppError> {
    let message = app.new_id();
    for attempt in 1.. {
        if let Some(json) = replayed(app, scope, key).await? {
            return Ok(json);
        }
        let (planned, json) = plan(app, scope, id, answer, message).await?;
        let Planned { mut set, before, after, .. } = planned;
        if let Some(key) = key {
            let kept = idempotency_entry(scope, key, 200, json.to_string().into_bytes());
            kept.into_iter().for_each(|kept| set.idempotency(kept));
        }
        match app.store().commit(set).await {
            Ok(()) => {
                committed(app, scope, &KIND, before.as_ref(), &after);
                app.wake_jobs();
                return Ok(json);
            }
            // Planned anew: somebody else wrote, or settled it, a moment ago.
            Err(WriteError::VersionConflict { .. } | WriteError::IdempotencyKeyTaken) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Internal("an answer was not written".into()))
}

async fn replayed(app: &App, scope: &Scope, key: Option<&IdempotencyKey>) -> Result<Option<Json>, AppError> {
    let Some(key) = key else { return Ok(None) };
    let Some(replay) = find_replay(app, scope, key).await? else { return Ok(None) };
    serde_json::from_slice(&replay.body).map(Some).map_err(|error| AppError::Internal(error.to_string()))
}

async fn plan(app: &App, scope: &Scope, id: Id, answer: &Answer, message: Id) -> Result<(Planned, Json), AppError> {
    let planner = Planner::internal(app, scope).await?;
    let (permit, before) = find_for(&planner, &KIND, id, Action::Update).await?;
    check_ticket(&before)?;
    let text = fitting(&answer.body, &ticket_message::BODY.def());
    let files = check_answer(app, scope, &before, answer, &text).await?;
    let body = changes(&planner, &before, answer, &text);
    let planned = planner.update(&permit, &KIND, before.clone(), &body).await?;
    let mut planned = planned.unwrap_or_else(|| unchanged(&planner, &permit, before));
    // A comment changes nothing in its ticket, which has to be there all the same.
    planned.set.needs(&KIND, id);
    let contact = requester(app, scope, &planned.after).await?;
    let sent = recipient(&planned.after, contact.as_ref()).filter(|_| !answer.internal);
    let me = records_by_id(app, &Scope::system(scope.workspace), &user::KIND, scope.user().as_slice()).await?.pop();
    let mut message_id = None;
    if sent.is_some()
        && let Some(mail) = outgoing::answer(app, scope, &planned.after, contact.as_ref(), &text).await?
    {
        let files = files.iter().map(with_mail).collect();
        message_id = Some(queue(app, &mut planned.set, Draft { by_hand: true, files, ..mail }).message_id);
    }
    let words = NewMessage {
        ticket: Some(id),
        direction: ticket_message::OUT,
        internal: answer.internal,
        channel: if sent.is_some() { "email" } else { planned.after.get(&CHANNEL).unwrap_or("web") }.to_owned(),
        author: scope.user(),
        sender_name: me.map(|me| me.title),
        body: text,
        files: answer.files.clone(),
        message_id,
        ..NewMessage::default()
    };
    let record = words.insert((message, planner.now), scope, &planner.workspace, &mut planned.set)?;
    let reader = planner.permit(&ticket_message::KIND, Action::Read)?;
    let json = json!({
        "ticket": record_json(&planned.schema, &planned.mask, &planned.after),
        "message": record_json(&planner.workspace.schema(&ticket_message::KIND), reader.mask(), &record),
    });
    Ok((planned, json))
}

fn check_ticket(ticket: &Record) -> Result<(), AppError> {
    if ticket.deleted_at.is_some() {
        return Err(AppError::Conflict("This ticket is in the trash. Restore it first.".into()));
    }
    match ticket.get(&MERGED_INTO) {
        Some(_) => Err(AppError::Conflict("This ticket was merged into another one. Answer there.".into())),
        None => Ok(()),
    }
}

/// Everything that is wrong with an answer; else its files.
async fn check_answer(
    app: &App,
    scope: &Scope,
    ticket: &Record,
    answer: &Answer,
    text: &str,
) -> Result<Vec<Record>, AppError> {
    let mut errors = Vec::new();
    if text.is_empty() {
        errors.push(FieldError::new("body", FieldCode::Required, "This is needed."));
    }
    if answer.body.chars().count() > ticket_message::BODY.def().max_length as usize {
        errors.push(FieldError::new("body", FieldCode::TooLong, "This is too long."));
    }
    let found = match answer.files.is_empty() {
        true => Vec::new(),
        false => records_by_id(app, scope, &file::KIND, &answer.files).await?,
    };
    let here = |record: &&Record| record.get(&file::RECORD).is_some_and(|link| link.id == ticket.id);
    if found.iter().filter(here).count() != answer.files.iter().collect::<BTreeSet<_>>().len() {
        errors.push(FieldError::new("file_ids", FieldCode::NotFound, "A file has to be one of the ticket's."));
    }
    let size: i64 = found.iter().filter_map(|record| record.get(&file::SIZE)).sum();
    if !answer.internal && size > MOST_BYTES {
        errors.push(FieldError::new("file_ids", FieldCode::TooLarge, "The files of one mail have at most 10 MB."));
    }
    if errors.is_empty() { Ok(found) } else { Err(AppError::Validation(errors)) }
}

/// What an answer changes in its ticket.
fn changes(planner: &Planner<'_>, before: &Record, answer: &Answer, text: &str) -> Map<String, Json> {
    let (now, scope) = (planner.now, planner.scope);
    let mut body = Map::new();
    let mut put = |key: &str, value: Json| body.insert(key.to_owned(), value);
    let begun = (!answer.internal && before.get(&STATUS) == Some(OPEN)).then_some(IN_PROGRESS);
    if let Some(status) = answer.status.as_deref().or(begun) {
        put(STATUS.key(), status.into());
    }
    if answer.internal {
        return body;
    }
    put(LAST_MESSAGE_AT.key(), json!(now));
    put(AWAITING_REPLY.key(), Json::Null);
    put(SNIPPET.key(), snippet(text).into());
    if before.get(&FIRST_RESPONSE_AT).is_none() {
        put(FIRST_RESPONSE_AT.key(), json!(now));
    }
    // Whoever answers what nobody looks after looks after it from then on.
    let free = before.get(&ASSIGNEE).is_none() && explain(scope, KIND.key, Action::Assign, None).is_some();
    if let Some(me) = scope.user().filter(|_| free) {
        put(ASSIGNEE.key(), json!(me));
    }
    body
}

/// A file as it goes with a mail.
fn with_mail(file: &Record) -> DraftFile {
    DraftFile::Stored {
        id: file.id,
        name: file.title.clone(),
        content_type: file.get(&file::MEDIA_TYPE).unwrap_or("application/octet-stream").to_owned(),
        size: file.get(&file::SIZE).and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
    }
}
