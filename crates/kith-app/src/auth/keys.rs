//! The keys that sign access tokens, and the tokens themselves.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use kith_model::{Id, Timestamp};
use kith_store::WriteSet;
use kith_store::system::{SigningKey, SystemWrite};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::secret::random_bytes;
use crate::error::unexpected;
use crate::{App, AppError};

const ROTATE_AFTER_SECS: i64 = 30 * 86_400;
/// A retired key verifies what it has signed a while longer.
const VERIFY_SECS: i64 = 86_400;
const AUDIENCE: &str = "kith-api";

/// So many tokens are remembered as genuine; then all are forgotten and looked at once more.
const MOST_TOKENS: usize = 20_000;

/// What an access token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    /// The user.
    pub sub: Id,
    /// The session, which decides; the token only names it.
    pub sid: Id,
    iat: i64,
    exp: i64,
}

/// The keys as read last, and the tokens they were found to have signed: a signature need not be
/// computed anew for every request of the same session.
#[derive(Default)]
pub(crate) struct KeyCache {
    keys: Mutex<Cached>,
    genuine: Mutex<HashMap<String, Claims>>,
}

#[derive(Default)]
struct Cached {
    keys: Arc<[SigningKey]>,
    read_at: Option<Timestamp>,
}

impl KeyCache {
    fn get(&self) -> (Arc<[SigningKey]>, Option<Timestamp>) {
        let cached = self.keys.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        (cached.keys.clone(), cached.read_at)
    }

    fn put(&self, keys: Arc<[SigningKey]>, now: Timestamp) {
        *self.keys.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Cached { keys, read_at: Some(now) };
    }

    fn genuine(&self, token: &str) -> Option<Claims> {
        self.genuine.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).get(token).cloned()
    }

    fn remember(&self, token: &str, claims: &Claims) {
        let mut genuine = self.genuine.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if genuine.len() >= MOST_TOKENS {
            genuine.clear();
        }
        genuine.insert(token.to_owned(), claims.clone());
    }
}

async fn read(app: &App) -> Result<Arc<[SigningKey]>, AppError> {
    let keys: Arc<[SigningKey]> = app.store().list_signing_keys().await?.into();
    app.keys().put(keys.clone(), app.now());
    Ok(keys)
}

/// The key that signs now; the first one is made when it is needed.
pub(super) async fn active(app: &App) -> Result<SigningKey, AppError> {
    let newest = |keys: &[SigningKey]| {
        keys.iter().filter(|key| key.retired_at.is_none()).max_by_key(|key| (key.created_at, key.id)).cloned()
    };
    let (cached, read_at) = app.keys().get();
    // Other processes rotate too, so what was read is not trusted for ever.
    let fresh = read_at.is_some_and(|at| app.now().as_micros() - at.as_micros() < 60_000_000);
    if let Some(key) = newest(&cached).filter(|_| fresh) {
        return Ok(key);
    }
    if let Some(key) = newest(&read(app).await?) {
        return Ok(key);
    }
    insert(app, None).await?;
    newest(&read(app).await?).ok_or_else(|| AppError::Internal("there is no signing key".into()))
}

/// Makes a new key and retires an old one in the same transaction.
async fn insert(app: &App, retire: Option<Id>) -> Result<(), AppError> {
    let key = SigningKey { id: app.new_id(), secret: random_bytes().to_vec(), created_at: app.now(), retired_at: None };
    // Keys belong to the installation; a write set names a workspace, which nothing here uses.
    let mut set = WriteSet::new(key.id, None, None, app.now());
    set.system(SystemWrite::InsertSigningKey(key));
    if let Some(id) = retire {
        set.system(SystemWrite::RetireSigningKey { id, at: app.now() });
    }
    app.store().commit(set).await.map_err(unexpected)
}

/// Replaces the key once it is 30 days old.
pub(crate) async fn rotate_keys(app: &App) -> Result<(), AppError> {
    let key = active(app).await?;
    if app.now() >= key.created_at.plus_seconds(ROTATE_AFTER_SECS) {
        insert(app, Some(key.id)).await?;
        read(app).await?;
    }
    Ok(())
}

/// Signs an access token for a session.
pub(super) async fn sign(app: &App, user: Id, session: Id) -> Result<String, AppError> {
    let now = app.now().as_micros().div_euclid(1_000_000);
    let claims = Claims {
        iss: app.config().public_url.clone(),
        aud: AUDIENCE.into(),
        sub: user,
        sid: session,
        iat: now,
        exp: now + app.config().access_token_secs,
    };
    seal(app, &claims).await
}

/// Signs what somebody carries and brings back. Its `aud` says what it is for, so that no token passes
/// for another sort.
pub(crate) async fn seal(app: &App, claims: &impl Serialize) -> Result<String, AppError> {
    let key = active(app).await?;
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(key.id.to_string());
    encode(&header, claims, &EncodingKey::from_secret(&key.secret))
        .map_err(|error| AppError::Internal(format!("signing a token: {error}")))
}

/// Reads an access token: one algorithm, a known key, this installation's issuer, not expired.
pub(super) async fn verify(app: &App, token: &str) -> Result<Claims, AppError> {
    let claims = match app.keys().genuine(token) {
        Some(claims) => claims,
        None => {
            let claims: Claims = unseal(app, AUDIENCE, &["exp", "aud", "iss", "sub"], token).await?;
            app.keys().remember(token, &claims);
            claims
        }
    };
    if app.now().as_micros() >= claims.exp.saturating_mul(1_000_000) {
        return Err(AppError::TokenExpired);
    }
    Ok(claims)
}

/// Everything about a token that time does not change: what it says, if this installation has signed it
/// for this audience.
pub(crate) async fn unseal<T: DeserializeOwned + Clone>(
    app: &App,
    audience: &str,
    required: &[&str],
    token: &str,
) -> Result<T, AppError> {
    let header = decode_header(token).map_err(|_| AppError::Unauthenticated)?;
    let kid: Id = header.kid.as_deref().and_then(|kid| kid.parse().ok()).ok_or(AppError::Unauthenticated)?;
    let key = find(app, kid).await?.ok_or(AppError::Unauthenticated)?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[audience]);
    validation.set_issuer(&[&app.config().public_url]);
    validation.set_required_spec_claims(required);
    // The library would ask the machine's clock; time is an input here.
    validation.validate_exp = false;
    decode::<T>(token, &DecodingKey::from_secret(&key.secret), &validation)
        .map(|decoded| decoded.claims)
        .map_err(|_| AppError::Unauthenticated)
}

async fn find(app: &App, id: Id) -> Result<Option<SigningKey>, AppError> {
    let known = |keys: &[SigningKey]| keys.iter().find(|key| key.id == id).cloned();
    let (cached, read_at) = app.keys().get();
    let key = match known(&cached) {
        Some(key) => Some(key),
        // A key another process made: read again, but not for every forged token.
        None if read_at.is_none_or(|at| app.now().as_micros() - at.as_micros() >= 1_000_000) => {
            known(&read(app).await?)
        }
        None => None,
    };
    Ok(key.filter(|key| key.retired_at.is_none_or(|at| app.now() < at.plus_seconds(VERIFY_SECS))))
}
