//! Scoring all leads anew: after rules or thresholds have changed or something was learnt, and once a
//! day for what ages.

use std::collections::HashMap;

use kith_access::{Action, Permit, Scope, decide};
use kith_catalog::lead::{KIND, OWNER, STATUS};
use kith_catalog::{interaction, notification};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Condition, Cursor, Filter, Id, Op as Compare, Operand, Position, Record, Sort};
use kith_store::{JobStatus, NewJob, WriteError, WriteSet};
use serde_json::json;

use super::apply::{interactions_of, settle};
use super::needs_interactions;
use crate::error::unexpected;
use crate::modules::{Draft, Notice, notify, same};
use crate::records::{Planner, count_of, page_query, records_by_id};
use crate::{App, AppError, jobs, workspace};

/// So many leads are scored in one transaction.
const BATCH: u32 = 200;
const ATTEMPTS: usize = 6;

/// Has all leads scored once the change is written. Of several that wait only the last runs.
pub(crate) fn enqueue(draft: &mut Draft<'_>) {
    let new = rescore(draft.app, draft.scope);
    draft.set.enqueue(new);
}

/// The job that scores all leads, in the scope's name.
pub(super) fn rescore(app: &App, scope: &Scope) -> NewJob {
    jobs::new_job(app, scope, jobs::RESCORE, json!({}), None)
}

/// Enqueues the day's scoring of every workspace that has rules, or has learnt something, and was not
/// scored today.
pub(crate) async fn refresh_all(app: &App) -> Result<(), AppError> {
    jobs::each_workspace(app, "leads could not be scored", |scope| refresh(app, scope)).await
}

async fn refresh(app: &App, scope: Scope) -> Result<(), AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let today = app.now().date_in(data.time_zone()).start_in(data.time_zone());
    let last = app.store().list_jobs(scope.workspace, None, Some(jobs::RESCORE), 1).await?;
    if data.scoring.is_empty() && data.model.is_none() || last.first().is_some_and(|job| job.created_at >= today) {
        return Ok(());
    }
    let mut set = WriteSet::new(scope.workspace, None, None, app.now());
    set.enqueue(rescore(app, &scope));
    app.store().commit(set).await.map_err(unexpected)?;
    app.wake_jobs();
    Ok(())
}

/// The job. It writes only leads whose score or temperature changes, a few at a time, so that nobody
/// waits for it. A change of the rules while it runs enqueues another, which makes this one end.
pub(crate) async fn run(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    // What another process has changed a moment ago counts.
    app.workspaces().drop_workspace(scope.workspace);
    let open = Filter::Is(Condition {
        field: STATUS.key().into(),
        op: Compare::Ne,
        operand: Operand::One("converted".into()),
    });
    let total = count_of(app, scope.workspace, &KIND, open.clone()).await.map_err(jobs::failed)?;
    let mut query = page_query(app, scope, open, Sort::default(), BATCH);
    let (mut done, mut changed) = (0, 0);
    let mut cancelled = context.report(0, 0, Some(total)).await?;
    while !cancelled {
        if superseded(app, context).await? {
            return Ok(JobOutput { result: json!({"superseded": true, "changed": changed}), ..JobOutput::default() });
        }
        let planner = Planner::internal(app, scope).await.map_err(jobs::failed)?;
        let permit = decide(scope, KIND.key, Action::Update, KIND.activity).map_err(|e| jobs::failed(e.into()))?;
        let leads = app.store().list_records(&permit, &planner.workspace.schema(&KIND), &query).await?;
        let Some(last) = leads.last().map(|lead| lead.id) else { break };
        query.cursor = Cursor::After(Position { values: Vec::new(), id: last });
        done += leads.len() as i64;
        changed += batch(&planner, &permit, leads).await.map_err(jobs::failed)?;
        cancelled = context.report(done, 0, Some(total.max(done))).await?;
    }
    Ok(JobOutput { result: json!({"scored": done, "changed": changed}), undo_until: None, cancelled })
}

async fn superseded(app: &App, context: &JobContext) -> Result<bool, JobError> {
    let mine = (context.job.created_at, context.job.new.id);
    let waiting = app.store().list_jobs(context.workspace(), None, Some(jobs::RESCORE), 5).await?;
    Ok(waiting.iter().any(|job| job.status == JobStatus::Queued && (job.created_at, job.new.id) > mine))
}

/// Scores leads and writes those that change; answers how many did. A lead that somebody changes
/// meanwhile is read again.
async fn batch(planner: &Planner<'_>, permit: &Permit, leads: Vec<Record>) -> Result<i64, AppError> {
    let (app, scope) = (planner.app, planner.scope);
    let ids: Vec<Id> = leads.iter().map(|lead| lead.id).collect();
    let mut leads = leads;
    for attempt in 1.. {
        let (sets, changed) = plan(planner, permit, leads).await?;
        match app.store().commit_many(sets).await {
            Ok(()) => return Ok(changed),
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
        leads = records_by_id(app, scope, &KIND, &ids).await?;
        leads.retain(|lead| lead.get(&STATUS) != Some("converted"));
    }
    Ok(0)
}

async fn plan(planner: &Planner<'_>, permit: &Permit, leads: Vec<Record>) -> Result<(Vec<WriteSet>, i64), AppError> {
    let data = &planner.workspace;
    let mut of: HashMap<Id, Vec<Record>> = HashMap::new();
    if needs_interactions(data) {
        let ids: Vec<Id> = leads.iter().map(|lead| lead.id).collect();
        for found in interactions_of(planner.app, planner.scope.workspace, &ids).await? {
            of.entry(found.get(&interaction::LEAD).unwrap_or(found.id)).or_default().push(found);
        }
    }
    let fields = data.schema(&KIND).fields;
    let (mut sets, mut notices) = (Vec::new(), Vec::new());
    for before in leads {
        let mut after = before.clone();
        let interactions = of.remove(&before.id).unwrap_or_default();
        let tell = settle(data, &mut after, &interactions, planner.now);
        if fields.iter().all(|spec| same(before.value(&spec.key), after.value(&spec.key))) {
            continue;
        }
        if let Some(to) = after.get(&OWNER).filter(|_| tell) {
            notices.push(Notice { to, what: notification::LEAD_HOT, kind: &KIND, record: after.clone() });
        }
        sets.push(planner.replace(permit, &KIND, before, after).set);
    }
    let changed = sets.len() as i64;
    let mut told = planner.empty_set();
    notify::write(planner, planner.scope.job, notices, &mut told).await?;
    sets.push(told);
    Ok((sets, changed))
}
