//! The app: what every use case needs, passed as its first argument.

use std::path::PathBuf;
use std::sync::Arc;

use kith_jobs::{Registry, Runner, RunnerConfig, Schedule};
use kith_model::{Clock, Id, IdSource, Timestamp};
use kith_store::Store;
use tokio::sync::{Mutex, Notify, Semaphore};

use crate::auth::{KeyCache, ScopeCache};
use crate::live::Hub;
use crate::mailboxes::MailRunner;
use crate::pdf::Fonts;
use crate::ports::{BlobStore, MailReader, Mailer, Ports, Pusher, Scanner, Texter};
use crate::secrets::Keyring;
use crate::workspace::WorkspaceCache;

/// How this installation behaves.
#[derive(Clone, Debug)]
pub struct AppConfig {
    /// Where people reach it, without a slash at the end; links in mails begin with it.
    pub public_url: String,
    /// Where uploads and the like are kept.
    pub data_dir: PathBuf,
    /// How long an access token is valid, in seconds.
    pub access_token_secs: i64,
    /// How long a session lasts without being used, in seconds.
    pub refresh_token_secs: i64,
    /// Whether anybody may create a further workspace.
    pub open_registration: bool,
    /// The work a password hash takes.
    pub password_cost: PasswordCost,
    /// The typeface of documents; without one none is printed.
    pub fonts: Option<Fonts>,
    /// What passwords of mailboxes are sealed with.
    pub secrets: Keyring,
    /// The largest file, in bytes.
    pub file_limit: u64,
    /// The bytes that all files of a workspace take, those in the trash included.
    pub file_quota: u64,
    /// Password hashes computed at the same time; each takes `password_cost.memory_kib`.
    pub password_lanes: usize,
}

/// Argon2id parameters.
#[derive(Clone, Copy, Debug)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for PasswordCost {
    /// OWASP's recommendation for Argon2id (Password Storage Cheat Sheet, 2023): 19 MiB, 2 passes.
    fn default() -> Self {
        PasswordCost { memory_kib: 19 * 1024, passes: 2 }
    }
}

impl AppConfig {
    /// The defaults, for an address and a folder.
    pub fn new(public_url: impl Into<String>, data_dir: impl Into<PathBuf>) -> Self {
        AppConfig {
            public_url: public_url.into(),
            data_dir: data_dir.into(),
            access_token_secs: 15 * 60,
            refresh_token_secs: 30 * 86_400,
            open_registration: false,
            password_cost: PasswordCost::default(),
            fonts: None,
            secrets: Keyring::default(),
            file_limit: 200 * 1024 * 1024,
            file_quota: 10 * 1024 * 1024 * 1024,
            password_lanes: 2,
        }
    }
}

/// Everything use cases work with. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    ports: Ports,
    config: AppConfig,
    workspaces: WorkspaceCache,
    scopes: ScopeCache,
    keys: KeyCache,
    password_lanes: Arc<Semaphore>,
    registration: Mutex<()>,
    wake_jobs: Arc<Notify>,
    wake_mail: Notify,
    live: Hub,
}

impl App {
    /// Puts the app together.
    pub fn new(store: Store, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>, ports: Ports, config: AppConfig) -> App {
        let password_lanes = Arc::new(Semaphore::new(config.password_lanes.max(1)));
        App {
            inner: Arc::new(Inner {
                store,
                clock,
                ids,
                ports,
                config,
                workspaces: WorkspaceCache::default(),
                scopes: ScopeCache::default(),
                keys: KeyCache::default(),
                password_lanes,
                registration: Mutex::new(()),
                wake_jobs: Arc::new(Notify::new()),
                wake_mail: Notify::new(),
                live: Hub::default(),
            }),
        }
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The clock itself.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// A new id.
    pub fn new_id(&self) -> Id {
        self.inner.ids.next(self.now())
    }

    /// How this installation behaves.
    pub fn config(&self) -> &AppConfig {
        &self.inner.config
    }

    /// Sends mails.
    pub fn mailer(&self) -> &Arc<dyn Mailer> {
        &self.inner.ports.mailer
    }

    /// Reads mails.
    pub(crate) fn mail_reader(&self) -> &Arc<dyn MailReader> {
        &self.inner.ports.mail_reader
    }

    /// Sends text messages.
    pub(crate) fn texter(&self) -> &Arc<dyn Texter> {
        &self.inner.ports.texter
    }

    /// Pushes messages to browsers.
    pub(crate) fn pusher(&self) -> &Arc<dyn Pusher> {
        &self.inner.ports.pusher
    }

    /// Keeps files.
    pub fn blobs(&self) -> &Arc<dyn BlobStore> {
        &self.inner.ports.blobs
    }

    /// Looks for viruses in files.
    pub(crate) fn scanner(&self) -> Option<&Arc<dyn Scanner>> {
        self.inner.ports.scanner.as_ref()
    }

    pub(crate) fn workspaces(&self) -> &WorkspaceCache {
        &self.inner.workspaces
    }

    pub(crate) fn scopes(&self) -> &ScopeCache {
        &self.inner.scopes
    }

    pub(crate) fn keys(&self) -> &KeyCache {
        &self.inner.keys
    }

    pub(crate) fn password_lanes(&self) -> &Arc<Semaphore> {
        &self.inner.password_lanes
    }

    pub(crate) fn registration(&self) -> &Mutex<()> {
        &self.inner.registration
    }

    /// Those who follow changes.
    pub(crate) fn live(&self) -> &Hub {
        &self.inner.live
    }

    /// Tells the workers that there is something to do.
    pub(crate) fn wake_jobs(&self) {
        self.inner.wake_jobs.notify_one();
    }

    /// Tells whoever reads mailboxes that there is something to look at.
    pub(crate) fn wake_mail(&self) {
        self.inner.wake_mail.notify_one();
    }

    /// Waits until somebody says so.
    pub(crate) async fn mail_waits(&self) {
        self.inner.wake_mail.notified().await;
    }

    /// Begins to read mailboxes in this process.
    pub fn start_mail(&self) -> MailRunner {
        MailRunner::start(self.clone())
    }

    /// Every kind of job.
    pub fn job_registry(&self) -> Registry {
        crate::jobs::registry(self)
    }

    /// Housekeeping that recurs.
    pub fn schedules(&self) -> Vec<Schedule> {
        crate::jobs::schedules(self)
    }

    /// Starts the background workers of this process.
    pub fn start_jobs(&self, workers: usize) -> Runner {
        let config = RunnerConfig { workers, worker_id: self.new_id(), poll: std::time::Duration::from_secs(2) };
        let (store, clock) = (self.store().clone(), self.clock().clone());
        Runner::start(store, clock, self.job_registry(), self.schedules(), self.inner.wake_jobs.clone(), config)
    }

    /// Runs every job that is due; for tests and one-off commands. Answers how many ran.
    pub async fn drain_jobs(&self) -> Result<usize, crate::AppError> {
        Ok(kith_jobs::drain(self.store(), self.clock(), &self.job_registry(), self.new_id()).await?)
    }
}
