//! `kith serve`: web UI, API and jobs in one process.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use kith_api::ServeOptions;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing::info;

use super::Outcome;
use crate::config::Settings;
use crate::{telemetry, wiring};

/// Runs the command until SIGTERM or Ctrl-C.
pub async fn run(settings: Settings) -> Outcome {
    let started = Instant::now();
    let config = settings.resolve()?;
    telemetry::start(&config);
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("{} cannot be listened on: {error}", config.listen))?;
    let app = wiring::build(&config).await?;
    // A wrong name or key of the storage is found out now, and not by whom loses a file.
    if let Some(Err(error)) = app.blobs().list("kept").next().await {
        return Err(format!("files cannot be kept: {error}").into());
    }
    let runner = app.start_jobs(2);
    let mail = app.start_mail();
    let options = ServeOptions { rate_limit: config.rate_limit, trust_proxy: config.trust_proxy };
    info!(
        address = %listener.local_addr()?,
        public_url = %config.public_url,
        engine = app.store().engine_name(),
        milliseconds = started.elapsed().as_millis() as u64,
        "Kith is ready"
    );
    let store = app.store().clone();
    kith_api::serve(listener, app, options, stop_signal()).await?;
    info!("stopping: jobs are handed back, the database is closed");
    mail.stop(Duration::from_secs(5)).await;
    runner.stop(Duration::from_secs(10)).await;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Resolves at SIGTERM or SIGINT.
async fn stop_signal() {
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        _ => std::future::pending().await,
    }
}
