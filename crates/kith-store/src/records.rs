//! The audit trail as it is read, and whether the counters are right.

use kith_access::Permit;
use kith_model::{Id, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::render::{malformed, push_in, push_reach};
use crate::row::Row;
use crate::sql::{Sql, Val};
use crate::system::audit::first_id_at;
use crate::{Store, StoreError};

/// A field's change: old and new value as the API writes them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The field's key.
    pub field: String,
    /// The value before.
    pub old: Json,
    /// The value after.
    pub new: Json,
}

/// One entry of the audit trail.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// Its id; UUIDv7, so ordered by time.
    pub id: Id,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for Kith itself.
    pub actor: Option<Id>,
    /// The job it happened in.
    pub job: Option<Id>,
    /// The kind's key.
    pub kind: String,
    /// The record.
    pub record_id: Id,
    /// The record's title at that time.
    pub record_title: String,
    /// `create`, `update`, `delete`, `restore`, `purge`, or a named event such as `sign_in`.
    pub op: String,
    /// What changed.
    pub changes: Vec<Change>,
    /// The record's version after it.
    pub version: i64,
}

/// Which entries are wanted, newest first. Only entries about records that `permits` reach are answered.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// Of one record alone: kind and id.
    pub record: Option<(String, Id)>,
    /// By these users alone.
    pub actors: Option<Vec<Id>>,
    /// Of these operations alone; all where empty.
    pub ops: Vec<String>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
    /// Of one job alone.
    pub job: Option<Id>,
    /// Older than this entry.
    pub before: Option<(Timestamp, Id)>,
    /// At most so many.
    pub limit: u32,
}

/// A counter that is not what the records say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CounterDifference {
    /// The kind's key.
    pub kind: &'static str,
    /// The field it is grouped by; empty for all records.
    pub field: &'static str,
    /// The field's value; empty for empty.
    pub value: String,
    /// Whose records it counts.
    pub owner: Id,
    /// The money field it sums; empty where it sums none.
    pub measure: &'static str,
    /// In which currency.
    pub currency: String,
    /// Records and sum it holds.
    pub held: (i64, i64),
    /// Records and sum there are.
    pub counted: (i64, i64),
}

impl Store {
    /// Entries of the audit trail, newest first: those about records that one of `permits` reaches,
    /// without the changes of fields it hides.
    pub async fn list_audit(&self, permits: &[Permit], query: &AuditQuery) -> Result<Vec<AuditEntry>, StoreError> {
        let Some(first) = permits.first() else { return Ok(Vec::new()) };
        let mut sql = Sql::new();
        sql.add(
            "SELECT a.id, a.at, a.actor_id, a.job_id, a.kind, a.record_id, a.record_title, a.op, a.changes, a.version \
             FROM audit AS a WHERE a.workspace_id = ?",
            [Val::Id(first.workspace())],
        );
        if let Some((kind, id)) = &query.record {
            sql.add(" AND a.kind = ? AND a.record_id = ?", [Val::Text(kind.clone()), Val::Id(*id)]);
        }
        if let Some(actors) = &query.actors {
            sql.raw(" AND ");
            push_in(&mut sql, "a.actor_id", actors.iter().map(|id| Val::Id(*id)));
        }
        if !query.ops.is_empty() {
            sql.raw(" AND ");
            push_in(&mut sql, "a.op", query.ops.iter().map(|op| Val::Text(op.clone())));
        }
        // Entries lie in the order of their ids, which begin with the time.
        if let Some(from) = query.from {
            sql.add(" AND a.id >= ?", [Val::Id(first_id_at(from))]);
        }
        if let Some(to) = query.to {
            sql.add(" AND a.id < ?", [Val::Id(first_id_at(to))]);
        }
        if let Some(job) = query.job {
            sql.add(" AND a.job_id = ?", [Val::Id(job)]);
        }
        if let Some((_, id)) = query.before {
            sql.add(" AND a.id < ?", [Val::Id(id)]);
        }
        self.push_audited(&mut sql, permits);
        sql.add(" ORDER BY a.id DESC LIMIT ?", [Val::Int(query.limit.into())]);
        let mut entries = self.db.all(sql, entry).await?;
        for entry in &mut entries {
            if let Some(permit) = permits.iter().find(|permit| permit.kind() == entry.kind) {
                entry.changes.retain(|change| !permit.mask().hidden.contains(&change.field));
            }
        }
        Ok(entries)
    }

    /// What is said about a record may be read by whoever may read the record.
    fn push_audited(&self, sql: &mut Sql, permits: &[Permit]) {
        sql.raw(" AND (");
        let open = permits.iter().filter(|permit| permit.rows().is_everything());
        push_in(sql, "a.kind", open.map(|permit| Val::Text(permit.kind().to_owned())));
        for permit in permits.iter().filter(|permit| !permit.rows().is_everything()) {
            let Some(kind) = self.kinds.find(permit.kind()) else { continue };
            sql.add(" OR (a.kind = ? AND EXISTS (SELECT 1 FROM ", [Val::Text(kind.key.to_owned())]);
            sql.ident(kind.key).raw(" AS t WHERE t.workspace_id = a.workspace_id AND t.id = a.record_id");
            push_reach(sql, self.kinds, "t", kind, permit.rows());
            sql.raw("))");
        }
        sql.raw(")");
    }
}

fn entry(row: &Row<'_>) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        id: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        job: row.get(3)?,
        kind: row.get(4)?,
        record_id: row.get(5)?,
        record_title: row.get(6)?,
        op: row.get(7)?,
        changes: serde_json::from_str(row.get(8)?).map_err(malformed)?,
        version: row.get(9)?,
    })
}
