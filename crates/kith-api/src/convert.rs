//! Errors of use cases as problems. One match, without a catch-all: a new error needs a decision.

use kith_app::AppError;
use kith_model::{FieldCode, FilterError};
use serde_json::{Value as Json, json};

use crate::api::forbidden;
use crate::problem::{Code, Problem};

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Forbidden { kind, action } => forbidden(&kind, action),
            AppError::NotFound => Problem::new(Code::NotFound),
            AppError::Validation(errors) => Problem::invalid(errors),
            AppError::VersionConflict(conflict) => {
                let by = conflict.changed_by.map_or(Json::Null, |(id, title)| json!({"id": id, "title": title}));
                Problem::new(Code::VersionConflict)
                    .with("current", conflict.current)
                    .with("changed_by", by)
                    .with("changed_at", json!(conflict.changed_at))
            }
            AppError::Filter(error) => error.into(),
            AppError::InvalidSort(message) => Problem::field(Code::InvalidSort, "sort", FieldCode::Invalid, message),
            AppError::InvalidCursor => invalid_cursor("after"),
            AppError::Conflict(why) => Problem::new(Code::Conflict).detail(why),
            AppError::TooLarge(why) => Problem::new(Code::TooLarge).detail(why),
            AppError::OverLimit { field, message } => {
                Problem::field(Code::TooLarge, field, FieldCode::TooLarge, message.clone()).detail(message)
            }
            AppError::Checksum(why) => Problem::new(Code::ChecksumMismatch).detail(why),
            AppError::TooManyRequests { retry_after } => Problem::new(Code::TooManyRequests).retry_after(retry_after),
            AppError::Unauthenticated => Problem::new(Code::Unauthenticated),
            AppError::TokenExpired => Problem::new(Code::TokenExpired),
            AppError::InvalidCredentials => Problem::new(Code::InvalidCredentials),
            AppError::RefreshReused => Problem::new(Code::RefreshReused),
            AppError::Suspended => Problem::new(Code::Suspended),
            AppError::IdempotencyMismatch => Problem::new(Code::IdempotencyMismatch),
            AppError::Unavailable(why) => Problem::new(Code::Unavailable).retry_after(5).log(why),
            AppError::Timeout => Problem::new(Code::Timeout),
            AppError::Internal(why) => Problem::new(Code::Internal).log(why),
        }
    }
}

impl From<FilterError> for Problem {
    fn from(error: FilterError) -> Self {
        let message = error.to_string();
        match error {
            FilterError::UnknownField(field) => {
                Problem::field(Code::UnknownField, &field, FieldCode::UnknownField, message)
            }
            FilterError::UnknownOperator { field, .. } => {
                Problem::field(Code::UnknownOperator, &field, FieldCode::Invalid, message)
            }
            FilterError::Invalid { field, .. } => {
                Problem::field(Code::InvalidFilter, &field, FieldCode::Invalid, message)
            }
        }
    }
}

/// 422, naming the parameter that held the cursor.
pub(crate) fn invalid_cursor(param: &str) -> Problem {
    Problem::field(
        Code::InvalidCursor,
        param,
        FieldCode::Invalid,
        "This cursor does not belong to this list and order.",
    )
}
