//! Looking for viruses: nothing is handed out before that.

use kith_access::{Action, Scope, decide};
use kith_catalog::file::{CLEAN, INFECTED, KIND, PENDING, SCAN, SIZE, THREAT, UNSCANNED};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Condition, Filter, Id, Op, Operand, Record, Sort, Value};
use kith_store::{NewJob, WriteError, WriteSet};
use serde_json::json;

use super::file_key;
use crate::error::unexpected;
use crate::modules::draft_put as put;
use crate::ports::Verdict;
use crate::records::{Planner, is, page_query};
use crate::{App, AppError, jobs, workspace};

/// A scanner that is away for some hours is waited for.
const TRIES: i64 = 12;
/// Whatever still waits after so long is taken up anew.
const LEFT_SECS: i64 = 6 * 3600;
const BATCH: u32 = 200;

/// The job that scans a file.
pub(super) fn job(app: &App, workspace: Id, file: Id) -> NewJob {
    let system = Scope::system(workspace);
    NewJob { max_attempts: TRIES, ..jobs::new_job(app, &system, jobs::SCAN_FILE, json!({"file": file}), None) }
}

/// The job.
pub(crate) async fn run(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    let id = context.job.new.payload["file"].as_str().and_then(|id| id.parse::<Id>().ok());
    let id = id.ok_or_else(|| JobError::Fatal("no file is named".into()))?;
    let Some(file) = find(app, scope, id).await.map_err(jobs::failed)? else { return Ok(JobOutput::default()) };
    if file.get(&SCAN) != Some(PENDING) {
        return Ok(JobOutput::default());
    }
    let verdict = match app.scanner() {
        // It has been switched off meanwhile.
        None => None,
        Some(scanner) => {
            let size = file.get(&SIZE).and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
            let bytes = app.blobs().read(&file_key(scope.workspace, id), 0..size).await;
            let bytes = bytes.map_err(|error| jobs::failed(error.into()))?;
            Some(scanner.scan(bytes).await.map_err(|error| JobError::Retry(error.to_string()))?)
        }
    };
    if let Some(Verdict::Infected(threat)) = &verdict {
        tracing::warn!(file = %id, workspace = %scope.workspace, threat, "a file is infected");
    }
    let (state, threat) = match verdict {
        None => (UNSCANNED, Value::Null),
        Some(Verdict::Clean) => (CLEAN, Value::Null),
        Some(Verdict::Infected(threat)) => (INFECTED, Value::Text(threat.chars().take(200).collect())),
    };
    note(app, scope, id, state, &threat).await.map_err(jobs::failed)?;
    Ok(JobOutput::default())
}

async fn find(app: &App, scope: &Scope, id: Id) -> Result<Option<Record>, AppError> {
    let permit = decide(scope, KIND.key, Action::Update, KIND.activity)?;
    Ok(app.store().find_record(&permit, &workspace::schema(app, scope, &KIND).await?, id).await?)
}

/// Writes the verdict, also onto a file that has been renamed or thrown away meanwhile.
async fn note(app: &App, scope: &Scope, id: Id, state: &str, threat: &Value) -> Result<(), AppError> {
    loop {
        let Some(before) = find(app, scope, id).await? else { return Ok(()) };
        let planner = Planner::internal(app, scope).await?;
        let permit = planner.permit(&KIND, Action::Update)?;
        let mut after = before.clone();
        put(&mut after, SCAN.key(), Value::Text(state.to_owned()));
        put(&mut after, THREAT.key(), threat.clone());
        match app.store().commit(planner.replace(&permit, &KIND, before, after).set).await {
            Ok(()) => return Ok(()),
            Err(WriteError::VersionConflict { .. }) => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
}

/// Starts anew what has waited for long: a job that was given up, or a file from before its process ended.
pub(crate) async fn scan_left(app: &App) -> Result<(), AppError> {
    jobs::each_workspace(app, "files that wait could not be scanned", |scope| scan_left_of(app, scope)).await
}

async fn scan_left_of(app: &App, scope: Scope) -> Result<(), AppError> {
    let before = app.now().plus_seconds(-LEFT_SECS).to_string();
    let old = Condition { field: "updated_at".into(), op: Op::Before, operand: Operand::One(before.into()) };
    let query = page_query(app, &scope, is(SCAN.key(), PENDING).and(Filter::Is(old)), Sort::default(), BATCH);
    let permit = decide(&scope, KIND.key, Action::Update, KIND.activity)?;
    let schema = workspace::schema(app, &scope, &KIND).await?;
    let left = app.store().list_records(&permit, &schema, &query).await?;
    let mut set = WriteSet::new(scope.workspace, None, None, app.now());
    for before in left {
        set.enqueue(job(app, scope.workspace, before.id));
        // So that it waits as long again, and is not started twice.
        let mut after = before.clone();
        after.version += 1;
        after.updated_at = app.now();
        set.update(&permit, &schema, before, after);
    }
    match app.store().commit(set).await {
        Ok(()) | Err(WriteError::VersionConflict { .. }) => Ok(()),
        Err(error) => Err(unexpected(error)),
    }
}
