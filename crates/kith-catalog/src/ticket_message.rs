//! Ticket message: what was said in a ticket, by the customer or by one of us. Kith alone writes them:
//! what was sent cannot be changed afterwards.

use kith_model::markers::{Boolean, DateTime, Ref, Refs, Text};
use kith_model::{Field, PartOf, RecordKind, UniqueDef};

use crate::options::{TICKET_CHANNELS, option};

/// The ticket.
pub const TICKET: Field<Ref> = Field::reference("ticket_id", "Ticket", "ticket").required().read_only();
/// Whether the customer said it or we did.
pub const DIRECTION: Field<Text> =
    Field::select("direction", "Direction", &[option(IN, "From the customer", "blue"), option(OUT, "From us", "gray")])
        .required()
        .read_only();
/// Whether it stays among us: a comment.
pub const INTERNAL: Field<Boolean> = Field::boolean("internal", "Comment").read_only();
/// How it came or went.
pub const CHANNEL: Field<Text> = Field::select("channel", "Channel", TICKET_CHANNELS).read_only();
/// Who of us wrote it.
pub const AUTHOR: Field<Ref> = Field::reference("author_id", "Author", "user").read_only();
/// The name of whoever sent it.
pub const SENDER_NAME: Field<Text> = Field::text("sender_name", "Sender").read_only();
/// The address it came from.
pub const SENDER_ADDRESS: Field<Text> = Field::email("sender_address", "Sender's address").read_only();
/// The text, plain, as it was sent.
pub const BODY: Field<Text> = Field::long_text("body", "Text").read_only().max_length(100_000).unfilterable();
/// The same with its formatting, where it came with any: HTML that has been made harmless.
pub const HTML: Field<Text> = Field::long_text("html", "Formatted").read_only().max_length(500_000).unfilterable();
/// When it was sent.
pub const SENT_AT: Field<DateTime> = Field::datetime("sent_at", "Sent").read_only().sortable();
/// The files that came with it; they hang on the ticket.
pub const FILES: Field<Refs> = Field::references("file_ids", "Files", "file").read_only();
/// What it is told from others by, so that nothing arrives twice.
pub const SOURCE_KEY: Field<Text> = Field::text("source_key", "Source").secret().max_length(500);

/// The `Message-ID` of its mail, without angle brackets.
pub const MESSAGE_ID: Field<Text> = Field::text("message_id", "Message-ID").internal().max_length(500);

/// The customer said it.
pub const IN: &str = "in";
/// We said it.
pub const OUT: &str = "out";

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Message",
    label_plural: "Messages",
    icon: "message-square",
    fields: &[
        TICKET.def(),
        DIRECTION.def(),
        INTERNAL.def(),
        CHANNEL.def(),
        AUTHOR.def(),
        SENDER_NAME.def(),
        SENDER_ADDRESS.def(),
        BODY.def(),
        HTML.def(),
        SENT_AT.def(),
        FILES.def(),
        SOURCE_KEY.def(),
        MESSAGE_ID.def(),
    ],
    title: &[],
    default_columns: &["ticket_id", "direction", "internal", "author_id", "sender_name", "sent_at"],
    default_sort: "-sent_at",
    counters: &[],
    uniques: &[UniqueDef { constraint: "ticket_message_source_key", field: "source_key" }],
    part_of: Some(PartOf {
        field: "ticket_id",
        fields: &[("requester_email", "sender_address"), ("requester_name", "sender_name"), ("description", "body")],
    }),
    kept: true,
    ..RecordKind::new("ticket_message", "ticket_messages")
};
