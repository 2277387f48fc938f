//! A lead becomes a customer: contact, company and deal are made or found, what was written about the
//! lead moves over, and all of it in one transaction that can be taken back.

mod candidates;
mod convert;
mod moves;
mod undo;

use kith_model::{Id, Record};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use kith_catalog::lead::CONVERSION;

use crate::modules::moved::Touched;

pub(super) use candidates::PERSONAL_MAIL;
pub use candidates::proposal;
pub use convert::convert;
pub use undo::unconvert;

/// What a lead is to become.
#[derive(Clone, Debug, Default)]
pub struct Conversion {
    /// The company; none where not given.
    pub company: Option<Choice>,
    /// The contact; made from the lead where not given.
    pub contact: Option<Choice>,
    /// The deal to open, by its fields.
    pub deal: Option<Map<String, Json>>,
    /// What happens to open tasks.
    pub tasks: OpenTasks,
}

/// A record that is there, or one to be made.
#[derive(Clone, Debug)]
pub enum Choice {
    /// This one.
    Existing(Id),
    /// A new one with these fields, the lead's where they are silent.
    New(Map<String, Json>),
}

/// What happens to a lead's open tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpenTasks {
    /// They go where the lead went.
    #[default]
    Move,
    /// They are done.
    Complete,
    /// They stay with the lead.
    Leave,
}

/// What a conversion did, as the lead remembers it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Done {
    /// The records it made, in the order of making.
    created: Vec<Touched>,
    /// The records it moved, with the values they had.
    moved: Vec<Touched>,
}

fn done_of(lead: &Record) -> Done {
    lead.get(&CONVERSION).and_then(|json| serde_json::from_value(json.clone()).ok()).unwrap_or_default()
}
