//! The job queue's table: enqueued with their cause, claimed by one worker at a time.

use kith_model::{Id, Timestamp};
use serde_json::Value as Json;

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobStatus {
    /// Waiting for a worker, or for its time.
    Queued,
    /// A worker has it.
    Running,
    /// Done.
    Succeeded,
    /// Given up after its last try.
    Failed,
    /// Stopped by a person.
    Cancelled,
}

/// A job to be.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Its id.
    pub id: Id,
    /// The workspace it works in.
    pub workspace: Id,
    /// The registered name of its code.
    pub name: String,
    /// Its input.
    pub payload: Json,
    /// Who caused it; it runs with this user's rights. `None`: with Kith's own.
    pub user: Option<Id>,
    /// Not before this moment.
    pub run_at: Timestamp,
    /// How often it is tried.
    pub max_attempts: i64,
    /// How many steps it has, if known.
    pub total: Option<i64>,
}

/// A job as stored.
#[derive(Clone, Debug)]
pub struct Job {
    /// What was enqueued.
    pub new: NewJob,
    /// Where it stands.
    pub status: JobStatus,
    /// Tries so far.
    pub attempts: i64,
    /// Steps done.
    pub done: i64,
    /// Steps that failed.
    pub failed: i64,
    /// Its outcome.
    pub result: Option<Json>,
    /// Why it failed.
    pub error: Option<String>,
    /// Whether somebody asked it to stop.
    pub cancel_requested: bool,
    /// When it was enqueued.
    pub created_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Until when it can be undone.
    pub undo_until: Option<Timestamp>,
}
