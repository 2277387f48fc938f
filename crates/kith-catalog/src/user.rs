//! User: one of us, who signs in.

use kith_model::markers::{Date, DateTime, Integer, Json, Refs, Text};
use kith_model::{Field, RecordKind, UniqueDef};

use crate::options::{LOCALES, option};

/// Full name.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable().sortable();
/// The address they sign in with.
pub const EMAIL: Field<Text> = Field::email("email", "Email").required().searchable().sortable();
/// Whether they can sign in.
pub const STATUS: Field<Text> = Field::select(
    "status",
    "Status",
    &[
        option("invited", "Invited", "amber"),
        option("active", "Active", "green"),
        option("suspended", "Suspended", "red"),
    ],
)
.required()
.default("invited");
/// Their roles; rights add up.
pub const ROLES: Field<Refs> = Field::references("role_ids", "Roles", "role");
/// Their teams.
pub const TEAMS: Field<Refs> = Field::references("team_ids", "Teams", "team");
/// What they do here.
pub const JOB_TITLE: Field<Text> = Field::text("job_title", "Job title");
/// Phone number.
pub const PHONE: Field<Text> = Field::phone("phone", "Phone");
/// The language of their user interface.
pub const LOCALE: Field<Text> = Field::select("locale", "Language", LOCALES).default("en");
/// IANA time zone; the workspace's where empty.
pub const TIME_ZONE: Field<Text> = Field::text("time_zone", "Time zone").max_length(60);
/// Colours of their user interface.
pub const THEME: Field<Text> = Field::select(
    "theme",
    "Theme",
    &[option("system", "System", "gray"), option("light", "Light", "gray"), option("dark", "Dark", "gray")],
)
.default("system");
/// The hue of their avatar, 0 to 359.
pub const AVATAR_HUE: Field<Integer> = Field::integer("avatar_hue", "Avatar hue").range(0, 359);
/// The name of their picture among the pictures; kept by Kith.
pub const PICTURE: Field<Text> = Field::text("picture", "Picture").read_only().max_length(36);
/// Per weekday, when they work: `{"mon": [["09:00", "17:30"]], …}`.
pub const WORKING_HOURS: Field<Json> = Field::json("working_hours", "Working hours").max_length(2_000);
/// The last day of their absence; until it has passed they are given no new leads.
pub const AWAY_UNTIL: Field<Date> = Field::date("away_until", "Away until");
/// How they want to be told of what, where not as usual: by kind of notification.
pub const NOTIFY_BY: Field<Json> = Field::json("notify_by", "Notifications").secret().max_length(10_000);
/// When they last signed in.
pub const LAST_LOGIN_AT: Field<DateTime> = Field::datetime("last_login_at", "Last sign-in").read_only().sortable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "User",
    label_plural: "Users",
    icon: "user",
    fields: &[
        NAME.def(),
        EMAIL.def(),
        STATUS.def(),
        ROLES.def(),
        TEAMS.def(),
        JOB_TITLE.def(),
        PHONE.def(),
        LOCALE.def(),
        TIME_ZONE.def(),
        THEME.def(),
        AVATAR_HUE.def(),
        PICTURE.def(),
        WORKING_HOURS.def(),
        AWAY_UNTIL.def(),
        NOTIFY_BY.def(),
        LAST_LOGIN_AT.def(),
    ],
    subtitle: &["email", "status"],
    default_columns: &["title", "email", "status", "role_ids", "team_ids", "last_login_at"],
    default_sort: "name",
    create_fields: &["name", "email", "role_ids", "team_ids"],
    uniques: &[UniqueDef { constraint: "user_email_key", field: "email" }],
    ..RecordKind::new("user", "users")
};
