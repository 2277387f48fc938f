//! SQLite through rusqlite: one writer thread that commits in groups, and two lanes of readers.

mod errors;
mod folder;
mod lane;
mod writer;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};

use crate::row::Row;
use crate::sql::{Sql, Stmt, Val};
use crate::{StoreError, WriteError};

pub(crate) use errors::read_error;
use lane::Lane;
use writer::Writer;

/// A read of the fast lane that takes longer is moved to the scan lane.
const FAST_BUDGET: Duration = Duration::from_millis(200);
/// How many scans run at once.
const SCANNERS: usize = 2;

/// The embedded engine.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: Writer,
    fast: Lane,
    slow: Lane,
    scan_timeout: Duration,
}

impl Sqlite {
    pub async fn open(path: PathBuf, readers: usize, scan_timeout: Duration) -> Result<Sqlite, StoreError> {
        let opened = tokio::task::spawn_blocking(move || {
            // The writer comes first: it makes the file and switches it to WAL.
            let writer = Writer::start(open_writer(&path)?, open_writer(&path)?)?;
            let readers_of = |count| (0..count).map(|_| open_reader(&path)).collect::<Result<Vec<_>, _>>();
            let fast = Lane::start("kith-reader", readers_of(readers)?)?;
            let slow = Lane::start("kith-scanner", readers_of(SCANNERS)?)?;
            Ok(Sqlite { path, writer, fast, slow, scan_timeout })
        });
        opened.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
    }

    pub async fn read<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        A: Clone + Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        let begun = init.clone();
        let (sql, step, result) = self.fast.run(sql, begun, step, |now| now + FAST_BUDGET).await?;
        match result {
            Err(StoreError::Timeout) => self.scan(sql, init, step).await,
            result => result,
        }
    }

    pub async fn scan<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        A: Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        let deadline = Instant::now() + self.scan_timeout;
        let run = self.slow.run(sql, init, step, move |_| deadline);
        match tokio::time::timeout_at(deadline.into(), run).await {
            Ok(ran) => ran?.2,
            Err(_) => Err(StoreError::Timeout),
        }
    }

    pub async fn apply(&self, statements: Vec<Stmt>) -> Result<(), WriteError> {
        self.writer.apply(statements).await
    }

    pub async fn returning<T: Send + 'static>(
        &self,
        sql: Sql,
        map: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, WriteError> {
        self.writer.returning(sql, map).await
    }

    pub async fn leisurely<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        A: Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        self.alone(move |connection| lane::query(connection, &sql, init, &step, || false)).await
    }

    /// Runs `work` on a connection of its own, off the async threads. For migrations and upkeep.
    pub async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let path = self.path.clone();
        let done = tokio::task::spawn_blocking(move || work(&mut open_writer(&path)?));
        done.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
    }

    pub async fn close(&self) {
        self.writer.close().await;
        self.fast.close().await;
        self.slow.close().await;
    }
}

fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    // With commits in groups, FULL costs nothing measurable over NORMAL, and no acknowledged write is lost.
    // The log is folded by a thread of its own; SQLite would do it within a commit.
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
        PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768;";
    connection.execute_batch(settings).map_err(read_error)?;
    Ok(connection)
}

fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // A larger page cache does not pay: every commit of the writer drops it.
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -8192;").map_err(read_error)?;
    Ok(connection)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags)
        .map_err(|error| StoreError::Unavailable(format!("{} cannot be opened: {error}", path.display())))?;
    connection.set_prepared_statement_cache_capacity(256);
    // Other processes (a backup, the command line) may hold the lock for a moment. Memory mapping is
    // off because every commit unmaps the file under all readers.
    connection.busy_timeout(Duration::from_secs(10)).map_err(read_error)?;
    let settings = "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;";
    connection.execute_batch(settings).map_err(read_error)?;
    Ok(connection)
}

impl ToSql for Val {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self {
            Val::Null(_) => ValueRef::Null,
            Val::Bool(b) => ValueRef::Integer((*b).into()),
            Val::Int(n) => ValueRef::Integer(*n),
            Val::Real(n) => ValueRef::Real(*n),
            Val::Text(text) | Val::Json(text) => ValueRef::Text(text.as_bytes()),
            Val::Id(id) => ValueRef::Blob(id.as_bytes()),
            Val::Time(time) => ValueRef::Integer(time.as_micros()),
            Val::Date(date) => return Ok(ToSqlOutput::Owned(Value::Text(date.to_string()))),
            Val::Bytes(bytes) => ValueRef::Blob(bytes),
        };
        Ok(ToSqlOutput::Borrowed(value))
    }
}
