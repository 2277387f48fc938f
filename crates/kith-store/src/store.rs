//! The store: one of two engines behind one set of calls. The calls themselves stand with what they
//! are about, in `impl Store` blocks of the other modules.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use kith_model::RecordKind;

use crate::postgres::Postgres;
use crate::recount::declared_counters;
use crate::render::Kinds;
use crate::row::Row;
use crate::search::KnownTerms;
use crate::sql::{Dialect, Sql, Stmt};
use crate::sqlite::Sqlite;
use crate::wire::Wire;
use crate::{StoreError, WriteError};

/// Where the data lies.
#[derive(Clone, Debug)]
pub enum Engine {
    /// One file; its folder must exist.
    Sqlite(PathBuf),
    /// A `postgres://` address; `?schema=name` chooses a schema other than `public`.
    Postgres(String),
}

/// How to open the store.
#[derive(Clone, Debug)]
pub struct StoreConfig {
    /// Which engine.
    pub engine: Engine,
    /// Every record kind there is: who owns a record of another kind is read from its declaration.
    pub kinds: &'static [&'static RecordKind],
    /// Connections that read at the same time; as many as cores is best (measured).
    pub readers: usize,
    /// Deadline of reads that may scan (aggregates, exports, search), in milliseconds.
    pub scan_timeout_ms: u64,
}

/// The database. Cheap to clone; all clones share the connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Arc<Db>,
    pub(crate) kinds: Kinds,
    /// By which declarations counters are kept.
    pub(crate) declared: Arc<str>,
    pub(crate) known_terms: Arc<KnownTerms>,
    pub(crate) wire: Arc<Wire>,
}

/// One of the two engines, as the rest of this crate uses it.
pub(crate) enum Db {
    Lite(Sqlite),
    Pg(Box<Postgres>),
}

impl Store {
    /// Opens the database without changing it, beyond making SQLite's file; see [`Store::migrate`].
    pub async fn open(config: &StoreConfig) -> Result<Store, StoreError> {
        let readers = config.readers.max(1);
        let scan_timeout = Duration::from_millis(config.scan_timeout_ms);
        let db = match &config.engine {
            Engine::Sqlite(path) => Db::Lite(Sqlite::open(path.clone(), readers, scan_timeout).await?),
            Engine::Postgres(url) => Db::Pg(Box::new(Postgres::open(url, readers, scan_timeout).await?)),
        };
        let declared = declared_counters(config.kinds).into();
        Ok(Store {
            db: Arc::new(db),
            kinds: Kinds(config.kinds),
            declared,
            known_terms: Arc::default(),
            wire: Arc::default(),
        })
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut sql = Sql::new();
        sql.raw("SELECT 1");
        self.db.read(sql, (), |_, _| Ok(())).await
    }

    /// Waits for the writes that were handed over, then closes the database.
    pub async fn close(&self) {
        self.wire.close();
        match &*self.db {
            Db::Lite(lite) => lite.close().await,
            Db::Pg(pg) => pg.close().await,
        }
    }

    /// Whether [`Store::close`] was called.
    pub fn is_closed(&self) -> bool {
        self.wire.is_closed()
    }

    /// `sqlite` or `postgres`, for logs and health answers.
    pub fn engine_name(&self) -> &'static str {
        match self.db.dialect() {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgres",
        }
    }
}

impl Db {
    /// For the few texts that differ.
    pub fn dialect(&self) -> Dialect {
        match self {
            Db::Lite(_) => Dialect::Sqlite,
            Db::Pg(_) => Dialect::Postgres,
        }
    }

    /// Runs a query that should be short. `step` sees each row while it is stepped and adds it to
    /// what began as `init`. A query that turns out to be long is interrupted and starts again from
    /// `init` in the lane of [`Db::scan`], so that it holds up nobody.
    pub async fn read<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        A: Clone + Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        match self {
            Db::Lite(lite) => lite.read(sql, init, step).await,
            Db::Pg(pg) => pg.read(sql, init, step).await,
        }
    }

    /// Runs a query that may look at many rows, in a lane of its own with few connections.
    /// [`StoreError::Timeout`] when it takes longer than `scan_timeout_ms`, waiting included.
    pub async fn scan<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        A: Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        match self {
            Db::Lite(lite) => lite.scan(sql, init, step).await,
            Db::Pg(pg) => pg.scan(sql, init, step).await,
        }
    }

    /// Runs a query of upkeep, which may take minutes: on a connection of its own, without a deadline, so
    /// that nobody waits for it.
    pub async fn leisurely<A, F>(&self, sql: Sql, init: A, step: F) -> Result<A, StoreError>
    where
        A: Send + 'static,
        F: Fn(&mut A, &Row<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    {
        match self {
            Db::Lite(lite) => lite.leisurely(sql, init, step).await,
            Db::Pg(pg) => pg.leisurely(sql, init, step).await,
        }
    }

    /// The rows of a short query.
    pub async fn all<T, F>(&self, sql: Sql, map: F) -> Result<Vec<T>, StoreError>
    where
        T: Clone + Send + 'static,
        F: Fn(&Row<'_>) -> Result<T, StoreError> + Send + Sync + 'static,
    {
        let push = move |rows: &mut Vec<T>, row: &Row<'_>| {
            rows.push(map(row)?);
            Ok(())
        };
        self.read(sql, Vec::new(), push).await
    }

    /// The first row of a short query, if any.
    pub async fn first<T, F>(&self, sql: Sql, map: F) -> Result<Option<T>, StoreError>
    where
        T: Clone + Send + 'static,
        F: Fn(&Row<'_>) -> Result<T, StoreError> + Send + Sync + 'static,
    {
        let keep = move |first: &mut Option<T>, row: &Row<'_>| {
            if first.is_none() {
                *first = Some(map(row)?);
            }
            Ok(())
        };
        self.read(sql, None, keep).await
    }

    /// Applies statements whole or not at all; durable when it returns. Once called it is carried
    /// out even where the caller goes away.
    pub async fn apply(&self, statements: Vec<Stmt>) -> Result<(), WriteError> {
        if statements.is_empty() {
            return Ok(());
        }
        match self {
            Db::Lite(lite) => lite.apply(statements).await,
            Db::Pg(pg) => pg.apply(statements).await,
        }
    }

    /// Runs one writing statement with `RETURNING` as a transaction of its own.
    pub async fn returning<T: Send + 'static>(
        &self,
        sql: Sql,
        map: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, WriteError> {
        match self {
            Db::Lite(lite) => lite.returning(sql, map).await,
            Db::Pg(pg) => pg.returning(sql, map).await,
        }
    }
}
