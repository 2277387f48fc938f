//! Task: something one of us has to do.

use kith_model::markers::{Boolean, DateTime, Integer, Json, Link, Ref, Refs, Text};
use kith_model::{CounterDef, Field, RecordKind};

use crate::options::{PRIORITIES, option};

/// What is to be done.
pub const TITLE: Field<Text> = Field::text("name", "Task").required().searchable();
/// In detail.
pub const DESCRIPTION: Field<Text> = Field::markdown("description", "Description").searchable();
/// What sort of thing it is.
pub const TASK_KIND: Field<Text> = Field::select(
    "kind",
    "Kind",
    &[
        option("to_do", "To-do", "gray"),
        option("call", "Call", "amber"),
        option("email", "Email", "indigo"),
        option("meeting", "Meeting", "purple"),
    ],
)
.default("to_do");
/// When it has to be done.
pub const DUE_AT: Field<DateTime> = Field::datetime("due_at", "Due").sortable();
/// How long it takes; of a meeting, from when it is due.
pub const DURATION_MINUTES: Field<Integer> = Field::integer("duration_minutes", "Minutes").range(0, 10_080);
/// Where it takes place.
pub const LOCATION: Field<Text> = Field::text("location", "Place");
/// When it comes again, as an RRULE (RFC 5545).
pub const RECURRENCE: Field<Text> = Field::text("recurrence", "Repeats").max_length(300);
/// Of a task that comes again: which series it belongs to, by which clock, and what it does not hand on.
pub const SERIES: Field<Json> = Field::json("series", "Series").read_only().internal();
/// When to remind.
pub const REMINDER_AT: Field<DateTime> = Field::datetime("reminder_at", "Reminder").sortable();
/// Whether the reminder has been given.
pub const REMINDED: Field<Boolean> = Field::boolean("reminded", "Reminded").read_only().internal();
/// What its assignee has been told of its date: that it has come, that it has gone by.
pub const TOLD: Field<Text> =
    Field::select("told", "Told", &[option("due", "Due", "amber"), option("overdue", "Overdue", "red")])
        .read_only()
        .internal();
/// How much it matters.
pub const PRIORITY: Field<Text> = Field::select("priority", "Priority", PRIORITIES).default("normal");
/// How far it is.
pub const STATUS: Field<Text> = Field::select(
    "status",
    "Status",
    &[
        option("pending", "Pending", "gray"),
        option("in_progress", "In progress", "blue"),
        option("completed", "Completed", "green"),
        option("cancelled", "Cancelled", "gray"),
    ],
)
.required()
.default("pending")
.sortable();
/// When it was completed.
pub const COMPLETED_AT: Field<DateTime> = Field::datetime("completed_at", "Completed").read_only().sortable();
/// Who has to do it.
pub const ASSIGNEE: Field<Ref> = Field::reference("assignee_id", "Assignee", "user").default("me");
/// Who wants to know.
pub const FOLLOWERS: Field<Refs> = Field::references("follower_ids", "Followers", "user");
/// Steps, each `{"text", "done"}`.
pub const CHECKLIST: Field<Json> = Field::json("checklist", "Checklist");
/// Who else comes to a meeting, each `{"email", "name", "contact_id"}`. What they answered, and what they have
/// been invited to, is Kith's to write.
pub const PARTICIPANTS: Field<Json> = Field::json("participants", "Participants");
/// When the participants were invited last.
pub const INVITED_AT: Field<DateTime> = Field::datetime("invited_at", "Invited").read_only();
/// Which edition of the invitation was sent last, from 0.
pub const INVITE_SEQUENCE: Field<Integer> =
    Field::integer("invite_sequence", "Edition of the invitation").read_only().internal();
/// What it is about.
pub const RECORD: Field<Link> = Field::record("record", "About");
/// The note it was made from.
pub const NOTE: Field<Ref> = Field::reference("note_id", "From note", "note").aside();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Task",
    label_plural: "Tasks",
    icon: "check-square",
    group: "work",
    fields: &[
        TITLE.def(),
        DESCRIPTION.def(),
        TASK_KIND.def(),
        DUE_AT.def(),
        DURATION_MINUTES.def(),
        LOCATION.def(),
        RECURRENCE.def(),
        SERIES.def(),
        REMINDER_AT.def(),
        REMINDED.def(),
        TOLD.def(),
        PRIORITY.def(),
        STATUS.def(),
        COMPLETED_AT.def(),
        ASSIGNEE.def(),
        FOLLOWERS.def(),
        CHECKLIST.def(),
        PARTICIPANTS.def(),
        INVITED_AT.def(),
        INVITE_SEQUENCE.def(),
        RECORD.def(),
        NOTE.def(),
    ],
    subtitle: &["due_at", "status"],
    default_columns: &["title", "kind", "due_at", "priority", "status", "assignee_id", "record"],
    default_sort: "due_at",
    create_fields: &["name", "kind", "due_at", "priority", "assignee_id", "record"],
    owner_field: Some("assignee_id"),
    taggable: true,
    custom_fields: true,
    in_search: true,
    activity: true,
    page: true,
    counters: &[CounterDef::by("status", &["status"])],
    ..RecordKind::new("task", "tasks")
};
