//! Sequences: leads are followed up step by step, and no further than it takes.
//!
//! Each step becomes a real task once its day has come: in the working hours of whoever has the lead
//! then, never while they are away. The next step begins when that task is done, so a step that was
//! late does not crowd the one after it. What ends a sequence (a reply, a conversion, a loss) stops it
//! in the transaction of that cause, with the task that was open.

mod calendar;
mod course;
mod due;
mod enrol;
mod follow;
mod plan;
mod rules;
mod steps;
mod stop;

pub(crate) use due::advance_all;
pub use due::preview;
pub(crate) use enrol::run as run_enrol;
pub(crate) use enrol::start_one;
pub use enrol::{chosen, start};
pub(super) use follow::lead_changed;
pub(in crate::modules) use follow::{OnLead, answered, replied, task_changed};
pub(super) use plan::Ground;
pub(in crate::modules) use rules::{EnrolmentRules, SequenceRules};
pub(in crate::modules) use stop::Stopped;
pub(crate) use stop::run as run_stop;
pub(super) use stop::stop_all;
pub use stop::{stop_everywhere, stop_one};
