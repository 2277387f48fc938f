//! Housekeeping: rows that have outlived their use, and the full-text index.

use kith_model::Timestamp;

use super::throttle::store_error;
use crate::sql::{Dialect, Sql, Stmt, Val};
use crate::{Store, StoreError};

const DAY: i64 = 24 * 3600;

impl Store {
    /// Removes what has expired and tidies the full-text index. Meant for idle hours, harmless at any.
    pub async fn maintenance(&self, now: Timestamp) -> Result<(), StoreError> {
        // Ended sessions and finished jobs stay a while, for those who look for what happened.
        let expired = [
            ("DELETE FROM idempotency WHERE created_at < ?", DAY),
            ("DELETE FROM mail_token WHERE expires_at < ?", DAY),
            ("DELETE FROM session WHERE expires_at < ?", 30 * DAY),
            ("DELETE FROM throttle WHERE window_start < ?", 2 * DAY),
            ("DELETE FROM job WHERE finished_at < ? AND status <> 'failed'", 90 * DAY),
            ("DELETE FROM outbox WHERE at < ?", 7 * DAY),
        ];
        for (text, age) in expired {
            let mut sql = Sql::new();
            sql.add(text, [Val::Time(now.plus_seconds(-age))]);
            self.db.apply(vec![Stmt::any(sql)]).await.map_err(store_error)?;
        }
        // New words lie in segments of their own, and many segments double the time of a search.
        // PostgreSQL's index has no pending list, so there is nothing to do for it.
        if self.db.dialect() == Dialect::Sqlite {
            let mut merge = Sql::new();
            merge.raw("INSERT INTO search_fts (search_fts, rank) VALUES ('merge', 500)");
            self.db.apply(vec![Stmt::any(merge)]).await.map_err(store_error)?;
        }
        Ok(())
    }
}
