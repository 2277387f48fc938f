//! What is done and written down: tasks, interactions, notes, files.

pub(super) mod file;
pub(super) mod interaction;
pub mod invitations;
pub(super) mod note;
pub mod occurrence;
mod participants;
pub mod reaction;
pub mod recurrence;
mod reminders;
pub(super) mod task;
mod thread;
pub mod upcoming;

pub(crate) use reminders::sweep;
pub(crate) use task::is_open;
