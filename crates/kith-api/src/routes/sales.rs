//! What only campaigns, leads and deals have.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::{campaign, deal, lead, stage, workspace};

use crate::handlers::sales;
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Param, Route, Shape, handler, number, param};

const MOVE: &[Member] = &[
    required("stage_id", MemberType::Id, "The stage it goes to, or stays in."),
    optional("before_id", MemberType::Id, "Directly above this deal of the stage."),
    optional("after_id", MemberType::Id, "Directly below this deal; on top where neither is given."),
    optional("lost_reason", MemberType::Text, "Why it was lost, for a stage that means so."),
];

const REPLACE: &[Member] = &[
    required("to_stage_id", MemberType::Id, "The stage its deals go to."),
    optional("lost_reason", MemberType::Text, "Why they are lost, for a stage that means so."),
    optional("changes", MemberType::Object, "What changes in the stage then; without, it is deleted."),
];

const REPLACE_LEAD_STAGE: &[Member] = &[
    required("from", MemberType::Text, "The value of the stage that goes."),
    required("to", MemberType::Text, "The value of the stage its leads go to."),
];

const CONVERT: &[Member] = &[
    optional("company_id", MemberType::Id, "The company it belongs to."),
    optional("company", MemberType::Object, "Or the fields of a new one, the lead's where they are silent."),
    optional("contact_id", MemberType::Id, "The contact who is the same person."),
    optional("contact", MemberType::Object, "Or the fields of a new one; made of the lead where neither is given."),
    optional("deal", MemberType::Object, "The fields of a deal to open; none where not given."),
    optional("tasks", MemberType::Choice(&["move", "complete", "leave"]), "What happens to open tasks; move."),
];
const CHANGES: &[Param] = &[
    param("from", "The first day that the deals are expected on."),
    param("to", "The last day."),
    number("days", "Since how many days ago, 1 to 92; 7 where not given."),
    param("filter", "A filter tree as JSON."),
    param("q", "Words the records must contain."),
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
            Method::GET,
            "/api/v1/campaigns/{id}/trend",
            Access::Kind(Action::Read),
            "campaign_trend",
            handler!(sales::campaign_trend),
        )
        .of(&campaign::KIND)
        .about("What a campaign brought over time")
        .answers(200, Shape::Named("CampaignTrend")),
        Route::new(
            Method::GET,
            "/api/v1/leads/{id}/conversion",
            Access::Kind(Action::Update),
            "propose_conversion",
            handler!(sales::proposal),
        )
        .of(&lead::KIND)
        .about("What a lead could become: records that are here already, and the fields of new ones")
        .answers(200, Shape::Named("ConversionProposal")),
        Route::new(
            Method::GET,
            "/api/v1/leads/{id}/score",
            Access::Kind(Action::Read),
            "explain_score",
            handler!(sales::score),
        )
        .of(&lead::KIND)
        .about("Why a lead has its score: what each rule gives it")
        .answers(200, Shape::Named("LeadScore")),
        Route::new(
            Method::GET,
            "/api/v1/leads/prediction",
            Access::Kind(Action::Read),
            "read_prediction",
            handler!(sales::prediction),
        )
        .of(&lead::KIND)
        .about("What was learnt from decided leads, and how well it foretold the past; for those who read all leads")
        .answers(200, Shape::Named("Prediction")),
        Route::new(
            Method::POST,
            "/api/v1/leads/prediction/train",
            Access::Kind(Action::Update),
            "train_prediction",
            handler!(sales::train),
        )
        .of(&workspace::KIND)
        .about("Learn anew from decided leads, as a job")
        .answers(202, Shape::Named("Job")),
        Route::new(
            Method::POST,
            "/api/v1/leads/{id}/convert",
            Access::Kind(Action::Update),
            "convert_lead",
            handler!(sales::convert),
        )
        .of(&lead::KIND)
        .about("Make a customer of a lead: contact, company and deal in one transaction")
        .takes(BodyShape::Members(CONVERT))
        .kept_by_use_case()
        .answers(200, Shape::Named("Converted")),
        Route::new(
            Method::POST,
            "/api/v1/leads/{id}/unconvert",
            Access::Kind(Action::Update),
            "unconvert_lead",
            handler!(sales::unconvert),
        )
        .of(&lead::KIND)
        .about("Take a conversion back, within 30 days and while nothing rests on it")
        .answers(200, Shape::Record),
        Route::new(
            Method::GET,
            "/api/v1/deals/changes",
            Access::Kind(Action::Read),
            "deal_changes",
            handler!(sales::deal_changes),
        )
        .of(&deal::KIND)
        .about("What changed about the deals that some days are expected to bring")
        .params(CHANGES)
        .filtered()
        .answers(200, Shape::Named("DealChanges")),
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
        Route::new(
            Method::POST,
            "/api/v1/stages/{id}/replace",
            Access::Kind(Action::Update),
            "replace_stage",
            handler!(sales::replace_stage),
        )
        .of(&stage::KIND)
        .about("Move the deals of a stage to another one, then delete or change it")
        .takes(BodyShape::Members(REPLACE))
        .kept_by_use_case()
        .answers(202, Shape::Named("Job")),
        Route::new(
            Method::POST,
            "/api/v1/workspace/lead_stages/replace",
            Access::Kind(Action::Update),
            "replace_lead_stage",
            handler!(sales::replace_lead_stage),
        )
        .of(&workspace::KIND)
        .about("Move the leads of a stage to another one, then remove it")
        .takes(BodyShape::Members(REPLACE_LEAD_STAGE))
        .kept_by_use_case()
        .answers(202, Shape::Named("Job")),
    ]
}
