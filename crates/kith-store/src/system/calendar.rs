//! Feeds for calendars of other programs.

use kith_model::{Id, Timestamp};

use super::Author;
use crate::row::Row;
use crate::sql::{Sql, Stmt, Val};
use crate::{Store, StoreError};

/// A calendar that one person reads elsewhere.
#[derive(Clone, Debug)]
pub struct CalendarFeed {
    /// With whose rights it is read.
    pub user: Id,
    /// Whose calendar it is: the same person's, or a team's.
    pub of: Id,
    /// SHA-256 of the secret in its address.
    pub hash: Vec<u8>,
    /// When the address was made.
    pub created_at: Timestamp,
}

const SELECT: &str = "SELECT user_id, of_id, token_hash, created_at FROM calendar_feed WHERE workspace_id = ?";

impl Store {
    /// The feed of a secret.
    pub async fn find_calendar_feed(&self, workspace: Id, hash: &[u8]) -> Result<Option<CalendarFeed>, StoreError> {
        let mut sql = Sql::new();
        sql.add(SELECT, [Val::Id(workspace)]).add(" AND token_hash = ?", [Val::Bytes(hash.to_vec())]);
        self.db.first(sql, read).await
    }

    /// A person's feeds.
    pub async fn list_calendar_feeds(&self, workspace: Id, user: Id) -> Result<Vec<CalendarFeed>, StoreError> {
        let mut sql = Sql::new();
        sql.add(SELECT, [Val::Id(workspace)]).add(" AND user_id = ?", [Val::Id(user)]);
        self.db.all(sql, read).await
    }
}

fn read(row: &Row<'_>) -> Result<CalendarFeed, StoreError> {
    Ok(CalendarFeed { user: row.get(0)?, of: row.get(1)?, hash: row.get(2)?, created_at: row.get(3)? })
}

/// The statement that keeps a feed, in place of the one before.
pub(super) fn keep(feed: &CalendarFeed, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO calendar_feed (workspace_id, user_id, of_id, token_hash, created_at) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (workspace_id, user_id, of_id) DO UPDATE SET token_hash = excluded.token_hash, \
         created_at = excluded.created_at",
        [
            Val::Id(by.workspace),
            Val::Id(feed.user),
            Val::Id(feed.of),
            Val::Bytes(feed.hash.clone()),
            Val::Time(feed.created_at),
        ],
    );
    Stmt::any(sql)
}

/// The statement that takes a feed back.
pub(super) fn drop(user: Id, of: Id, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "DELETE FROM calendar_feed WHERE workspace_id = ? AND user_id = ? AND of_id = ?",
        [Val::Id(by.workspace), Val::Id(user), Val::Id(of)],
    );
    Stmt::any(sql)
}

/// The statement that takes all feeds of a person back.
pub(super) fn drop_all(user: Id, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add("DELETE FROM calendar_feed WHERE workspace_id = ? AND user_id = ?", [Val::Id(by.workspace), Val::Id(user)]);
    Stmt::any(sql)
}
