//! What a filter means, said over a record in memory: the same as the store says in SQL, which the
//! store's conformance tests compare.

use serde_json::Value as Json;

use crate::operand::{Circumstances, When, days, invalid, read, when};
use crate::{
    Condition, Date, FieldSpec, FieldType, Filter, FilterError, Op, Operand, Record, Schema, Timestamp, Value, fold,
    phone_fold,
};

/// Tells which records a filter finds.
pub struct Matcher<'a> {
    /// The fields.
    pub schema: &'a Schema,
    /// What relative operands are relative to.
    pub at: Circumstances<'a>,
    /// The country (ISO 3166) by which phones typed without one are read.
    pub region: &'a str,
}

impl Matcher<'_> {
    /// Whether the filter finds the record.
    pub fn holds(&self, filter: &Filter, record: &Record) -> Result<bool, FilterError> {
        Ok(match filter {
            Filter::And(list) => {
                for inner in list {
                    if !self.holds(inner, record)? {
                        return Ok(false);
                    }
                }
                true
            }
            Filter::Or(list) => {
                for inner in list {
                    if self.holds(inner, record)? {
                        return Ok(true);
                    }
                }
                false
            }
            Filter::Not(inner) => !self.holds(inner, record)?,
            Filter::Is(condition) => self.is(condition, record)?,
        })
    }

    /// Whether every condition can be read, also those that no record would get to.
    pub fn check(&self, filter: &Filter, record: &Record) -> Result<(), FilterError> {
        match filter {
            Filter::And(list) | Filter::Or(list) => list.iter().try_for_each(|inner| self.check(inner, record)),
            Filter::Not(inner) => self.check(inner, record),
            Filter::Is(condition) => self.is(condition, record).map(|_| ()),
        }
    }

    fn is(&self, condition: &Condition, record: &Record) -> Result<bool, FilterError> {
        let unknown = || FilterError::UnknownField(condition.field.clone());
        let spec = self.schema.field(&condition.field).ok_or_else(unknown)?;
        let value = value_of(record, &spec.key);
        let operands: &[Json] = match (&condition.op, &condition.operand) {
            (Op::Empty, _) => return Ok(value.is_empty()),
            (Op::NotEmpty, _) => return Ok(!value.is_empty()),
            (_, Operand::One(json)) => std::slice::from_ref(json),
            (_, Operand::Many(list)) => list,
            (_, Operand::None) => return Err(invalid(spec, "This operator takes a value.")),
        };
        let op = condition.op;
        match spec.ty {
            FieldType::Date | FieldType::DateTime => self.date(spec, op, &value, operands),
            FieldType::Json => Err(invalid(spec, "This cannot be compared.")),
            _ => {
                let wanted: Vec<Value> =
                    operands.iter().map(|json| read(spec, json, &self.at)).collect::<Result<_, _>>()?;
                self.compares(spec, op, &value, &wanted)
            }
        }
    }

    fn compares(&self, spec: &FieldSpec, op: Op, value: &Value, wanted: &[Value]) -> Result<bool, FilterError> {
        let first = wanted.first().unwrap_or(&Value::Null);
        Ok(match spec.ty {
            FieldType::Phone => self.phone(op, value, wanted),
            ty if ty.is_text() => {
                let stored = if let Value::Text(text) = value { Some(fold(text)) } else { None };
                text(op, stored.as_deref(), wanted)
            }
            FieldType::Select => text(op, if let Value::Text(text) = value { Some(text) } else { None }, wanted),
            FieldType::Boolean => (value == &Value::Bool(true)) == (first == &Value::Bool(true)),
            FieldType::Integer | FieldType::Number | FieldType::Money => match wanted {
                [from, to] if op == Op::Between => {
                    number(value).zip(number(from)).zip(number(to)).is_some_and(|((n, from), to)| from <= n && n <= to)
                }
                _ if op == Op::Between => return Err(invalid(spec, "This takes a list of two.")),
                _ => compare_number(op, number(value), number(first)),
            },
            FieldType::Address => {
                let Value::Json(Json::Object(parts)) = value else { return Ok(false) };
                let parts = parts.values().filter_map(Json::as_str).collect::<Vec<_>>().join(" ");
                matches!(first, Value::Text(wanted) if fold(&parts).contains(wanted.as_str()))
            }
            FieldType::MultiSelect | FieldType::TextList | FieldType::References => {
                let list: Vec<Value> = match value {
                    Value::Texts(list) if spec.ty == FieldType::TextList => {
                        list.iter().map(|text| Value::Text(fold(text))).collect()
                    }
                    Value::Texts(list) => list.iter().map(|text| Value::Text(text.clone())).collect(),
                    Value::Ids(list) => list.iter().copied().map(Value::Id).collect(),
                    _ => Vec::new(),
                };
                match op {
                    Op::HasAll => wanted.iter().all(|one| list.contains(one)),
                    Op::HasNone => !wanted.iter().any(|one| list.contains(one)),
                    _ => wanted.iter().any(|one| list.contains(one)),
                }
            }
            // References and links.
            _ => match op {
                Op::Ne | Op::NotIn => !wanted.contains(value),
                _ => wanted.contains(value),
            },
        })
    }

    /// A number typed without its country is compared with the end of what is stored, without the zero
    /// that leads it at home.
    fn phone(&self, op: Op, value: &Value, wanted: &[Value]) -> bool {
        let Value::Text(typed) = value else { return matches!(op, Op::Ne | Op::NotIn | Op::NotContains) };
        let stored = phone_fold(typed, self.region);
        let same = |wanted: &Value| {
            let Value::Text(wanted) = wanted else { return false };
            let national = wanted.trim_start_matches('0');
            stored == *wanted || (!wanted.starts_with('+') && national.len() >= 6 && stored.ends_with(national))
        };
        match op {
            Op::Eq | Op::In => wanted.iter().any(same),
            Op::Ne | Op::NotIn => !wanted.iter().any(same),
            _ => text(op, Some(&stored), wanted),
        }
    }

    fn date(&self, spec: &FieldSpec, op: Op, value: &Value, operands: &[Json]) -> Result<bool, FilterError> {
        let zone = self.at.time_zone;
        let micros = |at: Timestamp| at.as_micros();
        let day = |day: Date| (micros(day.start_in(zone)), micros(day.plus_days(1).start_in(zone)) - 1);
        let span = |json: &Json| {
            let at = when(spec, json, &self.at)?;
            match at {
                When::Moment(_) if spec.ty == FieldType::Date => {
                    Err(invalid(spec, "This compares with a day such as 2026-04-30."))
                }
                When::Moment(at) => Ok((micros(at), micros(at))),
                When::Day(at) => Ok(day(at)),
            }
        };
        let today = self.at.today();
        let one = || operands.first().ok_or_else(|| invalid(spec, "This operator takes one value."));
        let (from, to) = match (op, operands) {
            (Op::InLastDays, _) => (Some(day(today.plus_days(-days(spec, one()?)?)).0), Some(day(today).1)),
            (Op::InNextDays, _) => (Some(day(today).0), Some(day(today.plus_days(days(spec, one()?)?)).1)),
            (Op::Between, [from, to]) => (Some(span(from)?.0), Some(span(to)?.1)),
            (Op::Between, _) => return Err(invalid(spec, "This takes a list of two.")),
            (Op::Before, _) => (None, Some(span(one()?)?.0 - 1)),
            (Op::After, _) => (Some(span(one()?)?.1 + 1), None),
            (Op::OnOrBefore, _) => (None, Some(span(one()?)?.1)),
            (Op::OnOrAfter, _) => (Some(span(one()?)?.0), None),
            _ => {
                let (from, to) = span(one()?)?;
                (Some(from), Some(to))
            }
        };
        let (first, last) = match value {
            Value::Time(time) => (micros(*time), micros(*time)),
            Value::Date(at) => day(*at),
            _ => return Ok(false),
        };
        Ok(from.is_none_or(|from| first >= from) && to.is_none_or(|to| last <= to))
    }
}

/// A field's value, own or common.
fn value_of(record: &Record, key: &str) -> Value {
    match key {
        "title" => Value::Text(record.title.clone()),
        "created_at" => Value::Time(record.created_at),
        "updated_at" => Value::Time(record.updated_at),
        "created_by" => record.created_by.map_or(Value::Null, Value::Id),
        "id" => Value::Id(record.id),
        key => record.value(key).clone(),
    }
}

fn text(op: Op, value: Option<&str>, wanted: &[Value]) -> bool {
    let Some(value) = value.filter(|text| !text.is_empty()) else {
        return matches!(op, Op::Ne | Op::NotIn | Op::NotContains);
    };
    let texts: Vec<&str> =
        wanted.iter().filter_map(|one| if let Value::Text(text) = one { Some(text.as_str()) } else { None }).collect();
    let first = texts.first().copied().unwrap_or_default();
    match op {
        Op::Ne | Op::NotIn => !texts.contains(&value),
        Op::Contains => value.contains(first),
        Op::NotContains => !value.contains(first),
        Op::StartsWith => value.starts_with(first),
        Op::EndsWith => value.ends_with(first),
        _ => texts.contains(&value),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(n) => Some(*n as f64),
        Value::Real(n) => Some(*n),
        Value::Money(money) => Some(money.amount as f64),
        _ => None,
    }
}

fn compare_number(op: Op, value: Option<f64>, wanted: Option<f64>) -> bool {
    let (Some(value), Some(wanted)) = (value, wanted) else { return op == Op::Ne };
    match op {
        Op::Ne => value != wanted,
        Op::Gt => value > wanted,
        Op::Gte => value >= wanted,
        Op::Lt => value < wanted,
        Op::Lte => value <= wanted,
        _ => value == wanted,
    }
}
