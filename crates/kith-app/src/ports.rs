//! What the app needs from the outside world; `kith-adapters` implements it.

use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

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
    /// Where whoever receives it turns mails like it off: by a page, and by one POST (RFC 8058).
    pub unsubscribe: Option<String>,
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

    /// Whether a server lets us in; nothing is sent.
    fn test<'a>(&'a self, server: &'a MailServer) -> BoxFuture<'a, Result<(), MailTrouble>>;
}

/// What of a mail server's settings does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleWith {
    /// Nobody answers under this name and port, or not as a mail server does.
    Host,
    /// The connection cannot be made safe.
    Security,
    /// The name or the password is refused.
    Login,
    /// The folder is not there.
    Folder,
    /// The connection broke, or the server said what nobody understands.
    Connection,
}

/// Why a mail server cannot be worked with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MailTrouble {
    /// What to look at.
    pub with: TroubleWith,
    /// What happened.
    pub message: String,
}

/// A folder of mails on a server, as it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderState {
    /// Numbers of messages mean something as long as this stays the same.
    pub uid_validity: u32,
    /// The number the next message will have, where the server says so.
    pub uid_next: Option<u32>,
    /// How many messages there are.
    pub count: u32,
}

/// A message in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundMessage {
    /// Its number.
    pub uid: u32,
    /// Its bytes.
    pub size: u64,
    /// When the server received it.
    pub received_at: Option<Timestamp>,
}

/// Reads mail from servers.
pub trait MailReader: Send + Sync + 'static {
    /// Signs in and opens a folder, changing nothing there.
    fn open<'a>(
        &'a self,
        server: &'a MailServer,
        folder: &'a str,
    ) -> BoxFuture<'a, Result<Box<dyn MailFolder>, MailTrouble>>;
}

/// An open folder of mails.
pub trait MailFolder: Send {
    /// What there was to know when it was opened, and how many messages there are by now.
    fn state(&self) -> FolderState;

    /// The messages whose numbers are greater, in order, so many at most.
    fn newer(&mut self, than: u32, limit: usize) -> BoxFuture<'_, Result<Vec<FoundMessage>, MailTrouble>>;

    /// All bytes of a message, or nothing where it is gone or has more than `limit`.
    fn fetch(&mut self, uid: u32, limit: u64) -> BoxFuture<'_, Result<Option<Bytes>, MailTrouble>>;

    /// Waits until something arrives or the time is over; servers that cannot tell are waited for in vain.
    fn wait(self: Box<Self>, patience: Duration) -> BoxFuture<'static, Result<Box<dyn MailFolder>, MailTrouble>>;

    /// Says goodbye.
    fn close(self: Box<Self>) -> BoxFuture<'static, ()>;
}

/// A text message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMessage {
    /// Stays the same when sending is tried again.
    pub id: String,
    /// A number as E.164.
    pub to: String,
    /// What it says.
    pub text: String,
    /// Where the provider says later whether it has arrived, if it does.
    pub receipts: Option<String>,
}

/// What a provider of text messages understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// Twilio's HTTP API, version 2010-04-01.
    Twilio,
    /// A POST of a JSON object `{id, from, to, text}` that may be repeated.
    Http,
}

/// A provider of text messages, and how to sign in there.
#[derive(Clone, PartialEq, Eq)]
pub struct Carrier {
    /// What it understands.
    pub service: Service,
    /// Where it listens.
    pub address: String,
    /// Whose account it is, for Twilio.
    pub account: String,
    /// The number or name that messages come from.
    pub sender: String,
    /// Its token.
    pub secret: String,
}

/// Without the token, which has no place in a log.
impl std::fmt::Debug for Carrier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Carrier({:?}, {}, {})", self.service, self.address, self.sender)
    }
}

/// Sends text messages.
pub trait Texter: Send + Sync + 'static {
    /// Sends one message through a provider, as [`Mailer::send`] sends a mail.
    fn send<'a>(
        &'a self,
        message: &'a TextMessage,
        carrier: &'a Carrier,
        hand_over: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>>;
}

/// The key pair by which push services know who pushes, as browsers write keys: base64url.
#[derive(Clone, PartialEq, Eq)]
pub struct PushKey {
    /// The half that browsers are told.
    pub public: String,
    /// The half that signs.
    pub secret: String,
}

/// Without the half that signs, which has no place in a log.
impl std::fmt::Debug for PushKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PushKey({})", self.public)
    }
}

/// A browser that takes pushes, as it describes itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushTarget {
    /// Where its push service takes messages for it.
    pub endpoint: String,
    /// Its public key.
    pub p256dh: String,
    /// What its push service does not know.
    pub auth: String,
}

/// A message to a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// What the page's worker reads; nobody on the way can.
    pub body: Vec<u8>,
    /// For so long the push service keeps it for a browser that is not there.
    pub ttl_secs: u32,
    /// Whether it wakes a device that saves power.
    pub urgent: bool,
    /// When it was written.
    pub written_at: Timestamp,
}

/// Why a push was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The browser takes none any more.
    #[error("the browser takes none any more")]
    Gone,
    /// Another try may do.
    #[error("{why}")]
    Later {
        /// What went wrong.
        why: String,
        /// So many seconds the service wants to be left alone, where it said so.
        pause: Option<i64>,
    },
    /// Another try would end the same way.
    #[error("{0}")]
    Never(String),
}

/// Why a browser cannot be pushed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushTrouble {
    /// The member of [`PushTarget`] that is wrong.
    pub field: &'static str,
    /// What is wrong with it.
    pub message: String,
}

/// Pushes messages to browsers.
pub trait Pusher: Send + Sync + 'static {
    /// A new key pair.
    fn new_key(&self) -> PushKey;

    /// Whether a browser describes itself in a way that can be used; nobody is asked.
    fn check(&self, to: &PushTarget) -> Result<(), PushTrouble>;

    /// Hands a message to a browser's push service.
    fn push<'a>(&'a self, push: &'a Push, to: &'a PushTarget, key: &'a PushKey)
    -> BoxFuture<'a, Result<(), PushError>>;
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
    /// Sends text messages.
    pub texter: Arc<dyn Texter>,
    /// Pushes messages to browsers.
    pub pusher: Arc<dyn Pusher>,
    /// Reads mails.
    pub mail_reader: Arc<dyn MailReader>,
    /// Keeps files.
    pub blobs: Arc<dyn BlobStore>,
    /// Looks for viruses in files; `None` where nothing does.
    pub scanner: Option<Arc<dyn Scanner>>,
}
