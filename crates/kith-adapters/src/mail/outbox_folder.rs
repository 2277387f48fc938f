//! A mailer that writes each mail into a folder, for installations without a mail server and for
//! whatever picks mails up from there.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kith_app::ports::{BoxFuture, Mail, MailError, Mailer};

use super::message::to_bytes;

/// Writes `<id>.eml` files.
pub struct OutboxFolder {
    folder: PathBuf,
}

impl OutboxFolder {
    /// Mails go into this folder, which is made when the first one is written.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        OutboxFolder { folder: folder.into() }
    }
}

impl Mailer for OutboxFolder {
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), MailError>> {
        Box::pin(async move {
            let (folder, bytes) = (self.folder.clone(), to_bytes(mail));
            let id = mail.message_id.split('@').next().unwrap_or_default();
            let name: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
            let written = written.map_err(|error| MailError(error.to_string()))?;
            written.map_err(|error| MailError(format!("the outbox folder cannot be written: {error}")))
        })
    }
}

/// Under another name first: whoever watches the folder sees whole mails alone. The same mail written
/// twice is one file.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let part = folder.join(format!(".{name}.part"));
    let mut file = std::fs::File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&part, folder.join(format!("{name}.eml")))
}
