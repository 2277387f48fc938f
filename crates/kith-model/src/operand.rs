//! Reads what a condition compares with, through the type of its field.

use serde_json::Value as Json;

use crate::{Date, FieldSpec, FieldType, FilterError, Id, RecordLink, Timestamp, Value, fold, phone_fold};

/// What relative operands are relative to.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The present moment.
    pub now: Timestamp,
    /// The IANA zone days are meant in.
    pub time_zone: &'a str,
    /// Who `me` is, where there is somebody.
    pub me: Option<Id>,
}

impl Circumstances<'_> {
    /// The caller's day.
    pub fn today(&self) -> Date {
        self.now.date_in(self.time_zone)
    }
}

/// A moment, or a whole day of the caller's.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// A moment.
    Moment(Timestamp),
    /// A day.
    Day(Date),
}

/// The refusal of an operand, which names its field.
pub fn invalid(spec: &FieldSpec, message: &str) -> FilterError {
    FilterError::Invalid { field: spec.key.clone(), message: message.to_owned() }
}

/// One operand as a value of the field's type, texts in folded form.
pub fn read(spec: &FieldSpec, json: &Json, at: &Circumstances<'_>) -> Result<Value, FilterError> {
    use FieldType::{
        Address, Boolean, Date, DateTime, Email, Integer, LongText, Markdown, Money, MultiSelect, Number, Phone,
        Record, Reference, References, Select, Text, TextList, Url,
    };
    match spec.ty {
        Text | LongText | Markdown | Email | Phone | Url => {
            let text = text(spec, json)?;
            let digits = if spec.ty == Phone { phone_fold(text, "") } else { String::new() };
            // A phone is compared by its digits; letters match none.
            Ok(Value::Text(if digits.is_empty() { fold(text) } else { digits }))
        }
        TextList | Address => text(spec, json).map(|text| Value::Text(fold(text))),
        Select | MultiSelect => text(spec, json).map(|text| Value::Text(text.to_owned())),
        Integer | Money => {
            whole(json).map(Value::Int).ok_or_else(|| invalid(spec, "This compares with a whole number."))
        }
        Number => number(json).map(Value::Real).ok_or_else(|| invalid(spec, "This compares with a number.")),
        Date => match when(spec, json, at)? {
            When::Day(day) => Ok(Value::Date(day)),
            When::Moment(_) => Err(invalid(spec, "This compares with a day such as 2026-04-30.")),
        },
        DateTime => match when(spec, json, at)? {
            When::Moment(time) => Ok(Value::Time(time)),
            When::Day(day) => Ok(Value::Time(day.start_in(at.time_zone))),
        },
        Boolean => match json {
            Json::Bool(b) => Ok(Value::Bool(*b)),
            Json::String(text) if text == "true" => Ok(Value::Bool(true)),
            Json::String(text) if text == "false" => Ok(Value::Bool(false)),
            _ => Err(invalid(spec, "This compares with true or false.")),
        },
        Reference | References => match json.as_str() {
            Some("me") if spec.target.as_deref() == Some("user") => {
                at.me.map(Value::Id).ok_or_else(|| invalid(spec, "Nobody is signed in, so nobody is \"me\"."))
            }
            Some(text) => {
                text.parse().map(Value::Id).map_err(|_| invalid(spec, "This compares with the id of a record."))
            }
            None => Err(invalid(spec, "This compares with the id of a record.")),
        },
        Record => {
            let link = json.as_str().and_then(|text| text.split_once(':'));
            let link = link.and_then(|(kind, id)| Some(RecordLink { kind: kind.to_owned(), id: id.parse().ok()? }));
            link.map(Value::Link).ok_or_else(|| invalid(spec, "This compares with a kind and an id, as in deal:<id>."))
        }
        FieldType::Json => Err(invalid(spec, "This cannot be compared.")),
    }
}

/// A day, a word for one, or a moment.
pub fn when(spec: &FieldSpec, json: &Json, at: &Circumstances<'_>) -> Result<When, FilterError> {
    let day = |days| Ok(When::Day(at.today().plus_days(days)));
    match json.as_str() {
        Some("today") => day(0),
        Some("yesterday") => day(-1),
        Some("tomorrow") => day(1),
        Some(text) => match text.parse::<Date>() {
            Ok(day) => Ok(When::Day(day)),
            Err(()) => text.parse().map(When::Moment).map_err(|_| invalid(spec, "This is not a date.")),
        },
        None => Err(invalid(spec, "This compares with a date.")),
    }
}

/// How many days, for relative dates.
pub fn days(spec: &FieldSpec, json: &Json) -> Result<i64, FilterError> {
    let days = whole(json).filter(|days| (0..=36_500).contains(days));
    days.ok_or_else(|| invalid(spec, "This takes a whole number of days."))
}

fn text<'a>(spec: &FieldSpec, json: &'a Json) -> Result<&'a str, FilterError> {
    match json.as_str() {
        // PostgreSQL cannot store a NUL, so no record contains one.
        Some(text) if !text.contains('\0') => Ok(text),
        _ => Err(invalid(spec, "This compares with a text.")),
    }
}

fn whole(json: &Json) -> Option<i64> {
    json.as_i64().or_else(|| json.as_str()?.trim().parse().ok())
}

fn number(json: &Json) -> Option<f64> {
    json.as_f64().or_else(|| json.as_str()?.trim().parse().ok()).filter(|n| n.is_finite())
}
