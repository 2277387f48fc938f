//! Leads, deals and the pipelines they run through.

pub(super) mod deal;
pub(super) mod lead;
pub(super) mod pipeline;
pub(super) mod stage;
