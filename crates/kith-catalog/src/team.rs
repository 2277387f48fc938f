//! Team: users who work together and reach each other's records.

use kith_model::markers::{Boolean, Ref, Text};
use kith_model::{Field, RecordKind, UniqueDef};

/// What it is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().sortable().max_length(60);
/// Who leads it.
pub const MANAGER: Field<Ref> = Field::reference("manager_id", "Manager", "user");
/// What it does.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description");
/// Whether new leads are handed out among its members.
pub const TAKES_LEADS: Field<Boolean> = Field::boolean("takes_leads", "Takes new leads").default("false");

/// The declaration. Members are kept on the user (`team_ids`).
pub static KIND: RecordKind = RecordKind {
    label: "Team",
    label_plural: "Teams",
    icon: "users",
    fields: &[NAME.def(), MANAGER.def(), DESCRIPTION.def(), TAKES_LEADS.def()],
    default_columns: &["title", "manager_id", "updated_at"],
    default_sort: "name",
    create_fields: &["name", "manager_id"],
    uniques: &[UniqueDef { constraint: "team_name_key", field: "name" }],
    ..RecordKind::new("team", "teams")
};
