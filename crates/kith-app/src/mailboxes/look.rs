//! One look into a mailbox: what is new there, message by message.

use kith_store::system::{Mailbox, SystemWrite};
use kith_store::{WriteError, WriteSet};

use super::take::{Taken, take};
use crate::ports::{FolderState, MailFolder, MailTrouble};
use crate::{App, AppError};

/// So many messages are asked for at a time.
const BATCH: usize = 200;

/// Why a look ended early.
pub(super) enum Broken {
    /// The server, or the way there.
    Server(MailTrouble),
    /// Kith itself: the database, the files.
    Own(AppError),
    /// Another process has the mailbox, or its settings were changed.
    Lost,
}

impl From<MailTrouble> for Broken {
    fn from(trouble: MailTrouble) -> Self {
        Broken::Server(trouble)
    }
}

impl From<AppError> for Broken {
    fn from(error: AppError) -> Self {
        Broken::Own(error)
    }
}

/// Takes everything that is new, in order. Each message is written together with how far the mailbox is,
/// so that a process that dies goes on where it stopped.
pub(super) async fn look(
    app: &App,
    mailbox: &mut Mailbox,
    worker: kith_model::Id,
    folder: &mut dyn MailFolder,
) -> Result<usize, Broken> {
    let FolderState { uid_validity, uid_next, .. } = folder.state();
    let validity = i64::from(uid_validity);
    if mailbox.uid_validity != Some(validity) {
        // At first what is there stays unread; later, when the numbers mean nothing any more, all of it is
        // looked at, and what is known is recognised by what it says.
        let first = mailbox.uid_validity.is_none();
        let from = uid_next.filter(|_| first).map_or(0, |next| i64::from(next) - 1);
        advance(app, mailbox, worker, validity, from).await?;
        if let Some(old) = mailbox.uid_validity {
            tracing::info!(mailbox = %mailbox.id, old, new = validity, "a mailbox numbers its messages anew");
        }
        (mailbox.uid_validity, mailbox.last_uid) = (Some(validity), from);
    }
    let mut taken = 0;
    loop {
        let after = u32::try_from(mailbox.last_uid).unwrap_or(u32::MAX);
        let found = folder.newer(after, BATCH).await?;
        if found.is_empty() {
            return Ok(taken);
        }
        for message in found {
            let uid = i64::from(message.uid);
            let until = app.now().plus_seconds(super::runner::LEASE_SECS);
            let held = app.store().renew_mailbox((mailbox.workspace, mailbox.id), worker, until).await;
            held.map_err(AppError::from)?.ok_or(Broken::Lost)?;
            match take(app, mailbox, worker, folder, message).await? {
                Taken::New => taken += 1,
                Taken::Known => advance(app, mailbox, worker, validity, uid).await?,
            }
            mailbox.last_uid = uid;
        }
    }
}

/// Writes down how far a mailbox is, while it is held.
async fn advance(
    app: &App,
    mailbox: &Mailbox,
    worker: kith_model::Id,
    uid_validity: i64,
    uid: i64,
) -> Result<(), Broken> {
    let mut set = WriteSet::new(mailbox.workspace, None, None, app.now());
    set.system(SystemWrite::AdvanceMailbox { id: mailbox.id, worker, uid_validity, uid });
    match app.store().commit(set).await {
        Ok(()) => Ok(()),
        Err(WriteError::VersionConflict { .. }) => Err(Broken::Lost),
        Err(error) => Err(Broken::Own(crate::error::unexpected(error))),
    }
}
