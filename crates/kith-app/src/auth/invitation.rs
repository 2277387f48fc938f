//! Invitations: how colleagues come in.

use kith_access::{Action, Scope, decide};
use kith_catalog::{user, workspace};
use kith_model::{FieldCode, Id, Record, fold};
use kith_store::WriteSet;
use kith_store::system::{Login, MailToken, SystemWrite};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::register::hue_of;
use super::session::audit;
use super::sign_in::{complete, find};
use super::{Client, SignedIn, check_password, mails, password, secret, throttle};
use crate::error::unexpected;
use crate::records::{Planner, Saved, commit_error, committed, record_json};
use crate::{App, AppError};

const PURPOSE: &str = "invitation";
const VALID_SECS: i64 = 7 * 86_400;

/// Whom to invite.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// The address the invitation goes to.
    pub email: String,
    /// The person's name, if known.
    pub name: Option<String>,
    /// Their roles.
    #[serde(default)]
    pub role_ids: Vec<Id>,
    /// Their teams.
    #[serde(default)]
    pub team_ids: Vec<Id>,
}

/// Invites somebody: a user who cannot sign in yet, and a mail with a link.
pub async fn invite(app: &App, scope: &Scope, invitation: &Invitation) -> Result<Saved, AppError> {
    decide(scope, user::KIND.key, Action::Create, false)?;
    let planner = Planner::internal(app, scope).await?;
    let local = invitation.email.split('@').next().unwrap_or_default();
    let named = invitation.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let body = json!({
        "name": named.unwrap_or(local),
        "email": invitation.email,
        "status": "invited",
        "role_ids": invitation.role_ids,
        "team_ids": invitation.team_ids,
        "avatar_hue": hue_of(&invitation.email),
    });
    let body = body.as_object().cloned().unwrap_or_default();
    if !invitation.role_ids.is_empty() && !scope.grants.admin {
        return Err(AppError::field("role_ids", FieldCode::Forbidden, "Only an administrator gives roles."));
    }
    let mut planned = planner.create(&user::KIND, app.new_id(), &body).await?;
    let id = planned.after.id;
    planned.set.system(SystemWrite::InsertLogin(Login {
        email: fold(&invitation.email),
        workspace: scope.workspace,
        user: id,
        password_hash: None,
    }));
    send(app, scope, &mut planned.set, &planned.after, named.unwrap_or_default()).await?;
    let saved = Saved { id, version: 1, json: record_json(&planned.schema, &planned.mask, &planned.after) };
    app.store().commit(planned.set).await.map_err(|error| commit_error(&user::KIND, error))?;
    committed(app, scope, &user::KIND, None, &planned.after);
    app.wake_jobs();
    Ok(saved)
}

/// Sends the invitation of a user who has not accepted yet once more; the old link stops working.
pub async fn resend_invitation(app: &App, scope: &Scope, user_id: Id) -> Result<(), AppError> {
    decide(scope, user::KIND.key, Action::Create, false)?;
    let (_, invited) = find(app, &Scope::system(scope.workspace), &user::KIND, user_id).await?;
    if invited.get(&user::STATUS) != Some("invited") || invited.deleted_at.is_some() {
        return Err(AppError::Conflict("This invitation has been accepted already.".into()));
    }
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(SystemWrite::VoidMailTokens { user: user_id, purpose: PURPOSE.into() });
    send(app, scope, &mut set, &invited, &invited.title).await?;
    app.store().commit(set).await.map_err(unexpected)?;
    app.wake_jobs();
    Ok(())
}

async fn send(app: &App, scope: &Scope, set: &mut WriteSet, invited: &Record, name: &str) -> Result<(), AppError> {
    let system = Scope::system(scope.workspace);
    let (_, firm) = find(app, &system, &workspace::KIND, scope.workspace).await?;
    let inviter = match scope.user() {
        Some(id) => find(app, &system, &user::KIND, id).await?.1.title,
        None => String::new(),
    };
    let (token, expires_at) = (secret::random_token(), app.now().plus_seconds(VALID_SECS));
    set.system(SystemWrite::InsertMailToken(MailToken {
        hash: secret::hash(&token),
        purpose: PURPOSE.into(),
        workspace: scope.workspace,
        user: invited.id,
        expires_at,
    }));
    let to = (invited.get(&user::EMAIL).unwrap_or_default(), name);
    crate::mails::queue(app, set, mails::invitation(app, &firm.title, to, &inviter, &token, expires_at));
    Ok(())
}

async fn find_token(app: &App, token: &str) -> Result<(MailToken, Record, Record), AppError> {
    let found = app.store().find_mail_token(&secret::hash(token)).await?;
    let found = found.filter(|t| t.purpose == PURPOSE && t.expires_at > app.now()).ok_or(AppError::NotFound)?;
    let system = Scope::system(found.workspace);
    let (_, invited) = find(app, &system, &user::KIND, found.user).await?;
    let (_, firm) = find(app, &system, &workspace::KIND, found.workspace).await?;
    if invited.get(&user::STATUS) != Some("invited") || invited.deleted_at.is_some() {
        return Err(AppError::NotFound);
    }
    Ok((found, invited, firm))
}

/// What the page behind the link shows: `{"workspace": {"name"}, "email", "name"}`.
pub async fn find_invitation(app: &App, token: &str, client: &Client) -> Result<Json, AppError> {
    throttle(app, &format!("invitation:{}", client.address), 60, 3600).await?;
    let (_, invited, firm) = find_token(app, token).await?;
    let email = invited.get(&user::EMAIL).unwrap_or_default();
    // The part before the @ stands in for a name nobody has given yet.
    let name = Some(invited.title.as_str()).filter(|name| *name != email.split('@').next().unwrap_or_default());
    Ok(json!({"workspace": {"name": firm.title}, "email": email, "name": name.unwrap_or_default()}))
}

/// Accepts an invitation: name, password, and signed in.
pub async fn accept_invitation(
    app: &App,
    token: &str,
    name: &str,
    new_password: &str,
    client: &Client,
) -> Result<SignedIn, AppError> {
    throttle(app, &format!("invitation:{}", client.address), 60, 3600).await?;
    let (found, invited, firm) = find_token(app, token).await?;
    let email = invited.get(&user::EMAIL).unwrap_or_default().to_owned();
    let mut errors = Vec::new();
    errors.extend(check_password(new_password, &[name, &email, &firm.title]).err());
    let system = Scope::system(found.workspace);
    let planner = Planner::internal(app, &system).await?;
    let permit = planner.permit(&user::KIND, Action::Update)?;
    let body: Map<String, Json> =
        [("name".to_owned(), json!(name)), ("status".to_owned(), json!("active"))].into_iter().collect();
    let planned = match planner.update(&permit, &user::KIND, invited, &body).await {
        Ok(planned) => planned,
        Err(AppError::Validation(more)) => {
            errors.extend(more);
            None
        }
        Err(error) => return Err(error),
    };
    let Some(mut planned) = planned.filter(|_| errors.is_empty()) else { return Err(AppError::Validation(errors)) };
    let now = app.now();
    let password_hash = password::hash(app, new_password).await?;
    planned.set.system(SystemWrite::UseMailToken { hash: found.hash.clone(), at: now });
    planned.set.system(SystemWrite::SetPassword { user: found.user, password_hash });
    planned.set.system(audit(found.user, "sign_in", client));
    let login = Login { email: fold(&email), workspace: found.workspace, user: found.user, password_hash: None };
    let signed_in = complete(app, planned.set, &login, client).await?;
    committed(app, &system, &user::KIND, planned.before.as_ref(), &planned.after);
    Ok(signed_in)
}
