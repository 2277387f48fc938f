//! The people and organisations we deal with.

pub(super) mod company;
pub(super) mod contact;
