//! Passwords that Kith has to know itself, at rest: sealed with a key that is not in the database. The same
//! key signs what Kith recognises as its own when somebody brings it back.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::AppError;

const NONCE: usize = 24;
const FORM: &str = "v1";

/// The keys of an installation. The first seals; all of them open.
#[derive(Clone, Default)]
pub struct Keyring(Vec<[u8; 32]>);

/// Without the keys, which have no place in a log.
impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keyring({} keys)", self.0.len())
    }
}

impl Keyring {
    /// Keys as people write them: 32 bytes each in base64, with commas or line ends between them, the one
    /// that seals first.
    pub fn read(text: &str) -> Result<Keyring, String> {
        let words = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        let key = |word: &str| {
            let bytes = STANDARD.decode(word).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
            bytes.ok_or("a secret key is 32 bytes in base64".to_owned())
        };
        let keys: Vec<[u8; 32]> = words.map(key).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err("there is no secret key".into()) } else { Ok(Keyring(keys)) }
    }

    /// A new key as people write it.
    pub fn new_key() -> String {
        STANDARD.encode(rand::random::<[u8; 32]>())
    }

    /// Seals a text for one place, so that it opens nowhere else.
    pub(crate) fn seal(&self, place: &str, text: &str) -> Result<String, AppError> {
        let key = self.0.first().ok_or_else(|| AppError::Internal("this installation has no secret key".into()))?;
        let nonce = rand::random::<[u8; NONCE]>();
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let sealed = XChaCha20Poly1305::new(&Key::from(*key)).encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| AppError::Internal("a secret could not be sealed".into()))?;
        Ok(format!("{FORM}:{}:{}", name(key), STANDARD.encode([&nonce[..], &sealed].concat())))
    }

    /// Opens what was sealed for a place; `None` where no key of these does.
    pub(crate) fn open(&self, place: &str, sealed: &str) -> Option<String> {
        let (known, bytes) = sealed.strip_prefix(FORM)?.strip_prefix(':')?.split_once(':')?;
        let bytes = STANDARD.decode(bytes).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let nonce = XNonce::from(<[u8; NONCE]>::try_from(nonce).ok()?);
        let payload = || Payload { msg: sealed, aad: place.as_bytes() };
        let keys = self.0.iter().filter(|key| name(key) == known);
        let opened = keys.filter_map(|key| XChaCha20Poly1305::new(&Key::from(*key)).decrypt(&nonce, payload()).ok());
        String::from_utf8(opened.into_iter().next()?).ok()
    }

    /// Signs a text for one place, so that it passes nowhere else: what everybody may read and nobody else
    /// may have written.
    pub(crate) fn sign(&self, place: &str, text: &str) -> Result<String, AppError> {
        let key = self.0.first().ok_or_else(|| AppError::Internal("this installation has no secret key".into()))?;
        Ok(URL_SAFE_NO_PAD.encode(signing(key, place, text).finalize().into_bytes()))
    }

    /// Whether one of the keys has signed a text for a place.
    pub(crate) fn has_signed(&self, place: &str, text: &str, signature: &str) -> bool {
        let Ok(signature) = URL_SAFE_NO_PAD.decode(signature) else { return false };
        self.0.iter().any(|key| signing(key, place, text).verify_slice(&signature).is_ok())
    }

    /// Seals a secret with the key that seals now, where another one did.
    pub(crate) fn renew(&self, place: &str, sealed: &str) -> Result<Renewed, AppError> {
        if sealed.is_empty() || self.is_current(sealed) {
            return Ok(Renewed::Same);
        }
        match self.open(place, sealed) {
            Some(text) => Ok(Renewed::Sealed(self.seal(place, &text)?)),
            None => Ok(Renewed::Lost),
        }
    }

    /// Whether a text was sealed with the key that seals now.
    fn is_current(&self, sealed: &str) -> bool {
        let known = sealed.split(':').nth(1);
        self.0.first().is_some_and(|key| known == Some(name(key).as_str()))
    }
}

/// What became of a secret that was to be sealed anew.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Renewed {
    /// There was nothing to do.
    Same,
    /// The key it was sealed with is gone.
    Lost,
    /// It is sealed with the key that seals now.
    Sealed(String),
}

/// What signs: under a key of its own, as a key that seals does nothing else.
fn signing(key: &[u8; 32], place: &str, text: &str) -> Hmac<Sha256> {
    let own = Sha256::new().chain_update(b"kith signature 1").chain_update(key).finalize();
    let mut block = [0; 64];
    block[..32].copy_from_slice(&own);
    let mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
    mac.chain_update((place.len() as u64).to_be_bytes()).chain_update(place).chain_update(text)
}

/// What tells a key from others without telling the key.
fn name(key: &[u8; 32]) -> String {
    Sha256::digest(key).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_passes_in_its_place_alone() {
        let (old, new) = (Keyring::new_key(), Keyring::new_key());
        let ring = Keyring::read(&old).expect("a key");
        let signature = ring.sign("a", "text").expect("signed");
        assert!(ring.has_signed("a", "text", &signature));
        // A key that has been replaced still vouches for what it signed, one that is gone does not.
        assert!(Keyring::read(&format!("{new},{old}")).expect("keys").has_signed("a", "text", &signature));
        assert!(!Keyring::read(&new).expect("a key").has_signed("a", "text", &signature));
        for (place, text) in [("b", "text"), ("a", "texts"), ("at", "ext"), ("", "atext")] {
            assert!(!ring.has_signed(place, text, &signature), "{place} {text}");
        }
        let cut = &signature[..signature.len() - 4];
        assert!(["", "!", cut].iter().all(|wrong| !ring.has_signed("a", "text", wrong)));
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_alone() {
        let (old, new) = (Keyring::new_key(), Keyring::new_key());
        let ring = Keyring::read(&old).expect("a key");
        let sealed = ring.seal("a", "pässword").expect("sealed");
        assert!(!sealed.contains("pässword"));
        assert_ne!(sealed, ring.seal("a", "pässword").expect("sealed"), "never the same twice");
        assert_eq!(ring.open("a", &sealed).as_deref(), Some("pässword"));
        assert_eq!(ring.open("b", &sealed), None);
        assert_eq!(Keyring::read(&new).expect("a key").open("a", &sealed), None);
        let both = Keyring::read(&format!("{new}\n{old}\n")).expect("keys");
        assert_eq!(both.open("a", &sealed).as_deref(), Some("pässword"));
        assert!(!both.is_current(&sealed) && both.is_current(&both.seal("a", "x").expect("sealed")));
        let cut = &sealed[..sealed.len() - 4];
        assert!(["", "v1:", "v1:00:!", cut].iter().all(|wrong| ring.open("a", wrong).is_none()));
        assert!(Keyring::read("c2hvcnQ=").is_err() && Keyring::read(" ").is_err());
    }
}
