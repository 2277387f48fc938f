//! From an access token to a scope: who calls, with which rights.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use kith_access::{Action, Grants, Principal, Scope, decide};
use kith_catalog::{role, roles, user};
use kith_model::{Condition, Filter, Id, Op, Operand, Record, Schema, Timestamp};

use super::keys;
use crate::workspace::{self, list_all};
use crate::{App, AppError};

/// A signed-in caller.
#[derive(Clone, Debug)]
pub struct Authenticated {
    /// The caller's scope.
    pub scope: Arc<Scope>,
    /// The session the token belongs to.
    pub session: Id,
    /// The calling user.
    pub user: Id,
}

/// Scopes of sessions, at most a second old. What this process changes (a suspension, a sign-out, a
/// role) is dropped at once; what another process changes is noticed within that second.
#[derive(Default)]
pub(crate) struct ScopeCache(Mutex<HashMap<Id, Cached>>);

struct Cached {
    authenticated: Authenticated,
    read_at: Timestamp,
}

const FRESH_MICROS: i64 = 1_000_000;
const MOST_KEPT: usize = 50_000;

impl ScopeCache {
    fn get(&self, session: Id, now: Timestamp) -> Option<Authenticated> {
        let map = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let cached = map.get(&session)?;
        (now.as_micros() - cached.read_at.as_micros() < FRESH_MICROS).then(|| cached.authenticated.clone())
    }

    fn put(&self, authenticated: Authenticated, read_at: Timestamp) {
        let mut map = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if map.len() >= MOST_KEPT {
            map.retain(|_, cached| read_at.as_micros() - cached.read_at.as_micros() < FRESH_MICROS);
        }
        map.insert(authenticated.session, Cached { authenticated, read_at });
    }

    /// Forgets one session.
    pub fn drop_session(&self, session: Id) {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).remove(&session);
    }

    /// Forgets every session of a workspace: roles or teams changed.
    pub fn drop_workspace(&self, workspace: Id) {
        let mut map = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        map.retain(|_, cached| cached.authenticated.scope.workspace != workspace);
    }

    /// Forgets every session of a user.
    pub fn drop_user(&self, user: Id) {
        let mut map = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        map.retain(|_, cached| cached.authenticated.user != user);
    }
}

/// Who an access token belongs to. The token only names the session: whether it still counts, and
/// what it may do, is read from the database, at most a second ago.
pub async fn authenticate(app: &App, access_token: &str) -> Result<Authenticated, AppError> {
    let claims = keys::verify(app, access_token).await?;
    let now = app.now();
    if let Some(known) = app.scopes().get(claims.sid, now) {
        return Ok(known);
    }
    let session = app.store().find_session(claims.sid).await?.ok_or(AppError::Unauthenticated)?;
    if session.user != claims.sub || session.ended_at.is_some() || session.expires_at <= now {
        return Err(AppError::Unauthenticated);
    }
    let scope = scope_of_user(app, session.workspace, session.user).await?;
    let authenticated = Authenticated { scope: Arc::new(scope), session: session.id, user: session.user };
    app.scopes().put(authenticated.clone(), now);
    Ok(authenticated)
}

/// The scope of an active user; for sign-in, and for jobs that run with their user's rights.
pub async fn scope_of_user(app: &App, workspace: Id, user: Id) -> Result<Scope, AppError> {
    person(app, workspace, user).await.map(|(scope, _)| scope)
}

/// The same, and the user's own record.
pub(crate) async fn person(app: &App, workspace: Id, user: Id) -> Result<(Scope, Record), AppError> {
    let system = Scope::system(workspace);
    let permit = decide(&system, user::KIND.key, Action::Read, false)?;
    let schema = Schema::new(&user::KIND, Vec::new());
    let record = app.store().find_record(&permit, &schema, user).await?.ok_or(AppError::Unauthenticated)?;
    match (record.get(&user::STATUS), record.deleted_at) {
        (Some("active"), None) => {}
        (Some("suspended"), None) => return Err(AppError::Suspended),
        _ => return Err(AppError::Unauthenticated),
    }
    let any_of = |field: &str, op, ids: &[Id]| {
        let operand = Operand::Many(ids.iter().map(|id| id.to_string().into()).collect());
        Filter::Is(Condition { field: field.to_owned(), op, operand })
    };
    let held = record.get(&user::ROLES).unwrap_or_default();
    let roles = match held {
        [] => Vec::new(),
        ids => list_all(app, &system, &role::KIND, any_of("id", Op::In, ids), "title").await?,
    };
    let mates = match record.get(&user::TEAMS).unwrap_or_default() {
        [] => Vec::new(),
        ids => list_all(app, &system, &user::KIND, any_of(user::TEAMS.key(), Op::HasAny, ids), "title").await?,
    };
    let data = workspace::load(app, workspace).await?;
    let scope = scope_from(workspace, &record, &mates, &roles, data.time_zone());
    Ok((scope, record))
}

/// A user's scope from records already read. `users` may hold more than their team mates, `roles`
/// more than their roles.
pub(crate) fn scope_from(
    workspace: Id,
    user: &Record,
    users: &[Record],
    role_records: &[Record],
    workspace_zone: &str,
) -> Scope {
    let held = user.get(&user::ROLES).unwrap_or_default();
    let mut grants: Option<Grants> = None;
    for role in role_records.iter().filter(|role| held.contains(&role.id)) {
        let more = grants_of(role);
        match &mut grants {
            Some(grants) => grants.add(&more),
            None => grants = Some(more),
        }
    }
    let mut grants = grants.unwrap_or_default();
    grants.add(&roles::everybody());
    let teams = user.get(&user::TEAMS).unwrap_or_default();
    let shares = |other: &&Record| other.get(&user::TEAMS).unwrap_or_default().iter().any(|team| teams.contains(team));
    let mates = users.iter().filter(shares).map(|mate| mate.id).filter(|id| *id != user.id);
    Scope {
        workspace,
        principal: Principal::User(user.id),
        grants,
        team_user_ids: std::iter::once(user.id).chain(mates).collect(),
        time_zone: user.get(&user::TIME_ZONE).unwrap_or(workspace_zone).to_owned(),
        job: None,
    }
}

/// What a role allows, parts of records included. Rights that cannot be read allow nothing.
pub(crate) fn grants_of(role: &Record) -> Grants {
    let json = role.get(&role::GRANTS).cloned().unwrap_or_default();
    kith_catalog::roles::with_parts(serde_json::from_value(json).unwrap_or_default())
}
