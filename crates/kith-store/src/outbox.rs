//! The outbox: one row per change, written in its transaction, read by whoever follows.
//!
//! **In which order.** SQLite has one writer, so rows appear in the order of their numbers and a place
//! is a number. On PostgreSQL numbers are given out before transactions commit, so a reader that goes
//! on from the greatest number it saw misses what commits late. Waiting for every older transaction
//! would let one that somebody left open stop everything. So a place is the snapshot of the last
//! read, and the next read asks for the rows whose transaction that snapshot did not see: each row is
//! found once, as soon as it is committed, whatever its number.

use std::fmt;

use kith_model::{Id, Timestamp};
use serde_json::Value as Json;

use crate::render::malformed;
use crate::row::Row;
use crate::sql::{Dialect, Sql, Stmt, Val, ValType};
use crate::system::Author;
use crate::{Store, StoreError};

/// The kind of the events that sessions have ended: `end` of one, `end_all` of all of a user's.
pub const SESSION: &str = "session";

/// A change of a record, or the end of sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The workspace.
    pub workspace: Id,
    /// When.
    pub at: Timestamp,
    /// The kind's key, or [`SESSION`].
    pub kind: String,
    /// The record; a session, or the user whose sessions ended.
    pub record: Id,
    /// `create`, `update`, `delete`, `restore`, `purge`.
    pub op: String,
    /// The record's version after it.
    pub version: i64,
    /// The keys of the fields that changed.
    pub changed: Vec<String>,
    /// The former values of those that decide who reaches the record; null where none did change.
    pub was: Json,
    /// Who; `None` for Kith itself.
    pub actor: Option<Id>,
}

/// How far somebody has read. Written as text it can be handed out and read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(String);

impl Place {
    /// Reads a place that was written with [`fmt::Display`].
    pub fn parse(text: &str) -> Option<Place> {
        let sane = (1..=2_000).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b':' | b','));
        sane.then(|| Place(text.to_owned()))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The events, in the order of their numbers; none where there were too many.
    pub events: Vec<Event>,
    /// Where to go on from.
    pub place: Place,
    /// Whether there were more than asked for.
    pub too_many: bool,
}

/// An event as it is written.
pub(crate) struct NewEvent<'a> {
    pub kind: &'a str,
    pub record: Id,
    pub op: &'a str,
    pub version: i64,
    pub changed: Vec<&'a str>,
    pub was: Json,
}

/// The statement that writes an event.
pub(crate) fn insert(by: &Author, event: NewEvent<'_>) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO outbox (workspace_id, at, kind, record_id, op, version, changed, was, actor_id) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            Val::Id(by.workspace),
            Val::Time(by.at),
            Val::Text(event.kind.into()),
            Val::Id(event.record),
            Val::Text(event.op.into()),
            Val::Int(event.version),
            Val::Json(serde_json::json!(event.changed).to_string()),
            if event.was.is_null() { Val::Null(ValType::Json) } else { Val::Json(event.was.to_string()) },
            Val::id_or_null(by.actor),
        ],
    );
    Stmt::any(sql)
}

impl Store {
    /// The place behind everything that is committed now.
    pub async fn place(&self) -> Result<Place, StoreError> {
        let mut sql = Sql::new();
        sql.raw("SELECT ").raw(here(self.db.dialect()));
        let place = self.db.first(sql, |row| row.get::<String>(0)).await?;
        place.map(Place).ok_or_else(|| StoreError::Database("there is no place to read from".into()))
    }

    /// The events that were committed after `place`, of one workspace or of all, unless there are more
    /// than `most`. [`StoreError::InvalidCursor`] where the place is none of this database.
    pub async fn events_since(&self, place: &Place, workspace: Option<Id>, most: u32) -> Result<Heard, StoreError> {
        let dialect = self.db.dialect();
        let mut sql = Sql::new();
        // The place to go on from is read in the same snapshot as the rows, also where there are none.
        sql.raw(
            "SELECT h.place, o.workspace_id, o.at, o.kind, o.record_id, o.op, o.version, o.changed, o.was, \
                 o.actor_id FROM (SELECT ",
        );
        sql.raw(here(dialect)).raw(" AS place) AS h LEFT JOIN outbox AS o ON ");
        match dialect {
            Dialect::Sqlite => {
                sql.add("o.seq > ?", [Val::Int(number(place).ok_or(StoreError::InvalidCursor)?)]);
            }
            Dialect::Postgres => {
                let snapshot = Snapshot::parse(&place.0).ok_or(StoreError::InvalidCursor)?;
                let text = Val::Text(snapshot.text());
                // Rows brought by a restored dump carry numbers that this server has not come to yet.
                sql.add(
                    "o.xid >= pg_snapshot_xmin(CAST(? AS pg_snapshot)) \
                     AND o.xid < pg_snapshot_xmax(pg_current_snapshot()) \
                     AND NOT pg_visible_in_snapshot(o.xid, CAST(? AS pg_snapshot))",
                    [text.clone(), text],
                );
            }
        }
        if let Some(workspace) = workspace {
            sql.add(" AND o.workspace_id = ?", [Val::Id(workspace)]);
        }
        sql.add(" ORDER BY o.seq LIMIT ?", [Val::Int(i64::from(most) + 1)]);
        let rows = self.db.all(sql, |row| Ok((row.get::<String>(0)?, event(row)?))).await?;
        let now = rows.first().map_or_else(|| place.clone(), |(now, _)| Place(now.clone()));
        if is_ahead(dialect, place, &now) {
            return Err(StoreError::InvalidCursor);
        }
        let mut events: Vec<Event> = rows.into_iter().filter_map(|(_, event)| event).collect();
        let too_many = events.len() > most as usize;
        if too_many {
            events.clear();
        }
        Ok(Heard { events, place: now, too_many })
    }
}

/// The text of the present place.
fn here(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "(SELECT CAST(COALESCE(max(seq), 0) AS TEXT) FROM sqlite_sequence WHERE name = 'outbox')",
        Dialect::Postgres => "CAST(pg_current_snapshot() AS text)",
    }
}

fn event(row: &Row<'_>) -> Result<Option<Event>, StoreError> {
    let Some(workspace) = row.get::<Option<Id>>(1)? else { return Ok(None) };
    Ok(Some(Event {
        workspace,
        at: row.get(2)?,
        kind: row.get(3)?,
        record: row.get(4)?,
        op: row.get(5)?,
        version: row.get(6)?,
        changed: serde_json::from_str(row.get(7)?).map_err(malformed)?,
        was: match row.get::<Option<&str>>(8)? {
            Some(text) => serde_json::from_str(text).map_err(malformed)?,
            None => Json::Null,
        },
        actor: row.get(9)?,
    }))
}

fn number(place: &Place) -> Option<i64> {
    place.0.parse().ok().filter(|n| *n >= 0)
}

/// Whether a place lies behind the present one, as after a restored backup.
fn is_ahead(dialect: Dialect, place: &Place, now: &Place) -> bool {
    match dialect {
        Dialect::Sqlite => number(place) > number(now),
        Dialect::Postgres => {
            Snapshot::parse(&place.0).map(|snapshot| snapshot.max)
                > Snapshot::parse(&now.0).map(|snapshot| snapshot.max)
        }
    }
}

/// A snapshot of PostgreSQL: all transactions below `min` and none from `max` on have ended, and of those
/// in between the ones that are not in `open`.
struct Snapshot {
    min: u64,
    max: u64,
    open: Vec<u64>,
}

impl Snapshot {
    fn parse(text: &str) -> Option<Snapshot> {
        let mut parts = text.splitn(3, ':');
        let min: u64 = parts.next()?.parse().ok()?;
        let max: u64 = parts.next()?.parse().ok()?;
        let open = parts.next()?.split(',').filter(|part| !part.is_empty());
        let open: Vec<u64> = open.map(str::parse).collect::<Result<_, _>>().ok()?;
        let ordered = open.is_sorted() && open.iter().all(|xid| (min..max).contains(xid));
        (min > 0 && min <= max && ordered).then_some(Snapshot { min, max, open })
    }

    fn text(&self) -> String {
        let open: Vec<String> = self.open.iter().map(u64::to_string).collect();
        format!("{}:{}:{}", self.min, self.max, open.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_server_would_say_is_a_snapshot() {
        for good in ["10:20:", "10:20:10,14,15", "7:7:"] {
            assert_eq!(Snapshot::parse(good).expect(good).text(), good);
        }
        for bad in ["", "10", "10:20", "20:10:", "0:3:", "10:20:9", "10:20:20", "10:20:15,14", "a:b:c"] {
            assert!(Snapshot::parse(bad).is_none(), "{bad}");
        }
        assert!(Place::parse("10:20:x").is_none() && Place::parse("").is_none() && Place::parse("748").is_some());
    }
}
