//! Mailboxes: what arrives there becomes tickets or stands on the timelines of those who wrote.
//!
//! A mailbox belongs to the workspace, or to one person. A process that reads one holds a lease on it, so
//! that several processes never read the same one at once. Passwords are sealed ([`crate::secrets`]) and
//! leave this module in no other direction than to the mail server.

mod aside;
mod check;
mod html;
mod invited;
mod look;
mod nature;
mod parse;
mod quote;
mod returned;
mod rotate;
mod runner;
mod settings;
mod take;
mod thread;
mod ticket;

use kith_access::Scope;
use kith_catalog::ticket as ticket_kind;
use kith_model::Id;
use kith_store::system::Mailbox;
use serde_json::Value as Json;

use crate::ports::{Address, MailServer, Security};
use crate::{App, AppError};

pub use aside::{AsidePage, list_aside, private_mail, raw};
pub use rotate::seal_anew;
pub use runner::{MailRunner, read_due};
pub use settings::{change, create, list, read, remove, retry, test};

pub(crate) use aside::{mail_json, private_timeline};
pub(crate) use html::{names_pictures, page, pictured};

/// What a mail becomes.
pub const PURPOSES: [&str; 2] = ["ticket", "timeline"];

/// The largest message that is read.
pub(crate) const LARGEST: u64 = 50 * 1024 * 1024;

/// Where a password is sealed for.
fn place(mailbox: &Mailbox, which: &str) -> String {
    format!("mailbox/{}/{}/{which}", mailbox.workspace, mailbox.id)
}

/// A server as it is stored, without its password.
fn server_json(server: &MailServer) -> Json {
    serde_json::json!({"host": server.host, "port": server.port, "security": server.security, "user": server.user})
}

fn server(app: &App, mailbox: &Mailbox, which: &str) -> Result<MailServer, String> {
    let (json, sealed) = match which {
        "imap" => (&mailbox.imap, &mailbox.imap_secret),
        _ => (&mailbox.smtp, &mailbox.smtp_secret),
    };
    let password = match sealed.as_str() {
        "" => String::new(),
        sealed => app.config().secrets.open(&place(mailbox, which), sealed).ok_or(
            "The password was sealed with a key that this installation does not have any more. Enter it again.",
        )?,
    };
    let security: Security = serde_json::from_value(json["security"].clone()).unwrap_or(Security::Tls);
    Ok(MailServer {
        host: json["host"].as_str().unwrap_or_default().to_owned(),
        port: json["port"].as_u64().and_then(|port| u16::try_from(port).ok()).unwrap_or_default(),
        security,
        user: json["user"].as_str().map(str::to_owned),
        password,
    })
}

/// Whom mail of a mailbox comes from, and the server that sends it; the installation's own where the
/// mailbox has none.
pub(crate) async fn sender(
    app: &App,
    workspace: Id,
    id: Id,
) -> Result<Option<(Address, Option<MailServer>)>, AppError> {
    let Some(mailbox) = app.store().find_mailbox(workspace, id).await? else { return Ok(None) };
    let server = match mailbox.smtp.is_null() {
        true => None,
        false => Some(server(app, &mailbox, "smtp").map_err(AppError::Conflict)?),
    };
    Ok(Some((Address::new(&mailbox.address, &mailbox.name), server)))
}

/// Where a mail about a record belongs: the mailbox it is to go from, and the messages before it.
pub(crate) struct Thread {
    pub mailbox: Id,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
}

/// The thread of the mails that became part of a record. A ticket that no mail belongs to is answered from
/// the oldest support mailbox, where the customer's answer is read; else there is none.
pub(crate) async fn thread(app: &App, workspace: Id, about: (&str, Id)) -> Result<Option<Thread>, AppError> {
    if let Some(last) = app.store().list_mails_of_record(workspace, about, 1).await?.pop()
        && app.store().find_mailbox(workspace, last.mailbox).await?.is_some()
    {
        let references = last.references.into_iter().chain(last.message_id.clone()).collect();
        return Ok(Some(Thread { mailbox: last.mailbox, in_reply_to: last.message_id, references }));
    }
    if about.0 != ticket_kind::KIND.key {
        return Ok(None);
    }
    let mailboxes = app.store().list_mailboxes(workspace).await?;
    let support = mailboxes.into_iter().find(|mailbox| mailbox.purpose == "ticket" && mailbox.active);
    Ok(support.map(|mailbox| Thread { mailbox: mailbox.id, in_reply_to: None, references: Vec::new() }))
}

/// Whether somebody may change a mailbox: its owner, or an administrator where it is the workspace's.
fn may_change(scope: &Scope, mailbox: &Mailbox) -> bool {
    match mailbox.owner {
        Some(owner) => scope.user() == Some(owner),
        None => scope.grants.admin,
    }
}

async fn find(app: &App, scope: &Scope, id: Id) -> Result<Mailbox, AppError> {
    let mailbox = app.store().find_mailbox(scope.workspace, id).await?.ok_or(AppError::NotFound)?;
    if may_change(scope, &mailbox) { Ok(mailbox) } else { Err(AppError::NotFound) }
}
