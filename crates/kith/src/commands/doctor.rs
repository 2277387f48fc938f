//! `kith doctor`: is the database reachable, migrated, and do the counters agree with the records?

use std::process::ExitCode;

use clap::Args;

use super::Outcome;
use crate::config::Settings;
use crate::{telemetry, wiring};

/// What to check.
#[derive(Args)]
pub struct DoctorArgs {
    /// Put counters right that disagree
    #[arg(long)]
    repair: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Runs the command. It fails where something is wrong and was not repaired.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(args: DoctorArgs) -> Outcome {
    let config = args.settings.resolve()?;
    telemetry::start(&config);
    let store = wiring::open(&config).await?;
    store.ping().await?;
    println!("database: {} answers", store.engine_name());
    store.check_migrated().await?;
    println!("migrations: up to date");
    let mut wrong = 0;
    for workspace in store.list_workspaces().await? {
        let differences = store.recount(workspace, args.repair).await?;
        wrong += differences.len();
        for found in &differences {
            println!(
                "counter of {} by {:?} = {:?} (owner {}): holds {:?}, should be {:?}",
                found.kind, found.field, found.value, found.owner, found.held, found.counted
            );
        }
        println!("counters of workspace {workspace}: {} differ", differences.len());
    }
    store.close().await;
    match (wrong, args.repair) {
        (0, _) => println!("nothing is wrong"),
        (_, true) => println!("repaired"),
        (_, false) => {
            println!("run `kith doctor --repair` to put the counters right");
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}
