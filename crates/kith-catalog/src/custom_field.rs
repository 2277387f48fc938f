//! Custom field: a field that a workspace adds to a kind.

use kith_model::markers::{Boolean, Integer, Json, Text};
use kith_model::{Field, OptionDef, RecordKind, UniqueDef};

use crate::options::option;

const TYPES: &[OptionDef] = &[
    option("text", "Text", "gray"),
    option("long_text", "Long text", "gray"),
    option("number", "Number", "gray"),
    option("money", "Money", "gray"),
    option("date", "Date", "gray"),
    option("datetime", "Date and time", "gray"),
    option("select", "Choice", "gray"),
    option("multi_select", "Choices", "gray"),
    option("boolean", "Yes or no", "gray"),
    option("url", "Web address", "gray"),
    option("email", "Email", "gray"),
    option("phone", "Phone", "gray"),
    option("reference", "Link to a record", "gray"),
];

/// The kind it is added to, by key.
pub const RECORD_KIND: Field<Text> = Field::text("record_kind", "Records").required().max_length(40);
/// Its key in `custom`: letters, digits and underscores; made from the label where not given; never
/// changed afterwards.
pub const KEY: Field<Text> = Field::text("key", "Key").required().max_length(40);
/// What people see.
pub const LABEL: Field<Text> = Field::text("label", "Label").required().sortable().max_length(60);
/// What it holds; never changed afterwards.
pub const FIELD_TYPE: Field<Text> = Field::select("type", "Type", TYPES).required();
/// Choices of a select, each `{"value", "label", "color"}`.
pub const OPTIONS: Field<Json> = Field::json("options", "Choices").max_length(20_000);
/// The kind a reference points to.
pub const TARGET: Field<Text> = Field::text("target", "Links to").max_length(40);
/// Whether new records must have it.
pub const REQUIRED: Field<Boolean> = Field::boolean("required", "Required").default("false");
/// Its place among the fields.
pub const POSITION: Field<Integer> = Field::integer("position", "Position").range(0, 10_000).default("0").sortable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Custom field",
    label_plural: "Custom fields",
    icon: "sliders",
    fields: &[
        RECORD_KIND.def(),
        KEY.def(),
        LABEL.def(),
        FIELD_TYPE.def(),
        OPTIONS.def(),
        TARGET.def(),
        REQUIRED.def(),
        POSITION.def(),
    ],
    title: &["label"],
    subtitle: &["record_kind", "type"],
    default_columns: &["title", "record_kind", "type", "required"],
    default_sort: "position",
    create_fields: &["record_kind", "label", "type", "options", "required"],
    uniques: &[UniqueDef { constraint: "custom_field_key_key", field: "key" }],
    ..RecordKind::new("custom_field", "custom_fields")
};
