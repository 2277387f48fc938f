//! An app in process, for tests: both engines, a clock that stands still, mails that are kept, people
//! and records made through the API itself.
//!
//! [`on_both_engines`] runs a test on SQLite, and on PostgreSQL where `KITH_TEST_DATABASE_URL` is set.
//! Every test has a database of its own.

mod engines;
mod files;
mod mail_servers;
mod mails;
mod people;
mod records;
mod reply;
mod s3;
mod stream;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::http::Method;
use kith_adapters::{FileFolder, PushPost, TextGateway};
use kith_api::ApiConfig;
use kith_app::pdf::Fonts;
use kith_app::ports::{BlobStore, MailReader, Mailer, Ports, Scanner};
use kith_app::secrets::Keyring;
use kith_app::{App, AppConfig, PasswordCost};
use kith_model::{FixedClock, RandomIds, Timestamp};
use kith_store::{Engine, Store, StoreConfig};

pub use engines::{on_both_engines, on_both_engines_with, on_sqlite, on_sqlite_with};
pub use mail_servers::MailServers;
pub use mails::Mails;
pub use people::{Firm, PASSWORD, Person};
pub use reply::{Reply, RequestBuilder, text};
pub use s3::S3;
pub use stream::Stream;

/// The moment at which every test begins: 2026-03-02T09:00:00Z, a Monday.
pub const START: Timestamp = Timestamp::from_micros(1_772_442_000_000_000);

/// What a test wants otherwise than usual.
#[derive(Clone)]
pub struct Options {
    /// How the API behaves.
    pub api: ApiConfig,
    /// Whether anybody may create a further workspace.
    pub open_registration: bool,
    /// Where people reach it.
    pub public_url: String,
    /// The largest file, in bytes.
    pub file_limit: u64,
    /// The bytes that all files of a workspace take.
    pub file_quota: u64,
    /// Where files are kept; in the folder of the data where not said.
    pub blobs: Option<Arc<dyn BlobStore>>,
    /// What looks for viruses.
    pub scanner: Option<Arc<dyn Scanner>>,
    /// What sends mails, where they are not kept in [`TestApp::mails`].
    pub mailer: Option<Arc<dyn Mailer>>,
    /// What sends mails that name a server.
    pub post: Option<Arc<dyn Mailer>>,
    /// The keys that seal secrets, as people write them; one of its own where not said.
    pub secret_keys: Option<String>,
    /// Whether push services may be on this machine.
    pub push_private: bool,
    /// What reads mails, where anything does.
    pub mail_reader: Option<Arc<dyn MailReader>>,
}

impl Default for Options {
    fn default() -> Self {
        let mut api = ApiConfig::default();
        // Tests do in a second what a person does in a day.
        api.caller_limit.requests = 0;
        api.sign_in_limit.requests = 0;
        api.form_limit.requests = 0;
        Options {
            api,
            open_registration: true,
            public_url: "http://localhost:8080".into(),
            file_limit: 1024 * 1024,
            file_quota: 10 * 1024 * 1024,
            blobs: None,
            scanner: None,
            mailer: None,
            post: None,
            secret_keys: None,
            push_private: true,
            mail_reader: None,
        }
    }
}

/// A running app with a database of its own.
pub struct TestApp {
    /// The app.
    pub app: App,
    /// Its clock.
    pub clock: Arc<FixedClock>,
    /// What it mailed.
    pub mails: Mails,
    router: Router,
    allow_jobs: AtomicBool,
    folder: tempfile::TempDir,
    engine: Engine,
}

impl TestApp {
    async fn start(engine: Option<Engine>, options: Options) -> TestApp {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let engine = engine.unwrap_or_else(|| Engine::Sqlite(folder.path().join("kith.db")));
        let config =
            StoreConfig { engine: engine.clone(), kinds: &kith_catalog::KINDS, readers: 2, scan_timeout_ms: 10_000 };
        let store = Store::open(&config).await.unwrap_or_else(|error| panic!("the store does not open: {error}"));
        store.migrate(START).await.unwrap_or_else(|error| panic!("the migrations fail: {error}"));
        let clock = Arc::new(FixedClock::at(START));
        let mails = Mails::new(options.post.clone());
        let mut settings = AppConfig::new(options.public_url, folder.path());
        settings.open_registration = options.open_registration;
        settings.fonts = kith_web::document_fonts().map(Fonts::new);
        settings.password_cost = PasswordCost { memory_kib: 64, passes: 1 };
        settings.secrets = Keyring::read(&options.secret_keys.unwrap_or_else(Keyring::new_key)).expect("keys");
        settings.file_limit = options.file_limit;
        settings.file_quota = options.file_quota;
        let ports = Ports {
            mailer: options.mailer.unwrap_or_else(|| Arc::new(mails.clone())),
            mail_reader: options.mail_reader.unwrap_or_else(|| Arc::new(mails::NoReader)),
            texter: Arc::new(TextGateway::new().expect("a client")),
            pusher: Arc::new(PushPost::new("kith@kith.example", options.push_private).expect("a client")),
            blobs: options.blobs.unwrap_or_else(|| Arc::new(FileFolder::new(folder.path().join("files")))),
            scanner: options.scanner,
        };
        let app = App::new(store, clock.clone(), Arc::new(RandomIds::default()), ports, settings);
        let router = kith_api::router(app.clone(), options.api);
        TestApp { app, clock, mails, router, allow_jobs: AtomicBool::new(false), folder, engine }
    }

    /// Another process on the same database. Its store is for the test to close.
    pub async fn second(&self) -> TestApp {
        self.second_with(Options::default()).await
    }

    /// The same, set up otherwise.
    pub async fn second_with(&self, options: Options) -> TestApp {
        TestApp::start(Some(self.engine.clone()), options).await
    }

    /// A request; paths that begin with neither `/api/` nor a probe's name are under `/api/v1`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        RequestBuilder::new(self.router.clone(), method, path)
    }

    /// A GET request.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    /// A POST request.
    pub fn post(&self, path: &str) -> RequestBuilder {
        self.request(Method::POST, path)
    }

    /// A PATCH request.
    pub fn patch(&self, path: &str) -> RequestBuilder {
        self.request(Method::PATCH, path)
    }

    /// A DELETE request.
    pub fn delete(&self, path: &str) -> RequestBuilder {
        self.request(Method::DELETE, path)
    }

    /// The router, for tests over a real socket.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The folder of the data.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Runs every job that is due, and answers how many ran.
    pub async fn drain(&self) -> usize {
        self.app.drain_jobs().await.unwrap_or_else(|error| panic!("the jobs cannot be run: {error}"))
    }

    /// Looks once into every mailbox whose time has come, and answers how many messages were taken.
    pub async fn read_mail(&self) -> usize {
        let taken = kith_app::mailboxes::read_due(&self.app).await;
        taken.unwrap_or_else(|error| panic!("the mailboxes cannot be read: {error}"))
    }

    /// Does all housekeeping, due or not.
    pub async fn keep_house(&self) {
        for schedule in self.app.schedules() {
            let done = (schedule.run)().await;
            done.unwrap_or_else(|error| panic!("{} failed: {error}", schedule.name));
        }
    }

    /// Does what a newer program does when it starts.
    pub async fn know_new_kinds(&self) {
        kith_app::auth::grant_new_kinds(&self.app).await.unwrap_or_else(|error| panic!("roles stay old: {error}"));
    }

    /// Lets the test end while jobs are waiting.
    pub fn allow_waiting_jobs(&self) {
        self.allow_jobs.store(true, Ordering::SeqCst);
    }

    /// Ends the app. A job that nobody ran fails the test: it may be the one that would have failed.
    async fn finish(self) {
        if !self.allow_jobs.load(Ordering::SeqCst) {
            let waiting = self.drain().await;
            assert_eq!(waiting, 0, "{waiting} jobs were left; drain them or allow them");
        }
        self.app.store().close().await;
    }
}
