//! Where files are kept, and what looks through them.

pub mod bucket;
pub mod clamd;
pub mod folder;
