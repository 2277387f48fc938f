//! What somebody does with their own account.

use bytes::Bytes;
use kith_access::{Action, Scope};
use kith_catalog::{user, workspace};
use kith_model::{FieldCode, FieldError, Id};
use kith_store::WriteSet;
use kith_store::system::{Session, SystemWrite};
use serde_json::{Map, Value as Json};

use super::session::audit;
use super::sign_in::find;
use super::{Client, check_password, password, throttle};
use crate::error::unexpected;
use crate::records::{Planner, Saved, commit_error, committed, record_json};
use crate::{App, AppError};

/// What people change about themselves; the rest is an administrator's.
const OWN_FIELDS: [&str; 9] =
    ["name", "locale", "time_zone", "theme", "job_title", "phone", "avatar_hue", "working_hours", "away_until"];

/// The caller's own record.
pub async fn get_me(app: &App, scope: &Scope) -> Result<Bytes, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let (schema, record) = find(app, &Scope::system(scope.workspace), &user::KIND, me).await?;
    Ok(record_json(&schema, &kith_access::FieldMask::default(), &record).to_string().into())
}

/// Changes the caller's own record.
pub async fn update_me(app: &App, scope: &Scope, body: &Map<String, Json>) -> Result<Saved, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let mut errors = Vec::new();
    for key in body.keys().filter(|key| !OWN_FIELDS.contains(&key.as_str())) {
        let (code, message) = match user::KIND.field(key) {
            Some(_) => (FieldCode::ReadOnly, "An administrator changes this."),
            None => (FieldCode::UnknownField, "There is no such field."),
        };
        errors.push(FieldError::new(key, code, message));
    }
    if !errors.is_empty() {
        return Err(AppError::Validation(errors));
    }
    // Everybody may change these about themselves, whatever their roles say about users.
    let own = Scope { grants: Scope::system(scope.workspace).grants, ..scope.clone() };
    let planner = Planner::new(app, &own).await?;
    let permit = planner.permit(&user::KIND, Action::Update)?;
    let (schema, before) = find(app, &own, &user::KIND, me).await?;
    let unchanged = record_json(&schema, permit.mask(), &before);
    let version = before.version;
    let Some(planned) = planner.update(&permit, &user::KIND, before, body).await? else {
        return Ok(Saved { id: me, version, json: unchanged });
    };
    let json = record_json(&planned.schema, &planned.mask, &planned.after);
    let saved = Saved { id: me, version: planned.after.version, json };
    app.store().commit(planned.set).await.map_err(|error| commit_error(&user::KIND, error))?;
    committed(app, &own, &user::KIND, planned.before.as_ref(), &planned.after);
    Ok(saved)
}

/// Changes the caller's password. Their other sessions end.
pub async fn change_password(
    app: &App,
    scope: &Scope,
    session: Id,
    current: &str,
    new: &str,
    client: &Client,
) -> Result<(), AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    throttle(app, &format!("change_password:{me}"), 10, 900).await?;
    let login = app.store().find_login_of(me).await?.ok_or(AppError::NotFound)?;
    let (right, _) = password::verify(app, current, login.password_hash.as_deref()).await?;
    if !right {
        return Err(AppError::field("current", FieldCode::Invalid, "This is not your present password."));
    }
    let system = Scope::system(scope.workspace);
    let (_, record) = find(app, &system, &user::KIND, me).await?;
    let (_, firm) = find(app, &system, &workspace::KIND, scope.workspace).await?;
    check_password(new, &[&record.title, &login.email, &firm.title]).map_err(|e| AppError::Validation(vec![e]))?;
    let (password_hash, at) = (password::hash(app, new).await?, app.now());
    let mut set = WriteSet::new(scope.workspace, Some(me), None, at);
    set.system(SystemWrite::SetPassword { user: me, password_hash });
    set.system(SystemWrite::EndSessions { user: me, except: Some(session), at });
    set.system(audit(me, "password_changed", client));
    app.store().commit(set).await.map_err(unexpected)?;
    app.scopes().drop_user(me);
    Ok(())
}

/// The caller's open sessions, the one used last first.
pub async fn list_sessions(app: &App, scope: &Scope) -> Result<Vec<Session>, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let mut sessions = app.store().list_sessions(scope.workspace, me).await?;
    sessions.retain(|session| session.ended_at.is_none() && session.expires_at > app.now());
    sessions.sort_by_key(|session| std::cmp::Reverse(session.last_used_at));
    Ok(sessions)
}

/// Ends one of the caller's sessions.
pub async fn end_session(app: &App, scope: &Scope, session: Id) -> Result<(), AppError> {
    let mine = list_sessions(app, scope).await?;
    if mine.iter().all(|known| known.id != session) {
        return Err(AppError::NotFound);
    }
    super::sign_out(app, scope, session).await
}
