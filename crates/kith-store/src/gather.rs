//! Gathering what counters are spread over, so that dashboards read one row where writers left eight.

use std::collections::BTreeMap;

use kith_model::{CounterDef, Id, RecordKind};

use crate::render::{CounterKey, Deltas};
use crate::row::Row;
use crate::sql::{Dialect, Sql, Stmt, Val};
use crate::{Store, WriteError};

/// So many counters are gathered in one transaction: writers of the same ones wait that long.
const PORTION: usize = 100;

impl Store {
    /// Gathers each counter of PostgreSQL into one row and removes those that are left empty; answers how
    /// many rows were gathered. Counters are changed by differences only, so writes in between are not lost.
    /// SQLite, with its one writer, never spreads them.
    pub async fn gather_counters(&self) -> Result<usize, WriteError> {
        if self.db.dialect() == Dialect::Sqlite {
            return Ok(0);
        }
        let mut gathered = 0;
        for workspace in self.list_workspaces().await? {
            for kind in self.kinds.0.iter().copied() {
                for def in kind.counters {
                    gathered += self.gather(workspace, kind, def).await?;
                }
            }
        }
        Ok(gathered)
    }

    async fn gather(
        &self,
        workspace: Id,
        kind: &'static RecordKind,
        def: &'static CounterDef,
    ) -> Result<usize, WriteError> {
        type Found = BTreeMap<CounterKey, (i64, i64)>;
        let step = move |found: &mut Found, row: &Row<'_>| {
            let key = CounterKey {
                kind: kind.key,
                field: def.name,
                value: row.get(0)?,
                owner: row.get(1)?,
                currency: row.get(2)?,
                measure: def.sum.unwrap_or(""),
                shard: row.get(3)?,
            };
            found.insert(key, (row.get(4)?, row.get(5)?));
            Ok(())
        };
        let rows: Vec<_> =
            self.db.leisurely(spread(workspace, kind, def), Found::new(), step).await?.into_iter().collect();
        let mut counters = rows.chunk_by(|(one, _), (next, _)| one.gathered() == next.gathered()).peekable();
        while counters.peek().is_some() {
            // What goes from one row to another does so in one transaction.
            let mut deltas = Deltas::new(self.db.dialect(), "");
            for counter in counters.by_ref().take(PORTION) {
                let mut whole = (0, 0);
                for (key, (n, sum)) in counter {
                    deltas.put(key.clone(), (-n, -sum));
                    whole = (whole.0 + n, whole.1 + sum);
                }
                deltas.put(counter[0].0.gathered(), whole);
            }
            self.db.apply(deltas.statements(workspace).into_iter().map(Stmt::any).collect()).await?;
        }
        self.db.apply(vec![Stmt::any(forget_empty(workspace, kind, def))]).await?;
        Ok(rows.len())
    }
}

/// The rows of a counter that are not its first: value, owner, currency, number, n and sum.
fn spread(workspace: Id, kind: &'static RecordKind, def: &CounterDef) -> Sql {
    let mut sql = Sql::new();
    sql.add(
        "SELECT value, owner_id, currency, shard, n, sum FROM counter \
         WHERE workspace_id = ? AND kind = ? AND field = ? AND measure = ? AND shard > 0 AND (n <> 0 OR sum <> 0)",
        named(workspace, kind, def),
    );
    sql
}

/// Removes a counter's rows that hold nothing. One that is being written is left, so nobody waits in a circle.
fn forget_empty(workspace: Id, kind: &'static RecordKind, def: &CounterDef) -> Sql {
    let mut sql = Sql::new();
    sql.add(
        "DELETE FROM counter WHERE ctid IN (SELECT ctid FROM counter \
         WHERE workspace_id = ? AND kind = ? AND field = ? AND measure = ? AND n = 0 AND sum = 0 \
         FOR UPDATE SKIP LOCKED)",
        named(workspace, kind, def),
    );
    sql
}

fn named(workspace: Id, kind: &'static RecordKind, def: &CounterDef) -> [Val; 4] {
    let [kind, name, measure] = [kind.key, def.name, def.sum.unwrap_or("")].map(|text| Val::Text(text.to_owned()));
    [Val::Id(workspace), kind, name, measure]
}
