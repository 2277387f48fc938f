//! Tag: a word records are marked with.

use kith_model::markers::Text;
use kith_model::{Field, OptionDef, RecordKind, UniqueDef};

use crate::options::option;

/// The hues of tags and stages.
pub(crate) const COLORS: &[OptionDef] = &[
    option("gray", "Gray", "gray"),
    option("red", "Red", "red"),
    option("orange", "Orange", "orange"),
    option("amber", "Amber", "amber"),
    option("green", "Green", "green"),
    option("teal", "Teal", "teal"),
    option("blue", "Blue", "blue"),
    option("indigo", "Indigo", "indigo"),
    option("purple", "Purple", "purple"),
    option("pink", "Pink", "pink"),
];

/// The word.
pub const NAME: Field<Text> = Field::text("name", "Name").required().sortable().max_length(40);
/// Its hue.
pub const COLOR: Field<Text> = Field::select("color", "Colour", COLORS).default("gray");

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Tag",
    label_plural: "Tags",
    icon: "tag",
    fields: &[NAME.def(), COLOR.def()],
    default_columns: &["title", "color", "updated_at"],
    default_sort: "name",
    create_fields: &["name", "color"],
    uniques: &[UniqueDef { constraint: "tag_name_key", field: "name" }],
    ..RecordKind::new("tag", "tags")
};
