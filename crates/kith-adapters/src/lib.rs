//! The outside world behind the app's ports. Nothing here knows a record kind or a rule.

pub mod mail;

pub use mail::outbox_folder::OutboxFolder;
