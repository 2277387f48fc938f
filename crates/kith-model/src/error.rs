//! Errors of single fields, the part of a problem answer that a form shows beside its inputs.

use serde::Serialize;

/// What is wrong with a field. Written as snake case in answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name is the documented code itself")]
pub enum FieldCode {
    Required,
    UnknownField,
    WrongType,
    TooLong,
    TooSmall,
    TooLarge,
    InvalidEmail,
    InvalidPhone,
    InvalidUrl,
    InvalidDate,
    InvalidDatetime,
    InvalidCurrency,
    InvalidOption,
    NotFound,
    AlreadyUsed,
    ReadOnly,
    Forbidden,
    WeakPassword,
    BreachedPassword,
    Invalid,
}

/// One field's error: where, what, and a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The body's key, or `custom.<key>`.
    pub field: String,
    /// The stable code.
    pub code: FieldCode,
    /// A sentence in English for a person; clients translate by `code`.
    pub message: String,
}

impl FieldError {
    /// Builds an error from its parts.
    pub fn new(field: impl Into<String>, code: FieldCode, message: impl Into<String>) -> Self {
        FieldError { field: field.into(), code, message: message.into() }
    }
}

/// All that is wrong with one body; never empty when returned as an error.
pub type FieldErrors = Vec<FieldError>;
