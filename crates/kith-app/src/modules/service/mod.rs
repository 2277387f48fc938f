//! Tickets: what customers ask, and what we answer.

mod clocks;
mod hours;
pub(super) mod levels;
pub(super) mod message;
pub(super) mod outgoing;
mod receive;
mod reply;
pub(super) mod ticket;

pub use receive::{Incoming, IncomingFile, Received, receive, receive_for};
pub use reply::{Answer, reply};

pub(crate) use clocks::sweep;
