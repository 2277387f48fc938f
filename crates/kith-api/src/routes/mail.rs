//! Mails: those that go out.

use axum::http::Method;

use crate::handlers::{mail, mailboxes};
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Handler, Param, Route, Shape, handler, number, param};

use MemberType::{Boolean, Choice, Id, Integer, Secret, Text};

const OUTBOX: &[Param] = &[
    number("limit", "How many, 1 to 100; 30 where not given."),
    param("after", "The cursor `next` of the page before."),
    param("state", "Mails in this state alone: `queued`, `sending`, `sent`, `failed` or `unsure`."),
    param("mine", "`true` for one's own alone."),
];

const ASIDE: &[Param] = &[
    number("limit", "How many, 1 to 100; 30 where not given."),
    param("after", "The cursor `next` of the page before."),
];

const SECURITY: MemberType = Choice(&["tls", "starttls", "none"]);

/// What a mailbox is made of, with its name and address needed or not.
macro_rules! mailbox {
    ($needed:ident $(, $more:expr)*) => {
        &[
            $needed("name", Text, "What it is called; also the sender's name of what it sends."),
            $needed("address", Text, "Its e-mail address."),
            optional("team_id", Id, "The team that looks after it."),
            optional("purpose", Choice(&["ticket", "timeline"]), "What a mail becomes."),
            optional("private", Boolean, "Of a person's own: whether nobody else reads what arrives."),
            optional("makes_contacts", Boolean, "Whether an unknown sender becomes a contact."),
            optional("acknowledges", Boolean, "Whether who writes a new ticket is told that it arrived."),
            optional("active", Boolean, "Whether it is read."),
            $needed("imap_host", Text, "The server mail is read from."),
            optional("imap_port", Integer, "993 or 143 where not given."),
            optional("imap_security", SECURITY, "TLS where not given."),
            $needed("imap_user", Text, "The name to sign in with."),
            optional("imap_password", Secret, "Never answered."),
            optional("imap_folder", Text, "INBOX where not given."),
            optional("smtp_host", Text, "The server mail is sent through; the installation's where not given."),
            optional("smtp_port", Integer, "465, 587 or 25 where not given."),
            optional("smtp_security", SECURITY, "TLS where not given."),
            optional("smtp_user", Text, "The name to sign in with."),
            optional("smtp_password", Secret, "Never answered."),
            optional("untested", Boolean, "Whether to keep settings that may not work."),
            $($more,)*
        ]
    };
}

const CREATE: &[Member] = mailbox!(required, optional("personal", Boolean, "Whether it is one's own."));
const CHANGE: &[Member] = mailbox!(optional);
const TEST: &[Member] = mailbox!(optional, optional("id", Id, "The mailbox whose settings are changed."));

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let mut routes = outgoing();
    routes.extend(incoming());
    routes
}

fn incoming() -> Vec<Route> {
    let session = |method: Method, path: &str, operation: &str, about: &str, handler: Handler| {
        Route::new(method, format!("/api/v1{path}"), Access::Session, operation, handler).about(about)
    };
    let mailbox = Shape::Named("Mailbox");
    vec![
        session(
            Method::GET,
            "/mailboxes",
            "list_mailboxes",
            "One's own mailboxes, and the workspace's where one administrates it",
            handler!(mailboxes::list),
        )
        .answers(200, Shape::Named("Mailboxes")),
        session(
            Method::POST,
            "/mailboxes",
            "create_mailbox",
            "Add a mailbox, once its settings work",
            handler!(mailboxes::create),
        )
        .takes(BodyShape::Members(CREATE))
        .answers(201, mailbox),
        session(
            Method::POST,
            "/mailboxes/test",
            "test_mailbox",
            "Whether settings work; nothing is kept",
            handler!(mailboxes::test),
        )
        .takes(BodyShape::Members(TEST))
        .answers(204, Shape::Empty),
        session(
            Method::GET,
            "/mailboxes/{id}",
            "get_mailbox",
            "A mailbox and how far it is read",
            handler!(mailboxes::get),
        )
        .answers(200, mailbox),
        session(
            Method::PATCH,
            "/mailboxes/{id}",
            "update_mailbox",
            "Change a mailbox, once its settings work",
            handler!(mailboxes::update),
        )
        .takes(BodyShape::Members(CHANGE))
        .answers(200, mailbox),
        session(
            Method::DELETE,
            "/mailboxes/{id}",
            "delete_mailbox",
            "Read a mailbox no more; what it brought stays",
            handler!(mailboxes::delete),
        )
        .answers(204, Shape::Empty),
        session(
            Method::POST,
            "/mailboxes/{id}/retry",
            "retry_mailbox",
            "Look into a mailbox now",
            handler!(mailboxes::retry),
        )
        .answers(200, mailbox),
        session(
            Method::GET,
            "/mailboxes/{id}/aside",
            "list_mail_aside",
            "Messages of which nothing could be made, with the reason",
            handler!(mailboxes::aside),
        )
        .params(ASIDE)
        .answers(200, Shape::Named("MailMessages")),
        session(
            Method::GET,
            "/mails/{id}",
            "get_private_mail",
            "A private mail of one's own, with its words",
            handler!(mailboxes::private_mail),
        )
        .answers(200, Shape::Named("MailMessageText")),
        session(
            Method::GET,
            "/mails/{id}/raw",
            "get_raw_mail",
            "All bytes of a message, as they came",
            handler!(mailboxes::raw),
        )
        .answers(200, Shape::Bytes),
    ]
}

fn outgoing() -> Vec<Route> {
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
