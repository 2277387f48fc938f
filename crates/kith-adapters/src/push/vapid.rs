//! Who pushes, proven to the push service (RFC 8292).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kith_app::ports::PushKey;
use kith_model::Timestamp;
use p256::SecretKey;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::rand_core::OsRng;
use reqwest::Url;
use serde_json::{Value as Json, json};

use super::point;

/// Services take at most a day.
const VALID_SECS: i64 = 12 * 3600;

/// A new key pair.
pub(super) fn new_key() -> PushKey {
    let secret = SecretKey::random(&mut OsRng);
    PushKey {
        public: URL_SAFE_NO_PAD.encode(point(&secret.public_key())),
        secret: URL_SAFE_NO_PAD.encode(secret.to_bytes()),
    }
}

/// The half of a pair that signs.
pub(super) fn secret(key: &PushKey) -> Result<SigningKey, String> {
    let bytes = URL_SAFE_NO_PAD.decode(&key.secret).ok();
    let key = bytes.and_then(|bytes| SecretKey::from_slice(&bytes).ok());
    key.map(SigningKey::from).ok_or_else(|| "the key of pushes cannot be read".into())
}

/// A token for the service at an address.
pub(super) fn proof(key: &SigningKey, to: &Url, contact: &str, now: Timestamp) -> Result<String, String> {
    let part = |json: Json| URL_SAFE_NO_PAD.encode(json.to_string());
    let until = now.plus_seconds(VALID_SECS).as_micros().div_euclid(1_000_000);
    let claims = json!({"aud": to.origin().ascii_serialization(), "exp": until, "sub": contact});
    let signed = format!("{}.{}", part(json!({"typ": "JWT", "alg": "ES256"})), part(claims));
    let signature: Signature = key.try_sign(signed.as_bytes()).map_err(|error| error.to_string())?;
    Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes())))
}
