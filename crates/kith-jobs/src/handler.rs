//! What a kind of job is: a name and code.

use std::pin::Pin;

use kith_model::Timestamp;
use serde_json::Value as Json;

use crate::JobContext;

/// A future in a box, so that handlers can be kept in a list.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The code behind a job's name.
pub trait JobHandler: Send + Sync + 'static {
    /// The name jobs are enqueued under.
    fn name(&self) -> &'static str;

    /// Does the work. May be run again after a crash or an error, so it must bear repetition.
    fn run<'a>(&'a self, context: &'a JobContext) -> BoxFuture<'a, Result<JobOutput, JobError>>;
}

/// How a job ended well.
#[derive(Clone, Debug, Default)]
pub struct JobOutput {
    /// What the caller is told.
    pub result: Json,
    /// Until when it can be undone, if at all.
    pub undo_until: Option<Timestamp>,
    /// Whether it stopped early because somebody asked for it; what was done stays done.
    pub cancelled: bool,
}

/// Why a job did not end well.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Worth another try: a mail server that does not answer, a busy database.
    #[error("{0}")]
    Retry(String),
    /// The same, no sooner than after so many seconds: whoever is asked wants to be left alone for that long.
    #[error("{0}")]
    RetryAfter(String, i64),
    /// Another try would fail the same way.
    #[error("{0}")]
    Fatal(String),
}

impl From<kith_store::StoreError> for JobError {
    fn from(error: kith_store::StoreError) -> Self {
        JobError::Retry(error.to_string())
    }
}
