//! Enrolment: one lead in one sequence, how far it is and how it ended. Written by Kith alone; who
//! started it is who created the record.

use kith_model::markers::{DateTime, Integer, Json, Ref, Text};
use kith_model::{Field, PartOf, RecordKind};

use crate::options::option;

/// The lead.
pub const LEAD: Field<Ref> = Field::reference("lead_id", "Lead", "lead").required().read_only();
/// The sequence; empty once it is gone for good.
pub const SEQUENCE: Field<Ref> = Field::reference("sequence_id", "Sequence", "sequence").read_only();
/// What the sequence was called when it was started.
pub const NAME: Field<Text> = Field::text("name", "Name").read_only();
/// Whether it goes on.
pub const STATUS: Field<Text> = Field::select(
    "status",
    "Status",
    &[option(ACTIVE, "Active", "blue"), option(FINISHED, "Finished", "green"), option(STOPPED, "Stopped", "gray")],
)
.read_only();
/// Why it was stopped.
pub const STOPPED_REASON: Field<Text> = Field::select(
    "stopped_reason",
    "Stopped because",
    &[
        option(REPLIED, "Replied", "green"),
        option(CONVERTED, "Converted", "green"),
        option(WON, "Won", "green"),
        option(LOST, "Lost", "red"),
        option(DO_NOT_DISTURB, "Not to be disturbed", "amber"),
        option(BY_HAND, "By hand", "gray"),
        option(DELETED, "Deleted", "gray"),
    ],
)
.read_only();
/// The step whose task is open or comes next, from 1; waiting counts as a step.
pub const STEP: Field<Integer> = Field::integer("step", "Step").read_only();
/// When the task of that step is made; empty while it is open.
pub const NEXT_DUE_AT: Field<DateTime> = Field::datetime("next_due_at", "Next step").read_only().sortable();
/// The task of the step that was begun last.
pub const TASK: Field<Ref> = Field::reference("task_id", "Task", "task").read_only();
/// When it finished or was stopped.
pub const ENDED_AT: Field<DateTime> = Field::datetime("ended_at", "Ended").read_only().sortable();
/// The sequence's steps as they were when it was started: a later change does not shift what has begun.
pub const STEPS: Field<Json> = Field::json("steps", "Steps").internal();
/// What became of the steps: `[{"step", "task_id", "made_at", "due_at", "ended_at", "outcome"}]`.
pub const LOG: Field<Json> = Field::json("log", "Log").internal();

/// It goes on.
pub const ACTIVE: &str = "active";
/// All steps are done.
pub const FINISHED: &str = "finished";
/// It ended before.
pub const STOPPED: &str = "stopped";
/// The lead got in touch.
pub const REPLIED: &str = "replied";
/// The lead became a customer.
pub const CONVERTED: &str = "converted";
/// The lead's stage says so.
pub const WON: &str = "won";
/// The lead's stage says so.
pub const LOST: &str = "lost";
/// The lead is to be left alone.
pub const DO_NOT_DISTURB: &str = "do_not_disturb";
/// Somebody stopped it.
pub const BY_HAND: &str = "by_hand";
/// The lead went into the trash.
pub const DELETED: &str = "deleted";

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Enrolment",
    label_plural: "Enrolments",
    icon: "list",
    fields: &[
        LEAD.def(),
        SEQUENCE.def(),
        NAME.def(),
        STATUS.def(),
        STOPPED_REASON.def(),
        STEP.def(),
        NEXT_DUE_AT.def(),
        TASK.def(),
        ENDED_AT.def(),
        STEPS.def(),
        LOG.def(),
    ],
    default_columns: &["lead_id", "sequence_id", "status", "stopped_reason", "step", "next_due_at", "created_at"],
    default_sort: "-created_at",
    counters: &[],
    part_of: Some(PartOf { field: "lead_id", fields: &[] }),
    kept: true,
    ..RecordKind::new("enrolment", "enrolments")
};
