//! One message, from the server to what becomes of it.
//!
//! Whatever a message is, the next one is looked at: what cannot be read, or cannot become anything, is set
//! aside with the reason. Only trouble of Kith's own (the database, the disk) ends the look, and the
//! message is taken again by the next.

use bytes::Bytes;
use futures_util::stream;
use kith_access::Scope;
use kith_catalog::{contact, interaction};
use kith_model::{Id, Timestamp, fold};
use kith_store::system::{MailMessage, Mailbox, SystemWrite};
use kith_store::{WriteError, WriteSet};
use serde_json::{Map, Value as Json, json};

use super::LARGEST;
use super::look::Broken;
use super::nature::Nature;
use super::parse::{Parsed, parse};
use crate::mails::{Draft, queue};
use crate::modules::contact_by_email;
use crate::ports::{Address, FoundMessage, MailFolder};
use crate::records::{Planner, committed};
use crate::{App, AppError};

/// So often a message is tried while others change the same records.
pub(super) const ATTEMPTS: usize = 5;
/// After so many looks that failed, the message that fails is set aside.
const TRIES: i64 = 4;
const CLOCK_SECS: i64 = 600;
const LONGEST_SUMMARY: usize = 10_000;

/// What came of a message.
pub(super) enum Taken {
    /// It is kept, or set aside.
    New,
    /// It is nothing new; how far the mailbox is has still to be written.
    Known,
}

/// What became of a message that is kept.
#[derive(Default)]
pub(super) struct Kept {
    /// The contact it is with.
    pub contact: Option<Id>,
    /// The record it is part of.
    pub record: Option<(String, Id)>,
    /// The mail that answers it by itself.
    pub answer: Option<Draft>,
}

/// A message and where it was found.
pub(super) struct Found<'a> {
    pub app: &'a App,
    pub mailbox: &'a Mailbox,
    worker: Id,
    id: Id,
    uid: i64,
    size: i64,
    raw_key: Option<String>,
}

pub(super) async fn take(
    app: &App,
    mailbox: &Mailbox,
    worker: Id,
    folder: &mut dyn MailFolder,
    message: FoundMessage,
) -> Result<Taken, Broken> {
    // Numbered anew, a folder shows what was there before Kith looked. Clocks differ a little.
    if message.received_at.is_some_and(|at| at.plus_seconds(CLOCK_SECS) < mailbox.begins_at) {
        return Ok(Taken::Known);
    }
    let (uid, size) = (i64::from(message.uid), i64::try_from(message.size).unwrap_or(i64::MAX));
    let mut found = Found { app, mailbox, worker, id: app.new_id(), uid, size, raw_key: None };
    if message.size > LARGEST {
        found.aside("It is larger than 50 MB. It stays on the server.", None).await?;
        return Ok(Taken::New);
    }
    let Some(raw) = folder.fetch(message.uid, LARGEST).await? else { return Ok(Taken::Known) };
    // By its number: taken again after a crash, it is the same blob.
    let validity = mailbox.uid_validity.unwrap_or_default();
    let key = format!("mail/{}/{}/{validity}-{uid}", mailbox.workspace, mailbox.id);
    let piece: Result<Bytes, crate::ports::BlobError> = Ok(raw.clone());
    app.blobs().put(&key, Box::pin(stream::iter([piece]))).await.map_err(AppError::from)?;
    found.raw_key = Some(key.clone());
    // Apart from the tasks that serve people; a crash of the reader is that of this message alone.
    let parsed = tokio::task::spawn_blocking(move || parse(&raw)).await;
    let parsed = match parsed.unwrap_or_else(|_| Err("Reading it failed.".into())) {
        Ok(parsed) => parsed,
        Err(why) => {
            found.aside(&why, None).await?;
            return Ok(Taken::New);
        }
    };
    let known = app.store().find_mail_identity(mailbox.workspace, mailbox.id, &parsed.identity).await;
    if known.map_err(AppError::from)?.is_some() {
        app.blobs().remove(&key).await.map_err(AppError::from)?;
        return Ok(Taken::Known);
    }
    match found.become_something(&parsed).await {
        Ok(()) => Ok(Taken::New),
        // What is wrong with the message stays wrong; what is wrong with us passes.
        Err(Broken::Own(AppError::Validation(errors))) => {
            let why = errors.iter().map(|error| format!("{}: {}", error.field, error.message)).collect::<Vec<_>>();
            found.aside(&format!("Nothing could be made of it. {}", why.join(" ")), Some(&parsed)).await?;
            Ok(Taken::New)
        }
        Err(Broken::Own(error @ (AppError::NotFound | AppError::Forbidden { .. } | AppError::Conflict(_)))) => {
            found.aside(&format!("Nothing could be made of it: {error}"), Some(&parsed)).await?;
            Ok(Taken::New)
        }
        // What goes wrong with this one message again and again keeps the next ones back no longer.
        Err(Broken::Own(error)) if mailbox.failures >= TRIES => {
            found.aside(&format!("Kith could not take it: {error}"), Some(&parsed)).await?;
            Ok(Taken::New)
        }
        Err(error) => Err(error),
    }
}

impl Found<'_> {
    /// The one place where messages part ways.
    async fn become_something(&self, parsed: &Parsed) -> Result<(), Broken> {
        // A mail of Kith's own, in copy: it is known already.
        let own = parsed.message_id.clone().into_iter().collect::<Vec<_>>();
        let sent = self.app.store().find_sent_message(self.mailbox.workspace, &own).await.map_err(AppError::from)?;
        if sent.is_some() {
            return self.keep(parsed, Kept::default()).await;
        }
        if self.returns(parsed).await? || self.answers(parsed).await? {
            return Ok(());
        }
        match self.mailbox.purpose.as_str() {
            "ticket" => self.ticket(parsed).await,
            _ => self.timeline(parsed).await,
        }
    }

    /// An interaction with whoever wrote, or the owner's private mail with them.
    async fn timeline(&self, parsed: &Parsed) -> Result<(), Broken> {
        if matches!(parsed.nature, Nature::Bounce | Nature::List) {
            return self.keep(parsed, Kept::default()).await;
        }
        let outbound = fold(&parsed.from.address) == fold(&self.mailbox.address);
        let other = if outbound { parsed.to.first() } else { Some(&parsed.from) };
        let Some(other) = other.filter(|other| !other.address.is_empty()) else {
            return self.keep(parsed, Kept::default()).await;
        };
        for attempt in 1.. {
            match self.timeline_once(parsed, other, outbound).await {
                Err(Broken::Own(AppError::Conflict(_))) if attempt < ATTEMPTS => {}
                outcome => return outcome,
            }
        }
        Ok(())
    }

    async fn timeline_once(&self, parsed: &Parsed, other: &Address, outbound: bool) -> Result<(), Broken> {
        let scope = Scope::system(self.mailbox.workspace);
        let planner = Planner { forgiving: true, ..Planner::internal(self.app, &scope).await? };
        let with = match contact_by_email(self.app, &scope, &other.address).await? {
            Some(known) => Some(known.id),
            None if self.mailbox.makes_contacts && parsed.nature == Nature::Person => {
                // First and by itself: what happened with them points at them. Taken again after a crash,
                // the mail finds them.
                let planned = planner.create(&contact::KIND, self.app.new_id(), &self.person(other)).await?;
                self.commit(planned.set).await?;
                committed(self.app, &scope, &contact::KIND, None, &planned.after);
                Some(planned.after.id)
            }
            None => None,
        };
        // Whom nobody knows is on no timeline.
        let Some(with) = with else { return self.keep(parsed, Kept::default()).await };
        if self.mailbox.private {
            return self.keep(parsed, Kept { contact: Some(with), ..Kept::default() }).await;
        }
        let body = self.interaction(parsed, with, outbound);
        let mut planned = planner.create(&interaction::KIND, self.app.new_id(), &body).await?;
        let record = Some((interaction::KIND.key.to_owned(), planned.after.id));
        self.write(&mut planned.set, parsed, Kept { contact: Some(with), record, answer: None });
        self.commit(planned.set).await?;
        committed(self.app, &scope, &interaction::KIND, None, &planned.after);
        Ok(())
    }

    fn person(&self, who: &Address) -> Map<String, Json> {
        let local = who.address.split('@').next().unwrap_or_default();
        let name = if who.name.is_empty() { local } else { &who.name };
        let (first, last) = name.rsplit_once(' ').unwrap_or((name, ""));
        let cut = |text: &str| text.chars().take(80).collect::<String>();
        let (first, last) = (cut(first), cut(last));
        let body = json!({
            "first_name": first, "last_name": if last.is_empty() { Json::Null } else { json!(last) },
            "email": who.address, "owner_id": self.mailbox.owner,
        });
        body.as_object().cloned().unwrap_or_default()
    }

    fn interaction(&self, parsed: &Parsed, with: Id, outbound: bool) -> Map<String, Json> {
        let fresh = parsed.quote_at.map_or(parsed.text.clone(), |at| parsed.text.chars().take(at).collect());
        let summary: String = fresh.trim().chars().take(LONGEST_SUMMARY).collect();
        let subject = if parsed.subject.is_empty() { "Mail without a subject" } else { &parsed.subject };
        let body = json!({
            "kind": "email", "direction": if outbound { "outbound" } else { "inbound" },
            "subject": subject.chars().take(200).collect::<String>(), "summary": summary,
            "occurred_at": self.sent_at(parsed), "contact_id": with, "owner_id": self.mailbox.owner,
        });
        body.as_object().cloned().unwrap_or_default()
    }

    /// When it was sent; a time to come, or of before there were mails, is a mistake.
    pub(super) fn sent_at(&self, parsed: &Parsed) -> Timestamp {
        let now = self.app.now();
        parsed.sent_at.filter(|at| *at <= now && at.as_micros() > 0).unwrap_or(now)
    }

    pub(super) async fn keep(&self, parsed: &Parsed, kept: Kept) -> Result<(), Broken> {
        let mut set = WriteSet::new(self.mailbox.workspace, None, None, self.app.now());
        let answers = kept.answer.is_some();
        self.write(&mut set, parsed, kept);
        self.commit(set).await?;
        if answers {
            self.app.wake_jobs();
        }
        Ok(())
    }

    pub(super) fn write(&self, set: &mut WriteSet, parsed: &Parsed, kept: Kept) {
        let row = MailMessage { contact: kept.contact, record: kept.record, ..self.row(Some(parsed)) };
        set.system(SystemWrite::InsertMailMessage(Box::new(row)));
        if let Some(answer) = kept.answer {
            queue(self.app, set, answer);
        }
        self.advance(set);
    }

    pub(super) async fn aside(&self, why: &str, parsed: Option<&Parsed>) -> Result<(), Broken> {
        let mut set = WriteSet::new(self.mailbox.workspace, None, None, self.app.now());
        let row = MailMessage { aside: Some(why.to_owned()), ..self.row(parsed) };
        set.system(SystemWrite::InsertMailMessage(Box::new(row)));
        self.advance(&mut set);
        self.commit(set).await
    }

    fn advance(&self, set: &mut WriteSet) {
        let uid_validity = self.mailbox.uid_validity.unwrap_or_default();
        set.system(SystemWrite::AdvanceMailbox {
            id: self.mailbox.id,
            worker: self.worker,
            uid_validity,
            uid: self.uid,
        });
    }

    pub(super) async fn commit(&self, set: WriteSet) -> Result<(), Broken> {
        match self.app.store().commit(set).await {
            Ok(()) => Ok(()),
            Err(WriteError::VersionConflict { kind, .. }) if kind == "mailbox" => Err(Broken::Lost),
            Err(error) => Err(Broken::Own(crate::error::unexpected(error))),
        }
    }

    fn row(&self, parsed: Option<&Parsed>) -> MailMessage {
        let mailbox = self.mailbox;
        let validity = mailbox.uid_validity.unwrap_or_default();
        let files = parsed.map(|parsed| parsed.files.as_slice()).unwrap_or_default();
        let file = |file: &super::parse::Enclosed| json!({"name": file.name, "content_type": file.content_type, "size": file.bytes.len()});
        MailMessage {
            id: self.id,
            workspace: mailbox.workspace,
            mailbox: mailbox.id,
            private_to: mailbox.owner.filter(|_| mailbox.private),
            uid_validity: validity,
            uid: self.uid,
            // What could not be read is told from others by where it lies.
            identity: parsed.map_or_else(|| format!("{validity}-{}", self.uid), |parsed| parsed.identity.clone()),
            aside: None,
            raw_key: self.raw_key.clone(),
            size: self.size,
            message_id: parsed.and_then(|parsed| parsed.message_id.clone()),
            in_reply_to: parsed.and_then(|parsed| parsed.in_reply_to.clone()),
            references: parsed.map(|parsed| parsed.references.clone()).unwrap_or_default(),
            sender: json!(parsed.map(|parsed| &parsed.from).unwrap_or(&Address::default())),
            recipients: parsed.map_or(json!({"to": [], "cc": []}), |p| json!({"to": p.to, "cc": p.cc})),
            subject: parsed.map(|parsed| parsed.subject.clone()).unwrap_or_default(),
            text: parsed.map(|parsed| parsed.text.clone()).unwrap_or_default(),
            html: parsed.and_then(|parsed| parsed.html.clone()),
            quote_at: parsed.and_then(|parsed| parsed.quote_at).and_then(|at| i64::try_from(at).ok()),
            nature: parsed.map_or(Nature::Person, |parsed| parsed.nature).name().to_owned(),
            files: files.iter().map(file).collect(),
            contact: None,
            record: None,
            sent_at: parsed.map_or(self.app.now(), |parsed| self.sent_at(parsed)),
            created_at: self.app.now(),
        }
    }
}
