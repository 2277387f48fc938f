//! What becomes of a claimed job.

use kith_model::{Id, Timestamp};
use serde_json::Value as Json;

use super::JobStatus;
use crate::sql::{Sql, Stmt, Val, ValType};
use crate::system::store_error;
use crate::{Store, StoreError};

impl Store {
    /// Writes down how far a running job is and renews its lease. Answers whether somebody asked it
    /// to stop.
    pub async fn job_progress(
        &self,
        workspace: Id,
        id: Id,
        done: i64,
        failed: i64,
        total: Option<i64>,
        lease_until: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut sql = Sql::new();
        sql.add(
            "UPDATE job SET done = ?, failed = ?, total = ?, lease_until = ? \
             WHERE workspace_id = ? AND id = ? AND status = 'running' RETURNING cancel_requested",
            [
                Val::Int(done),
                Val::Int(failed),
                total.map_or(Val::Null(ValType::Int), Val::Int),
                Val::Time(lease_until),
                Val::Id(workspace),
                Val::Id(id),
            ],
        );
        let asked = self.db.returning(sql, |row| row.get::<bool>(0)).await.map_err(store_error)?;
        self.wire.committed_here();
        // A job that is not running any more was ended by somebody else.
        Ok(asked.first().copied().unwrap_or(true))
    }

    /// Ends a job. `counts` are the steps done and failed, where they were not written down before.
    #[expect(clippy::too_many_arguments, reason = "each is one column of the one row it writes")]
    pub async fn finish_job(
        &self,
        workspace: Id,
        id: Id,
        status: JobStatus,
        result: Option<Json>,
        error: Option<&str>,
        undo_until: Option<Timestamp>,
        counts: Option<(i64, i64)>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut sql = Sql::new();
        let or_null = |n: Option<i64>| n.map_or(Val::Null(ValType::Int), Val::Int);
        sql.add(
            "UPDATE job SET status = ?, result = ?, error = ?, undo_until = ?, done = COALESCE(?, done), \
             failed = COALESCE(?, failed), finished_at = ?, lease_until = NULL WHERE workspace_id = ? AND id = ?",
            [
                Val::Text(status.name().into()),
                result.map_or(Val::Null(ValType::Json), |json| Val::Json(json.to_string())),
                Val::text_or_null(error),
                Val::time_or_null(undo_until),
                or_null(counts.map(|(done, _)| done)),
                or_null(counts.map(|(_, failed)| failed)),
                Val::Time(now),
                Val::Id(workspace),
                Val::Id(id),
            ],
        );
        self.write_job(sql).await
    }

    /// Puts a job that failed back into the queue.
    pub async fn retry_job(&self, workspace: Id, id: Id, run_at: Timestamp, error: &str) -> Result<(), StoreError> {
        let mut sql = Sql::new();
        sql.add(
            "UPDATE job SET status = 'queued', run_at = ?, error = ?, lease_until = NULL \
             WHERE workspace_id = ? AND id = ? AND status = 'running'",
            [Val::Time(run_at), Val::Text(error.to_owned()), Val::Id(workspace), Val::Id(id)],
        );
        self.write_job(sql).await
    }

    /// Asks a job to stop: at its next report where it runs; where it waits, it is due at once, so that
    /// a worker ends it. Answers whether it was still waiting or running.
    pub async fn request_cancel(&self, workspace: Id, id: Id) -> Result<bool, StoreError> {
        let mut sql = Sql::new();
        sql.add(
            "UPDATE job SET cancel_requested = ?, run_at = created_at \
             WHERE workspace_id = ? AND id = ? AND status IN ('queued', 'running') RETURNING id",
            [Val::Bool(true), Val::Id(workspace), Val::Id(id)],
        );
        let found = self.db.returning(sql, |row| row.get::<Id>(0)).await.map_err(store_error)?;
        self.wire.committed_here();
        Ok(!found.is_empty())
    }

    /// Writes, and tells whoever follows jobs that one has moved.
    async fn write_job(&self, sql: Sql) -> Result<(), StoreError> {
        self.db.apply(vec![Stmt::any(sql)]).await.map_err(store_error)?;
        self.wire.committed_here();
        Ok(())
    }
}
