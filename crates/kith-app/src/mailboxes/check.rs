//! Whether the settings of a mailbox work, said beside the field that does not.

use kith_model::FieldCode;
use kith_store::system::Mailbox;

use super::server;
use crate::ports::{FolderState, MailTrouble, TroubleWith};
use crate::{App, AppError};

/// Signs in, opens the folder, signs in where mail is sent. Answers how the folder was found.
pub(super) async fn works(app: &App, mailbox: &Mailbox) -> Result<FolderState, AppError> {
    let imap = opened(app, mailbox, "imap")?;
    let folder = mailbox.imap["folder"].as_str().unwrap_or("INBOX");
    let folder = app.mail_reader().open(&imap, folder).await.map_err(|trouble| beside("imap", trouble))?;
    let state = folder.state();
    folder.close().await;
    if !mailbox.smtp.is_null() {
        let smtp = opened(app, mailbox, "smtp")?;
        app.mailer().test(&smtp).await.map_err(|trouble| beside("smtp", trouble))?;
    }
    Ok(state)
}

fn opened(app: &App, mailbox: &Mailbox, which: &str) -> Result<crate::ports::MailServer, AppError> {
    server(app, mailbox, which).map_err(|why| AppError::field(&format!("{which}_password"), FieldCode::Invalid, why))
}

fn beside(which: &str, trouble: MailTrouble) -> AppError {
    let field = format!("{which}_{}", field_of(trouble.with));
    AppError::field(&field, FieldCode::Invalid, trouble.message)
}

/// The part of the settings a trouble is with.
pub(super) fn field_of(with: TroubleWith) -> &'static str {
    match with {
        TroubleWith::Host | TroubleWith::Connection => "host",
        TroubleWith::Security => "security",
        TroubleWith::Login => "password",
        TroubleWith::Folder => "folder",
    }
}
