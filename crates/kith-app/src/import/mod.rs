//! Importing CSV files: looking at them, mapping columns, and running in constant memory.
//!
//! Columns may go to any writable field by its key, and to `full_name` (first and last name in one),
//! `company` (by name; made where there is none), `address.city` and its siblings, and
//! `amount_currency`.

mod analyse;
mod cells;
mod columns;
mod errors;
mod guess;
mod job;
mod lookup;
mod rows;
mod run;
mod sniff;
mod source;
mod target;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use analyse::{Analysis, Column, analyse_file, upload};
pub use job::{errors_csv, start};
pub use run::import_file;

pub(crate) use job::run_job;

/// What happens to a row whose record is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duplicates {
    /// The row is left out.
    #[default]
    Skip,
    /// The record gets the row's values; empty cells leave it as it is.
    Update,
    /// A second record is made.
    Create,
}

/// How a file is imported.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportOptions {
    /// Column number (from 0, as text) to field. Empty means the guesses.
    #[serde(default)]
    pub mapping: BTreeMap<String, String>,
    /// What happens to duplicates.
    #[serde(default)]
    pub duplicates: Duplicates,
    /// The field that tells a duplicate; `email` where the kind has one, else its first title field.
    #[serde(default)]
    pub match_on: Option<String>,
    /// Whether only to try.
    #[serde(default)]
    pub dry_run: bool,
}

/// What an import has done so far.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImportReport {
    /// Rows read.
    pub rows: u64,
    /// Records made.
    pub created: u64,
    /// Records changed.
    pub updated: u64,
    /// Rows left out as duplicates.
    pub skipped: u64,
    /// Rows that were not right.
    pub failed: u64,
    /// The first errors: `{"row", "column", "field", "code", "message"}`.
    pub errors: Vec<Json>,
}
