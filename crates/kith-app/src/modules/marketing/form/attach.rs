//! Files that come with a form for tickets: few and small, and stored only once its page is known to be a page that
//! somebody opened.

use kith_catalog::form::ASK_FILES;
use kith_catalog::ticket;
use kith_model::{FieldCode, FieldError};

use super::OpenForm;
use super::open::Ticket;
use super::questions::target;
use crate::files::{NewFile, forget_file, in_words, room_left, store_stream};
use crate::ports::ByteStream;
use crate::{App, AppError};

/// What the files are called among the answers.
pub const FILES: &str = "_files";
/// So many come with one form: strangers send them, and people read them.
const MOST: usize = 5;
/// None has more bytes, whatever colleagues may upload.
const LARGEST: u64 = 10 * 1024 * 1024;

/// What may be attached to a form.
#[derive(Clone, Copy, Debug)]
pub struct FileRules {
    /// So many files.
    pub most: usize,
    /// Of so many bytes each.
    pub largest: u64,
}

impl FileRules {
    /// The size of the largest file as people say it.
    pub fn largest_in_words(&self) -> String {
        in_words(self.largest)
    }
}

/// What may be attached; `None` where the form asks for no files.
pub fn file_rules(app: &App, form: &OpenForm) -> Option<FileRules> {
    let asks = target(&form.record).key == ticket::KIND.key && form.record.get(&ASK_FILES) == Some(true);
    asks.then(|| FileRules { most: MOST, largest: LARGEST.min(app.config().file_limit) })
}

/// A form whose page is known to be a person's, with what came with it so far.
#[derive(Debug)]
pub struct Admitted {
    pub(super) ticket: Ticket,
    pub(super) files: Vec<NewFile>,
    room: Option<u64>,
}

impl Admitted {
    pub(super) fn new(ticket: Ticket) -> Self {
        Admitted { ticket, files: Vec::new(), room: None }
    }

    /// Stores a file as it comes, or says why not.
    pub async fn take(
        &mut self,
        app: &App,
        form: &OpenForm,
        name: &str,
        bytes: ByteStream,
    ) -> Result<Option<FieldError>, AppError> {
        let Some(rules) = file_rules(app, form) else {
            return Ok(Some(FieldError::new(FILES, FieldCode::Forbidden, "This form takes no files.")));
        };
        if self.files.len() >= rules.most {
            let message = format!("At most {} files can be attached.", rules.most);
            return Ok(Some(FieldError::new(FILES, FieldCode::TooLong, message)));
        }
        let room = match self.room {
            Some(room) => room,
            None => room_left(app, form.workspace).await?,
        };
        match store_stream(app, form.workspace, name, bytes, rules.largest.min(room)).await? {
            Some(file) => {
                self.room = Some(room.saturating_sub(file.size()));
                self.files.push(file);
                Ok(None)
            }
            None if room < rules.largest => {
                let message = "No more files can be kept here. Send it without them.";
                Ok(Some(FieldError::new(FILES, FieldCode::Forbidden, message)))
            }
            None => {
                let message = format!("Each file has at most {}.", rules.largest_in_words());
                Ok(Some(FieldError::new(FILES, FieldCode::TooLarge, message)))
            }
        }
    }

    /// Removes what was stored: nothing came of the form.
    pub async fn forget(self, app: &App, form: &OpenForm) {
        for file in &self.files {
            forget_file(app, form.workspace, file).await;
        }
    }
}
