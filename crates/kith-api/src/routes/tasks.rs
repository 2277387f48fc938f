//! What only tasks have: those that come again.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::task;

use crate::handlers::tasks;
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Param, Route, Shape, handler, param};

const UPCOMING: &[Param] = &[
    param("from", "The first day, in the caller's time zone."),
    param("to", "The last day."),
    param("assignees", "Ids of people, separated by commas; everybody where absent."),
];

const INVITE: &[Member] = &[optional("message", MemberType::LongText, "What is written to them beside it.")];

const PREVIEW: &[Member] = &[
    required("recurrence", MemberType::Text, "The rule: an RRULE of RFC 5545."),
    required("from", MemberType::Text, "When it comes for the first time."),
];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let one = "/api/v1/tasks/{id}/occurrence";
    vec![
        Route::new(
            Method::PATCH,
            one,
            Access::Kind(Action::Update),
            "change_task_occurrence",
            handler!(tasks::change_occurrence),
        )
        .of(&task::KIND)
        .about("Change one task of a series alone; those that follow stay as they were")
        .takes(BodyShape::Record { partial: true })
        .answers(200, Shape::Record),
        Route::new(
            Method::DELETE,
            one,
            Access::Kind(Action::Delete),
            "leave_out_task_occurrence",
            handler!(tasks::leave_out_occurrence),
        )
        .of(&task::KIND)
        .about("Leave out one task of a series: the next one is there in its place")
        .answers(204, Shape::Empty),
        Route::new(
            Method::GET,
            "/api/v1/tasks/{id}/invitations",
            Access::Kind(Action::Read),
            "read_invitations",
            handler!(tasks::invitations),
        )
        .of(&task::KIND)
        .about("Who comes to a meeting, who still has to be told, and what they answered")
        .answers(200, Shape::Named("Invitations")),
        Route::new(
            Method::POST,
            "/api/v1/tasks/{id}/invitations",
            Access::Kind(Action::Update),
            "send_invitations",
            handler!(tasks::invite),
        )
        .of(&task::KIND)
        .about("Invite by mail those who have not been told of a meeting, or not of what it is now")
        .takes(BodyShape::Members(INVITE))
        .answers(200, Shape::Named("Invitations")),
        Route::new(
            Method::GET,
            "/api/v1/tasks/upcoming",
            Access::Kind(Action::Read),
            "upcoming_tasks",
            handler!(tasks::upcoming),
        )
        .of(&task::KIND)
        .about("When open tasks come again, beyond their own dates")
        .params(UPCOMING)
        .answers(200, Shape::Named("UpcomingTasks")),
        Route::new(
            Method::POST,
            "/api/v1/tasks/recurrence",
            Access::Kind(Action::Read),
            "preview_recurrence",
            handler!(tasks::preview),
        )
        .of(&task::KIND)
        .about("Look at a rule before it is saved: its first dates")
        .takes(BodyShape::Members(PREVIEW))
        .answers(200, Shape::Named("RecurrencePreview")),
    ]
}
