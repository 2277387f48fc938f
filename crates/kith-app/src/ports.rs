//! What the app needs from the outside world; `kith-adapters` implements it.

pub use kith_jobs::BoxFuture;
use kith_model::Timestamp;
use serde::{Deserialize, Serialize};

/// A mail to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The recipient's address.
    pub to: String,
    /// The recipient's name, where known.
    pub to_name: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Stays the same when sending is tried again, so that a mail is not sent twice.
    pub message_id: String,
    /// When it was written.
    pub written_at: Timestamp,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct MailError(pub String);

/// Sends mails.
pub trait Mailer: Send + Sync + 'static {
    /// Sends one mail; an error makes the job try again later.
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), MailError>>;
}
