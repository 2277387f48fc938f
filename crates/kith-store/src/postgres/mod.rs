//! PostgreSQL through tokio-postgres: shared pipelined connections for short reads, connections of
//! their own for scans and for transactions.

mod connection;
mod errors;
mod pool;
mod shared;
mod transaction;
mod values;
mod wire;

use std::time::Duration;

use tokio_postgres::Config;

use crate::row::Row;
use crate::sql::{Sql, Stmt};
use crate::{StoreError, WriteError};

pub(crate) use connection::{Connection, Settings};
pub(crate) use errors::read_error;
use pool::Pool;
use shared::Shared;
pub(crate) use wire::link;

/// A read of the fast lane that takes longer is moved to the scan lane, so that those in the same
/// pipeline do not wait.
const FAST_BUDGET: Duration = Duration::from_millis(250);
/// No single statement of a transaction takes longer, or something is wrong.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// How many scans run at once.
const SCANNERS: usize = 4;
/// How many transactions run at once.
const WRITERS: usize = 16;

/// The engine for scale.
pub(crate) struct Postgres {
    /// How to connect for migrations: with no deadline.
    alone: Settings,
    fast: Shared,
    slow: Pool,
    writers: Pool,
    scan_timeout: Duration,
}

impl Postgres {
    pub async fn open(url: &str, readers: usize, scan_timeout: Duration) -> Result<Postgres, StoreError> {
        let (config, schema) = parse(url)?;
        let settings = |read_only, timeout| Settings::new(&config, &schema, read_only, timeout);
        let opened = Postgres {
            alone: settings(false, None),
            fast: Shared::new(settings(true, Some(FAST_BUDGET)), readers.max(4)),
            slow: Pool::new(settings(true, Some(scan_timeout)), SCANNERS),
            writers: Pool::new(settings(false, Some(WRITE_TIMEOUT)), WRITERS),
            scan_timeout,
        };
        opened.fast.connect().await?;
        Ok(opened)
    }

    pub async fn read<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        A: Clone + Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        match self.fast.read(&sql, &init, &step).await {
            Err(StoreError::Timeout) => self.scan(sql, init, step).await,
            result => result,
        }
    }

    pub async fn scan<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        A: Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        let run = async {
            let connection = self.slow.take().await?;
            // A scan that nobody waits for any more takes its connection with it: closing it is the
            // one thing the server notices.
            let mut state = init;
            let result = connection.query(&sql, |row| step(&mut state, row)).await;
            connection.give_back();
            result.map(|()| state).map_err(StoreError::from)
        };
        match tokio::time::timeout(self.scan_timeout, run).await {
            Ok(result) => result,
            Err(_) => Err(StoreError::Timeout),
        }
    }

    pub async fn apply(&self, statements: Vec<Stmt>) -> Result<(), WriteError> {
        transaction::apply(self.writers.clone(), statements).await
    }

    pub async fn returning<T: Send + 'static>(
        &self,
        sql: Sql,
        map: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, WriteError> {
        transaction::returning(self.writers.clone(), sql, map).await
    }

    pub async fn leisurely<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError>,
    {
        let mut state = init;
        self.alone().await?.query(&sql, |row| step(&mut state, row)).await?;
        Ok(state)
    }

    /// A connection of its own, without a deadline. For migrations and upkeep.
    pub async fn alone(&self) -> Result<Connection, StoreError> {
        self.alone.connect().await
    }

    /// How to connect for a line that stays open and listens.
    pub fn line(&self) -> Settings {
        self.alone.clone()
    }

    /// The schema the tables lie in.
    pub fn schema(&self) -> &str {
        self.alone.schema()
    }

    pub async fn close(&self) {
        self.writers.close().await;
        self.slow.close().await;
        self.fast.close();
    }
}

/// Splits `?schema=` off, which tokio-postgres does not know.
fn parse(url: &str) -> Result<(Config, String), StoreError> {
    let bad = |message: String| StoreError::Unavailable(message);
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let mut schema = "public";
    let mut rest: Vec<&str> = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        match part.strip_prefix("schema=") {
            Some(name) => schema = name,
            None => rest.push(part),
        }
    }
    let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
    if schema.is_empty() || schema.len() > 63 || !schema.bytes().all(plain) {
        return Err(bad("the schema's name may hold lower-case letters, digits and underscores".into()));
    }
    let address = if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) };
    // The address holds a password, so the error is told and the address is not.
    let config = address.parse::<Config>();
    config.map(|config| (config, schema.to_owned())).map_err(|error| bad(format!("the database's address: {error}")))
}
