//! Requests that may be sent twice: the answer is kept in the transaction that caused it.

use kith_access::Scope;
use kith_store::{IdempotencyEntry, WriteError, WriteSet};

use crate::error::unexpected;
use crate::{App, AppError};

/// What makes a request repeatable.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    /// As sent, at most 200 characters.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub request_hash: Vec<u8>,
}

/// The answer given before.
#[derive(Clone, Debug)]
pub struct Replay {
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: Vec<u8>,
}

/// The answer already given under this key; an error where the request was another one.
pub async fn find_replay(app: &App, scope: &Scope, key: &IdempotencyKey) -> Result<Option<Replay>, AppError> {
    let Some(user) = scope.user() else { return Ok(None) };
    match app.store().find_idempotent(scope.workspace, user, &key.key).await? {
        None => Ok(None),
        Some(entry) if entry.request_hash == key.request_hash => {
            Ok(Some(Replay { status: entry.status, body: entry.body }))
        }
        Some(_) => Err(AppError::IdempotencyMismatch),
    }
}

/// The entry to be written beside what the request causes.
pub(crate) fn entry(scope: &Scope, key: &IdempotencyKey, status: u16, body: Vec<u8>) -> Option<IdempotencyEntry> {
    let user = scope.user()?;
    Some(IdempotencyEntry { user, key: key.key.clone(), request_hash: key.request_hash.clone(), status, body })
}

/// Keeps the answer to a request that wrote in transactions of its own. Where somebody else was faster
/// with the same key, theirs stays.
pub async fn keep_answer(
    app: &App,
    scope: &Scope,
    key: &IdempotencyKey,
    status: u16,
    body: Vec<u8>,
) -> Result<(), AppError> {
    let Some(kept) = entry(scope, key, status, body) else { return Ok(()) };
    let mut set = WriteSet::new(scope.workspace, scope.user(), scope.job, app.now());
    set.idempotency(kept);
    match app.store().commit(set).await {
        Ok(()) | Err(WriteError::IdempotencyKeyTaken) => Ok(()),
        Err(error) => Err(unexpected(error)),
    }
}
