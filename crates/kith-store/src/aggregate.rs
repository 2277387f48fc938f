//! Counts, sums and averages.

use std::sync::Arc;

use kith_access::Permit;
use kith_model::{Date, FieldType, Filter, Id, Money, Schema, Timestamp, TrashMode, Value};

use crate::render::{AggregatePlan, by_day, day_and_group, from_counters, group_value};
use crate::row::Row;
use crate::sql::Sql;
use crate::{Store, StoreError};

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many records.
    Count,
    /// The sum of a number or money field; money per currency.
    Sum(String),
    /// The mean of a number field.
    Avg(String),
}

/// A checked request for an aggregate.
#[derive(Clone, Debug)]
pub struct AggregateQuery {
    /// Which records.
    pub filter: Filter,
    /// Words the records must contain.
    pub words: Option<String>,
    /// The field whose values are measured apart.
    pub group_by: Option<String>,
    /// What is measured.
    pub measures: Vec<Measure>,
    /// Live records or the trash.
    pub trash: TrashMode,
    /// "Now", for relative dates.
    pub now: Timestamp,
    /// The caller's time zone.
    pub time_zone: String,
    /// The caller, for `me`.
    pub me: Option<Id>,
}

/// The measures of one group, in the order asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct AggregateRow {
    /// The group's value; null for the only group, or for records where the field is empty.
    pub group: Value,
    /// Count.
    pub count: i64,
    /// Per requested `Sum` of a money field: field key and one amount per currency.
    pub money_sums: Vec<(String, Vec<Money>)>,
    /// Per requested `Sum`/`Avg` of a number field: `sum_<key>`/`avg_<key>` and the number, if any.
    pub numbers: Vec<(String, Option<f64>)>,
}

/// What a daily counter holds of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct DayRow {
    /// The day, in the workspace's time zone.
    pub day: Date,
    /// The group's value; null for a counter without groups, or for records where the field is empty.
    pub group: Value,
    /// How many records.
    pub count: i64,
    /// What they sum to, where the counter sums and the records hold an amount.
    pub sum: Option<Money>,
}

/// Group, currency, records, sum.
type Sums = Vec<(Value, String, i64, i64)>;

impl Store {
    /// Counts, sums and averages; exact, so the flag for approximate answers is false. Answered from
    /// counters where these know it, else by looking at the records, within a deadline.
    pub async fn aggregate(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &AggregateQuery,
    ) -> Result<(Vec<AggregateRow>, bool), StoreError> {
        let rows = match from_counters(permit, schema, query) {
            Some(counters) => self.counted(schema, query, counters).await?,
            None => self.scanned(permit, schema, query).await?,
        };
        Ok((rows, false))
    }

    /// What the daily counter called `name` holds for the days from `days.0` to `days.1`, both
    /// included, of records of `owners` where given; in the order of days. Empty where the caller may
    /// not see one of the counter's fields.
    pub async fn by_day(
        &self,
        permit: &Permit,
        schema: &Schema,
        name: &str,
        days: (Date, Date),
        owners: Option<&[Id]>,
    ) -> Result<Vec<DayRow>, StoreError> {
        let Some((def, sql)) = by_day(permit, schema, name, days, owners) else { return Ok(Vec::new()) };
        let ty = def.group_by.and_then(|key| schema.field(key)).map_or(FieldType::Text, |spec| spec.ty);
        let read = move |row: &Row<'_>| {
            let text = row.get::<String>(0)?;
            let Some((day, group)) = day_and_group(&text) else { return Ok(None) };
            let sum = Money::new(row.get(3)?, row.get(1)?);
            Ok(Some(DayRow { day, group: group_value(ty, group), count: row.get(2)?, sum }))
        };
        let rows: Vec<Option<DayRow>> = self.db.all(sql, read).await?;
        Ok(rows.into_iter().flatten().collect())
    }

    async fn counted(
        &self,
        schema: &Schema,
        query: &AggregateQuery,
        counters: Vec<(Option<String>, Sql)>,
    ) -> Result<Vec<AggregateRow>, StoreError> {
        let key = query.group_by.as_deref();
        let ty = key.and_then(|key| schema.field(key)).map_or(FieldType::Text, |spec| spec.ty);
        let mut rows = Vec::new();
        for (key, sql) in counters {
            let read = move |row: &Row<'_>| {
                Ok((group_value(ty, row.get(0)?), row.get::<String>(1)?, row.get::<i64>(2)?, row.get::<i64>(3)?))
            };
            let found: Sums = self.db.all(sql, read).await?;
            match key {
                Some(key) => add_sums(&mut rows, &key, found),
                None => {
                    for (group, _, n, _) in found {
                        row_of(&mut rows, group).count += n;
                    }
                    if query.group_by.is_none() {
                        row_of(&mut rows, Value::Null);
                    }
                }
            }
        }
        Ok(rows)
    }

    async fn scanned(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &AggregateQuery,
    ) -> Result<Vec<AggregateRow>, StoreError> {
        let mut plan = AggregatePlan::new(&self.list_context(permit, schema), query)?;
        if let Some(sql) = plan.span() {
            let reader = Arc::new(plan);
            let step = {
                let reader = reader.clone();
                move |span: &mut Option<(Date, Date)>, row: &Row<'_>| {
                    *span = reader.read_span(row)?;
                    Ok(())
                }
            };
            let span = self.db.scan(sql, None, step).await?;
            plan = AggregatePlan::new(&self.list_context(permit, schema), query)?;
            plan.set_span(span)?;
        }
        let plan = Arc::new(plan);
        let reader = plan.clone();
        let step = move |rows: &mut Vec<AggregateRow>, row: &Row<'_>| {
            let (group, numbers) = (reader.read_group(row)?, reader.read_numbers(row)?);
            rows.push(AggregateRow { group, count: row.get(1)?, money_sums: Vec::new(), numbers });
            Ok(())
        };
        let mut rows = self.db.scan(plan.counts(), Vec::new(), step).await?;
        if query.group_by.is_none() && rows.is_empty() {
            row_of(&mut rows, Value::Null).numbers = plan.no_numbers();
        }
        for (key, sql) in plan.sums() {
            let reader = plan.clone();
            let step = move |sums: &mut Sums, row: &Row<'_>| {
                // A row without an amount has no currency either and adds to no sum.
                if let Some(currency) = row.get::<Option<String>>(1)? {
                    sums.push((reader.read_group(row)?, currency, 0, row.get(2)?));
                }
                Ok(())
            };
            let sums = self.db.scan(sql, Vec::new(), step).await?;
            add_sums(&mut rows, &key, sums);
        }
        Ok(rows)
    }
}

fn row_of(rows: &mut Vec<AggregateRow>, group: Value) -> &mut AggregateRow {
    let at = rows.iter().position(|row| row.group == group).unwrap_or_else(|| {
        rows.push(AggregateRow { group, count: 0, money_sums: Vec::new(), numbers: Vec::new() });
        rows.len() - 1
    });
    &mut rows[at]
}

/// Adds the sums of a money field to every row, an empty list where a group has none.
fn add_sums(rows: &mut Vec<AggregateRow>, key: &str, sums: Sums) {
    for row in rows.iter_mut() {
        row.money_sums.push((key.to_owned(), Vec::new()));
    }
    for (group, currency, _, sum) in sums {
        let row = row_of(rows, group);
        if let (Some(money), Some((_, amounts))) = (Money::new(sum, &currency), row.money_sums.last_mut()) {
            amounts.push(money);
        }
    }
}
