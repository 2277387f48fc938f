//! Messages that were found in mailboxes.

use kith_model::{Id, Timestamp};
use serde_json::Value as Json;

use super::Author;
use crate::row::Row;
use crate::sql::{Sql, Stmt, Val, ValType};
use crate::{Store, StoreError};

/// A message that was found in a mailbox.
#[derive(Clone, Debug)]
pub struct MailMessage {
    /// Its id.
    pub id: Id,
    /// The workspace.
    pub workspace: Id,
    /// The mailbox.
    pub mailbox: Id,
    /// Who alone may see it.
    pub private_to: Option<Id>,
    /// What its number means something under.
    pub uid_validity: i64,
    /// Its number.
    pub uid: i64,
    /// The same for the same message, wherever it turns up again.
    pub identity: String,
    /// Why nothing could be made of it; `None` where it was kept.
    pub aside: Option<String>,
    /// Where all its bytes are.
    pub raw_key: Option<String>,
    /// How many there are.
    pub size: i64,
    /// Its own id, without angle brackets.
    pub message_id: Option<String>,
    /// The message it answers.
    pub in_reply_to: Option<String>,
    /// The messages before it, oldest first.
    pub references: Vec<String>,
    /// `{"name", "address"}`.
    pub sender: Json,
    /// `{"to": [{"name", "address"}], "cc": […]}`.
    pub recipients: Json,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Harmless HTML.
    pub html: Option<String>,
    /// From which character on it repeats earlier words.
    pub quote_at: Option<i64>,
    /// `person`, `automatic`, `bounce` or `list`.
    pub nature: String,
    /// What came with it, each `{"name", "content_type", "size"}`.
    pub files: Json,
    /// The contact who wrote it, or to whom it went.
    pub contact: Option<Id>,
    /// What became of it.
    pub record: Option<(String, Id)>,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it was found.
    pub created_at: Timestamp,
}

const COLUMNS: &str = "workspace_id, id, mailbox_id, private_to, uid_validity, uid, identity, state, reason, raw_key, \
                       size, message_id, in_reply_to, reference_ids, sender, recipients, subject, body_text, \
                       body_html, quote_at, nature, files, contact_id, record_kind, record_id, sent_at, created_at";

fn read(row: &Row<'_>) -> Result<MailMessage, StoreError> {
    let json = |text: &str| serde_json::from_str(text).map_err(|error| StoreError::Database(error.to_string()));
    let state: &str = row.get(7)?;
    let reason: Option<String> = row.get(8)?;
    let references: &str = row.get(13)?;
    let record = (row.get::<Option<String>>(23)?, row.get::<Option<Id>>(24)?);
    Ok(MailMessage {
        workspace: row.get(0)?,
        id: row.get(1)?,
        mailbox: row.get(2)?,
        private_to: row.get(3)?,
        uid_validity: row.get(4)?,
        uid: row.get(5)?,
        identity: row.get(6)?,
        aside: (state == "aside").then(|| reason.unwrap_or_default()),
        raw_key: row.get(9)?,
        size: row.get(10)?,
        message_id: row.get(11)?,
        in_reply_to: row.get(12)?,
        references: serde_json::from_str(references).map_err(|error| StoreError::Database(error.to_string()))?,
        sender: json(row.get(14)?)?,
        recipients: json(row.get(15)?)?,
        subject: row.get(16)?,
        text: row.get(17)?,
        html: row.get(18)?,
        quote_at: row.get(19)?,
        nature: row.get(20)?,
        files: json(row.get(21)?)?,
        contact: row.get(22)?,
        record: record.0.zip(record.1),
        sent_at: row.get(25)?,
        created_at: row.get(26)?,
    })
}

impl Store {
    async fn mail_messages(&self, rest: &str, vals: Vec<Val>) -> Result<Vec<MailMessage>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(&format!("SELECT {COLUMNS} FROM mail_message ")).add(rest, vals);
        self.db.all(sql, read).await
    }

    /// A message.
    pub async fn find_mail_message(&self, workspace: Id, id: Id) -> Result<Option<MailMessage>, StoreError> {
        let rest = "WHERE workspace_id = ? AND id = ?";
        Ok(self.mail_messages(rest, vec![Val::Id(workspace), Val::Id(id)]).await?.pop())
    }

    /// The message of this identity in a mailbox.
    pub async fn find_mail_identity(
        &self,
        workspace: Id,
        mailbox: Id,
        identity: &str,
    ) -> Result<Option<MailMessage>, StoreError> {
        let rest = "WHERE workspace_id = ? AND mailbox_id = ? AND identity = ?";
        let vals = vec![Val::Id(workspace), Val::Id(mailbox), Val::Text(identity.to_owned())];
        Ok(self.mail_messages(rest, vals).await?.pop())
    }

    /// The one of these messages that was found in a mailbox, the last named first.
    pub async fn find_received_message(
        &self,
        workspace: Id,
        mailbox: Id,
        message_ids: &[String],
    ) -> Result<Option<MailMessage>, StoreError> {
        for message_id in message_ids.iter().rev() {
            let rest = "WHERE workspace_id = ? AND message_id = ? AND mailbox_id = ? AND record_id IS NOT NULL LIMIT 1";
            let vals = vec![Val::Id(workspace), Val::Text(message_id.clone()), Val::Id(mailbox)];
            if let Some(found) = self.mail_messages(rest, vals).await?.pop() {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The messages that became part of a record, newest first.
    pub async fn list_mails_of_record(
        &self,
        workspace: Id,
        (kind, id): (&str, Id),
        limit: u32,
    ) -> Result<Vec<MailMessage>, StoreError> {
        let rest = "WHERE workspace_id = ? AND record_kind = ? AND record_id = ? ORDER BY id DESC LIMIT ?";
        let vals = vec![Val::Id(workspace), Val::Text(kind.to_owned()), Val::Id(id), Val::Int(limit.into())];
        self.mail_messages(rest, vals).await
    }

    /// The messages of a mailbox that were set aside, newest first.
    pub async fn list_mails_aside(
        &self,
        workspace: Id,
        mailbox: Id,
        before: Option<Id>,
        limit: u32,
    ) -> Result<Vec<MailMessage>, StoreError> {
        let mut vals = vec![Val::Id(workspace), Val::Id(mailbox)];
        let mut rest = "WHERE workspace_id = ? AND mailbox_id = ? AND state = 'aside'".to_owned();
        if let Some(before) = before {
            rest.push_str(" AND id < ?");
            vals.push(Val::Id(before));
        }
        rest.push_str(" ORDER BY id DESC LIMIT ?");
        vals.push(Val::Int(limit.into()));
        self.mail_messages(&rest, vals).await
    }

    /// The private messages of somebody with a contact, newest first.
    pub async fn list_private_mails(
        &self,
        workspace: Id,
        (owner, contact): (Id, Id),
        after: Option<(Timestamp, Id)>,
        limit: u32,
    ) -> Result<Vec<MailMessage>, StoreError> {
        let mut vals = vec![Val::Id(workspace), Val::Id(owner), Val::Id(contact)];
        let mut rest = "WHERE workspace_id = ? AND private_to = ? AND contact_id = ?".to_owned();
        if let Some((at, id)) = after {
            rest.push_str(" AND (sent_at, id) < (?, ?)");
            vals.extend([Val::Time(at), Val::Id(id)]);
        }
        rest.push_str(" ORDER BY sent_at DESC, id DESC LIMIT ?");
        vals.push(Val::Int(limit.into()));
        self.mail_messages(&rest, vals).await
    }

    /// How many messages of a mailbox were kept, and how many were set aside.
    pub async fn count_mails(&self, workspace: Id, mailbox: Id) -> Result<(i64, i64), StoreError> {
        let mut sql = Sql::new();
        sql.add(
            "SELECT count(*), coalesce(sum(CASE WHEN state = 'aside' THEN 1 ELSE 0 END), 0) FROM mail_message \
             WHERE workspace_id = ? AND mailbox_id = ?",
            [Val::Id(workspace), Val::Id(mailbox)],
        );
        let counts = self.db.first(sql, |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?))).await?;
        let (all, aside) = counts.unwrap_or_default();
        Ok((all - aside, aside))
    }
}

/// The statement that keeps a message. A second one of the same identity or number is left out.
pub(super) fn insert(mail: &MailMessage, by: &Author) -> Stmt {
    let record = mail.record.as_ref();
    let mut sql = Sql::new();
    sql.raw(&format!("INSERT INTO mail_message ({COLUMNS}) VALUES ("));
    sql.add(
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            Val::Id(by.workspace),
            Val::Id(mail.id),
            Val::Id(mail.mailbox),
            Val::id_or_null(mail.private_to),
            Val::Int(mail.uid_validity),
            Val::Int(mail.uid),
            Val::Text(mail.identity.clone()),
            Val::Text(if mail.aside.is_some() { "aside" } else { "kept" }.into()),
            Val::text_or_null(mail.aside.as_deref()),
            Val::text_or_null(mail.raw_key.as_deref()),
            Val::Int(mail.size),
            Val::text_or_null(mail.message_id.as_deref()),
            Val::text_or_null(mail.in_reply_to.as_deref()),
            Val::Json(serde_json::to_string(&mail.references).unwrap_or_default()),
            Val::Json(mail.sender.to_string()),
            Val::Json(mail.recipients.to_string()),
            Val::Text(mail.subject.clone()),
            Val::Text(mail.text.clone()),
            Val::text_or_null(mail.html.as_deref()),
            mail.quote_at.map_or(Val::Null(ValType::Int), Val::Int),
            Val::Text(mail.nature.clone()),
            Val::Json(mail.files.to_string()),
            Val::id_or_null(mail.contact),
            Val::text_or_null(record.map(|(kind, _)| kind.as_str())),
            Val::id_or_null(record.map(|(_, id)| *id)),
            Val::Time(mail.sent_at),
            Val::Time(by.at),
        ],
    );
    Stmt::any(sql)
}
