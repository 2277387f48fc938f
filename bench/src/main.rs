//! Measures Kith with a real load generator (wrk) against two reference servers, and writes
//! `docs/performance.md`. Start it with `make bench`, which brings a PostgreSQL of its own.
//!
//! Rates differ from run to run and from machine to machine; what counts are ratios within one run,
//! in which the servers take turns.

mod cases;
mod client;
mod import;
mod live;
mod multiply;
mod process;
mod reference;
mod report;
mod rescoring;
mod run;
mod selling;
mod wrk;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Measures Kith.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    mode: Option<Mode>,
    /// How many contacts: 10k, 100k or 1m
    #[arg(long, default_value = "100k")]
    size: String,
    /// How many leads, and as many deals; a fifth of the contacts where not given
    #[arg(long)]
    leads: Option<String>,
    /// Measure nothing but what people who sell wait for: board, dashboard, reports, conversion
    #[arg(long)]
    selling: bool,
    /// Measure nothing but the stream of events: thousands of connections, and a change that reaches many
    #[arg(long)]
    live: bool,
    /// Seconds per measurement
    #[arg(long, default_value_t = 5)]
    seconds: u32,
    /// Rounds in which the servers take turns; the median is reported
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Connections of the load generator
    #[arg(long, default_value_t = 64)]
    connections: u32,
    /// Folder for databases; kept between runs so that they are filled once
    #[arg(long, default_value = "target/bench")]
    folder: PathBuf,
    /// The program to measure
    #[arg(long, default_value = "target/release/kith")]
    kith: PathBuf,
    /// Where the report goes
    #[arg(long, default_value = "docs/performance.md")]
    report: PathBuf,
}

#[derive(Subcommand)]
enum Mode {
    /// Reference: the same bytes, no database
    ServeConstant { port: u16, folder: PathBuf },
    /// Reference: the same SQL over tokio-postgres, nothing else
    ServePostgres { port: u16, url: String, workspace: String },
    /// Reference: the rows of a create written by a bare rusqlite loop with group commit
    LoopSqlite { database: PathBuf, seconds: u64, batch: usize },
}

fn main() {
    let cli = Cli::parse();
    let outcome = match cli.mode {
        Some(Mode::ServeConstant { port, folder }) => reference::constant::serve(port, &folder),
        Some(Mode::ServePostgres { port, url, workspace }) => reference::postgres::serve(port, &url, &workspace),
        Some(Mode::LoopSqlite { database, seconds, batch }) => reference::sqlite::run(&database, seconds, batch),
        None => run::run(&run::Options {
            contacts: parse_size(&cli.size),
            size: cli.size,
            leads: cli.leads.as_deref().map(parse_size),
            selling_only: cli.selling,
            live_only: cli.live,
            seconds: cli.seconds,
            rounds: cli.rounds,
            connections: cli.connections,
            folder: cli.folder,
            kith: cli.kith,
            report: cli.report,
        }),
    };
    if let Err(error) = outcome {
        eprintln!("bench: {error}");
        std::process::exit(1);
    }
}

/// `10k`, `1m` or a plain number.
fn parse_size(text: &str) -> u64 {
    let lower = text.to_lowercase();
    let (digits, factor) = match lower.strip_suffix('m') {
        Some(digits) => (digits, 1_000_000),
        None => lower.strip_suffix('k').map_or((lower.as_str(), 1), |digits| (digits, 1_000)),
    };
    digits.parse::<u64>().map_or(100_000, |n| n * factor)
}
