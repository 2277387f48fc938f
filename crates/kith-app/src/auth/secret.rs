//! Secrets: made of the operating system's randomness, kept as hashes alone.

use sha2::{Digest, Sha256};

/// 32 random bytes.
pub(super) fn random_bytes() -> [u8; 32] {
    rand::random()
}

/// A secret somebody carries: 256 bits in lower-case hex, safe in addresses and cookies.
pub(crate) fn random_token() -> String {
    hex(&random_bytes())
}

/// What is kept of a secret. It is random and long, so a plain hash is enough.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// The secret that follows `secret` under a key: the same each time, so that an answer that got lost
/// can be given again, and unknown to whoever lacks the key. Both inputs have a fixed length, which
/// rules out extending one into the other.
pub(super) fn successor(key: &[u8], secret: &str) -> String {
    let mut inner = Sha256::new();
    inner.update(b"kith refresh 1");
    inner.update(Sha256::digest(key));
    inner.update(Sha256::digest(secret.as_bytes()));
    hex(&inner.finalize())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn successors_depend_on_key_and_secret() {
        let token = random_token();
        assert_eq!(token.len(), 64);
        assert_eq!(successor(b"key", &token), successor(b"key", &token));
        assert_ne!(successor(b"key", &token), successor(b"other", &token));
        assert_ne!(successor(b"key", &token), token);
    }
}
