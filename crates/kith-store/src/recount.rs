//! Counting anew: whether counters hold what the records say.

use std::collections::BTreeMap;

use kith_model::{Id, RecordKind, Timestamp};
use sha2::{Digest, Sha256};

use crate::render::{CounterKey, Deltas, forget_undeclared, recount, recounted};
use crate::row::Row;
use crate::sql::{Sql, Stmt, Val};
use crate::{CounterDifference, Store, StoreError, WriteError};

/// How long after its last change a workspace's time zone is known to every process.
const SETTLED_SECS: i64 = 10;

/// A digest of what is counted.
pub(crate) fn declared_counters(kinds: &[&RecordKind]) -> String {
    let declared: Vec<_> = kinds.iter().map(|kind| (kind.key, kind.counters)).collect();
    let digest = Sha256::digest(format!("{declared:?}").as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Store {
    /// Counts anew where the counters were kept for other declarations (after an upgrade) or by another
    /// time zone's days (after it was changed), and answers how many workspaces that were.
    pub async fn recount_outdated(&self, now: Timestamp) -> Result<usize, WriteError> {
        let mut sql = Sql::new();
        sql.add(
            "SELECT w.id, w.time_zone FROM \"workspace\" AS w LEFT JOIN counter_basis AS b ON b.workspace_id = w.id \
             WHERE w.deleted_at IS NULL AND w.updated_at < ? \
             AND (b.declared IS NULL OR b.declared <> ? OR b.time_zone <> w.time_zone)",
            [Val::Time(now.plus_seconds(-SETTLED_SECS)), Val::Text(self.declared.to_string())],
        );
        let outdated = self.db.all(sql, |row| Ok((row.get::<Id>(0)?, row.get::<String>(1)?))).await?;
        for (workspace, zone) in &outdated {
            let forgotten = self.kinds.0.iter().map(|kind| Stmt::any(forget_undeclared(*workspace, kind)));
            self.db.apply(forgotten.collect()).await?;
            self.recount(*workspace, true).await?;
            let mut sql = Sql::new();
            sql.add(
                "INSERT INTO counter_basis (workspace_id, declared, time_zone) VALUES (?, ?, ?) \
                 ON CONFLICT (workspace_id) DO UPDATE SET declared = excluded.declared, time_zone = excluded.time_zone",
                [Val::Id(*workspace), Val::Text(self.declared.to_string()), Val::Text(zone.clone())],
            );
            self.db.apply(vec![Stmt::any(sql)]).await?;
        }
        Ok(outdated.len())
    }

    /// Counts a workspace's records anew and answers the counters that differ; `repair` puts them
    /// right, by the difference, so that writes in between are not lost.
    pub async fn recount(&self, workspace: Id, repair: bool) -> Result<Vec<CounterDifference>, WriteError> {
        let zone = self.zone_of(workspace).await?;
        let mut differences = Vec::new();
        for kind in self.kinds.0.iter().copied() {
            differences.extend(self.recount_kind(workspace, kind, &zone).await?);
        }
        if repair {
            let mut deltas = Deltas::new(self.db.dialect(), &zone);
            for found in &differences {
                let CounterDifference { kind, field, value, owner, measure, currency, held, counted } = found.clone();
                let key = CounterKey { kind, field, value, owner, currency, measure, shard: 0 };
                deltas.put(key, (counted.0 - held.0, counted.1 - held.1));
            }
            let statements = deltas.statements(workspace);
            self.db.apply(statements.into_iter().map(Stmt::any).collect()).await?;
        }
        Ok(differences)
    }

    async fn recount_kind(
        &self,
        workspace: Id,
        kind: &'static RecordKind,
        zone: &str,
    ) -> Result<Vec<CounterDifference>, StoreError> {
        type Found = BTreeMap<CounterKey, [(i64, i64); 2]>;
        let mut differences = Vec::new();
        for def in kind.counters {
            let zone = zone.to_owned();
            let step = move |found: &mut Found, row: &Row<'_>| {
                let (key, is_held, (n, sum)) = recounted(kind, def, &zone, row)?;
                let entry = &mut found.entry(key).or_default()[usize::from(!is_held)];
                *entry = (entry.0 + n, entry.1 + sum);
                Ok(())
            };
            let found = self.db.leisurely(recount(self.db.dialect(), workspace, kind, def), Found::new(), step).await?;
            for (key, [held, counted]) in found.into_iter().filter(|(_, [held, counted])| held != counted) {
                let CounterKey { kind, field, value, owner, currency, measure, .. } = key;
                differences.push(CounterDifference { kind, field, value, owner, measure, currency, held, counted });
            }
        }
        Ok(differences)
    }
}
