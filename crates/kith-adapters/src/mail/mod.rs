//! Mail.

mod message;
pub mod outbox_folder;
