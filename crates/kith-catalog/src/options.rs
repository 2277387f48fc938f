//! Choices that several kinds share.

use kith_model::OptionDef;

/// One choice.
pub(crate) const fn option(value: &'static str, label: &'static str, color: &'static str) -> OptionDef {
    OptionDef { value, label, color }
}

/// Where a lead, contact, company or deal came from.
pub(crate) const SOURCES: &[OptionDef] = &[
    option("web_form", "Web form", "blue"),
    option("website", "Website", "teal"),
    option("webinar", "Webinar", "purple"),
    option("event", "Event", "pink"),
    option("referral", "Referral", "green"),
    option("email", "Email", "indigo"),
    option("phone", "Phone", "amber"),
    option("social", "Social", "orange"),
    option("import", "Import", "gray"),
    option("api", "API", "gray"),
    option("other", "Other", "gray"),
];

/// How far a company or contact has come.
pub(crate) const LIFECYCLES: &[OptionDef] = &[
    option("lead", "Lead", "blue"),
    option("prospect", "Prospect", "purple"),
    option("customer", "Customer", "green"),
    option("former", "Former", "gray"),
    option("partner", "Partner", "teal"),
];

/// Whether somebody agreed to be contacted over a channel.
pub(crate) const CONSENTS: &[OptionDef] =
    &[option("given", "Given", "green"), option("withdrawn", "Withdrawn", "red"), option("unknown", "Unknown", "gray")];

/// An answer that may not be known yet.
pub(crate) const ANSWERS: &[OptionDef] =
    &[option("yes", "Yes", "green"), option("no", "No", "red"), option("unknown", "Unknown", "gray")];

/// Languages of the user interface.
pub(crate) const LOCALES: &[OptionDef] =
    &[option("en", "English", "gray"), option("hi", "हिन्दी", "gray"), option("de", "Deutsch", "gray")];

/// Industries, coarse enough to be chosen without thinking.
pub(crate) const INDUSTRIES: &[OptionDef] = &[
    option("agriculture", "Agriculture", "green"),
    option("construction", "Construction", "orange"),
    option("consulting", "Consulting", "indigo"),
    option("education", "Education", "blue"),
    option("energy", "Energy", "amber"),
    option("finance", "Finance", "teal"),
    option("food", "Food", "orange"),
    option("government", "Government", "gray"),
    option("healthcare", "Healthcare", "pink"),
    option("hospitality", "Hospitality", "purple"),
    option("logistics", "Logistics", "blue"),
    option("manufacturing", "Manufacturing", "gray"),
    option("media", "Media", "pink"),
    option("non_profit", "Non-profit", "green"),
    option("real_estate", "Real estate", "amber"),
    option("retail", "Retail", "purple"),
    option("technology", "Technology", "indigo"),
    option("telecom", "Telecom", "teal"),
    option("textiles", "Textiles", "red"),
    option("other", "Other", "gray"),
];
