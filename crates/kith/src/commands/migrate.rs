//! `kith migrate`: bring the database to this program's version, then stop.

use std::process::ExitCode;

use kith_model::{Clock, SystemClock};

use super::Outcome;
use crate::config::Settings;
use crate::{telemetry, wiring};

/// Runs the command.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(settings: Settings) -> Outcome {
    let config = settings.resolve()?;
    telemetry::start(&config);
    let store = wiring::open(&config).await?;
    let applied = store.migrate(SystemClock.now()).await?;
    println!("{applied} migrations applied on {}; the database is up to date", store.engine_name());
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
