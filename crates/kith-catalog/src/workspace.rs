//! Workspace: the tenant. Its record lies in itself: its id is its own `workspace_id`.

use kith_model::markers::{Boolean, Integer, Json, Text};
use kith_model::{Field, RecordKind};

use crate::options::LOCALES;

/// What the firm is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().max_length(100);
/// ISO 4217 code of the currency that totals are shown in.
pub const CURRENCY: Field<Text> = Field::text("currency", "Currency").required().max_length(3).default("USD");
/// IANA time zone of those who set none.
pub const TIME_ZONE: Field<Text> = Field::text("time_zone", "Time zone").required().max_length(60).default("UTC");
/// ISO 3166 country, for phone numbers typed without one.
pub const COUNTRY: Field<Text> = Field::text("country", "Country").max_length(2);
/// The language of those who choose none.
pub const LOCALE: Field<Text> = Field::select("locale", "Language", LOCALES).default("en");
/// The month the financial year starts with.
pub const FISCAL_YEAR_START: Field<Integer> =
    Field::integer("fiscal_year_start", "Financial year starts in month").range(1, 12).default("1");
/// The name of its logo among the pictures; kept by Kith.
pub const LOGO: Field<Text> = Field::text("logo", "Logo").read_only().max_length(36);
/// The address on invoices.
pub const ADDRESS: Field<Json> = Field::address("address", "Business address");
/// The tax number on invoices.
pub const TAX_NUMBER: Field<Text> = Field::text("tax_number", "Tax number").max_length(60);
/// Whether anybody may join by registering.
pub const OPEN_REGISTRATION: Field<Boolean> = Field::boolean("open_registration", "Open registration").default("false");
/// The stages of leads: `[{"value", "label", "color"}]`; those that leads are declared with where empty.
pub const LEAD_STAGES: Field<Json> = Field::json("lead_stages", "Lead stages");
/// Above which score a lead is hot.
pub const HOT_ABOVE: Field<Integer> = Field::integer("hot_above", "Hot above").range(0, 100).default("70");
/// From which score a lead is warm.
pub const WARM_FROM: Field<Integer> = Field::integer("warm_from", "Warm from").range(0, 100).default("40");
/// Whether Kith learns from decided leads how likely the others are won.
pub const PREDICT_LEADS: Field<Boolean> = Field::boolean("predict_leads", "Learn from leads").default("true");
/// What was learnt.
pub const LEAD_MODEL: Field<Json> = Field::json("lead_model", "What was learnt from leads").secret();
/// What is promised about tickets, and when we work; see docs/tickets.md for its form.
pub const SERVICE_LEVELS: Field<Json> = Field::json("service_levels", "Service levels");
/// When customers are asked how content they were: `{"ask", "delay_minutes", "again_days"}`.
pub const SATISFACTION_QUESTION: Field<Json> = Field::json("satisfaction_question", "Question for a rating");
/// Ids of the sample data, so that it can be removed; kept by Kith.
pub const SAMPLE_DATA: Field<Boolean> = Field::boolean("sample_data", "Sample data").read_only().default("false");

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Workspace",
    label_plural: "Workspaces",
    icon: "home",
    fields: &[
        NAME.def(),
        CURRENCY.def(),
        TIME_ZONE.def(),
        COUNTRY.def(),
        LOCALE.def(),
        FISCAL_YEAR_START.def(),
        LOGO.def(),
        ADDRESS.def(),
        TAX_NUMBER.def(),
        OPEN_REGISTRATION.def(),
        HOT_ABOVE.def(),
        WARM_FROM.def(),
        PREDICT_LEADS.def(),
        LEAD_MODEL.def(),
        SAMPLE_DATA.def(),
        LEAD_STAGES.def(),
        SERVICE_LEVELS.def(),
        SATISFACTION_QUESTION.def(),
    ],
    exportable: false,
    counters: &[],
    ..RecordKind::new("workspace", "workspaces")
};
