//! Kith's own tables, which are no record kinds: logins, sessions, tokens, throttles, keys, uploads.

mod address;
pub(crate) mod audit;
mod calendar;
mod find;
mod mail;
mod mail_message;
mod mailbox;
mod push;
mod sms;
mod throttle;
mod turn;
mod upkeep;
mod upload;
mod write;

use kith_model::{Id, Timestamp};

pub use address::Address;
pub use calendar::CalendarFeed;
pub use mail::{Channel, MailEnd, MailState, MailsWanted, OutgoingMail};
pub use mail_message::MailMessage;
pub use mailbox::{Mailbox, MailboxRun};
pub use push::{PushBrowser, PushKeyPair, PushResult};
pub use sms::SmsChannel;
pub(crate) use throttle::store_error;
pub(crate) use turn::take_turn;
pub use upload::FileUpload;
pub(crate) use write::{idempotency_statement, session_event, statement};

/// Who writes, where and when: what all statements of one write set have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Author {
    pub workspace: Id,
    pub actor: Option<Id>,
    pub job: Option<Id>,
    pub at: Timestamp,
}

/// A person's way in: one e-mail address, one workspace.
#[derive(Clone, Debug)]
pub struct Login {
    /// Folded e-mail address; unique over the whole installation.
    pub email: String,
    /// Where the user lives.
    pub workspace: Id,
    /// The user.
    pub user: Id,
    /// PHC string of Argon2id, or an imported bcrypt hash; `None` until the invitation is accepted.
    pub password_hash: Option<String>,
}

/// A signed-in device.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id, carried by its access tokens.
    pub id: Id,
    /// The workspace.
    pub workspace: Id,
    /// The user.
    pub user: Id,
    /// SHA-256 of the refresh token that is valid now.
    pub refresh_hash: Vec<u8>,
    /// SHA-256 of the one before it, to notice reuse.
    pub previous_hash: Option<Vec<u8>>,
    /// The browser or program, as it named itself.
    pub device: String,
    /// The address it came from.
    pub address: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it was last refreshed.
    pub last_used_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

/// A secret sent by mail: an invitation or a password reset.
#[derive(Clone, Debug)]
pub struct MailToken {
    /// SHA-256 of the secret.
    pub hash: Vec<u8>,
    /// `invitation` or `password_reset`.
    pub purpose: String,
    /// The workspace.
    pub workspace: Id,
    /// The user.
    pub user: Id,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A key that signs access tokens.
#[derive(Clone, Debug)]
pub struct SigningKey {
    /// The `kid` of tokens.
    pub id: Id,
    /// 32 random bytes.
    pub secret: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when it signs no more; it verifies a while longer.
    pub retired_at: Option<Timestamp>,
}

/// A file waiting to be imported.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its id; also its name in the data directory.
    pub id: Id,
    /// The workspace.
    pub workspace: Id,
    /// Who sent it.
    pub user: Id,
    /// The kind it is imported into.
    pub kind: String,
    /// Its name as sent.
    pub file_name: String,
    /// When.
    pub created_at: Timestamp,
}

/// A write to these tables, as part of a [`crate::WriteSet`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each variant is the change its name says, to the row its fields name")]
pub enum SystemWrite {
    InsertLogin(Login),
    /// Fails as a unique violation of `login_email_key` where the address is taken.
    MoveLogin {
        user: Id,
        email: String,
    },
    SetPassword {
        user: Id,
        password_hash: String,
    },
    DeleteLogin {
        user: Id,
    },
    InsertSession(Session),
    /// Expects `refresh_hash` to be `old_hash`; else a version conflict of kind `session`.
    RotateSession {
        id: Id,
        old_hash: Vec<u8>,
        new_hash: Vec<u8>,
        at: Timestamp,
        expires_at: Timestamp,
    },
    EndSession {
        id: Id,
        at: Timestamp,
    },
    /// All sessions of a user, except one.
    EndSessions {
        user: Id,
        except: Option<Id>,
        at: Timestamp,
    },
    InsertMailToken(MailToken),
    /// Expects it to be there, unused; else a version conflict of kind `mail_token`.
    UseMailToken {
        hash: Vec<u8>,
        at: Timestamp,
    },
    /// All unused tokens of a user for a purpose.
    VoidMailTokens {
        user: Id,
        purpose: String,
    },
    InsertSigningKey(SigningKey),
    RetireSigningKey {
        id: Id,
        at: Timestamp,
    },
    InsertUpload(Upload),
    /// Files sent to be imported before this moment.
    ForgetUploads {
        before: Timestamp,
    },
    InsertFileUpload(FileUpload),
    /// Expects that so many bytes have come until now; else a version conflict of kind `file_upload`.
    AdvanceFileUpload {
        id: Id,
        from: u64,
        parts: Vec<(String, u64)>,
    },
    /// Expects it to be there; else a version conflict of kind `file_upload`.
    EndFileUpload {
        id: Id,
    },
    QueueMail(Box<OutgoingMail>),
    /// Expects it to wait, or to have been taken by the same job; else a version conflict of kind
    /// `outgoing_mail`.
    TakeMail {
        id: Id,
        job: Id,
        attempt: i64,
    },
    /// Says that it is about to be out of our hands. Expects this attempt to be the last one, and not to
    /// have come so far; else a version conflict of kind `outgoing_mail`.
    HandMailOver {
        id: Id,
        attempt: i64,
        at: Timestamp,
    },
    /// Expects this attempt to be the last one; else a version conflict of kind `outgoing_mail`.
    EndMailAttempt(Box<MailEnd>),
    /// What a provider or a mail server says of a message that it took; nothing changes in one that is on its way
    /// again.
    NoteMailReceipt {
        id: Id,
        /// Why it did not reach whom it is for; nothing where it did.
        error: Option<String>,
    },
    /// Expects it not to be sent and not to be on its way; else a version conflict of kind
    /// `outgoing_mail`.
    RequeueMail {
        id: Id,
        job: Id,
        at: Timestamp,
    },
    InsertMailbox(Box<Mailbox>),
    /// Expects it in its version; else a version conflict of kind `mailbox`. Whoever reads it now loses it.
    UpdateMailbox {
        mailbox: Box<Mailbox>,
        /// Whether it is read from now on, as if it were new.
        anew: bool,
    },
    DeleteMailbox {
        id: Id,
    },
    /// Lets it be looked at now.
    HurryMailbox {
        id: Id,
    },
    /// Expects this worker to hold it; else a version conflict of kind `mailbox`.
    AdvanceMailbox {
        id: Id,
        worker: Id,
        uid_validity: i64,
        uid: i64,
    },
    /// Expects its worker to hold it; else a version conflict of kind `mailbox`.
    MailboxRan(Box<MailboxRun>),
    /// Keeps who carries text messages.
    KeepSmsChannel(Box<SmsChannel>),
    /// Lets nobody carry them.
    DropSmsChannel,
    /// Keeps whether a number wants text messages.
    OptSms {
        /// As E.164.
        phone: String,
        /// Whether it wants none.
        out: bool,
    },
    /// Takes a text message; the same one again is refused.
    ReceiveSms {
        /// What tells it from all others.
        key: String,
    },
    /// Keeps a feed of a calendar, in place of the one before.
    KeepCalendarFeed(CalendarFeed),
    DropCalendarFeed {
        user: Id,
        of: Id,
    },
    /// All feeds of a user.
    DropCalendarFeeds {
        user: Id,
    },
    /// Keeps the first key pair of pushes of a workspace; one that is there already stays.
    MakePushKey(PushKeyPair),
    /// Puts a key pair in the place of the one whose sealed secret this is.
    ReplacePushKey {
        was: String,
        pair: PushKeyPair,
    },
    /// Keeps where a session's browser takes pushes.
    KeepPushBrowser(Box<PushBrowser>),
    /// Nobody's browser takes pushes at this address any more.
    DropPushEndpoint {
        endpoint: String,
    },
    /// A session's browser takes no pushes any more.
    DropPushBrowser {
        session: Id,
    },
    /// Whatever was agreed with another key pair is worth nothing.
    DropPushBrowsers,
    /// How a push ended.
    PushEnded(Box<PushResult>),
    /// Leaves out what is there already.
    InsertMailMessage(Box<MailMessage>),
    /// Fails as a unique violation of `public_address_slug_key` where the address is taken.
    SetAddress {
        kind: String,
        record: Id,
        slug: String,
    },
    FreeAddress {
        record: Id,
    },
    /// An audit entry that is no record change: a sign-in, a failed one, an export.
    Audit {
        kind: String,
        record_id: Id,
        record_title: String,
        op: String,
        detail: serde_json::Value,
    },
    /// The user's last sign-in, kept without a version so that signing in conflicts with no edit.
    TouchLastLogin {
        user: Id,
        at: Timestamp,
    },
}
