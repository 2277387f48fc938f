//! What a filter and an order mean, said over records in memory.

use std::cmp::Ordering;

use kith_model::{
    Condition, Date, Direction, FieldSpec, FieldType, Filter, Id, Op, Operand, Record, Schema, Sort, Timestamp, Value,
    fold, phone_fold,
};
use serde_json::Value as Json;

use crate::fixture::{NOW, REGION, ZONE};

pub struct Naive<'a> {
    pub schema: &'a Schema,
    pub me: Id,
}

impl Naive<'_> {
    pub fn holds(&self, filter: &Filter, record: &Record) -> bool {
        match filter {
            Filter::And(list) => list.iter().all(|filter| self.holds(filter, record)),
            Filter::Or(list) => list.iter().any(|filter| self.holds(filter, record)),
            Filter::Not(inner) => !self.holds(inner, record),
            Filter::Is(condition) => self.is(condition, record),
        }
    }

    fn is(&self, condition: &Condition, record: &Record) -> bool {
        let spec = self.schema.field(&condition.field).expect("a field");
        let value = field_value(record, &spec.key);
        match condition.op {
            Op::Empty => return value.is_empty(),
            Op::NotEmpty => return !value.is_empty(),
            _ => {}
        }
        let operands: Vec<&Json> = match &condition.operand {
            Operand::One(json) => vec![json],
            Operand::Many(list) => list.iter().collect(),
            Operand::None => Vec::new(),
        };
        match spec.ty {
            FieldType::Phone => phone(condition.op, &value, &operands),
            ty if ty.is_text() => text(condition.op, folded(spec, &value).as_deref(), &operands, fold),
            FieldType::Select => {
                let text_value = match &value {
                    Value::Text(text) => Some(text.as_str()),
                    _ => None,
                };
                text(condition.op, text_value, &operands, str::to_owned)
            }
            FieldType::Reference => {
                let id = match &value {
                    Value::Id(id) => Some(id.to_string()),
                    _ => None,
                };
                text(condition.op, id.as_deref(), &operands, |text| self.id(text))
            }
            FieldType::Record => match &value {
                Value::Link(link) => {
                    operands.iter().any(|json| json.as_str() == Some(&format!("{}:{}", link.kind, link.id)))
                }
                _ => false,
            },
            FieldType::Boolean => {
                let wanted = operands[0] == &Json::Bool(true) || operands[0] == "true";
                (value == Value::Bool(true)) == wanted
            }
            FieldType::Integer | FieldType::Number | FieldType::Money => number(condition.op, &value, &operands),
            FieldType::Date | FieldType::DateTime => date(condition.op, &value, &operands),
            FieldType::Address => {
                let parts = match &value {
                    Value::Json(Json::Object(map)) => map.values().filter_map(Json::as_str).collect::<Vec<_>>(),
                    _ => return false,
                };
                fold(&parts.join(" ")).contains(&fold(operands[0].as_str().expect("text")))
            }
            FieldType::MultiSelect | FieldType::TextList | FieldType::References => {
                let form = |text: &str| match spec.ty {
                    FieldType::TextList => fold(text),
                    FieldType::References => self.id(text),
                    _ => text.to_owned(),
                };
                let list: Vec<String> = match &value {
                    Value::Texts(list) => list.iter().map(|text| form(text)).collect(),
                    Value::Ids(list) => list.iter().map(Id::to_string).collect(),
                    _ => Vec::new(),
                };
                let has = |json: &&Json| list.contains(&form(json.as_str().expect("text")));
                match condition.op {
                    Op::HasAny => operands.iter().any(has),
                    Op::HasAll => operands.iter().all(has),
                    Op::HasNone => !operands.iter().any(has),
                    op => panic!("{op:?} on a list"),
                }
            }
            FieldType::Json => false,
            ty => panic!("{ty:?}"),
        }
    }

    fn id(&self, text: &str) -> String {
        if text == "me" { self.me.to_string() } else { text.to_owned() }
    }

    /// The order of a sorted list.
    pub fn compare(&self, sort: &Sort, a: &Record, b: &Record) -> Ordering {
        let mut direction = Direction::Ascending;
        for key in &sort.0 {
            direction = key.direction;
            let spec = self.schema.field(&key.field).expect("a field");
            let ordering = compare_values(spec, &field_value(a, &spec.key), &field_value(b, &spec.key));
            let ordering = directed(direction, ordering);
            if ordering != Ordering::Equal {
                return ordering;
            }
        }
        directed(direction, a.id.cmp(&b.id))
    }
}

fn directed(direction: Direction, ordering: Ordering) -> Ordering {
    if direction == Direction::Descending { ordering.reverse() } else { ordering }
}

pub fn field_value(record: &Record, key: &str) -> Value {
    match key {
        "title" => Value::Text(record.title.clone()),
        "created_at" => Value::Time(record.created_at),
        "updated_at" => Value::Time(record.updated_at),
        "created_by" => record.created_by.map_or(Value::Null, Value::Id),
        "id" => Value::Id(record.id),
        key => record.value(key).clone(),
    }
}

fn folded(spec: &FieldSpec, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if spec.ty == FieldType::Phone => Some(phone_fold(text, REGION)),
        Value::Text(text) => Some(fold(text)),
        _ => None,
    }
}

fn compare_values(spec: &FieldSpec, a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (a, b) if a.is_empty() || b.is_empty() => b.is_empty().cmp(&a.is_empty()),
        (Value::Text(a), Value::Text(b)) if spec.ty == FieldType::Select => a.cmp(b),
        (Value::Text(_), Value::Text(_)) => folded(spec, a).cmp(&folded(spec, b)),
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Real(a), Value::Real(b)) => a.total_cmp(b),
        (Value::Money(a), Value::Money(b)) => a.amount.cmp(&b.amount),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Id(a), Value::Id(b)) => a.cmp(b),
        pair => panic!("{pair:?}"),
    }
}

fn text(op: Op, value: Option<&str>, operands: &[&Json], form: impl Fn(&str) -> String) -> bool {
    let operands: Vec<String> = operands.iter().map(|json| form(json.as_str().expect("text"))).collect();
    let first = operands.first().map(String::as_str).unwrap_or_default();
    let Some(value) = value else { return matches!(op, Op::Ne | Op::NotIn | Op::NotContains) };
    match op {
        Op::Eq => value == first,
        Op::Ne => value != first,
        Op::Contains => value.contains(first),
        Op::NotContains => !value.contains(first),
        Op::StartsWith => value.starts_with(first),
        Op::EndsWith => value.ends_with(first),
        Op::In => operands.iter().any(|text| text == value),
        Op::NotIn => !operands.iter().any(|text| text == value),
        op => panic!("{op:?} on a text"),
    }
}

fn phone(op: Op, value: &Value, operands: &[&Json]) -> bool {
    let Value::Text(typed) = value else { return matches!(op, Op::Ne | Op::NotIn | Op::NotContains) };
    let stored = phone_fold(typed, REGION);
    let wanted: Vec<String> = operands.iter().map(|json| phone_fold(json.as_str().expect("text"), "")).collect();
    let same = |wanted: &String| {
        let national = wanted.trim_start_matches('0');
        stored == *wanted || (!wanted.starts_with('+') && national.len() >= 6 && stored.ends_with(national))
    };
    match op {
        Op::Eq | Op::In => wanted.iter().any(same),
        Op::Ne | Op::NotIn => !wanted.iter().any(same),
        Op::Contains => stored.contains(&wanted[0]),
        Op::NotContains => !stored.contains(&wanted[0]),
        Op::StartsWith => stored.starts_with(&wanted[0]),
        Op::EndsWith => stored.ends_with(&wanted[0]),
        op => panic!("{op:?} on a phone"),
    }
}

fn number(op: Op, value: &Value, operands: &[&Json]) -> bool {
    let value = match value {
        Value::Int(n) => *n as f64,
        Value::Real(n) => *n,
        Value::Money(money) => money.amount as f64,
        _ => return op == Op::Ne,
    };
    let operand = |i: usize| operands[i].as_f64().or_else(|| operands[i].as_str()?.parse().ok()).expect("a number");
    match op {
        Op::Eq => value == operand(0),
        Op::Ne => value != operand(0),
        Op::Gt => value > operand(0),
        Op::Gte => value >= operand(0),
        Op::Lt => value < operand(0),
        Op::Lte => value <= operand(0),
        Op::Between => (operand(0)..=operand(1)).contains(&value),
        op => panic!("{op:?} on a number"),
    }
}

/// A day or a moment as the first and the last microsecond it covers.
fn span(json: &Json) -> (i64, i64) {
    let today = NOW.date_in(ZONE);
    let text = json.as_str().expect("a date");
    let day = match text {
        "today" => today,
        "yesterday" => today.plus_days(-1),
        "tomorrow" => today.plus_days(1),
        text => match text.parse::<Date>() {
            Ok(day) => day,
            Err(()) => {
                let moment = text.parse::<Timestamp>().expect("a moment").as_micros();
                return (moment, moment);
            }
        },
    };
    day_span(day)
}

fn day_span(day: Date) -> (i64, i64) {
    (day.start_in(ZONE).as_micros(), day.plus_days(1).start_in(ZONE).as_micros() - 1)
}

fn date(op: Op, value: &Value, operands: &[&Json]) -> bool {
    let (first, last) = match value {
        Value::Time(time) => (time.as_micros(), time.as_micros()),
        Value::Date(day) => day_span(*day),
        _ => return false,
    };
    let today = NOW.date_in(ZONE);
    let days = || operands[0].as_i64().expect("days");
    match op {
        Op::Eq => first >= span(operands[0]).0 && last <= span(operands[0]).1,
        Op::Before => last < span(operands[0]).0,
        Op::After => first > span(operands[0]).1,
        Op::OnOrBefore => last <= span(operands[0]).1,
        Op::OnOrAfter => first >= span(operands[0]).0,
        Op::Between => first >= span(operands[0]).0 && last <= span(operands[1]).1,
        Op::InLastDays => first >= day_span(today.plus_days(-days())).0 && last <= day_span(today).1,
        Op::InNextDays => first >= day_span(today).0 && last <= day_span(today.plus_days(days())).1,
        op => panic!("{op:?} on a date"),
    }
}
