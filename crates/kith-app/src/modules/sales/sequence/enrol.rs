//! Starting a sequence: for one lead or for thousands, a few at a time.

use std::collections::HashSet;

use kith_access::{Action, Permit, Scope};
use kith_catalog::enrolment::{KIND, LEAD, STATUS};
use kith_catalog::lead::{self, OWNER};
use kith_catalog::{enrolment, sequence, task};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Condition, Filter, Id, Op, Operand, Record};
use kith_store::{Job, WriteSet};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::course::{ends, go_on, new};
use super::follow::OnLead;
use super::plan::{Ground, People, Rows};
use super::stop::active_in;
use crate::modules::Notice;
use crate::records::{
    BulkRequest, INLINE, IdempotencyKey, MISSING, Planner, Tally, Walk, commit_together, count_chosen, find_for,
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

/// Starts a sequence for one lead at once.
pub(crate) async fn start_one(app: &App, scope: &Scope, id: Id, lead: Id) -> Result<(), AppError> {
    let planner = Planner::new(app, scope).await?;
    let sequence = startable(&planner, id).await?;
    alone(&planner, &sequence, lead, &mut Started::default()).await
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
    let mut started = Started::default();
    let mut cancelled = context.should_stop();
    while !cancelled {
        let Some((leads, missing)) = walk.next().await.map_err(jobs::failed)? else { break };
        missing.into_iter().for_each(|id| started.tally.fail(id, "", MISSING));
        let planner = Planner { gather: true, ..Planner::new(app, scope).await.map_err(jobs::failed)? };
        let sequence = startable(&planner, payload.sequence).await.map_err(jobs::failed)?;
        batch(&planner, &sequence, leads, &mut started).await.map_err(jobs::failed)?;
        cancelled =
            context.report(started.tally.done + started.left(), started.tally.failed, context.job.new.total).await?;
    }
    Ok(JobOutput { result: started.json(), undo_until: None, cancelled })
}

/// What became of the leads.
#[derive(Default)]
struct Started {
    tally: Tally,
    /// In the sequence already.
    already: i64,
    /// Converted, won, lost, or not to be disturbed.
    closed: i64,
}

impl Started {
    fn left(&self) -> i64 {
        self.already + self.closed
    }

    fn json(&self) -> Json {
        let mut json = self.tally.json();
        json["left"] = json!({"already": self.already, "closed": self.closed});
        json
    }
}

/// Starts the sequence for some leads in one transaction; where that fails, for one after the other.
async fn batch(
    planner: &Planner<'_>,
    sequence: &Record,
    leads: Vec<Record>,
    started: &mut Started,
) -> Result<(), AppError> {
    let ids: Vec<(Id, String)> = leads.iter().map(|lead| (lead.id, lead.title.clone())).collect();
    if attempt(planner, sequence, leads, started).await? {
        return Ok(());
    }
    for (id, title) in ids {
        if let Err(error) = alone(planner, sequence, id, started).await {
            started.tally.fail_with(id, &title, error)?;
        }
    }
    Ok(())
}

async fn alone(planner: &Planner<'_>, sequence: &Record, id: Id, started: &mut Started) -> Result<(), AppError> {
    for _ in 0..ATTEMPTS {
        let (_, lead) = find_for(planner, &lead::KIND, id, Action::Update).await?;
        if attempt(planner, sequence, vec![lead], started).await? {
            return Ok(());
        }
    }
    Err(AppError::Conflict("The lead was changed all the time.".into()))
}

/// Answers whether nothing came between; where something did, nothing has happened.
async fn attempt(
    planner: &Planner<'_>,
    sequence: &Record,
    leads: Vec<Record>,
    started: &mut Started,
) -> Result<bool, AppError> {
    let ground = Ground::of(planner);
    let permit = planner.permit(&lead::KIND, Action::Update)?;
    let ids = leads.iter().map(|lead| lead.id).collect::<HashSet<_>>();
    let operand = Operand::Many(ids.iter().map(|id| id.to_string().into()).collect());
    let of = Filter::Is(Condition { field: LEAD.key().into(), op: Op::In, operand });
    let known = ground.enrolments(active_in(sequence.id).and(of)).await?;
    let known: HashSet<Id> = known.iter().filter_map(|one| one.get(&LEAD)).collect();
    let owners = leads.iter().filter_map(|lead| lead.get(&OWNER)).chain(ground.user);
    let people = ground.people(owners).await?;
    let (mut sets, mut notices) = (Vec::new(), Vec::new());
    let (mut already, mut closed) = (0, 0);
    for lead in leads {
        if known.contains(&lead.id) {
            already += 1;
        } else if ends(&lead).is_some() {
            closed += 1;
        } else {
            let (set, tell) = enrol(planner, &ground, &permit, &people, sequence, lead)?;
            sets.push(set);
            notices.extend(tell);
        }
    }
    let begun = sets.len() as i64;
    if !commit_together(planner, planner.scope.job, sets, notices).await? {
        return Ok(false);
    }
    started.tally.done += begun;
    started.already += already;
    started.closed += closed;
    Ok(true)
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
