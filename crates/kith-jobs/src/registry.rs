//! Which code runs a job, and what becomes of the job afterwards.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kith_model::Clock;
use kith_store::{Job, JobStatus, Store, StoreError};

use crate::{JobContext, JobError, JobHandler, JobOutput};

/// How long a claim lasts without renewal.
pub(crate) const LEASE_SECS: i64 = 60;
const RENEW_EVERY: Duration = Duration::from_secs(20);

/// Every kind of job this program can run.
#[derive(Clone, Default)]
pub struct Registry {
    handlers: Arc<BTreeMap<&'static str, Arc<dyn JobHandler>>>,
}

impl Registry {
    /// A registry of these handlers. Of two with the same name the last counts.
    pub fn new(handlers: impl IntoIterator<Item = Arc<dyn JobHandler>>) -> Self {
        Registry { handlers: Arc::new(handlers.into_iter().map(|handler| (handler.name(), handler)).collect()) }
    }

    /// Runs a claimed job to its end and writes down how it went: succeeded, cancelled, to be tried
    /// again later, or failed for good, in which case it stays visible with its error.
    pub async fn execute(&self, store: &Store, clock: &Arc<dyn Clock>, job: Job) -> Result<(), StoreError> {
        self.run(store, clock, job, true).await
    }

    /// Runs a job within the request that caused it. It was enqueued for later, so that a worker takes
    /// it up should this process die meanwhile; no worker has claimed it.
    pub async fn execute_inline(&self, store: &Store, clock: &Arc<dyn Clock>, job: Job) -> Result<(), StoreError> {
        self.run(store, clock, job, false).await
    }

    async fn run(&self, store: &Store, clock: &Arc<dyn Clock>, job: Job, leased: bool) -> Result<(), StoreError> {
        let (workspace, id) = (job.new.workspace, job.new.id);
        if job.cancel_requested && job.attempts <= 1 {
            return store.finish_job(workspace, id, JobStatus::Cancelled, None, None, None, None, clock.now()).await;
        }
        let Some(handler) = self.handlers.get(job.new.name.as_str()).cloned() else {
            let error = format!("this version of Kith knows no job \"{}\"", job.new.name);
            return store
                .finish_job(workspace, id, JobStatus::Failed, None, Some(&error), None, None, clock.now())
                .await;
        };
        let (attempts, max_attempts) = (job.attempts.max(1), job.new.max_attempts);
        let context = JobContext::new(store.clone(), clock.clone(), job, leased);
        let outcome = run_renewing(handler, context.clone()).await;
        let (done, failed, _) = context.counts();
        let counts = Some((done, failed));
        match outcome {
            Ok(JobOutput { result, undo_until, cancelled }) => {
                let status = if cancelled { JobStatus::Cancelled } else { JobStatus::Succeeded };
                let result = (!result.is_null()).then_some(result);
                store.finish_job(workspace, id, status, result, None, undo_until, counts, clock.now()).await
            }
            Err(error @ (JobError::Retry(_) | JobError::RetryAfter(..))) if attempts < max_attempts => {
                let pause = match error {
                    JobError::RetryAfter(_, seconds) => seconds.clamp(backoff_secs(attempts), LONGEST_PAUSE),
                    _ => backoff_secs(attempts),
                };
                let error = error.to_string();
                tracing::warn!(job = %id, attempts, error, "a job failed and will be tried again");
                store.retry_job(workspace, id, clock.now().plus_seconds(pause), &error).await
            }
            Err(error) => {
                let error = error.to_string();
                tracing::error!(job = %id, attempts, error, "a job failed for good");
                store.finish_job(workspace, id, JobStatus::Failed, None, Some(&error), None, counts, clock.now()).await
            }
        }
    }
}

/// Runs the handler on a task of its own, so that a panic fails this job alone, and renews the lease
/// meanwhile.
async fn run_renewing(handler: Arc<dyn JobHandler>, context: JobContext) -> Result<JobOutput, JobError> {
    let renewer = context.clone();
    let mut work = tokio::spawn(async move { handler.run(&context).await });
    loop {
        tokio::select! {
            ended = &mut work => return match ended {
                Ok(outcome) => outcome,
                Err(panic) => Err(JobError::Fatal(format!("the job crashed: {panic}"))),
            },
            () = tokio::time::sleep(RENEW_EVERY) => {
                if let Err(error) = renewer.renew().await {
                    tracing::warn!(%error, "a job's lease could not be renewed");
                }
            }
        }
    }
}

/// No pause between tries is longer, whoever asks for it.
const LONGEST_PAUSE: i64 = 3600;

/// Seconds until the next try: 10 s, 40 s, 90 s … up to an hour between tries.
pub fn backoff_secs(attempts: i64) -> i64 {
    (10 * attempts * attempts).min(LONGEST_PAUSE)
}
