//! The workspace's logo and people's pictures.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::{user, workspace};

use crate::handlers::pictures;
use crate::route::{Access, BodyShape, Handler, Route, Shape, handler};

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let logo = |method: Method, operation: &str, handler: Handler| {
        Route::new(method, "/api/v1/workspace/logo", Access::Kind(Action::Update), operation, handler)
            .of(&workspace::KIND)
            .answers(200, Shape::Record)
    };
    let own = |method: Method, operation: &str, handler: Handler| {
        Route::new(method, "/api/v1/me/picture", Access::Session, operation, handler)
            .of(&user::KIND)
            .answers(200, Shape::Record)
    };
    vec![
        logo(Method::PUT, "set_logo", handler!(pictures::set_logo))
            .about("Set the workspace's logo: PNG, JPEG or WebP of at most 5 MiB and 6,000 × 6,000 dots")
            .takes(BodyShape::Picture),
        logo(Method::DELETE, "clear_logo", handler!(pictures::clear_logo)).about("Remove the workspace's logo"),
        own(Method::PUT, "set_picture", handler!(pictures::set_own))
            .about("Set one's own picture, of which the middle is kept: PNG, JPEG or WebP, limits as for the logo")
            .takes(BodyShape::Picture),
        own(Method::DELETE, "clear_picture", handler!(pictures::clear_own)).about("Remove one's own picture"),
        Route::new(Method::GET, "/api/v1/pictures/{id}", Access::Session, "picture", handler!(pictures::read))
            .about("A picture, by the name in a user's `picture` or the workspace's `logo`")
            .answers(200, Shape::Picture),
    ]
}
