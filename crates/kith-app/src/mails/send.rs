//! Sending one mail, once.
//!
//! Three writes surround it: taken, handed over, ended. A process that dies before the second left
//! nothing with the server, so the mail is sent again. One that dies between the second and the third
//! may have: nobody can know, so the mail is shown as unsure, and a person decides.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use kith_jobs::{JobContext, JobError, JobOutput, backoff_secs};
use kith_model::Id;
use kith_store::system::{Channel, MailEnd, MailState, OutgoingMail, SystemWrite};
use kith_store::{WriteError, WriteSet};
use serde_json::{Value as Json, json};

use crate::files::file_key;
use crate::ports::{Address, Attachment, Mail, MailError};
use crate::{App, AppError, mailboxes, sms};

/// What a mail's files take together at most: what mail servers commonly accept, in base64.
const LARGEST: u64 = 25 * 1024 * 1024;
const LOST: &str = "Kith was stopped after handing this mail to the server and before the server's answer. \
                    It has probably been sent.";

/// Sends the mail that the job is about, if it has not been sent.
pub(crate) async fn run(app: &App, context: &JobContext) -> Result<JobOutput, JobError> {
    let id = context.job.new.payload["mail"].as_str().and_then(|id| id.parse::<Id>().ok());
    let id = id.ok_or_else(|| JobError::Fatal("this job names no mail".into()))?;
    let Some(mail) = app.store().find_outgoing_mail(context.workspace(), id).await? else {
        return Ok(JobOutput::default());
    };
    let mine = mail.job == context.job.new.id;
    if mail.state == MailState::Sending && mine && mail.handed_at.is_some() {
        end(app, &mail, mail.attempts, &Err(MailError::Unsure(LOST.into())), None).await?;
        return Err(JobError::Fatal(LOST.into()));
    }
    let attempt = mail.attempts + 1;
    let take = SystemWrite::TakeMail { id, job: context.job.new.id, attempt };
    if !write(app, mail.workspace, take).await? {
        // Sent, given up, or in the hands of another job.
        return Ok(JobOutput::default());
    }
    let outcome = deliver(app, &mail, attempt).await;
    let last = context.job.attempts >= context.job.new.max_attempts;
    let pause = match &outcome {
        Err(MailError::Later(_)) if !last => Some(backoff_secs(context.job.attempts.max(1))),
        _ => None,
    };
    end(app, &mail, attempt, &outcome, pause).await?;
    match outcome {
        Ok(()) => Ok(JobOutput::default()),
        Err(MailError::Later(why)) => Err(JobError::Retry(why)),
        Err(MailError::Never(why) | MailError::Unsure(why)) => Err(JobError::Fatal(why)),
    }
}

async fn deliver(app: &App, mail: &OutgoingMail, attempt: i64) -> Result<(), MailError> {
    let hand_over = Box::pin(async move {
        let write = write(app, mail.workspace, SystemWrite::HandMailOver { id: mail.id, attempt, at: app.now() });
        match write.await {
            Ok(true) => Ok(()),
            // Another process holds it: this one was thought dead.
            Ok(false) => Err(MailError::Later("Another process has taken this mail up.".into())),
            Err(error) => Err(MailError::Later(error.to_string())),
        }
    });
    if mail.channel == Channel::Sms {
        return sms::deliver(app, mail, hand_over).await;
    }
    let mut message = message(app, mail).await?;
    let later = |error: AppError| MailError::Later(error.to_string());
    let mut mailbox = mail.mailbox;
    // An answer goes from where the question arrived, into the thread that the customer's program knows. What
    // only tells one of us of a ticket can be turned off, and is no part of that.
    if mail.unsubscribe.is_none()
        && let Some((kind, id)) = &mail.about
        && let Some(thread) = mailboxes::thread(app, mail.workspace, (kind, *id)).await.map_err(later)?
    {
        mailbox = mailbox.or(Some(thread.mailbox));
        if mail.in_reply_to.is_none() {
            (message.in_reply_to, message.references) = (thread.in_reply_to, thread.references);
        }
    }
    let mut server = None;
    if let Some(id) = mailbox {
        let sender = mailboxes::sender(app, mail.workspace, id).await.map_err(later)?;
        let (from, through) =
            sender.ok_or_else(|| MailError::Never("The mailbox it was to go from is gone.".into()))?;
        message.from = Some(from);
        server = through;
    }
    app.mailer().send(&message, server.as_ref(), hand_over).await
}

/// Whether the write found the mail as it expects it.
async fn write(app: &App, workspace: Id, write: SystemWrite) -> Result<bool, JobError> {
    let mut set = WriteSet::new(workspace, None, None, app.now());
    set.system(write);
    match app.store().commit(set).await {
        Ok(()) => Ok(true),
        Err(WriteError::VersionConflict { .. }) => Ok(false),
        Err(error) => Err(JobError::Retry(error.to_string())),
    }
}

async fn end(
    app: &App,
    mail: &OutgoingMail,
    attempt: i64,
    outcome: &Result<(), MailError>,
    pause: Option<i64>,
) -> Result<(), JobError> {
    let (state, error) = match outcome {
        Ok(()) => (MailState::Sent, None),
        Err(MailError::Later(why)) if pause.is_some() => (MailState::Queued, Some(why.clone())),
        Err(MailError::Later(why) | MailError::Never(why)) => (MailState::Failed, Some(why.clone())),
        Err(MailError::Unsure(why)) => (MailState::Unsure, Some(why.clone())),
    };
    let sent = state == MailState::Sent;
    let end = MailEnd {
        id: mail.id,
        attempt,
        state,
        error,
        next_at: pause.map(|seconds| app.now().plus_seconds(seconds)),
        sent_at: sent.then(|| app.now()),
        attachments: if sent { without_bytes(&mail.attachments) } else { mail.attachments.clone() },
    };
    write(app, mail.workspace, SystemWrite::EndMailAttempt(Box::new(end))).await?;
    Ok(())
}

/// What is kept of files that were made for a mail, once it is sent: that there were some.
fn without_bytes(attachments: &Json) -> Json {
    let strip = |file: &Json| json!({"name": file["name"], "content_type": file["content_type"], "size": file["size"], "file": file["file"]});
    attachments.as_array().map(|files| files.iter().map(strip).collect()).unwrap_or_default()
}

async fn message(app: &App, mail: &OutgoingMail) -> Result<Mail, MailError> {
    let addresses =
        |key: &str| -> Vec<Address> { serde_json::from_value(mail.recipients[key].clone()).unwrap_or_default() };
    Ok(Mail {
        from: None,
        to: addresses("to"),
        cc: addresses("cc"),
        reply_to: serde_json::from_value(mail.reply_to.clone()).unwrap_or_default(),
        subject: mail.subject.clone(),
        text: mail.text.clone(),
        html: mail.html.clone(),
        attachments: attachments(app, mail).await?,
        message_id: mail.message_id.clone(),
        in_reply_to: mail.in_reply_to.clone(),
        references: mail.references.clone(),
        automatic: mail.automatic,
        unsubscribe: mail.unsubscribe.clone(),
        written_at: mail.created_at,
    })
}

async fn attachments(app: &App, mail: &OutgoingMail) -> Result<Vec<Attachment>, MailError> {
    let files = mail.attachments.as_array().map(Vec::as_slice).unwrap_or_default();
    let size = |file: &Json| file["size"].as_u64().unwrap_or_default();
    if files.iter().map(size).sum::<u64>() > LARGEST {
        return Err(MailError::Never("Its files are larger than 25 MB together; mail servers refuse that.".into()));
    }
    let mut out = Vec::with_capacity(files.len());
    for file in files {
        let text = |key: &str| file[key].as_str().unwrap_or_default().to_owned();
        let content = match file["file"].as_str().and_then(|id| id.parse::<Id>().ok()) {
            Some(id) => stored(app, mail.workspace, id, size(file)).await.map_err(|error| match error {
                AppError::Unavailable(why) => MailError::Later(why),
                error => MailError::Never(format!("{} cannot be read: {error}", text("name"))),
            })?,
            None => STANDARD.decode(text("content")).map(Bytes::from).unwrap_or_default(),
        };
        out.push(Attachment { name: text("name"), content_type: text("content_type"), content });
    }
    Ok(out)
}

async fn stored(app: &App, workspace: Id, id: Id, size: u64) -> Result<Bytes, AppError> {
    let stream = app.blobs().read(&file_key(workspace, id), 0..size).await?;
    let mut whole = BytesMut::with_capacity(usize::try_from(size).unwrap_or_default());
    let pieces: Vec<Bytes> = stream.try_collect().await?;
    pieces.iter().for_each(|piece| whole.extend_from_slice(piece));
    Ok(whole.freeze())
}
