//! Pushes to the browsers of whoever is signed in.

use axum::http::Method;

use crate::handlers::push;
use crate::members::{Member, MemberType, required};
use crate::route::{Access, BodyShape, Handler, Route, Shape, handler};

const KEEP: &[Member] = &[
    required("endpoint", MemberType::Text, "Where its push service takes messages for it; https."),
    required("p256dh", MemberType::Text, "Its public key, in base64url."),
    required("auth", MemberType::Secret, "16 bytes that its push service does not know, in base64url."),
];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let session = |method: Method, path: &str, operation: &str, about: &str, handler: Handler| {
        Route::new(method, format!("/api/v1/me/push{path}"), Access::Session, operation, handler).about(about)
    };
    vec![
        session(
            Method::GET,
            "",
            "list_push_browsers",
            "The browsers in which one takes pushes, and the key to subscribe with",
            handler!(push::list),
        )
        .answers(200, Shape::Named("PushBrowsers")),
        session(
            Method::PUT,
            "",
            "keep_push_browser",
            "Take pushes in the browser one is signed in with, until the session ends",
            handler!(push::keep),
        )
        .takes(BodyShape::Members(KEEP))
        .answers(200, Shape::Named("PushBrowser")),
        session(
            Method::DELETE,
            "/{id}",
            "remove_push_browser",
            "Take no pushes in a browser any more",
            handler!(push::remove),
        )
        .answers(204, Shape::Empty),
        session(Method::POST, "/{id}/test", "test_push_browser", "Push a few words to a browser", handler!(push::test))
            .answers(204, Shape::Empty),
    ]
}
