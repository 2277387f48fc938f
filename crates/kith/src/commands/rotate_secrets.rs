//! `kith rotate-secrets`: a new key for the passwords of mailboxes.

use std::process::ExitCode;

use kith_app::mailboxes;

use super::Outcome;
use crate::config::Settings;
use crate::{secrets, telemetry, wiring};

/// Runs the command. It fails where a password cannot be opened any more.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(settings: Settings) -> Outcome {
    let config = settings.resolve()?;
    telemetry::start(&config);
    if config.secret_key.is_none() {
        std::fs::create_dir_all(&config.data_dir)?;
        println!("new key in {}", secrets::add(&config)?.display());
    }
    let app = wiring::build(&config).await?;
    let (sealed, lost) = mailboxes::seal_anew(&app).await?;
    app.store().close().await;
    println!("{sealed} mailboxes sealed anew");
    if lost > 0 {
        println!("{lost} passwords were sealed with a key that is gone; enter them again in the settings");
        return Ok(ExitCode::FAILURE);
    }
    println!("restart every running process; then the old keys can be removed");
    Ok(ExitCode::SUCCESS)
}
