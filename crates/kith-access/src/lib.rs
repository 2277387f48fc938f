//! Who may do what: [`decide`] turns a [`Scope`] into a [`Permit`] or a refusal.
//!
//! Pure: no IO, no clock, no record kind by name. The store refuses to run without a permit, and
//! this crate is the only one that can make one, so no path to the data can forget to ask.

mod decide;
mod grants;
mod permit;
mod scope;

pub use decide::{Denied, decide, explain};
pub use grants::{Action, FieldAccess, Grants, KindGrants, Reach};
pub use permit::{FieldMask, LinkRule, Permit, RowPredicate, Standing};
pub use scope::{Principal, Scope};
