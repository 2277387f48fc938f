//! What a handler gets to work with.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use kith_model::{Clock, Id};
use kith_store::{Job, Store, StoreError};

use crate::registry::LEASE_SECS;

/// A running job: its input, its progress, and whether it should stop.
#[derive(Clone)]
pub struct JobContext {
    /// The job as it was claimed.
    pub job: Job,
    store: Store,
    clock: Arc<dyn Clock>,
    progress: Arc<Progress>,
    /// Whether a worker holds it. One that runs within the request that caused it has no lease.
    leased: bool,
}

struct Progress {
    done: AtomicI64,
    failed: AtomicI64,
    /// Negative while unknown.
    total: AtomicI64,
    cancel: AtomicBool,
}

impl JobContext {
    pub(crate) fn new(store: Store, clock: Arc<dyn Clock>, job: Job, leased: bool) -> Self {
        let progress = Progress {
            done: AtomicI64::new(job.done),
            failed: AtomicI64::new(job.failed),
            total: AtomicI64::new(job.new.total.unwrap_or(-1)),
            cancel: AtomicBool::new(job.cancel_requested),
        };
        JobContext { job, store, clock, progress: Arc::new(progress), leased }
    }

    /// The workspace it works in.
    pub fn workspace(&self) -> Id {
        self.job.new.workspace
    }

    /// The time.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Writes down how far it is, renews the lease, and answers whether somebody asked it to stop.
    pub async fn report(&self, done: i64, failed: i64, total: Option<i64>) -> Result<bool, StoreError> {
        self.progress.done.store(done, Ordering::Relaxed);
        self.progress.failed.store(failed, Ordering::Relaxed);
        self.progress.total.store(total.unwrap_or(-1), Ordering::Relaxed);
        self.renew().await
    }

    /// Renews the lease without new progress.
    pub(crate) async fn renew(&self) -> Result<bool, StoreError> {
        if !self.leased {
            return Ok(self.should_stop());
        }
        let (done, failed, total) = self.counts();
        let lease_until = self.clock.now().plus_seconds(LEASE_SECS);
        let id = self.job.new.id;
        let cancel = self.store.job_progress(self.workspace(), id, done, failed, total, lease_until).await?;
        if cancel {
            self.progress.cancel.store(true, Ordering::Relaxed);
        }
        Ok(self.should_stop())
    }

    /// Whether somebody asked it to stop, as far as known without asking the database.
    pub fn should_stop(&self) -> bool {
        self.progress.cancel.load(Ordering::Relaxed)
    }

    /// Steps done, steps failed, and the number of steps where known.
    pub fn counts(&self) -> (i64, i64, Option<i64>) {
        let total = self.progress.total.load(Ordering::Relaxed);
        let (done, failed) = (&self.progress.done, &self.progress.failed);
        (done.load(Ordering::Relaxed), failed.load(Ordering::Relaxed), (total >= 0).then_some(total))
    }
}
