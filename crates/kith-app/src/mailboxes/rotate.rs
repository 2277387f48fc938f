//! Sealing all passwords anew, after a new secret key was made.

use kith_store::WriteSet;
use kith_store::system::SystemWrite;

use super::place;
use crate::error::unexpected;
use crate::secrets::Renewed;
use crate::{App, AppError, notices, sms};

/// Seals every password with the key that seals now. Answers how many were sealed anew, and how many could
/// not be, because the key they were sealed with is gone.
pub async fn seal_anew(app: &App) -> Result<(usize, usize), AppError> {
    let (mut sealed, mut lost) = (0, 0);
    for workspace in app.store().list_workspaces().await? {
        for renewed in [sms::seal_anew(app, workspace).await?, notices::seal_anew(app, workspace).await?] {
            match renewed {
                Renewed::Same => {}
                Renewed::Lost => lost += 1,
                Renewed::Sealed(_) => sealed += 1,
            }
        }
        for mut mailbox in app.store().list_mailboxes(workspace).await? {
            let before = (mailbox.imap_secret.clone(), mailbox.smtp_secret.clone());
            for which in ["imap", "smtp"] {
                let place = place(&mailbox, which);
                let secret = if which == "imap" { &mut mailbox.imap_secret } else { &mut mailbox.smtp_secret };
                match app.config().secrets.renew(&place, secret)? {
                    Renewed::Same => {}
                    Renewed::Lost => lost += 1,
                    Renewed::Sealed(anew) => *secret = anew,
                }
            }
            if (&mailbox.imap_secret, &mailbox.smtp_secret) != (&before.0, &before.1) {
                let mut set = WriteSet::new(workspace, None, None, app.now());
                set.system(SystemWrite::UpdateMailbox { mailbox: Box::new(mailbox), anew: false });
                app.store().commit(set).await.map_err(unexpected)?;
                sealed += 1;
            }
        }
    }
    Ok((sealed, lost))
}
