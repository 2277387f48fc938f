//! The jobs of this app, and how they are started, looked at, cancelled.

mod housekeeping;
mod trash;

use std::sync::Arc;

use kith_access::Scope;
use kith_jobs::{BoxFuture, JobContext, JobError, JobHandler, JobOutput, Registry};
use kith_model::Id;
use kith_store::{IdempotencyEntry, Job, NewJob, WriteSet};
use serde_json::{Value as Json, json};

use crate::error::unexpected;
use crate::modules::sales::{scoring, sequence};
use crate::modules::service;
use crate::records::{IdempotencyKey, find_replay, idempotency_entry};
use crate::{App, AppError, auth, files, import, mails, notices, records};

pub(crate) use housekeeping::{each_workspace, schedules};

pub(crate) const BULK: &str = "bulk";
pub(crate) const UNDO: &str = "undo";
pub(crate) const IMPORT: &str = "import";
pub(crate) const RESCORE: &str = "rescore";
pub(crate) const TRAIN: &str = "train";
pub(crate) const ENROL: &str = "enrol";
pub(crate) const STOP_SEQUENCE: &str = "stop_sequence";
pub(crate) const SCAN_FILE: &str = "scan_file";
pub(crate) const SEND_MAIL: &str = "send_mail";
pub(crate) const RECEIPT: &str = "ticket_receipt";
pub(crate) const NOTIFY_BY_MAIL: &str = "notify_by_mail";
pub(crate) const NOTIFY_BY_PUSH: &str = "notify_by_push";

/// Jobs people see; the others are Kith's own.
const VISIBLE: [&str; 7] = [BULK, UNDO, IMPORT, RESCORE, TRAIN, ENROL, STOP_SEQUENCE];

/// A job that runs at once is enqueued for this much later, for the case that the process dies.
const TAKE_UP_SECS: i64 = 120;

pub(crate) fn registry(app: &App) -> Registry {
    let kinds = [
        Kind::Bulk,
        Kind::Undo,
        Kind::Import,
        Kind::Rescore,
        Kind::Train,
        Kind::Enrol,
        Kind::StopSequence,
        Kind::SendMail,
        Kind::Receipt,
        Kind::NotifyByMail,
        Kind::NotifyByPush,
        Kind::ScanFile,
    ];
    Registry::new(kinds.map(|kind| Arc::new(Handler { app: app.clone(), kind }) as Arc<dyn JobHandler>))
}

#[derive(Clone, Copy)]
enum Kind {
    Bulk,
    Undo,
    Import,
    Rescore,
    Train,
    Enrol,
    StopSequence,
    SendMail,
    Receipt,
    NotifyByMail,
    NotifyByPush,
    ScanFile,
}

struct Handler {
    app: App,
    kind: Kind,
}

impl JobHandler for Handler {
    fn name(&self) -> &'static str {
        match self.kind {
            Kind::Bulk => BULK,
            Kind::Undo => UNDO,
            Kind::Import => IMPORT,
            Kind::Rescore => RESCORE,
            Kind::Train => TRAIN,
            Kind::Enrol => ENROL,
            Kind::StopSequence => STOP_SEQUENCE,
            Kind::SendMail => SEND_MAIL,
            Kind::Receipt => RECEIPT,
            Kind::NotifyByMail => NOTIFY_BY_MAIL,
            Kind::NotifyByPush => NOTIFY_BY_PUSH,
            Kind::ScanFile => SCAN_FILE,
        }
    }

    fn run<'a>(&'a self, context: &'a JobContext) -> BoxFuture<'a, Result<JobOutput, JobError>> {
        Box::pin(async move {
            let app = &self.app;
            match self.kind {
                Kind::SendMail => mails::run_send(app, context).await,
                Kind::Receipt => service::receipt::run(app, &own_scope(context), context).await,
                Kind::NotifyByMail => notices::run_mail(app, context).await,
                Kind::NotifyByPush => notices::run_push(app, context).await,
                Kind::Rescore => scoring::run(app, &own_scope(context), context).await,
                Kind::Train => scoring::run_training(app, &own_scope(context), context).await,
                Kind::Bulk => records::run_bulk(app, &scope_of(app, context).await?, context).await,
                Kind::Undo => records::run_undo(app, &scope_of(app, context).await?, context).await,
                Kind::Import => import::run_job(app, &scope_of(app, context).await?, context).await,
                Kind::Enrol => sequence::run_enrol(app, &scope_of(app, context).await?, context).await,
                Kind::StopSequence => sequence::run_stop(app, &scope_of(app, context).await?, context).await,
                Kind::ScanFile => files::run_scan(app, &scope_of(app, context).await?, context).await,
            }
        })
    }
}

/// Kith's own rights: whoever changed a rule changed every lead's score, whatever they may change by hand.
fn own_scope(context: &JobContext) -> Scope {
    Scope { job: Some(context.job.new.id), ..Scope::system(context.workspace()) }
}

/// A job runs with the rights its user has now, or with Kith's own.
async fn scope_of(app: &App, context: &JobContext) -> Result<Scope, JobError> {
    let workspace = context.workspace();
    let mut scope = match context.job.new.user {
        None => Scope::system(workspace),
        Some(user) => auth::scope_of_user(app, workspace, user).await.map_err(|error| match error {
            AppError::Suspended | AppError::Unauthenticated => {
                JobError::Fatal("Whoever started it may not sign in any more.".into())
            }
            error => failed(error),
        })?,
    };
    scope.job = Some(context.job.new.id);
    Ok(scope)
}

/// What an error means for a job: trouble with the database passes, the rest does not.
pub(crate) fn failed(error: AppError) -> JobError {
    match error {
        AppError::Unavailable(_) | AppError::Timeout | AppError::Internal(_) => JobError::Retry(error.to_string()),
        error => JobError::Fatal(error.to_string()),
    }
}

/// The job that the same request has started before.
pub(crate) async fn earlier(app: &App, scope: &Scope, key: Option<&IdempotencyKey>) -> Result<Option<Job>, AppError> {
    let Some(key) = key else { return Ok(None) };
    let Some(replay) = find_replay(app, scope, key).await? else { return Ok(None) };
    let id: Option<Id> = std::str::from_utf8(&replay.body).ok().and_then(|id| id.parse().ok());
    get(app, scope, id.ok_or(AppError::IdempotencyMismatch)?).await.map(Some)
}

/// What is kept of a request that starts a job, so that it starts it once.
pub(crate) fn kept(scope: &Scope, key: Option<&IdempotencyKey>, job: Id) -> Option<IdempotencyEntry> {
    key.and_then(|key| idempotency_entry(scope, key, 202, job.to_string().into_bytes()))
}

/// A job in the scope's name, to be run now. One in a workspace's own name is Kith's.
pub(crate) fn new_job(app: &App, scope: &Scope, name: &str, payload: Json, total: Option<i64>) -> NewJob {
    NewJob {
        id: app.new_id(),
        workspace: scope.workspace,
        name: name.into(),
        payload,
        user: scope.user(),
        run_at: app.now(),
        max_attempts: 3,
        total,
    }
}

/// Enqueues a job, and runs it before answering where it is small.
pub(crate) async fn start(
    app: &App,
    scope: &Scope,
    mut new: NewJob,
    kept: Option<IdempotencyEntry>,
    inline: bool,
) -> Result<Job, AppError> {
    let (workspace, id) = (new.workspace, new.id);
    if inline {
        new.run_at = new.run_at.plus_seconds(TAKE_UP_SECS);
    }
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.enqueue(new);
    kept.into_iter().for_each(|kept| set.idempotency(kept));
    app.store().commit(set).await.map_err(|error| match error {
        kith_store::WriteError::IdempotencyKeyTaken => {
            AppError::Conflict("The same request is being answered right now.".into())
        }
        error => unexpected(error),
    })?;
    let missing = || AppError::Internal("a job vanished".into());
    let job = app.store().find_job(workspace, id).await?.ok_or_else(missing)?;
    if !inline {
        app.wake_jobs();
        return Ok(job);
    }
    app.job_registry().execute_inline(app.store(), app.clock(), job).await?;
    app.store().find_job(workspace, id).await?.ok_or_else(missing)
}

/// The caller's jobs, newest first; an administrator sees everybody's.
pub async fn list(app: &App, scope: &Scope, name: Option<&str>, limit: u32) -> Result<Vec<Job>, AppError> {
    let whose = if scope.grants.admin { None } else { Some(scope.user().ok_or(AppError::Unauthenticated)?) };
    if let Some(name) = name.filter(|name| VISIBLE.contains(name)) {
        return Ok(app.store().list_jobs(scope.workspace, whose, Some(name), limit).await?);
    }
    if name.is_some_and(|name| !(scope.grants.admin && name == SEND_MAIL)) {
        return Ok(Vec::new());
    }
    if let Some(name) = name {
        return Ok(app.store().list_jobs(scope.workspace, whose, Some(name), limit).await?);
    }
    let mut jobs = Vec::new();
    for name in VISIBLE {
        jobs.extend(app.store().list_jobs(scope.workspace, whose, Some(name), limit).await?);
    }
    jobs.sort_by_key(|job| std::cmp::Reverse((job.created_at, job.new.id)));
    jobs.truncate(limit as usize);
    Ok(jobs)
}

/// One of the caller's jobs; an administrator sees everybody's.
pub async fn get(app: &App, scope: &Scope, id: Id) -> Result<Job, AppError> {
    let job = app.store().find_job(scope.workspace, id).await?.ok_or(AppError::NotFound)?;
    if may_see(scope, &job) { Ok(job) } else { Err(AppError::NotFound) }
}

/// Whether a job is the caller's own, or everybody's are.
pub(crate) fn may_see(scope: &Scope, job: &Job) -> bool {
    scope.grants.admin || (job.new.user.is_some() && job.new.user == scope.user())
}

/// Asks a job to stop at the next good moment. What is done stays done.
pub async fn cancel(app: &App, scope: &Scope, id: Id) -> Result<Job, AppError> {
    let job = get(app, scope, id).await?;
    if !app.store().request_cancel(scope.workspace, id).await? {
        return Err(AppError::Conflict("This job has ended already.".into()));
    }
    // A waiting job is ended by the worker that takes it up.
    app.wake_jobs();
    Ok(app.store().find_job(scope.workspace, id).await?.unwrap_or(job))
}

/// A job as the API writes it.
pub fn job_json(job: &Job) -> Json {
    json!({
        "id": job.new.id,
        "type": job.new.name,
        "status": job.status.name(),
        "total": job.new.total,
        "done": job.done,
        "failed": job.failed,
        "result": job.result,
        "error": job.error,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "undo_until": job.undo_until,
    })
}
