//! Undoing what a job did, from the old values in the audit trail.

use std::collections::HashMap;

use kith_access::{Action, Scope, decide};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Id, Record, Schema, Value, parse_value};
use kith_store::{AuditEntry, AuditQuery, Job, JobStatus};
use serde_json::json;

use super::bulk::INLINE;
use super::plan::Planner;
use super::tally::reason;
use super::{committed, permits};
use crate::error::unexpected;
use crate::modules::{Op, draft_put as put, rules_for};
use crate::{App, AppError, jobs};

const BATCH: u32 = 200;

/// Starts undoing a finished job. Records changed since keep their change.
pub async fn start_undo(app: &App, scope: &Scope, job: Id) -> Result<Job, AppError> {
    let done = jobs::get(app, scope, job).await?;
    let running = matches!(done.status, JobStatus::Queued | JobStatus::Running);
    let open = done.undo_until.is_some_and(|until| until > app.now());
    if running || !open {
        return Err(AppError::Conflict("This job cannot be undone, or not any more.".into()));
    }
    let earlier = app.store().list_jobs(scope.workspace, None, Some(jobs::UNDO), 200).await?;
    let undoes = |other: &Job| other.new.payload.get("job").and_then(|id| id.as_str()) == Some(&job.to_string());
    if earlier.iter().any(|other| undoes(other) && !matches!(other.status, JobStatus::Failed | JobStatus::Cancelled)) {
        return Err(AppError::Conflict("This job has been undone already.".into()));
    }
    let new = jobs::new_job(app, scope, jobs::UNDO, json!({"job": job}), Some(done.done));
    jobs::start(app, scope, new, None, done.done <= INLINE as i64).await
}

/// The job behind an undo: the newest change first, each record only while nobody changed it since.
pub(crate) async fn run_undo(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    let undone = context.job.new.payload.get("job").and_then(|id| id.as_str()).and_then(|id| id.parse::<Id>().ok());
    let undone = undone.ok_or_else(|| JobError::Fatal("It does not say which job to undo.".into()))?;
    let permits = permits(scope, |_| true);
    let mut query = AuditQuery { job: Some(undone), limit: BATCH, ..AuditQuery::default() };
    // Per record: the version that the entry undone last had led from.
    let mut expected: HashMap<(String, Id), i64> = HashMap::new();
    let (mut done, mut skipped) = (0, 0);
    let mut cancelled = context.should_stop();
    while !cancelled {
        let entries = app.store().list_audit(&permits, &query).await?;
        let Some(last) = entries.last() else { break };
        query.before = Some((last.at, last.id));
        for entry in &entries {
            match undo_entry(app, scope, entry, &mut expected).await {
                Ok(true) => done += 1,
                Ok(false) => skipped += 1,
                Err(error) => {
                    let why = reason(error).map_err(jobs::failed)?;
                    tracing::info!(record = %entry.record_id, why, "a change could not be undone");
                    skipped += 1;
                }
            }
        }
        cancelled = context.report(done, skipped, context.job.new.total).await?;
    }
    Ok(JobOutput { result: json!({"undone": done, "skipped": skipped}), undo_until: None, cancelled })
}

async fn undo_entry(
    app: &App,
    scope: &Scope,
    entry: &AuditEntry,
    expected: &mut HashMap<(String, Id), i64>,
) -> Result<bool, AppError> {
    let Some(kind) = kith_catalog::find_kind(&entry.kind) else { return Ok(false) };
    let planner = Planner::new(app, scope).await?;
    let action = if entry.op == "update" { Action::Update } else { Action::Delete };
    // What Kith keeps itself is put back in its own name.
    let system = Scope::system(scope.workspace);
    let permit = decide(if kind.kept { &system } else { scope }, kind.key, action, kind.activity)?;
    let schema = planner.workspace.schema(kind);
    let Some(now) = app.store().find_record(&permit, &schema, entry.record_id).await? else { return Ok(false) };
    let key = (entry.kind.clone(), entry.record_id);
    let untouched = match expected.get(&key) {
        Some(version) => *version == entry.version,
        None => now.version == entry.version,
    };
    if !untouched {
        return Ok(false);
    }
    let planned = match entry.op.as_str() {
        "create" if now.deleted_at.is_none() => planner.trash(&permit, kind, now, Op::Delete).await?,
        "delete" if now.deleted_at.is_some() => planner.trash(&permit, kind, now, Op::Restore).await?,
        "restore" if now.deleted_at.is_none() => planner.trash(&permit, kind, now, Op::Delete).await?,
        // Others may have changed other parts since, so the whole is summed up anew.
        "update" if kind.part_of.is_some() => {
            let settable = |key: &str| schema.field(key).is_some_and(|spec| !spec.read_only);
            let changes = entry.changes.iter().filter(|change| settable(&change.field));
            let body = changes.map(|change| (change.field.clone(), change.old.clone())).collect();
            match planner.update(&permit, kind, now, &body).await? {
                Some(planned) => planned,
                None => return Ok(false),
            }
        }
        "update" => {
            let mut after = with_old_values(&schema, &planner, &now, entry);
            rules_for(kind.key).put_back(&now, &mut after);
            planner.replace(&permit, kind, now, after)
        }
        _ => return Ok(false),
    };
    let (before, after) = (planned.before.clone(), planned.after.clone());
    app.store().commit(planned.set).await.map_err(unexpected)?;
    committed(app, scope, kind, before.as_ref(), &after);
    expected.insert(key, entry.version - 1);
    Ok(true)
}

fn with_old_values(schema: &Schema, planner: &Planner<'_>, now: &Record, entry: &AuditEntry) -> Record {
    let context = planner.workspace.input_context();
    let mut after = now.clone();
    for change in &entry.changes {
        let Some(spec) = schema.fields.iter().find(|spec| spec.key == change.field) else { continue };
        // What once was valid is taken as it was; a choice removed since is left out.
        put(&mut after, &spec.key, parse_value(spec, &change.old, &context).unwrap_or(Value::Null));
    }
    after
}
