//! Aggregates: as statements over the records, or from the counters where these know the answer.

use kith_access::Permit;
use kith_model::{
    Condition, CounterDef, Date, FieldSpec, FieldType, Filter, Id, Op, Operand, Schema, Timestamp, TrashMode, Value,
};

use super::columns::{column, comparable, compared};
use super::counters::group_value;
use super::filter::{FilterContext, find_field, push_filter};
use super::list::ListContext;
use super::operand::{Circumstances, invalid};
use super::predicate::{push_in, push_rows, push_trash, shows_all_text};
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
        let mut month = first_of_month(first);
        while month <= last {
            months.push(month);
            if months.len() > MAX_MONTHS {
                return Err(invalid(spec, "This spans too many months to be grouped by month."));
            }
            month = first_of_month(month.plus_days(31));
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

fn first_of_month(day: Date) -> Date {
    let text = day.to_string();
    text.get(..8).and_then(|month| format!("{month}01").parse().ok()).unwrap_or(day)
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

/// The counters that answer a query, if they do: one statement per measure, each with rows of value,
/// currency, count and sum.
pub(crate) fn from_counters(
    permit: &Permit,
    schema: &Schema,
    query: &AggregateQuery,
) -> Option<Vec<(Option<String>, Sql)>> {
    let only = only_condition(&query.filter);
    let plain = query.words.is_none() && query.trash == TrashMode::Live && (query.filter.is_all() || only.is_some());
    let hidden = &permit.mask().hidden;
    if !plain || permit.rows().links.is_some() || query.group_by.as_ref().is_some_and(|key| hidden.contains(key)) {
        return None;
    }
    let group = query.group_by.as_deref();
    let same_group = || {
        let same = move |def: &&CounterDef| def.group_by == group && def.only.map(|it| (it.field, it.value)) == only;
        schema.kind.counters.iter().filter(same)
    };
    let first = same_group().next()?;
    let mut wanted = vec![(None, first.sum)];
    for measure in &query.measures {
        match measure {
            Measure::Count => {}
            Measure::Sum(key) if !hidden.contains(key) => {
                let def = same_group().find(|def| def.sum == Some(key.as_str()))?;
                wanted.push((Some(key.clone()), def.sum));
            }
            _ => return None,
        }
    }
    let render = |(key, measure): (Option<String>, Option<&'static str>)| {
        let mut sql = Sql::new();
        sql.add(
            "SELECT value, currency, CAST(sum(n) AS bigint), CAST(sum(sum) AS bigint) FROM counter \
             WHERE workspace_id = ? AND kind = ? AND field = ? AND measure = ?",
            [
                Val::Id(permit.workspace()),
                Val::Text(schema.kind.key.to_owned()),
                Val::Text(first.name().to_owned()),
                Val::Text(measure.unwrap_or("").to_owned()),
            ],
        );
        if let Some(owners) = &permit.rows().owners {
            sql.raw(" AND ");
            push_in(&mut sql, "owner_id", owners.iter().map(|id| Val::Id(*id)));
        }
        sql.raw(" GROUP BY value, currency HAVING sum(n) <> 0 ORDER BY value, currency");
        (key, sql)
    };
    Some(wanted.into_iter().map(render).collect())
}

/// Field and value of a filter that asks for one value of one field and nothing else.
fn only_condition(filter: &Filter) -> Option<(&str, &str)> {
    match filter {
        Filter::And(list) => match list.as_slice() {
            [one] => only_condition(one),
            _ => None,
        },
        Filter::Is(Condition { field, op: Op::Eq, operand: Operand::One(value) }) => Some((field, value.as_str()?)),
        _ => None,
    }
}
