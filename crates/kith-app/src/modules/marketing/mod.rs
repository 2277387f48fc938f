//! Campaigns and what they brought.

pub(super) mod campaign;
pub mod figures;
