//! Counters: how many live records there are, and what they sum to, per values and owner. Kept in the
//! transaction of every write, so that no dashboard has to count rows.
//!
//! A row's `value` is the day, for a daily counter, and the values of the fields it goes by, so that its
//! key orders by the first of them.

use std::collections::BTreeMap;

use kith_model::{CounterDef, Date, FieldType, Id, Record, RecordKind, Timestamp, Value};

use super::columns::column;
use super::predicate::owner_column;
use crate::StoreError;
use crate::row::Row;
use crate::sql::{Dialect, Sql, Val};

/// On PostgreSQL a counter is spread over so many rows, lest every write waits for the same one. They are
/// gathered into the first again when nobody is in a hurry.
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

impl CounterKey {
    /// The key of the first row of the same counter.
    pub fn gathered(&self) -> CounterKey {
        CounterKey { shard: 0, ..self.clone() }
    }
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
            let day = match def.day {
                None => None,
                Some(field) => match moment(record, field) {
                    Some(at) => Some(self.day_of(at)),
                    None => continue,
                },
            };
            let value = counter_text(day, def.by.iter().map(|field| group_text(record.value(field))));
            let (field, measure) = (def.name, def.sum.unwrap_or(""));
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
    def.only.is_none_or(|(field, value)| matches!(record.value(field), Value::Text(text) if text == value))
}

/// The moment a daily counter goes by.
fn moment(record: &Record, field: &str) -> Option<Timestamp> {
    match record.value(field) {
        Value::Time(at) => Some(*at),
        _ => (field == "created_at").then_some(record.created_at),
    }
}

/// What stands between the parts of a counter's value: smaller than all that is written.
pub(crate) const BETWEEN: char = '\u{1f}';

/// A counter's value: the day, if it goes by one, and the values of its fields.
fn counter_text(day: Option<Date>, values: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = day.map(|day| day.to_string()).into_iter().chain(values).collect();
    parts.join(&BETWEEN.to_string())
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

/// What the records say a counter should hold, and behind it what it holds: its value, owner,
/// currency, n, sum, quarter of an hour, and the fields it goes by. One statement, so that both are of
/// the same moment; only what is held has a value. Moments are counted by quarters of an hour, which no
/// time zone's day divides.
pub(crate) fn recount(dialect: Dialect, workspace: Id, kind: &'static RecordKind, def: &CounterDef) -> Sql {
    let fields: Vec<String> = def.by.iter().map(|field| column("t", field)).collect();
    let currency = def.sum.map(|field| column("t", &format!("{field}_currency")));
    let owner = column("t", owner_column(kind));
    let quarter = def.day.map(|field| match dialect {
        Dialect::Sqlite => format!("{} / {QUARTER}", column("t", field)),
        Dialect::Postgres => format!("CAST(floor(extract(epoch FROM {}) / 900) AS bigint)", column("t", field)),
    });
    let null = "CAST(NULL AS text)";
    let sum = def.sum.map_or("CAST(0 AS bigint)".to_owned(), |field| {
        format!("CAST(COALESCE(sum({}), 0) AS bigint)", column("t", field))
    });
    let more: String = fields.iter().map(|field| format!(", {field}")).collect();
    let mut sql = Sql::new();
    sql.raw(&format!(
        "SELECT {null}, {owner}, {}, count(*), {sum}, {}{more} FROM ",
        currency.as_deref().unwrap_or(null),
        quarter.as_deref().unwrap_or("CAST(NULL AS bigint)")
    ));
    sql.ident(kind.key);
    sql.add(" AS t WHERE t.\"workspace_id\" = ? AND t.\"deleted_at\" IS NULL", [Val::Id(workspace)]);
    if let Some((field, value)) = def.only {
        sql.add(&format!(" AND {} = ?", column("t", field)), [Val::Text(value.to_owned())]);
    }
    if let Some(field) = def.day {
        sql.raw(&format!(" AND {} IS NOT NULL", column("t", field)));
    }
    let by: Vec<String> = [owner].into_iter().chain(currency).chain(quarter).chain(fields).collect();
    sql.raw(&format!(" GROUP BY {}", by.join(", ")));
    sql.add(
        &format!(
            " UNION ALL SELECT c.value, c.owner_id, c.currency, CAST(sum(c.n) AS bigint), CAST(sum(c.sum) AS bigint), \
             NULL{} FROM counter AS c WHERE c.workspace_id = ? AND c.kind = ? AND c.field = ? AND c.measure = ? \
             GROUP BY c.value, c.owner_id, c.currency",
            ", NULL".repeat(def.by.len())
        ),
        [
            Val::Id(workspace),
            Val::Text(kind.key.to_owned()),
            Val::Text(def.name.to_owned()),
            Val::Text(def.sum.unwrap_or("").to_owned()),
        ],
    );
    sql
}

/// Columns of [`recount`] before those of the fields.
const COLUMNS: usize = 6;

/// A row of [`recount`]: the counter, whether this is what it holds, and n and sum.
pub(crate) fn recounted(
    kind: &'static RecordKind,
    def: &CounterDef,
    zone: &str,
    row: &Row<'_>,
) -> Result<(CounterKey, bool, (i64, i64)), StoreError> {
    let held = row.get::<Option<String>>(0)?;
    let is_held = held.is_some();
    let value = match held {
        Some(value) => value,
        None => {
            let quarter = row.get::<Option<i64>>(5)?;
            let day = quarter.map(|quarter| Timestamp::from_micros(quarter * QUARTER).date_in(zone));
            let values = def.by.iter().enumerate().map(|(at, field)| {
                let index = COLUMNS + at;
                Ok(match kind.field(field).map(|field| field.ty) {
                    Some(FieldType::Reference) => row.get::<Option<Id>>(index)?.map(|id| id.to_string()),
                    Some(FieldType::Boolean) => row.get::<Option<bool>>(index)?.map(|b| b.to_string()),
                    Some(FieldType::Integer) => row.get::<Option<i64>>(index)?.map(|n| n.to_string()),
                    Some(FieldType::Date) => row.get::<Option<Date>>(index)?.map(|day| day.to_string()),
                    _ => row.get::<Option<String>>(index)?,
                }
                .unwrap_or_default())
            });
            counter_text(day, values.collect::<Result<Vec<String>, StoreError>>()?.into_iter())
        }
    };
    let key = CounterKey {
        kind: kind.key,
        field: def.name,
        value,
        owner: row.get::<Option<Id>>(1)?.unwrap_or(Id::NIL),
        currency: row.get::<Option<String>>(2)?.unwrap_or_default(),
        measure: def.sum.unwrap_or(""),
        shard: 0,
    };
    Ok((key, is_held, (row.get(3)?, row.get(4)?)))
}

/// Forgets the counters of a kind that are no longer declared.
pub(crate) fn forget_undeclared(workspace: Id, kind: &'static RecordKind) -> Sql {
    let mut sql = Sql::new();
    sql.add(
        "DELETE FROM counter WHERE workspace_id = ? AND kind = ?",
        [Val::Id(workspace), Val::Text(kind.key.to_owned())],
    );
    for def in kind.counters {
        sql.add(
            " AND NOT (field = ? AND measure = ?)",
            [Val::Text(def.name.to_owned()), Val::Text(def.sum.unwrap_or("").to_owned())],
        );
    }
    sql
}
