//! Tickets: what customers ask, and what we answer.

pub(super) mod canned_reply;
mod clocks;
mod hours;
pub(super) mod levels;
mod merge;
pub(super) mod message;
pub(super) mod outgoing;
pub(crate) mod receipt;
mod receive;
mod reply;
pub(super) mod satisfaction;
mod split;
mod thread;
pub(super) mod ticket;

pub use merge::{merge, unmerge};
pub use message::message_page;
pub(super) use receive::plan_received;
pub use receive::{Incoming, IncomingFile, Received, Voice, receive, receive_for};
pub use reply::{Answer, reply};
pub use satisfaction::{Question, answer_question, question};
pub use split::{Split, split};

pub(crate) use clocks::sweep;
pub(crate) use outgoing::arrived;
