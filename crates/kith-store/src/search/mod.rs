//! Global search: prefix and typo tolerant, ranked, only what the caller may read.
//!
//! Every live record has a row of folded words. Each word begins with a character that stands for its
//! workspace and kind, so that the index itself confines a search and what others hold costs nothing.

mod doc;
mod find;
mod known;
mod words;

use kith_model::Id;

pub(crate) use doc::push_doc;
pub(crate) use known::KnownTerms;
pub(crate) use words::push_words;

/// What is searched for.
#[derive(Clone, Debug)]
pub struct SearchQuery {
    /// As typed.
    pub text: String,
    /// At most so many hits.
    pub limit: u32,
}

/// Why a hit was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchMatch {
    /// Its title contains the words.
    Title,
    /// Its other texts do.
    Text,
    /// Words like those typed, one letter apart, do.
    Similar,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// The kind's key.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Why it was found.
    pub matched: SearchMatch,
}
