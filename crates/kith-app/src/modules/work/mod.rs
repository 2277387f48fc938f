//! What is done and written down: tasks, interactions, notes, files.

pub(super) mod file;
pub(super) mod interaction;
pub(super) mod note;
pub(super) mod task;
