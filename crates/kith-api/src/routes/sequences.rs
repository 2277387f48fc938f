//! Sequences: started, stopped, looked at before.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::{enrolment, sequence};

use crate::handlers::sequences;
use crate::members::{Member, MemberType, optional};
use crate::route::{Access, BodyShape, Param, Route, Shape, handler, param};

const LEADS: &[Member] = &[
    optional("ids", MemberType::Ids, "These leads."),
    optional("filter", MemberType::Object, "All that match this filter; `{\"and\": []}` for all."),
    optional("q", MemberType::Text, "All that contain these words."),
    optional("except", MemberType::Ids, "But not these."),
];
const STEPS: &[Param] = &[param("steps", "The steps as a sequence has them, a JSON list; texts may be left out.")];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let sequence = |method: Method, path: &str, operation: &str, handler| {
        let path = format!("/api/v1/sequences{path}");
        Route::new(method, path, Access::Kind(Action::Read), operation, handler).of(&sequence::KIND)
    };
    vec![
        sequence(Method::GET, "/preview", "preview_sequence", handler!(sequences::preview))
            .about("When steps would fall due for the caller, were they begun now")
            .params(STEPS)
            .answers(200, Shape::Named("SequencePreview")),
        sequence(Method::POST, "/{id}/enrol", "enrol_leads", handler!(sequences::enrol))
            .about("Start a sequence for leads that the caller may change")
            .takes(BodyShape::Members(LEADS))
            .kept_by_use_case()
            .answers(202, Shape::Named("Job")),
        sequence(Method::POST, "/{id}/stop", "stop_sequence", handler!(sequences::stop))
            .about("Stop a sequence for all leads in it that the caller may change")
            .kept_by_use_case()
            .answers(202, Shape::Named("Job")),
        Route::new(
            Method::POST,
            "/api/v1/enrolments/{id}/stop",
            Access::Kind(Action::Read),
            "stop_enrolment",
            handler!(sequences::stop_one),
        )
        .of(&enrolment::KIND)
        .about("Stop a sequence for one lead, which the caller may change")
        .answers(200, Shape::Record),
    ]
}
