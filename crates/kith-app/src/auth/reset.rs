//! Forgotten passwords.

use kith_access::Scope;
use kith_catalog::{user, workspace};
use kith_model::fold;
use kith_store::WriteSet;
use kith_store::system::{MailToken, SystemWrite};

use super::session::audit;
use super::sign_in::find;
use super::{Client, check_password, mails, password, secret, throttle};
use crate::error::unexpected;
use crate::{App, AppError};

const PURPOSE: &str = "password_reset";
const VALID_SECS: i64 = 3600;

/// Sends a link to choose a new password, where somebody active has this address. The answer is the
/// same where nobody has.
pub async fn forgot_password(app: &App, email: &str, client: &Client) -> Result<(), AppError> {
    let email = fold(email);
    throttle(app, &format!("forgot:address:{}", client.address), 30, 3600).await?;
    let account = format!("forgot:account:{}", email.chars().take(254).collect::<String>());
    match throttle(app, &account, 5, 3600).await {
        Ok(()) => {}
        // Said aloud, the limit would tell nothing, but the answer is promised to be the same.
        Err(AppError::TooManyRequests { .. }) => return Ok(()),
        Err(error) => return Err(error),
    }
    let Some(login) = app.store().find_login(&email).await? else { return Ok(()) };
    let scope = Scope::system(login.workspace);
    let (_, record) = find(app, &scope, &user::KIND, login.user).await?;
    if record.get(&user::STATUS) != Some("active") || record.deleted_at.is_some() {
        return Ok(());
    }
    let (token, now) = (secret::random_token(), app.now());
    let mut set = WriteSet::new(login.workspace, Some(login.user), None, now);
    set.system(SystemWrite::VoidMailTokens { user: login.user, purpose: PURPOSE.into() });
    set.system(SystemWrite::InsertMailToken(MailToken {
        hash: secret::hash(&token),
        purpose: PURPOSE.into(),
        workspace: login.workspace,
        user: login.user,
        expires_at: now.plus_seconds(VALID_SECS),
    }));
    crate::mails::queue(app, &mut set, mails::password_reset(app, (&login.email, &record.title), &token));
    app.store().commit(set).await.map_err(unexpected)?;
    app.wake_jobs();
    Ok(())
}

/// Sets a new password with the link's token. Every session ends.
pub async fn reset_password(app: &App, token: &str, new: &str, client: &Client) -> Result<(), AppError> {
    throttle(app, &format!("reset:{}", client.address), 30, 3600).await?;
    let hash = secret::hash(token);
    let found = app.store().find_mail_token(&hash).await?;
    let now = app.now();
    let found = found.filter(|t| t.purpose == PURPOSE && t.expires_at > now).ok_or(AppError::NotFound)?;
    let scope = Scope::system(found.workspace);
    let (_, record) = find(app, &scope, &user::KIND, found.user).await?;
    let (_, firm) = find(app, &scope, &workspace::KIND, found.workspace).await?;
    let known = [record.title.as_str(), record.get(&user::EMAIL).unwrap_or_default(), firm.title.as_str()];
    check_password(new, &known).map_err(|error| AppError::Validation(vec![error]))?;
    let password_hash = password::hash(app, new).await?;
    let mut set = WriteSet::new(found.workspace, Some(found.user), None, now);
    set.system(SystemWrite::UseMailToken { hash, at: now });
    set.system(SystemWrite::SetPassword { user: found.user, password_hash });
    set.system(SystemWrite::EndSessions { user: found.user, except: None, at: now });
    set.system(audit(found.user, "password_reset", client));
    match app.store().commit(set).await {
        Ok(()) => {}
        Err(kith_store::WriteError::VersionConflict { .. }) => return Err(AppError::NotFound),
        Err(error) => return Err(unexpected(error)),
    }
    app.scopes().drop_user(found.user);
    Ok(())
}
