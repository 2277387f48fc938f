//! Aggregates as statements over the records.

use kith_model::{Date, FieldSpec, FieldType, Id, Timestamp, TrashMode, Value};

use super::columns::{column, comparable, compared};
use super::counters::group_value;
use super::filter::{FilterContext, find_field, push_filter};
use super::list::ListContext;
use super::operand::{Circumstances, invalid};
use super::predicate::{push_rows, push_trash, shows_all_text};
use crate::row::Row;
use crate::search::push_words;
use crate::sql::{Sql, Val};
use crate::{AggregateQuery, Measure, StoreError};

/// More groups are not answered.
const MAX_GROUPS: i64 = 10_000;
/// A span of more months is refused.
const MAX_MONTHS: usize = 1_200;

/// How records are grouped.
#[derive(Clone, Debug)]
pub(crate) enum Group {
    /// All in one.
    One,
    /// By the values of a field.
    Field { expression: String, ty: FieldType, custom: bool },
    /// By month of the caller's time zone; the months' first days are known once the span is.
    Month { expression: String, spec: Box<FieldSpec>, months: Vec<Date> },
}

/// What is measured, rendered.
pub(crate) struct AggregatePlan {
    pub group: Group,
    conditions: Sql,
    kind: &'static str,
    /// `sum_<key>` or `avg_<key>` and the expression, for numbers.
    numbers: Vec<(String, String)>,
    /// Field, amount and currency, for sums of money.
    money: Vec<(String, String, String)>,
    time_zone: String,
}

impl AggregatePlan {
    /// Checks and renders a query.
    pub fn new(cx: &ListContext<'_>, query: &AggregateQuery) -> Result<AggregatePlan, StoreError> {
        let at = Circumstances { now: query.now, time_zone: &query.time_zone, me: query.me };
        let filter = cx.filter(at);
        let mut conditions = Sql::new();
        push_rows(&mut conditions, cx.kinds, "t", cx.schema.kind, cx.permit);
        push_trash(&mut conditions, "t", query.trash);
        push_filter(&mut conditions, &query.filter, &filter)?;
        if let Some(words) = &query.words {
            let title_only = !shows_all_text(cx.schema.kind, cx.permit) || query.trash == TrashMode::Only;
            push_words(&mut conditions, cx.dialect, cx.permit.workspace(), cx.schema.kind, words, title_only);
        }
        let group = match &query.group_by {
            None => Group::One,
            Some(key) => group(&filter, key)?,
        };
        let mut plan = AggregatePlan {
            group,
            conditions,
            kind: cx.schema.kind.key,
            numbers: Vec::new(),
            money: Vec::new(),
            time_zone: query.time_zone.clone(),
        };
        for measure in &query.measures {
            plan.measure(&filter, measure)?;
        }
        Ok(plan)
    }

    fn measure(&mut self, cx: &FilterContext<'_>, measure: &Measure) -> Result<(), StoreError> {
        let (key, function) = match measure {
            Measure::Count => return Ok(()),
            Measure::Sum(key) => (key, "sum"),
            Measure::Avg(key) => (key, "avg"),
        };
        let spec = cx.field(key)?;
        let expression = compared(cx.dialect, cx.alias, spec).ok_or_else(|| invalid(spec, "This cannot be summed."))?;
        match (spec.ty, measure) {
            (FieldType::Money, Measure::Sum(_)) => {
                let currency = match spec.custom_key() {
                    Some(custom) => format!("({}->'{custom}'->>'currency')", column(cx.alias, "custom")),
                    None => column(cx.alias, &format!("{key}_currency")),
                };
                self.money.push((key.clone(), expression, currency));
            }
            (FieldType::Integer | FieldType::Number, _) => {
                let text = format!("CAST({function}({expression}) AS double precision)");
                self.numbers.push((format!("{function}_{key}"), text));
            }
            _ => return Err(invalid(spec, "This is no number that could be summed.")),
        }
        Ok(())
    }

    /// For a grouping by month: the least and the greatest value.
    pub fn span(&self) -> Option<Sql> {
        let Group::Month { expression, .. } = &self.group else { return None };
        let mut sql = Sql::new();
        sql.raw(&format!("SELECT min({expression}), max({expression}) FROM ")).ident(self.kind).raw(" AS t WHERE ");
        sql.append(self.conditions.clone());
        Some(sql)
    }

    /// Tells a grouping by month which months there are.
    pub fn set_span(&mut self, span: Option<(Date, Date)>) -> Result<(), StoreError> {
        let Group::Month { spec, months, .. } = &mut self.group else { return Ok(()) };
        let Some((first, last)) = span else { return Ok(()) };
        let mut month = first.first_of_month();
        while month <= last {
            months.push(month);
            if months.len() > MAX_MONTHS {
                return Err(invalid(spec, "This spans too many months to be grouped by month."));
            }
            month = month.plus_months(1);
        }
        Ok(())
    }

    /// Reads a row of [`AggregatePlan::span`] as days of the caller's.
    pub fn read_span(&self, row: &Row<'_>) -> Result<Option<(Date, Date)>, StoreError> {
        let Group::Month { spec, .. } = &self.group else { return Ok(None) };
        let day = |index: usize| -> Result<Option<Date>, StoreError> {
            Ok(match (spec.ty, spec.custom_key().is_some()) {
                (FieldType::Date, false) => row.get::<Option<Date>>(index)?,
                (FieldType::Date, true) => row.get::<Option<&str>>(index)?.and_then(|text| text.parse().ok()),
                (_, false) => row.get::<Option<Timestamp>>(index)?.map(|time| time.date_in(&self.time_zone)),
                (_, true) => {
                    row.get::<Option<i64>>(index)?.map(|micros| Timestamp::from_micros(micros).date_in(&self.time_zone))
                }
            })
        };
        Ok(day(0)?.zip(day(1)?))
    }

    /// Group, count and the numbers.
    pub fn counts(&self) -> Sql {
        let mut sql = Sql::new();
        sql.raw("SELECT ");
        self.push_group(&mut sql);
        sql.raw(" AS g, count(*)");
        for (_, expression) in &self.numbers {
            sql.raw(", ").raw(expression);
        }
        self.push_from(&mut sql, "g");
        sql
    }

    /// Per sum of money: its field, and group, currency and sum.
    pub fn sums(&self) -> Vec<(String, Sql)> {
        let mut all = Vec::new();
        for (key, amount, currency) in &self.money {
            let mut sql = Sql::new();
            sql.raw("SELECT ");
            self.push_group(&mut sql);
            sql.raw(&format!(" AS g, {currency} AS c, CAST(sum({amount}) AS bigint)"));
            self.push_from(&mut sql, "g, c");
            all.push((key.clone(), sql));
        }
        all
    }

    fn push_from(&self, sql: &mut Sql, by: &str) {
        sql.raw(" FROM ").ident(self.kind).raw(" AS t WHERE ").append(self.conditions.clone());
        sql.raw(&format!(" GROUP BY {by} ORDER BY {by}")).add(" LIMIT ?", [Val::Int(MAX_GROUPS)]);
    }

    fn push_group(&self, sql: &mut Sql) {
        match &self.group {
            Group::One => {
                sql.raw("0");
            }
            Group::Field { expression, .. } => {
                sql.raw(expression);
            }
            Group::Month { expression, spec, months } => {
                let bounds: Vec<Val> = months
                    .iter()
                    .map(|month| match spec.ty {
                        FieldType::Date => comparable(spec, Value::Date(*month)),
                        _ => comparable(spec, Value::Time(month.start_in(&self.time_zone))),
                    })
                    .collect();
                sql.raw(&format!("CASE WHEN {expression} IS NULL THEN -1 ELSE "));
                push_search(sql, expression, &bounds, 0, bounds.len());
                sql.raw(" END");
            }
        }
    }

    /// The group of a row.
    pub fn read_group(&self, row: &Row<'_>) -> Result<Value, StoreError> {
        let value = match &self.group {
            Group::One => None,
            Group::Month { months, .. } => {
                let index = row.get::<i64>(0)?;
                usize::try_from(index).ok().and_then(|index| months.get(index)).map(|month| Value::Date(*month))
            }
            Group::Field { ty: FieldType::Reference, custom: false, .. } => row.get::<Option<Id>>(0)?.map(Value::Id),
            Group::Field { ty: FieldType::Boolean, .. } => row.get::<Option<bool>>(0)?.map(Value::Bool),
            Group::Field { ty: FieldType::Integer, .. } => row.get::<Option<i64>>(0)?.map(Value::Int),
            Group::Field { ty: FieldType::Date, custom: false, .. } => row.get::<Option<Date>>(0)?.map(Value::Date),
            Group::Field { ty, .. } => row.get::<Option<&str>>(0)?.map(|text| group_value(*ty, text)),
        };
        Ok(value.unwrap_or(Value::Null))
    }

    /// The numbers of no records at all.
    pub fn no_numbers(&self) -> Vec<(String, Option<f64>)> {
        self.numbers.iter().map(|(name, _)| (name.clone(), None)).collect()
    }

    /// The numbers of a row of [`AggregatePlan::counts`].
    pub fn read_numbers(&self, row: &Row<'_>) -> Result<Vec<(String, Option<f64>)>, StoreError> {
        self.numbers.iter().enumerate().map(|(i, (name, _))| Ok((name.clone(), row.get(i + 2)?))).collect()
    }
}

/// Finds the month by halves: as many comparisons as the number of months has binary digits.
fn push_search(sql: &mut Sql, expression: &str, bounds: &[Val], from: usize, to: usize) {
    if to - from <= 1 {
        sql.raw(&from.to_string());
        return;
    }
    let middle = from + (to - from) / 2;
    sql.add(&format!("CASE WHEN {expression} < ? THEN "), [bounds[middle].clone()]);
    push_search(sql, expression, bounds, from, middle);
    sql.raw(" ELSE ");
    push_search(sql, expression, bounds, middle, to);
    sql.raw(" END");
}

fn group(cx: &FilterContext<'_>, key: &str) -> Result<Group, StoreError> {
    if let Some(key) = key.strip_suffix(":month") {
        let spec = cx.field(key)?;
        let expression = compared(cx.dialect, cx.alias, spec)
            .filter(|_| matches!(spec.ty, FieldType::Date | FieldType::DateTime))
            .ok_or_else(|| invalid(spec, "Only dates can be grouped by month."))?;
        return Ok(Group::Month { expression, spec: Box::new(spec.clone()), months: Vec::new() });
    }
    let spec = find_field(cx.schema, cx.hidden, key)?;
    use FieldType::*;
    let expression = match (spec.ty, spec.custom_key()) {
        (Select | Reference | Boolean | Integer | Date, _) => compared(cx.dialect, cx.alias, spec),
        // Groups are answered as they are written, not as they are compared.
        (Text | Email | Url, None) => Some(column(cx.alias, key)),
        _ => None,
    };
    let custom = spec.custom_key().is_some();
    let expression = expression.ok_or_else(|| invalid(spec, "Records cannot be grouped by this."))?;
    Ok(Group::Field { expression, ty: spec.ty, custom })
}
