//! Signing in with address and password.

use kith_access::{Action, Scope, decide};
use kith_catalog::{user, workspace};
use kith_model::{Id, Record, Schema, fold};
use kith_store::WriteSet;
use kith_store::system::{Login, SystemWrite};
use serde_json::Value as Json;

use super::session::{audit, open};
use super::{Client, SignedIn, password, throttle};
use crate::error::unexpected;
use crate::records::record_json;
use crate::{App, AppError};

/// What somebody signs in with.
#[derive(Clone)]
pub struct Credentials {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
}

const WINDOW_SECS: i64 = 15 * 60;
const PER_ACCOUNT: i64 = 10;
const PER_ADDRESS: i64 = 100;

/// Signs in. An unknown address takes as long and answers the same as a wrong password.
pub async fn sign_in(app: &App, credentials: &Credentials, client: &Client) -> Result<SignedIn, AppError> {
    let email = fold(&credentials.email);
    let account = format!("sign_in:account:{}", email.chars().take(254).collect::<String>());
    throttle(app, &format!("sign_in:address:{}", client.address), PER_ADDRESS, WINDOW_SECS).await?;
    throttle(app, &account, PER_ACCOUNT, WINDOW_SECS).await?;
    let login = app.store().find_login(&email).await?;
    let stored = login.as_ref().and_then(|login| login.password_hash.as_deref());
    let (right, renew) = password::verify(app, &credentials.password, stored).await?;
    let Some(login) = login else { return Err(AppError::InvalidCredentials) };
    let mut set = WriteSet::new(login.workspace, Some(login.user), None, app.now());
    if !right || login.password_hash.is_none() {
        set.system(audit(login.user, "sign_in_failed", client));
        app.store().commit(set).await.map_err(unexpected)?;
        return Err(AppError::InvalidCredentials);
    }
    match super::scope_of_user(app, login.workspace, login.user).await {
        Ok(_) => {}
        Err(AppError::Unauthenticated) => return Err(AppError::InvalidCredentials),
        Err(error) => return Err(error),
    }
    if renew {
        let password_hash = password::hash(app, &credentials.password).await?;
        set.system(SystemWrite::SetPassword { user: login.user, password_hash });
    }
    set.system(audit(login.user, "sign_in", client));
    let signed_in = complete(app, set, &login, client).await?;
    app.store().throttle_clear(&account).await?;
    Ok(signed_in)
}

/// Commits a set together with a new session for its user.
pub(super) async fn complete(
    app: &App,
    mut set: WriteSet,
    login: &Login,
    client: &Client,
) -> Result<SignedIn, AppError> {
    let tokens = open(app, &mut set, login.workspace, login.user, client).await?;
    app.store().commit(set).await.map_err(unexpected)?;
    let (user, workspace) = who(app, login.workspace, login.user).await?;
    Ok(SignedIn { user, workspace, tokens })
}

/// A user and their workspace as the API writes them.
pub(super) async fn who(app: &App, workspace_id: Id, user_id: Id) -> Result<(Json, Json), AppError> {
    let scope = Scope::system(workspace_id);
    let (user_schema, user) = find(app, &scope, &user::KIND, user_id).await?;
    let (workspace_schema, workspace) = find(app, &scope, &workspace::KIND, workspace_id).await?;
    let mask = kith_access::FieldMask::default();
    Ok((record_json(&user_schema, &mask, &user), record_json(&workspace_schema, &mask, &workspace)))
}

/// A record in Kith's own name.
pub(super) async fn find(
    app: &App,
    system: &Scope,
    kind: &'static kith_model::RecordKind,
    id: Id,
) -> Result<(Schema, Record), AppError> {
    let permit = decide(system, kind.key, Action::Read, kind.activity)?;
    let schema = Schema::new(kind, Vec::new());
    let record = app.store().find_record(&permit, &schema, id).await?.ok_or(AppError::NotFound)?;
    Ok((schema, record))
}
