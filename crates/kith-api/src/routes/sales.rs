//! What only campaigns, leads and deals have.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::deal;

use crate::handlers::sales;
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Route, Shape, handler};

const MOVE: &[Member] = &[
    required("stage_id", MemberType::Id, "The stage it goes to, or stays in."),
    optional("before_id", MemberType::Id, "Directly above this deal of the stage."),
    optional("after_id", MemberType::Id, "Directly below this deal; on top where neither is given."),
    optional("lost_reason", MemberType::Text, "Why it was lost, for a stage that means so."),
];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new(
            Method::POST,
            "/api/v1/deals/{id}/move",
            Access::Kind(Action::Update),
            "move_deal",
            handler!(sales::move_deal),
        )
        .of(&deal::KIND)
        .about("Move a deal on the board")
        .takes(BodyShape::Members(MOVE))
        .answers(200, Shape::Record),
    ]
}
