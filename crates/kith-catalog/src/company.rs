//! Company: an organisation we deal with.

use kith_model::markers::{Json, Money, Ref, Text};
use kith_model::{CounterDef, Field, RecordKind};

use crate::options::{INDUSTRIES, LIFECYCLES, SIZE_BANDS, SOURCES};

/// The company's name.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable();
/// Its internet domain, by which duplicates and e-mails are matched.
pub const DOMAIN: Field<Text> = Field::text("domain", "Domain").searchable().max_length(253);
/// Its website.
pub const WEBSITE: Field<Text> = Field::url("website", "Website");
/// Its line of business.
pub const INDUSTRY: Field<Text> = Field::select("industry", "Industry", INDUSTRIES);
/// How many people work there.
pub const SIZE_BAND: Field<Text> = Field::select("size_band", "Size", SIZE_BANDS);
/// Its revenue in a year.
pub const ANNUAL_REVENUE: Field<Money> = Field::money("annual_revenue", "Annual revenue").sortable().range(0, i64::MAX);
/// Its main phone number.
pub const PHONE: Field<Text> = Field::phone("phone", "Phone").searchable();
/// Where it is.
pub const ADDRESS: Field<Json> = Field::address("address", "Address").searchable();
/// The company it belongs to.
pub const PARENT: Field<Ref> = Field::reference("parent_id", "Parent company", "company");
/// Whose company it is among us.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");
/// How far it has come.
pub const LIFECYCLE: Field<Text> = Field::select("lifecycle", "Lifecycle", LIFECYCLES).default("lead");
/// Where it came from.
pub const SOURCE: Field<Text> = Field::select("source", "Source", SOURCES);
/// Free text.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description").searchable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Company",
    label_plural: "Companies",
    icon: "building",
    group: "sell",
    fields: &[
        NAME.def(),
        DOMAIN.def(),
        WEBSITE.def(),
        INDUSTRY.def(),
        SIZE_BAND.def(),
        ANNUAL_REVENUE.def(),
        PHONE.def(),
        ADDRESS.def(),
        PARENT.def(),
        OWNER.def(),
        LIFECYCLE.def(),
        SOURCE.def(),
        DESCRIPTION.def(),
    ],
    subtitle: &["domain", "industry"],
    default_columns: &["title", "domain", "industry", "size_band", "lifecycle", "phone", "owner_id", "updated_at"],
    create_fields: &["name", "domain", "industry", "phone", "lifecycle", "owner_id"],
    owner_field: Some("owner_id"),
    taggable: true,
    custom_fields: true,
    importable: true,
    in_search: true,
    page: true,
    counters: &[CounterDef::by("lifecycle", &["lifecycle"])],
    ..RecordKind::new("company", "companies")
};
