//! A ticket about two things: one message, or all from there on, becomes a ticket of its own.

use std::collections::HashSet;

use kith_access::{Action, Scope};
use kith_catalog::file;
use kith_catalog::ticket::{
    ASSIGNEE, CHANNEL, COMPANY, CONTACT, DESCRIPTION, FIRST_RESPONSE_AT, FOLLOWS, KIND, MERGED_INTO, NUMBER, PRIORITY,
    REQUESTER_EMAIL, REQUESTER_NAME, SUBJECT, TEAM,
};
use kith_catalog::ticket_message::{self, BODY, DIRECTION, FILES, IN, INTERNAL, OUT, TICKET};
use kith_model::{FieldCode, Id, Record, RecordLink, Value};
use serde_json::{Map, Value as Json, json};

use super::merge::may_change;
use super::message::fitting;
use super::thread::{place, planner, said_in, summary, written};
use super::ticket::is_settled;
use crate::modules::draft_put as put;
use crate::records::{Planned, Planner, find_for, records_by_id};
use crate::{App, AppError};

/// What leaves a ticket.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// The message, one of the customer's.
    pub message: Option<Id>,
    /// Whether all that was said after it goes along.
    pub following: bool,
    /// What the new ticket is about; the same where not said.
    pub subject: Option<String>,
}

/// Makes a ticket of its own of a message, with its files. It follows the one that it comes from. Answers
/// the new ticket.
pub async fn split(app: &App, scope: &Scope, id: Id, wanted: &Split) -> Result<Json, AppError> {
    let new = app.new_id();
    let mut attempt = 0;
    let mut answer = loop {
        let planner = planner(app, scope).await?;
        let plans = plan(&planner, id, new, wanted).await?;
        if let Some(answer) = written(&planner, plans, &mut attempt).await? {
            break answer;
        }
    };
    // Its number was given with the commit.
    if let Some(record) = records_by_id(app, &Scope::system(scope.workspace), &KIND, &[new]).await?.pop() {
        answer[NUMBER.key()] = json!(record.get(&NUMBER));
    }
    Ok(answer)
}

async fn plan(planner: &Planner<'_>, id: Id, new: Id, wanted: &Split) -> Result<Vec<Planned>, AppError> {
    let (app, scope) = (planner.app, planner.scope);
    let (permit, from) = find_for(planner, &KIND, id, Action::Update).await?;
    if from.deleted_at.is_some() {
        return Err(AppError::Conflict("This ticket is in the trash. Restore it first.".into()));
    }
    if from.get(&MERGED_INTO).is_some() {
        return Err(AppError::Conflict("This ticket was merged into another one. Split that one.".into()));
    }
    let wrong = |code, message: &str| AppError::field("message_id", code, message);
    let said = said_in(app, scope, id).await?;
    let first = said.iter().find(|message| Some(message.id) == wanted.message);
    let first = first.ok_or_else(|| wrong(FieldCode::NotFound, "There is no such message in this ticket."))?.clone();
    if first.get(&INTERNAL) == Some(true) || first.get(&DIRECTION) != Some(IN) {
        return Err(wrong(FieldCode::Invalid, "Only what the customer wrote becomes a ticket."));
    }
    let goes = |message: &Record| message.id == first.id || (wanted.following && place(message) > place(&first));
    let (leaving, staying): (Vec<Record>, Vec<Record>) = said.into_iter().partition(goes);
    if staying.iter().all(|message| message.get(&INTERNAL) == Some(true)) {
        return Err(wrong(FieldCode::Invalid, "Something that was said has to stay in this ticket."));
    }
    let system = Scope::system(scope.workspace);
    let mut body = second(&from, &first, wanted);
    body.extend(summary(leaving.iter(), false));
    let answered = |message: &&Record| message.get(&DIRECTION) == Some(OUT) && message.get(&INTERNAL) != Some(true);
    let answer = leaving.iter().find(answered).map(|message| place(message).0);
    body.extend(answer.map(|at| (FIRST_RESPONSE_AT.key().to_owned(), json!(at))));
    body.retain(|_, value| !value.is_null());
    let mut plans = vec![planner.create(&KIND, new, &body).await?];
    // Always written, so that of two who split the same message one notices the other.
    let rest = summary(staying.iter(), is_settled(&from));
    let unchanged = from.clone();
    match planner.update(&permit, &KIND, from, &rest).await? {
        Some(planned) => plans.push(planned),
        None => plans.push(planner.replace(&permit, &KIND, unchanged.clone(), unchanged)),
    }
    let files: HashSet<Id> =
        leaving.iter().filter_map(|message| message.get(&FILES)).flat_map(|ids| ids.iter().copied()).collect();
    let moves = may_change(&system, &ticket_message::KIND)?;
    for before in leaving {
        let mut after = before.clone();
        put(&mut after, TICKET.key(), Value::Id(new));
        plans.push(planner.replace(&moves, &ticket_message::KIND, before, after));
    }
    let moves = may_change(&system, &file::KIND)?;
    let files: Vec<Id> = files.into_iter().collect();
    for before in records_by_id(app, &system, &file::KIND, &files).await? {
        let mut after = before.clone();
        put(&mut after, file::RECORD.key(), Value::Link(RecordLink { kind: KIND.key.into(), id: new }));
        plans.push(planner.replace(&moves, &file::KIND, before, after));
    }
    Ok(plans)
}

/// The body of the ticket that a message becomes.
fn second(from: &Record, said: &Record, wanted: &Split) -> Map<String, Json> {
    let subject = wanted.subject.as_deref().map(str::trim).filter(|subject| !subject.is_empty());
    let pairs = [
        (SUBJECT.key(), json!(subject.or(from.get(&SUBJECT)))),
        (DESCRIPTION.key(), json!(fitting(said.get(&BODY).unwrap_or_default(), &DESCRIPTION.def()))),
        (CONTACT.key(), json!(from.get(&CONTACT))),
        (REQUESTER_NAME.key(), json!(from.get(&REQUESTER_NAME))),
        (REQUESTER_EMAIL.key(), json!(from.get(&REQUESTER_EMAIL))),
        (COMPANY.key(), json!(from.get(&COMPANY))),
        (TEAM.key(), json!(from.get(&TEAM))),
        (ASSIGNEE.key(), json!(from.get(&ASSIGNEE))),
        (CHANNEL.key(), json!(from.get(&CHANNEL))),
        (PRIORITY.key(), json!(from.get(&PRIORITY))),
        (FOLLOWS.key(), json!(from.id)),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
