//! Lead: somebody who may buy, not yet a customer.

use kith_model::markers::{Boolean, DateTime, Integer, Json, Ref, Text, Texts};
use kith_model::{CounterDef, Field, RecordKind};

use crate::options::{ANSWERS, CONSENTS, INDUSTRIES, SIZE_BANDS, SOURCES, option};

/// Given name.
pub const FIRST_NAME: Field<Text> = Field::text("first_name", "First name").searchable().max_length(100);
/// Family name.
pub const LAST_NAME: Field<Text> = Field::text("last_name", "Last name").searchable().max_length(100);
/// The company's name as the lead gave it.
pub const COMPANY_NAME: Field<Text> = Field::text("company_name", "Company").searchable().sortable();
/// What the person does there.
pub const JOB_TITLE: Field<Text> = Field::text("job_title", "Job title").searchable();
/// E-mail address.
pub const EMAIL: Field<Text> = Field::email("email", "Email").searchable().sortable();
/// Phone number.
pub const PHONE: Field<Text> = Field::phone("phone", "Phone").searchable();
/// Town or address.
pub const LOCATION: Field<Text> = Field::text("location", "Location").searchable();
/// Line of business.
pub const INDUSTRY: Field<Text> = Field::select("industry", "Industry", INDUSTRIES);
/// How many people work where the lead does.
pub const COMPANY_SIZE: Field<Text> = Field::select("company_size", "Company size", SIZE_BANDS);
/// Sales region.
pub const REGION: Field<Text> = Field::text("region", "Region");
/// Where the lead came from.
pub const SOURCE: Field<Text> = Field::select("source", "Source", SOURCES).default("other");
/// The campaign that brought the lead; the one its tags name, else the general one.
pub const CAMPAIGN: Field<Ref> = Field::reference("campaign_id", "Campaign", "campaign").group("attribution");
/// The contact who is the same person.
pub const CONTACT: Field<Ref> = Field::reference("contact_id", "Contact", "contact");
/// The stages that every workspace has: where a lead begins, and how it ends.
pub const FIXED_STAGES: [&str; 3] = ["new", "won", "lost"];
/// Where the lead stands. These are the choices until the workspace has its own.
pub const STAGE: Field<Text> = Field::select(
    "stage",
    "Stage",
    &[
        option("new", "New", "gray"),
        option("contacted", "Contacted", "indigo"),
        option("qualified", "Qualified", "purple"),
        option("won", "Won", "green"),
        option("lost", "Lost", "red"),
    ],
)
.required()
.default("new")
.sortable();
/// How promising the lead is, 0 to 100.
pub const SCORE: Field<Integer> = Field::integer("score", "Score").range(0, 100).default("0").sortable();
/// Whether the score follows the rules or was set by hand.
pub const SCORE_SOURCE: Field<Text> =
    Field::select("score_source", "Score set by", &[option(RULES, "Rules", "blue"), option(MANUAL, "Hand", "gray")]);
/// Whether the owner has been told that it is hot; until it has been cold they are not told again.
pub const HOT_TOLD: Field<Boolean> = Field::boolean("hot_told", "Told that it is hot").internal();
/// Since when it is hot and waits for somebody to be in touch; empty once somebody was.
pub const HOT_SINCE: Field<DateTime> = Field::datetime("hot_since", "Waiting since").internal();
/// How many interactions the score rests on.
pub const SCORE_BASIS: Field<Integer> = Field::integer("score_basis", "Interactions scored").internal();
/// In how many sequences it is. It changes whenever one begins or ends, so that whatever else ends them
/// notices by the lead's version.
pub const ACTIVE_SEQUENCES: Field<Integer> = Field::integer("active_sequences", "Active sequences").internal();
/// The score follows the rules.
pub const RULES: &str = "rules";
/// The score was set by hand.
pub const MANUAL: &str = "manual";
/// Hot, warm or cold by the workspace's thresholds, computed from the score.
pub const TEMPERATURE: Field<Text> = Field::select(
    "temperature",
    "Temperature",
    &[option("hot", "Hot", "orange"), option("warm", "Warm", "amber"), option("cold", "Cold", "blue")],
)
.read_only();
/// How likely it is won, in percent, learnt from leads that were decided; empty where nothing is learnt,
/// and for leads that are decided themselves.
pub const WIN_PROBABILITY: Field<Integer> =
    Field::integer("win_probability", "Win probability").range(0, 100).read_only().sortable();
/// When it was won or lost.
pub const DECIDED_AT: Field<DateTime> = Field::datetime("decided_at", "Decided").read_only();
/// Why it stands there.
pub const STATUS_REASON: Field<Text> = Field::text("status_reason", "Status reason");
/// Whose lead it is.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");
/// Whether Kith chooses the owner: the next in turn of those who take new leads.
pub const AUTO_ASSIGN: Field<Boolean> = Field::boolean("auto_assign", "Assign in turn").default("false");
/// When somebody of us last spoke to or wrote to the person.
pub const LAST_CONTACTED_AT: Field<DateTime> =
    Field::datetime("last_contacted_at", "Last contact").read_only().sortable();
/// When the next step is due, from the open tasks.
pub const NEXT_ACTION_AT: Field<DateTime> = Field::datetime("next_action_at", "Next step").read_only().sortable();
/// Free text.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description").searchable();
/// Whether there is money for it.
pub const BUDGET: Field<Text> = Field::select("budget", "Budget", ANSWERS).default("unknown").group("qualification");
/// What we know of that.
pub const BUDGET_NOTE: Field<Text> = Field::text("budget_note", "Budget note").group("qualification");
/// Whether the person decides.
pub const AUTHORITY: Field<Text> =
    Field::select("authority", "Authority", ANSWERS).default("unknown").group("qualification");
/// What we know of that.
pub const AUTHORITY_NOTE: Field<Text> = Field::text("authority_note", "Authority note").group("qualification");
/// Whether there is a need.
pub const NEED: Field<Text> = Field::select("need", "Need", ANSWERS).default("unknown").group("qualification");
/// What we know of that.
pub const NEED_NOTE: Field<Text> = Field::text("need_note", "Need note").group("qualification");
/// Whether it is soon.
pub const TIMELINE: Field<Text> =
    Field::select("timeline", "Timeline", ANSWERS).default("unknown").group("qualification");
/// What we know of that.
pub const TIMELINE_NOTE: Field<Text> = Field::text("timeline_note", "Timeline note").group("qualification");
/// What the person wants.
pub const INTERESTED_PRODUCTS: Field<Texts> =
    Field::text_list("interested_products", "Interested in").searchable().group("qualification");
/// Whether we may write to the person.
pub const CONSENT: Field<Text> = Field::select("consent", "Consent", CONSENTS).default("unknown").group("attribution");
/// Campaign tag of the first visit.
pub const UTM_SOURCE: Field<Text> = Field::text("utm_source", "UTM source").group("attribution");
/// Campaign tag of the first visit.
pub const UTM_MEDIUM: Field<Text> = Field::text("utm_medium", "UTM medium").group("attribution");
/// Campaign tag of the first visit.
pub const UTM_CAMPAIGN: Field<Text> = Field::text("utm_campaign", "UTM campaign").group("attribution");
/// Whether nobody should be mailed in bulk about it.
pub const DO_NOT_DISTURB: Field<Boolean> =
    Field::boolean("do_not_disturb", "Do not disturb").default("false").group("attribution");
/// Whether the lead became a customer's record.
pub const STATUS: Field<Text> =
    Field::select("status", "Status", &[option("open", "Open", "blue"), option("converted", "Converted", "green")])
        .read_only()
        .group("conversion");
/// When it was converted.
pub const CONVERTED_AT: Field<DateTime> =
    Field::datetime("converted_at", "Converted").read_only().sortable().group("conversion");
/// The contact it became.
pub const CONVERTED_CONTACT: Field<Ref> =
    Field::reference("converted_contact_id", "Became contact", "contact").read_only().group("conversion");
/// The company it became.
pub const CONVERTED_COMPANY: Field<Ref> =
    Field::reference("converted_company_id", "Became company", "company").read_only().group("conversion");
/// The deal that was opened with it.
pub const DEAL: Field<Ref> = Field::reference("deal_id", "Deal", "deal").read_only().group("conversion");
/// What the conversion made and moved, so that it can be undone.
pub const CONVERSION: Field<Json> = Field::json("conversion", "Conversion").internal();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Lead",
    label_plural: "Leads",
    icon: "target",
    group: "sell",
    fields: &[
        FIRST_NAME.def(),
        LAST_NAME.def(),
        COMPANY_NAME.def(),
        JOB_TITLE.def(),
        EMAIL.def(),
        PHONE.def(),
        LOCATION.def(),
        INDUSTRY.def(),
        COMPANY_SIZE.def(),
        REGION.def(),
        SOURCE.def(),
        CAMPAIGN.def(),
        CONTACT.def(),
        STAGE.def(),
        SCORE.def(),
        SCORE_SOURCE.def(),
        HOT_TOLD.def(),
        HOT_SINCE.def(),
        SCORE_BASIS.def(),
        ACTIVE_SEQUENCES.def(),
        TEMPERATURE.def(),
        WIN_PROBABILITY.def(),
        DECIDED_AT.def(),
        STATUS_REASON.def(),
        OWNER.def(),
        AUTO_ASSIGN.def(),
        LAST_CONTACTED_AT.def(),
        NEXT_ACTION_AT.def(),
        DESCRIPTION.def(),
        BUDGET.def(),
        BUDGET_NOTE.def(),
        AUTHORITY.def(),
        AUTHORITY_NOTE.def(),
        NEED.def(),
        NEED_NOTE.def(),
        TIMELINE.def(),
        TIMELINE_NOTE.def(),
        INTERESTED_PRODUCTS.def(),
        CONSENT.def(),
        UTM_SOURCE.def(),
        UTM_MEDIUM.def(),
        UTM_CAMPAIGN.def(),
        DO_NOT_DISTURB.def(),
        STATUS.def(),
        CONVERTED_AT.def(),
        CONVERTED_CONTACT.def(),
        CONVERTED_COMPANY.def(),
        DEAL.def(),
        CONVERSION.def(),
    ],
    title: &["first_name", "last_name"],
    subtitle: &["company_name", "job_title"],
    default_columns: &[
        "title", "company_name", "stage", "score", "source", "campaign_id", "owner_id", "last_contacted_at",
        "next_action_at",
    ],
    default_sort: "-score",
    create_fields: &[
        "first_name", "last_name", "company_name", "email", "phone", "source", "campaign_id", "stage", "owner_id",
    ],
    owner_field: Some("owner_id"),
    taggable: true,
    custom_fields: true,
    importable: true,
    in_search: true,
    page: true,
    counters: &[
        CounterDef::by("stage", &["status", "stage", "temperature"]),
        CounterDef::by("source", &["status", "source"]),
        CounterDef::by("campaign_id", &["campaign_id", "status", "temperature"]),
        CounterDef::by("status.day", &["status"]).daily("created_at"),
        CounterDef::by("stage.day", &["status", "stage", "temperature"]).daily("created_at"),
        CounterDef::by("source.day", &["source"]).daily("created_at"),
        CounterDef::by("campaign_id.day", &["campaign_id"]).daily("created_at"),
    ],
    ..RecordKind::new("lead", "leads")
};
