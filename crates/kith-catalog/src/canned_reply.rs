//! Canned reply: an answer that is given often, with places to fill in.

use kith_model::markers::Text;
use kith_model::{Field, RecordKind, UniqueDef};

/// What it is called in the list.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable().max_length(100);
/// The text, with placeholders such as `{{contact.first_name}}`.
pub const BODY: Field<Text> = Field::long_text("body", "Text").required().searchable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Canned reply",
    label_plural: "Canned replies",
    icon: "zap",
    fields: &[NAME.def(), BODY.def()],
    default_columns: &["title", "updated_at"],
    default_sort: "title",
    create_fields: &["name", "body"],
    uniques: &[UniqueDef { constraint: "canned_reply_name_key", field: "name" }],
    ..RecordKind::new("canned_reply", "canned_replies")
};
