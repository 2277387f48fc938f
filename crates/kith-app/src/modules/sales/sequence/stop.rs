//! Stopping: with the task that was open, whatever the cause.

use kith_access::{Action, Permit, Scope, decide};
use kith_catalog::enrolment::{ACTIVE, BY_HAND, KIND, LEAD, SEQUENCE, STATUS, TASK};
use kith_catalog::lead::{ACTIVE_SEQUENCES, NEXT_ACTION_AT};
use kith_catalog::{lead, sequence, task};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Cursor, Filter, Id, Position, Record, RecordLink, Sort, Timestamp, Value};
use kith_store::{Job, WriteError};
use serde_json::{Value as Json, json};

use super::course::{has_open_step, stop};
use super::plan::{Ground, Rows};
use crate::error::unexpected;
use crate::modules::{Draft, draft_put as put, earliest_open, is_open};
use crate::records::{IdempotencyKey, Planner, count_of, find_for, is, page_query, record_json, records_by_id};
use crate::{App, AppError, jobs};

const ATTEMPTS: usize = 20;
const BATCH: u32 = 200;

/// What stopping writes, and what it means for the lead.
pub(in crate::modules) struct Stopped {
    /// The enrolments and their tasks.
    pub rows: Rows,
    sequences: i64,
    /// When the next of the lead's other tasks is due, where one was cancelled.
    next: Option<Option<Timestamp>>,
}

impl Stopped {
    /// Adds it to the change that is its cause.
    pub fn write(self, draft: &mut Draft<'_>) -> Result<(), AppError> {
        let ground = Ground::of_draft(draft);
        self.rows.write(&ground, &mut draft.set).map(drop)
    }

    /// Writes into the lead what it means.
    pub fn apply(&self, lead: &mut Record) {
        let left = lead.get(&ACTIVE_SEQUENCES).unwrap_or(0) - self.sequences;
        put(lead, ACTIVE_SEQUENCES.key(), if left > 0 { Value::Int(left) } else { Value::Null });
        if let Some(next) = self.next {
            put(lead, NEXT_ACTION_AT.key(), next.map_or(Value::Null, Value::Time));
        }
    }
}

/// Plans the end of those sequences of a lead that `which` chooses.
pub(in crate::modules::sales) async fn stop_all(
    ground: &Ground<'_>,
    lead: Id,
    reason: &str,
    which: impl Fn(&Record) -> bool,
) -> Result<Stopped, AppError> {
    let active: Vec<Record> = ground.active(&[lead]).await?.into_iter().filter(which).collect();
    let open: Vec<Id> = active.iter().filter(|one| has_open_step(one)).filter_map(|one| one.get(&TASK)).collect();
    let mut rows = Rows::default();
    let sequences = active.len() as i64;
    for before in active {
        let mut after = before.clone();
        stop(&mut after, reason, ground.now);
        rows.update(&KIND, before, after);
    }
    let mut cancelled = Vec::new();
    for before in records_by_id(ground.app, &ground.system(), &task::KIND, &open).await? {
        if is_open(&before) {
            let mut after = before.clone();
            put(&mut after, task::STATUS.key(), Value::Text("cancelled".into()));
            cancelled.push(before.id);
            rows.update(&task::KIND, before, after);
        }
    }
    let link = RecordLink { kind: lead::KIND.key.into(), id: lead };
    let next = match cancelled.is_empty() {
        true => None,
        false => Some(earliest_open(ground.app, ground.workspace, &link, &cancelled).await?),
    };
    Ok(Stopped { rows, sequences, next })
}

/// Stops one, because somebody who may change the lead says so.
pub async fn stop_one(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let planner = Planner::new(app, scope).await?;
        let (reader, enrolment) = find_for(&planner, &KIND, id, Action::Read).await?;
        let lead = enrolment.get(&LEAD).ok_or(AppError::NotFound)?;
        let (permit, lead) = find_for(&planner, &lead::KIND, lead, Action::Update).await?;
        if enrolment.get(&STATUS) != Some(ACTIVE) {
            return Err(AppError::Conflict("This has ended already.".into()));
        }
        if stop_for(&planner, &permit, lead, |one| one.id == id).await? {
            let (_, after) = find_for(&planner, &KIND, id, Action::Read).await?;
            return Ok(record_json(&planner.workspace.schema(&KIND), reader.mask(), &after));
        }
        if attempt == ATTEMPTS {
            return Err(AppError::Unavailable("The lead keeps changing. Try again.".into()));
        }
    }
}

/// Stops sequences of one lead by hand, in one transaction. Answers whether nothing came between.
async fn stop_for(
    planner: &Planner<'_>,
    permit: &Permit,
    before: Record,
    which: impl Fn(&Record) -> bool,
) -> Result<bool, AppError> {
    let ground = Ground::of(planner);
    let stopped = stop_all(&ground, before.id, BY_HAND, which).await?;
    let mut after = before.clone();
    stopped.apply(&mut after);
    let mut set = planner.replace(permit, &lead::KIND, before, after).set;
    stopped.rows.write(&ground, &mut set)?;
    match planner.app.store().commit(set).await {
        Ok(()) => Ok(true),
        Err(WriteError::VersionConflict { .. }) => Ok(false),
        Err(error) => Err(unexpected(error)),
    }
}

/// Stops a sequence for all leads that are in it, as far as the caller may change them.
pub async fn stop_everywhere(app: &App, scope: &Scope, id: Id, key: Option<&IdempotencyKey>) -> Result<Job, AppError> {
    if let Some(job) = jobs::earlier(app, scope, key).await? {
        return Ok(job);
    }
    let planner = Planner::new(app, scope).await?;
    find_for(&planner, &sequence::KIND, id, Action::Read).await?;
    planner.permit(&lead::KIND, Action::Update)?;
    let total = count_of(app, scope.workspace, &KIND, active_in(id)).await?;
    let new = jobs::new_job(app, scope, jobs::STOP_SEQUENCE, json!({"sequence": id}), Some(total));
    let kept = jobs::kept(scope, key, new.id);
    jobs::start(app, scope, new, kept, total <= i64::from(BATCH)).await
}

/// The leads that are in a sequence.
pub(super) fn active_in(sequence: Id) -> Filter {
    SEQUENCE.is(sequence).and(is(STATUS.key(), ACTIVE))
}

/// The job behind it.
pub(crate) async fn run(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    let id = context.job.new.payload.get("sequence").and_then(Json::as_str).and_then(|id| id.parse::<Id>().ok());
    let id = id.ok_or_else(|| JobError::Fatal("It does not say which sequence to stop.".into()))?;
    let system = Scope::system(scope.workspace);
    let mut query = page_query(app, &system, active_in(id), Sort::default(), BATCH);
    let (mut done, mut failed) = (0, 0);
    let mut cancelled = context.should_stop();
    while !cancelled {
        let planner = Planner::new(app, scope).await.map_err(jobs::failed)?;
        let permit = decide(&system, KIND.key, Action::Read, KIND.activity).map_err(|e| jobs::failed(e.into()))?;
        let page = app.store().list_records(&permit, &planner.workspace.schema(&KIND), &query).await?;
        let Some(last) = page.last().map(|one| one.id) else { break };
        query.cursor = Cursor::After(Position { values: Vec::new(), id: last });
        for one in &page {
            match stop_retrying(&planner, one).await.map_err(jobs::failed)? {
                true => done += 1,
                false => failed += 1,
            }
        }
        cancelled = context.report(done, failed, context.job.new.total).await?;
    }
    Ok(JobOutput { result: json!({"done": done, "failed": failed}), undo_until: None, cancelled })
}

/// Answers whether it is stopped; a lead that the caller may not change goes on.
async fn stop_retrying(planner: &Planner<'_>, one: &Record) -> Result<bool, AppError> {
    let Some(lead) = one.get(&LEAD) else { return Ok(false) };
    for _ in 0..ATTEMPTS {
        let (permit, lead) = match find_for(planner, &lead::KIND, lead, Action::Update).await {
            Ok(found) => found,
            Err(AppError::NotFound | AppError::Forbidden { .. }) => return Ok(false),
            Err(error) => return Err(error),
        };
        if stop_for(planner, &permit, lead, |other| other.id == one.id).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
