//! Counts, sums and averages.

mod counted;

use std::collections::HashMap;
use std::sync::Arc;

use kith_access::Permit;
use kith_model::{Date, Filter, Id, Money, Schema, Timestamp, TrashMode, Value};

use crate::render::{AggregatePlan, MAX_GROUPS, from_counters};
use crate::row::Row;
use crate::{Store, StoreError};

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many records.
    Count,
    /// The sum of a number or money field; money per currency.
    Sum(String),
    /// The mean of a number or money field; money per currency, rounded to whole minor units.
    Avg(String),
    /// The least value of a number or money field; money per currency.
    Min(String),
    /// The greatest value.
    Max(String),
    /// The mean number of days from one moment of a record to another.
    Days(String, String),
}

impl Measure {
    /// What it is called in answers.
    pub fn name(&self) -> String {
        match self {
            Measure::Count => "count".to_owned(),
            Measure::Sum(key) => format!("sum_{key}"),
            Measure::Avg(key) => format!("avg_{key}"),
            Measure::Min(key) => format!("min_{key}"),
            Measure::Max(key) => format!("max_{key}"),
            Measure::Days(from, to) => format!("days_{from}_{to}"),
        }
    }

    /// Reads `count`, `sum:<field>`, `avg:<field>`, `min:<field>`, `max:<field>` or
    /// `days:<field>:<field>`.
    pub fn parse(text: &str) -> Option<Measure> {
        let (function, key) = text.split_once(':').unwrap_or((text, ""));
        Some(match (function, key) {
            ("count", "") => Measure::Count,
            (_, "") => return None,
            ("sum", key) => Measure::Sum(key.to_owned()),
            ("avg", key) => Measure::Avg(key.to_owned()),
            ("min", key) => Measure::Min(key.to_owned()),
            ("max", key) => Measure::Max(key.to_owned()),
            ("days", keys) => {
                let (from, to) = keys.split_once(':')?;
                Measure::Days(from.to_owned(), to.to_owned())
            }
            _ => return None,
        })
    }
}

/// A span of time that records are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Span {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Span {
    /// The first day of the span a day lies in; weeks begin on Monday.
    pub fn start_of(self, day: Date) -> Date {
        match self {
            Span::Day => day,
            Span::Week => day.monday(),
            Span::Month => day.first_of_month(),
            Span::Quarter => day.first_of_month().plus_months(-(day.month0() % 3)),
            Span::Year => day.first_of_month().plus_months(-day.month0()),
        }
    }

    /// The first day of the next span.
    pub fn after(self, start: Date) -> Date {
        match self {
            Span::Day => start.plus_days(1),
            Span::Week => start.plus_days(7),
            Span::Month => start.plus_months(1),
            Span::Quarter => start.plus_months(3),
            Span::Year => start.plus_months(12),
        }
    }
}

/// What records are grouped by: the values of a field, or spans of time of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupBy {
    /// The field's key.
    pub field: String,
    /// The span, for dates.
    pub span: Option<Span>,
}

impl GroupBy {
    /// The values of a field.
    pub fn field(key: &str) -> GroupBy {
        GroupBy { field: key.to_owned(), span: None }
    }

    /// Reads `<field>` or `<field>:month` (day, week, month, quarter, year).
    pub fn parse(text: &str) -> Option<GroupBy> {
        let Some((field, span)) = text.split_once(':') else { return Some(GroupBy::field(text)) };
        let span = match span {
            "day" => Span::Day,
            "week" => Span::Week,
            "month" => Span::Month,
            "quarter" => Span::Quarter,
            "year" => Span::Year,
            _ => return None,
        };
        Some(GroupBy { field: field.to_owned(), span: Some(span) })
    }
}

/// A checked request for an aggregate.
#[derive(Clone, Debug)]
pub struct AggregateQuery {
    /// Which records.
    pub filter: Filter,
    /// Words the records must contain.
    pub words: Option<String>,
    /// What is measured apart: nothing, one thing, or each pair of two.
    pub group_by: Vec<GroupBy>,
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
    /// The groups' values, in the order asked for; null where the field is empty. None for the only group.
    pub groups: Vec<Value>,
    /// Count.
    pub count: i64,
    /// Per measure of money: its name and one amount per currency.
    pub money: Vec<(String, Vec<Money>)>,
    /// Per measure of numbers: its name and the number, if any.
    pub numbers: Vec<(String, Option<f64>)>,
}

impl AggregateRow {
    /// The first group's value; null for the only group.
    pub fn group(&self) -> &Value {
        self.groups.first().unwrap_or(&Value::Null)
    }
}

/// Groups, currency, records, amount.
type Sums = Vec<(Vec<Value>, String, i64, i64)>;

impl Store {
    /// Counts, sums and averages, answered from counters where these know them, else by looking at the
    /// records, within a deadline. The flag says that there are more groups than are answered; the
    /// figures of those that are, are exact.
    pub async fn aggregate(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &AggregateQuery,
    ) -> Result<(Vec<AggregateRow>, bool), StoreError> {
        let rows = match self.counted_rows(permit, schema, query).await? {
            Some(rows) => rows,
            None => self.scanned(permit, schema, query).await?,
        };
        let cut = rows.len() >= MAX_GROUPS as usize;
        Ok((rows, cut))
    }

    /// The answer as far as counters know it, joined with what only the records tell; `None` where
    /// counters know nothing of it.
    async fn counted_rows(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &AggregateQuery,
    ) -> Result<Option<Vec<AggregateRow>>, StoreError> {
        let is_known = |measure: &Measure| match measure {
            Measure::Count => true,
            Measure::Sum(key) | Measure::Avg(key) => {
                schema.kind.counters.iter().any(|def| def.sum == Some(key.as_str()))
            }
            _ => false,
        };
        let (known, rest): (Vec<Measure>, Vec<Measure>) = query.measures.iter().cloned().partition(is_known);
        // Records that have to be looked at anyway are counted on the way.
        if !rest.is_empty() && known.iter().all(|measure| *measure == Measure::Count) {
            return Ok(None);
        }
        let counted = AggregateQuery { measures: known, ..query.clone() };
        let Some(plan) = from_counters(permit, schema, &counted, &self.declared) else { return Ok(None) };
        let Some(rows) = self.counted(schema, &counted, plan).await? else { return Ok(None) };
        if rest.is_empty() {
            return Ok(Some(rows));
        }
        let others = self.scanned(permit, schema, &AggregateQuery { measures: rest, ..query.clone() }).await?;
        let join = |row: AggregateRow| {
            let other = others.iter().find(|other| other.groups == row.groups);
            let (money, numbers) = other.map(|other| (other.money.clone(), other.numbers.clone())).unwrap_or_default();
            AggregateRow { money: [row.money, money].concat(), numbers, ..row }
        };
        Ok(Some(rows.into_iter().map(join).collect()))
    }

    async fn scanned(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &AggregateQuery,
    ) -> Result<Vec<AggregateRow>, StoreError> {
        let mut plan = AggregatePlan::new(&self.list_context(permit, schema), query)?;
        for (at, sql, reader) in plan.spans() {
            let step = move |span: &mut Option<(Date, Date)>, row: &Row<'_>| {
                *span = reader.read(row)?;
                Ok(())
            };
            let days = self.db.scan(sql, None, step).await?;
            plan.set_span(at, days)?;
        }
        let plan = Arc::new(plan);
        let reader = plan.clone();
        let step = move |rows: &mut Rows, row: &Row<'_>| {
            let (groups, numbers) = (reader.read_groups(row)?, reader.read_numbers(row)?);
            let count = row.get(reader.width())?;
            let into = rows.row(groups);
            (into.count, into.numbers) = (count, numbers);
            Ok(())
        };
        let mut rows = self.db.scan(plan.counts(), Rows::default(), step).await?;
        if query.group_by.is_empty() && rows.list.is_empty() {
            rows.row(Vec::new()).numbers = plan.no_numbers();
        }
        for (name, sql) in plan.sums() {
            let reader = plan.clone();
            let step = move |sums: &mut Sums, row: &Row<'_>| {
                // A row without an amount has no currency either and adds to no sum.
                if let Some(currency) = row.get::<Option<String>>(reader.width())? {
                    sums.push((reader.read_groups(row)?, currency, 0, row.get(reader.width() + 1)?));
                }
                Ok(())
            };
            let sums = self.db.scan(sql, Vec::new(), step).await?;
            rows.add_money(&name, sums);
        }
        Ok(rows.list)
    }
}

/// Rows as they are found, one for each combination of groups.
#[derive(Default)]
struct Rows {
    list: Vec<AggregateRow>,
    at: HashMap<String, usize>,
}

impl Rows {
    fn row(&mut self, groups: Vec<Value>) -> &mut AggregateRow {
        let at = *self.at.entry(format!("{groups:?}")).or_insert(self.list.len());
        if at == self.list.len() {
            self.list.push(AggregateRow { groups, count: 0, money: Vec::new(), numbers: Vec::new() });
        }
        &mut self.list[at]
    }

    /// Adds a measure of money to every row, an empty list where a group has none.
    fn add_money(&mut self, name: &str, sums: Sums) {
        for row in &mut self.list {
            row.money.push((name.to_owned(), Vec::new()));
        }
        for (groups, currency, _, amount) in sums {
            let row = self.row(groups);
            if let (Some(money), Some((_, amounts))) = (Money::new(amount, &currency), row.money.last_mut()) {
                amounts.push(money);
            }
        }
    }
}
