//! SQLite's errors in the words of the store.

use rusqlite::{Connection, Error, ErrorCode};

use crate::{StoreError, WriteError};

/// The error of a query, or of anything that is not a constraint.
pub(crate) fn read_error(error: Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => StoreError::Timeout,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::Unavailable("another program holds the database's lock".into())
        }
        Some(ErrorCode::CannotOpen | ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure) => {
            StoreError::Unavailable(error.to_string())
        }
        _ => StoreError::Database(error.to_string()),
    }
}

/// The error of a write. SQLite names the columns of a violated unique index, not the index, so its
/// catalogue is asked for the index over them.
pub(super) fn write_error(connection: &Connection, error: Error) -> WriteError {
    let Error::SqliteFailure(code, Some(message)) = &error else { return WriteError::Store(read_error(error)) };
    match code.extended_code {
        rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => WriteError::ForeignKey,
        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
        | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | rusqlite::ffi::SQLITE_CONSTRAINT_ROWID => {
            let constraint = constraint_name(connection, message).unwrap_or_else(|| message.clone());
            WriteError::unique(constraint)
        }
        _ => WriteError::Store(read_error(error)),
    }
}

/// From `UNIQUE constraint failed: tag.workspace_id, tag.name_fold` or `… failed: index 'name'`. A
/// primary key has the name that PostgreSQL gives it.
fn constraint_name(connection: &Connection, message: &str) -> Option<String> {
    let at = message.split_once("failed: ")?.1;
    if let Some(name) = at.strip_prefix("index '") {
        return name.strip_suffix('\'').map(str::to_owned);
    }
    let table = at.split_once('.')?.0;
    let columns: Vec<&str> = at.split(", ").filter_map(|part| Some(part.split_once('.')?.1)).collect();
    let sql = "SELECT i.name, i.origin, group_concat(c.name, ',') FROM pragma_index_list($1) AS i, \
               pragma_index_info(i.name) AS c WHERE i.\"unique\" GROUP BY i.name";
    let mut statement = connection.prepare_cached(sql).ok()?;
    let mut rows = statement.query([table]).ok()?;
    while let Ok(Some(row)) = rows.next() {
        let (name, origin, over): (String, String, String) = (row.get(0).ok()?, row.get(1).ok()?, row.get(2).ok()?);
        if over.split(',').eq(columns.iter().copied()) {
            return Some(if origin == "pk" { format!("{table}_pkey") } else { name });
        }
    }
    Some(format!("{table}_pkey"))
}
