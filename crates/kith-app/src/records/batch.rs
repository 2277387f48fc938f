//! Many new records in one transaction, for loading data in bulk. Each passes the same rules as one
//! that comes alone; only what the batch itself has made is not looked up again.

use kith_access::Scope;
use kith_model::{Id, RecordKind, Timestamp};
use kith_store::WriteSet;
use serde_json::{Map, Value as Json};

use super::plan::Planner;
use crate::error::unexpected;
use crate::{App, AppError};

/// New records that are committed together.
pub struct Batch<'a> {
    planner: Planner<'a>,
    waiting: Vec<WriteSet>,
}

impl<'a> Batch<'a> {
    /// An empty batch in the scope's workspace.
    pub async fn new(app: &'a App, scope: &'a Scope) -> Result<Self, AppError> {
        // Nobody wants to be told of each of a thousand records: what is gathered here goes no further.
        let planner = Planner { gather: true, ..Planner::new(app, scope).await? };
        Ok(Batch { planner, waiting: Vec::new() })
    }

    /// Adds a record as if it had been made at `at`. Nothing is written yet.
    pub async fn create(
        &mut self,
        kind: &'static RecordKind,
        id: Id,
        at: Timestamp,
        body: &Map<String, Json>,
    ) -> Result<(), AppError> {
        self.planner.now = at;
        let planned = self.planner.create(kind, id, body).await?;
        self.planner.known.insert((kind.key, id));
        self.waiting.push(planned.set);
        Ok(())
    }

    /// How many wait to be written.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Writes those that wait, all or none.
    pub async fn flush(&mut self) -> Result<(), AppError> {
        let sets = std::mem::take(&mut self.waiting);
        if sets.is_empty() {
            return Ok(());
        }
        self.planner.app.store().commit_many(sets).await.map_err(unexpected)
    }

    /// Forgets the oldest of what was made, so that a long run stays small. What is referred to later
    /// is looked up.
    pub fn forget(&mut self) {
        self.planner.known.clear();
    }
}
