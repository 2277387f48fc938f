//! Many records in one transaction where that can be, else one by one, and what became of them.

use kith_model::{FieldErrors, Id};
use kith_store::{WriteError, WriteSet};
use serde_json::{Value as Json, json};

use super::plan::Planner;
use crate::AppError;
use crate::modules::{Notice, notify};

const ERRORS_SHOWN: usize = 20;

/// What became of many records.
#[derive(Default)]
pub(crate) struct Tally {
    /// Those that were changed.
    pub done: i64,
    /// Those that were not.
    pub failed: i64,
    errors: Vec<Json>,
}

impl Tally {
    /// One was not changed, and why.
    pub fn fail(&mut self, id: Id, title: &str, message: &str) {
        self.failed += 1;
        if self.errors.len() < ERRORS_SHOWN {
            self.errors.push(json!({"id": id, "title": title, "message": message}));
        }
    }

    /// The same with its error; what is no fault of the record stops the job.
    pub fn fail_with(&mut self, id: Id, title: &str, error: AppError) -> Result<(), AppError> {
        self.fail(id, title, &reason(error)?);
        Ok(())
    }

    /// Why the first was not changed.
    pub fn first_error(&self) -> &str {
        self.errors.first().and_then(|error| error["message"].as_str()).unwrap_or_default()
    }

    /// For the job's result.
    pub fn json(&self) -> Json {
        json!({"done": self.done, "failed": self.failed, "errors": self.errors})
    }
}

/// Why one record was not changed, in words; what is no fault of the record stops the job.
pub(super) fn reason(error: AppError) -> Result<String, AppError> {
    let all = |errors: FieldErrors| errors.iter().map(|e| format!("{}: {}", e.field, e.message)).collect::<Vec<_>>();
    match error {
        AppError::Validation(errors) => Ok(all(errors).join(" ")),
        error @ (AppError::Internal(_) | AppError::Unavailable(_) | AppError::Timeout) => Err(error),
        error => Ok(error.to_string()),
    }
}

/// Commits what was planned for many records in one transaction, with what is told of it. Answers
/// whether that could be; where something came between, each is to be tried alone.
pub(crate) async fn commit_together(
    planner: &Planner<'_>,
    round: Option<Id>,
    mut sets: Vec<WriteSet>,
    notices: Vec<Notice>,
) -> Result<bool, AppError> {
    if sets.is_empty() {
        return Ok(true);
    }
    let mut told = planner.empty_set();
    notify::write(planner, round, notices, &mut told).await?;
    sets.push(told);
    match planner.app.store().commit_many(sets).await {
        Ok(()) => Ok(true),
        Err(WriteError::Store(error)) => Err(error.into()),
        Err(_) => Ok(false),
    }
}
