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
    /// Files that come with it.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Stays the same when sending is tried again, so that a mail is not sent twice.
    pub message_id: String,
    /// When it was written.
    pub written_at: Timestamp,
}

/// A file that comes with a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub content_type: String,
    /// Its bytes, in base64.
    pub content: String,
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
