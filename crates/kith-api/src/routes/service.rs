//! What only tickets have.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::{ticket, ticket_message};

use crate::handlers::service;
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, LimitClass, Param, Route, Shape, handler, param};

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

const MERGE: &[Member] = &[required("ticket_ids", MemberType::Ids, "The tickets that become a part of it.")];

const SPLIT: &[Member] = &[
    required("message_id", MemberType::Id, "What the customer wrote."),
    optional("following", MemberType::Boolean, "Whether all that was said after it goes along; no."),
    optional("subject", MemberType::Text, "What the new ticket is about; the same where not given."),
];

const QUESTION: &[Param] = &[param("change", "Whether to show the question though it was answered.")];

const PAGE: &[Param] = &[param("pictures", "`true` to load pictures from elsewhere.")];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let public = |method: Method, operation: &str, handler| {
        Route::new(method, "/t/{token}", Access::Public, operation, handler).limited(LimitClass::FormPage).page()
    };
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
        Route::new(
            Method::POST,
            "/api/v1/tickets/{id}/merge",
            Access::Kind(Action::Update),
            "merge_tickets",
            handler!(service::merge),
        )
        .of(&ticket::KIND)
        .about("Make other tickets a part of this one")
        .takes(BodyShape::Members(MERGE))
        .answers(200, Shape::Record),
        Route::new(
            Method::POST,
            "/api/v1/tickets/{id}/unmerge",
            Access::Kind(Action::Update),
            "unmerge_ticket",
            handler!(service::unmerge),
        )
        .of(&ticket::KIND)
        .about("Take back that this ticket was merged into another one")
        .answers(200, Shape::Record),
        Route::new(
            Method::POST,
            "/api/v1/tickets/{id}/split",
            Access::Kind(Action::Update),
            "split_ticket",
            handler!(service::split),
        )
        .of(&ticket::KIND)
        .about("Make a ticket of its own of a message, with its files")
        .takes(BodyShape::Members(SPLIT))
        .answers(201, Shape::Record),
        public(Method::GET, "show_question", handler!(service::question))
            .about("The page that asks a customer how content they were; looking at it answers nothing")
            .params(QUESTION)
            .answers(200, Shape::Text("text/html")),
        public(Method::POST, "answer_question", handler!(service::answer))
            .about("Say how content one was: `rating` from 1 to 5, and a `comment`")
            .limited(LimitClass::Form)
            .takes(BodyShape::Form)
            .answers(303, Shape::Empty),
        Route::new(
            Method::GET,
            "/api/v1/ticket_messages/{id}/page",
            Access::Kind(Action::Read),
            "get_ticket_message_page",
            handler!(service::message_page),
        )
        .of(&ticket_message::KIND)
        .about("A message as its writer formatted it: a page without scripts, and without pictures from elsewhere")
        .params(PAGE)
        .answers(200, Shape::Bytes),
    ]
}
