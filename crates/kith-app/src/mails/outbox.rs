//! Looking at mails that go out.
//!
//! Administrators see all but the private ones of others; everybody else their own. What is a secret
//! between Kith and who receives it is shown to nobody.

use kith_access::Scope;
use kith_catalog::user;
use kith_model::Id;
use kith_store::WriteError;
use kith_store::WriteSet;
use kith_store::system::{MailState, MailsWanted, OutgoingMail, SystemWrite};
use serde_json::{Value as Json, json};

use super::send_job;
use crate::error::unexpected;
use crate::records::records_by_id;
use crate::{App, AppError};

/// Which mails to list.
#[derive(Clone, Debug, Default)]
pub struct OutboxQuery {
    /// In this state alone.
    pub state: Option<MailState>,
    /// Only one's own.
    pub mine: bool,
    /// Older than this one.
    pub before: Option<Id>,
    /// How many.
    pub limit: u32,
}

/// Some mails, newest first.
#[derive(Clone, Debug)]
pub struct OutboxPage {
    /// As the API writes them, without their words.
    pub mails: Vec<Json>,
    /// The last of them, where there are more.
    pub next: Option<Id>,
}

/// The mails that the caller may see.
pub async fn list(app: &App, scope: &Scope, query: &OutboxQuery) -> Result<OutboxPage, AppError> {
    let wanted = MailsWanted {
        user: Some(scope.user().ok_or(AppError::Unauthenticated)?),
        others: scope.grants.admin && !query.mine,
        state: query.state,
        about: None,
        before: query.before,
    };
    let mut found = app.store().list_outgoing_mails(scope.workspace, &wanted, query.limit + 1).await?;
    let more = found.len() > query.limit as usize;
    found.truncate(query.limit as usize);
    let next = found.last().filter(|_| more).map(|mail| mail.id);
    let ids: Vec<Id> = found.iter().filter_map(|mail| mail.user).collect();
    let people = records_by_id(app, &Scope::system(scope.workspace), &user::KIND, &ids).await?;
    let title = |id: Id| people.iter().find(|person| person.id == id).map(|person| person.title.clone());
    let mails = found.iter().map(|mail| mail_json(mail, mail.user.and_then(title))).collect();
    Ok(OutboxPage { mails, next })
}

/// One mail with its words.
pub async fn read(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let mail = find(app, scope, id).await?;
    let ids: Vec<Id> = mail.user.into_iter().collect();
    let person = records_by_id(app, &Scope::system(scope.workspace), &user::KIND, &ids).await?.pop();
    let mut json = mail_json(&mail, person.map(|person| person.title));
    let shown = !mail.secret;
    json["text"] = json!(shown.then_some(&mail.text));
    json["html"] = json!(mail.html.as_ref().filter(|_| shown));
    Ok(json)
}

/// Tries a mail again now. One that may have been sent already is sent once more: that is what was asked.
pub async fn send_again(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let mail = find(app, scope, id).await?;
    if mail.secret && mail.text.is_empty() {
        return Err(AppError::Conflict("This mail has been sent, and its link is not kept.".into()));
    }
    // Files that were made for a mail are let go of once it is sent; a mail server can return it later.
    let lost = |file: &Json| file["content"].is_null() && file["file"].is_null();
    if mail.attachments.as_array().is_some_and(|files| files.iter().any(lost)) {
        return Err(AppError::Conflict("This mail's files are not kept. Send it anew from where it came from.".into()));
    }
    let job = send_job(app, scope.workspace, mail.channel, id);
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(SystemWrite::RequeueMail { id, job: job.id, at: app.now() });
    set.enqueue(job);
    match app.store().commit(set).await {
        Ok(()) => {}
        Err(WriteError::VersionConflict { .. }) => {
            return Err(AppError::Conflict("This mail is being sent, or has been.".into()));
        }
        Err(error) => return Err(unexpected(error)),
    }
    app.wake_jobs();
    read(app, scope, id).await
}

async fn find(app: &App, scope: &Scope, id: Id) -> Result<OutgoingMail, AppError> {
    let mail = app.store().find_outgoing_mail(scope.workspace, id).await?.ok_or(AppError::NotFound)?;
    let own = mail.user.is_some() && mail.user == scope.user();
    if own || (scope.grants.admin && !mail.private) { Ok(mail) } else { Err(AppError::NotFound) }
}

/// A mail as the API writes it, without its words.
fn mail_json(mail: &OutgoingMail, by: Option<String>) -> Json {
    let file = |file: &Json| json!({"name": file["name"], "content_type": file["content_type"], "size": file["size"]});
    json!({
        "id": mail.id,
        "channel": mail.channel.name(),
        "state": mail.state.name(),
        "to": mail.recipients["to"],
        "cc": mail.recipients["cc"],
        "subject": mail.subject,
        "by": mail.user.map(|id| json!({"id": id, "title": by})),
        "mailbox_id": mail.mailbox,
        "record": mail.about.as_ref().map(|(kind, id)| json!({"kind": kind, "id": id})),
        "secret": mail.secret,
        "automatic": mail.automatic,
        "message_id": mail.message_id,
        "attachments": mail.attachments.as_array().map(|files| files.iter().map(file).collect::<Vec<_>>()),
        "attempts": mail.attempts,
        "error": mail.error,
        "next_at": mail.next_at,
        "sent_at": mail.sent_at,
        "created_at": mail.created_at,
    })
}
