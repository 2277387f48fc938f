//! What the app needs from the outside world; `kith-adapters` implements it.

use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::Stream;
pub use kith_jobs::BoxFuture;
use kith_model::Timestamp;
use serde::{Deserialize, Serialize};

/// A name and an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The name, empty where it is not known.
    #[serde(default)]
    pub name: String,
    /// Such as `ana@example.com`.
    pub address: String,
}

impl Address {
    /// An address and a name.
    pub fn new(address: impl Into<String>, name: impl Into<String>) -> Self {
        Address { name: name.into(), address: address.into() }
    }
}

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Who sends it; Kith's own address where not said.
    pub from: Option<Address>,
    /// Whom it is for.
    pub to: Vec<Address>,
    /// Who gets a copy.
    pub cc: Vec<Address>,
    /// Where answers go, where not to the sender.
    pub reply_to: Option<Address>,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Files that come with it.
    pub attachments: Vec<Attachment>,
    /// Stays the same when sending is tried again; without angle brackets.
    pub message_id: String,
    /// The message it answers.
    pub in_reply_to: Option<String>,
    /// The messages before it, oldest first.
    pub references: Vec<String>,
    /// Whether no person wrote it, so that nothing answers by itself.
    pub automatic: bool,
    /// When it was written.
    pub written_at: Timestamp,
}

/// A file that comes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub content_type: String,
    /// Its bytes.
    pub content: Bytes,
}

/// How a connection to a mail server is kept from being read on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting; a server that does not offer it is refused.
    StartTls,
    /// Not at all: for servers on the same machine.
    None,
}

/// A mail server and how to sign in there.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether it is spoken to through TLS.
    pub security: Security,
    /// Whose name to sign in with; not at all where absent.
    pub user: Option<String>,
    /// The password.
    pub password: String,
}

/// Without the password, which has no place in a log.
impl std::fmt::Debug for MailServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailServer({}:{}, {:?}, {:?})", self.host, self.port, self.security, self.user)
    }
}

/// Why a mail was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Another try may do.
    #[error("{0}")]
    Later(String),
    /// Another try would end the same way.
    #[error("{0}")]
    Never(String),
    /// It was handed over, and then no answer came: it may have been sent or not.
    #[error("{0}")]
    Unsure(String),
}

/// Sends mails.
pub trait Mailer: Send + Sync + 'static {
    /// Sends one mail through a server, or as the installation does where none is named. Just before the
    /// words that make it the server's, it waits for `hand_over`, and stops where that fails; one that can
    /// be repeated without harm need not ask.
    fn send<'a>(
        &'a self,
        mail: &'a Mail,
        server: Option<&'a MailServer>,
        hand_over: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>>;
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
