//! A database per test, on either engine.

use std::sync::atomic::{AtomicU32, Ordering};

use kith_model::RandomIds;
use kith_store::{Engine, Store, StoreConfig};
use tokio::sync::OnceCell;
use tokio_postgres::NoTls;

use crate::{Options, START, TestApp};

/// Runs a test on SQLite, and on PostgreSQL where `KITH_TEST_DATABASE_URL` is set.
pub async fn on_both_engines(test: impl AsyncFn(&TestApp)) {
    on_both_engines_with(Options::default(), test).await;
}

/// The same, with something otherwise than usual.
pub async fn on_both_engines_with(options: Options, test: impl AsyncFn(&TestApp)) {
    on_sqlite_with(options.clone(), &test).await;
    let Ok(url) = std::env::var("KITH_TEST_DATABASE_URL") else { return };
    let server = Server { url };
    let name = server.create_database().await;
    let app = TestApp::start(Some(Engine::Postgres(server.url_of(&name))), options).await;
    test(&app).await;
    app.finish().await;
    server.run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
}

/// Runs a test on SQLite alone: for what no database has a part in.
pub async fn on_sqlite(test: impl AsyncFn(&TestApp)) {
    on_sqlite_with(Options::default(), test).await;
}

/// The same, with something otherwise than usual.
pub async fn on_sqlite_with(options: Options, test: impl AsyncFn(&TestApp)) {
    let app = TestApp::start(None, options).await;
    test(&app).await;
    app.finish().await;
}

/// The PostgreSQL server of the tests.
struct Server {
    url: String,
}

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Server {
    /// A new database, copied from one that was migrated once per process.
    async fn create_database(&self) -> String {
        let template = TEMPLATE.get_or_init(|| self.create_template()).await;
        let name = format!("{template}_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        self.run(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        name
    }

    async fn create_template(&self) -> String {
        use kith_model::IdSource;
        let unique = RandomIds::default().next(START).to_string().replace('-', "");
        let name = format!("kith_test_{}", &unique[12..]);
        self.run(&format!("CREATE DATABASE {name}")).await;
        let engine = Engine::Postgres(self.url_of(&name));
        let config = StoreConfig { engine, kinds: &kith_catalog::KINDS, readers: 1, scan_timeout_ms: 10_000 };
        let store = Store::open(&config).await.unwrap_or_else(|error| panic!("the store does not open: {error}"));
        store.migrate(START).await.unwrap_or_else(|error| panic!("the migrations fail: {error}"));
        store.close().await;
        name
    }

    /// The address of another database on the same server.
    fn url_of(&self, database: &str) -> String {
        let (address, parameters) = match self.url.split_once('?') {
            Some((address, parameters)) => (address, format!("?{parameters}")),
            None => (self.url.as_str(), String::new()),
        };
        let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
        format!("{server}/{database}{parameters}")
    }

    async fn run(&self, statement: &str) {
        let connected = tokio_postgres::connect(&self.url, NoTls).await;
        let (client, connection) = connected.unwrap_or_else(|error| panic!("PostgreSQL does not answer: {error}"));
        let driver = tokio::spawn(connection);
        // A template can be copied only while nobody else is connected to it.
        for attempt in 1.. {
            match client.batch_execute(statement).await {
                Ok(()) => break,
                Err(error) if attempt >= 40 => panic!("{statement}: {error}"),
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            }
        }
        drop(client);
        let _ = driver.await;
    }
}
