//! What can go wrong in the store, in the words of its callers.

use kith_model::{FilterError, Id};

/// A failed read, or a failure that is nobody's fault in the request.
#[derive(Clone, Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum StoreError {
    /// A value in a filter does not fit its field.
    #[error("{message}")]
    InvalidFilter { field: String, message: String },
    #[error("the cursor does not belong to this list")]
    InvalidCursor,
    #[error("the query took longer than its deadline")]
    Timeout,
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The database is newer than the program, half migrated, or changed by hand. The text says what to do.
    #[error("{0}")]
    Migration(String),
    #[error("the database answered: {0}")]
    Database(String),
}

impl From<FilterError> for StoreError {
    fn from(error: FilterError) -> Self {
        let field = match &error {
            FilterError::UnknownField(field) => field.clone(),
            FilterError::UnknownOperator { field, .. } | FilterError::Invalid { field, .. } => field.clone(),
        };
        StoreError::InvalidFilter { field, message: error.to_string() }
    }
}

/// A refused write set. Nothing of it was written.
#[derive(Clone, Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum WriteError {
    #[error("{kind} {id} was changed by somebody else")]
    VersionConflict { kind: String, id: Id },
    /// A unique index was violated; the name as in the migration.
    #[error("{constraint} was violated")]
    Unique { constraint: String },
    /// A reference points to nothing in this workspace.
    #[error("a reference points to nothing")]
    ForeignKey,
    /// Another request with the same idempotency key was faster.
    #[error("the idempotency key is in use")]
    IdempotencyKeyTaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WriteError {
    /// From the name of the violated index. That of a repeated idempotency key has a meaning of its own.
    pub(crate) fn unique(constraint: String) -> WriteError {
        match constraint.as_str() {
            "idempotency_pkey" => WriteError::IdempotencyKeyTaken,
            _ => WriteError::Unique { constraint },
        }
    }
}
