//! What only forms have, and their public pages.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::form;

use crate::handlers::forms;
use crate::members::{Member, MemberType, optional};
use crate::route::{Access, BodyShape, LimitClass, Param, Route, Shape, handler, param};

const FIGURES: &[Param] = &[param("ids", "The forms, at most 200, separated by commas.")];
const PREVIEW: &[Member] = &[
    optional("form", MemberType::Object, "The fields of the form, finished or not."),
    optional("done", MemberType::Boolean, "Whether to show what is seen after sending."),
];
const VISIT: &[Param] = &[
    param("utm_source", "Campaign tag, kept with what is sent."),
    param("utm_medium", "Campaign tag."),
    param("utm_campaign", "Campaign tag."),
    param("embed", "Whether another site shows it in a frame."),
    param("done", "Whether to show what is seen after sending."),
];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let public = |method: Method, path: &str, operation: &str, handler| {
        Route::new(method, path, Access::Public, operation, handler).limited(LimitClass::FormPage).page()
    };
    vec![
        Route::new(
            Method::GET,
            "/api/v1/forms/figures",
            Access::Kind(Action::Read),
            "form_figures",
            handler!(forms::figures),
        )
        .of(&form::KIND)
        .about("How often forms were opened and sent")
        .params(FIGURES)
        .answers(200, Shape::Named("FormFigures")),
        Route::new(
            Method::POST,
            "/api/v1/forms/preview",
            Access::Kind(Action::Read),
            "preview_form",
            handler!(forms::preview),
        )
        .of(&form::KIND)
        .about("A form's page as it would look, before it is saved")
        .takes(BodyShape::Members(PREVIEW))
        .answers(200, Shape::Named("FormPreview")),
        public(Method::GET, "/f/{slug}", "show_form", handler!(forms::show))
            .about("The page of a published form; for programs that accept JSON, its questions and a ticket")
            .params(VISIT)
            .answers(200, Shape::Text("text/html")),
        public(Method::POST, "/f/{slug}", "submit_form", handler!(forms::submit))
            .about("Send a form")
            .limited(LimitClass::Form)
            .takes(BodyShape::Form)
            .answers(200, Shape::Named("FormThanks")),
        public(Method::GET, "/f/{slug}/embed.js", "embed_form", handler!(forms::embed))
            .about("The script by which another site shows a form")
            .answers(200, Shape::Text("text/javascript")),
    ]
}
