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
use crate::sql::{Dialect, Sql, Val};
use crate::{AggregateQuery, GroupBy, Measure, Span, StoreError};

/// More groups are not answered.
pub(crate) const MAX_GROUPS: i64 = 10_000;
/// More spans of time are refused; ten years have fewer days.
const MAX_SPANS: usize = 4_000;

/// How records are grouped.
#[derive(Clone, Debug)]
pub(crate) enum Group {
    /// By the values of a field.
    Field { expression: String, ty: FieldType, custom: bool },
    /// By spans of time in the caller's zone; their first days are known once the records' are.
    Span { expression: String, spec: Box<FieldSpec>, span: Span, starts: Vec<Date> },
}

/// What is measured, rendered.
pub(crate) struct AggregatePlan {
    pub groups: Vec<Group>,
    conditions: Sql,
    kind: &'static str,
    /// `sum_<key>` or `avg_<key>` and the expression, for numbers.
    numbers: Vec<(String, String)>,
    /// Field, amount and currency, for sums of money.
    money: Vec<(String, String, String)>,
    time_zone: String,
}

/// Reads a row of [`AggregatePlan::spans`] as days of the caller's.
#[derive(Clone, Debug)]
pub(crate) struct DaysReader {
    ty: FieldType,
    custom: bool,
    zone: String,
}

impl DaysReader {
    /// The least and the greatest; `None` where there are none.
    pub fn read(&self, row: &Row<'_>) -> Result<Option<(Date, Date)>, StoreError> {
        let day_in = |time: Timestamp| time.date_in(&self.zone);
        let day = |index: usize| -> Result<Option<Date>, StoreError> {
            Ok(match (self.ty, self.custom) {
                (FieldType::Date, false) => row.get::<Option<Date>>(index)?,
                (FieldType::Date, true) => row.get::<Option<&str>>(index)?.and_then(|text| text.parse().ok()),
                (_, false) => row.get::<Option<Timestamp>>(index)?.map(day_in),
                (_, true) => row.get::<Option<i64>>(index)?.map(Timestamp::from_micros).map(day_in),
            })
        };
        Ok(day(0)?.zip(day(1)?))
    }
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
        let groups = query.group_by.iter().map(|by| group(&filter, by)).collect::<Result<_, _>>()?;
        let mut plan = AggregatePlan {
            groups,
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
            Measure::Days(from, to) => {
                let text = format!("CAST(avg({}) AS double precision)", days_between(cx, from, to)?);
                self.numbers.push((measure.name(), text));
                return Ok(());
            }
            Measure::Sum(key) => (key, "sum"),
            Measure::Avg(key) => (key, "avg"),
            Measure::Min(key) => (key, "min"),
            Measure::Max(key) => (key, "max"),
        };
        let spec = cx.field(key)?;
        let expression = compared(cx.dialect, cx.alias, spec).ok_or_else(|| invalid(spec, "This cannot be summed."))?;
        match spec.ty {
            FieldType::Money => {
                let currency = match spec.custom_key() {
                    Some(custom) => format!("({}->'{custom}'->>'currency')", column(cx.alias, "custom")),
                    None => column(cx.alias, &format!("{key}_currency")),
                };
                self.money.push((measure.name(), format!("CAST(round({function}({expression})) AS bigint)"), currency));
            }
            FieldType::Integer | FieldType::Number => {
                let text = format!("CAST({function}({expression}) AS double precision)");
                self.numbers.push((measure.name(), text));
            }
            _ => return Err(invalid(spec, "This is no number that could be measured.")),
        }
        Ok(())
    }

    /// For each grouping by spans of time: its place, the statement for the least and the greatest value,
    /// and what reads them.
    pub fn spans(&self) -> Vec<(usize, Sql, DaysReader)> {
        let span = |(at, group): (usize, &Group)| {
            let Group::Span { expression, spec, .. } = group else { return None };
            let mut sql = Sql::new();
            sql.raw(&format!("SELECT min({expression}), max({expression}) FROM ")).ident(self.kind);
            sql.raw(" AS t WHERE ").append(self.conditions.clone());
            let (ty, custom, zone) = (spec.ty, spec.custom_key().is_some(), self.time_zone.clone());
            Some((at, sql, DaysReader { ty, custom, zone }))
        };
        self.groups.iter().enumerate().filter_map(span).collect()
    }

    /// Tells a grouping by spans of time which there are.
    pub fn set_span(&mut self, at: usize, days: Option<(Date, Date)>) -> Result<(), StoreError> {
        let Some(Group::Span { spec, span, starts, .. }) = self.groups.get_mut(at) else { return Ok(()) };
        let Some((first, last)) = days else { return Ok(()) };
        starts.clear();
        let mut start = span.start_of(first);
        while start <= last {
            starts.push(start);
            if starts.len() > MAX_SPANS {
                return Err(invalid(spec, "This spans too long a time to be grouped like this."));
            }
            start = span.after(start);
        }
        Ok(())
    }

    /// Groups, count and the numbers.
    pub fn counts(&self) -> Sql {
        let mut sql = Sql::new();
        sql.raw("SELECT ");
        self.push_groups(&mut sql);
        sql.raw(", count(*)");
        for (_, expression) in &self.numbers {
            sql.raw(", ").raw(expression);
        }
        self.push_from(&mut sql, None);
        sql
    }

    /// Per measure of money: its name, and groups, currency and amount.
    pub fn sums(&self) -> Vec<(String, Sql)> {
        let mut all = Vec::new();
        for (name, amount, currency) in &self.money {
            let mut sql = Sql::new();
            sql.raw("SELECT ");
            self.push_groups(&mut sql);
            sql.raw(&format!(", {currency} AS c, {amount}"));
            self.push_from(&mut sql, Some("c"));
            all.push((name.clone(), sql));
        }
        all
    }

    /// How many columns the groups take: without any, there is one that is the same for all.
    pub fn width(&self) -> usize {
        self.groups.len().max(1)
    }

    fn push_from(&self, sql: &mut Sql, more: Option<&str>) {
        let by: Vec<String> = (0..self.width()).map(|at| format!("g{at}")).chain(more.map(str::to_owned)).collect();
        let by = by.join(", ");
        sql.raw(" FROM ").ident(self.kind).raw(" AS t WHERE ").append(self.conditions.clone());
        sql.raw(&format!(" GROUP BY {by} ORDER BY {by}")).add(" LIMIT ?", [Val::Int(MAX_GROUPS)]);
    }

    fn push_groups(&self, sql: &mut Sql) {
        if self.groups.is_empty() {
            sql.raw("0 AS g0");
        }
        for (at, group) in self.groups.iter().enumerate() {
            sql.raw(if at == 0 { "" } else { ", " });
            match group {
                Group::Field { expression, .. } => {
                    sql.raw(expression);
                }
                Group::Span { expression, spec, starts, .. } => {
                    let bounds: Vec<Val> = starts
                        .iter()
                        .map(|start| match spec.ty {
                            FieldType::Date => comparable(spec, Value::Date(*start)),
                            _ => comparable(spec, Value::Time(start.start_in(&self.time_zone))),
                        })
                        .collect();
                    sql.raw(&format!("CASE WHEN {expression} IS NULL THEN -1 ELSE "));
                    push_search(sql, expression, &bounds, 0, bounds.len());
                    sql.raw(" END");
                }
            }
            sql.raw(&format!(" AS g{at}"));
        }
    }

    /// The groups of a row.
    pub fn read_groups(&self, row: &Row<'_>) -> Result<Vec<Value>, StoreError> {
        self.groups.iter().enumerate().map(|(at, group)| read_group(group, at, row)).collect()
    }

    /// The numbers of no records at all.
    pub fn no_numbers(&self) -> Vec<(String, Option<f64>)> {
        self.numbers.iter().map(|(name, _)| (name.clone(), None)).collect()
    }

    /// The numbers of a row of [`AggregatePlan::counts`].
    pub fn read_numbers(&self, row: &Row<'_>) -> Result<Vec<(String, Option<f64>)>, StoreError> {
        self.numbers
            .iter()
            .enumerate()
            .map(|(i, (name, _))| Ok((name.clone(), row.get(self.width() + 1 + i)?)))
            .collect()
    }
}

fn read_group(group: &Group, at: usize, row: &Row<'_>) -> Result<Value, StoreError> {
    let value = match group {
        Group::Span { starts, .. } => {
            let index = row.get::<i64>(at)?;
            usize::try_from(index).ok().and_then(|index| starts.get(index)).map(|start| Value::Date(*start))
        }
        Group::Field { ty: FieldType::Reference, custom: false, .. } => row.get::<Option<Id>>(at)?.map(Value::Id),
        Group::Field { ty: FieldType::Boolean, .. } => row.get::<Option<bool>>(at)?.map(Value::Bool),
        Group::Field { ty: FieldType::Integer, .. } => row.get::<Option<i64>>(at)?.map(Value::Int),
        Group::Field { ty: FieldType::Date, custom: false, .. } => row.get::<Option<Date>>(at)?.map(Value::Date),
        Group::Field { ty, .. } => row.get::<Option<&str>>(at)?.map(|text| group_value(*ty, text)),
    };
    Ok(value.unwrap_or(Value::Null))
}

/// Days from one moment of a record to another; null where it lacks one.
fn days_between(cx: &FilterContext<'_>, from: &str, to: &str) -> Result<String, StoreError> {
    let moment = |key: &str| {
        let spec = cx.field(key)?;
        let plain = spec.ty == FieldType::DateTime && spec.custom_key().is_none();
        compared(cx.dialect, cx.alias, spec).filter(|_| plain).ok_or_else(|| invalid(spec, "This is no moment."))
    };
    let (from, to) = (moment(from)?, moment(to)?);
    Ok(match cx.dialect {
        Dialect::Sqlite => format!("({to} - {from}) / 86400000000.0"),
        Dialect::Postgres => format!("extract(epoch FROM ({to} - {from})) / 86400.0"),
    })
}

/// Finds the span by halves: as many comparisons as the number of spans has binary digits.
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

fn group(cx: &FilterContext<'_>, by: &GroupBy) -> Result<Group, StoreError> {
    let key = by.field.as_str();
    if let Some(span) = by.span {
        let spec = cx.field(key)?;
        let expression = compared(cx.dialect, cx.alias, spec)
            .filter(|_| matches!(spec.ty, FieldType::Date | FieldType::DateTime))
            .ok_or_else(|| invalid(spec, "Only dates can be grouped by spans of time."))?;
        return Ok(Group::Span { expression, spec: Box::new(spec.clone()), span, starts: Vec::new() });
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
