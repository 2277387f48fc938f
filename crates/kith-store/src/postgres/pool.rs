//! Connections that one user at a time has to himself.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connection::{Connection, Settings};
use crate::StoreError;

/// A bounded set of connections, opened when first needed. Cheap to clone.
#[derive(Clone)]
pub(super) struct Pool {
    inner: Arc<Inner>,
}

struct Inner {
    settings: Settings,
    size: u32,
    slots: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub fn new(settings: Settings, size: usize) -> Pool {
        let slots = Arc::new(Semaphore::new(size));
        Pool { inner: Arc::new(Inner { settings, size: size as u32, slots, idle: Mutex::default() }) }
    }

    /// An open connection, when one is free.
    pub async fn take(&self) -> Result<Taken, StoreError> {
        let closed = |_| StoreError::Unavailable("the database is closed".into());
        let slot = self.inner.slots.clone().acquire_owned().await.map_err(closed)?;
        let connection = loop {
            let idle = self.inner.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            match idle {
                Some(connection) if connection.is_closed() => {}
                Some(connection) => break connection,
                None => break self.inner.settings.connect().await?,
            }
        };
        Ok(Taken { connection, pool: self.inner.clone(), slot })
    }

    /// Waits for those who have a connection, then closes all.
    pub async fn close(&self) {
        // An error means that it was closed before.
        drop(self.inner.slots.acquire_many(self.inner.size).await);
        self.inner.slots.close();
        self.inner.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// A connection in use. It goes back only when given back; one that is dropped half-way through a
/// transaction is closed, and the server rolls back.
pub(super) struct Taken {
    connection: Connection,
    pool: Arc<Inner>,
    slot: OwnedSemaphorePermit,
}

impl Taken {
    pub fn give_back(self) {
        if !self.connection.is_closed() {
            self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(self.connection);
        }
        drop(self.slot);
    }
}

impl Deref for Taken {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}
