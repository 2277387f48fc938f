//! Mails as files in a folder, for installations without a mail server and for whatever picks mails up
//! from there.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kith_app::ports::MailError;

/// Writes `<id>.eml` files.
#[derive(Clone, Debug)]
pub(super) struct OutboxFolder {
    folder: PathBuf,
}

impl OutboxFolder {
    /// Mails go into this folder, which is made when the first one is written.
    pub fn new(folder: PathBuf) -> Self {
        OutboxFolder { folder }
    }

    /// Writes a mail. The same mail written twice is one file.
    pub async fn keep(&self, message_id: &str, bytes: Vec<u8>) -> Result<(), MailError> {
        let folder = self.folder.clone();
        let id = message_id.split('@').next().unwrap_or_default();
        let name: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
        let written = written.map_err(|error| MailError::Later(error.to_string()))?;
        written.map_err(|error| MailError::Later(format!("the outbox folder cannot be written: {error}")))
    }
}

/// Under another name first: whoever watches the folder sees whole mails alone.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let part = folder.join(format!(".{name}.part"));
    let mut file = std::fs::File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&part, folder.join(format!("{name}.eml")))
}
