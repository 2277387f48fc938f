//! Mails: those that go out.

use axum::http::Method;

use crate::handlers::mail;
use crate::route::{Access, Handler, Param, Route, Shape, handler, number, param};

const OUTBOX: &[Param] = &[
    number("limit", "How many, 1 to 100; 30 where not given."),
    param("after", "The cursor `next` of the page before."),
    param("state", "Mails in this state alone: `queued`, `sending`, `sent`, `failed` or `unsure`."),
    param("mine", "`true` for one's own alone."),
];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let session = |method: Method, path: &str, operation: &str, about: &str, handler: Handler| {
        Route::new(method, format!("/api/v1{path}"), Access::Session, operation, handler).about(about)
    };
    let mail = Shape::Named("OutgoingMailText");
    vec![
        session(
            Method::GET,
            "/outbox",
            "list_outbox",
            "One's own mails that go out, newest first; an administrator's: all but the private ones of others",
            handler!(mail::outbox),
        )
        .params(OUTBOX)
        .answers(200, Shape::Named("OutgoingMails")),
        session(Method::GET, "/outbox/{id}", "get_outgoing_mail", "A mail and its words", handler!(mail::outgoing))
            .answers(200, mail),
        session(
            Method::POST,
            "/outbox/{id}/send",
            "send_mail_again",
            "Try a mail now that is not sent yet, or may not be",
            handler!(mail::send_again),
        )
        .answers(200, mail),
    ]
}
