//! The workers that claim and run jobs.

use std::sync::Arc;
use std::time::Duration;

use kith_model::{Clock, Id};
use kith_store::{Store, StoreError};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::registry::LEASE_SECS;
use crate::{Registry, Schedule, run_due};

/// How the runner works.
#[derive(Clone, Debug)]
pub struct RunnerConfig {
    /// Jobs that run at the same time in this process.
    pub workers: usize,
    /// This process among others.
    pub worker_id: Id,
    /// The longest time between two looks at the queue; enqueueing in this process wakes it at once.
    pub poll: Duration,
}

/// The running workers. Dropping it leaves them running; [`Runner::stop`] ends them.
pub struct Runner {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Runner {
    /// Starts the workers and the schedules. `wake` is notified when a job is enqueued here.
    pub fn start(
        store: Store,
        clock: Arc<dyn Clock>,
        registry: Registry,
        schedules: Vec<Schedule>,
        wake: Arc<Notify>,
        config: RunnerConfig,
    ) -> Runner {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = Vec::with_capacity(config.workers + 1);
        for _ in 0..config.workers.max(1) {
            let worker = Worker {
                store: store.clone(),
                clock: clock.clone(),
                registry: registry.clone(),
                wake: wake.clone(),
                stopped: stopped.clone(),
                config: config.clone(),
            };
            tasks.push(tokio::spawn(worker.run()));
        }
        tasks.push(tokio::spawn(keep_schedules(store, clock, schedules, stopped)));
        Runner { stop, tasks }
    }

    /// Claims nothing more and waits until the running jobs have ended, at most for `patience`. A job
    /// cut off is claimed again when its lease has run out.
    pub async fn stop(self, patience: Duration) {
        let _ = self.stop.send(true);
        let all = async {
            for task in self.tasks {
                let _ = task.await;
            }
        };
        if tokio::time::timeout(patience, all).await.is_err() {
            tracing::warn!("jobs were still running at the end; they will be taken up again");
        }
    }
}

/// Runs every job that is due until none is left; for tests and for one-off commands. Answers how
/// many it ran. Jobs that wait for a later moment stay.
pub async fn drain(
    store: &Store,
    clock: &Arc<dyn Clock>,
    registry: &Registry,
    worker_id: Id,
) -> Result<usize, StoreError> {
    let mut ran = 0;
    while let Some(job) = store.claim_job(clock.now(), worker_id, LEASE_SECS).await? {
        registry.execute(store, clock, job).await?;
        ran += 1;
    }
    Ok(ran)
}

struct Worker {
    store: Store,
    clock: Arc<dyn Clock>,
    registry: Registry,
    wake: Arc<Notify>,
    stopped: watch::Receiver<bool>,
    config: RunnerConfig,
}

impl Worker {
    async fn run(mut self) {
        while !*self.stopped.borrow() {
            match self.step().await {
                Ok(true) => {}
                Ok(false) => self.wait().await,
                Err(error) => {
                    tracing::error!(%error, "the job queue cannot be read");
                    self.wait().await;
                }
            }
        }
    }

    async fn step(&self) -> Result<bool, StoreError> {
        match self.store.claim_job(self.clock.now(), self.config.worker_id, LEASE_SECS).await? {
            Some(job) => self.registry.execute(&self.store, &self.clock, job).await.map(|()| true),
            None => Ok(false),
        }
    }

    async fn wait(&mut self) {
        let due = self.store.next_job_at().await.ok().flatten();
        let until_due = due.map(|at| (at.as_micros() - self.clock.now().as_micros()).max(1_000) as u64);
        let pause = until_due.map_or(self.config.poll, |micros| Duration::from_micros(micros).min(self.config.poll));
        tokio::select! {
            () = self.wake.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = self.stopped.changed() => {}
        }
    }
}

async fn keep_schedules(
    store: Store,
    clock: Arc<dyn Clock>,
    schedules: Vec<Schedule>,
    mut stopped: watch::Receiver<bool>,
) {
    while !*stopped.borrow() {
        if let Err(error) = run_due(&store, &clock, &schedules).await {
            tracing::error!(%error, "the schedules cannot be read");
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(60)) => {}
            _ = stopped.changed() => {}
        }
    }
}
