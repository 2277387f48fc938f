//! Reading operands, with the store's errors.

use kith_model::{FieldSpec, Value, operand};
use serde_json::Value as Json;

pub(crate) use kith_model::operand::{Circumstances, When};

use crate::StoreError;

/// The refusal of an operand, which names its field.
pub(crate) fn invalid(spec: &FieldSpec, message: &str) -> StoreError {
    operand::invalid(spec, message).into()
}

/// One operand as a value of the field's type, texts in folded form.
pub(crate) fn read(spec: &FieldSpec, json: &Json, at: &Circumstances<'_>) -> Result<Value, StoreError> {
    Ok(operand::read(spec, json, at)?)
}

/// A day, a word for one, or a moment.
pub(crate) fn when(spec: &FieldSpec, json: &Json, at: &Circumstances<'_>) -> Result<When, StoreError> {
    Ok(operand::when(spec, json, at)?)
}

/// How many days, for relative dates.
pub(crate) fn days(spec: &FieldSpec, json: &Json) -> Result<i64, StoreError> {
    Ok(operand::days(spec, json)?)
}
