//! Sessions: a device that is signed in, and its tokens.
//!
//! A refresh token is used once; using it answers a new one. One used a second time means that two
//! parties hold it, so the session ends. For ten seconds after its use the same answer is given
//! again instead, since an answer can get lost and two tabs can ask at the same time: the successor
//! of a token is computed from it and a key of the server, so it comes out the same.

use kith_access::Scope;
use kith_model::{Id, Timestamp};
use kith_store::system::{Session, SystemWrite};
use kith_store::{WriteError, WriteSet};
use serde_json::Value as Json;

use super::{keys, secret};
use crate::error::unexpected;
use crate::{App, AppError};

const GRACE_SECS: i64 = 10;

/// The program or browser that calls.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// As it names itself.
    pub device: String,
    /// Where it calls from.
    pub address: String,
}

/// What a signed-in client carries.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// For every call.
    pub access_token: String,
    /// For a new access token, once.
    pub refresh_token: String,
    /// Seconds until the access token expires.
    pub expires_in: i64,
    /// Seconds until the refresh token expires.
    pub refresh_expires_in: i64,
    /// The session.
    pub session: Id,
}

/// Somebody who has just signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The user, as the API writes a record.
    pub user: Json,
    /// The workspace, likewise.
    pub workspace: Json,
    /// The tokens.
    pub tokens: Tokens,
}

/// Adds a new session to a write set. The tokens work once it is committed.
pub(super) async fn open(
    app: &App,
    set: &mut WriteSet,
    workspace: Id,
    user: Id,
    client: &Client,
) -> Result<Tokens, AppError> {
    let now = app.now();
    let refresh_token = secret::random_token();
    let session = Session {
        id: app.new_id(),
        workspace,
        user,
        refresh_hash: secret::hash(&refresh_token),
        previous_hash: None,
        device: clip(&client.device, 300),
        address: clip(&client.address, 100),
        created_at: now,
        last_used_at: now,
        expires_at: now.plus_seconds(app.config().refresh_token_secs),
        ended_at: None,
    };
    let id = session.id;
    set.system(SystemWrite::InsertSession(session));
    set.system(SystemWrite::TouchLastLogin { user, at: now });
    tokens(app, user, id, refresh_token).await
}

async fn tokens(app: &App, user: Id, session: Id, refresh_token: String) -> Result<Tokens, AppError> {
    Ok(Tokens {
        access_token: keys::sign(app, user, session).await?,
        refresh_token,
        expires_in: app.config().access_token_secs,
        refresh_expires_in: app.config().refresh_token_secs,
        session,
    })
}

/// New tokens for a refresh token.
pub async fn refresh(app: &App, refresh_token: &str) -> Result<Tokens, AppError> {
    let hash = secret::hash(refresh_token);
    // A second look, for the case that another request rotated it between the first look and the write.
    for _ in 0..2 {
        let now = app.now();
        let found = app.store().find_session_by_refresh(&hash).await?;
        let session = found.filter(|s| s.ended_at.is_none() && s.expires_at > now).ok_or(AppError::Unauthenticated)?;
        let key = keys::active(app).await?;
        let next = secret::successor(&key.secret, refresh_token);
        if session.refresh_hash != hash {
            let same_answer = secret::hash(&next) == session.refresh_hash;
            if same_answer && now < session.last_used_at.plus_seconds(GRACE_SECS) {
                return tokens(app, session.user, session.id, next).await;
            }
            end_reused(app, &session, now).await?;
            return Err(AppError::RefreshReused);
        }
        // Whoever was suspended gets no new token.
        super::scope_of_user(app, session.workspace, session.user).await?;
        let mut set = WriteSet::new(session.workspace, Some(session.user), None, now);
        set.system(SystemWrite::RotateSession {
            id: session.id,
            old_hash: hash.clone(),
            new_hash: secret::hash(&next),
            at: now,
            expires_at: now.plus_seconds(app.config().refresh_token_secs),
        });
        match app.store().commit(set).await {
            Ok(()) => return tokens(app, session.user, session.id, next).await,
            Err(WriteError::VersionConflict { .. }) => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Unauthenticated)
}

async fn end_reused(app: &App, session: &Session, at: Timestamp) -> Result<(), AppError> {
    let mut set = WriteSet::new(session.workspace, Some(session.user), None, at);
    set.system(SystemWrite::EndSession { id: session.id, at });
    set.system(audit(
        session.user,
        "refresh_reused",
        &Client { device: session.device.clone(), address: session.address.clone() },
    ));
    app.store().commit(set).await.map_err(unexpected)?;
    app.scopes().drop_session(session.id);
    Ok(())
}

/// Ends the session a client is signed in with.
pub async fn sign_out(app: &App, scope: &Scope, session: Id) -> Result<(), AppError> {
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(SystemWrite::EndSession { id: session, at: app.now() });
    app.store().commit(set).await.map_err(unexpected)?;
    app.scopes().drop_session(session);
    Ok(())
}

/// An audit entry about a user that is no change of their record.
pub(super) fn audit(user: Id, op: &str, client: &Client) -> SystemWrite {
    SystemWrite::Audit {
        kind: "user".into(),
        record_id: user,
        record_title: String::new(),
        op: op.into(),
        detail: serde_json::json!({"device": clip(&client.device, 300), "address": clip(&client.address, 100)}),
    }
}

fn clip(text: &str, characters: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(characters).collect()
}
