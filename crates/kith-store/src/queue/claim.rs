//! Who gets a job. One of the few forks: PostgreSQL skips rows that others are about to claim, on
//! SQLite the one writer decides.

use kith_model::{Id, Timestamp};

use super::{COLUMNS, Job, job};
use crate::sql::{Dialect, Sql, Stmt, Val};
use crate::system::store_error;
use crate::{Store, StoreError};

impl Store {
    /// Takes the next job that is due, for `lease_secs` unless the lease is renewed; one whose worker
    /// let its lease run out is due again.
    pub async fn claim_job(&self, now: Timestamp, worker: Id, lease_secs: i64) -> Result<Option<Job>, StoreError> {
        // Looking costs far less than writing, and most of the time there is nothing.
        if self.next_job_at().await?.is_none_or(|at| at > now) {
            return Ok(None);
        }
        self.give_up_lost_jobs(now).await?;
        for due in ["status = 'queued' AND run_at <= ?", "status = 'running' AND lease_until <= ?"] {
            let skip = match self.db.dialect() {
                Dialect::Sqlite => "",
                Dialect::Postgres => " FOR UPDATE SKIP LOCKED",
            };
            let mut sql = Sql::new();
            let vals = [Val::Text(worker.to_string()), Val::Time(now.plus_seconds(lease_secs)), Val::Time(now)];
            sql.add(
                &format!(
                    "UPDATE job SET status = 'running', attempts = attempts + 1, worker = ?, lease_until = ? \
                     WHERE (workspace_id, id) = (SELECT workspace_id, id FROM job WHERE {due} \
                     ORDER BY run_at, id LIMIT 1{skip}) RETURNING {COLUMNS}"
                ),
                vals,
            );
            if let Some(claimed) = self.db.returning(sql, job).await.map_err(store_error)?.pop() {
                self.wire.committed_here();
                return Ok(Some(claimed));
            }
        }
        Ok(None)
    }

    /// When the next job is due, or the next lease runs out.
    pub async fn next_job_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(
            "SELECT min(run_at) FROM job WHERE status = 'queued' UNION ALL \
             SELECT min(lease_until) FROM job WHERE status = 'running'",
        );
        let times = self.db.all(sql, |row| row.get::<Option<Timestamp>>(0)).await?;
        Ok(times.into_iter().flatten().min())
    }

    /// A job that took its worker down with it on every try is not tried for ever.
    async fn give_up_lost_jobs(&self, now: Timestamp) -> Result<(), StoreError> {
        let lost = "status = 'running' AND lease_until <= ? AND attempts >= max_attempts";
        let mut sql = Sql::new();
        sql.add(&format!("SELECT 1 FROM job WHERE {lost} LIMIT 1"), [Val::Time(now)]);
        if self.db.first(sql, |_| Ok(())).await?.is_none() {
            return Ok(());
        }
        let mut sql = Sql::new();
        let error = "Its worker stopped without a word, as often as it is tried.";
        sql.add(
            &format!("UPDATE job SET status = 'failed', error = ?, finished_at = ?, lease_until = NULL WHERE {lost}"),
            [Val::Text(error.into()), Val::Time(now), Val::Time(now)],
        );
        self.db.apply(vec![Stmt::any(sql)]).await.map_err(store_error)
    }
}
