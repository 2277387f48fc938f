//! What only campaigns, leads and deals have.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::{campaign, deal};

use crate::handlers::sales;
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Param, Route, Shape, handler, param};

const MOVE: &[Member] = &[
    required("stage_id", MemberType::Id, "The stage it goes to, or stays in."),
    optional("before_id", MemberType::Id, "Directly above this deal of the stage."),
    optional("after_id", MemberType::Id, "Directly below this deal; on top where neither is given."),
    optional("lost_reason", MemberType::Text, "Why it was lost, for a stage that means so."),
];

const FIGURES: &[Param] = &[param("ids", "The campaigns, at most 200, separated by commas.")];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new(
            Method::GET,
            "/api/v1/campaigns/figures",
            Access::Kind(Action::Read),
            "campaign_figures",
            handler!(sales::campaign_figures),
        )
        .of(&campaign::KIND)
        .about("What campaigns brought and cost")
        .params(FIGURES)
        .answers(200, Shape::Named("CampaignFigures")),
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
