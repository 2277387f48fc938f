//! Pushes to browsers (RFC 8030), by HTTP.

mod places;
mod sealed;
mod vapid;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kith_app::ports::{BoxFuture, Push, PushError, PushKey, PushTarget, PushTrouble, Pusher};
use p256::PublicKey;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, StatusCode, redirect};

use crate::answers::{excerpt, whole};
use crate::tls;

/// So long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// So much of an answer that refuses is told.
const SAID: usize = 200;

/// Hands messages to the push services of browsers.
pub struct PushPost {
    client: Client,
    contact: String,
    private: bool,
}

impl PushPost {
    /// One that tells push services whom to write to. With `private` it also speaks to services on this
    /// machine and in private networks, and without TLS.
    pub fn new(contact: &str, private: bool) -> Result<Self, String> {
        tls::provide();
        // Addresses come from browsers: neither a redirect nor a proxy leads us elsewhere than was looked at.
        let mut client = Client::builder().timeout(PATIENCE).redirect(redirect::Policy::none()).no_proxy();
        if !private {
            client = client.dns_resolver(places::PublicAlone);
        }
        let client = client.build().map_err(|error| error.to_string())?;
        Ok(PushPost { client, contact: format!("mailto:{contact}"), private })
    }

    async fn send(&self, push: &Push, to: &PushTarget, key: &PushKey) -> Result<(), PushError> {
        let never = |trouble: PushTrouble| PushError::Never(trouble.message);
        let url = places::address(&to.endpoint, self.private).map_err(never)?;
        let (browser, auth) = keys_of(to).map_err(never)?;
        let secret = vapid::secret(key).map_err(PushError::Never)?;
        let body = sealed::seal(&push.body, &browser, &auth).map_err(PushError::Never)?;
        let proof = vapid::proof(&secret, &url, &self.contact, push.written_at).map_err(PushError::Never)?;
        let request = self
            .client
            .post(url)
            .header(AUTHORIZATION, format!("vapid t={proof}, k={}", key.public))
            .header(CONTENT_ENCODING, "aes128gcm")
            .header(CONTENT_TYPE, "application/octet-stream")
            .header("ttl", push.ttl_secs)
            .header("urgency", if push.urgent { "high" } else { "normal" });
        match request.body(body).send().await {
            Ok(answer) => verdict(answer).await,
            Err(error) => Err(PushError::Later { why: whole(&error), pause: None }),
        }
    }
}

impl Pusher for PushPost {
    fn new_key(&self) -> PushKey {
        vapid::new_key()
    }

    fn check(&self, to: &PushTarget) -> Result<(), PushTrouble> {
        places::address(&to.endpoint, self.private)?;
        keys_of(to).map(|_| ())
    }

    fn push<'a>(
        &'a self,
        push: &'a Push,
        to: &'a PushTarget,
        key: &'a PushKey,
    ) -> BoxFuture<'a, Result<(), PushError>> {
        Box::pin(self.send(push, to, key))
    }
}

/// A browser's public key, and what it has told nobody but us.
fn keys_of(to: &PushTarget) -> Result<(PublicKey, [u8; 16]), PushTrouble> {
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
    let trouble = |field, message: &str| PushTrouble { field, message: message.into() };
    let public = bytes(&to.p256dh).and_then(|bytes| PublicKey::from_sec1_bytes(&bytes).ok());
    let public = public.ok_or_else(|| trouble("p256dh", "This is no public key on the curve P-256 in base64url."))?;
    let auth = bytes(&to.auth).and_then(|bytes| bytes.try_into().ok());
    Ok((public, auth.ok_or_else(|| trouble("auth", "This is not 16 bytes in base64url."))?))
}

/// A public key as push services and browsers write it: 65 bytes.
fn point(key: &PublicKey) -> Vec<u8> {
    key.to_encoded_point(false).as_bytes().to_vec()
}

/// What an answer means.
async fn verdict(answer: reqwest::Response) -> Result<(), PushError> {
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    if matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE) {
        return Err(PushError::Gone);
    }
    // As seconds, which is how push services say it; a date is left to our own pauses.
    let pause = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse::<u32>().ok());
    let text = excerpt(answer).await;
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(SAID).collect();
    let said = match text.as_str() {
        "" => format!("The push service answers {status}."),
        text => format!("The push service says: {text} ({})", status.as_u16()),
    };
    let later =
        status.is_server_error() || matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT);
    Err(if later { PushError::Later { why: said, pause: pause.map(i64::from) } } else { PushError::Never(said) })
}
