//! Report: what somebody looks at again, shares, or has sent.

use kith_model::markers::{DateTime, Integer, Json, Ref, Refs, Text};
use kith_model::{Field, RecordKind};

use crate::options::{VISIBILITIES, option};

/// What it is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().sortable().searchable().max_length(100);
/// What it is for.
pub const DESCRIPTION: Field<Text> = Field::text("description", "Description");
/// What it shows, of which time and of whom.
pub const DEFINITION: Field<Json> = Field::json("definition", "Definition").required();
/// Who sees it.
pub const VISIBILITY: Field<Text> =
    Field::select("visibility", "Visible to", VISIBILITIES).required().default("personal");
/// Who made it.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").default("me");
/// Who has it at hand.
pub const STARRED_BY: Field<Refs> = Field::references("starred_by", "Starred by", "user").read_only();
/// How often it is sent by mail.
pub const SCHEDULE: Field<Text> = Field::select(
    "schedule",
    "Sent",
    &[
        option("none", "Never", "gray"),
        option("daily", "Every day", "blue"),
        option("weekly", "Every week", "blue"),
        option("monthly", "Every month", "blue"),
    ],
)
.default("none");
/// On which day: of the week from Monday, 1 to 7, or of the month, 1 to 28.
pub const SCHEDULE_DAY: Field<Integer> = Field::integer("schedule_day", "Day").range(1, 28).default("1");
/// From which hour on, in the workspace's time zone.
pub const SCHEDULE_HOUR: Field<Integer> = Field::integer("schedule_hour", "Hour").range(0, 23).default("7");
/// To whom; each gets what they may read.
pub const RECIPIENTS: Field<Refs> = Field::references("recipient_ids", "Sent to", "user");
/// As what.
pub const FORMAT: Field<Text> = Field::select(
    "format",
    "Sent as",
    &[option("xlsx", "Excel", "green"), option("pdf", "PDF", "red"), option("csv", "CSV", "gray")],
)
.default("xlsx");
/// When it was sent last.
pub const LAST_SENT_AT: Field<DateTime> = Field::datetime("last_sent_at", "Last sent").read_only().sortable();
/// When it is sent next.
pub const NEXT_SEND_AT: Field<DateTime> = Field::datetime("next_send_at", "Sent next").read_only().sortable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Report",
    label_plural: "Reports",
    icon: "bar-chart",
    fields: &[
        NAME.def(),
        DESCRIPTION.def(),
        DEFINITION.def(),
        VISIBILITY.def(),
        OWNER.def(),
        STARRED_BY.def(),
        SCHEDULE.def(),
        SCHEDULE_DAY.def(),
        SCHEDULE_HOUR.def(),
        RECIPIENTS.def(),
        FORMAT.def(),
        LAST_SENT_AT.def(),
        NEXT_SEND_AT.def(),
    ],
    default_columns: &["title", "visibility", "owner_id", "schedule", "updated_at"],
    default_sort: "name",
    create_fields: &["name", "visibility"],
    owner_field: Some("owner_id"),
    exportable: false,
    ..RecordKind::new("report", "reports")
};
