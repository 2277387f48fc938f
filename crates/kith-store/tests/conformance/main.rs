//! What the store promises, checked kind by kind over the whole catalogue, on both engines.
//!
//! Answers are compared with those of an evaluator over records in memory ([`naive`]), written
//! without a look at the renderer.

mod aggregates;
#[path = "../common/mod.rs"]
mod common;
mod fixture;
mod kinds;
mod naive;
mod operands;
mod pages;
mod property;
mod rights;
mod search;
mod writes;
