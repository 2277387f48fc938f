//! The only crate that speaks SQL. It is handed declarations and names no record kind.
//!
//! SQL is rendered once, as text with `?` that becomes `$1…$n` ([`sql`]), and run by a thin driver on
//! SQLite or PostgreSQL. A transaction is a value, the [`WriteSet`]: that is what makes group commit
//! on SQLite invisible and one code path for both engines possible.

mod aggregate;
mod error;
mod gather;
mod outbox;
mod page;
mod records;
mod recount;
mod row;
mod sql;
mod store;
mod wire;
mod write_set;

mod migrate;
mod postgres;
mod queue;
mod render;
mod search;
mod sqlite;
pub mod system;

#[cfg(test)]
mod driver_tests;

pub use aggregate::{AggregateQuery, AggregateRow, GroupBy, Measure, Span};
pub use error::{StoreError, WriteError};
pub use outbox::{Event, Heard, Place, SESSION};
pub use page::{Include, Page};
pub use queue::{Job, JobStatus, NewJob};
pub use records::{AuditEntry, AuditQuery, Change, CounterDifference};
pub use search::{SearchHit, SearchMatch, SearchQuery};
pub use store::{Engine, Store, StoreConfig};
pub use wire::Following;
pub use write_set::{IdempotencyEntry, WriteSet};
