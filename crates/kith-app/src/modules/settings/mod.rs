//! How a workspace is set up: users, roles, views, fields.

pub(super) mod custom_field;
pub(super) mod role;
pub(super) mod team;
pub(super) mod user;
pub(super) mod view;
pub(super) mod workspace;
