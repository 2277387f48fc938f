//! Readers: threads that own a connection each and take queries from one queue. While there is work
//! they never sleep, and no query ever stalls the threads that serve requests.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use rusqlite::{Connection, params_from_iter};
use tokio::sync::{Semaphore, oneshot};

use super::read_error;
use crate::StoreError;
use crate::row::Row;
use crate::sql::Sql;

/// After so many steps of SQLite's machine a query looks at its deadline: some 50 microseconds.
const STEPS_PER_CHECK: i32 = 2000;

/// A lane of readers.
pub(super) struct Lane {
    queue: Arc<Queue>,
    size: u32,
    /// Each thread holds a permit as long as it lives.
    alive: Arc<Semaphore>,
}

type Task = Box<dyn FnOnce(&mut Connection) + Send>;

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    wake: Condvar,
}

#[derive(Default)]
struct State {
    tasks: VecDeque<Task>,
    idle: usize,
    closed: bool,
}

impl Lane {
    pub fn start(name: &str, connections: Vec<Connection>) -> Result<Lane, StoreError> {
        let size = connections.len() as u32;
        let lane = Lane { queue: Arc::default(), size, alive: Arc::new(Semaphore::new(connections.len())) };
        for mut connection in connections {
            let (queue, alive) = (lane.queue.clone(), lane.alive.clone().try_acquire_owned());
            let serve = move || {
                while let Some(task) = queue.next() {
                    // A task that panics drops its reply, which its caller sees; the thread lives on.
                    drop(catch_unwind(AssertUnwindSafe(|| task(&mut connection))));
                }
                drop(connection);
                drop(alive);
            };
            let spawned = thread::Builder::new().name(name.into()).spawn(serve);
            spawned.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        }
        Ok(lane)
    }

    /// Runs a query when a reader is free, until the deadline that is told when it starts. What was
    /// handed in comes back for another try. The query ends early when the caller goes away.
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
        let (reply, answer) = oneshot::channel();
        let abandoned = Arc::new(AtomicBool::new(false));
        let guard = Abandon(abandoned.clone());
        let task = move |connection: &mut Connection| {
            let deadline = deadline(Instant::now());
            let is_over = move || abandoned.load(Ordering::Relaxed) || Instant::now() >= deadline;
            let result =
                if is_over() { Err(StoreError::Timeout) } else { query(connection, &sql, init, &step, is_over) };
            // A caller who went away needs no answer.
            drop(reply.send((sql, step, result)));
        };
        self.queue.push(Box::new(task))?;
        let answered = answer.await.map_err(|_| StoreError::Database("the reading of a row failed".into()));
        drop(guard);
        answered
    }

    /// Takes no more queries and waits until those accepted are answered and the connections closed.
    pub async fn close(&self) {
        self.queue.close();
        // The semaphore itself is never closed, so the error cannot be.
        drop(self.alive.acquire_many(self.size).await);
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, task: Task) -> Result<(), StoreError> {
        let mut state = self.lock();
        if state.closed {
            return Err(StoreError::Unavailable("the database is closed".into()));
        }
        state.tasks.push_back(task);
        let someone_sleeps = state.idle > 0;
        drop(state);
        if someone_sleeps {
            self.wake.notify_one();
        }
        Ok(())
    }

    /// The next task; waits for it. `None` once the queue is closed and empty.
    fn next(&self) -> Option<Task> {
        let mut state = self.lock();
        loop {
            if let Some(task) = state.tasks.pop_front() {
                return Some(task);
            }
            if state.closed {
                return None;
            }
            state.idle += 1;
            state = self.wake.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
    }

    fn close(&self) {
        self.lock().closed = true;
        self.wake.notify_all();
    }
}

/// Runs a query until it is over.
pub(super) fn query<A>(
    connection: &mut Connection,
    sql: &Sql,
    mut state: A,
    step: &impl Fn(&mut A, &Row<'_>) -> Result<(), StoreError>,
    is_over: impl FnMut() -> bool + Send + 'static,
) -> Result<A, StoreError> {
    connection.progress_handler(STEPS_PER_CHECK, Some(is_over)).map_err(read_error)?;
    let mut statement = connection.prepare_cached(&sql.text).map_err(read_error)?;
    let mut rows = statement.query(params_from_iter(&sql.vals)).map_err(read_error)?;
    while let Some(row) = rows.next().map_err(read_error)? {
        step(&mut state, &Row::Lite(row))?;
    }
    Ok(state)
}

/// Tells a running query that nobody waits for it any more.
struct Abandon(Arc<AtomicBool>);

impl Drop for Abandon {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
