//! What is done and written down: tasks, interactions, notes.

pub(super) mod interaction;
pub(super) mod note;
pub(super) mod task;
