//! File: a document, picture or the like that hangs on a record. The bytes lie in the blob store,
//! under the record's id.

use kith_model::markers::{Integer, Link, Text};
use kith_model::{Field, RecordKind};

use crate::options::option;

/// What it is called, with its extension.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable().sortable().max_length(255);
/// What it belongs to.
pub const RECORD: Field<Link> = Field::record("record", "About").required();
/// What its bytes say it is; its name is not believed.
pub const MEDIA_TYPE: Field<Text> = Field::text("media_type", "Type").read_only();
/// Its bytes.
pub const SIZE: Field<Integer> = Field::integer("size", "Size").read_only().sortable();
/// The SHA-256 of its bytes, in hexadecimal.
pub const SHA256: Field<Text> = Field::text("sha256", "SHA-256").read_only();
/// Whether it was looked at for viruses, and how that ended.
pub const SCAN: Field<Text> = Field::select(
    "scan",
    "Virus scan",
    &[
        option(UNSCANNED, "Not scanned", "gray"),
        option(PENDING, "Being scanned", "amber"),
        option(CLEAN, "Clean", "green"),
        option(INFECTED, "Infected", "red"),
    ],
)
.read_only();
/// What was found in it.
pub const THREAT: Field<Text> = Field::text("threat", "Found").read_only();

/// Nothing scans here.
pub const UNSCANNED: &str = "none";
/// It is not handed out yet.
pub const PENDING: &str = "pending";
/// Nothing was found.
pub const CLEAN: &str = "clean";
/// Something was found; it is not handed out.
pub const INFECTED: &str = "infected";

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "File",
    label_plural: "Files",
    icon: "paperclip",
    group: "work",
    fields: &[NAME.def(), RECORD.def(), MEDIA_TYPE.def(), SIZE.def(), SHA256.def(), SCAN.def(), THREAT.def()],
    subtitle: &["record"],
    default_columns: &["title", "record", "media_type", "size", "created_by", "created_at"],
    default_sort: "-created_at",
    in_search: true,
    activity: true,
    ..RecordKind::new("file", "files")
};
