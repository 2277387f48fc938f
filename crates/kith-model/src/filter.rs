//! Filters: a tree of conditions, checked against a schema before anything reads it.

use serde_json::{Value as Json, json};

use crate::Schema;

/// How a condition compares. Names as in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the API's operator table")]
pub enum Op {
    Eq,
    Ne,
    Contains,
    NotContains,
    StartsWith,
    EndsWith,
    In,
    NotIn,
    Gt,
    Gte,
    Lt,
    Lte,
    Between,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    InLastDays,
    InNextDays,
    HasAny,
    HasAll,
    HasNone,
    Empty,
    NotEmpty,
}

impl Op {
    const NAMES: [(Op, &'static str); 24] = [
        (Op::Eq, "eq"),
        (Op::Ne, "ne"),
        (Op::Contains, "contains"),
        (Op::NotContains, "not_contains"),
        (Op::StartsWith, "starts_with"),
        (Op::EndsWith, "ends_with"),
        (Op::In, "in"),
        (Op::NotIn, "not_in"),
        (Op::Gt, "gt"),
        (Op::Gte, "gte"),
        (Op::Lt, "lt"),
        (Op::Lte, "lte"),
        (Op::Between, "between"),
        (Op::Before, "before"),
        (Op::After, "after"),
        (Op::OnOrBefore, "on_or_before"),
        (Op::OnOrAfter, "on_or_after"),
        (Op::InLastDays, "in_last_days"),
        (Op::InNextDays, "in_next_days"),
        (Op::HasAny, "has_any"),
        (Op::HasAll, "has_all"),
        (Op::HasNone, "has_none"),
        (Op::Empty, "empty"),
        (Op::NotEmpty, "not_empty"),
    ];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        Op::NAMES.iter().find(|(op, _)| *op == self).map_or("", |(_, name)| name)
    }

    /// The inverse of [`Op::name`].
    pub fn from_name(name: &str) -> Option<Op> {
        Op::NAMES.iter().find(|(_, known)| *known == name).map(|(op, _)| *op)
    }

    /// Whether it takes a list.
    pub fn takes_list(self) -> bool {
        matches!(self, Op::In | Op::NotIn | Op::Between | Op::HasAny | Op::HasAll | Op::HasNone)
    }

    /// Whether it takes no value.
    pub fn takes_nothing(self) -> bool {
        matches!(self, Op::Empty | Op::NotEmpty)
    }
}

/// What a condition compares with, as it came in; the renderer reads it through the field's type.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// Nothing, for `empty` and `not_empty`.
    None,
    /// One JSON scalar.
    One(Json),
    /// A list of JSON scalars.
    Many(Vec<Json>),
}

/// A field, an operator and what to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The field's key.
    pub field: String,
    /// The operator.
    pub op: Op,
    /// What to compare with.
    pub operand: Operand,
}

/// A tree of conditions.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// All of them; with none, everything.
    And(Vec<Filter>),
    /// Any of them; with none, nothing.
    Or(Vec<Filter>),
    /// Not this one.
    Not(Box<Filter>),
    /// A single condition.
    Is(Condition),
}

/// Why a filter is refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum FilterError {
    #[error("There is no field \"{0}\" to filter by.")]
    UnknownField(String),
    #[error("\"{op}\" does not apply to \"{field}\".")]
    UnknownOperator { field: String, op: String },
    #[error("{message}")]
    Invalid { field: String, message: String },
}

const MAX_CONDITIONS: usize = 50;
const MAX_DEPTH: usize = 5;
const MAX_LIST: usize = 500;

impl Filter {
    /// Everything: the filter without conditions.
    pub fn all() -> Filter {
        Filter::And(Vec::new())
    }

    /// Whether it lets everything through by having no condition.
    pub fn is_all(&self) -> bool {
        matches!(self, Filter::And(list) if list.iter().all(Filter::is_all))
    }

    /// Both filters.
    pub fn and(self, other: Filter) -> Filter {
        match (self, other) {
            (a, b) if b.is_all() => a,
            (a, b) if a.is_all() => b,
            (Filter::And(mut a), b) => {
                a.push(b);
                Filter::And(a)
            }
            (a, b) => Filter::And(vec![a, b]),
        }
    }

    /// The fields it looks at, some maybe more than once.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Filter::And(list) | Filter::Or(list) => list.iter().flat_map(Filter::fields).collect(),
            Filter::Not(inner) => inner.fields(),
            Filter::Is(condition) => vec![condition.field.as_str()],
        }
    }

    /// Reads the API's JSON tree and checks fields and operators against a schema.
    /// Values are checked when the filter is rendered, through the field's type.
    pub fn from_json(schema: &Schema, json: &Json) -> Result<Filter, FilterError> {
        let mut count = 0;
        read(schema, json, 1, &mut count)
    }

    /// As the API reads it.
    pub fn to_json(&self) -> Json {
        let list = |list: &[Filter]| list.iter().map(Filter::to_json).collect::<Vec<_>>();
        match self {
            Filter::And(all) => json!({"and": list(all)}),
            Filter::Or(any) => json!({"or": list(any)}),
            Filter::Not(inner) => json!({"not": inner.to_json()}),
            Filter::Is(Condition { field, op, operand }) => match operand {
                Operand::None => json!({"field": field, "op": op.name()}),
                Operand::One(value) => json!({"field": field, "op": op.name(), "value": value}),
                Operand::Many(values) => json!({"field": field, "op": op.name(), "value": values}),
            },
        }
    }

    /// One checked condition from a query parameter; lists are separated by commas.
    pub fn from_param(schema: &Schema, field: &str, op: Option<&str>, text: &str) -> Result<Filter, FilterError> {
        let spec = schema.field(field).ok_or_else(|| FilterError::UnknownField(field.to_owned()))?;
        let name = op.unwrap_or(if spec.ty.is_list() { "has_any" } else { "eq" });
        let op = check_op(schema, field, name)?;
        let operand = if op.takes_nothing() {
            Operand::None
        } else if op.takes_list() {
            Operand::Many(text.split(',').map(|part| Json::from(part.trim())).collect())
        } else {
            Operand::One(Json::from(text))
        };
        Ok(Filter::Is(Condition { field: field.to_owned(), op, operand }))
    }
}

fn check_op(schema: &Schema, field: &str, name: &str) -> Result<Op, FilterError> {
    let spec = schema.field(field).ok_or_else(|| FilterError::UnknownField(field.to_owned()))?;
    if !spec.filterable {
        return Err(FilterError::UnknownField(field.to_owned()));
    }
    let unknown = || FilterError::UnknownOperator { field: field.to_owned(), op: name.to_owned() };
    let op = Op::from_name(name).ok_or_else(unknown)?;
    if spec.operators().contains(&op) { Ok(op) } else { Err(unknown()) }
}

fn read(schema: &Schema, json: &Json, depth: usize, count: &mut usize) -> Result<Filter, FilterError> {
    let invalid = |message: &str| FilterError::Invalid { field: "filter".into(), message: message.into() };
    if depth > MAX_DEPTH {
        return Err(invalid("The filter is nested too deeply; five levels are the limit."));
    }
    let object = json.as_object().ok_or_else(|| invalid("A filter is an object."))?;
    let branch = |list: &Json, count: &mut usize| -> Result<Vec<Filter>, FilterError> {
        let list = list.as_array().ok_or_else(|| invalid("\"and\" and \"or\" take a list."))?;
        list.iter().map(|item| read(schema, item, depth + 1, count)).collect()
    };
    if object.len() == 1 {
        if let Some(list) = object.get("and") {
            return Ok(Filter::And(branch(list, count)?));
        }
        if let Some(list) = object.get("or") {
            return Ok(Filter::Or(branch(list, count)?));
        }
        if let Some(inner) = object.get("not") {
            return Ok(Filter::Not(Box::new(read(schema, inner, depth + 1, count)?)));
        }
    }
    *count += 1;
    if *count > MAX_CONDITIONS {
        return Err(invalid("The filter has too many conditions; fifty are the limit."));
    }
    if let Some(key) = object.keys().find(|key| !["field", "op", "value"].contains(&key.as_str())) {
        return Err(invalid(&format!("A condition has no \"{key}\".")));
    }
    let text = |key: &str| {
        object.get(key).and_then(Json::as_str).ok_or_else(|| invalid(&format!("A condition needs \"{key}\".")))
    };
    let field = text("field")?;
    let op = check_op(schema, field, text("op")?)?;
    let bad = |message: &str| FilterError::Invalid { field: field.to_owned(), message: message.into() };
    let operand = match object.get("value") {
        _ if op.takes_nothing() => Operand::None,
        Some(Json::Array(list)) if op.takes_list() => {
            if list.len() > MAX_LIST {
                return Err(bad("The list is too long; five hundred entries are the limit."));
            }
            Operand::Many(list.clone())
        }
        Some(scalar @ (Json::String(_) | Json::Number(_) | Json::Bool(_))) if !op.takes_list() => {
            Operand::One(scalar.clone())
        }
        Some(_) if op.takes_list() => return Err(bad("This operator takes a list.")),
        _ => return Err(bad("This operator takes one value.")),
    };
    Ok(Filter::Is(Condition { field: field.to_owned(), op, operand }))
}
