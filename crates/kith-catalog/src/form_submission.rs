//! Form submission: what somebody sent with a form, what they agreed to, and what became of it.

use kith_model::markers::{Boolean, Json, Link, Ref, Text};
use kith_model::{CounterDef, Field, RecordKind, UniqueDef};

use crate::options::option;

/// Who sent it, as they were called then.
pub const NAME: Field<Text> = Field::text("name", "Name").read_only().max_length(250);
/// Their address.
pub const EMAIL: Field<Text> = Field::email("email", "Email").read_only();
/// The form.
pub const FORM: Field<Ref> = Field::reference("form_id", "Form", "form").read_only();
/// The lead or ticket it became or belongs to.
pub const RECORD: Field<Link> = Field::record("record", "Became").required().read_only();
/// What became of it.
pub const OUTCOME: Field<Text> = Field::select(
    "outcome",
    "Outcome",
    &[
        option("created", "New lead", "green"),
        option("updated", "Lead updated", "blue"),
        option("noted", "Note on the lead", "amber"),
        option("ticket", "New ticket", "purple"),
    ],
)
.required()
.read_only();
/// The answers, by the key of the field.
pub const ANSWERS: Field<Json> = Field::json("answers", "Answers").read_only();
/// Whether they agreed; empty where the form asked for nothing.
pub const CONSENT: Field<Boolean> = Field::boolean("consent", "Consent").read_only();
/// To what, in the words that they were shown.
pub const CONSENT_TEXT: Field<Text> = Field::long_text("consent_text", "Consent text").read_only();
/// Campaign tag of the visit.
pub const UTM_SOURCE: Field<Text> = Field::text("utm_source", "UTM source").read_only();
/// Campaign tag of the visit.
pub const UTM_MEDIUM: Field<Text> = Field::text("utm_medium", "UTM medium").read_only();
/// Campaign tag of the visit.
pub const UTM_CAMPAIGN: Field<Text> = Field::text("utm_campaign", "UTM campaign").read_only();
/// The page the visitor came from.
pub const REFERRER: Field<Text> = Field::text("referrer", "Came from").read_only().max_length(500);
/// The page that showed the form.
pub const PAGE: Field<Text> = Field::text("page", "Page").read_only().max_length(500);
/// What the page was opened with; each is used once, so that a double click counts once.
pub const TOKEN: Field<Text> = Field::text("token", "Token").internal();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Form submission",
    label_plural: "Form submissions",
    icon: "inbox",
    fields: &[
        NAME.def(),
        EMAIL.def(),
        FORM.def(),
        RECORD.def(),
        OUTCOME.def(),
        ANSWERS.def(),
        CONSENT.def(),
        CONSENT_TEXT.def(),
        UTM_SOURCE.def(),
        UTM_MEDIUM.def(),
        UTM_CAMPAIGN.def(),
        REFERRER.def(),
        PAGE.def(),
        TOKEN.def(),
    ],
    subtitle: &["email", "outcome"],
    default_columns: &["title", "form_id", "outcome", "record", "consent", "utm_campaign", "created_at"],
    default_sort: "-created_at",
    counters: &[CounterDef::by("form_id", &["form_id", "outcome"])],
    uniques: &[UniqueDef { constraint: "form_submission_token_key", field: "token" }],
    kept: true,
    ..RecordKind::new("form_submission", "form_submissions")
};
