//! Background work: rows in the database, claimed by one worker at a time.
//!
//! A job is enqueued in the same transaction as its cause, so it exists exactly when its cause does.
//! It is claimed with a lease that is renewed while it runs; a worker that dies loses its lease and
//! the job is claimed again, so handlers must bear being run twice. This crate knows neither what
//! the jobs do nor any record kind: handlers come from the app.

mod context;
mod handler;
mod registry;
mod runner;
mod schedule;

pub use context::JobContext;
pub use handler::{BoxFuture, JobError, JobHandler, JobOutput};
pub use registry::{Registry, backoff_secs};
pub use runner::{Runner, RunnerConfig, drain};
pub use schedule::{Schedule, run_due};
