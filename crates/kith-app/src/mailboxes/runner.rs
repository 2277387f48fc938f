//! Who reads the mailboxes: a task per mailbox, in the process that holds its lease.

use std::time::Duration;

use kith_access::Scope;
use kith_catalog::user;
use kith_model::Id;
use kith_store::WriteSet;
use kith_store::system::{Mailbox, MailboxRun, SystemWrite};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::check::field_of;
use super::look::{Broken, look};
use super::server;
use crate::error::unexpected;
use crate::ports::{MailFolder, TroubleWith};
use crate::records::records_by_id;
use crate::{App, AppError};

/// A process that does not answer loses its mailboxes after so long.
pub(super) const LEASE_SECS: i64 = 120;
/// So long a server is waited for before the lease is renewed.
const WAIT: Duration = Duration::from_secs(25);
/// So often mailboxes that nobody reads are looked for.
const POLL: Duration = Duration::from_secs(5);
/// After a failure, doubled with each until half an hour.
const PAUSE_SECS: i64 = 30;
const LONGEST_PAUSE_SECS: i64 = 1800;

/// The tasks that read mailboxes in this process.
pub struct MailRunner {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl MailRunner {
    /// Begins to read the mailboxes that nobody reads.
    pub fn start(app: App) -> MailRunner {
        let (stop, stopped) = watch::channel(false);
        MailRunner { stop, task: tokio::spawn(attend_all(app, stopped)) }
    }

    /// Lets go of all mailboxes. One that was being looked at is taken up again where it was.
    pub async fn stop(self, patience: Duration) {
        let _ = self.stop.send(true);
        let _ = tokio::time::timeout(patience, self.task).await;
    }
}

async fn attend_all(app: App, mut stopped: watch::Receiver<bool>) {
    let mut tasks = JoinSet::new();
    while !*stopped.borrow() {
        let worker = app.new_id();
        match app.store().claim_mailbox(app.now(), worker, LEASE_SECS).await {
            Ok(Some(mailbox)) => {
                tasks.spawn(attend(app.clone(), mailbox, worker, stopped.clone()));
                continue;
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "the mailboxes cannot be listed"),
        }
        while tasks.try_join_next().is_some() {}
        tokio::select! {
            () = app.mail_waits() => {}
            () = tokio::time::sleep(POLL) => {}
            _ = stopped.changed() => {}
        }
    }
    while tasks.join_next().await.is_some() {}
}

/// Reads one mailbox until something is wrong with it, somebody changes it, or the process ends.
async fn attend(app: App, mut mailbox: Mailbox, worker: Id, mut stopped: watch::Receiver<bool>) {
    let outcome = tokio::select! {
        outcome = follow(&app, &mut mailbox, worker) => outcome,
        _ = stopped.changed() => Ok(()),
    };
    end(&app, &mailbox, worker, outcome.err(), None).await;
}

async fn follow(app: &App, mailbox: &mut Mailbox, worker: Id) -> Result<(), Broken> {
    let mut folder = open(app, mailbox).await?;
    loop {
        look(app, mailbox, worker, folder.as_mut()).await?;
        let count = Some(i64::from(folder.state().count));
        write(app, mailbox, run(mailbox, worker, None, count, 0, false, app)).await?;
        folder = folder.wait(WAIT).await?;
        let until = app.now().plus_seconds(LEASE_SECS);
        let held = app.store().renew_mailbox((mailbox.workspace, mailbox.id), worker, until).await;
        held.map_err(AppError::from)?.ok_or(Broken::Lost)?;
    }
}

/// Looks once into each mailbox whose time has come; for tests and commands. Answers how many messages
/// were taken.
pub async fn read_due(app: &App) -> Result<usize, AppError> {
    let mut taken = 0;
    let worker = app.new_id();
    while let Some(mut mailbox) = app.store().claim_mailbox(app.now(), worker, LEASE_SECS).await? {
        let outcome = once(app, &mut mailbox, worker).await;
        let (count, error) = match outcome {
            Ok((messages, count)) => {
                taken += messages;
                (Some(count), None)
            }
            Err(error) => (None, Some(error)),
        };
        end(app, &mailbox, worker, error, count).await;
    }
    Ok(taken)
}

async fn once(app: &App, mailbox: &mut Mailbox, worker: Id) -> Result<(usize, i64), Broken> {
    let mut folder = open(app, mailbox).await?;
    let outcome = look(app, mailbox, worker, folder.as_mut()).await;
    let count = i64::from(folder.state().count);
    folder.close().await;
    Ok((outcome?, count))
}

async fn open(app: &App, mailbox: &Mailbox) -> Result<Box<dyn MailFolder>, Broken> {
    if let Some(owner) = mailbox.owner {
        // Whoever may not sign in any more has no mail read for them.
        let people = records_by_id(app, &Scope::system(mailbox.workspace), &user::KIND, &[owner]).await?;
        if !people.iter().any(|person| person.get(&user::STATUS) == Some("active")) {
            return Err(Broken::Own(AppError::Conflict("Its owner may not sign in any more.".into())));
        }
    }
    let server = server(app, mailbox, "imap")
        .map_err(|why| Broken::Server(crate::ports::MailTrouble { with: TroubleWith::Login, message: why }))?;
    let folder = mailbox.imap["folder"].as_str().unwrap_or("INBOX");
    Ok(app.mail_reader().open(&server, folder).await?)
}

/// Writes down how it went, and lets go.
async fn end(app: &App, mailbox: &Mailbox, worker: Id, broken: Option<Broken>, count: Option<i64>) {
    let error = match broken {
        None => None,
        Some(Broken::Lost) => return,
        Some(Broken::Server(trouble)) => Some((field_of(trouble.with).to_owned(), trouble.message)),
        Some(Broken::Own(error)) => Some(("kith".to_owned(), error.to_string())),
    };
    if let Some((with, why)) = &error {
        tracing::warn!(mailbox = %mailbox.id, with, why, "a mailbox could not be read");
    }
    let pause = match error {
        // In a process that serves, it is taken up again as soon as somebody looks.
        None => 60,
        Some(_) => (PAUSE_SECS << mailbox.failures.clamp(0, 10)).min(LONGEST_PAUSE_SECS),
    };
    let run = run(mailbox, worker, error, count, pause, true, app);
    if let Err(Broken::Own(error)) = write(app, mailbox, run).await {
        tracing::error!(mailbox = %mailbox.id, %error, "how a mailbox was read could not be written down");
    }
}

fn run(
    mailbox: &Mailbox,
    worker: Id,
    error: Option<(String, String)>,
    server_count: Option<i64>,
    pause: i64,
    done: bool,
    app: &App,
) -> MailboxRun {
    MailboxRun { id: mailbox.id, worker, server_count, error, next_at: app.now().plus_seconds(pause), done }
}

async fn write(app: &App, mailbox: &Mailbox, run: MailboxRun) -> Result<(), Broken> {
    let mut set = WriteSet::new(mailbox.workspace, None, None, app.now());
    set.system(SystemWrite::MailboxRan(Box::new(run)));
    match app.store().commit(set).await {
        Ok(()) => Ok(()),
        Err(kith_store::WriteError::VersionConflict { .. }) => Err(Broken::Lost),
        Err(error) => Err(Broken::Own(unexpected(error))),
    }
}
