//! Campaigns and what they brought; web forms.

pub(super) mod campaign;
pub mod figures;
pub mod form;
pub mod trend;
