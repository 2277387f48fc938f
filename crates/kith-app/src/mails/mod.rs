//! Mails that go out: written in the transaction of their cause, sent by a job, kept to be looked at.
//!
//! [`queue`] is the one way to send a mail. A row of `outgoing_mail` says what it says and how far it
//! is; docs/mail.md has what becomes of it when a process or a server dies in between.

mod outbox;
mod send;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use kith_model::Id;
use kith_store::system::{Channel, OutgoingMail, SystemWrite};
use kith_store::{NewJob, WriteSet};
use serde_json::{Value as Json, json};

use crate::App;
use crate::jobs::SEND_MAIL;
use crate::ports::Address;

pub use kith_store::system::MailState;
pub use outbox::{OutboxPage, OutboxQuery, list, read, send_again};
pub(crate) use send::run as run_send;

/// So often a mail is tried: with pauses of up to an hour, about two days.
const ATTEMPTS: i64 = 60;
/// And so often a text message, which nobody wants to receive in the night of another day.
const SMS_ATTEMPTS: i64 = 12;

/// A mail as its cause writes it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What carries it.
    pub channel: Channel,
    /// Whom it is for.
    pub to: Vec<Address>,
    /// Who gets a copy.
    pub cc: Vec<Address>,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Files that come with it.
    pub files: Vec<DraftFile>,
    /// The mailbox it is sent from; Kith's own address where none.
    pub mailbox: Option<Id>,
    /// Where answers go, where not to the sender.
    pub reply_to: Option<Address>,
    /// The `Message-ID` it answers, without angle brackets.
    pub in_reply_to: Option<String>,
    /// The `Message-ID`s before it, oldest first.
    pub references: Vec<String>,
    /// The record it is about: kind and id.
    pub about: Option<(String, Id)>,
    /// Whose it is; who acts in the write set where not said.
    pub by: Option<Id>,
    /// Whether nobody else may see it, administrators included.
    pub private: bool,
    /// Whether its words are for who receives it alone, such as a link to choose a password.
    pub secret: bool,
    /// Whether a person wrote it. Mails that nobody wrote say so, and nothing should answer them.
    pub by_hand: bool,
    /// Where whoever receives it turns mails like it off without signing in.
    pub unsubscribe: Option<String>,
}

/// A file that goes with a mail.
#[derive(Clone, Debug)]
pub enum DraftFile {
    /// Made for this mail.
    Bytes {
        /// What it is called.
        name: String,
        /// Its media type.
        content_type: String,
        /// Its bytes.
        bytes: Bytes,
    },
    /// A record of the kind `file`.
    Stored {
        /// Its id.
        id: Id,
        /// What it is called.
        name: String,
        /// Its media type.
        content_type: String,
        /// How many bytes it has.
        size: u64,
    },
}

/// A mail in the queue.
#[derive(Clone, Debug)]
pub struct Queued {
    /// Its id.
    pub id: Id,
    /// Its `Message-ID` without angle brackets, by which answers are recognised.
    pub message_id: String,
}

impl Draft {
    /// A mail to an address and a name.
    pub fn new(to: (&str, &str), subject: impl Into<String>, text: impl Into<String>) -> Draft {
        let to = vec![Address::new(to.0, to.1)];
        Draft { to, subject: subject.into(), text: text.into(), ..Draft::default() }
    }
}

/// Adds a mail to what a write set writes: it is sent when everything else is committed, and only then.
/// Whoever commits wakes the jobs.
pub(crate) fn queue(app: &App, set: &mut WriteSet, draft: Draft) -> Queued {
    let id = app.new_id();
    let message_id = format!("{id}@{}", host(app));
    let workspace = set.workspace();
    let job = send_job(app, workspace, draft.channel, id);
    let mail = OutgoingMail {
        id,
        workspace,
        channel: draft.channel,
        mailbox: draft.mailbox,
        user: draft.by.or(set.actor()),
        private: draft.private,
        secret: draft.secret,
        state: MailState::Queued,
        recipients: json!({"to": draft.to, "cc": draft.cc}),
        reply_to: json!(draft.reply_to),
        subject: one_line(&draft.subject),
        text: draft.text,
        html: draft.html,
        message_id: message_id.clone(),
        in_reply_to: draft.in_reply_to,
        references: draft.references,
        automatic: !draft.by_hand,
        unsubscribe: draft.unsubscribe,
        attachments: draft.files.iter().map(file_json).collect(),
        about: draft.about,
        job: job.id,
        attempts: 0,
        error: None,
        next_at: Some(app.now()),
        handed_at: None,
        sent_at: None,
        created_at: app.now(),
    };
    set.system(SystemWrite::QueueMail(Box::new(mail)));
    set.enqueue(job);
    Queued { id, message_id }
}

/// The job that sends a mail.
fn send_job(app: &App, workspace: Id, channel: Channel, mail: Id) -> NewJob {
    NewJob {
        id: app.new_id(),
        workspace,
        name: SEND_MAIL.into(),
        payload: json!({"mail": mail}),
        user: None,
        run_at: app.now(),
        max_attempts: if channel == Channel::Sms { SMS_ATTEMPTS } else { ATTEMPTS },
        total: None,
    }
}

/// The part of the public address that names the machine.
fn host(app: &App) -> &str {
    let host = app.config().public_url.split("://").last().unwrap_or_default().split(['/', ':']).next();
    host.filter(|host| !host.is_empty()).unwrap_or("kith")
}

/// A subject is one line, whoever wrote it.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn file_json(file: &DraftFile) -> Json {
    match file {
        DraftFile::Bytes { name, content_type, bytes } => {
            json!({"name": name, "content_type": content_type, "size": bytes.len(), "content": STANDARD.encode(bytes)})
        }
        DraftFile::Stored { id, name, content_type, size } => {
            json!({"name": name, "content_type": content_type, "size": size, "file": id})
        }
    }
}
