//! `kith openapi`: print the API's description.

use std::process::ExitCode;

use super::Outcome;

/// Runs the command.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub fn run() -> Outcome {
    println!("{}", serde_json::to_string_pretty(&kith_api::openapi())?);
    Ok(ExitCode::SUCCESS)
}
