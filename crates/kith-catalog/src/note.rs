//! Note: what somebody wrote down about a record.

use kith_model::markers::{Boolean, DateTime, Json, Link, Ref, Text};
use kith_model::{Field, RecordKind};

/// The text, in Markdown.
pub const BODY: Field<Text> = Field::markdown("body", "Note").required().searchable();
/// What it is about.
pub const RECORD: Field<Link> = Field::record("record", "About").required();
/// The note it answers.
pub const PARENT: Field<Ref> = Field::reference("parent_id", "Reply to", "note");
/// Whether it stays on top of the timeline.
pub const PINNED: Field<Boolean> = Field::boolean("pinned", "Pinned").default("false");
/// When its text was last changed by somebody; empty while it is as it was written.
pub const EDITED_AT: Field<DateTime> = Field::datetime("edited_at", "Edited").internal();
/// Who reacted how: `{"like": [people's ids], …}`.
pub const REACTIONS: Field<Json> = Field::json("reactions", "Reactions").internal().max_length(100_000);

/// The ways to react.
pub const WAYS_TO_REACT: [&str; 6] = ["like", "love", "celebrate", "laugh", "look", "done"];

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Note",
    label_plural: "Notes",
    icon: "sticky-note",
    group: "work",
    fields: &[BODY.def(), RECORD.def(), PARENT.def(), PINNED.def(), EDITED_AT.def(), REACTIONS.def()],
    title: &["body"],
    subtitle: &["record"],
    default_columns: &["title", "record", "pinned", "created_by", "created_at"],
    default_sort: "-created_at",
    create_fields: &["body", "record"],
    in_search: true,
    activity: true,
    answers: Some("parent_id"),
    ..RecordKind::new("note", "notes")
};
