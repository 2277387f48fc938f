//! One file per command.

pub mod demo;
pub mod doctor;
pub mod import;
pub mod migrate;
pub mod openapi;
pub mod rotate_secrets;
pub mod serve;
pub mod user;

use std::error::Error;
use std::process::ExitCode;

/// What a command comes to: an exit code, or an error shown in one line.
pub type Outcome = Result<ExitCode, Box<dyn Error>>;
