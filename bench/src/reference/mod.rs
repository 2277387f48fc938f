//! What Kith is compared with.

pub mod constant;
pub mod postgres;
pub mod sqlite;
