//! Role: a named set of rights.

use kith_model::markers::{Json, Text, Texts};
use kith_model::{Field, RecordKind, UniqueDef};

/// What it is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().sortable().max_length(60);
/// For built-in roles, a fixed key such as `admin`; the Admin role cannot be changed or deleted.
pub const KEY: Field<Text> = Field::text("key", "Key").read_only().max_length(40);
/// Who it is for.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description");
/// The rights: `{"admin": false, "kinds": {"deal": {"read": "all", …}}, "fields": {"deal": {"amount": "hidden"}}}`.
pub const GRANTS: Field<Json> = Field::json("grants", "Rights").required();
/// The kinds that were there when its rights were last given: what came later, nobody has decided on.
pub const KNOWN_KINDS: Field<Texts> = Field::text_list("known_kinds", "Known kinds").max_length(1_000).internal();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Role",
    label_plural: "Roles",
    icon: "shield",
    fields: &[NAME.def(), KEY.def(), DESCRIPTION.def(), GRANTS.def(), KNOWN_KINDS.def()],
    default_columns: &["title", "description", "updated_at"],
    default_sort: "name",
    create_fields: &["name", "description"],
    uniques: &[UniqueDef { constraint: "role_name_key", field: "name" }],
    ..RecordKind::new("role", "roles")
};
