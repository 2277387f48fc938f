//! Task: something one of us has to do.

use kith_model::markers::{DateTime, Json, Link, Ref, Refs, Text};
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
/// When to remind.
pub const REMINDER_AT: Field<DateTime> = Field::datetime("reminder_at", "Reminder");
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
        REMINDER_AT.def(),
        PRIORITY.def(),
        STATUS.def(),
        COMPLETED_AT.def(),
        ASSIGNEE.def(),
        FOLLOWERS.def(),
        CHECKLIST.def(),
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
