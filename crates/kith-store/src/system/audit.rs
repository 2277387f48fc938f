//! The audit trail's rows as they are written.

use std::sync::atomic::{AtomicU32, Ordering};

use kith_model::{Id, Timestamp};
use serde_json::Value as Json;

use super::Author;
use crate::Change;
use crate::sql::{Sql, Stmt, Val};

/// What an entry says beside who, where and when.
pub(crate) struct NewEntry<'a> {
    pub kind: &'a str,
    pub record_id: Id,
    pub record_title: &'a str,
    pub op: &'a str,
    /// A JSON list of [`Change`].
    pub changes: String,
    pub version: i64,
}

/// The statement that writes an entry.
pub(crate) fn insert(by: &Author, entry: NewEntry<'_>) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO audit (workspace_id, id, at, actor_id, job_id, kind, record_id, record_title, op, changes, \
         version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            Val::Id(by.workspace),
            Val::Id(entry_id(by.at, entry.record_id)),
            Val::Time(by.at),
            Val::id_or_null(by.actor),
            Val::id_or_null(by.job),
            Val::Text(entry.kind.to_owned()),
            Val::Id(entry.record_id),
            Val::Text(entry.record_title.to_owned()),
            Val::Text(entry.op.to_owned()),
            Val::Json(entry.changes),
            Val::Int(entry.version),
        ],
    );
    Stmt::any(sql)
}

/// The details of an event in the form of changes from nothing.
pub(super) fn as_changes(detail: &Json) -> String {
    let changes: Vec<Change> = match detail {
        Json::Object(map) => {
            map.iter().map(|(field, new)| Change { field: field.clone(), old: Json::Null, new: new.clone() }).collect()
        }
        Json::Null => Vec::new(),
        other => vec![Change { field: "detail".into(), old: Json::Null, new: other.clone() }],
    };
    serde_json::json!(changes).to_string()
}

/// A UUIDv7 made of the entry's time, its turn in this process and its record, so that entries sort
/// as they were written, even those of one transaction.
fn entry_id(at: Timestamp, record: Id) -> Id {
    static TURN: AtomicU32 = AtomicU32::new(0);
    let turn = TURN.fetch_add(1, Ordering::Relaxed);
    let micros = at.as_micros().max(0) as u64;
    let within = ((micros % 1000) as u16) << 2;
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&(micros / 1000).to_be_bytes()[2..]);
    bytes[6..8].copy_from_slice(&(0x7000 | within).to_be_bytes());
    // The turn fills the bits around the variant; what is random in the record's id tells processes apart.
    bytes[8] = 0x80 | (turn >> 26) as u8;
    bytes[9..13].copy_from_slice(&((turn << 6) | u32::from(record.as_bytes()[12] & 0x3f)).to_be_bytes());
    bytes[13..].copy_from_slice(&record.as_bytes()[13..]);
    Id::from_slice(&bytes).unwrap_or(record)
}

/// What no entry of an earlier millisecond reaches, and every one of this or a later one does.
pub(crate) fn first_id_at(at: Timestamp) -> Id {
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&((at.as_micros().max(0) as u64) / 1000).to_be_bytes()[2..]);
    Id::from_slice(&bytes).unwrap_or(Id::NIL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kith_model::{IdSource, RandomIds};

    #[test]
    fn entries_of_one_moment_sort_in_the_order_written() {
        let at = Timestamp::from_micros(1_700_000_000_123_456);
        let ids = RandomIds::default();
        let made: Vec<Id> = (0..500).map(|_| entry_id(at, ids.next(at))).collect();
        assert!(made.is_sorted());
        assert_eq!(made[0].0.get_version_num(), 7);
        assert!(made[499] < entry_id(at.plus_seconds(1), ids.next(at)));
        assert!(first_id_at(at) <= made[0] && made[499] < first_id_at(at.plus_seconds(1)));
    }
}
