//! What only notes have.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::note::{self, WAYS_TO_REACT};

use crate::handlers::notes;
use crate::members::{Member, MemberType, required};
use crate::route::{Access, BodyShape, Route, Shape, handler};

const REACT: &[Member] = &[
    required("reaction", MemberType::Choice(&WAYS_TO_REACT), "How."),
    required("on", MemberType::Boolean, "Whether one does, or takes it back."),
];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let read = |method: Method, path: &str, operation: &str, about: &str, handler| {
        Route::new(method, path, Access::Kind(Action::Read), operation, handler).of(&note::KIND).about(about)
    };
    vec![
        read(
            Method::POST,
            "/api/v1/notes/{id}/react",
            "react_to_note",
            "React to a note, or take that back",
            handler!(notes::react),
        )
        .takes(BodyShape::Members(REACT))
        .answers(200, Shape::Record),
        read(
            Method::GET,
            "/api/v1/notes/{id}/history",
            "note_history",
            "What a note said, the newest version first",
            handler!(notes::versions),
        )
        .answers(200, Shape::Named("NoteVersions")),
    ]
}
