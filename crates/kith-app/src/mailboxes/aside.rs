//! Looking at messages: those that were set aside, and one's own private ones.

use kith_access::Scope;
use kith_model::{Id, Timestamp};
use kith_store::system::MailMessage;
use serde_json::{Value as Json, json};

use super::{LARGEST, find, may_change};
use crate::ports::ByteStream;
use crate::{App, AppError};

/// Some messages, newest first.
#[derive(Clone, Debug)]
pub struct AsidePage {
    /// As the API writes them.
    pub mails: Vec<Json>,
    /// The last of them, where there are more.
    pub next: Option<Id>,
}

/// The messages of a mailbox of which nothing could be made, for whoever looks after it.
pub async fn list_aside(
    app: &App,
    scope: &Scope,
    mailbox: Id,
    before: Option<Id>,
    limit: u32,
) -> Result<AsidePage, AppError> {
    find(app, scope, mailbox).await?;
    let mut found = app.store().list_mails_aside(scope.workspace, mailbox, before, limit + 1).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|mail| mail.id);
    Ok(AsidePage { mails: found.iter().map(mail_json).collect(), next })
}

/// A private mail with its words, for whom it belongs to.
pub async fn private_mail(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let mail = app.store().find_mail_message(scope.workspace, id).await?.ok_or(AppError::NotFound)?;
    if mail.private_to.is_none() || mail.private_to != scope.user() {
        return Err(AppError::NotFound);
    }
    let mut json = mail_json(&mail);
    json["text"] = json!(mail.text);
    json["html"] = json!(mail.html);
    json["quote_at"] = json!(mail.quote_at);
    Ok(json)
}

/// All bytes of a message: its own where it is private, else for whoever looks after the mailbox.
pub async fn raw(app: &App, scope: &Scope, id: Id) -> Result<(u64, ByteStream), AppError> {
    let mail = app.store().find_mail_message(scope.workspace, id).await?.ok_or(AppError::NotFound)?;
    let allowed = match mail.private_to {
        Some(owner) => scope.user() == Some(owner),
        None => {
            let mailbox = app.store().find_mailbox(scope.workspace, mail.mailbox).await?;
            mailbox.is_some_and(|mailbox| may_change(scope, &mailbox))
        }
    };
    let key = mail.raw_key.filter(|_| allowed).ok_or(AppError::NotFound)?;
    let size = u64::try_from(mail.size).unwrap_or_default().min(LARGEST);
    Ok((size, app.blobs().read(&key, 0..size).await?))
}

/// The private mails of the caller with a contact, for the contact's timeline.
pub(crate) async fn private_timeline(
    app: &App,
    scope: &Scope,
    contact: Id,
    after: Option<(Timestamp, Id)>,
    limit: u32,
) -> Result<Vec<MailMessage>, AppError> {
    let Some(me) = scope.user() else { return Ok(Vec::new()) };
    Ok(app.store().list_private_mails(scope.workspace, (me, contact), after, limit).await?)
}

/// A message as the API writes it, without its words.
pub(crate) fn mail_json(mail: &MailMessage) -> Json {
    json!({
        "id": mail.id,
        "mailbox_id": mail.mailbox,
        "private": mail.private_to.is_some(),
        "reason": mail.aside,
        "from": mail.sender,
        "to": mail.recipients["to"],
        "cc": mail.recipients["cc"],
        "subject": mail.subject,
        "nature": mail.nature,
        "files": mail.files,
        "size": mail.size,
        "has_raw": mail.raw_key.is_some(),
        "sent_at": mail.sent_at,
        "created_at": mail.created_at,
    })
}
