//! Deal: a sale in the making.

use kith_model::markers::{Date, DateTime, Integer, Money, Ref, Text, Texts};
use kith_model::{CounterDef, Field, RecordKind};

use crate::options::{SOURCES, option};

/// What the deal is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable();
/// Who buys.
pub const COMPANY: Field<Ref> = Field::reference("company_id", "Company", "company");
/// Whom we talk to.
pub const CONTACT: Field<Ref> = Field::reference("contact_id", "Contact", "contact");
/// The pipeline it runs through; the workspace's default where not given.
pub const PIPELINE: Field<Ref> = Field::reference("pipeline_id", "Pipeline", "pipeline");
/// Where it stands; the pipeline's first stage where not given.
pub const STAGE: Field<Ref> = Field::reference("stage_id", "Stage", "stage");
/// What it is worth.
pub const AMOUNT: Field<Money> = Field::money("amount", "Amount").sortable().range(0, i64::MAX);
/// How likely it is, in percent; the stage's where not given.
pub const PROBABILITY: Field<Integer> = Field::integer("probability", "Probability").range(0, 100).sortable();
/// The amount times the probability, rounded half away from zero; computed.
pub const WEIGHTED_AMOUNT: Field<Money> = Field::money("weighted_amount", "Weighted").read_only().sortable();
/// When we expect the signature.
pub const EXPECTED_CLOSE_ON: Field<Date> = Field::date("expected_close_on", "Expected close").sortable();
/// Open, won or lost, from the stage's kind.
pub const STATUS: Field<Text> = Field::select(
    "status",
    "Status",
    &[option("open", "Open", "blue"), option("won", "Won", "green"), option("lost", "Lost", "red")],
)
.read_only();
/// When it was won or lost.
pub const CLOSED_AT: Field<DateTime> = Field::datetime("closed_at", "Closed").read_only().sortable();
/// When it came into its stage.
pub const STAGE_SINCE: Field<DateTime> = Field::datetime("stage_since", "In stage since").read_only().sortable();
/// Why it was lost.
pub const LOST_REASON: Field<Text> = Field::text("lost_reason", "Lost reason");
/// Whose deal it is.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");
/// Where it came from.
pub const SOURCE: Field<Text> = Field::select("source", "Source", SOURCES);
/// The campaign whose lead it was.
pub const CAMPAIGN: Field<Ref> = Field::reference("campaign_id", "Campaign", "campaign");
/// What happens next, in words.
pub const NEXT_STEP: Field<Text> = Field::text("next_step", "Next step");
/// Who else bids.
pub const COMPETITORS: Field<Texts> = Field::text_list("competitors", "Competitors").searchable();
/// Where it stands among the deals of its stage on the board: the smaller, the higher.
pub const POSITION: Field<Text> = Field::text("position", "Position").internal().sortable();
/// When somebody of us last spoke to or wrote to the customer about it.
pub const LAST_CONTACTED_AT: Field<DateTime> =
    Field::datetime("last_contacted_at", "Last contact").read_only().sortable();
/// When the next step is due, from the open tasks.
pub const NEXT_ACTION_AT: Field<DateTime> = Field::datetime("next_action_at", "Next activity").read_only().sortable();
/// How many lines it has. Where it has any, the amount is their sum.
pub const LINE_COUNT: Field<Integer> = Field::integer("line_count", "Lines").internal();
/// Free text.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description").searchable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Deal",
    label_plural: "Deals",
    icon: "handshake",
    group: "sell",
    fields: &[
        NAME.def(),
        COMPANY.def(),
        CONTACT.def(),
        PIPELINE.def(),
        STAGE.def(),
        AMOUNT.def(),
        PROBABILITY.def(),
        WEIGHTED_AMOUNT.def(),
        EXPECTED_CLOSE_ON.def(),
        STATUS.def(),
        CLOSED_AT.def(),
        STAGE_SINCE.def(),
        LOST_REASON.def(),
        OWNER.def(),
        SOURCE.def(),
        CAMPAIGN.def(),
        NEXT_STEP.def(),
        COMPETITORS.def(),
        POSITION.def(),
        LAST_CONTACTED_AT.def(),
        NEXT_ACTION_AT.def(),
        DESCRIPTION.def(),
        LINE_COUNT.def(),
    ],
    subtitle: &["company_id", "stage_id"],
    default_columns: &[
        "title", "company_id", "stage_id", "amount", "probability", "expected_close_on", "owner_id", "next_action_at",
    ],
    create_fields: &["name", "company_id", "contact_id", "stage_id", "amount", "expected_close_on", "owner_id"],
    owner_field: Some("owner_id"),
    taggable: true,
    custom_fields: true,
    importable: true,
    in_search: true,
    page: true,
    counters: &[
        CounterDef::by("stage_id", &["pipeline_id", "stage_id", "status"]).summing("amount"),
        CounterDef::by("stage_id", &["pipeline_id", "stage_id", "status"]).summing("weighted_amount"),
        CounterDef::by("campaign_id.won", &["campaign_id"]).only("status", "won").summing("amount"),
        CounterDef::by("closed.day", &["status"]).daily("closed_at").summing("amount"),
        CounterDef::by("campaign_id.day", &["campaign_id"]).only("status", "won").daily("closed_at").summing("amount"),
        CounterDef::by("created.day", &[]).daily("created_at"),
        CounterDef::by("expected", &["expected_close_on", "probability"]).only("status", "open").summing("amount"),
        CounterDef::by("expected", &["expected_close_on", "probability"])
            .only("status", "open")
            .summing("weighted_amount"),
    ],
    ..RecordKind::new("deal", "deals")
};
