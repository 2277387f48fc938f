//! Believable demo data: the same for the same seed, of any size, made one record at a time.

mod generate;
mod load;
mod random;
mod words;

pub use generate::{Generator, Team};
pub use load::{Plan, load};
