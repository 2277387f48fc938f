//! Counters: how many live records there are, and what they sum to, per value and owner. Kept in the
//! transaction of every write, so that no dashboard has to count rows.

use std::collections::BTreeMap;

use kith_model::{CounterDef, Date, FieldType, Id, Record, RecordKind, Timestamp, Value};

use super::columns::column;
use super::predicate::owner_column;
use crate::StoreError;
use crate::row::Row;
use crate::sql::{Dialect, Sql, Val};

/// On PostgreSQL a counter is spread over so many rows, lest every write waits for the same one.
const SHARDS: u8 = 8;

/// Microseconds in a quarter of an hour.
const QUARTER: i64 = 900_000_000;

/// A row of the counters, without its workspace. Ordered, so that all writers lock rows in the same
/// order and never wait for each other in a circle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CounterKey {
    pub kind: &'static str,
    pub field: &'static str,
    pub value: String,
    pub owner: Id,
    pub currency: String,
    pub measure: &'static str,
    pub shard: i64,
}

/// By how much counters change: records and sum.
#[derive(Clone, Debug)]
pub(crate) struct Deltas<'a> {
    dialect: Dialect,
    /// Whose days are counted.
    zone: &'a str,
    /// The day of the moment last asked for: a record's counters mostly go by the same one.
    day: Option<(Timestamp, Date)>,
    by: BTreeMap<CounterKey, (i64, i64)>,
}

impl<'a> Deltas<'a> {
    /// No change yet.
    pub fn new(dialect: Dialect, zone: &'a str) -> Self {
        Deltas { dialect, zone, day: None, by: BTreeMap::new() }
    }

    /// Changes one counter by records and sum.
    pub fn put(&mut self, key: CounterKey, delta: (i64, i64)) {
        self.by.insert(key, delta);
    }

    /// Counts a record in (`sign` 1) or out (-1). Trashed records do not count.
    pub fn add(&mut self, kind: &'static RecordKind, record: &Record, sign: i64) {
        if record.deleted_at.is_some() {
            return;
        }
        let owner = match kind.owner_field {
            None => record.created_by.unwrap_or(Id::NIL),
            Some(field) => match record.value(field) {
                Value::Id(id) => *id,
                _ => Id::NIL,
            },
        };
        let shard = match self.dialect {
            Dialect::Sqlite => 0,
            Dialect::Postgres => i64::from(record.id.as_bytes()[15] % SHARDS),
        };
        for def in kind.counters.iter().filter(|def| counts(def, record)) {
            let (currency, amount) = match def.sum.map(|field| record.value(field)) {
                Some(Value::Money(money)) => (money.currency().to_owned(), money.amount),
                _ => (String::new(), 0),
            };
            let group = def.group_by.map_or_else(String::new, |field| group_text(record.value(field)));
            let value = match def.day {
                None => group,
                Some(day) => match moment(record, day.field) {
                    Some(at) => day_text(self.day_of(at), &group),
                    None => continue,
                },
            };
            let (field, measure) = (def.name(), def.sum.unwrap_or(""));
            let key = CounterKey { kind: kind.key, field, value, owner, currency, measure, shard };
            let entry = self.by.entry(key).or_default();
            entry.0 += sign;
            entry.1 += sign * amount;
        }
    }

    fn day_of(&mut self, at: Timestamp) -> Date {
        match self.day {
            Some((known, day)) if known == at => day,
            _ => {
                let day = at.date_in(self.zone);
                self.day = Some((at, day));
                day
            }
        }
    }

    /// The statements that apply them.
    pub fn statements(self, workspace: Id) -> Vec<Sql> {
        let rows: Vec<_> = self.by.into_iter().filter(|(_, delta)| *delta != (0, 0)).collect();
        rows.chunks(self.dialect.rows_per_insert())
            .map(|rows| {
                let mut sql = Sql::new();
                sql.raw(
                    "INSERT INTO counter AS c (workspace_id, kind, field, value, owner_id, currency, measure, shard, n, sum) VALUES ",
                );
                for (i, (key, (n, sum))) in rows.iter().enumerate() {
                    sql.add(
                        if i == 0 { "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" } else { ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
                        [
                            Val::Id(workspace),
                            Val::Text(key.kind.to_owned()),
                            Val::Text(key.field.to_owned()),
                            Val::Text(key.value.clone()),
                            Val::Id(key.owner),
                            Val::Text(key.currency.clone()),
                            Val::Text(key.measure.to_owned()),
                            Val::Int(key.shard),
                            Val::Int(*n),
                            Val::Int(*sum),
                        ],
                    );
                }
                sql.raw(
                    " ON CONFLICT (workspace_id, kind, field, value, owner_id, currency, measure, shard) \
                     DO UPDATE SET n = c.n + excluded.n, sum = c.sum + excluded.sum",
                );
                sql
            })
            .collect()
    }
}

/// Whether a counter counts a record.
fn counts(def: &CounterDef, record: &Record) -> bool {
    def.only.is_none_or(|only| matches!(record.value(only.field), Value::Text(text) if text == only.value))
}

/// The moment a daily counter goes by.
fn moment(record: &Record, field: &str) -> Option<Timestamp> {
    match record.value(field) {
        Value::Time(at) => Some(*at),
        _ => (field == "created_at").then_some(record.created_at),
    }
}

/// Day and group as a daily counter's row holds them, so that its key orders by day.
pub(crate) fn day_text(day: Date, group: &str) -> String {
    if group.is_empty() { day.to_string() } else { format!("{day} {group}") }
}

/// The inverse of [`day_text`].
pub(crate) fn day_and_group(text: &str) -> Option<(Date, &str)> {
    let day = text.get(..10)?.parse().ok()?;
    Some((day, text.get(11..).unwrap_or_default()))
}

/// A grouping value as a counter's row holds it; empty for an empty field.
pub(crate) fn group_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Id(id) => id.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Date(date) => date.to_string(),
        _ => String::new(),
    }
}

/// The inverse of [`group_text`].
pub(crate) fn group_value(ty: FieldType, text: &str) -> Value {
    match ty {
        _ if text.is_empty() => Value::Null,
        FieldType::Reference => text.parse().map_or(Value::Null, Value::Id),
        FieldType::Boolean => Value::Bool(text == "true"),
        FieldType::Integer => text.parse().map_or(Value::Null, Value::Int),
        FieldType::Date => text.parse().map_or(Value::Null, Value::Date),
        _ => Value::Text(text.to_owned()),
    }
}

/// What the records say a counter should hold, and behind it what it holds: group, value, owner,
/// currency, n, sum, quarter of an hour. One statement, so that both are of the same moment; only what
/// is held has a value. Moments are counted by quarters of an hour, which no time zone's day divides.
pub(crate) fn recount(dialect: Dialect, workspace: Id, kind: &'static RecordKind, def: &CounterDef) -> Sql {
    let group = def.group_by.map(|field| column("t", field));
    let currency = def.sum.map(|field| column("t", &format!("{field}_currency")));
    let owner = column("t", owner_column(kind));
    let mut by = vec![owner.clone()];
    by.extend(group.clone());
    by.extend(currency.clone());
    let quarter = def.day.map(|day| match dialect {
        Dialect::Sqlite => format!("{} / {QUARTER}", column("t", day.field)),
        Dialect::Postgres => {
            format!("CAST(floor(extract(epoch FROM {}) / 900) AS bigint)", column("t", day.field))
        }
    });
    by.extend(quarter.clone());
    let null = "CAST(NULL AS text)".to_owned();
    let sum = def.sum.map_or("CAST(0 AS bigint)".to_owned(), |field| {
        format!("CAST(COALESCE(sum({}), 0) AS bigint)", column("t", field))
    });
    let mut sql = Sql::new();
    sql.raw(&format!(
        "SELECT {}, {null}, {owner}, {}, count(*), {sum}, {} FROM ",
        group.as_ref().unwrap_or(&null),
        currency.as_ref().unwrap_or(&null),
        quarter.as_deref().unwrap_or("CAST(NULL AS bigint)")
    ));
    sql.ident(kind.key);
    sql.add(" AS t WHERE t.\"workspace_id\" = ? AND t.\"deleted_at\" IS NULL", [Val::Id(workspace)]);
    if let Some(only) = def.only {
        sql.add(&format!(" AND {} = ?", column("t", only.field)), [Val::Text(only.value.to_owned())]);
    }
    if let Some(day) = def.day {
        sql.raw(&format!(" AND {} IS NOT NULL", column("t", day.field)));
    }
    sql.raw(&format!(" GROUP BY {}", by.join(", ")));
    sql.add(
        " UNION ALL SELECT NULL, c.value, c.owner_id, c.currency, CAST(sum(c.n) AS bigint), CAST(sum(c.sum) AS bigint), NULL \
         FROM counter AS c WHERE c.workspace_id = ? AND c.kind = ? AND c.field = ? AND c.measure = ? \
         GROUP BY c.value, c.owner_id, c.currency",
        [
            Val::Id(workspace),
            Val::Text(kind.key.to_owned()),
            Val::Text(def.name().to_owned()),
            Val::Text(def.sum.unwrap_or("").to_owned()),
        ],
    );
    sql
}

/// A row of [`recount`]: the counter, whether this is what it holds, and n and sum.
pub(crate) fn recounted(
    kind: &'static RecordKind,
    def: &CounterDef,
    zone: &str,
    row: &Row<'_>,
) -> Result<(CounterKey, bool, (i64, i64)), StoreError> {
    let held = row.get::<Option<String>>(1)?;
    let is_held = held.is_some();
    let group = match held {
        Some(value) => value,
        None => match def.group_by.and_then(|field| kind.field(field)).map(|field| field.ty) {
            None => String::new(),
            Some(FieldType::Reference) => row.get::<Option<Id>>(0)?.map(|id| id.to_string()).unwrap_or_default(),
            Some(FieldType::Boolean) => row.get::<Option<bool>>(0)?.map(|b| b.to_string()).unwrap_or_default(),
            Some(FieldType::Integer) => row.get::<Option<i64>>(0)?.map(|n| n.to_string()).unwrap_or_default(),
            Some(_) => row.get::<Option<String>>(0)?.unwrap_or_default(),
        },
    };
    let value = match row.get::<Option<i64>>(6)? {
        Some(quarter) => day_text(Timestamp::from_micros(quarter * QUARTER).date_in(zone), &group),
        None => group,
    };
    let key = CounterKey {
        kind: kind.key,
        field: def.name(),
        value,
        owner: row.get::<Option<Id>>(2)?.unwrap_or(Id::NIL),
        currency: row.get::<Option<String>>(3)?.unwrap_or_default(),
        measure: def.sum.unwrap_or(""),
        shard: 0,
    };
    Ok((key, is_held, (row.get(4)?, row.get(5)?)))
}
