//! Files: made by an upload, called what can be kept and shown anywhere.

use kith_catalog::file::{NAME, RECORD};
use kith_model::{FieldCode, Value};
use unicode_normalization::UnicodeNormalization;

use crate::AppError;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;

/// The rules of files.
pub(in crate::modules) struct FileRules;

impl Rules for FileRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.op == Op::Update && draft.changes(&RECORD) {
            draft.fail(&RECORD, FieldCode::Invalid, "A file stays with what it was added to.");
        }
        if draft.edits()
            && let Some(name) = draft.get(&NAME).map(clean)
        {
            draft.put(&NAME, Value::Text(name));
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            match draft.op == Op::Create && !draft.internal {
                true => Err(AppError::Conflict("Files are uploaded: POST /files/uploads.".into())),
                false => Ok(()),
            }
        })
    }
}

/// A name without its folders, without what cannot be seen, and without what would turn the order of its
/// letters round, so that an extension is where it seems to be.
pub(crate) fn clean(name: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.nfc().filter(|c| !c.is_control() && !turns(*c) && *c != '\u{feff}').collect();
    let trimmed = seen.trim().trim_end_matches('.').trim_end();
    if trimmed.chars().all(|c| c == '.') { String::new() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_name_is_one_name() {
        let cases = [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ana\\offer.pdf", "offer.pdf"),
            ("..", ""),
            ("/", ""),
            (" offer\u{0}\r\n.pdf ", "offer.pdf"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("עברית.pdf", "עברית.pdf"),
            ("🧾 receipt.png", "🧾 receipt.png"),
            ("cafe\u{301}.txt", "café.txt"),
            (".env", ".env"),
            ("name.", "name"),
        ];
        for (name, cleaned) in cases {
            assert_eq!(clean(name), cleaned, "{name:?}");
        }
    }
}
