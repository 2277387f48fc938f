//! Operands to try with every operator of a field.

use kith_model::{FieldSpec, FieldType, Op, Operand, Record, Value};
use serde_json::{Value as Json, json};

use crate::fixture::{Fixture, NOW, TEXTS, ZONE};
use crate::naive::field_value;

/// Scalars worth comparing a field with: values that occur, and some that do not.
pub fn scalars(fixture: &Fixture, spec: &FieldSpec, op: Op, records: &[Record]) -> Vec<Json> {
    if matches!(op, Op::InLastDays | Op::InNextDays) {
        return vec![json!(0), json!(2), json!(30)];
    }
    let values = records.iter().map(|record| field_value(record, &spec.key)).filter(|value| !value.is_empty());
    let mut out: Vec<Json> = Vec::new();
    for value in values.take(12) {
        match value {
            Value::Link(link) => out.push(json!(format!("{}:{}", link.kind, link.id))),
            Value::Money(money) => out.push(json!(money.amount)),
            Value::Texts(list) => out.extend(list.into_iter().map(Json::from)),
            Value::Ids(list) => out.extend(list.iter().map(|id| json!(id.to_string()))),
            Value::Json(_) => out.extend([json!("koln"), json!("ACME")]),
            value => out.push(value.to_json()),
        }
    }
    let today = NOW.date_in(ZONE);
    match spec.ty {
        FieldType::Phone => out.extend([json!("9876543120"), json!("98765"), json!("+44 20 7946 0958")]),
        ty if ty.is_text() || ty == FieldType::TextList => {
            out.extend(TEXTS[..5].iter().map(|text| json!(text)));
            out.extend([json!("é"), json!("%"), json!("_"), json!("\\"), json!("a"), json!("nothing")]);
        }
        FieldType::Integer | FieldType::Money => out.extend([json!(1), json!("2"), json!(-100)]),
        FieldType::Number => out.extend([json!(0.5), json!("1"), json!(1e9)]),
        FieldType::Date | FieldType::DateTime => {
            out.extend([json!("today"), json!("yesterday"), json!("tomorrow"), json!(today.plus_days(-2).to_string())]);
        }
        FieldType::Reference | FieldType::References => {
            if spec.target.as_deref() == Some("user") {
                out.push(json!("me"));
            }
            out.push(json!(fixture.workspace.to_string()));
        }
        _ => {}
    }
    out.sort_by_key(Json::to_string);
    out.dedup();
    out
}

/// Operands for an operator: single values, or lists of them.
pub fn operands(fixture: &Fixture, spec: &FieldSpec, op: Op, records: &[Record]) -> Vec<Operand> {
    if op.takes_nothing() {
        return vec![Operand::None];
    }
    let scalars = scalars(fixture, spec, op, records);
    if !op.takes_list() {
        let step = scalars.len().div_ceil(6).max(1);
        return scalars.into_iter().step_by(step).map(Operand::One).collect();
    }
    let pair = |i: usize, j: usize| vec![scalars[i % scalars.len()].clone(), scalars[j % scalars.len()].clone()];
    if scalars.is_empty() {
        return vec![];
    }
    let mut lists = vec![pair(0, 1), pair(1, 0), pair(2, 5)];
    if op != Op::Between {
        lists.extend([vec![], scalars[..1].to_vec(), scalars.clone()]);
    }
    lists.into_iter().map(Operand::Many).collect()
}
