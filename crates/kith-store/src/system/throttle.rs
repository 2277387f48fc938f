//! Counting attempts, so that guessing passwords takes for ever. Counted in the database, because
//! several processes may serve one installation.

use kith_model::Timestamp;

use crate::row::Row;
use crate::sql::{Sql, Stmt, Val};
use crate::{Store, StoreError, WriteError};

impl Store {
    /// Counts an attempt under `key` and answers `None` where it is among the first `limit` of its
    /// window of `window_secs`, else after how many seconds the next one may be.
    pub async fn throttle_hit(
        &self,
        key: &str,
        now: Timestamp,
        window_secs: i64,
        limit: i64,
    ) -> Result<Option<i64>, StoreError> {
        let over = Val::Time(now.plus_seconds(-window_secs));
        let mut sql = Sql::new();
        sql.add(
            "INSERT INTO throttle (key, count, window_start) VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET \
             count = CASE WHEN throttle.window_start <= ? THEN 1 ELSE throttle.count + 1 END, \
             window_start = CASE WHEN throttle.window_start <= ? THEN excluded.window_start \
             ELSE throttle.window_start END RETURNING count, window_start",
            [Val::Text(key.to_owned()), Val::Time(now), over.clone(), over],
        );
        let map = |row: &Row<'_>| Ok((row.get::<i64>(0)?, row.get::<Timestamp>(1)?));
        let hits = self.db.returning(sql, map).await.map_err(store_error)?;
        Ok(hits.first().filter(|(count, _)| *count > limit).map(|(_, start)| {
            let wait = start.plus_seconds(window_secs).as_micros() - now.as_micros();
            // Rounded up: a second too early would be refused again.
            (wait + 999_999).div_euclid(1_000_000).max(1)
        }))
    }

    /// Forgets the attempts under `key`, after a success.
    pub async fn throttle_clear(&self, key: &str) -> Result<(), StoreError> {
        let mut sql = Sql::new();
        sql.add("DELETE FROM throttle WHERE key = ?", [Val::Text(key.to_owned())]);
        self.db.apply(vec![Stmt::any(sql)]).await.map_err(store_error)
    }
}

/// For writes that no constraint can refuse.
pub(crate) fn store_error(error: WriteError) -> StoreError {
    match error {
        WriteError::Store(error) => error,
        refused => StoreError::Database(refused.to_string()),
    }
}
