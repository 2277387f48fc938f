//! Housekeeping: rows that have outlived their use, and the full-text index.

use kith_model::Timestamp;

use super::throttle::store_error;
use crate::sql::{Dialect, Sql, Stmt, Val};
use crate::{Store, StoreError};

const DAY: i64 = 24 * 3600;
/// So many rows of words are removed in one transaction, which others wait for.
const STALE_PORTION: i64 = 500;
/// And so many times in one round.
const STALE_PORTIONS: usize = 200;

impl Store {
    /// Removes what has expired and tidies the full-text index. Meant for idle hours, harmless at any.
    pub async fn maintenance(&self, now: Timestamp) -> Result<(), StoreError> {
        // Ended sessions and finished jobs stay a while, for those who look for what happened.
        let expired = [
            ("DELETE FROM idempotency WHERE created_at < ?", DAY),
            ("DELETE FROM mail_token WHERE expires_at < ?", DAY),
            ("DELETE FROM push_browser WHERE session_id IN (SELECT id FROM session WHERE expires_at < ?)", 30 * DAY),
            ("DELETE FROM session WHERE expires_at < ?", 30 * DAY),
            ("DELETE FROM throttle WHERE window_start < ?", 2 * DAY),
            ("DELETE FROM job WHERE finished_at < ? AND status <> 'failed'", 90 * DAY),
            // Those of a mailbox stay: answers to them are recognised by them.
            ("DELETE FROM outgoing_mail WHERE state = 'sent' AND mailbox_id IS NULL AND sent_at < ?", 90 * DAY),
            // Providers repeat what was not answered for hours, not for days.
            ("DELETE FROM sms_received WHERE received_at < ?", 30 * DAY),
            ("DELETE FROM outbox WHERE at < ?", 7 * DAY),
        ];
        for (text, age) in expired {
            let mut sql = Sql::new();
            sql.add(text, [Val::Time(now.plus_seconds(-age))]);
            self.db.apply(vec![Stmt::any(sql)]).await.map_err(store_error)?;
        }
        // Words left behind by changes go in portions, each in the order of the rows, which the index wants.
        if self.db.dialect() == Dialect::Sqlite {
            for _ in 0..STALE_PORTIONS {
                if self.forget_stale_words().await? == 0 {
                    break;
                }
            }
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

    /// Removes some of the words left behind and answers of how many rows.
    async fn forget_stale_words(&self) -> Result<u64, StoreError> {
        let mut sql = Sql::new();
        sql.add("SELECT rid FROM search_stale ORDER BY rid LIMIT ?", [Val::Int(STALE_PORTION)]);
        let rids = self.db.all(sql, |row| row.get::<i64>(0)).await?;
        let mut statements = Vec::with_capacity(rids.len() + 1);
        for rid in &rids {
            let mut sql = Sql::new();
            sql.add("DELETE FROM search_fts WHERE rowid = ?", [Val::Int(*rid)]);
            statements.push(Stmt::any(sql));
        }
        if let Some(last) = rids.last() {
            let mut sql = Sql::new();
            sql.add("DELETE FROM search_stale WHERE rid <= ?", [Val::Int(*last)]);
            statements.push(Stmt::any(sql));
        }
        self.db.apply(statements).await.map_err(store_error)?;
        Ok(rids.len() as u64)
    }
}
