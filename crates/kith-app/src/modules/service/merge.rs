//! Tickets about one thing become one, and can become several again.

use std::collections::{BTreeSet, HashMap};

use kith_access::{Action, Permit, Scope, decide};
use kith_catalog::ticket::{
    CLOSED, FIRST_RESPONSE_AT, FIRST_RESPONSE_RESULT, KIND, MERGE, MERGED_INTO, MERGED_TICKETS, OPEN, SNOOZED_UNTIL,
    STATUS,
};
use kith_catalog::{file, interaction, note, task, ticket_message};
use kith_model::{FieldCode, Id, Record, RecordKind, RecordLink, Timestamp, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::thread::{planner, said_in, summary, written};
use super::ticket::{is_settled, reference};
use crate::modules::draft_put as put;
use crate::modules::moved::{Touched, differences, moves_back};
use crate::records::{Planned, Planner, all_records, any_by_id, find_for, is};
use crate::{App, AppError};

/// How long a merge can be taken back.
const DAYS: i64 = 30;
/// So many tickets become part of another one at once.
const MOST: usize = 50;

/// What a ticket that was merged remembers.
#[derive(Debug, Serialize, Deserialize)]
struct Merge {
    at: Timestamp,
    /// Its status before.
    status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    snoozed_until: Option<Timestamp>,
    /// Whether the other ticket's first answer is one of this one.
    #[serde(default)]
    answered: bool,
    /// What went over, with the values it had.
    moved: Vec<Touched>,
}

/// Makes tickets a part of another one: what was said in them, their files, notes, tasks and interactions go
/// over, they are closed, and whatever the customer answers to them lands in the other. Answers that one.
pub async fn merge(app: &App, scope: &Scope, into: Id, from: &[Id]) -> Result<Json, AppError> {
    let from: BTreeSet<Id> = from.iter().copied().collect();
    let mut attempt = 0;
    loop {
        let planner = planner(app, scope).await?;
        let plans = plan_merge(&planner, into, &from).await?;
        if let Some(answer) = written(&planner, plans, &mut attempt).await? {
            return Ok(answer);
        }
    }
}

async fn plan_merge(planner: &Planner<'_>, into: Id, from: &BTreeSet<Id>) -> Result<Vec<Planned>, AppError> {
    let wrong = |code, message: &str| AppError::field("ticket_ids", code, message);
    let (permit, target) = find_for(planner, &KIND, into, Action::Update).await?;
    if target.deleted_at.is_some() {
        return Err(AppError::Conflict("This ticket is in the trash. Restore it first.".into()));
    }
    if target.get(&MERGED_INTO).is_some() {
        return Err(AppError::Conflict("This ticket was merged itself. Choose the one it was merged into.".into()));
    }
    if from.is_empty() {
        return Err(wrong(FieldCode::Required, "This is needed."));
    }
    if from.len() > MOST {
        return Err(wrong(FieldCode::TooLarge, "At most 50 tickets are merged at once."));
    }
    if from.contains(&into) {
        return Err(wrong(FieldCode::Invalid, "A ticket is not merged into itself."));
    }
    let mut said = said_in(planner.app, planner.scope, into).await?;
    let (mut parts, mut moves) = (Vec::new(), Vec::new());
    let (mut reopens, mut answered) = (false, target.get(&FIRST_RESPONSE_AT));
    for id in from {
        let (own, ticket) = find_for(planner, &KIND, *id, Action::Update).await.map_err(|error| match error {
            AppError::NotFound => wrong(FieldCode::NotFound, "There is no such record."),
            error => error,
        })?;
        if ticket.deleted_at.is_some() || ticket.get(&MERGED_INTO).is_some() {
            let state = if ticket.deleted_at.is_some() { "is in the trash" } else { "was merged already" };
            return Err(wrong(FieldCode::Invalid, &format!("{} {state}.", reference(&ticket))));
        }
        let (planned, moved) = hand_over(planner, *id, into).await?;
        said.extend(said_in(planner.app, planner.scope, *id).await?);
        moves.extend(planned);
        reopens |= !is_settled(&ticket);
        let first = answered.is_none() && ticket.get(&FIRST_RESPONSE_AT).is_some();
        answered = answered.or(ticket.get(&FIRST_RESPONSE_AT));
        let memory = Merge {
            at: planner.now,
            status: ticket.get(&STATUS).unwrap_or(OPEN).to_owned(),
            snoozed_until: ticket.get(&SNOOZED_UNTIL),
            answered: first,
            moved,
        };
        parts.extend(planner.update(&own, &KIND, ticket, &closed(into, &memory)?).await?);
    }
    let reopens = reopens && is_settled(&target);
    let mut body = summary(said.iter(), is_settled(&target) && !reopens);
    let merged = target.get(&MERGED_TICKETS).unwrap_or(0) + from.len() as i64;
    body.insert(MERGED_TICKETS.key().into(), merged.into());
    body.insert(FIRST_RESPONSE_AT.key().into(), json!(answered));
    if reopens {
        body.insert(STATUS.key().into(), OPEN.into());
    }
    let mut plans: Vec<Planned> = planner.update(&permit, &KIND, target, &body).await?.into_iter().collect();
    plans.append(&mut parts);
    plans.append(&mut moves);
    Ok(plans)
}

fn closed(into: Id, memory: &Merge) -> Result<Map<String, Json>, AppError> {
    let memory = serde_json::to_value(memory).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Map::from_iter([
        (STATUS.key().to_owned(), CLOSED.into()),
        (MERGED_INTO.key().to_owned(), json!(into)),
        (MERGE.key().to_owned(), memory),
    ]))
}

/// Kinds that hang on a ticket, each with the field by which it does.
const HANGING: [(&RecordKind, &str); 5] = [
    (&ticket_message::KIND, "ticket_id"),
    (&file::KIND, "record"),
    (&note::KIND, "record"),
    (&task::KIND, "record"),
    (&interaction::KIND, "ticket_id"),
];

fn here(field: &str, ticket: Id) -> Value {
    match field {
        "record" => Value::Link(RecordLink { kind: KIND.key.into(), id: ticket }),
        _ => Value::Id(ticket),
    }
}

/// Plans that everything of one ticket hangs on another, whoever wrote it.
async fn hand_over(planner: &Planner<'_>, from: Id, into: Id) -> Result<(Vec<Planned>, Vec<Touched>), AppError> {
    let system = Scope::system(planner.scope.workspace);
    let (mut plans, mut moved) = (Vec::new(), Vec::new());
    for (kind, field) in HANGING {
        let at = if field == "record" { format!("{}:{from}", KIND.key) } else { from.to_string() };
        for before in all_records(planner.app, &system, kind, is(field, &at)).await? {
            let mut after = before.clone();
            put(&mut after, field, here(field, into));
            moved.extend(differences(kind, &before, &after));
            plans.push(planner.replace(&may_change(&system, kind)?, kind, before, after));
        }
    }
    Ok((plans, moved))
}

pub(super) fn may_change(system: &Scope, kind: &RecordKind) -> Result<Permit, AppError> {
    Ok(decide(system, kind.key, Action::Update, kind.activity)?)
}

/// Takes a merge back: the ticket is what it was before, with what went over as far as it is still there.
/// What was said since stays with the other.
pub async fn unmerge(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let mut attempt = 0;
    loop {
        let planner = planner(app, scope).await?;
        let plans = plan_unmerge(&planner, id).await?;
        if let Some(answer) = written(&planner, plans, &mut attempt).await? {
            return Ok(answer);
        }
    }
}

async fn plan_unmerge(planner: &Planner<'_>, id: Id) -> Result<Vec<Planned>, AppError> {
    let (app, scope) = (planner.app, planner.scope);
    let (permit, ticket) = find_for(planner, &KIND, id, Action::Update).await?;
    let memory = ticket.get(&MERGE).and_then(|json| serde_json::from_value::<Merge>(json.clone()).ok());
    let (Some(into), Some(memory), None) = (ticket.get(&MERGED_INTO), memory, ticket.deleted_at) else {
        return Err(AppError::Conflict("This ticket is not merged into another one.".into()));
    };
    if memory.at.plus_seconds(DAYS * 86_400) < planner.now {
        return Err(AppError::Conflict(format!("A merge can be undone for {DAYS} days.")));
    }
    let (other_permit, other) = find_for(planner, &KIND, into, Action::Update).await.map_err(|error| match error {
        AppError::NotFound => AppError::Forbidden { kind: KIND.key.to_owned(), action: Action::Update },
        error => error,
    })?;
    if let Some(reason) = rests(planner, &other, &memory).await? {
        return Err(AppError::Conflict(reason));
    }
    let fields: HashMap<&str, &str> = HANGING.iter().map(|(kind, field)| (kind.key, *field)).collect();
    let still = |kind: &RecordKind, record: &Record| {
        fields.get(kind.key).is_some_and(|field| *record.value(field) == here(field, into))
    };
    let mut moves = moves_back(planner, &memory.moved, still).await?;
    let back = |message: &&Record| memory.moved.iter().any(|touched| touched.id == message.id);
    let (own, left): (Vec<Record>, Vec<Record>) =
        said_in(app, scope, into).await?.into_iter().partition(|message| back(&message));

    let settled = matches!(memory.status.as_str(), CLOSED | kith_catalog::ticket::RESOLVED);
    let mut body = summary(own.iter(), settled);
    body.insert(STATUS.key().into(), memory.status.clone().into());
    body.insert(MERGED_INTO.key().into(), Json::Null);
    body.insert(MERGE.key().into(), Json::Null);
    let asleep = memory.snoozed_until.filter(|until| *until > planner.now && !settled);
    body.insert(SNOOZED_UNTIL.key().into(), json!(asleep));
    let mut rest = summary(left.iter(), is_settled(&other));
    rest.insert(MERGED_TICKETS.key().into(), (other.get(&MERGED_TICKETS).unwrap_or(1) - 1).into());
    if memory.answered && other.get(&FIRST_RESPONSE_AT) == ticket.get(&FIRST_RESPONSE_AT) {
        rest.insert(FIRST_RESPONSE_AT.key().into(), Json::Null);
        rest.insert(FIRST_RESPONSE_RESULT.key().into(), Json::Null);
    }
    let mut plans: Vec<Planned> = planner.update(&permit, &KIND, ticket, &body).await?.into_iter().collect();
    plans.extend(planner.update(&other_permit, &KIND, other, &rest).await?);
    plans.append(&mut moves);
    Ok(plans)
}

/// Why a merge has to stay, if it has to: something was built on it.
async fn rests(planner: &Planner<'_>, other: &Record, memory: &Merge) -> Result<Option<String>, AppError> {
    let (app, workspace) = (planner.app, planner.scope.workspace);
    let name = reference(other);
    if other.deleted_at.is_some() {
        return Ok(Some(format!("{name}, which it was merged into, is in the trash. Restore that first.")));
    }
    let named = async |id: Id| any_by_id(app, workspace, &KIND, &[id]).await.map(|found| found.first().map(reference));
    if let Some(next) = other.get(&MERGED_INTO) {
        let next = named(next).await?.unwrap_or_default();
        return Ok(Some(format!("{name} was merged into {next} since. Undo that first.")));
    }
    let of = |touched: &&Touched| touched.kind == ticket_message::KIND.key;
    let ids: Vec<Id> = memory.moved.iter().filter(of).map(|touched| touched.id).collect();
    for message in any_by_id(app, workspace, &ticket_message::KIND, &ids).await? {
        let at = message.get(&ticket_message::TICKET).filter(|at| *at != other.id);
        if let Some(at) = at {
            let at = named(at).await?.unwrap_or_default();
            return Ok(Some(format!("A message of it became {at} since. Merge that into {name} first.")));
        }
    }
    Ok(None)
}
