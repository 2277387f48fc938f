//! Contact: a person we deal with, also called the customer.

use kith_model::markers::{Date, DateTime, Json, Ref, Text, Texts};
use kith_model::{CounterDef, Field, RecordKind};

use crate::options::{CONSENTS, LIFECYCLES, LOCALES, SOURCES, option};

/// Given name.
pub const FIRST_NAME: Field<Text> = Field::text("first_name", "First name").searchable().max_length(100);
/// Family name.
pub const LAST_NAME: Field<Text> = Field::text("last_name", "Last name").searchable().max_length(100);
/// The primary e-mail address; imports find duplicates by it.
pub const EMAIL: Field<Text> = Field::email("email", "Email").searchable().sortable();
/// Further e-mail addresses.
pub const OTHER_EMAILS: Field<Texts> = Field::text_list("other_emails", "Other emails").searchable();
/// The primary phone number.
pub const PHONE: Field<Text> = Field::phone("phone", "Phone").searchable();
/// Further phone numbers.
pub const OTHER_PHONES: Field<Texts> = Field::text_list("other_phones", "Other phones").searchable();
/// What the person does there.
pub const JOB_TITLE: Field<Text> = Field::text("job_title", "Job title").searchable();
/// Where the person works.
pub const COMPANY: Field<Ref> = Field::reference("company_id", "Company", "company");
/// Where the person lives.
pub const ADDRESS: Field<Json> = Field::address("address", "Address").searchable();
/// Whose contact it is among us.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");
/// How far the person has come.
pub const LIFECYCLE: Field<Text> = Field::select("lifecycle", "Lifecycle", LIFECYCLES).default("lead");
/// Whether we still deal with the person.
pub const STATUS: Field<Text> =
    Field::select("status", "Status", &[option("active", "Active", "green"), option("inactive", "Inactive", "gray")])
        .default("active");
/// Where the person came from.
pub const SOURCE: Field<Text> = Field::select("source", "Source", SOURCES);
/// Date of birth.
pub const BIRTHDAY: Field<Date> = Field::date("birthday", "Birthday");
/// When somebody of us last spoke to or wrote to the person.
pub const LAST_CONTACTED_AT: Field<DateTime> =
    Field::datetime("last_contacted_at", "Last contact").read_only().sortable();
/// When the next step is due, from the open tasks.
pub const NEXT_ACTION_AT: Field<DateTime> = Field::datetime("next_action_at", "Next step").read_only().sortable();
/// The language the person prefers.
pub const LANGUAGE: Field<Text> = Field::select("language", "Language", LOCALES).group("preferences");
/// The channel the person prefers.
pub const CHANNEL: Field<Text> = Field::select(
    "channel",
    "Preferred channel",
    &[
        option("email", "Email", "indigo"),
        option("phone", "Phone", "amber"),
        option("sms", "SMS", "teal"),
        option("chat", "Chat", "blue"),
    ],
)
.group("preferences");
/// What the person is interested in.
pub const INTERESTS: Field<Texts> = Field::text_list("interests", "Interests").searchable().group("preferences");
/// Whether we may write e-mails (GDPR article 7, CCPA).
pub const EMAIL_CONSENT: Field<Text> =
    Field::select("email_consent", "Email consent", CONSENTS).default("unknown").group("consent");
/// When that was said; set with the consent where not given.
pub const EMAIL_CONSENT_AT: Field<DateTime> =
    Field::datetime("email_consent_at", "Email consent since").group("consent");
/// How we know.
pub const EMAIL_CONSENT_SOURCE: Field<Text> =
    Field::text("email_consent_source", "Email consent source").group("consent");
/// Whether we may send text messages.
pub const SMS_CONSENT: Field<Text> =
    Field::select("sms_consent", "SMS consent", CONSENTS).default("unknown").group("consent");
/// When that was said.
pub const SMS_CONSENT_AT: Field<DateTime> = Field::datetime("sms_consent_at", "SMS consent since").group("consent");
/// How we know.
pub const SMS_CONSENT_SOURCE: Field<Text> = Field::text("sms_consent_source", "SMS consent source").group("consent");
/// Whether we may call.
pub const PHONE_CONSENT: Field<Text> =
    Field::select("phone_consent", "Phone consent", CONSENTS).default("unknown").group("consent");
/// When that was said.
pub const PHONE_CONSENT_AT: Field<DateTime> =
    Field::datetime("phone_consent_at", "Phone consent since").group("consent");
/// How we know.
pub const PHONE_CONSENT_SOURCE: Field<Text> =
    Field::text("phone_consent_source", "Phone consent source").group("consent");
/// Free text.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description").searchable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Contact",
    label_plural: "Contacts",
    icon: "users",
    group: "sell",
    fields: &[
        FIRST_NAME.def(),
        LAST_NAME.def(),
        EMAIL.def(),
        OTHER_EMAILS.def(),
        PHONE.def(),
        OTHER_PHONES.def(),
        JOB_TITLE.def(),
        COMPANY.def(),
        ADDRESS.def(),
        OWNER.def(),
        LIFECYCLE.def(),
        STATUS.def(),
        SOURCE.def(),
        BIRTHDAY.def(),
        LAST_CONTACTED_AT.def(),
        NEXT_ACTION_AT.def(),
        DESCRIPTION.def(),
        LANGUAGE.def(),
        CHANNEL.def(),
        INTERESTS.def(),
        EMAIL_CONSENT.def(),
        EMAIL_CONSENT_AT.def(),
        EMAIL_CONSENT_SOURCE.def(),
        SMS_CONSENT.def(),
        SMS_CONSENT_AT.def(),
        SMS_CONSENT_SOURCE.def(),
        PHONE_CONSENT.def(),
        PHONE_CONSENT_AT.def(),
        PHONE_CONSENT_SOURCE.def(),
    ],
    title: &["first_name", "last_name"],
    subtitle: &["job_title", "company_id"],
    default_columns: &[
        "title", "company_id", "job_title", "email", "phone", "lifecycle", "owner_id", "last_contacted_at",
        "next_action_at",
    ],
    create_fields: &["first_name", "last_name", "email", "phone", "company_id", "job_title", "owner_id"],
    owner_field: Some("owner_id"),
    taggable: true,
    custom_fields: true,
    importable: true,
    in_search: true,
    page: true,
    counters: &[CounterDef::by("lifecycle", &["lifecycle", "status"])],
    ..RecordKind::new("contact", "contacts")
};
