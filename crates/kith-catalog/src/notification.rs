//! Notification: what Kith tells one of us. Kith writes them; their reader marks them read.

use kith_model::markers::{Boolean, DateTime, Integer, Link, Ref, Text};
use kith_model::{Field, RecordKind};

use crate::options::option;

/// Who reads it.
pub const USER: Field<Ref> = Field::reference("user_id", "For", "user").required().read_only();
/// What it tells.
pub const NOTIFICATION_KIND: Field<Text> = Field::select(
    "kind",
    "Kind",
    &[
        option(ASSIGNED, "Assigned to you", "blue"),
        option(LEAD_HOT, "Turned hot", "orange"),
        option(MENTIONED, "Mentioned you", "purple"),
        option(NOTE_REPLY, "Answered in a thread", "purple"),
        option(SHARED, "Shared with you", "blue"),
        option(SMS_REPLY, "Answered by text message", "indigo"),
        option(TICKET_REPLY, "Customer replied", "indigo"),
        option(TICKET_DUE, "Due soon", "amber"),
        option(TICKET_OVERDUE, "Promise missed", "red"),
        option(TICKET_AWAKE, "Back from snooze", "gray"),
        option(TASK_REMINDER, "Reminder", "amber"),
        option(TASK_DUE, "Due now", "amber"),
        option(TASK_OVERDUE, "Overdue", "red"),
        option(MEETING_ANSWER, "Answered an invitation", "green"),
    ],
)
.required()
.read_only();
/// The record it is about; empty where it is about several.
pub const RECORD: Field<Link> = Field::record("record", "About").read_only();
/// The kind of the records it is about, by key.
pub const SUBJECT: Field<Text> = Field::text("subject", "Records").required().read_only().unfilterable().max_length(40);
/// How many records it is about.
pub const COUNT: Field<Integer> = Field::integer("count", "Count").required().read_only();
/// Who caused it; empty where Kith did by itself.
pub const ACTOR: Field<Ref> = Field::reference("actor_id", "By", "user").read_only();
/// When it was read.
pub const READ_AT: Field<DateTime> = Field::datetime("read_at", "Read").read_only();
/// Whether the reader does not want it in the app; it waits for a mail alone.
pub const QUIET: Field<Boolean> = Field::boolean("quiet", "Not in the app").secret();
/// How it is still to be mailed; empty where it is not, or has been.
pub const MAIL: Field<Text> = Field::select(
    "mail",
    "To be mailed",
    &[option(MAIL_NOW, "At once", "blue"), option(MAIL_DIGEST, "In the digest", "gray")],
)
.secret();

/// To be mailed at once.
pub const MAIL_NOW: &str = "now";
/// To be mailed with the next digest.
pub const MAIL_DIGEST: &str = "digest";

/// A record became the reader's own.
pub const ASSIGNED: &str = "assigned";
/// A lead of the reader's turned hot.
pub const LEAD_HOT: &str = "lead_hot";
/// Somebody mentioned the reader in a note.
pub const MENTIONED: &str = "mentioned";
/// Somebody answered a note of the reader's, or in a thread in which the reader answered.
pub const NOTE_REPLY: &str = "note_reply";
/// Somebody shared a report or a view with the reader.
pub const SHARED: &str = "shared";
/// Somebody of the reader's sent a text message.
pub const SMS_REPLY: &str = "sms_reply";
/// The customer wrote in a ticket of the reader's.
pub const TICKET_REPLY: &str = "ticket_reply";
/// A ticket of the reader's has to be answered or settled soon.
pub const TICKET_DUE: &str = "ticket_due";
/// A ticket of the reader's was not answered or settled in time.
pub const TICKET_OVERDUE: &str = "ticket_overdue";
/// A ticket of the reader's is back that was put aside.
pub const TICKET_AWAKE: &str = "ticket_awake";
/// The moment has come that was set in a task of the reader's.
pub const TASK_REMINDER: &str = "task_reminder";
/// A task of the reader's is due.
pub const TASK_DUE: &str = "task_due";
/// A task of the reader's has been due for a day.
pub const TASK_OVERDUE: &str = "task_overdue";
/// Somebody answered the invitation to a meeting of the reader's, or a mail server returned it.
pub const MEETING_ANSWER: &str = "meeting_answer";

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Notification",
    label_plural: "Notifications",
    icon: "bell",
    fields: &[
        USER.def(),
        NOTIFICATION_KIND.def(),
        RECORD.def(),
        SUBJECT.def(),
        COUNT.def(),
        ACTOR.def(),
        READ_AT.def(),
        QUIET.def(),
        MAIL.def(),
    ],
    title: &["kind"],
    default_columns: &["title", "record", "actor_id", "created_at", "read_at"],
    default_sort: "-created_at",
    owner_field: Some("user_id"),
    kept: true,
    echo: true,
    counters: &[],
    ..RecordKind::new("notification", "notifications")
};
