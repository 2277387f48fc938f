//! The fast lane: a few connections that all short reads share. Their queries are pipelined, so a
//! read waits for no connection to become free.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Mutex;

use super::connection::{Connection, QueryError, Settings};
use crate::StoreError;
use crate::row::Row;
use crate::sql::Sql;

pub(super) struct Shared {
    settings: Settings,
    seats: Vec<Seat>,
    turn: AtomicUsize,
    closed: AtomicBool,
}

/// The place of one connection, which is replaced when it breaks.
#[derive(Default)]
struct Seat {
    current: RwLock<Option<Arc<Connection>>>,
    connecting: Mutex<()>,
}

impl Shared {
    pub fn new(settings: Settings, size: usize) -> Shared {
        let seats = (0..size).map(|_| Seat::default()).collect();
        Shared { settings, seats, turn: AtomicUsize::new(0), closed: AtomicBool::new(false) }
    }

    /// A connection that is open, as far as one can know.
    pub async fn connect(&self) -> Result<Arc<Connection>, StoreError> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let seat = &self.seats[turn % self.seats.len()];
        if let Some(open) = seat.find_open() {
            return Ok(open);
        }
        let _alone = seat.connecting.lock().await;
        if let Some(open) = seat.find_open() {
            return Ok(open);
        }
        if self.closed.load(Ordering::Relaxed) {
            return Err(StoreError::Unavailable("the database is closed".into()));
        }
        let fresh = Arc::new(self.settings.connect().await?);
        *seat.current.write().unwrap_or_else(PoisonError::into_inner) = Some(fresh.clone());
        Ok(fresh)
    }

    /// Runs a query. One whose connection broke is tried again on a new one: reading twice harms nobody.
    pub async fn read<A: Clone>(
        &self,
        sql: &Sql,
        init: &A,
        step: &(impl Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Sync),
    ) -> Result<A, StoreError> {
        for _ in 0..self.seats.len() {
            let connection = self.connect().await?;
            let mut state = init.clone();
            match connection.query(sql, |row| step(&mut state, row)).await {
                Ok(()) => return Ok(state),
                Err(QueryError::Server(error)) if error.as_db_error().is_none() && connection.is_closed() => {}
                Err(QueryError::Server(error)) if super::errors::is_worth_retrying(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Unavailable("the connections to the database keep breaking".into()))
    }

    /// Lets go of the connections; those in use end with their query.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        for seat in &self.seats {
            *seat.current.write().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

impl Seat {
    fn find_open(&self) -> Option<Arc<Connection>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|connection| !connection.is_closed()).cloned()
    }
}
