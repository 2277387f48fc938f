//! The use cases of Kith, between the HTTP API, the command line and the jobs above and the store
//! below. It knows neither HTTP nor SQL.
//!
//! [`App`] is what every use case takes first, a [`Scope`] what it takes second. Records of every
//! kind are read and written by the generic service in [`records`]; what is special about a kind is a
//! [`modules::Rules`]. Flows with a life of their own are functions in [`auth`], [`import`] and
//! [`sample`]. What is needed from outside is a port in [`ports`].

mod app;
pub mod auth;
pub mod bootstrap;
pub mod calendar;
pub mod dashboard;
mod error;
pub mod feed;
pub mod files;
pub mod import;
pub mod jobs;
pub mod live;
pub mod mailboxes;
pub mod mails;
pub mod modules;
pub mod notices;
pub mod pdf;
pub mod pictures;
pub mod ports;
pub mod records;
pub mod reports;
pub mod sample;
pub mod search;
pub mod secrets;
pub mod sms;
pub mod work_queue;
pub mod workspace;

pub use app::{App, AppConfig, PasswordCost};
pub use error::{AppError, VersionConflict};

// What the API needs of the layers it may not use itself.
pub use kith_access::{Action, Scope};
pub use kith_jobs::Runner;
pub use kith_store::system::Session;
pub use kith_store::{AggregateQuery, AggregateRow, AuditEntry, GroupBy, Job, JobStatus, Measure, Page, SearchMatch};
