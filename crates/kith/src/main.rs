//! The Kith program: commands, configuration, telemetry and wiring. Everything else lies in the
//! crates below.

mod commands;
mod config;
mod demo;
mod secrets;
mod telemetry;
mod wiring;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands::{demo as demo_command, doctor, import, migrate, openapi, rotate_secrets, serve, user};
use crate::config::Settings;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Kith, the customer relationship management system.
#[derive(Parser)]
#[command(name = "kith", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve Kith: web UI, API and jobs
    Serve(Settings),
    /// Bring the database to this program's version, then stop
    Migrate(Settings),
    /// Manage users: list, create, set a password, suspend, reactivate
    User(user::UserArgs),
    /// Import a CSV file
    Import(import::ImportArgs),
    /// Fill a workspace with believable demo data
    Demo(demo_command::DemoArgs),
    /// Print the API's OpenAPI document
    Openapi,
    /// Make a new secret key and seal the passwords of mailboxes with it
    RotateSecrets(Settings),
    /// Check the database: connection, migrations, counters
    Doctor(doctor::DoctorArgs),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("kith: the runtime did not start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Serve(settings) => serve::run(settings).await,
            Command::Migrate(settings) => migrate::run(settings).await,
            Command::User(args) => user::run(args).await,
            Command::Import(args) => import::run(args).await,
            Command::Demo(args) => demo_command::run(args).await,
            Command::Openapi => openapi::run(),
            Command::RotateSecrets(settings) => rotate_secrets::run(settings).await,
            Command::Doctor(args) => doctor::run(args).await,
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("kith: {error}");
            ExitCode::FAILURE
        }
    }
}
