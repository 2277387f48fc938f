//! Fresh databases for tests.

use std::sync::atomic::{AtomicU32, Ordering};

use kith_store::{Engine, Store, StoreConfig};

/// An empty database, removed with its folder; on PostgreSQL a schema of its own.
pub struct TestDb {
    /// Where it is.
    pub engine: Engine,
    _folder: tempfile::TempDir,
}

impl TestDb {
    /// Opens it; may be done more than once.
    pub async fn open(&self) -> Store {
        let config = StoreConfig {
            engine: self.engine.clone(),
            kinds: &kith_catalog::KINDS,
            readers: 2,
            scan_timeout_ms: 10_000,
        };
        Store::open(&config).await.expect("the database opens")
    }
}

/// A database of each engine; PostgreSQL where `KITH_TEST_DATABASE_URL` names a server.
pub fn engines() -> Vec<TestDb> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let schema = format!("t_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = || tempfile::tempdir().expect("a folder");
    let (lite, server) = (folder(), folder());
    let mut databases = vec![TestDb { engine: Engine::Sqlite(lite.path().join("kith.db")), _folder: lite }];
    if let Ok(url) = std::env::var("KITH_TEST_DATABASE_URL") {
        let engine = Engine::Postgres(format!("{url}?schema={schema}"));
        databases.push(TestDb { engine, _folder: server });
    }
    databases
}
