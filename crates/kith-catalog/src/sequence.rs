//! Sequence: the steps by which a lead is followed up, to be started for one or for thousands.

use kith_model::markers::{Boolean, Json, Text};
use kith_model::{Field, RecordKind};

/// What it is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable().sortable().max_length(100);
/// What it is for.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description").max_length(1_000).unfilterable();
/// Whether it can be started; leads that are in it go on either way.
pub const ACTIVE: Field<Boolean> = Field::boolean("active", "Active").default("true");
/// The steps in their order: `{"kind": "call", "subject", "text"}`, and `{"kind": "wait", "days"}` between.
pub const STEPS: Field<Json> = Field::json("steps", "Steps").required();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Sequence",
    label_plural: "Sequences",
    icon: "list",
    fields: &[NAME.def(), DESCRIPTION.def(), ACTIVE.def(), STEPS.def()],
    default_columns: &["title", "active", "updated_at"],
    default_sort: "name",
    create_fields: &["name", "description"],
    exportable: false,
    ..RecordKind::new("sequence", "sequences")
};
