//! Ticket: something a customer asks of us, until it is settled.

use kith_model::markers::{Boolean, DateTime, Integer, Json, Ref, Refs, Text};
use kith_model::{CounterDef, Field, RecordKind, UniqueDef};

use crate::options::{PRIORITIES, TICKET_CHANNELS, option};

/// Its number in the workspace, from 1, given by the store with the row.
pub const NUMBER: Field<Integer> = Field::integer("number", "Number").read_only().sortable();
/// What it is about, in a line.
pub const SUBJECT: Field<Text> = Field::text("subject", "Subject").required().searchable().max_length(250);
/// How the customer put it: the first message.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description").searchable();
/// Who asks.
pub const CONTACT: Field<Ref> = Field::reference("contact_id", "Requester", "contact");
/// The name of somebody who asks and is no contact.
pub const REQUESTER_NAME: Field<Text> = Field::text("requester_name", "Requester's name").searchable();
/// Where answers go; the contact's address where not given.
pub const REQUESTER_EMAIL: Field<Text> = Field::email("requester_email", "Requester's email").searchable();
/// The company it is asked for; the contact's where not given.
pub const COMPANY: Field<Ref> = Field::reference("company_id", "Company", "company");
/// How it came.
pub const CHANNEL: Field<Text> = Field::select("channel", "Channel", TICKET_CHANNELS).default("phone");
/// What sort of thing is asked.
pub const CATEGORY: Field<Text> = Field::select(
    "category",
    "Category",
    &[
        option("question", "Question", "blue"),
        option("problem", "Problem", "red"),
        option("delivery", "Delivery", "orange"),
        option("billing", "Billing", "amber"),
        option("account", "Account", "indigo"),
        option("request", "Feature request", "purple"),
        option("complaint", "Complaint", "pink"),
        option("other", "Other", "gray"),
    ],
);
/// How much it matters.
pub const PRIORITY: Field<Text> =
    Field::select("priority", "Priority", PRIORITIES).required().default("normal").sortable();
/// How far it is.
pub const STATUS: Field<Text> = Field::select(
    "status",
    "Status",
    &[
        option(OPEN, "Open", "blue"),
        option(IN_PROGRESS, "In progress", "indigo"),
        option(WAITING, "Waiting on customer", "gray"),
        option(RESOLVED, "Resolved", "green"),
        option(CLOSED, "Closed", "gray"),
    ],
)
.required()
.default(OPEN)
.sortable();
/// Who looks after it.
pub const ASSIGNEE: Field<Ref> = Field::reference("assignee_id", "Assignee", "user");
/// The team it belongs to.
pub const TEAM: Field<Ref> = Field::reference("team_id", "Team", "team");
/// Until when the first answer is promised.
pub const FIRST_RESPONSE_DUE_AT: Field<DateTime> =
    Field::datetime("first_response_due_at", "First reply due").read_only().sortable().group("clocks");
/// Until when it is promised to be settled.
pub const RESOLUTION_DUE_AT: Field<DateTime> =
    Field::datetime("resolution_due_at", "Resolution due").read_only().sortable().group("clocks");
/// When one of us first answered.
pub const FIRST_RESPONSE_AT: Field<DateTime> =
    Field::datetime("first_response_at", "First reply").read_only().sortable().group("clocks");
/// When it was settled.
pub const RESOLVED_AT: Field<DateTime> =
    Field::datetime("resolved_at", "Resolved").read_only().sortable().group("clocks");
/// Whether the first answer came in time; empty while that is open, or nothing was promised.
pub const FIRST_RESPONSE_RESULT: Field<Text> =
    Field::select("first_response_result", "First reply promise", PROMISES).read_only().group("clocks");
/// Whether it was settled in time; empty while that is open, or nothing was promised.
pub const RESOLUTION_RESULT: Field<Text> =
    Field::select("resolution_result", "Resolution promise", PROMISES).read_only().group("clocks");
/// Since when the clocks stand still: the customer has to answer, or it is settled.
pub const WAITING_SINCE: Field<DateTime> = Field::datetime("waiting_since", "Waiting since").internal();
/// For how many seconds of business they stood still before.
pub const PAUSED_SECONDS: Field<Integer> = Field::integer("paused_seconds", "Stood still").internal();
/// Whether the assignee was warned that the first answer is due soon.
pub const FIRST_RESPONSE_WARNED: Field<Boolean> =
    Field::boolean("first_response_warned", "Warned of the first reply").internal();
/// Whether the assignee was warned that it has to be settled soon.
pub const RESOLUTION_WARNED: Field<Boolean> =
    Field::boolean("resolution_warned", "Warned of the resolution").internal();
/// How content the customer was with it, from 1 to 5.
pub const SATISFACTION: Field<Integer> =
    Field::integer("satisfaction", "Satisfaction").range(1, 5).read_only().sortable().group("satisfaction");
/// What the customer said about it.
pub const SATISFACTION_COMMENT: Field<Text> =
    Field::long_text("satisfaction_comment", "Satisfaction comment").read_only().group("satisfaction");
/// When the customer said so.
pub const SATISFACTION_AT: Field<DateTime> =
    Field::datetime("satisfaction_at", "Rated").read_only().sortable().group("satisfaction");
/// When the customer was last asked.
pub const SATISFACTION_ASKED_AT: Field<DateTime> =
    Field::datetime("satisfaction_asked_at", "Asked for a rating").read_only().group("satisfaction");
/// When the customer is to be asked.
pub const SATISFACTION_DUE_AT: Field<DateTime> = Field::datetime("satisfaction_due_at", "Question due").internal();
/// What tells the customer's link to the question from one that was made up.
pub const SATISFACTION_TOKEN: Field<Text> =
    Field::text("satisfaction_token", "Question's secret").secret().unfilterable();
/// Until when nobody wants to see it.
pub const SNOOZED_UNTIL: Field<DateTime> = Field::datetime("snoozed_until", "Snoozed until").sortable();
/// When somebody last wrote in it.
pub const LAST_MESSAGE_AT: Field<DateTime> = Field::datetime("last_message_at", "Last message").read_only().sortable();
/// When the customer last wrote.
pub const LAST_CUSTOMER_MESSAGE_AT: Field<DateTime> =
    Field::datetime("last_customer_message_at", "Customer's last message").read_only();
/// Whether the customer has written since anybody answered.
pub const AWAITING_REPLY: Field<Boolean> = Field::boolean("awaiting_reply", "Waits for a reply").read_only();
/// How the last message begins.
pub const SNIPPET: Field<Text> = Field::text("snippet", "Last words").read_only().unfilterable();
/// The ticket that goes on with what this one asked: it was merged into it.
pub const MERGED_INTO: Field<Ref> = Field::reference("merged_into_id", "Merged into", "ticket").read_only();
/// What the merge moved, so that it can be taken back.
pub const MERGE: Field<Json> = Field::json("merge", "Merge").secret();
/// How many tickets were merged into it: it changes with each, so that two merges at once notice each other.
pub const MERGED_TICKETS: Field<Integer> = Field::integer("merged_tickets", "Merged tickets").internal();
/// The ticket it goes on from: a closed one that was answered, or one it was split from.
pub const FOLLOWS: Field<Ref> = Field::reference("follows_id", "Follows", "ticket").read_only();
/// Tickets that have to do with it.
pub const RELATED: Field<Refs> = Field::references("related_ids", "Related tickets", "ticket");

/// Nobody has taken it up yet, or the customer has come back.
pub const OPEN: &str = "open";
/// Somebody is at it.
pub const IN_PROGRESS: &str = "in_progress";
/// The customer has to answer.
pub const WAITING: &str = "waiting";
/// Settled, as far as we can tell.
pub const RESOLVED: &str = "resolved";
/// Settled for good.
pub const CLOSED: &str = "closed";

const PROMISES: &[kith_model::OptionDef] = &[option("kept", "Kept", "green"), option("missed", "Missed", "red")];

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Ticket",
    label_plural: "Tickets",
    icon: "ticket",
    group: "serve",
    fields: &[
        NUMBER.def(),
        SUBJECT.def(),
        DESCRIPTION.def(),
        CONTACT.def(),
        REQUESTER_NAME.def(),
        REQUESTER_EMAIL.def(),
        COMPANY.def(),
        CHANNEL.def(),
        CATEGORY.def(),
        PRIORITY.def(),
        STATUS.def(),
        ASSIGNEE.def(),
        TEAM.def(),
        FIRST_RESPONSE_DUE_AT.def(),
        RESOLUTION_DUE_AT.def(),
        FIRST_RESPONSE_AT.def(),
        RESOLVED_AT.def(),
        FIRST_RESPONSE_RESULT.def(),
        RESOLUTION_RESULT.def(),
        WAITING_SINCE.def(),
        PAUSED_SECONDS.def(),
        FIRST_RESPONSE_WARNED.def(),
        RESOLUTION_WARNED.def(),
        SATISFACTION.def(),
        SATISFACTION_COMMENT.def(),
        SATISFACTION_AT.def(),
        SATISFACTION_ASKED_AT.def(),
        SATISFACTION_DUE_AT.def(),
        SATISFACTION_TOKEN.def(),
        SNOOZED_UNTIL.def(),
        LAST_MESSAGE_AT.def(),
        LAST_CUSTOMER_MESSAGE_AT.def(),
        AWAITING_REPLY.def(),
        SNIPPET.def(),
        MERGED_INTO.def(),
        MERGE.def(),
        MERGED_TICKETS.def(),
        FOLLOWS.def(),
        RELATED.def(),
    ],
    title: &["subject"],
    subtitle: &["number", "contact_id"],
    default_columns: &[
        "number", "title", "contact_id", "company_id", "status", "priority", "assignee_id", "last_message_at",
    ],
    default_sort: "-last_message_at",
    create_fields: &["subject", "description", "contact_id", "channel", "category", "priority", "assignee_id"],
    owner_field: Some("assignee_id"),
    numbered: Some("number"),
    taggable: true,
    custom_fields: true,
    importable: true,
    in_search: true,
    page: true,
    counters: &[
        CounterDef::by("status", &["status", "priority"]),
        CounterDef::by("created.day", &[]).daily("created_at"),
        CounterDef::by("resolved.day", &["first_response_result", "resolution_result"]).daily("resolved_at"),
    ],
    uniques: &[UniqueDef { constraint: "ticket_number_key", field: "number" }],
    ..RecordKind::new("ticket", "tickets")
};
