//! Text messages.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::{contact, lead};

use crate::handlers::sms;
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Handler, Route, Shape, handler};

const SERVICE: MemberType = MemberType::Choice(&["twilio", "http"]);

/// What a provider is made of.
macro_rules! channel {
    ($($more:expr)?) => {
        &[
            required("service", SERVICE, "What the provider understands."),
            optional("address", MemberType::Text, "Where it listens; Twilio's own where not given."),
            optional("account", MemberType::Text, "The Account SID, for Twilio."),
            optional("token", MemberType::Secret, "Never answered; stays as it is where not given."),
            required("sender", MemberType::Text, "The number or name that messages come from."),
            $($more,)?
        ]
    };
}

const KEEP: &[Member] = channel!();
const TEST: &[Member] = channel!(required("to", MemberType::Text, "The number that gets a message."));
const WRITE: &[Member] = &[required("text", MemberType::LongText, "What it says, at most 1600 letters.")];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let session = |method: Method, path: &str, operation: &str, about: &str, handler: Handler| {
        Route::new(method, format!("/api/v1/sms/{path}"), Access::Session, operation, handler).about(about)
    };
    let mut routes = vec![
        session(
            Method::GET,
            "channel",
            "get_sms_channel",
            "The provider of text messages, for administrators",
            handler!(sms::read),
        )
        .answers(200, Shape::Named("SmsSettings")),
        session(Method::PUT, "channel", "keep_sms_channel", "Let a provider carry text messages", handler!(sms::keep))
            .takes(BodyShape::Members(KEEP))
            .answers(200, Shape::Named("SmsSettings")),
        session(
            Method::DELETE,
            "channel",
            "remove_sms_channel",
            "Let nobody carry text messages",
            handler!(sms::remove),
        )
        .answers(204, Shape::Empty),
        session(
            Method::POST,
            "test",
            "test_sms_channel",
            "Send a message through settings that need not be kept",
            handler!(sms::test),
        )
        .takes(BodyShape::Members(TEST))
        .answers(204, Shape::Empty),
        Route::new(Method::POST, "/api/v1/sms/incoming/{id}", Access::Public, "receive_sms", handler!(sms::arrive))
            .about(
                "A text message that came, from the workspace's provider: Twilio's parameters with its signature, or \
             an object of id, from and text with the token",
            )
            .takes(BodyShape::Form)
            .answers(200, Shape::Text("text/xml")),
        Route::new(
            Method::POST,
            "/api/v1/sms/receipts/{id}/{message}",
            Access::Public,
            "receive_sms_receipt",
            handler!(sms::receipt),
        )
        .about("What became of a text message, from Twilio with its signature")
        .takes(BodyShape::Form)
        .answers(204, Shape::Empty),
    ];
    for kind in [&contact::KIND, &lead::KIND] {
        let path = format!("/api/v1/{}/{{id}}/sms", kind.plural);
        let operation = format!("write_sms_to_{}", kind.key);
        routes.push(
            Route::new(Method::POST, path, Access::Kind(Action::Read), &operation, handler!(sms::write))
                .of(kind)
                .about("Write a text message; only with consent. Answers the interaction")
                .takes(BodyShape::Members(WRITE))
                .kept_by_use_case()
                .answers(201, Shape::Named("Interaction")),
        );
    }
    routes
}
