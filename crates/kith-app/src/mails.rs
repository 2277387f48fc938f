//! Mails that Kith writes: enqueued in the transaction that causes them.

use kith_model::Id;
use kith_store::NewJob;
use serde_json::json;

use crate::App;
use crate::jobs::SEND_MAIL;
use crate::ports::{Attachment, Mail};

/// The job that sends a mail to an address and a name.
pub(crate) fn compose(
    app: &App,
    workspace: Id,
    to: (&str, &str),
    subject: String,
    text: String,
    attachments: Vec<Attachment>,
) -> NewJob {
    let id = app.new_id();
    let host = app.config().public_url.split("://").last().unwrap_or("kith").split(['/', ':']).next();
    let message_id = format!("{id}@{}", host.filter(|host| !host.is_empty()).unwrap_or("kith"));
    let mail = Mail {
        to: to.0.to_owned(),
        to_name: to.1.to_owned(),
        subject,
        text,
        attachments,
        message_id,
        written_at: app.now(),
    };
    NewJob {
        id,
        workspace,
        name: SEND_MAIL.into(),
        payload: json!(mail),
        user: None,
        run_at: app.now(),
        max_attempts: 8,
        total: None,
    }
}
