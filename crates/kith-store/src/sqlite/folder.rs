//! Folding the write-ahead log into the file on a thread of its own, so that no writer waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::Connection;

use super::read_error;
use crate::StoreError;

/// How long the thread rests after each round.
const PAUSE: Duration = Duration::from_millis(250);
/// Pages of 4 KiB in the log beyond which the writer itself folds the rest: the thread alone never
/// reaches the end of a log that goes on growing, and only a log folded to its end starts over.
const LONG: i64 = 24_000;

/// The thread that folds while the writer writes.
pub(super) struct Folder {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    commits: AtomicU64,
    long: AtomicBool,
    stopped: AtomicBool,
}

impl Folder {
    pub fn start(connection: Connection) -> Result<Folder, StoreError> {
        let shared = Arc::new(Shared::default());
        let work = shared.clone();
        let thread = thread::Builder::new()
            .name("kith-folder".into())
            .spawn(move || fold(&connection, &work))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Folder { shared, thread: Some(thread) })
    }

    /// Told by the writer after each commit.
    pub fn committed(&mut self, connection: &Connection) {
        self.shared.commits.fetch_add(1, Ordering::Relaxed);
        if self.shared.long.swap(false, Ordering::Relaxed) {
            // What the thread has folded meanwhile is done; little is left.
            checkpoint(connection);
        } else if let Some(thread) = &self.thread {
            thread.thread().unpark();
        }
    }

    /// Returns when the thread has let go of the file.
    pub fn stop(mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A thread that panicked has said so; the writer folds the log at its end.
            thread.join().unwrap_or_default();
        }
    }
}

fn fold(connection: &Connection, shared: &Shared) {
    let mut done = 0;
    while !shared.stopped.load(Ordering::Relaxed) {
        let commits = shared.commits.load(Ordering::Relaxed);
        if commits == done {
            thread::park();
            continue;
        }
        done = commits;
        if checkpoint(connection) > LONG {
            shared.long.store(true, Ordering::Relaxed);
        }
        thread::sleep(PAUSE);
    }
}

/// Folds as much as readers and writer allow without making any of them wait; the pages in the log.
fn checkpoint(connection: &Connection) -> i64 {
    let folded = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1));
    folded.map_err(read_error).unwrap_or_else(|error| {
        tracing::warn!(%error, "the write-ahead log could not be folded into the file");
        0
    })
}
