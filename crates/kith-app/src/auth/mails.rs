//! The mails of sign-in: plain words and one link.

use kith_model::{Id, Timestamp};
use kith_store::NewJob;
use serde_json::json;

use crate::App;
use crate::jobs::SEND_MAIL;
use crate::ports::Mail;

/// The job that sends a mail; enqueued in the transaction that causes it.
fn enqueue(app: &App, workspace: Id, to: (&str, &str), subject: String, text: String) -> NewJob {
    let id = app.new_id();
    let host = app.config().public_url.split("://").last().unwrap_or("kith").split(['/', ':']).next();
    let message_id = format!("{id}@{}", host.filter(|host| !host.is_empty()).unwrap_or("kith"));
    let mail = Mail { to: to.0.to_owned(), to_name: to.1.to_owned(), subject, text, message_id, written_at: app.now() };
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

/// "You are invited."
pub(super) fn invitation(
    app: &App,
    workspace: (Id, &str),
    to: (&str, &str),
    inviter: &str,
    token: &str,
    expires_at: Timestamp,
) -> NewJob {
    let (id, name) = workspace;
    let link = format!("{}/invite/{token}", app.config().public_url);
    let greeting = if to.1.is_empty() { "Hello,".to_owned() } else { format!("Hello {},", to.1) };
    let from = if inviter.is_empty() { "A colleague".to_owned() } else { inviter.to_owned() };
    let text = format!(
        "{greeting}\n\n{from} invites you to work in {name} on Kith. Choose a password here:\n\n{link}\n\n\
         The link works until {}. If you expected nothing like this, ignore this mail.\n",
        expires_at.date_in("UTC")
    );
    enqueue(app, id, to, format!("You are invited to {name}"), text)
}

/// "Choose a new password."
pub(super) fn password_reset(app: &App, workspace: Id, to: (&str, &str), token: &str) -> NewJob {
    let link = format!("{}/reset/{token}", app.config().public_url);
    let text = format!(
        "Hello {},\n\nsomebody, hopefully you, asked for a new password. Choose one here within an hour:\n\n{link}\n\n\
         If it was not you, ignore this mail; your password stays as it is.\n",
        to.1
    );
    enqueue(app, workspace, to, "Choose a new password".into(), text)
}
