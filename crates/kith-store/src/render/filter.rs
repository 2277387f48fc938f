//! A filter tree as a condition.
//!
//! A comparison with an empty field is null, which counts as "no". `AND` and `OR` keep it that way;
//! `NOT` would let it through, so what it negates is made true or false first. Conditions stay bare
//! otherwise, so that indexes serve them.

use std::collections::BTreeSet;

use kith_model::{Condition, FieldSpec, FieldType, Filter, Op, Operand, Schema, Value};
use serde_json::Value as Json;

use super::columns::{column, comparable, compared, presence};
use super::operand::{Circumstances, When, days, invalid, read, when};
use super::predicate::push_in;
use crate::StoreError;
use crate::sql::{Dialect, Sql, Val};

/// What a condition is rendered for.
pub(crate) struct FilterContext<'a> {
    pub dialect: Dialect,
    pub alias: &'a str,
    pub schema: &'a Schema,
    /// Fields that count as unknown.
    pub hidden: &'a BTreeSet<String>,
    pub at: Circumstances<'a>,
}

impl FilterContext<'_> {
    /// A field the caller may filter and sort by.
    pub fn field(&self, key: &str) -> Result<&FieldSpec, StoreError> {
        find_field(self.schema, self.hidden, key)
    }
}

/// A field the caller may see.
pub(crate) fn find_field<'a>(
    schema: &'a Schema,
    hidden: &BTreeSet<String>,
    key: &str,
) -> Result<&'a FieldSpec, StoreError> {
    schema.field(key).filter(|spec| !hidden.contains(&spec.key)).ok_or_else(|| StoreError::InvalidFilter {
        field: key.to_owned(),
        message: format!("There is no field \"{key}\"."),
    })
}

/// Appends ` AND (…)` for a filter that restricts anything.
pub(crate) fn push_filter(sql: &mut Sql, filter: &Filter, cx: &FilterContext<'_>) -> Result<(), StoreError> {
    if filter.is_all() {
        return Ok(());
    }
    sql.raw(" AND ");
    push_tree(sql, filter, cx)
}

fn push_tree(sql: &mut Sql, filter: &Filter, cx: &FilterContext<'_>) -> Result<(), StoreError> {
    match filter {
        Filter::And(list) => push_joined(sql, list, " AND ", "true", cx),
        Filter::Or(list) => push_joined(sql, list, " OR ", "false", cx),
        Filter::Not(inner) => {
            sql.raw("NOT COALESCE(");
            push_tree(sql, inner, cx)?;
            sql.raw(", false)");
            Ok(())
        }
        Filter::Is(condition) => push_condition(sql, condition, cx),
    }
}

fn push_joined(
    sql: &mut Sql,
    list: &[Filter],
    joint: &str,
    none: &str,
    cx: &FilterContext<'_>,
) -> Result<(), StoreError> {
    if list.is_empty() {
        sql.raw(none);
        return Ok(());
    }
    sql.raw("(");
    for (i, filter) in list.iter().enumerate() {
        if i > 0 {
            sql.raw(joint);
        }
        push_tree(sql, filter, cx)?;
    }
    sql.raw(")");
    Ok(())
}

fn push_condition(sql: &mut Sql, condition: &Condition, cx: &FilterContext<'_>) -> Result<(), StoreError> {
    let spec = cx.field(&condition.field)?;
    if !spec.operators().contains(&condition.op) {
        return Err(invalid(spec, &format!("\"{}\" does not apply to \"{}\".", condition.op.name(), spec.key)));
    }
    match condition.op {
        Op::Empty => {
            sql.raw(&format!("{} IS NULL", presence(cx.alias, spec)));
            return Ok(());
        }
        Op::NotEmpty => {
            sql.raw(&format!("{} IS NOT NULL", presence(cx.alias, spec)));
            return Ok(());
        }
        _ => {}
    }
    if spec.ty == FieldType::Record {
        return push_link(sql, spec, condition, cx);
    }
    let Some(expression) = compared(cx.dialect, cx.alias, spec) else {
        return Err(invalid(spec, "This cannot be compared."));
    };
    match spec.ty {
        FieldType::Phone => push_phone(sql, spec, &expression, condition, cx),
        ty if ty.is_list() => push_list(sql, spec, &expression, condition, cx),
        FieldType::Date | FieldType::DateTime => push_when(sql, spec, &expression, condition, cx),
        FieldType::Boolean => {
            // A box that was never ticked is not ticked.
            let joint = match read(spec, one(spec, condition)?, &cx.at)? {
                Value::Bool(true) => "= ?",
                _ => "IS DISTINCT FROM ?",
            };
            sql.add(&format!("{expression} {joint}"), [Val::Bool(true)]);
            Ok(())
        }
        _ => push_scalar(sql, spec, &expression, condition, cx),
    }
}

fn push_scalar(
    sql: &mut Sql,
    spec: &FieldSpec,
    expression: &str,
    condition: &Condition,
    cx: &FilterContext<'_>,
) -> Result<(), StoreError> {
    let value = |json: &Json| read(spec, json, &cx.at).map(|value| comparable(spec, value));
    let all = || many(spec, condition)?.iter().map(value).collect::<Result<Vec<Val>, StoreError>>();
    let compare = |sql: &mut Sql, operator: &str| -> Result<(), StoreError> {
        sql.add(&format!("{expression} {operator} ?"), [value(one(spec, condition)?)?]);
        Ok(())
    };
    match condition.op {
        Op::Eq => compare(sql, "="),
        Op::Ne => compare(sql, "IS DISTINCT FROM"),
        Op::Gt => compare(sql, ">"),
        Op::Gte => compare(sql, ">="),
        Op::Lt => compare(sql, "<"),
        Op::Lte => compare(sql, "<="),
        Op::Between => {
            let [from, to] = pair(spec, condition)?;
            sql.add(&format!("({expression} >= ? AND {expression} <= ?)"), [value(from)?, value(to)?]);
            Ok(())
        }
        Op::In => {
            push_in(sql, expression, all()?);
            Ok(())
        }
        Op::NotIn => {
            sql.raw("NOT COALESCE(");
            push_in(sql, expression, all()?);
            sql.raw(", false)");
            Ok(())
        }
        op => {
            let text = match read(spec, one(spec, condition)?, &cx.at)? {
                Value::Text(text) => text,
                _ => return Err(invalid(spec, "This compares with a text.")),
            };
            push_like(sql, expression, op, &text);
            Ok(())
        }
    }
}

fn push_like(sql: &mut Sql, expression: &str, op: Op, text: &str) {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let pattern = match op {
        Op::StartsWith => format!("{escaped}%"),
        Op::EndsWith => format!("%{escaped}"),
        _ => format!("%{escaped}%"),
    };
    let like = format!("{expression} LIKE ? ESCAPE '\\'");
    let text = if op == Op::NotContains { format!("NOT COALESCE({like}, false)") } else { like };
    sql.add(&text, [Val::Text(pattern)]);
}

/// Phones are compared as E.164. A number typed without its country is compared with the end of
/// what is stored, without the zero that leads it at home.
fn push_phone(
    sql: &mut Sql,
    spec: &FieldSpec,
    expression: &str,
    condition: &Condition,
    cx: &FilterContext<'_>,
) -> Result<(), StoreError> {
    let text = |json: &Json| match read(spec, json, &cx.at)? {
        Value::Text(text) => Ok(text),
        _ => Err(invalid(spec, "This compares with a text.")),
    };
    let negative = matches!(condition.op, Op::Ne | Op::NotIn | Op::NotContains);
    if negative {
        sql.raw("NOT COALESCE(");
    }
    match condition.op {
        Op::Eq | Op::Ne => push_number(sql, expression, &text(one(spec, condition)?)?),
        Op::In | Op::NotIn => {
            sql.raw("(false");
            for json in many(spec, condition)? {
                sql.raw(" OR ");
                push_number(sql, expression, &text(json)?);
            }
            sql.raw(")");
        }
        Op::NotContains => push_like(sql, expression, Op::Contains, &text(one(spec, condition)?)?),
        op => push_like(sql, expression, op, &text(one(spec, condition)?)?),
    }
    if negative {
        sql.raw(", false)");
    }
    Ok(())
}

fn push_number(sql: &mut Sql, expression: &str, number: &str) {
    let national = number.trim_start_matches('0');
    if number.starts_with('+') || national.len() < 6 {
        sql.add(&format!("{expression} = ?"), [Val::Text(number.to_owned())]);
    } else {
        sql.add(&format!("({expression} = ? OR "), [Val::Text(number.to_owned())]);
        push_like(sql, expression, Op::EndsWith, national);
        sql.raw(")");
    }
}

fn push_list(
    sql: &mut Sql,
    spec: &FieldSpec,
    expression: &str,
    condition: &Condition,
    cx: &FilterContext<'_>,
) -> Result<(), StoreError> {
    let element = |json: &Json| match read(spec, json, &cx.at)? {
        Value::Text(text) => Ok(text),
        Value::Id(id) => Ok(id.to_string()),
        _ => Err(invalid(spec, "This compares with a list of texts or ids.")),
    };
    let elements = many(spec, condition)?.iter().map(element).collect::<Result<Vec<String>, StoreError>>()?;
    let (joint, none) = if condition.op == Op::HasAll { (" AND ", "true") } else { (" OR ", "false") };
    if condition.op == Op::HasNone {
        sql.raw("NOT COALESCE(");
    }
    if elements.is_empty() {
        sql.raw(none);
    } else {
        sql.raw("(");
        for (i, element) in elements.into_iter().enumerate() {
            if i > 0 {
                sql.raw(joint);
            }
            push_contains(sql, cx.dialect, expression, element);
        }
        sql.raw(")");
    }
    if condition.op == Op::HasNone {
        sql.raw(", false)");
    }
    Ok(())
}

/// Whether a JSON list contains a text. The one place where the engines' JSON differs.
fn push_contains(sql: &mut Sql, dialect: Dialect, expression: &str, element: String) {
    let text = match dialect {
        Dialect::Sqlite => format!("EXISTS (SELECT 1 FROM json_each({expression}) AS j WHERE j.value = ?)"),
        Dialect::Postgres => format!("{expression} @> to_jsonb(CAST(? AS text))"),
    };
    sql.add(&text, [Val::Text(element)]);
}

fn push_link(sql: &mut Sql, spec: &FieldSpec, condition: &Condition, cx: &FilterContext<'_>) -> Result<(), StoreError> {
    let single;
    let list = match condition.op {
        Op::In => many(spec, condition)?,
        _ => {
            single = [one(spec, condition)?.clone()];
            &single
        }
    };
    let kind = column(cx.alias, &format!("{}_kind", spec.key));
    let id = column(cx.alias, &format!("{}_id", spec.key));
    sql.raw("(false");
    for json in list {
        if let Value::Link(link) = read(spec, json, &cx.at)? {
            sql.add(&format!(" OR ({kind} = ? AND {id} = ?)"), [Val::Text(link.kind), Val::Id(link.id)]);
        }
    }
    sql.raw(")");
    Ok(())
}

/// Days and moments. A moment compared with a day is compared with that whole day in the caller's
/// time zone. "The last n days" are today and the n days before it, "the next n" today and those after.
fn push_when(
    sql: &mut Sql,
    spec: &FieldSpec,
    expression: &str,
    condition: &Condition,
    cx: &FilterContext<'_>,
) -> Result<(), StoreError> {
    let today = When::Day(cx.at.today());
    let shifted = |days: i64| When::Day(cx.at.today().plus_days(days));
    let (from, to) = match condition.op {
        Op::InLastDays => (Some(shifted(-days(spec, one(spec, condition)?)?)), Some(today)),
        Op::InNextDays => (Some(today), Some(shifted(days(spec, one(spec, condition)?)?))),
        Op::Between => {
            let [from, to] = pair(spec, condition)?;
            (Some(when(spec, from, &cx.at)?), Some(when(spec, to, &cx.at)?))
        }
        op => {
            let at = when(spec, one(spec, condition)?, &cx.at)?;
            match op {
                Op::Before => return push_bound(sql, spec, expression, at, "<", cx),
                Op::After => return push_bound(sql, spec, expression, at, ">", cx),
                Op::OnOrBefore => (None, Some(at)),
                Op::OnOrAfter => (Some(at), None),
                _ => (Some(at), Some(at)),
            }
        }
    };
    match (from, to) {
        (Some(from), Some(to)) => {
            sql.raw("(");
            push_bound(sql, spec, expression, from, ">=", cx)?;
            sql.raw(" AND ");
            push_bound(sql, spec, expression, to, "<=", cx)?;
            sql.raw(")");
            Ok(())
        }
        (Some(from), None) => push_bound(sql, spec, expression, from, ">=", cx),
        (None, Some(to)) => push_bound(sql, spec, expression, to, "<=", cx),
        (None, None) => Ok(()),
    }
}

fn push_bound(
    sql: &mut Sql,
    spec: &FieldSpec,
    expression: &str,
    at: When,
    operator: &str,
    cx: &FilterContext<'_>,
) -> Result<(), StoreError> {
    let (operator, value) = match (spec.ty, at) {
        (FieldType::Date, When::Day(day)) => (operator, Value::Date(day)),
        (FieldType::Date, When::Moment(_)) => {
            return Err(invalid(spec, "This compares with a day such as 2026-04-30."));
        }
        (_, When::Moment(time)) => (operator, Value::Time(time)),
        // After a day is from the next day on; up to a day is before the next one.
        (_, When::Day(day)) => match operator {
            ">" => (">=", Value::Time(day.plus_days(1).start_in(cx.at.time_zone))),
            "<=" => ("<", Value::Time(day.plus_days(1).start_in(cx.at.time_zone))),
            operator => (operator, Value::Time(day.start_in(cx.at.time_zone))),
        },
    };
    sql.add(&format!("{expression} {operator} ?"), [comparable(spec, value)]);
    Ok(())
}

fn one<'a>(spec: &FieldSpec, condition: &'a Condition) -> Result<&'a Json, StoreError> {
    match &condition.operand {
        Operand::One(json) => Ok(json),
        _ => Err(invalid(spec, "This operator takes one value.")),
    }
}

fn many<'a>(spec: &FieldSpec, condition: &'a Condition) -> Result<&'a [Json], StoreError> {
    match &condition.operand {
        Operand::Many(list) => Ok(list),
        _ => Err(invalid(spec, "This operator takes a list.")),
    }
}

fn pair<'a>(spec: &FieldSpec, condition: &'a Condition) -> Result<[&'a Json; 2], StoreError> {
    match many(spec, condition)? {
        [from, to] => Ok([from, to]),
        _ => Err(invalid(spec, "This takes a list of two.")),
    }
}
