//! Calendars of other programs: what they subscribe to, and how it is written (iCalendar, RFC 5545).
//!
//! A feed is a secret address for one person, of what is theirs or a team's. It is answered with the rights
//! that person has when it is read, so it never tells more than the calendar would show them.

mod address;
mod contents;
mod event;
mod invitation;
mod series;
mod zone;

pub(crate) use invitation::{Answer, Meeting, Reply, read_answer};

pub use address::{Feed, list, make, read, revoke};

#[cfg(test)]
mod tests;
