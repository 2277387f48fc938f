//! From declarations and queries to SQL, and from rows to JSON and records.
//!
//! Every statement about records is made here: [`predicate`] adds the workspace and the permit's
//! rows, so nobody else has to think of them. Text is the same for both engines but for what
//! [`crate::sql::Dialect`] is asked for: JSON lists, casts of JSON values, full-text search.

mod aggregate;
mod columns;
mod counted;
mod counters;
mod filter;
mod json;
mod list;
mod operand;
mod order;
#[cfg(test)]
mod plans;
mod predicate;
mod record;
mod select;
#[cfg(test)]
mod snapshots;
mod write;

pub(crate) use aggregate::{AggregatePlan, MAX_GROUPS};
pub(crate) use counted::{CountedPlan, from_counters};
pub(crate) use counters::{BETWEEN, CounterKey, Deltas, forget_undeclared, group_value, recount, recounted};
pub(crate) use list::{ListContext, ListPlan, Reader, Rows, limited};
pub(crate) use predicate::{Kinds, push_in, push_reach, push_rows, shows_all_text};
pub(crate) use record::RecordReader;
pub(crate) use select::{Shape, malformed};
pub(crate) use write::{Rendered, WriteContext, statements};
