//! What can go wrong in a use case, in the words of the API's table of errors.

use kith_access::{Action, Denied};
use kith_model::{FieldCode, FieldError, FieldErrors, FilterError, Id, Timestamp};
use kith_store::{StoreError, WriteError};
use serde_json::Value as Json;

use crate::ports::BlobError;

/// A refused or failed use case. Each variant is one code of `docs/errors.md`, or says which.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// 403 `forbidden`: no role of the caller allows this.
    #[error("no role allows to {} {kind}", action.name())]
    Forbidden {
        /// The kind's key.
        kind: String,
        /// The missing right.
        action: Action,
    },
    /// 404 `not_found`: it does not exist, or the caller may not know that it does.
    #[error("not found")]
    NotFound,
    /// 422 `validation_failed`.
    #[error("some fields are not right")]
    Validation(FieldErrors),
    /// 412 `version_conflict`.
    #[error("changed by somebody else meanwhile")]
    VersionConflict(Box<VersionConflict>),
    /// 422 `unknown_field`, `unknown_operator` or `invalid_filter`, as the inner error says.
    #[error(transparent)]
    Filter(FilterError),
    /// 422 `invalid_sort`.
    #[error("{0}")]
    InvalidSort(String),
    /// 422 `invalid_cursor`.
    #[error("the cursor does not belong to this list")]
    InvalidCursor,
    /// 409 `conflict`: the state of things does not allow it; the text says why.
    #[error("{0}")]
    Conflict(String),
    /// 413 `too_large`.
    #[error("{0}")]
    TooLarge(String),
    /// 413 `too_large`, naming what is too large.
    #[error("{message}")]
    OverLimit {
        /// The field's key.
        field: &'static str,
        /// How much is allowed.
        message: String,
    },
    /// 460 `checksum_mismatch`: what came is not what was sent; the text says what is kept.
    #[error("{0}")]
    Checksum(String),
    /// 429 `too_many_requests`.
    #[error("too many attempts")]
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// 401 `unauthenticated`.
    #[error("not signed in")]
    Unauthenticated,
    /// 401 `token_expired`.
    #[error("the access token has expired")]
    TokenExpired,
    /// 401 `invalid_credentials`.
    #[error("the address or the password is wrong")]
    InvalidCredentials,
    /// 401 `refresh_reused`: the session has been ended.
    #[error("the refresh token was used twice")]
    RefreshReused,
    /// 403 `suspended`.
    #[error("this account is suspended")]
    Suspended,
    /// 422 `idempotency_mismatch`.
    #[error("the idempotency key was used with another request")]
    IdempotencyMismatch,
    /// 503 `unavailable`.
    #[error("{0}")]
    Unavailable(String),
    /// 503 `timeout`.
    #[error("the query took too long")]
    Timeout,
    /// 500 `internal`; the text is for the log, never for the caller.
    #[error("{0}")]
    Internal(String),
}

/// The record as it is now, for whoever tried to change an older version.
#[derive(Debug)]
pub struct VersionConflict {
    /// The record now, as the API writes it.
    pub current: Json,
    /// Its version now.
    pub version: i64,
    /// Who changed it last: id and name; `None` for Kith itself.
    pub changed_by: Option<(Id, String)>,
    /// When.
    pub changed_at: Timestamp,
}

impl AppError {
    /// A validation error of one field.
    pub fn field(field: &str, code: FieldCode, message: impl Into<String>) -> AppError {
        AppError::Validation(vec![FieldError::new(field, code, message)])
    }
}

impl From<Denied> for AppError {
    fn from(denied: Denied) -> Self {
        AppError::Forbidden { kind: denied.kind, action: denied.action }
    }
}

impl From<FilterError> for AppError {
    fn from(error: FilterError) -> Self {
        AppError::Filter(error)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::InvalidFilter { field, message } => AppError::Filter(FilterError::Invalid { field, message }),
            StoreError::InvalidCursor => AppError::InvalidCursor,
            StoreError::Timeout => AppError::Timeout,
            StoreError::Unavailable(why) => AppError::Unavailable(why),
            error @ (StoreError::Migration(_) | StoreError::Database(_)) => AppError::Internal(error.to_string()),
        }
    }
}

/// What a refused write set means where nobody expected it: use cases that do expect a conflict or a
/// taken name match on [`WriteError`] before this.
pub(crate) fn unexpected(error: WriteError) -> AppError {
    match error {
        WriteError::Store(error) => error.into(),
        WriteError::VersionConflict { .. } => {
            AppError::Conflict("Somebody else changed the same thing at the same time. Try again.".into())
        }
        WriteError::ForeignKey => AppError::Conflict("Something this refers to does not exist any more.".into()),
        error @ (WriteError::Unique { .. } | WriteError::IdempotencyKeyTaken) => AppError::Conflict(error.to_string()),
    }
}

impl From<BlobError> for AppError {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Missing => AppError::Internal("the bytes of a file are missing".into()),
            BlobError::Failed(why) => AppError::Unavailable(format!("files cannot be stored or read: {why}")),
        }
    }
}
