//! Tasks that come again: a rule (RRULE, RFC 5545), counted by the clock of one time zone, so that
//! nine o'clock stays nine o'clock when the clocks change.
//!
//! The dates are worked out as civil times, as if every day had 24 hours, and become moments at the
//! very end. An hour that the clocks leave out is the one after it, one that comes twice the first.

mod follow;
mod rule;
mod series;

pub(super) use follow::{Followed, follow};
pub use rule::{Rule, Wrong};
pub(super) use series::prepare;
pub use series::{Series, moment, of_clock};

#[cfg(test)]
mod tests;
