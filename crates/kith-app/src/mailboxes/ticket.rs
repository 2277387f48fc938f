//! Mail of a support mailbox: a message in its ticket, or a new ticket.

use kith_catalog::ticket;
use kith_model::fold;
use serde_json::{Map, json};

use super::look::Broken;
use super::nature::Nature;
use super::parse::{Enclosed, Parsed};
use super::take::{Found, Kept};
use super::thread::ticket_of;
use crate::auth::throttle;
use crate::mails::Draft;
use crate::modules::service::{self, Incoming, IncomingFile, Received, Voice};
use crate::ports::Address;
use crate::{App, AppError};

/// So many answers that nobody wrote go to one address in an hour, whatever arrives from there.
const ANSWERS_PER_HOUR: i64 = 3;
const HOUR_SECS: i64 = 3600;

impl Found<'_> {
    /// Hands a mail to tickets, which know by its key whether they have it.
    pub(super) async fn ticket(&self, parsed: &Parsed) -> Result<(), Broken> {
        let Some(from) = sender(parsed, &self.mailbox.address) else {
            // What the mailbox itself sent, by another program say.
            return self.keep(parsed, Kept::default()).await;
        };
        let known = ticket_of(self.app, self.mailbox, parsed, from).await?;
        let voice = match (parsed.nature, known) {
            // That a mail is late is nobody's to do.
            (Nature::Bounce, None) if parsed.undelivered.is_none() => return self.keep(parsed, Kept::default()).await,
            (Nature::Bounce, None) => {
                return self.aside("A mail server says that a mail was not delivered.", Some(parsed)).await;
            }
            (Nature::Bounce, Some(_)) if parsed.undelivered.is_some() => Voice::Undelivered,
            (Nature::Bounce | Nature::Automatic, Some(_)) => Voice::Program,
            _ => Voice::Customer,
        };
        let mut fields = Map::new();
        fields.extend(self.mailbox.team.map(|team| (ticket::TEAM.key().to_owned(), json!(team))));
        let (files, left_out) = files(self.app, parsed);
        let incoming = Incoming {
            ticket: known,
            make_contact: self.mailbox.makes_contacts && parsed.nature == Nature::Person,
            channel: "email".to_owned(),
            subject: parsed.subject.clone(),
            text: format!("{}{left_out}", parsed.text),
            html: parsed.html.clone(),
            sender_name: from.name.clone(),
            sender_address: from.address.clone(),
            sent_at: Some(self.sent_at(parsed)),
            files,
            fields,
            voice,
            key: Some(format!("mailbox/{}/{}", self.mailbox.id, parsed.identity)),
            message_id: parsed.message_id.clone(),
            ..Incoming::default()
        };
        let received = service::receive(self.app, self.mailbox.workspace, &incoming).await?;
        let answer = match known {
            None => self.answer(parsed, from, &received).await?,
            Some(_) => None,
        };
        let record = Some((ticket::KIND.key.to_owned(), received.ticket));
        self.keep(parsed, Kept { record, answer, ..Kept::default() }).await
    }

    /// The mail that says that it arrived, where the mailbox answers and a person wrote.
    async fn answer(&self, parsed: &Parsed, from: &Address, received: &Received) -> Result<Option<Draft>, Broken> {
        let workspace = self.mailbox.workspace;
        if !self.mailbox.acknowledges || parsed.nature != Nature::Person {
            return Ok(None);
        }
        // Two mailboxes that answer each other would never end.
        let mailboxes = self.app.store().list_mailboxes(workspace).await.map_err(AppError::from)?;
        if mailboxes.iter().any(|mailbox| fold(&mailbox.address) == fold(&from.address)) {
            return Ok(None);
        }
        let Some(answer) = service::arrived(self.app, workspace, received).await? else { return Ok(None) };
        let key = format!("mail_answer:{workspace}:{}", fold(&from.address));
        match throttle(self.app, &key, ANSWERS_PER_HOUR, HOUR_SECS).await {
            Ok(()) => Ok(Some(Draft { mailbox: Some(self.mailbox.id), ..answer })),
            Err(AppError::TooManyRequests { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Who wrote: a form that mails in the mailbox's own name says so with Reply-To.
fn sender<'a>(parsed: &'a Parsed, own: &str) -> Option<&'a Address> {
    let other = |address: &&Address| !address.address.is_empty() && fold(&address.address) != fold(own);
    Some(&parsed.from).filter(other).or_else(|| parsed.reply_to.as_ref().filter(other))
}

/// The files a ticket takes, and the words for those that are too large for any file. They stay in the
/// bytes of the mail.
fn files(app: &App, parsed: &Parsed) -> (Vec<IncomingFile>, String) {
    let fits = |file: &&Enclosed| file.bytes.len() as u64 <= app.config().file_limit;
    let taken = parsed.files.iter().filter(fits);
    let incoming = |file: &Enclosed| {
        let Enclosed { name, content_id, bytes, .. } = file.clone();
        IncomingFile { name, content_id, bytes }
    };
    let taken = taken.map(incoming).collect();
    let large: Vec<&str> = parsed.files.iter().filter(|file| !fits(file)).map(|file| file.name.as_str()).collect();
    match large.is_empty() {
        true => (taken, String::new()),
        false => (taken, format!("\n\n[Too large to be kept as a file here: {}]", large.join(", "))),
    }
}
