//! Starting a sequence: for one lead or for thousands, a few at a time.

use std::collections::HashSet;

use kith_access::{Action, Permit, Scope};
use kith_catalog::enrolment::{KIND, LEAD, STATUS};
use kith_catalog::lead::{self, OWNER};
use kith_catalog::{enrolment, sequence, task};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Id, Record};
use kith_store::{Job, StoreError, WriteError, WriteSet};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::course::{ends, go_on, new};
use super::follow::OnLead;
use super::plan::{Ground, People, Rows};
use super::stop::active_in;
use crate::error::unexpected;
use crate::modules::{Notice, notify};
use crate::records::{
    BulkRequest, ERRORS_SHOWN, INLINE, IdempotencyKey, MISSING, Planner, Walk, count_chosen, failure_reason, find_for,
};
use crate::{App, AppError, jobs};

/// How often one lead is planned anew because it was changed meanwhile.
const ATTEMPTS: usize = 20;

#[derive(Serialize, Deserialize)]
struct Payload {
    sequence: Id,
    leads: BulkRequest,
}

/// Starts a sequence for the chosen leads. The job comes back finished where they are few.
pub async fn start(
    app: &App,
    scope: &Scope,
    id: Id,
    leads: BulkRequest,
    key: Option<&IdempotencyKey>,
) -> Result<Job, AppError> {
    if let Some(job) = jobs::earlier(app, scope, key).await? {
        return Ok(job);
    }
    let planner = Planner::new(app, scope).await?;
    startable(&planner, id).await?;
    let total = count_chosen(app, scope, &lead::KIND, &leads).await?;
    let payload = serde_json::to_value(Payload { sequence: id, leads });
    let payload = payload.map_err(|error| AppError::Internal(error.to_string()))?;
    let new = jobs::new_job(app, scope, jobs::ENROL, payload, Some(total));
    let kept = jobs::kept(scope, key, new.id);
    jobs::start(app, scope, new, kept, total <= INLINE as i64).await
}

/// The sequence, if it can be started.
async fn startable(planner: &Planner<'_>, id: Id) -> Result<Record, AppError> {
    let (_, record) = find_for(planner, &sequence::KIND, id, Action::Read).await?;
    if record.deleted_at.is_some() {
        return Err(AppError::Conflict("This sequence is in the trash. Restore it first.".into()));
    }
    if record.get(&sequence::ACTIVE) != Some(true) {
        return Err(AppError::Conflict("This sequence is switched off, so it cannot be started.".into()));
    }
    Ok(record)
}

/// The job behind it. Run again, it goes on: leads that are in the sequence are left as they are.
pub(crate) async fn run(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    let payload: Payload =
        serde_json::from_value(context.job.new.payload.clone()).map_err(|error| JobError::Fatal(error.to_string()))?;
    let mut walk = Walk::new(app, scope, &lead::KIND, &payload.leads).await.map_err(jobs::failed)?;
    let mut tally = Tally::default();
    let mut cancelled = context.should_stop();
    while !cancelled {
        let Some((leads, missing)) = walk.next().await.map_err(jobs::failed)? else { break };
        missing.into_iter().for_each(|id| tally.fail(id, "", MISSING));
        let planner = Planner { gather: true, ..Planner::new(app, scope).await.map_err(jobs::failed)? };
        let sequence = startable(&planner, payload.sequence).await.map_err(jobs::failed)?;
        batch(&planner, &sequence, leads, &mut tally).await.map_err(jobs::failed)?;
        cancelled = context.report(tally.done + tally.left(), tally.failed, context.job.new.total).await?;
    }
    Ok(JobOutput { result: tally.json(), undo_until: None, cancelled })
}

#[derive(Default)]
struct Tally {
    done: i64,
    /// In the sequence already.
    already: i64,
    /// Converted, won, lost, or not to be disturbed.
    closed: i64,
    failed: i64,
    errors: Vec<Json>,
}

impl Tally {
    fn left(&self) -> i64 {
        self.already + self.closed
    }

    fn fail(&mut self, id: Id, title: &str, message: &str) {
        self.failed += 1;
        if self.errors.len() < ERRORS_SHOWN {
            self.errors.push(json!({"id": id, "title": title, "message": message}));
        }
    }

    fn json(&self) -> Json {
        json!({
            "done": self.done, "failed": self.failed, "errors": self.errors,
            "left": {"already": self.already, "closed": self.closed},
        })
    }
}

/// Starts the sequence for some leads in one transaction; where that fails, for one after the other.
async fn batch(
    planner: &Planner<'_>,
    sequence: &Record,
    leads: Vec<Record>,
    tally: &mut Tally,
) -> Result<(), AppError> {
    let ids: Vec<(Id, String)> = leads.iter().map(|lead| (lead.id, lead.title.clone())).collect();
    let mut together = Tally::default();
    if attempt(planner, sequence, leads, &mut together).await? {
        tally.done += together.done;
        tally.already += together.already;
        tally.closed += together.closed;
        return Ok(());
    }
    for (id, title) in ids {
        if let Err(error) = alone(planner, sequence, id, tally).await {
            tally.fail(id, &title, &failure_reason(error)?);
        }
    }
    Ok(())
}

async fn alone(planner: &Planner<'_>, sequence: &Record, id: Id, tally: &mut Tally) -> Result<(), AppError> {
    for _ in 0..ATTEMPTS {
        let (_, lead) = find_for(planner, &lead::KIND, id, Action::Update).await?;
        let mut one = Tally::default();
        if attempt(planner, sequence, vec![lead], &mut one).await? {
            tally.done += one.done;
            tally.already += one.already;
            tally.closed += one.closed;
            return Ok(());
        }
    }
    Err(AppError::Conflict("The lead was changed all the time.".into()))
}

/// Answers whether nothing came between.
async fn attempt(
    planner: &Planner<'_>,
    sequence: &Record,
    leads: Vec<Record>,
    tally: &mut Tally,
) -> Result<bool, AppError> {
    let ground = Ground::of(planner);
    let permit = planner.permit(&lead::KIND, Action::Update)?;
    let ids = leads.iter().map(|lead| lead.id).collect::<HashSet<_>>();
    let operand = kith_model::Operand::Many(ids.iter().map(|id| id.to_string().into()).collect());
    let of =
        kith_model::Filter::Is(kith_model::Condition { field: LEAD.key().into(), op: kith_model::Op::In, operand });
    let known = ground.enrolments(active_in(sequence.id).and(of)).await?;
    let known: HashSet<Id> = known.iter().filter_map(|one| one.get(&LEAD)).collect();
    let owners = leads.iter().filter_map(|lead| lead.get(&OWNER)).chain(ground.user);
    let people = ground.people(owners).await?;
    let (mut sets, mut notices) = (Vec::new(), Vec::new());
    for lead in leads {
        if known.contains(&lead.id) {
            tally.already += 1;
        } else if ends(&lead).is_some() {
            tally.closed += 1;
        } else {
            tally.done += 1;
            let (set, tell) = enrol(planner, &ground, &permit, &people, sequence, lead)?;
            sets.push(set);
            notices.extend(tell);
        }
    }
    if sets.is_empty() {
        return Ok(true);
    }
    let mut told = planner.empty_set();
    notify::write(planner, planner.scope.job, notices, &mut told).await?;
    sets.push(told);
    match planner.app.store().commit_many(sets).await {
        Ok(()) => Ok(true),
        Err(WriteError::Store(StoreError::Database(error))) => Err(AppError::Internal(error)),
        Err(WriteError::Store(error)) => Err(error.into()),
        Err(WriteError::VersionConflict { .. } | WriteError::ForeignKey | WriteError::Unique { .. }) => Ok(false),
        Err(error) => Err(unexpected(error)),
    }
}

/// Plans the beginning for one lead. Its version is part of it, so that whatever ends sequences and
/// happens at the same time is noticed.
fn enrol(
    planner: &Planner<'_>,
    ground: &Ground<'_>,
    permit: &Permit,
    people: &People,
    sequence: &Record,
    before: Record,
) -> Result<(WriteSet, Vec<Notice>), AppError> {
    let mut enrolment = new(ground, sequence, before.id);
    let doer = people.doer(&before, &enrolment);
    let made = go_on(ground, doer, &before, &mut enrolment, 0);
    let due = made.as_ref().and_then(|made| made.get(&task::DUE_AT));
    let sequences = i64::from(enrolment.get(&STATUS) == Some(enrolment::ACTIVE));
    let mut after = before.clone();
    OnLead { sequences, due }.apply(&mut after);
    let mut set = planner.replace(permit, &lead::KIND, before, after).set;
    let mut rows = Rows::default();
    made.into_iter().for_each(|made| rows.insert(&task::KIND, made));
    rows.insert(&KIND, enrolment);
    let notices = rows.write(ground, &mut set)?;
    Ok((set, notices))
}

/// A request for these leads; only which ones they are counts.
pub fn chosen(ids: Option<Vec<Id>>, filter: Option<Json>, q: Option<String>, except: Vec<Id>) -> BulkRequest {
    BulkRequest { action: crate::records::BulkAction::Update, ids, filter, q, except, changes: Map::new() }
}
