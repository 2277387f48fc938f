//! Saved view: filters, order, columns and layout of a list under a name.

use kith_model::markers::{Boolean, Integer, Json, Ref, Text};
use kith_model::{Field, RecordKind};

use crate::options::VISIBILITIES;

/// What it is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().sortable().max_length(60);
/// The kind of the list, by key.
pub const RECORD_KIND: Field<Text> = Field::text("record_kind", "Records").required().max_length(40);
/// Who sees it.
pub const VISIBILITY: Field<Text> =
    Field::select("visibility", "Visible to", VISIBILITIES).required().default("personal");
/// Whether only its owner changes it.
pub const LOCKED: Field<Boolean> = Field::boolean("locked", "Locked").default("false");
/// Its place among the tabs.
pub const POSITION: Field<Integer> = Field::integer("position", "Position").range(0, 10_000).default("0").sortable();
/// `{"filter", "sort", "columns", "layout"}`, in the API's and the web UI's own forms.
pub const STATE: Field<Json> = Field::json("state", "State").required();
/// Who made it.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "View",
    label_plural: "Views",
    icon: "list",
    fields: &[NAME.def(), RECORD_KIND.def(), VISIBILITY.def(), LOCKED.def(), POSITION.def(), STATE.def(), OWNER.def()],
    default_columns: &["title", "record_kind", "visibility", "owner_id"],
    default_sort: "position",
    create_fields: &["name", "record_kind", "visibility"],
    owner_field: Some("owner_id"),
    ..RecordKind::new("view", "views")
};
