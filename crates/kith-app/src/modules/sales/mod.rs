//! Leads, deals and the pipelines they run through.

mod amounts;
pub mod board;
pub mod conversion;
pub(super) mod deal;
pub(super) mod deal_contact;
pub mod forecast;
pub(super) mod lead;
pub(super) mod line;
pub(super) mod pipeline;
pub(super) mod product;
pub(super) mod quota;
mod rank;
mod rotation;
pub mod scoring;
pub mod sequence;
pub(super) mod stage;
pub mod stages;
