//! Work that recurs: housekeeping that nobody asks for.

use std::sync::Arc;

use kith_model::Clock;
use kith_store::{Store, StoreError};

use crate::BoxFuture;

/// Something to be done every so often, by one of the processes.
#[derive(Clone)]
pub struct Schedule {
    /// Its name; also what the processes agree on, so that only one runs it.
    pub name: &'static str,
    /// Seconds from one run to the next.
    pub every_secs: i64,
    /// What is done. An error is logged and left to the next run.
    pub run: Arc<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>,
}

/// Runs those schedules whose time has come and which no other process has taken.
pub async fn run_due(store: &Store, clock: &Arc<dyn Clock>, schedules: &[Schedule]) -> Result<(), StoreError> {
    for schedule in schedules {
        // One hit per window: whoever gets it runs the schedule.
        let key = format!("schedule:{}", schedule.name);
        if store.throttle_hit(&key, clock.now(), schedule.every_secs, 1).await?.is_some() {
            continue;
        }
        if let Err(error) = (schedule.run)().await {
            tracing::error!(schedule = schedule.name, error, "scheduled work failed");
        }
    }
    Ok(())
}
