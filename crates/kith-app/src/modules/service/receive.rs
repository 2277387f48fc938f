//! The entrance for everything that customers write, whichever way it comes.

use std::collections::HashMap;

use bytes::Bytes;
use kith_access::{Action, Scope, decide};
use kith_catalog::ticket::{
    ASSIGNEE, AWAITING_REPLY, CHANNEL, CLOSED, COMPANY, CONTACT, DESCRIPTION, FOLLOWS, KIND, LAST_CUSTOMER_MESSAGE_AT,
    LAST_MESSAGE_AT, MERGED_INTO, OPEN, REQUESTER_EMAIL, REQUESTER_NAME, RESOLVED, SNIPPET, SNOOZED_UNTIL, STATUS,
    SUBJECT, TEAM, WAITING,
};
use kith_catalog::ticket_message::{self, BODY, HTML, MESSAGE_ID, SENDER_ADDRESS, SENDER_NAME, SOURCE_KEY};
use kith_catalog::{company, contact, team, user};
use kith_model::{FieldCode, Id, Record, RecordKind, RecordLink, Sort, Timestamp, TrashMode};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::message::{NewMessage, address, fitting, line, snippet, unchanged};
use crate::error::unexpected;
use crate::files::{NewFile, keep_file, store_bytes};
use crate::modules::contact_by_email;
use crate::records::{Planned, Planner, commit_all, find_for, is, page_query, records_by_id};
use crate::{App, AppError, mailboxes, workspace};

/// What somebody wrote to us.
///
/// Nothing in it is refused for its form: texts are cut to what fits, characters that cannot be kept are
/// dropped, and an address that is none is left out. Only `fields` has to be right.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// The ticket it belongs to, if that is known (by the threads of a mail, say). One that was merged
    /// leads to the one it was merged into; one in the trash counts as unknown.
    pub ticket: Option<Id>,
    /// The contact who wrote, if that is known; else it is looked for by `sender_address`.
    pub contact: Option<Id>,
    /// Whether somebody who is not known becomes a contact.
    pub make_contact: bool,
    /// How it came: `email`, `web`, `phone`, `chat` or `api`; anything else counts as `api`.
    pub channel: String,
    /// What it is about.
    pub subject: String,
    /// The text, plain.
    pub text: String,
    /// The same with its formatting, made harmless by whoever calls this: it is shown as it is.
    pub html: Option<String>,
    /// Who wrote it.
    pub sender_name: String,
    /// Where it came from.
    pub sender_address: String,
    /// When it was sent; now where not known. A time to come counts as now.
    pub sent_at: Option<Timestamp>,
    /// What came with it.
    pub files: Vec<IncomingFile>,
    /// Further fields of a ticket that is made: `priority`, `category`, `team_id`, `tags` …
    pub fields: Map<String, Json>,
    /// Whose words they are.
    pub voice: Voice,
    /// The `Message-ID` of the mail, without angle brackets, by which answers to it are recognised.
    pub message_id: Option<String>,
    /// What tells it from everything else, such as a mail's Message-ID with its mailbox. The same key
    /// received again changes nothing and is answered like the first time.
    pub key: Option<String>,
}

/// Whose words a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// A customer's.
    #[default]
    Customer,
    /// A program's that answers for the customer: that they are away, say. It stands in its ticket for the team
    /// alone, and changes nothing there.
    Program,
    /// A mail server's: an answer was not delivered. It stands in its ticket for the team alone, and the ticket
    /// is somebody's to look at again.
    Undelivered,
}

/// A file that came with it.
#[derive(Clone, Debug)]
pub struct IncomingFile {
    /// Its name, as it was given.
    pub name: String,
    /// The id by which the formatted text shows it, where it does: `cid:` and this.
    pub content_id: Option<String>,
    /// Its bytes.
    pub bytes: Bytes,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The ticket that it stands in.
    pub ticket: Id,
    /// The message.
    pub message: Id,
    /// Whether the ticket was made for it.
    pub new: bool,
    /// Whether it had been received before.
    pub repeated: bool,
}

const ATTEMPTS: usize = 40;
/// Tickets merged into tickets that were merged: so far they are followed.
const HOPS: usize = 20;

/// Takes what somebody wrote: a message in its ticket, or a new ticket with a first message, in one
/// transaction with all its files.
///
/// - A ticket that waits for the customer, or is resolved, is open again.
/// - One that is closed stays closed: the message begins a new ticket that follows it, unless a program wrote it.
/// - Whoever looks after the ticket is told.
/// - A key that was received before changes nothing.
pub async fn receive(app: &App, workspace: Id, incoming: &Incoming) -> Result<Received, AppError> {
    let scope = Scope::system(workspace);
    let key = incoming.key.as_deref().map(hashed);
    let files = match received_before(app, &scope, key.as_deref()).await? {
        Some(before) => return Ok(before),
        None => store_files(app, workspace, &incoming.files).await?,
    };
    let incoming = with_pictures(incoming, &files).await?;
    let message = app.new_id();
    for attempt in 1.. {
        let (received, plans) = plan(app, &scope, &incoming, key.as_deref(), message, &files).await?;
        match commit_all(app, &scope, plans).await {
            Ok(()) => {
                app.wake_jobs();
                return Ok(received);
            }
            Err(WriteError::Unique { constraint }) if constraint == "ticket_message_source_key" => {
                let before = received_before(app, &scope, key.as_deref()).await?;
                return before.ok_or_else(|| AppError::Internal("a message that was received is not there".into()));
            }
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Internal("a message was not taken".into()))
}

/// Plans what [`receive`] does, with files that are stored already, for whoever writes more in the same
/// transaction.
pub(in crate::modules) async fn plan_received(
    app: &App,
    scope: &Scope,
    incoming: &Incoming,
    files: &[NewFile],
) -> Result<(Received, Vec<Planned>), AppError> {
    let key = incoming.key.as_deref().map(hashed);
    plan(app, scope, incoming, key.as_deref(), app.new_id(), files).await
}

/// The same for somebody who may make tickets, such as a program of the workspace's own. What they name
/// has to be there for them, and their keys are apart from everybody else's.
pub async fn receive_for(app: &App, scope: &Scope, mut incoming: Incoming) -> Result<Received, AppError> {
    let planner = Planner::new(app, scope).await?;
    planner.permit(&KIND, Action::Create)?;
    if let Some(id) = incoming.ticket {
        let named = find_for(&planner, &KIND, id, Action::Update).await;
        named.map_err(|error| match error {
            AppError::NotFound => AppError::field("ticket_id", FieldCode::NotFound, "There is no such record."),
            error => error,
        })?;
    }
    // Every value is checked as if the ticket were made by hand; then it is thrown away.
    let mut body = incoming.fields.clone();
    body.insert(SUBJECT.key().into(), "-".into());
    body.extend(incoming.contact.map(|contact| (CONTACT.key().to_owned(), json!(contact))));
    Planner { forgiving: true, ..planner }.create(&KIND, app.new_id(), &body).await?;
    incoming.key = incoming.key.map(|key| format!("{:?}:{key}", scope.user()));
    receive(app, scope.workspace, &incoming).await
}

/// A key of any length and any letters as one that the database tells from all others.
fn hashed(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn received_before(app: &App, scope: &Scope, key: Option<&str>) -> Result<Option<Received>, AppError> {
    let Some(key) = key else { return Ok(None) };
    let permit = decide(scope, ticket_message::KIND.key, Action::Read, false)?;
    let schema = workspace::schema(app, scope, &ticket_message::KIND).await?;
    let mut query = page_query(app, scope, is(SOURCE_KEY.key(), key), Sort::default(), 1);
    let mut found = app.store().list_records(&permit, &schema, &query).await?;
    if found.is_empty() {
        query.trash = TrashMode::Only;
        found = app.store().list_records(&permit, &schema, &query).await?;
    }
    let Some(message) = found.pop() else { return Ok(None) };
    let ticket = message.get(&ticket_message::TICKET);
    Ok(ticket.map(|ticket| Received { ticket, message: message.id, new: false, repeated: true }))
}

async fn store_files(app: &App, workspace: Id, files: &[IncomingFile]) -> Result<Vec<NewFile>, AppError> {
    let mut out = Vec::with_capacity(files.len());
    for file in files {
        out.push(store_bytes(app, workspace, &file.name, file.bytes.clone()).await?);
    }
    Ok(out)
}

/// The same with the pictures that came with it in their places: those that a browser may show by itself,
/// read as the files they are, with the rights to these.
async fn with_pictures(incoming: &Incoming, files: &[NewFile]) -> Result<Incoming, AppError> {
    let mut incoming = incoming.clone();
    let Some(html) = incoming.html.take_if(|html| mailboxes::names_pictures(html)) else { return Ok(incoming) };
    let kept = incoming.files.iter().zip(files).filter(|(_, file)| file.is_picture());
    let placed = kept.filter_map(|(sent, file)| Some((sent.content_id.clone()?, file.address())));
    let placed: HashMap<String, String> = placed.collect();
    // Long ones take a while, and others wait for this thread.
    let shown = tokio::task::spawn_blocking(move || mailboxes::pictured(&html, placed)).await;
    incoming.html = Some(shown.map_err(|error| AppError::Internal(format!("placing pictures: {error}")))?);
    Ok(incoming)
}

async fn plan(
    app: &App,
    scope: &Scope,
    incoming: &Incoming,
    key: Option<&str>,
    message: Id,
    files: &[NewFile],
) -> Result<(Received, Vec<Planned>), AppError> {
    // A field that the workspace made required must not turn a customer away.
    let mut planner = Planner { forgiving: true, ..Planner::internal(app, scope).await? };
    let (now, mut plans) = (planner.now, Vec::new());
    let text = fitting(&incoming.text, &BODY.def());
    let named = known(app, scope, incoming.ticket).await?;
    let internal = named.is_some() && incoming.voice != Voice::Customer;
    let follows = named.as_ref().filter(|ticket| !internal && ticket.get(&STATUS) == Some(CLOSED)).cloned();
    let (new, ticket) = match named.filter(|_| follows.is_none()) {
        Some(before) => {
            let id = before.id;
            let body = match incoming.voice {
                Voice::Customer => again(&before, &text, now),
                Voice::Undelivered => reopened(&before),
                Voice::Program => Map::new(),
            };
            let permit = planner.permit(&KIND, Action::Update)?;
            // The same words at the same moment change nothing in the ticket, and are a message all the same.
            let planned = planner.update(&permit, &KIND, before.clone(), &body).await?;
            plans.push(planned.unwrap_or_else(|| unchanged(&planner, &permit, before)));
            (false, id)
        }
        None => {
            let contact = who(&mut planner, incoming, follows.as_ref(), &mut plans).await?;
            let body = first(app, &planner, incoming, follows.as_ref(), contact, &text).await?;
            let planned = planner.create(&KIND, app.new_id(), &body).await?;
            let id = planned.after.id;
            plans.push(planned);
            (true, id)
        }
    };
    planner.known.insert((KIND.key, ticket));
    let link = RecordLink { kind: KIND.key.into(), id: ticket };
    for file in files {
        plans.push(keep_file(&planner, &link, file).await?);
    }
    let words = NewMessage {
        ticket: Some(ticket),
        direction: ticket_message::IN,
        internal,
        channel: channel(&incoming.channel).to_owned(),
        sender_name: line(&incoming.sender_name, &SENDER_NAME.def()),
        sender_address: address(&incoming.sender_address, &SENDER_ADDRESS.def(), &planner.workspace.input_context()),
        body: text,
        html: incoming.html.clone().filter(|html| html.chars().count() <= HTML.def().max_length as usize),
        sent_at: incoming.sent_at.filter(|at| *at <= now),
        files: files.iter().map(|file| file.id).collect(),
        source_key: key.map(str::to_owned),
        message_id: incoming.message_id.as_deref().and_then(|id| line(id, &MESSAGE_ID.def())),
        ..NewMessage::default()
    };
    if let Some(last) = plans.last_mut() {
        words.insert((message, now), scope, &planner.workspace, &mut last.set)?;
    }
    Ok((Received { ticket, message, new, repeated: false }, plans))
}

/// The live ticket that is named, or the one it was merged into.
async fn known(app: &App, scope: &Scope, id: Option<Id>) -> Result<Option<Record>, AppError> {
    let mut next = id;
    for _ in 0..HOPS {
        let Some(id) = next else { return Ok(None) };
        let Some(found) = records_by_id(app, scope, &KIND, &[id]).await?.pop() else { return Ok(None) };
        match found.get(&MERGED_INTO) {
            None => return Ok(Some(found)),
            into => next = into,
        }
    }
    Ok(None)
}

/// What a customer's message changes in its ticket.
fn again(before: &Record, text: &str, now: Timestamp) -> Map<String, Json> {
    let mut body = written(text, now);
    body.extend(reopened(before));
    body
}

/// A ticket that waits for the customer, or is resolved, is open again, and nobody's for later.
fn reopened(before: &Record) -> Map<String, Json> {
    let mut body = Map::new();
    if matches!(before.get(&STATUS), Some(WAITING | RESOLVED)) {
        body.insert(STATUS.key().into(), OPEN.into());
    }
    if before.get(&STATUS) != Some(CLOSED) {
        body.insert(SNOOZED_UNTIL.key().into(), Json::Null);
        body.insert(AWAITING_REPLY.key().into(), true.into());
    }
    body
}

fn written(text: &str, now: Timestamp) -> Map<String, Json> {
    let mut body = Map::new();
    let mut put = |key: &str, value: Json| body.insert(key.to_owned(), value);
    put(LAST_MESSAGE_AT.key(), json!(now));
    put(LAST_CUSTOMER_MESSAGE_AT.key(), json!(now));
    put(AWAITING_REPLY.key(), true.into());
    put(SNIPPET.key(), snippet(text).into());
    body
}

/// The contact who wrote; made where that is wanted.
async fn who(
    planner: &mut Planner<'_>,
    incoming: &Incoming,
    follows: Option<&Record>,
    plans: &mut Vec<Planned>,
) -> Result<Option<Id>, AppError> {
    let (app, scope) = (planner.app, planner.scope);
    let named = incoming.contact.or_else(|| follows?.get(&CONTACT));
    if let Some(id) = live(app, scope, &contact::KIND, named).await? {
        return Ok(Some(id));
    }
    let context = planner.workspace.input_context();
    let Some(email) = address(&incoming.sender_address, &contact::EMAIL.def(), &context) else { return Ok(None) };
    if let Some(found) = contact_by_email(app, scope, &email).await? {
        return Ok(Some(found.id));
    }
    if !incoming.make_contact {
        return Ok(None);
    }
    let mut body = Map::new();
    body.insert(contact::EMAIL.key().into(), email.into());
    if let Some(name) = line(&incoming.sender_name, &contact::LAST_NAME.def()) {
        let (given, family) = name.rsplit_once(' ').unwrap_or((name.as_str(), ""));
        body.insert(contact::FIRST_NAME.key().into(), given.into());
        body.insert(contact::LAST_NAME.key().into(), family.into());
    }
    let source = if channel(&incoming.channel) == "email" { "email" } else { "website" };
    body.insert(contact::SOURCE.key().into(), source.into());
    let planned = planner.create(&contact::KIND, app.new_id(), &body).await?;
    let id = planned.after.id;
    planner.known.insert((contact::KIND.key, id));
    plans.push(planned);
    Ok(Some(id))
}

/// The body of a new ticket.
async fn first(
    app: &App,
    planner: &Planner<'_>,
    incoming: &Incoming,
    follows: Option<&Record>,
    contact: Option<Id>,
    text: &str,
) -> Result<Map<String, Json>, AppError> {
    let context = planner.workspace.input_context();
    let mut body = written(text, planner.now);
    let mut put = |key: &str, value: Json| body.insert(key.to_owned(), value);
    put(SUBJECT.key(), line(&incoming.subject, &SUBJECT.def()).unwrap_or_else(|| "(no subject)".into()).into());
    put(DESCRIPTION.key(), fitting(text, &DESCRIPTION.def()).into());
    put(CHANNEL.key(), channel(&incoming.channel).into());
    put(CONTACT.key(), json!(contact));
    if contact.is_none() || incoming.contact.is_some() {
        put(REQUESTER_NAME.key(), json!(line(&incoming.sender_name, &REQUESTER_NAME.def())));
    }
    put(REQUESTER_EMAIL.key(), json!(address(&incoming.sender_address, &REQUESTER_EMAIL.def(), &context)));
    if let Some(old) = follows {
        put(FOLLOWS.key(), json!(old.id));
        put(COMPANY.key(), json!(live(app, planner.scope, &company::KIND, old.get(&COMPANY)).await?));
        put(TEAM.key(), json!(live(app, planner.scope, &team::KIND, old.get(&TEAM)).await?));
        put(ASSIGNEE.key(), json!(live(app, planner.scope, &user::KIND, old.get(&ASSIGNEE)).await?));
    }
    body.extend(incoming.fields.clone());
    body.retain(|_, value| !value.is_null());
    Ok(body)
}

/// A reference to what is still there; of people, who may still sign in.
async fn live(app: &App, scope: &Scope, kind: &'static RecordKind, id: Option<Id>) -> Result<Option<Id>, AppError> {
    let Some(id) = id else { return Ok(None) };
    let found = records_by_id(app, scope, kind, &[id]).await?.pop();
    let here = |record: &Record| kind.key != user::KIND.key || record.get(&user::STATUS) == Some("active");
    Ok(found.filter(here).map(|record| record.id))
}

fn channel(name: &str) -> &'static str {
    let known = KIND.field(CHANNEL.key()).map(|field| field.options).unwrap_or_default();
    known.iter().find(|option| option.value == name).map_or("api", |option| option.value)
}
