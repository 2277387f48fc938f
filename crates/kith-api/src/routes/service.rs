//! What only tickets have.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::ticket;

use crate::handlers::service;
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Route, Shape, handler};

const STATUSES: &[&str] = &["open", "in_progress", "waiting", "resolved", "closed"];
const CHANNELS: &[&str] = &["email", "web", "phone", "chat", "api"];

const REPLY: &[Member] = &[
    required("body", MemberType::LongText, "The text, plain."),
    optional("internal", MemberType::Boolean, "Whether it stays among us: a comment."),
    optional("status", MemberType::Choice(STATUSES), "The status it has then."),
    optional("file_ids", MemberType::Ids, "Files of the ticket that go with it."),
];

const RECEIVE: &[Member] = &[
    required("text", MemberType::LongText, "What the customer wrote, plain."),
    optional("subject", MemberType::Text, "What it is about; for a new ticket."),
    optional("email", MemberType::Text, "The customer's address. A contact is found by it."),
    optional("name", MemberType::Text, "The customer's name."),
    optional("contact_id", MemberType::Id, "The contact, where that is known."),
    optional("ticket_id", MemberType::Id, "The ticket it belongs to; a new one where not given."),
    optional("channel", MemberType::Choice(CHANNELS), "How it came; `api` where not given."),
    optional("make_contact", MemberType::Boolean, "Whether an unknown customer becomes a contact; no."),
    optional("fields", MemberType::Object, "Further fields of a new ticket, such as `priority`."),
    optional("key", MemberType::Text, "Tells it from all others: the same key again changes nothing."),
];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new(
            Method::POST,
            "/api/v1/tickets/{id}/reply",
            Access::Kind(Action::Update),
            "reply_to_ticket",
            handler!(service::reply),
        )
        .of(&ticket::KIND)
        .about("Answer in a ticket: to the customer by mail, or among ourselves")
        .takes(BodyShape::Members(REPLY))
        .kept_by_use_case()
        .answers(200, Shape::Named("TicketReply")),
        Route::new(
            Method::POST,
            "/api/v1/tickets/receive",
            Access::Kind(Action::Create),
            "receive_ticket",
            handler!(service::receive),
        )
        .of(&ticket::KIND)
        .about("Take what a customer wrote: a message in its ticket, or a new ticket")
        .takes(BodyShape::Members(RECEIVE))
        .answers(200, Shape::Named("TicketReceived")),
    ]
}
