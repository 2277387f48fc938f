//! Mails on their way out: what they say, and how far each is.

use kith_model::{Id, Timestamp};
use serde_json::Value as Json;

use super::Author;
use crate::row::Row;
use crate::sql::{Sql, Stmt, Val};
use crate::{Store, StoreError};

const KIND: &str = "outgoing_mail";

/// How far a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    /// Waiting for its turn, or for its next try.
    Queued,
    /// A worker is talking with the server.
    Sending,
    /// The server has taken it.
    Sent,
    /// Given up; the error says why.
    Failed,
    /// It was handed over, and then the server's answer did not arrive.
    Unsure,
}

impl MailState {
    /// All of them.
    pub const ALL: [MailState; 5] =
        [MailState::Queued, MailState::Sending, MailState::Sent, MailState::Failed, MailState::Unsure];

    /// The name in the table and in answers.
    pub fn name(self) -> &'static str {
        match self {
            MailState::Queued => "queued",
            MailState::Sending => "sending",
            MailState::Sent => "sent",
            MailState::Failed => "failed",
            MailState::Unsure => "unsure",
        }
    }

    /// The state of this name.
    pub fn find(name: &str) -> Option<MailState> {
        MailState::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What carries a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Channel {
    /// A mail.
    #[default]
    Mail,
    /// A text message: its recipient's address is a number as E.164, and only its text is sent.
    Sms,
}

impl Channel {
    /// The name in the table and in answers.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Mail => "mail",
            Channel::Sms => "sms",
        }
    }
}

/// A mail on its way out, or gone.
#[derive(Clone, Debug)]
pub struct OutgoingMail {
    /// Its id.
    pub id: Id,
    /// The workspace.
    pub workspace: Id,
    /// What carries it.
    pub channel: Channel,
    /// The mailbox it is sent from; Kith's own address where none.
    pub mailbox: Option<Id>,
    /// Who caused it.
    pub user: Option<Id>,
    /// Whether nobody else may see it.
    pub private: bool,
    /// Whether its words are for who receives it alone.
    pub secret: bool,
    /// How far it is.
    pub state: MailState,
    /// Addresses: `{"to": [{"name", "address"}], "cc": […]}`.
    pub recipients: Json,
    /// Where answers go, `{"name", "address"}`; to the sender where null.
    pub reply_to: Json,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// The same with every try.
    pub message_id: String,
    /// The message it answers.
    pub in_reply_to: Option<String>,
    /// The messages before it, oldest first.
    pub references: Vec<String>,
    /// Whether no person wrote it.
    pub automatic: bool,
    /// Where whoever receives it turns mails like it off.
    pub unsubscribe: Option<String>,
    /// Files, each `{"name", "content_type", "size", "content"|"file"}`: base64, or the id of a file.
    pub attachments: Json,
    /// The record it is about.
    pub about: Option<(String, Id)>,
    /// The job that sends it.
    pub job: Id,
    /// Tries so far.
    pub attempts: i64,
    /// Why the last one failed.
    pub error: Option<String>,
    /// When it is tried next.
    pub next_at: Option<Timestamp>,
    /// When it was about to be out of our hands.
    pub handed_at: Option<Timestamp>,
    /// When the server took it.
    pub sent_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
}

/// How a try ended.
#[derive(Clone, Debug)]
pub struct MailEnd {
    /// The mail.
    pub id: Id,
    /// The try.
    pub attempt: i64,
    /// What it is now.
    pub state: MailState,
    /// Why it is not sent.
    pub error: Option<String>,
    /// When it is tried next.
    pub next_at: Option<Timestamp>,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// What is kept of its files from now on.
    pub attachments: Json,
}

/// Which mails are wanted.
#[derive(Clone, Debug, Default)]
pub struct MailsWanted {
    /// Whose, beside those that are nobody's own.
    pub user: Option<Id>,
    /// Whether those of others too that are not private.
    pub others: bool,
    /// In this state alone.
    pub state: Option<MailState>,
    /// About this record alone.
    pub about: Option<(String, Id)>,
    /// Older than this one.
    pub before: Option<Id>,
}

const SELECT: &str = "SELECT workspace_id, id, mailbox_id, user_id, private, secret, state, recipients, reply_to, \
                      subject, body_text, body_html, message_id, in_reply_to, reference_ids, automatic, attachments, \
                      about_kind, about_id, job_id, attempts, error, next_at, handed_at, sent_at, created_at, channel, \
                      unsubscribe FROM outgoing_mail";

fn read(row: &Row<'_>) -> Result<OutgoingMail, StoreError> {
    let json = |text: &str| serde_json::from_str(text).map_err(|error| StoreError::Database(error.to_string()));
    let state: &str = row.get(6)?;
    let references: &str = row.get(14)?;
    let about = (row.get::<Option<String>>(17)?, row.get::<Option<Id>>(18)?);
    Ok(OutgoingMail {
        workspace: row.get(0)?,
        id: row.get(1)?,
        channel: if row.get::<&str>(26)? == "sms" { Channel::Sms } else { Channel::Mail },
        mailbox: row.get(2)?,
        user: row.get(3)?,
        private: row.get(4)?,
        secret: row.get(5)?,
        state: MailState::find(state).ok_or_else(|| StoreError::Database(format!("a mail cannot be {state}")))?,
        recipients: json(row.get(7)?)?,
        reply_to: row.get::<Option<&str>>(8)?.map(json).transpose()?.unwrap_or_default(),
        subject: row.get(9)?,
        text: row.get(10)?,
        html: row.get(11)?,
        message_id: row.get(12)?,
        in_reply_to: row.get(13)?,
        references: serde_json::from_str(references).map_err(|error| StoreError::Database(error.to_string()))?,
        automatic: row.get(15)?,
        unsubscribe: row.get(27)?,
        attachments: json(row.get(16)?)?,
        about: about.0.zip(about.1),
        job: row.get(19)?,
        attempts: row.get(20)?,
        error: row.get(21)?,
        next_at: row.get(22)?,
        handed_at: row.get(23)?,
        sent_at: row.get(24)?,
        created_at: row.get(25)?,
    })
}

impl Store {
    /// A mail on its way out, or gone.
    pub async fn find_outgoing_mail(&self, workspace: Id, id: Id) -> Result<Option<OutgoingMail>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(SELECT).add(" WHERE workspace_id = ? AND id = ?", [Val::Id(workspace), Val::Id(id)]);
        self.db.first(sql, read).await
    }

    /// The one of these messages that was sent from here, the last named first.
    pub async fn find_sent_message(
        &self,
        workspace: Id,
        message_ids: &[String],
    ) -> Result<Option<OutgoingMail>, StoreError> {
        for message_id in message_ids.iter().rev() {
            let mut sql = Sql::new();
            let vals = [Val::Id(workspace), Val::Text(message_id.clone())];
            sql.raw(SELECT).add(" WHERE workspace_id = ? AND message_id = ?", vals);
            if let Some(found) = self.db.first(sql, read).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Mails, newest first.
    pub async fn list_outgoing_mails(
        &self,
        workspace: Id,
        wanted: &MailsWanted,
        limit: u32,
    ) -> Result<Vec<OutgoingMail>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(SELECT).add(" WHERE workspace_id = ?", [Val::Id(workspace)]);
        match (wanted.user, wanted.others) {
            (user, true) => {
                sql.add(" AND (private = ? OR user_id = ?)", [Val::Bool(false), Val::id_or_null(user)]);
            }
            (user, false) => {
                sql.add(" AND user_id = ?", [Val::id_or_null(user)]);
            }
        }
        if let Some(state) = wanted.state {
            sql.add(" AND state = ?", [Val::Text(state.name().into())]);
        }
        if let Some((kind, id)) = &wanted.about {
            sql.add(" AND about_kind = ? AND about_id = ?", [Val::Text(kind.clone()), Val::Id(*id)]);
        }
        if let Some(before) = wanted.before {
            sql.add(" AND id < ?", [Val::Id(before)]);
        }
        // Ids begin with the time they were made at.
        sql.add(" ORDER BY id DESC LIMIT ?", [Val::Int(limit.into())]);
        self.db.all(sql, read).await
    }
}

/// The statement that keeps what a provider or a mail server says of a message some time after it was taken.
pub(super) fn receipt(id: Id, error: Option<&str>, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    let state = if error.is_none() { MailState::Sent } else { MailState::Failed };
    sql.add(
        "UPDATE outgoing_mail SET state = ?, error = ?, sent_at = COALESCE(sent_at, ?) \
         WHERE workspace_id = ? AND id = ? AND state IN ('sent', 'unsure')",
        [
            Val::Text(state.name().into()),
            Val::text_or_null(error),
            Val::Time(by.at),
            Val::Id(by.workspace),
            Val::Id(id),
        ],
    );
    Stmt::any(sql)
}

/// The statement that puts a mail into the queue.
pub(super) fn insert(mail: &OutgoingMail, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    let about = mail.about.as_ref();
    sql.add(
        "INSERT INTO outgoing_mail (workspace_id, id, mailbox_id, user_id, private, secret, state, recipients, \
         reply_to, subject, body_text, body_html, message_id, in_reply_to, reference_ids, automatic, attachments, \
         about_kind, about_id, job_id, attempts, error, next_at, handed_at, sent_at, created_at, channel, \
         unsubscribe) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL, ?, NULL, NULL, ?, ?, ?)",
        [
            Val::Id(by.workspace),
            Val::Id(mail.id),
            Val::id_or_null(mail.mailbox),
            Val::id_or_null(mail.user),
            Val::Bool(mail.private),
            Val::Bool(mail.secret),
            Val::Text(mail.state.name().into()),
            Val::Json(mail.recipients.to_string()),
            Val::Json(mail.reply_to.to_string()),
            Val::Text(mail.subject.clone()),
            Val::Text(mail.text.clone()),
            Val::text_or_null(mail.html.as_deref()),
            Val::Text(mail.message_id.clone()),
            Val::text_or_null(mail.in_reply_to.as_deref()),
            Val::Json(serde_json::to_string(&mail.references).unwrap_or_default()),
            Val::Bool(mail.automatic),
            Val::Json(mail.attachments.to_string()),
            Val::text_or_null(about.map(|(kind, _)| kind.as_str())),
            Val::id_or_null(about.map(|(_, id)| *id)),
            Val::Id(mail.job),
            Val::time_or_null(mail.next_at),
            Val::Time(by.at),
            Val::Text(mail.channel.name().into()),
            Val::text_or_null(mail.unsubscribe.as_deref()),
        ],
    );
    Stmt::any(sql)
}

/// The statement with which a job takes a mail up: one that waits, or that the same job took before and
/// did not get out of its hands.
pub(super) fn take(id: Id, job: Id, attempt: i64, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "UPDATE outgoing_mail SET state = 'sending', job_id = ?, attempts = ?, error = NULL, next_at = NULL \
         WHERE workspace_id = ? AND id = ? AND attempts = ? AND handed_at IS NULL \
         AND (state = 'queued' OR (state = 'sending' AND job_id = ?))",
        [Val::Id(job), Val::Int(attempt), Val::Id(by.workspace), Val::Id(id), Val::Int(attempt - 1), Val::Id(job)],
    );
    Stmt::one(sql, KIND, id)
}

/// The statement that says that a mail is about to be out of our hands.
pub(super) fn hand_over(id: Id, attempt: i64, at: Timestamp, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "UPDATE outgoing_mail SET handed_at = ? \
         WHERE workspace_id = ? AND id = ? AND state = 'sending' AND attempts = ? AND handed_at IS NULL",
        [Val::Time(at), Val::Id(by.workspace), Val::Id(id), Val::Int(attempt)],
    );
    Stmt::one(sql, KIND, id)
}

/// The statement that says how a try ended. A secret is forgotten as soon as it is out.
pub(super) fn end(end: &MailEnd, by: &Author) -> Stmt {
    let sent = end.state == MailState::Sent;
    let mut sql = Sql::new();
    sql.add(
        "UPDATE outgoing_mail SET state = ?, error = ?, next_at = ?, sent_at = ?, attachments = ?, \
         handed_at = CASE WHEN ? THEN handed_at ELSE NULL END, \
         body_text = CASE WHEN ? AND secret THEN '' ELSE body_text END, \
         body_html = CASE WHEN ? AND secret THEN NULL ELSE body_html END \
         WHERE workspace_id = ? AND id = ? AND state = 'sending' AND attempts = ?",
        [
            Val::Text(end.state.name().into()),
            Val::text_or_null(end.error.as_deref()),
            Val::time_or_null(end.next_at),
            Val::time_or_null(end.sent_at),
            Val::Json(end.attachments.to_string()),
            Val::Bool(sent || end.state == MailState::Unsure),
            Val::Bool(sent),
            Val::Bool(sent),
            Val::Id(by.workspace),
            Val::Id(end.id),
            Val::Int(end.attempt),
        ],
    );
    Stmt::one(sql, KIND, end.id)
}

/// The statement that lets a mail be tried anew, by another job.
pub(super) fn requeue(id: Id, job: Id, at: Timestamp, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "UPDATE outgoing_mail SET state = 'queued', job_id = ?, error = NULL, next_at = ?, handed_at = NULL, \
         sent_at = NULL \
         WHERE workspace_id = ? AND id = ? AND state IN ('queued', 'failed', 'unsure')",
        [Val::Id(job), Val::Time(at), Val::Id(by.workspace), Val::Id(id)],
    );
    Stmt::one(sql, KIND, id)
}
