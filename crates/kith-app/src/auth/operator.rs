//! What whoever has the machine may do with users: make one, set a password.

use kith_access::Scope;
use kith_catalog::{role, user};
use kith_model::{FieldCode, Filter, Id, Record, fold};
use kith_store::WriteSet;
use kith_store::system::{Login, SystemWrite};
use serde_json::json;

use super::register::hue_of;
use super::{check_password, password};
use crate::error::unexpected;
use crate::records::{Planner, commit_error, committed};
use crate::workspace::list_all;
use crate::{App, AppError};

/// Makes an active user with a password and roles, given by their keys or names.
pub async fn create_user(
    app: &App,
    scope: &Scope,
    name: &str,
    email: &str,
    new_password: &str,
    roles: &[String],
) -> Result<Id, AppError> {
    check_password(new_password, &[name, email]).map_err(|error| AppError::Validation(vec![error]))?;
    let known = list_all(app, scope, &role::KIND, Filter::all(), "title").await?;
    let mut role_ids = Vec::new();
    for wanted in roles {
        let matches = |role: &&Record| role.get(&role::KEY) == Some(wanted) || fold(&role.title) == fold(wanted);
        let found = known.iter().find(matches);
        let message = format!("There is no role \"{wanted}\".");
        role_ids.push(found.ok_or_else(|| AppError::field("role_ids", FieldCode::NotFound, &message))?.id);
    }
    let body = json!({
        "name": name, "email": email, "status": "active", "role_ids": role_ids, "avatar_hue": hue_of(email),
    });
    let planner = Planner::internal(app, scope).await?;
    let body = body.as_object().cloned().unwrap_or_default();
    let mut planned = planner.create(&user::KIND, app.new_id(), &body).await?;
    let password_hash = password::hash(app, new_password).await?;
    planned.set.system(SystemWrite::InsertLogin(Login {
        email: fold(email),
        workspace: scope.workspace,
        user: planned.after.id,
        password_hash: Some(password_hash),
    }));
    app.store().commit(planned.set).await.map_err(|error| commit_error(&user::KIND, error))?;
    committed(app, scope, &user::KIND, None, &planned.after);
    Ok(planned.after.id)
}

/// Sets a user's password and ends all their sessions.
pub async fn set_password(app: &App, scope: &Scope, user: Id, new_password: &str) -> Result<(), AppError> {
    check_password(new_password, &[]).map_err(|error| AppError::Validation(vec![error]))?;
    let password_hash = password::hash(app, new_password).await?;
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(SystemWrite::SetPassword { user, password_hash });
    set.system(SystemWrite::EndSessions { user, except: None, at: app.now() });
    app.store().commit(set).await.map_err(unexpected)?;
    app.scopes().drop_user(user);
    Ok(())
}

/// The users of a workspace by name.
pub async fn list_users(app: &App, scope: &Scope) -> Result<Vec<Record>, AppError> {
    list_all(app, scope, &user::KIND, Filter::all(), "title").await
}
