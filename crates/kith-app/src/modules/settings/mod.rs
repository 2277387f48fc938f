//! How a workspace is set up: users, roles, views, saved reports, fields.

pub(super) mod custom_field;
pub(super) mod exchange_rate;
pub(super) mod report;
pub(super) mod role;
pub(super) mod team;
pub(super) mod user;
pub(super) mod view;
pub(super) mod workspace;
