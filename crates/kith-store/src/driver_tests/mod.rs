//! The drivers, below everything that knows records: the same tests on both engines.

mod outbox;
mod queue;
mod reads;
mod writes;

use std::sync::atomic::{AtomicU32, Ordering};

use kith_model::{Id, IdSource, SequentialIds, Timestamp};

use crate::sql::{Sql, Stmt, Val};
use crate::{Engine, Store, StoreConfig};

const NOW: Timestamp = Timestamp::from_micros(1_760_000_000_000_000);

/// A fresh, migrated database.
struct TestDb {
    store: Store,
    engine: Engine,
    /// How this database's connections are told from others'.
    name: String,
    _folder: tempfile::TempDir,
}

/// A database of each engine; PostgreSQL where `KITH_TEST_DATABASE_URL` names a server.
async fn engines() -> Vec<TestDb> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("driver_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = tempfile::tempdir().expect("a folder");
    let mut engines = vec![(Engine::Sqlite(folder.path().join("kith.db")), folder)];
    if let Ok(url) = std::env::var("KITH_TEST_DATABASE_URL") {
        let url = format!("{url}?schema={name}&application_name={name}");
        engines.push((Engine::Postgres(url), tempfile::tempdir().expect("a folder")));
    }
    let mut databases = Vec::new();
    for (engine, folder) in engines {
        let store = open(&engine).await;
        store.migrate(NOW).await.expect("migrated");
        databases.push(TestDb { store, engine, name: name.clone(), _folder: folder });
    }
    databases
}

async fn open(engine: &Engine) -> Store {
    let config =
        StoreConfig { engine: engine.clone(), kinds: &kith_catalog::KINDS, readers: 2, scan_timeout_ms: 20_000 };
    Store::open(&config).await.expect("opened")
}

fn sql<const N: usize>(text: &str, vals: [Val; N]) -> Sql {
    let mut sql = Sql::new();
    sql.add(text, vals);
    sql
}

/// A statement that fails where the key is there already.
fn insert(key: &str) -> Stmt {
    let vals = [Val::Text(key.into()), Val::Int(1), Val::Time(NOW)];
    Stmt::any(sql("INSERT INTO throttle (key, count, window_start) VALUES (?, ?, ?)", vals))
}

async fn count(store: &Store) -> i64 {
    let counted = store.db.first(sql("SELECT count(*) FROM throttle", []), |row| row.get(0)).await;
    counted.expect("counted").expect("a row")
}

fn some_id() -> Id {
    static IDS: std::sync::LazyLock<SequentialIds> = std::sync::LazyLock::new(SequentialIds::default);
    IDS.next(NOW)
}
