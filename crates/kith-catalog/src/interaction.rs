//! Interaction: what passed between us and a customer.

use kith_model::markers::{DateTime, Integer, Ref, Refs, Text};
use kith_model::{Field, RecordKind};

use crate::options::{DIRECTIONS, INTERACTION_KINDS, OUTCOMES, option};

/// How it happened.
pub const INTERACTION_KIND: Field<Text> = Field::select("kind", "Kind", INTERACTION_KINDS).required().default("call");
/// Who began it.
pub const DIRECTION: Field<Text> = Field::select("direction", "Direction", DIRECTIONS).default("outbound");
/// What it was about.
pub const SUBJECT: Field<Text> = Field::text("subject", "Subject").required().searchable();
/// What was said.
pub const SUMMARY: Field<Text> = Field::markdown("summary", "Summary").searchable();
/// When it happened; now where not given.
pub const OCCURRED_AT: Field<DateTime> = Field::datetime("occurred_at", "When").sortable();
/// How long it took.
pub const DURATION_MINUTES: Field<Integer> = Field::integer("duration_minutes", "Minutes").range(0, 10_080);
/// How it ended.
pub const OUTCOME: Field<Text> = Field::select("outcome", "Outcome", OUTCOMES);
/// Whether a text message has reached its phone, as the provider says.
pub const DELIVERY: Field<Text> = Field::select(
    "delivery",
    "Delivery",
    &[option(DELIVERED, "Delivered", "green"), option(UNDELIVERED, "Not delivered", "red")],
)
.read_only();
/// Who of us took part.
pub const PARTICIPANTS: Field<Refs> = Field::references("participant_ids", "Participants", "user");
/// Whose interaction it is.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");
/// With whom.
pub const CONTACT: Field<Ref> = Field::reference("contact_id", "Contact", "contact");
/// With which company.
pub const COMPANY: Field<Ref> = Field::reference("company_id", "Company", "company");
/// With which lead.
pub const LEAD: Field<Ref> = Field::reference("lead_id", "Lead", "lead");
/// About which deal.
pub const DEAL: Field<Ref> = Field::reference("deal_id", "Deal", "deal");
/// About which ticket.
pub const TICKET: Field<Ref> = Field::reference("ticket_id", "Ticket", "ticket");

/// It has reached the phone.
pub const DELIVERED: &str = "delivered";
/// It will not.
pub const UNDELIVERED: &str = "undelivered";

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Interaction",
    label_plural: "Interactions",
    icon: "phone",
    group: "work",
    fields: &[
        INTERACTION_KIND.def(),
        DIRECTION.def(),
        SUBJECT.def(),
        SUMMARY.def(),
        OCCURRED_AT.def(),
        DURATION_MINUTES.def(),
        OUTCOME.def(),
        DELIVERY.def(),
        PARTICIPANTS.def(),
        OWNER.def(),
        CONTACT.def(),
        COMPANY.def(),
        LEAD.def(),
        DEAL.def(),
        TICKET.def(),
    ],
    title: &["subject"],
    subtitle: &["kind", "occurred_at"],
    default_columns: &["title", "kind", "occurred_at", "outcome", "contact_id", "company_id", "deal_id", "owner_id"],
    default_sort: "-occurred_at",
    create_fields: &["kind", "subject", "summary", "occurred_at", "contact_id", "company_id", "deal_id", "lead_id"],
    owner_field: Some("owner_id"),
    taggable: true,
    in_search: true,
    activity: true,
    page: true,
    ..RecordKind::new("interaction", "interactions")
};
