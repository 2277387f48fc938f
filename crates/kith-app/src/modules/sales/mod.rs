//! Leads, deals and the pipelines they run through.

pub mod board;
pub mod conversion;
pub(super) mod deal;
pub(super) mod lead;
pub(super) mod pipeline;
mod rank;
mod rotation;
pub(super) mod stage;
