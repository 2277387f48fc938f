//! The code behind the routes: reads what the request says, calls one use case, writes the answer.

pub(crate) mod auth;
pub(crate) mod bulk;
mod event_messages;
pub mod events;
pub(crate) mod feeds;
pub(crate) mod files;
pub(crate) mod forms;
pub(crate) mod imports;
pub(crate) mod invitations;
pub(crate) mod jobs;
pub(crate) mod lists;
pub(crate) mod mail;
pub(crate) mod me;
pub(crate) mod notifications;
pub(crate) mod pictures;
pub(crate) mod records;
pub(crate) mod reports;
pub(crate) mod sales;
pub(crate) mod sequences;
pub(crate) mod service;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod surroundings;
pub(crate) mod system;
