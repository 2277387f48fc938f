//! Files: uploads that can be gone on with, the bytes, and what is done about both.
//!
//! An upload is a row that knows which pieces have come; each piece is a blob, so that any process can
//! take the next one. When the last is there, the pieces become one blob under the file's id and the
//! record is written. A blob is thus there before its record, and gone after it.

mod arrive;
mod content;
mod finish;
mod inspect;
mod piece;
mod room;
mod scan;
mod sweep;
mod upload;

pub use content::{Content, content, read};
pub use upload::{Checksum, NewUpload, Progress, append, begin, cancel, progress};

pub(crate) use arrive::{NewFile, forget_file, keep_file, store_bytes, store_stream};
pub(crate) use room::{in_words, room_left};
pub(crate) use scan::{run as run_scan, scan_left};
pub(crate) use sweep::{remove_bytes, sweep_expired, sweep_orphans};

use kith_model::Id;

/// Where the bytes of a file lie.
pub(crate) fn file_key(workspace: Id, id: Id) -> String {
    format!("kept/{workspace}/{id}")
}

/// Where the pieces of an upload lie.
fn parts_folder(workspace: Id) -> String {
    format!("parts/{workspace}")
}
