//! Aggregates from the rows of counters: what SQL was not asked is asked of each row here.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use kith_model::operand::Circumstances;
use kith_model::{CounterDef, Date, FieldType, Id, Matcher, Money, Record, Schema, Timestamp, Value};

use super::{AggregateQuery, AggregateRow, Measure};
use crate::render::{BETWEEN, CountedPlan, MAX_GROUPS, group_value};
use crate::row::Row;
use crate::{Store, StoreError};

/// A row of a counter: value, owner, currency, count and sum.
type CounterRow = (String, Option<Id>, String, i64, i64);

/// What belongs to one combination of groups: the groups, how many records, and per sum and currency how
/// many records have an amount and what they come to.
struct Part {
    groups: Vec<Value>,
    count: i64,
    sums: Vec<BTreeMap<String, (i64, i64)>>,
}

impl Store {
    /// The answer, unless the counters are not kept by today's declarations and the caller's days.
    pub(super) async fn counted(
        &self,
        schema: &Schema,
        query: &AggregateQuery,
        plan: CountedPlan,
    ) -> Result<Option<Vec<AggregateRow>>, StoreError> {
        let at = Circumstances { now: query.now, time_zone: &query.time_zone, me: query.me };
        let matcher = Matcher { schema, at, region: "" };
        let mut record = nobody();
        matcher.check(&query.filter, &record)?;
        if let Some((field, value)) = plan.def.only {
            record.values.insert(field.to_owned(), Value::Text(value.to_owned()));
        }
        let reader = Reader { schema, query, def: &plan.def, owner: plan.owners.then(|| schema.owner_column()) };
        let mut parts: BTreeMap<String, Part> = BTreeMap::new();
        for (index, sql) in plan.reads.into_iter().enumerate() {
            for row in self.db.all(sql, read).await? {
                let Some((value, owner, currency, count, sum)) = row else { return Ok(None) };
                reader.fill(&mut record, &value, owner);
                if !matcher.holds(&query.filter, &record)? {
                    continue;
                }
                let groups = reader.groups(&record);
                let part = parts.entry(format!("{groups:?}")).or_insert_with(|| Part {
                    groups,
                    count: 0,
                    sums: vec![BTreeMap::new(); plan.sums.len()],
                });
                if index == 0 {
                    part.count += count;
                }
                // A row without a currency counts records without an amount.
                if index < plan.sums.len() && !currency.is_empty() {
                    let entry = part.sums[index].entry(currency).or_default();
                    *entry = (entry.0 + count, entry.1 + sum);
                }
            }
        }
        if query.group_by.is_empty() && parts.is_empty() {
            let sums = vec![BTreeMap::new(); plan.sums.len()];
            parts.insert(String::new(), Part { groups: Vec::new(), count: 0, sums });
        }
        let mut parts: Vec<Part> = parts.into_values().collect();
        parts.sort_by(|a, b| {
            let pairs = a.groups.iter().zip(&b.groups);
            pairs.map(|(a, b)| order(a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        });
        parts.truncate(MAX_GROUPS as usize);
        Ok(Some(parts.into_iter().map(|part| answer(query, &plan.sums, part)).collect()))
    }
}

fn read(row: &Row<'_>) -> Result<Option<CounterRow>, StoreError> {
    let Some(value) = row.get::<Option<String>>(0)? else { return Ok(None) };
    Ok(Some((value, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
}

/// Puts what a counter's row says into a record that filters look at.
struct Reader<'a> {
    schema: &'a Schema,
    query: &'a AggregateQuery,
    def: &'a CounterDef,
    /// The field that says whose records they are, where rows are apart by it.
    owner: Option<&'static str>,
}

impl Reader<'_> {
    fn fill(&self, record: &mut Record, value: &str, owner: Option<Id>) {
        let mut parts = value.split(BETWEEN);
        if let Some(field) = self.def.day {
            let day = parts.next().and_then(|text| text.parse::<Date>().ok());
            let begins = day.map(|day| day.start_in(&self.query.time_zone));
            match (field, begins) {
                ("created_at", Some(at)) => record.created_at = at,
                _ => set(record, field, begins.map_or(Value::Null, Value::Time)),
            }
        }
        for field in self.def.by {
            let ty = self.schema.field(field).map_or(FieldType::Text, |spec| spec.ty);
            set(record, field, group_value(ty, parts.next().unwrap_or_default()));
        }
        // Nobody's records are counted under the nil id.
        let owner = owner.filter(|id| *id != Id::NIL);
        match self.owner {
            Some("created_by") => record.created_by = owner,
            Some(field) => set(record, field, owner.map_or(Value::Null, Value::Id)),
            None => {}
        }
    }

    fn groups(&self, record: &Record) -> Vec<Value> {
        let group = |by: &super::GroupBy| {
            let value = match by.field.as_str() {
                "created_at" => Value::Time(record.created_at),
                "created_by" => record.created_by.map_or(Value::Null, Value::Id),
                key => record.value(key).clone(),
            };
            match (by.span, value) {
                (Some(span), Value::Time(at)) => Value::Date(span.start_of(at.date_in(&self.query.time_zone))),
                (Some(span), Value::Date(day)) => Value::Date(span.start_of(day)),
                (_, value) => value,
            }
        };
        self.query.group_by.iter().map(group).collect()
    }
}

fn set(record: &mut Record, field: &str, value: Value) {
    match record.values.get_mut(field) {
        Some(known) => *known = value,
        None => {
            record.values.insert(field.to_owned(), value);
        }
    }
}

/// A record of which nothing is known.
fn nobody() -> Record {
    let never = Timestamp::from_micros(0);
    Record {
        id: Id::NIL,
        version: 0,
        title: String::new(),
        created_at: never,
        updated_at: never,
        created_by: None,
        deleted_at: None,
        values: BTreeMap::new(),
    }
}

fn answer(query: &AggregateQuery, fields: &[&str], part: Part) -> AggregateRow {
    let money = |measure: &Measure| {
        let (key, mean) = match measure {
            Measure::Sum(key) => (key, false),
            Measure::Avg(key) => (key, true),
            _ => return None,
        };
        let sums = &part.sums[fields.iter().position(|field| field == key)?];
        let amount = |(currency, (n, sum)): (&String, &(i64, i64))| {
            Money::new(if mean { rounded(*sum, *n) } else { *sum }, currency)
        };
        Some((measure.name(), sums.iter().filter(|(_, (n, _))| *n != 0).filter_map(amount).collect()))
    };
    let money = query.measures.iter().filter_map(money).collect();
    AggregateRow { groups: part.groups, count: part.count, money, numbers: Vec::new() }
}

/// A mean in whole minor units, rounded half away from zero as SQL does.
fn rounded(sum: i64, n: i64) -> i64 {
    let (sum, n) = (i128::from(sum), i128::from(n));
    ((2 * sum + n * sum.signum()) / (2 * n)) as i64
}

/// Groups in the order of their values, the empty one first.
fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Less,
        (_, Value::Null) => Ordering::Greater,
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Id(a), Value::Id(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}
