//! Which title words are in the dictionary already, so that repeated names cost nothing.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use kith_model::Id;

/// Forgotten beyond so many words; what is forgotten is merely written once more.
const LIMIT: usize = 500_000;

/// A bounded set of words known to be in the dictionary, by hash.
#[derive(Debug, Default)]
pub(crate) struct KnownTerms(Mutex<HashSet<u64>>);

impl KnownTerms {
    /// Whether a workspace's dictionary holds a word for certain.
    pub fn contains(&self, workspace: Id, term: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&hash(workspace, term))
    }

    /// Remembers words that were committed.
    pub fn add(&self, terms: Vec<(Id, String)>) {
        if terms.is_empty() {
            return;
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() + terms.len() > LIMIT {
            known.clear();
        }
        known.extend(terms.iter().map(|(workspace, term)| hash(*workspace, term)));
    }
}

fn hash(workspace: Id, term: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (workspace, term).hash(&mut hasher);
    hasher.finish()
}
