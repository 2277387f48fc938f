//! Turning mails off by the link in them.

use axum::http::Method;

use crate::handlers::notifications;
use crate::route::{Access, BodyShape, LimitClass, Route, Shape, handler};

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let public = |method: Method, operation: &str, handler| {
        let path = "/unsubscribe/{token}";
        Route::new(method, path, Access::Public, operation, handler).limited(LimitClass::FormPage).page()
    };
    vec![
        public(Method::GET, "show_unsubscribe", handler!(notifications::offer))
            .about("The page to which the link of a mail leads; looking at it turns nothing off")
            .answers(200, Shape::Text("text/html")),
        public(Method::POST, "unsubscribe", handler!(notifications::unsubscribe))
            .about("Turn off the mails that the link is about (RFC 8058), or every such mail with `what=all`")
            .takes(BodyShape::Form)
            .answers(200, Shape::Empty),
    ]
}
