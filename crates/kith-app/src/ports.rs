//! What the app needs from the outside world; `kith-adapters` implements it.

use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::Stream;
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

/// Bytes on their way, piece by piece: nothing that is stored is ever whole in memory.
pub type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, BlobError>> + Send>>;

/// Names of blobs, in no particular order.
pub type KeyStream = Pin<Box<dyn Stream<Item = Result<String, BlobError>> + Send>>;

/// Why a blob was not stored or read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum BlobError {
    /// There is none of this name.
    #[error("there is no such blob")]
    Missing,
    /// The storage failed.
    #[error("{0}")]
    Failed(String),
}

/// Keeps bytes under names that Kith makes: words of lower-case letters, digits and dashes with slashes
/// between them.
pub trait BlobStore: Send + Sync + 'static {
    /// Stores all of a stream, durably, under a name; what was there before is replaced at the end, at
    /// once. Nothing is kept of a stream that fails.
    fn put<'a>(&'a self, key: &'a str, bytes: ByteStream) -> BoxFuture<'a, Result<(), BlobError>>;

    /// Stores what lies under one name under another one too.
    fn copy<'a>(&'a self, from: &'a str, to: &'a str) -> BoxFuture<'a, Result<(), BlobError>>;

    /// The bytes in a range.
    fn read<'a>(&'a self, key: &'a str, range: Range<u64>) -> BoxFuture<'a, Result<ByteStream, BlobError>>;

    /// Removes what lies under a name, if anything does.
    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), BlobError>>;

    /// The names below one.
    fn list(&self, folder: &str) -> KeyStream;
}

/// What a scanner says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was, of this name.
    Infected(String),
}

/// Why nothing can be said of a file.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ScanError(pub String);

/// Looks for viruses.
pub trait Scanner: Send + Sync + 'static {
    /// Looks through a stream; an error makes the job try again later.
    fn scan<'a>(&'a self, bytes: ByteStream) -> BoxFuture<'a, Result<Verdict, ScanError>>;
}

/// The outside world, as the app was put together with it.
#[derive(Clone)]
pub struct Ports {
    /// Sends mails.
    pub mailer: Arc<dyn Mailer>,
    /// Keeps files.
    pub blobs: Arc<dyn BlobStore>,
    /// Looks for viruses in files; `None` where nothing does.
    pub scanner: Option<Arc<dyn Scanner>>,
}
