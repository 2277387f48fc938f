//! Form: a page that strangers fill in, and that makes leads or tickets of what they send.

use kith_model::markers::{Boolean, Json, Ref, Refs, Text, Texts};
use kith_model::{Field, RecordKind, UniqueDef};

use crate::options::{LOCALES, SOURCES, option};

/// What we call the form.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable();
/// The end of its address, used once in the whole installation; made from the name where not given.
pub const SLUG: Field<Text> = Field::text("slug", "Address").max_length(80);
/// What becomes of what is sent; it stays what it was made for, because its questions are fields of that.
pub const PURPOSE: Field<Text> = Field::select(
    "purpose",
    "Purpose",
    &[option("lead", "New leads", "blue"), option(TICKET, "New tickets", "purple")],
)
.required()
.default("lead");
/// Whether strangers can see it.
pub const STATUS: Field<Text> =
    Field::select("status", "Status", &[option("draft", "Draft", "gray"), option("published", "Published", "green")])
        .required()
        .default("draft")
        .sortable();
/// What stands above the questions; the name where empty.
pub const HEADING: Field<Text> = Field::text("heading", "Heading").group("page");
/// A few words below the heading.
pub const INTRO: Field<Text> = Field::long_text("intro", "Introduction").max_length(2_000).group("page");
/// The questions in order, each `{"field", "label"?, "help"?, "required"?, "hidden"?, "value"?}`.
pub const QUESTIONS: Field<Json> = Field::json("questions", "Questions").group("page");
/// The words on the button.
pub const SUBMIT_LABEL: Field<Text> = Field::text("submit_label", "Button").max_length(60).group("page");
/// The language of the words that are not the form's own; the workspace's where empty.
pub const LANGUAGE: Field<Text> = Field::select("language", "Language", LOCALES).group("page");
/// The colour of the button, such as `#3958d1`.
pub const ACCENT: Field<Text> = Field::text("accent", "Accent colour").max_length(7).group("page");
/// What people agree to; nothing is asked where empty.
pub const CONSENT_TEXT: Field<Text> =
    Field::long_text("consent_text", "Consent text").max_length(2_000).group("consent");
/// Whether nothing can be sent without it.
pub const CONSENT_REQUIRED: Field<Boolean> =
    Field::boolean("consent_required", "Consent is needed").default("true").group("consent");
/// The campaign of its leads; where empty, the one that their tags name.
pub const CAMPAIGN: Field<Ref> = Field::reference("campaign_id", "Campaign", "campaign").group("leads");
/// The source of its leads.
pub const SOURCE: Field<Text> = Field::select("source", "Source", SOURCES).default("web_form").group("leads");
/// Whose its leads are.
pub const LEAD_OWNER: Field<Ref> = Field::reference("lead_owner_id", "Leads go to", "user").group("leads");
/// Whether its leads are handed out in turn.
pub const AUTO_ASSIGN: Field<Boolean> = Field::boolean("auto_assign", "Assign in turn").default("true").group("leads");
/// The tags of its leads.
pub const LEAD_TAGS: Field<Refs> = Field::references("lead_tag_ids", "Tags of leads", "tag").group("leads");
/// What happens where an open lead has the same e-mail address.
pub const DUPLICATES: Field<Text> = Field::select(
    "duplicates",
    "Known address",
    &[
        option("update", "Update the open lead", "blue"),
        option("note", "Note on the open lead", "amber"),
        option("add", "Add a lead anyway", "gray"),
    ],
)
.required()
.default("update")
.group("leads");
/// Who looks after its tickets.
pub const TICKET_ASSIGNEE: Field<Ref> =
    Field::reference("ticket_assignee_id", "Tickets go to", "user").group("tickets");
/// The team of its tickets.
pub const TICKET_TEAM: Field<Ref> = Field::reference("ticket_team_id", "Team of tickets", "team").group("tickets");
/// Whether files can be attached to what becomes a ticket.
pub const ASK_FILES: Field<Boolean> =
    Field::boolean("ask_files", "Files can be attached").default("false").group("tickets");
/// What people see once they have sent it.
pub const AFTER: Field<Text> = Field::select(
    "after_submit",
    "After sending",
    &[option("message", "Show a message", "gray"), option("redirect", "Go to a page", "gray")],
)
.required()
.default("message")
.group("after");
/// The message.
pub const MESSAGE: Field<Text> = Field::long_text("message", "Message").max_length(2_000).group("after");
/// The page; https alone.
pub const REDIRECT_URL: Field<Text> = Field::url("redirect_url", "Page").group("after");
/// Sites that may show the form within their pages, such as `https://www.example.com`.
pub const ORIGINS: Field<Texts> = Field::text_list("allowed_origins", "Sites that may embed it").group("embedding");
/// Who looks after the form.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");

/// The purpose of a form that makes tickets.
pub const TICKET: &str = "ticket";

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Form",
    label_plural: "Forms",
    icon: "clipboard",
    group: "sell",
    fields: &[
        NAME.def(),
        PURPOSE.def(),
        SLUG.def(),
        STATUS.def(),
        HEADING.def(),
        INTRO.def(),
        QUESTIONS.def(),
        SUBMIT_LABEL.def(),
        LANGUAGE.def(),
        ACCENT.def(),
        CONSENT_TEXT.def(),
        CONSENT_REQUIRED.def(),
        CAMPAIGN.def(),
        SOURCE.def(),
        LEAD_OWNER.def(),
        AUTO_ASSIGN.def(),
        LEAD_TAGS.def(),
        DUPLICATES.def(),
        TICKET_ASSIGNEE.def(),
        TICKET_TEAM.def(),
        ASK_FILES.def(),
        AFTER.def(),
        MESSAGE.def(),
        REDIRECT_URL.def(),
        ORIGINS.def(),
        OWNER.def(),
    ],
    subtitle: &["slug", "status"],
    default_columns: &["title", "purpose", "status", "slug", "campaign_id", "owner_id", "updated_at"],
    create_fields: &["name", "purpose", "campaign_id", "owner_id"],
    owner_field: Some("owner_id"),
    in_search: true,
    page: true,
    uniques: &[UniqueDef { constraint: "public_address_slug_key", field: "slug" }],
    ..RecordKind::new("form", "forms")
};
