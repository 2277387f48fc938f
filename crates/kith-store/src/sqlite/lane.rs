//! Readers: a fixed number of connections, used on blocking threads so that no query ever stalls
//! the threads that serve requests.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rusqlite::{Connection, params_from_iter};
use tokio::sync::Semaphore;

use super::read_error;
use crate::StoreError;
use crate::row::Row;
use crate::sql::Sql;

/// After so many steps of SQLite's machine a query looks at its deadline: some 50 microseconds.
const STEPS_PER_CHECK: i32 = 2000;

/// A lane of readers.
pub(super) struct Lane {
    free: Arc<Mutex<Vec<Connection>>>,
    slots: Arc<Semaphore>,
}

impl Lane {
    pub fn new(connections: Vec<Connection>) -> Lane {
        let slots = Arc::new(Semaphore::new(connections.len()));
        Lane { free: Arc::new(Mutex::new(connections)), slots }
    }

    /// Runs a query when a connection is free, until the deadline that is told when it starts. What
    /// was handed in comes back for another try. The query ends early when the caller goes away.
    pub async fn run<A, F>(
        &self,
        sql: Sql,
        init: A,
        step: F,
        deadline: impl FnOnce(Instant) -> Instant + Send + 'static,
    ) -> Result<(Sql, F, Result<A, StoreError>), StoreError>
    where
        A: Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        let closed = || StoreError::Unavailable("the database is closed".into());
        let slot = self.slots.clone().acquire_owned().await.map_err(|_| closed())?;
        let connection = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop().ok_or_else(closed)?;
        let mut reader = Reader { connection: Some(connection), free: self.free.clone() };
        let abandoned = Arc::new(AtomicBool::new(false));
        let guard = Abandon(abandoned.clone());
        let task = tokio::task::spawn_blocking(move || {
            let deadline = deadline(Instant::now());
            let result = reader
                .query(&sql, init, &step, move || abandoned.load(Ordering::Relaxed) || Instant::now() >= deadline);
            drop(reader);
            drop(slot);
            (sql, step, result)
        });
        let done = task.await.map_err(|error| StoreError::Database(error.to_string()));
        drop(guard);
        done
    }

    /// Closes the connections that are free, and lets nobody wait for one any more.
    pub fn close(&self) {
        self.slots.close();
        self.free.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// A connection in use; it returns to the lane even where a query panics.
struct Reader {
    connection: Option<Connection>,
    free: Arc<Mutex<Vec<Connection>>>,
}

impl Reader {
    fn query<A>(
        &mut self,
        sql: &Sql,
        mut state: A,
        step: &impl Fn(&mut A, &Row<'_>) -> Result<(), StoreError>,
        is_over: impl FnMut() -> bool + Send + 'static,
    ) -> Result<A, StoreError> {
        let Some(connection) = &mut self.connection else { return Ok(state) };
        connection.progress_handler(STEPS_PER_CHECK, Some(is_over)).map_err(read_error)?;
        let mut statement = connection.prepare_cached(&sql.text).map_err(read_error)?;
        let mut rows = statement.query(params_from_iter(&sql.vals)).map_err(read_error)?;
        while let Some(row) = rows.next().map_err(read_error)? {
            step(&mut state, &Row::Lite(row))?;
        }
        Ok(state)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).extend(self.connection.take());
    }
}

/// Tells a running query that nobody waits for it any more.
struct Abandon(Arc<AtomicBool>);

impl Drop for Abandon {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
