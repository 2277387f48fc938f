//! The job queue's table: enqueued with their cause, claimed by one worker at a time.

mod claim;
mod report;

use kith_model::{Id, Timestamp};
use serde_json::Value as Json;

use crate::row::Row;
use crate::sql::{Sql, Stmt, Val, ValType};
use crate::{Store, StoreError};

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

impl JobStatus {
    /// The name in the table and in answers.
    pub fn name(self) -> &'static str {
        match self {
            JobStatus::Queued => "queued",
            JobStatus::Running => "running",
            JobStatus::Succeeded => "succeeded",
            JobStatus::Failed => "failed",
            JobStatus::Cancelled => "cancelled",
        }
    }

    fn from_name(name: &str) -> Option<JobStatus> {
        use JobStatus::{Cancelled, Failed, Queued, Running, Succeeded};
        [Queued, Running, Succeeded, Failed, Cancelled].into_iter().find(|status| status.name() == name)
    }
}

/// The statement that enqueues a job, for the transaction of its cause.
pub(crate) fn enqueue(job: &NewJob, at: Timestamp) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO job (workspace_id, id, name, payload, user_id, status, run_at, attempts, max_attempts, total, \
         done, failed, cancel_requested, created_at) VALUES (?, ?, ?, ?, ?, 'queued', ?, 0, ?, ?, 0, 0, ?, ?)",
        [
            Val::Id(job.workspace),
            Val::Id(job.id),
            Val::Text(job.name.clone()),
            Val::Json(job.payload.to_string()),
            Val::id_or_null(job.user),
            Val::Time(job.run_at),
            Val::Int(job.max_attempts),
            job.total.map_or(Val::Null(ValType::Int), Val::Int),
            Val::Bool(false),
            Val::Time(at),
        ],
    );
    Stmt::any(sql)
}

impl Store {
    /// A job.
    pub async fn find_job(&self, workspace: Id, id: Id) -> Result<Option<Job>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(&format!("SELECT {COLUMNS} FROM job"));
        sql.add(" WHERE workspace_id = ? AND id = ?", [Val::Id(workspace), Val::Id(id)]);
        self.db.first(sql, job).await
    }

    /// The newest jobs of a workspace; of one user alone, or of one kind alone.
    pub async fn list_jobs(
        &self,
        workspace: Id,
        user: Option<Id>,
        name: Option<&str>,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(&format!("SELECT {COLUMNS} FROM job")).add(" WHERE workspace_id = ?", [Val::Id(workspace)]);
        if let Some(user) = user {
            sql.add(" AND user_id = ?", [Val::Id(user)]);
        }
        if let Some(name) = name {
            sql.add(" AND name = ?", [Val::Text(name.to_owned())]);
        }
        sql.add(" ORDER BY created_at DESC, id DESC LIMIT ?", [Val::Int(limit.into())]);
        self.db.all(sql, job).await
    }

    /// How many jobs of all workspaces wait, and how many run; for the counters of the process.
    pub async fn count_jobs(&self) -> Result<(i64, i64), StoreError> {
        let mut sql = Sql::new();
        // One count each, from the two indexes that hold only such jobs.
        sql.raw(
            "SELECT (SELECT count(*) FROM job WHERE status = 'queued'), \
             (SELECT count(*) FROM job WHERE status = 'running')",
        );
        let counts = self.db.first(sql, |row| Ok((row.get(0)?, row.get(1)?))).await?;
        Ok(counts.unwrap_or_default())
    }
}

const COLUMNS: &str = "workspace_id, id, name, payload, user_id, run_at, max_attempts, total, status, attempts, done, \
                       failed, result, error, cancel_requested, created_at, finished_at, undo_until";

fn job(row: &Row<'_>) -> Result<Job, StoreError> {
    let json = |text: &str| serde_json::from_str(text).map_err(|error| StoreError::Database(error.to_string()));
    let new = NewJob {
        workspace: row.get(0)?,
        id: row.get(1)?,
        name: row.get(2)?,
        payload: json(row.get(3)?)?,
        user: row.get(4)?,
        run_at: row.get(5)?,
        max_attempts: row.get(6)?,
        total: row.get(7)?,
    };
    let status: &str = row.get(8)?;
    Ok(Job {
        new,
        status: JobStatus::from_name(status)
            .ok_or_else(|| StoreError::Database(format!("a job cannot be {status}")))?,
        attempts: row.get(9)?,
        done: row.get(10)?,
        failed: row.get(11)?,
        result: row.get::<Option<&str>>(12)?.map(json).transpose()?,
        error: row.get(13)?,
        cancel_requested: row.get(14)?,
        created_at: row.get(15)?,
        finished_at: row.get(16)?,
        undo_until: row.get(17)?,
    })
}
