//! The browsers in which somebody takes pushes, and the key pair by which push services know us.

use kith_access::Scope;
use kith_model::{FieldCode, Id};
use kith_store::WriteSet;
use kith_store::system::{PushBrowser, PushKeyPair, SystemWrite};
use serde_json::{Value as Json, json};

use super::push;
use crate::auth::throttle;
use crate::error::unexpected;
use crate::ports::{PushError, PushKey, PushTarget};
use crate::secrets::Renewed;
use crate::{App, AppError};

/// Where a key is sealed for.
fn place(workspace: Id) -> String {
    format!("push/{workspace}")
}

/// The caller's browsers, and the key that a browser has to be told.
pub async fn list(app: &App, scope: &Scope, session: Id) -> Result<Json, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let public = public_key(app, scope.workspace).await?;
    let browsers = app.store().list_push_browsers(scope.workspace, me, app.now()).await?;
    let rows = browsers.iter().map(|browser| shown(browser, session));
    Ok(json!({"key": public, "data": rows.collect::<Vec<Json>>()}))
}

fn shown(browser: &PushBrowser, session: Id) -> Json {
    json!({
        "id": browser.session, "device": browser.device, "created_at": browser.created_at,
        "succeeded_at": browser.succeeded_at, "failed_at": browser.failed_at, "trouble": browser.trouble,
        "current": browser.session == session,
    })
}

/// Lets the browser of a session take pushes. Asking again changes what differs.
pub async fn keep(app: &App, scope: &Scope, session: Id, target: PushTarget) -> Result<Json, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    app.pusher()
        .check(&target)
        .map_err(|trouble| AppError::field(trouble.field, FieldCode::Invalid, trouble.message))?;
    public_key(app, scope.workspace).await?;
    let before = app.store().find_push_browser(scope.workspace, me, session, app.now()).await?;
    if let Some(same) = before.filter(|before| target_of(before) == target) {
        return Ok(shown(&same, session));
    }
    let mut set = WriteSet::new(scope.workspace, Some(me), None, app.now());
    // Whoever was signed in there before is not told there any more.
    set.system(SystemWrite::DropPushEndpoint { endpoint: target.endpoint.clone() });
    set.system(SystemWrite::KeepPushBrowser(Box::new(PushBrowser {
        session,
        user: me,
        endpoint: target.endpoint,
        p256dh: target.p256dh,
        auth: target.auth,
        device: String::new(),
        created_at: app.now(),
        succeeded_at: None,
        failed_at: None,
        trouble: None,
    })));
    app.store().commit(set).await.map_err(unexpected)?;
    let kept = app.store().find_push_browser(scope.workspace, me, session, app.now()).await?;
    kept.map(|browser| shown(&browser, session)).ok_or(AppError::Unauthenticated)
}

/// Lets one of the caller's browsers take no pushes any more.
pub async fn remove(app: &App, scope: &Scope, session: Id) -> Result<(), AppError> {
    own(app, scope, session).await?;
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(SystemWrite::DropPushBrowser { session });
    app.store().commit(set).await.map_err(unexpected)
}

/// Pushes a few words to one of the caller's browsers, and says at once how that ended.
pub async fn test(app: &App, scope: &Scope, session: Id) -> Result<(), AppError> {
    let browser = own(app, scope, session).await?;
    throttle(app, &format!("push_test:{:?}", scope.user()), 20, 3600).await?;
    match push::send(app, scope.workspace, &browser, &push::trial(app)).await? {
        Ok(()) => Ok(()),
        Err(PushError::Gone) => Err(AppError::Conflict(
            "This browser takes no notifications any more. Turn them on there once more.".into(),
        )),
        Err(PushError::Later { why, .. } | PushError::Never(why)) => Err(AppError::Conflict(why)),
    }
}

async fn own(app: &App, scope: &Scope, session: Id) -> Result<PushBrowser, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let found = app.store().find_push_browser(scope.workspace, me, session, app.now()).await?;
    found.ok_or(AppError::NotFound)
}

pub(super) fn target_of(browser: &PushBrowser) -> PushTarget {
    PushTarget { endpoint: browser.endpoint.clone(), p256dh: browser.p256dh.clone(), auth: browser.auth.clone() }
}

/// The key pair of a workspace, ready to sign; nothing where it was sealed with a key that is gone.
pub(super) async fn key(app: &App, workspace: Id) -> Result<Option<PushKey>, AppError> {
    Ok(app.store().find_push_key(workspace).await?.and_then(|pair| opened(app, workspace, &pair)))
}

fn opened(app: &App, workspace: Id, pair: &PushKeyPair) -> Option<PushKey> {
    let secret = app.config().secrets.open(&place(workspace), &pair.secret)?;
    Some(PushKey { public: pair.public.clone(), secret })
}

/// The half of a workspace's key pair that browsers are told. The pair is made when the first of them
/// asks; of two processes that make one at once, both use the one that was written first.
async fn public_key(app: &App, workspace: Id) -> Result<String, AppError> {
    let known = app.store().find_push_key(workspace).await?;
    if let Some(key) = known.as_ref().and_then(|pair| opened(app, workspace, pair)) {
        return Ok(key.public);
    }
    let made = app.pusher().new_key();
    let secret = app.config().secrets.seal(&place(workspace), &made.secret)?;
    let pair = PushKeyPair { public: made.public, secret };
    let mut set = WriteSet::new(workspace, None, None, app.now());
    match known {
        None => set.system(SystemWrite::MakePushKey(pair)),
        // Nobody can open it any more, so that browsers which know it can be told nothing.
        Some(lost) => {
            set.system(SystemWrite::ReplacePushKey { was: lost.secret, pair });
            set.system(SystemWrite::DropPushBrowsers);
        }
    };
    app.store().commit(set).await.map_err(unexpected)?;
    let kept = app.store().find_push_key(workspace).await?;
    kept.map(|pair| pair.public).ok_or_else(|| AppError::Internal("there is no key for pushes".into()))
}

/// Seals the half that signs with the key that seals now.
pub(crate) async fn seal_anew(app: &App, workspace: Id) -> Result<Renewed, AppError> {
    let Some(pair) = app.store().find_push_key(workspace).await? else { return Ok(Renewed::Same) };
    let renewed = app.config().secrets.renew(&place(workspace), &pair.secret)?;
    if let Renewed::Sealed(secret) = &renewed {
        let mut set = WriteSet::new(workspace, None, None, app.now());
        let anew = PushKeyPair { public: pair.public, secret: secret.clone() };
        set.system(SystemWrite::ReplacePushKey { was: pair.secret, pair: anew });
        app.store().commit(set).await.map_err(unexpected)?;
    }
    Ok(renewed)
}
