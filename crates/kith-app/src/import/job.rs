//! An import as a job.

use std::path::PathBuf;

use kith_access::{Action, Scope, decide};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{FieldCode, Id, RecordKind};
use kith_store::system::Upload;
use kith_store::{Job, NewJob};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::analyse::{analyse_file, upload_path};
use super::columns::mapping;
use super::run::run;
use super::source::Source;
use super::{Duplicates, ImportOptions, ImportReport};
use crate::ports::BoxFuture;
use crate::records::{IdempotencyKey, find_replay, idempotency_entry};
use crate::{App, AppError, jobs, workspace};

const UNDO_DAYS: i64 = 30;

#[derive(Serialize, Deserialize)]
struct Payload {
    upload: Id,
    #[serde(flatten)]
    options: ImportOptions,
}

/// Starts the import of an upload; also the dry run. The same request under the same key answers the
/// job it started before.
pub async fn start(
    app: &App,
    scope: &Scope,
    upload_id: Id,
    options: ImportOptions,
    key: Option<&IdempotencyKey>,
) -> Result<Job, AppError> {
    if let Some(key) = key
        && let Some(replay) = find_replay(app, scope, key).await?
    {
        let id: Option<Id> = std::str::from_utf8(&replay.body).ok().and_then(|id| id.parse().ok());
        return jobs::get(app, scope, id.ok_or(AppError::IdempotencyMismatch)?).await;
    }
    let (upload, kind) = find(app, scope, upload_id).await?;
    if options.duplicates == Duplicates::Update {
        decide(scope, kind.key, Action::Update, kind.activity)?;
    }
    let schema = workspace::schema(app, scope, kind).await?;
    let analysis = analyse_file(upload_path(app, upload.id), &schema, &upload.file_name).await?;
    let headings = analysis.columns.iter().map(|column| column.header.as_str()).collect();
    let chosen = mapping(&schema, &headings, &options)?;
    let matched = options.match_on.as_deref().filter(|_| options.duplicates != Duplicates::Create);
    if matched.is_some_and(|field| chosen.column_of(field).is_none()) {
        return Err(AppError::field("match_on", FieldCode::Invalid, "No column goes to this field."));
    }
    let payload = serde_json::to_value(Payload { upload: upload_id, options });
    let id = app.new_id();
    let new = NewJob {
        id,
        workspace: scope.workspace,
        name: jobs::IMPORT.into(),
        payload: payload.map_err(|error| AppError::Internal(error.to_string()))?,
        user: scope.user(),
        run_at: app.now(),
        max_attempts: 3,
        total: i64::try_from(analysis.rows_estimate).ok(),
    };
    let kept = key.and_then(|key| idempotency_entry(scope, key, 202, id.to_string().into_bytes()));
    jobs::start(app, scope, new, kept, false).await
}

/// The file of failed rows of an upload's last import; `None` where there are none.
pub async fn errors_csv(app: &App, scope: &Scope, upload_id: Id) -> Result<Option<PathBuf>, AppError> {
    find(app, scope, upload_id).await?;
    let path = errors_path(app, upload_id);
    Ok(tokio::fs::try_exists(&path).await.unwrap_or(false).then_some(path))
}

fn errors_path(app: &App, id: Id) -> PathBuf {
    app.config().data_dir.join("uploads").join(format!("{id}.errors.csv"))
}

/// The caller's upload; an administrator finds everybody's.
async fn find(app: &App, scope: &Scope, id: Id) -> Result<(Upload, &'static RecordKind), AppError> {
    let upload = app.store().find_upload(scope.workspace, id).await?.ok_or(AppError::NotFound)?;
    if Some(upload.user) != scope.user() && !scope.grants.admin {
        return Err(AppError::NotFound);
    }
    let kind = kith_catalog::find_kind(&upload.kind).ok_or(AppError::NotFound)?;
    decide(scope, kind.key, Action::Create, kind.activity)?;
    Ok((upload, kind))
}

/// The job. Run again after a crash, it finds the records it has made already by their ids.
pub(crate) async fn run_job(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    let Payload { upload, options } =
        serde_json::from_value(context.job.new.payload.clone()).map_err(|e| JobError::Fatal(e.to_string()))?;
    let (upload, kind) = find(app, scope, upload).await.map_err(jobs::failed)?;
    let source = Source {
        path: upload_path(app, upload.id),
        errors_to: Some(errors_path(app, upload.id)),
        seed: context.job.new.id,
        at: context.job.created_at,
        resumed: context.job.attempts > 1 && !options.dry_run,
    };
    let total = context.job.new.total;
    let mut on_batch = |report: &ImportReport| -> BoxFuture<'static, Result<bool, AppError>> {
        let (context, rows, failed) = (context.clone(), report.rows as i64, report.failed as i64);
        Box::pin(async move { Ok(context.report(rows, failed, total).await?) })
    };
    let (report, cancelled) = run(app, scope, kind, source, &options, &mut on_batch).await.map_err(jobs::failed)?;
    context.report(report.rows as i64, report.failed as i64, Some(report.rows as i64)).await?;
    let undoable = !options.dry_run && report.created + report.updated > 0;
    Ok(JobOutput {
        result: json!(report),
        undo_until: undoable.then(|| app.now().plus_seconds(UNDO_DAYS * 86_400)),
        cancelled,
    })
}
