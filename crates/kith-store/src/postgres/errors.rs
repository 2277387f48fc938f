//! PostgreSQL's errors in the words of the store.

use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::{StoreError, WriteError};

/// The error of a query, or of anything that is not a constraint.
pub(crate) fn read_error(error: Error) -> StoreError {
    let Some(told) = error.as_db_error() else { return StoreError::Unavailable(chain(&error)) };
    match told.code() {
        &SqlState::QUERY_CANCELED => StoreError::Timeout,
        code if is_outage(code) => StoreError::Unavailable(told.message().to_owned()),
        code => StoreError::Database(format!("{} ({})", told.message(), code.code())),
    }
}

/// The error of a write.
pub(super) fn write_error(error: Error) -> WriteError {
    let Some(told) = error.as_db_error() else { return WriteError::Store(read_error(error)) };
    match *told.code() {
        SqlState::UNIQUE_VIOLATION => WriteError::unique(told.constraint().unwrap_or_default().to_owned()),
        SqlState::FOREIGN_KEY_VIOLATION => WriteError::ForeignKey,
        _ => WriteError::Store(read_error(error)),
    }
}

/// Whether the same transaction, begun again, may succeed: nothing of it was committed.
pub(super) fn is_worth_retrying(error: &Error) -> bool {
    error.code().is_some_and(|code| {
        matches!(*code, SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED) || is_shutdown(code)
    })
}

fn is_shutdown(code: &SqlState) -> bool {
    matches!(*code, SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW)
}

fn is_outage(code: &SqlState) -> bool {
    // Classes 08 (connection), 28 (who are you), 53 (resources); a database that does not exist.
    is_shutdown(code)
        || ["08", "28", "53"].iter().any(|class| code.code().starts_with(class))
        || *code == SqlState::INVALID_CATALOG_NAME
}

/// tokio-postgres keeps the cause out of its message.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
