//! Deal contact: somebody who has a say in a deal, and which.

use kith_model::markers::{Boolean, Ref, Text};
use kith_model::{Field, PartOf, RecordKind, UniqueDef};

use crate::options::option;

/// The deal.
pub const DEAL: Field<Ref> = Field::reference("deal_id", "Deal", "deal").required();
/// Who it is.
pub const CONTACT: Field<Ref> = Field::reference("contact_id", "Contact", "contact").required();
/// What they are to the deal.
pub const ROLE: Field<Text> = Field::select(
    "role",
    "Role",
    &[
        option("decision_maker", "Decision maker", "purple"),
        option("influencer", "Influencer", "blue"),
        option("champion", "Champion", "green"),
        option("user", "User", "teal"),
        option("billing", "Billing", "amber"),
        option("other", "Other", "gray"),
    ],
)
.required()
.default("other");
/// Whether they are the contact of the deal itself.
pub const IS_PRIMARY: Field<Boolean> = Field::boolean("is_primary", "Primary").default("false");

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Deal contact",
    label_plural: "Deal contacts",
    icon: "user-check",
    fields: &[DEAL.def(), CONTACT.def(), ROLE.def(), IS_PRIMARY.def()],
    title: &["role"],
    default_columns: &["contact_id", "deal_id", "role", "is_primary"],
    create_fields: &["deal_id", "contact_id", "role"],
    counters: &[],
    uniques: &[UniqueDef { constraint: "deal_contact_key", field: "contact_id" }],
    part_of: Some(PartOf { field: "deal_id", fields: &[("contact_id", "contact_id")] }),
    ..RecordKind::new("deal_contact", "deal_contacts")
};
