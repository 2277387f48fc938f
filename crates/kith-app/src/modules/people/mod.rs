//! The people and organisations we deal with.

pub(super) mod company;
pub(super) mod contact;

pub(crate) use contact::contact_by_email;
