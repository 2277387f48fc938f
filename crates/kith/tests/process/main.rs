//! The program itself, as a process of its own: killed, filled, and started again.

mod files;
mod killed;
mod mailboxes;
mod server;
