//! Campaign: what we do so that people become leads, and what it costs.

use kith_model::markers::{Boolean, Date, Integer, Json, Money, Ref, Refs, Text};
use kith_model::{Field, RecordKind, UniqueDef};

use crate::options::option;

/// What the campaign is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable();
/// Short name in addresses and files, made from the name where not given; each is used once.
pub const CODE: Field<Text> = Field::text("code", "Code").searchable().max_length(60);
/// Free text.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description").searchable();
/// Which part of the firm runs it.
pub const BUSINESS_UNIT: Field<Text> = Field::text("business_unit", "Business unit");
/// What it is to achieve.
pub const OBJECTIVE: Field<Text> = Field::text("objective", "Objective").group("planning");
/// How people are reached.
pub const CHANNEL: Field<Text> = Field::select(
    "channel",
    "Channel",
    &[
        option("email", "Email", "indigo"),
        option("paid_ads", "Paid ads", "amber"),
        option("event", "Event", "pink"),
        option("webinar", "Webinar", "purple"),
        option("social", "Social", "orange"),
        option("referral", "Referral", "green"),
        option("content", "Content", "blue"),
        option("other", "Other", "gray"),
    ],
)
.default("other")
.group("planning");
/// Whom it addresses.
pub const AUDIENCE: Field<Text> = Field::text("audience_segment", "Audience").group("planning");
/// What it sells.
pub const PRODUCT_LINE: Field<Text> = Field::text("product_line", "Product line").group("planning");
/// First day.
pub const STARTS_ON: Field<Date> = Field::date("starts_on", "Starts").sortable().group("planning");
/// Last day.
pub const ENDS_ON: Field<Date> = Field::date("ends_on", "Ends").sortable().group("planning");
/// How many leads it is to bring.
pub const PLANNED_LEADS: Field<Integer> =
    Field::integer("planned_leads", "Planned leads").range(0, 1_000_000_000).group("planning");
/// What it may cost; its currency is the campaign's.
pub const BUDGET: Field<Money> = Field::money("budget", "Budget").sortable().range(0, i64::MAX).group("financials");
/// What we expect it to cost.
pub const EXPECTED_SPEND: Field<Money> =
    Field::money("expected_spend", "Expected spend").range(0, i64::MAX).group("financials");
/// What it has cost so far.
pub const ACTUAL_SPEND: Field<Money> =
    Field::money("actual_spend", "Actual spend").range(0, i64::MAX).group("financials");
/// Who answers for it.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");
/// Who works on it.
pub const TEAMS: Field<Refs> = Field::references("team_ids", "Teams", "team");
/// How far it is.
pub const STATUS: Field<Text> = Field::select(
    "status",
    "Status",
    &[
        option("planned", "Planned", "gray"),
        option("active", "Active", "green"),
        option("paused", "Paused", "amber"),
        option("completed", "Completed", "blue"),
    ],
)
.required()
.default("planned")
.sortable();
/// How much it matters.
pub const PRIORITY: Field<Text> = Field::select(
    "priority",
    "Priority",
    &[option("low", "Low", "gray"), option("normal", "Normal", "blue"), option("high", "High", "orange")],
)
.default("normal");
/// What has to be seen to before it starts, each `{"text", "done"}`.
pub const COMPLIANCE: Field<Json> = Field::json("compliance_checklist", "Compliance checklist");
/// Its id where the advertising is bought.
pub const EXTERNAL_ID: Field<Text> = Field::text("external_campaign_id", "External id").group("tracking");
/// The tag of its links.
pub const UTM_SOURCE: Field<Text> = Field::text("utm_source", "UTM source").group("tracking");
/// The tag of its links.
pub const UTM_MEDIUM: Field<Text> = Field::text("utm_medium", "UTM medium").group("tracking");
/// The tag of its links, by which incoming leads find it.
pub const UTM_CAMPAIGN: Field<Text> = Field::text("utm_campaign", "UTM campaign").group("tracking");
/// Whether it is the one of leads that no campaign brought.
pub const IS_GENERAL: Field<Boolean> = Field::boolean("is_general", "General").read_only();

/// The code of the campaign of leads that no campaign brought.
pub const GENERAL_CODE: &str = "general";

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Campaign",
    label_plural: "Campaigns",
    icon: "megaphone",
    group: "sell",
    fields: &[
        NAME.def(),
        CODE.def(),
        DESCRIPTION.def(),
        BUSINESS_UNIT.def(),
        OBJECTIVE.def(),
        CHANNEL.def(),
        AUDIENCE.def(),
        PRODUCT_LINE.def(),
        STARTS_ON.def(),
        ENDS_ON.def(),
        PLANNED_LEADS.def(),
        BUDGET.def(),
        EXPECTED_SPEND.def(),
        ACTUAL_SPEND.def(),
        OWNER.def(),
        TEAMS.def(),
        STATUS.def(),
        PRIORITY.def(),
        COMPLIANCE.def(),
        EXTERNAL_ID.def(),
        UTM_SOURCE.def(),
        UTM_MEDIUM.def(),
        UTM_CAMPAIGN.def(),
        IS_GENERAL.def(),
    ],
    subtitle: &["channel", "status"],
    default_columns: &["title", "status", "channel", "starts_on", "ends_on", "budget", "actual_spend", "owner_id"],
    default_sort: "-starts_on",
    create_fields: &["name", "channel", "status", "starts_on", "ends_on", "budget", "planned_leads", "owner_id"],
    owner_field: Some("owner_id"),
    taggable: true,
    custom_fields: true,
    importable: true,
    in_search: true,
    page: true,
    uniques: &[UniqueDef { constraint: "campaign_code_key", field: "code" }],
    ..RecordKind::new("campaign", "campaigns")
};
