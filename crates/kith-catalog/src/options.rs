//! Choices that several kinds share.

use kith_model::OptionDef;

/// One choice.
pub(crate) const fn option(value: &'static str, label: &'static str, color: &'static str) -> OptionDef {
    OptionDef { value, label, color }
}

/// Who sees what somebody has made and saved.
pub(crate) const VISIBILITIES: &[OptionDef] =
    &[option("personal", "Me", "gray"), option("team", "My team", "blue"), option("everyone", "Everyone", "green")];

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

/// How many people work at a company.
pub(crate) const SIZE_BANDS: &[OptionDef] = &[
    option("1_10", "1–10", "gray"),
    option("11_50", "11–50", "gray"),
    option("51_200", "51–200", "gray"),
    option("201_1000", "201–1,000", "gray"),
    option("1001_5000", "1,001–5,000", "gray"),
    option("over_5000", "Over 5,000", "gray"),
];

/// How an interaction happened.
pub(crate) const INTERACTION_KINDS: &[OptionDef] = &[
    option("call", "Call", "amber"),
    option("email", "Email", "indigo"),
    option("meeting", "Meeting", "purple"),
    option("sms", "SMS", "teal"),
    option("chat", "Chat", "blue"),
    option("visit", "Visit", "green"),
    option("other", "Other", "gray"),
];

/// How a ticket came, and a message in it.
pub(crate) const TICKET_CHANNELS: &[OptionDef] = &[
    option("email", "Email", "indigo"),
    option("web", "Web", "blue"),
    option("phone", "Phone", "amber"),
    option("chat", "Chat", "teal"),
    option("api", "API", "gray"),
];

/// How much something matters.
pub(crate) const PRIORITIES: &[OptionDef] = &[
    option("low", "Low", "gray"),
    option("normal", "Normal", "blue"),
    option("high", "High", "orange"),
    option("urgent", "Urgent", "red"),
];

/// Who began an interaction.
pub(crate) const DIRECTIONS: &[OptionDef] =
    &[option("outbound", "Outbound", "gray"), option("inbound", "Inbound", "gray")];

/// How an interaction ended.
pub(crate) const OUTCOMES: &[OptionDef] = &[
    option("connected", "Connected", "green"),
    option("no_answer", "No answer", "gray"),
    option("left_message", "Left message", "amber"),
    option("rescheduled", "Rescheduled", "blue"),
    option("not_interested", "Not interested", "red"),
];

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
