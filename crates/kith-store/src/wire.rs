//! That something was committed, told to whoever follows: in this process at once, between processes
//! on one PostgreSQL through its notifications. What was committed is read from the outbox.

use std::sync::Arc;
use std::sync::OnceLock;

use tokio::sync::{Notify, broadcast, mpsc, watch};

use crate::Store;
use crate::postgres;
use crate::store::Db;

/// How many texts of other processes wait for a follower that is busy; older ones are forgotten.
const HEARD: usize = 1024;
/// The longest text that is said; PostgreSQL's limit is 8,000 bytes.
const LONGEST: usize = 7_000;

/// The line of one store.
pub(crate) struct Wire {
    commits: watch::Sender<u64>,
    announce: Notify,
    heard: broadcast::Sender<Arc<str>>,
    says: OnceLock<mpsc::Sender<String>>,
    closed: watch::Sender<bool>,
}

impl Default for Wire {
    fn default() -> Self {
        Wire {
            commits: watch::Sender::new(0),
            announce: Notify::new(),
            heard: broadcast::Sender::new(HEARD),
            says: OnceLock::new(),
            closed: watch::Sender::new(false),
        }
    }
}

impl Wire {
    /// Something was committed by this process.
    pub fn committed_here(&self) {
        self.commits.send_modify(|n| *n += 1);
        self.announce.notify_one();
    }

    /// Something was, or may have been, committed by another process.
    pub fn committed_elsewhere(&self) {
        self.commits.send_modify(|n| *n += 1);
    }

    /// Resolves when the other processes should be told that something was committed here.
    pub async fn to_announce(&self) {
        self.announce.notified().await;
    }

    /// Another process said something.
    pub fn hear(&self, text: &str) {
        // Nobody who listens is no fault.
        self.heard.send(text.into()).unwrap_or_default();
    }

    pub fn close(&self) {
        self.closed.send_replace(true);
    }

    pub fn is_closed(&self) -> bool {
        *self.closed.borrow()
    }

    /// Resolves when the store is closed.
    pub async fn closing(&self) {
        // The sender lives as long as `self`.
        let _ = self.closed.subscribe().wait_for(|closed| *closed).await;
    }
}

/// What somebody who follows the store hears.
pub struct Following {
    /// Changes whenever something was, or may have been, committed by any process.
    pub commits: watch::Receiver<u64>,
    /// What other processes say with [`Store::say`].
    pub heard: broadcast::Receiver<Arc<str>>,
}

impl Store {
    /// Begins to follow what is committed. The first call opens the line to the other processes.
    pub fn follow(&self) -> Following {
        if let Db::Pg(pg) = &*self.db {
            self.wire.says.get_or_init(|| {
                let (sender, says) = mpsc::channel(HEARD);
                tokio::spawn(postgres::link(pg.line(), self.wire.clone(), says));
                sender
            });
        }
        Following { commits: self.wire.commits.subscribe(), heard: self.wire.heard.subscribe() }
    }

    /// Says something to the other processes that follow the same database. It may get lost, and
    /// where there is one process alone (SQLite) nobody hears it. At most 7,000 bytes.
    pub fn say(&self, text: String) {
        if let Some(says) = self.wire.says.get().filter(|_| text.len() <= LONGEST) {
            // A full queue means that the line is down, when nothing said now would be heard.
            says.try_send(text).unwrap_or_default();
        }
    }
}
