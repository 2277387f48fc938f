//! A push service, and a browser that opens what it takes.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kith_model::Timestamp;
use p256::ecdh::diffie_hellman;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::elliptic_curve::rand_core::OsRng;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::{PublicKey, SecretKey};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use serde_json::{Value as Json, json};

/// A push as the service got it.
#[derive(Clone, Debug)]
pub struct Taken {
    headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Takes every push, but where it is told to answer otherwise, once each.
#[derive(Clone, Default)]
pub struct Service {
    url: String,
    taken: Arc<Mutex<Vec<Taken>>>,
    elsewhere: Arc<Mutex<usize>>,
    answers: Arc<Mutex<Vec<(u16, String)>>>,
}

impl Service {
    pub async fn start() -> Service {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let service = Service { url, ..Service::default() };
        let asked = service.clone();
        let router = Router::new().fallback(move |uri: Uri, headers: HeaderMap, body: Bytes| {
            let service = asked.clone();
            async move {
                if uri.path() == "/elsewhere" {
                    *service.elsewhere.lock().expect("whole") += 1;
                    return (
                        StatusCode::CREATED,
                        [(header::LOCATION, "/".to_owned()), (header::RETRY_AFTER, String::new())],
                    );
                }
                service.taken.lock().expect("whole").push(Taken { headers, body: body.to_vec() });
                let (status, pause) = service.answers.lock().expect("whole").pop().unwrap_or((201, String::new()));
                (
                    StatusCode::from_u16(status).expect("a status"),
                    [(header::LOCATION, "/elsewhere".to_owned()), (header::RETRY_AFTER, pause)],
                )
            }
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn answers(&self, status: u16) {
        self.answers.lock().expect("whole").push((status, String::new()));
    }

    /// Answers the next push so, and when to come again.
    pub fn busy(&self, status: u16, pause: &str) {
        self.answers.lock().expect("whole").push((status, pause.to_owned()));
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().expect("whole").clone()
    }

    /// How often somebody went where it sent them.
    pub fn elsewhere(&self) -> usize {
        *self.elsewhere.lock().expect("whole")
    }
}

impl Taken {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Checks who sent it, as RFC 8292 wants it.
    pub fn proven(&self, service: &Service, key: &str, contact: &str, now: Timestamp) {
        let proof = self.header("authorization").strip_prefix("vapid t=").expect("a proof");
        let (token, given) = proof.split_once(", k=").expect("a key");
        assert_eq!(given, key);
        let (signed, signature) = token.rsplit_once('.').expect("a signature");
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64url");
        let key = VerifyingKey::from_sec1_bytes(&decode(key)).expect("a point");
        let signature = Signature::from_slice(&decode(signature)).expect("64 bytes");
        key.verify(signed.as_bytes(), &signature).expect("signed by that key");
        let (head, claims) = signed.split_once('.').expect("two parts");
        let read = |part: &str| serde_json::from_slice::<Json>(&decode(part)).expect("JSON");
        assert_eq!(read(head), json!({"typ": "JWT", "alg": "ES256"}));
        let claims = read(claims);
        assert_eq!((claims["aud"].as_str(), claims["sub"].as_str()), (Some(service.url()), Some(contact)));
        let now = now.as_micros() / 1_000_000;
        let until = claims["exp"].as_i64().expect("an end");
        assert!(until > now && until <= now + 86_400, "{until}");
    }
}

/// A browser's subscription.
pub struct Browser {
    endpoint: String,
    secret: SecretKey,
    auth: [u8; 16],
}

impl Browser {
    pub fn new(service: &Service, name: &str) -> Browser {
        let endpoint = format!("{}/{name}", service.url());
        Browser { endpoint, secret: SecretKey::random(&mut OsRng), auth: *b"only between us!" }
    }

    fn point(&self) -> Vec<u8> {
        self.secret.public_key().to_encoded_point(false).as_bytes().to_vec()
    }

    pub fn described(&self) -> Json {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({"endpoint": self.endpoint, "p256dh": text(&self.point()), "auth": text(&self.auth)})
    }

    /// Opens a push as RFC 8291 says.
    pub fn opens(&self, push: &Taken) -> Json {
        assert_eq!(push.header("content-encoding"), "aes128gcm");
        let (salt, rest) = push.body.split_at(16);
        let (size, rest) = rest.split_at(4);
        assert_eq!(size, 4096_u32.to_be_bytes());
        let (sender, sealed) = rest[1..].split_at(usize::from(rest[0]));
        let sender = PublicKey::from_sec1_bytes(sender).expect("a point");
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), sender.as_affine());
        let with_auth = Salt::new(HKDF_SHA256, &self.auth).extract(shared.raw_secret_bytes());
        let sender = sender.to_encoded_point(false);
        let keying: [u8; 32] = expand(&with_auth, &[b"WebPush: info\0", &self.point(), sender.as_bytes()]);
        let keying = Salt::new(HKDF_SHA256, salt).extract(&keying);
        let key: [u8; 16] = expand(&keying, &[b"Content-Encoding: aes128gcm\0"]);
        let nonce: [u8; 12] = expand(&keying, &[b"Content-Encoding: nonce\0"]);
        let mut sealed = sealed.to_vec();
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).expect("a key"));
        let opened = key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed).expect("ours");
        let text = opened.strip_suffix(&[2]).expect("the mark of the last record");
        serde_json::from_slice(text).expect("JSON")
    }
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(from: &Prk, info: &[&[u8]]) -> [u8; N] {
    let mut out = [0; N];
    from.expand(info, Length(N)).expect("short enough").fill(&mut out).expect("as long");
    out
}
