//! The routes that belong to no single kind.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::{user, workspace};

use crate::handlers::{auth, events, feeds, imports, invitations, jobs, me, notifications, settings, setup, system};
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Handler, LimitClass, Param, Route, Shape, handler, number, param};

use MemberType::{Boolean, Choice, Ids, Integer, Object, Secret, Text};

const EMAIL: Member = required("email", Text, "The address to sign in with.");
const PASSWORD: Member = required("password", Secret, "At least ten characters, not a known one.");
const CREDENTIALS: &[Member] = &[EMAIL, required("password", Secret, "The password.")];
const REGISTER: &[Member] = &[
    required("workspace", Text, "What the firm is called."),
    required("name", Text, "Your full name."),
    EMAIL,
    PASSWORD,
    optional("currency", Text, "ISO 4217; USD where not given."),
    optional("time_zone", Text, "IANA name; UTC where not given."),
    optional("locale", Choice(&["en", "hi", "de"]), "Language; en where not given."),
    optional("country", Text, "ISO 3166; from the time zone where not given."),
    optional("sample_data", Boolean, "Whether to start with sample data."),
];
const REFRESH: &[Member] = &[optional("refresh_token", Secret, "Absent where the cookie carries it.")];
const RESET: &[Member] = &[required("token", Secret, "From the mail."), PASSWORD];
const INVITE: &[Member] = &[
    EMAIL,
    optional("name", Text, "The person's name; from the address where not given."),
    optional("role_ids", Ids, "Their roles; Sales where not given."),
    optional("team_ids", Ids, "Their teams."),
];
const ACCEPT: &[Member] =
    &[required("token", Secret, "From the mail."), required("name", Text, "Your full name."), PASSWORD];
const ME: &[Member] = &[
    optional("name", Text, "Full name."),
    optional("locale", Choice(&["en", "hi", "de"]), "Language."),
    optional("time_zone", Text, "IANA name; null for the workspace's."),
    optional("theme", Choice(&["system", "light", "dark"]), "Colours."),
    optional("avatar_hue", Integer, "0 to 359."),
    optional("job_title", Text, "What you do here."),
    optional("phone", Text, "Phone number."),
    optional("working_hours", Object, "Per weekday, when you work."),
    optional("away_until", Text, "The last day of your absence; until it has passed you are given no new leads."),
];
const CHANGE_PASSWORD: &[Member] = &[required("current", Secret, "The password until now."), PASSWORD];
const READ: &[Member] = &[
    optional("ids", Ids, "These alone; all where nothing is given."),
    optional("kind", Text, "Those of this kind alone, such as `mentioned`."),
    optional("record", Object, "Those about this record alone: `{\"kind\", \"id\"}`."),
];
const CHOICES: &[Member] = &[required(
    "choices",
    Object,
    "By kind of notification what is to differ: `app` and `push` (true or false), `mail` (`off`, `now`, `digest`).",
)];
const START_IMPORT: &[Member] = &[
    required("mapping", Object, "Column index to field key, such as `{\"0\": \"first_name\"}`."),
    optional("duplicates", Choice(&["skip", "update", "create"]), "What to do with rows that are there; skip."),
    optional("match_on", Text, "The field by which rows are found to be there."),
    optional("dry_run", Boolean, "Whether to write nothing."),
];

const SEARCH: &[Param] = &[
    param("q", "The words."),
    param("kinds", "Kinds to search, separated by commas; all where not given."),
    number("limit", "How many, 1 to 50; 20 where not given."),
];
const ACTIVITY: &[Param] = &[
    number("limit", "How many, 1 to 100; 30 where not given."),
    param("after", "The cursor `next` of the page before."),
    param("kind", "Changes of these kinds alone, separated by commas."),
    param("actor", "Changes by this user alone, or `me`."),
    param("team", "Changes by members of this team alone."),
    param("op", "Of `create`, `update`, `delete` and `restore` these alone, separated by commas."),
    param("from", "From this day on, in the caller's time zone."),
    param("to", "Until this day, which belongs to it."),
];
const DASHBOARD: &[Param] = &[
    param("from", "The first day; that of the last day's month where not given."),
    param("to", "The last day, in the workspace's time zone; today where not given."),
    param(
        "period",
        "What the days are a part of: `week`, `month`, `quarter` or `year`. They are compared with those a period earlier.",
    ),
    param("owner", "Whose records: a user, or `me`."),
    param("team", "Or whose members' records."),
];
const QUEUE: &[Param] = &[
    number("limit", "How many, 1 to 100; 25 where not given."),
    param("after", "The cursor `next` of the page before."),
];
const JOBS: &[Param] =
    &[param("type", "Jobs of this type alone."), number("limit", "How many, 1 to 100; 20 where not given.")];

fn v1(method: Method, path: &str, access: Access, operation: &str, handler: Handler) -> Route {
    Route::new(method, format!("/api/v1{path}"), access, operation, handler)
}

/// The fixed routes.
pub(super) fn routes() -> Vec<Route> {
    let mut out = sign_in();
    out.extend(people());
    out.extend(overview());
    out.extend(work());
    out.extend(probes());
    out
}

fn sign_in() -> Vec<Route> {
    let public = |path: &str, operation: &str, about: &str, body: &'static [Member], handler: Handler| {
        v1(Method::POST, path, Access::Public, operation, handler)
            .about(about)
            .limited(LimitClass::SignIn)
            .takes(BodyShape::Members(body))
    };
    vec![
        public("/auth/register", "register", "Create a workspace and sign in", REGISTER, handler!(auth::register))
            .answers(201, Shape::Named("Authenticated")),
        public(
            "/auth/session",
            "sign_in",
            "Sign in a browser: answers with cookies",
            CREDENTIALS,
            handler!(auth::sign_in),
        )
        .answers(200, Shape::Named("Authenticated")),
        public(
            "/auth/token",
            "create_token",
            "Sign in a program: answers with tokens",
            CREDENTIALS,
            handler!(auth::token),
        )
        .answers(200, Shape::Named("Tokens")),
        public(
            "/auth/refresh",
            "refresh",
            "Exchange a refresh token; 204 and cookies for a browser",
            REFRESH,
            handler!(auth::refresh),
        )
        .limited(LimitClass::Caller)
        .answers(200, Shape::Named("Tokens")),
        public(
            "/auth/password/forgot",
            "forgot_password",
            "Ask for a mail to set a new password",
            &[EMAIL],
            handler!(auth::forgot),
        )
        .answers(204, Shape::Empty),
        public(
            "/auth/password/reset",
            "reset_password",
            "Set a new password with the mail's token",
            RESET,
            handler!(auth::reset),
        )
        .answers(204, Shape::Empty),
        public(
            "/invitations/accept",
            "accept_invitation",
            "Accept an invitation and sign in",
            ACCEPT,
            handler!(invitations::accept),
        )
        .answers(200, Shape::Named("Authenticated")),
        v1(Method::GET, "/invitations/{token}", Access::Public, "read_invitation", handler!(invitations::read))
            .about("Whom an invitation is for")
            .limited(LimitClass::SignIn)
            .answers(200, Shape::Named("Invitation")),
        v1(Method::DELETE, "/auth/session", Access::Session, "sign_out", handler!(auth::sign_out))
            .about("Sign out: ends this session everywhere at once")
            .answers(204, Shape::Empty),
    ]
}

fn people() -> Vec<Route> {
    let session = |method: Method, path: &str, operation: &str, about: &str, handler: Handler| {
        v1(method, path, Access::Session, operation, handler).about(about)
    };
    vec![
        v1(Method::POST, "/invitations", Access::Kind(Action::Create), "invite", handler!(invitations::create))
            .of(&user::KIND)
            .about("Invite somebody by mail")
            .takes(BodyShape::Members(INVITE))
            .answers(201, Shape::Record),
        v1(
            Method::POST,
            "/users/{id}/invite",
            Access::Kind(Action::Create),
            "resend_invitation",
            handler!(invitations::resend),
        )
        .of(&user::KIND)
        .about("Send an invitation once more; the old link stops working")
        .answers(204, Shape::Empty),
        session(Method::GET, "/me", "get_me", "Who is signed in", handler!(me::get))
            .of(&user::KIND)
            .answers(200, Shape::Record),
        session(Method::PATCH, "/me", "update_me", "Change one's own settings", handler!(me::update))
            .of(&user::KIND)
            .takes(BodyShape::Members(ME))
            .answers(200, Shape::Record),
        session(
            Method::POST,
            "/me/password",
            "change_password",
            "Change the password; other sessions end",
            handler!(me::password),
        )
        .limited(LimitClass::SignIn)
        .takes(BodyShape::Members(CHANGE_PASSWORD))
        .answers(204, Shape::Empty),
        session(Method::GET, "/me/sessions", "list_sessions", "Where one is signed in", handler!(me::sessions))
            .answers(200, Shape::Named("Sessions")),
        session(Method::DELETE, "/me/sessions/{id}", "end_session", "Sign a device out", handler!(me::end_session))
            .answers(204, Shape::Empty),
        v1(Method::GET, "/workspace", Access::Kind(Action::Read), "get_workspace", handler!(settings::get))
            .of(&workspace::KIND)
            .about("The workspace's settings")
            .answers(200, Shape::Record),
        v1(Method::PATCH, "/workspace", Access::Kind(Action::Update), "update_workspace", handler!(settings::update))
            .of(&workspace::KIND)
            .about("Change the workspace's settings")
            .takes(BodyShape::Record { partial: true })
            .answers(200, Shape::Record),
    ]
}

fn overview() -> Vec<Route> {
    vec![
        v1(Method::GET, "/bootstrap", Access::Public, "bootstrap", handler!(setup::bootstrap))
            .about("Everything a client needs before its first screen")
            .answers(200, Shape::Named("Bootstrap")),
        v1(Method::GET, "/search", Access::Session, "search", handler!(feeds::search))
            .about("Search all kinds, best first, tolerant of typos")
            .params(SEARCH)
            .answers(200, Shape::Named("SearchHits")),
        v1(Method::GET, "/activity", Access::Session, "activity", handler!(feeds::activity))
            .about("What changed in the workspace, newest first")
            .params(ACTIVITY)
            .answers(200, Shape::Named("Activity")),
        v1(Method::GET, "/events", Access::Session, "events", handler!(events::events))
            .about("A WebSocket on which changes and who else is there arrive; docs/live.md has the messages")
            .answers(101, Shape::Empty),
        v1(Method::GET, "/dashboard", Access::Session, "dashboard", handler!(feeds::dashboard))
            .about("The figures of the start page")
            .params(DASHBOARD)
            .answers(200, Shape::Named("Dashboard")),
        v1(Method::GET, "/queue", Access::Session, "queue", handler!(feeds::queue))
            .about("What one should do next, in order, each with its reason")
            .params(QUEUE)
            .answers(200, Shape::Named("Queue")),
        v1(Method::POST, "/sample-data", Access::Admin, "load_sample_data", handler!(setup::load_sample_data))
            .about("Load the sample data")
            .answers(204, Shape::Empty),
        v1(Method::DELETE, "/sample-data", Access::Admin, "remove_sample_data", handler!(setup::remove_sample_data))
            .about("Remove the sample data")
            .answers(204, Shape::Empty),
    ]
}

fn work() -> Vec<Route> {
    let session = |method: Method, path: &str, operation: &str, about: &str, handler: Handler| {
        v1(method, path, Access::Session, operation, handler).about(about)
    };
    let job = Shape::Named("Job");
    vec![
        session(
            Method::GET,
            "/jobs",
            "list_jobs",
            "One's own jobs, newest first; an administrator's: all",
            handler!(jobs::list),
        )
        .params(JOBS)
        .answers(200, Shape::Named("Jobs")),
        session(Method::GET, "/jobs/{id}", "get_job", "How far a job is", handler!(jobs::get)).answers(200, job),
        session(Method::POST, "/jobs/{id}/cancel", "cancel_job", "Ask a job to stop", handler!(jobs::cancel))
            .answers(200, job),
        session(Method::POST, "/jobs/{id}/undo", "undo_job", "Take back what a job did", handler!(jobs::undo))
            .answers(202, job),
        session(
            Method::POST,
            "/notifications/read",
            "read_notifications",
            "Mark one's own notifications read",
            handler!(notifications::read),
        )
        .takes(BodyShape::Members(READ))
        .answers(204, Shape::Empty),
        session(
            Method::GET,
            "/me/notifications",
            "get_notification_choices",
            "In which ways one is told of what",
            handler!(notifications::choices),
        )
        .answers(200, Shape::Named("NotificationChoices")),
        session(
            Method::PATCH,
            "/me/notifications",
            "choose_notifications",
            "Change in which ways one is told of what",
            handler!(notifications::choose),
        )
        .takes(BodyShape::Members(CHOICES))
        .answers(200, Shape::Named("NotificationChoices")),
        session(
            Method::POST,
            "/imports/{id}/start",
            "start_import",
            "Start importing an uploaded file",
            handler!(imports::start),
        )
        .takes(BodyShape::Members(START_IMPORT))
        .kept_by_use_case()
        .answers(202, job),
        session(
            Method::GET,
            "/imports/{id}/errors.csv",
            "import_errors",
            "The rows that failed, with the reason",
            handler!(imports::errors),
        )
        .answers(200, Shape::Csv),
    ]
}

fn probes() -> Vec<Route> {
    let probe = |path: &str, operation: &str, about: &str, media: &'static str, handler: Handler| {
        Route::new(Method::GET, path, Access::Public, operation, handler)
            .about(about)
            .limited(LimitClass::Unlimited)
            .answers(200, Shape::Text(media))
    };
    vec![
        probe("/healthz", "health", "Whether the process runs", "text/plain", handler!(system::health)),
        probe("/readyz", "ready", "Whether requests can be served", "text/plain", handler!(system::ready)),
        probe("/metrics", "metrics", "Counters in Prometheus' text format", "text/plain", handler!(system::metrics)),
        probe("/api/openapi.json", "openapi", "This document", "application/json", handler!(system::openapi)),
        probe("/api/docs", "docs", "This document for people", "text/html", handler!(system::docs)),
    ]
}
