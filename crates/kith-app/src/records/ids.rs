//! Ids that follow from what they are for, so that whoever makes a record makes the same one.

use kith_model::Id;
use sha2::{Digest, Sha256};

/// An id made of another one and of what tells it from the others made of that one, in the order of the
/// other one's time.
pub(crate) fn derived_id(base: Id, parts: &[&[u8]]) -> Id {
    let mut hash = Sha256::new();
    hash.update(base.as_bytes());
    parts.iter().for_each(|part| hash.update(part));
    let mut bytes = *base.as_bytes();
    bytes[6..].copy_from_slice(&hash.finalize()[..10]);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    Id::from_slice(&bytes).unwrap_or(base)
}
