//! Turns: a number that only goes up, for handing work out one after another.

use kith_model::Id;

use super::store_error;
use crate::row::Row;
use crate::sql::{Sql, Val};
use crate::{Store, StoreError};

/// Takes the next number of this name, from 1, within a transaction; what is taken back with it is given
/// out again.
pub(crate) fn take_turn(workspace: Id, name: &str) -> Sql {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO turn (workspace_id, name, n) VALUES (?, ?, 1) \
         ON CONFLICT (workspace_id, name) DO UPDATE SET n = turn.n + 1",
        [Val::Id(workspace), Val::Text(name.to_owned())],
    );
    sql
}

impl Store {
    /// The next number of this name in a workspace, from 0. Nobody else gets the same one, whichever
    /// process asks.
    pub async fn next_turn(&self, workspace: Id, name: &str) -> Result<i64, StoreError> {
        let mut sql = Sql::new();
        sql.add(
            "INSERT INTO turn (workspace_id, name, n) VALUES (?, ?, 0) \
             ON CONFLICT (workspace_id, name) DO UPDATE SET n = turn.n + 1 RETURNING n",
            [Val::Id(workspace), Val::Text(name.to_owned())],
        );
        let rows = self.db.returning(sql, |row: &Row<'_>| row.get::<i64>(0)).await.map_err(store_error)?;
        rows.first().copied().ok_or_else(|| StoreError::Database("a turn was not answered".into()))
    }

    /// How many turns of this name a workspace has had.
    pub async fn turns_taken(&self, workspace: Id, name: &str) -> Result<i64, StoreError> {
        let mut sql = Sql::new();
        sql.add(
            "SELECT n FROM turn WHERE workspace_id = ? AND name = ?",
            [Val::Id(workspace), Val::Text(name.to_owned())],
        );
        let last = self.db.first(sql, |row: &Row<'_>| row.get::<i64>(0)).await?;
        Ok(last.map_or(0, |n| n + 1))
    }
}
