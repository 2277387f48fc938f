//! What is pushed, sealed for one browser (RFC 8291), as one record of `aes128gcm` (RFC 8188).

use p256::ecdh::diffie_hellman;
use p256::elliptic_curve::rand_core::OsRng;
use p256::{PublicKey, SecretKey};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use ring::rand::{SecureRandom, SystemRandom};

use super::point;

const RECORD: u32 = 4096;
/// The header, the mark that ends the text, and the seal take the rest of what every service accepts.
const MOST: usize = 3993;

/// Seals a text, with keys for this once.
pub(super) fn seal(text: &[u8], browser: &PublicKey, auth: &[u8; 16]) -> Result<Vec<u8>, String> {
    let mut salt = [0; 16];
    SystemRandom::new().fill(&mut salt).map_err(|_| "there is no randomness".to_owned())?;
    seal_with(text, browser, auth, &SecretKey::random(&mut OsRng), &salt)
}

fn seal_with(
    text: &[u8],
    browser: &PublicKey,
    auth: &[u8; 16],
    own: &SecretKey,
    salt: &[u8; 16],
) -> Result<Vec<u8>, String> {
    if text.len() > MOST {
        return Err(format!("A push holds at most {MOST} bytes."));
    }
    let failed = |_| "a push could not be sealed".to_owned();
    let shared = diffie_hellman(own.to_nonzero_scalar(), browser.as_affine());
    let own_point = point(&own.public_key());
    let with_auth = Salt::new(HKDF_SHA256, auth).extract(shared.raw_secret_bytes());
    let pair = [b"WebPush: info\0".as_slice(), &point(browser), &own_point];
    let keying: [u8; 32] = expand(&with_auth, &pair).map_err(failed)?;
    let keying = Salt::new(HKDF_SHA256, salt).extract(&keying);
    let key: [u8; 16] = expand(&keying, &[b"Content-Encoding: aes128gcm\0"]).map_err(failed)?;
    let nonce: [u8; 12] = expand(&keying, &[b"Content-Encoding: nonce\0"]).map_err(failed)?;
    // The mark of the last record.
    let mut record = [text, &[2]].concat();
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).map_err(failed)?);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record).map_err(failed)?;
    let size = u8::try_from(own_point.len()).map_err(|_| "a key is too long".to_owned())?;
    Ok([salt.as_slice(), &RECORD.to_be_bytes(), &[size], &own_point, &record].concat())
}

/// How many bytes are wanted.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(from: &Prk, info: &[&[u8]]) -> Result<[u8; N], ring::error::Unspecified> {
    let mut out = [0; N];
    from.expand(info, Length(N))?.fill(&mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    fn bytes<const N: usize>(text: &str) -> [u8; N] {
        URL_SAFE_NO_PAD.decode(text).expect("base64url").try_into().expect("so many bytes")
    }

    /// The example of RFC 8291, section 5 and appendix A.
    #[test]
    fn the_example_of_the_standard_comes_out() {
        let own: [u8; 32] = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let browser: [u8; 65] =
            bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        let sealed = seal_with(
            b"When I grow up, I want to be a watermelon",
            &PublicKey::from_sec1_bytes(&browser).expect("a point"),
            &bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            &SecretKey::from_slice(&own).expect("a number"),
            &bytes("DGv6ra1nlYgDCS1FRnbzlw"),
        );
        assert_eq!(
            URL_SAFE_NO_PAD.encode(sealed.expect("sealed")),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7\
             A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn what_no_service_takes_is_not_sealed() {
        let own = SecretKey::random(&mut OsRng);
        let seal = |length| seal(&vec![b'a'; length], &own.public_key(), &[7; 16]);
        assert_eq!(seal(MOST).expect("sealed").len(), 4096);
        assert!(seal(MOST + 1).is_err());
    }
}
