//! A notification pushed to a browser, whether Kith is open there or not.

use kith_access::{Action, Scope, decide};
use kith_catalog::notification::{KIND, NOTIFICATION_KIND, READ_AT, RECORD, TASK_DUE, TASK_REMINDER, TICKET_DUE, USER};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Id, Record, Timestamp};
use kith_store::system::{PushBrowser, PushResult, SystemWrite};
use kith_store::{NewJob, WriteSet};
use serde_json::{Value as Json, json};

use super::browsers::{key, target_of};
use super::choice_of;
use super::mail::reader;
use super::words::{Told, tell};
use crate::error::unexpected;
use crate::jobs::{NOTIFY_BY_PUSH, failed};
use crate::ports::{Push, PushError};
use crate::{App, AppError, workspace};

/// A browser that is off for longer is told nothing; the bell still says it.
const KEPT_SECS: u32 = 86_400;
/// These are worth nothing later.
const URGENT: [&str; 3] = [TASK_REMINDER, TASK_DUE, TICKET_DUE];
/// So much of a sentence and of a quote is pushed: services take four kilobytes.
const CHARACTERS: usize = 200;

/// The job that pushes a notification to the browser of a session.
pub(crate) fn job(app: &App, workspace: Id, notification: Id, browser: Id, run_at: Timestamp) -> NewJob {
    NewJob {
        id: app.new_id(),
        workspace,
        name: NOTIFY_BY_PUSH.into(),
        payload: json!({"notification": notification, "browser": browser}),
        user: None,
        run_at,
        max_attempts: 8,
        total: None,
    }
}

/// Pushes the notification that the job is about, where it is still unread, wanted, and its reader's to
/// know. One that a service got twice shows once, because both have the same tag.
pub(crate) async fn run(app: &App, context: &JobContext) -> Result<JobOutput, JobError> {
    let id = |name: &str| context.job.new.payload[name].as_str().and_then(|id| id.parse::<Id>().ok());
    let (Some(notification), Some(browser)) = (id("notification"), id("browser")) else {
        return Err(JobError::Fatal("this job names no notification and browser".into()));
    };
    let workspace = context.workspace();
    let Some((browser, push)) = written(app, workspace, notification, browser).await.map_err(failed)? else {
        return Ok(JobOutput::default());
    };
    match send(app, workspace, &browser, &push).await.map_err(failed)? {
        Ok(()) | Err(PushError::Gone) => Ok(JobOutput::default()),
        Err(PushError::Later { why, pause: None }) => Err(JobError::Retry(why)),
        Err(PushError::Later { why, pause: Some(seconds) }) => Err(JobError::RetryAfter(why, seconds)),
        Err(PushError::Never(why)) => Err(JobError::Fatal(why)),
    }
}

/// What is pushed, and where; nothing where it need not or must not be.
async fn written(
    app: &App,
    workspace: Id,
    notification: Id,
    browser: Id,
) -> Result<Option<(PushBrowser, Push)>, AppError> {
    let system = Scope::system(workspace);
    let data = workspace::load(app, workspace).await?;
    let permit = decide(&system, KIND.key, Action::Read, KIND.activity)?;
    let found = app.store().find_record(&permit, &data.schema(&KIND), notification).await?;
    let Some(notice) = found.filter(|notice| notice.get(&READ_AT).is_none()) else { return Ok(None) };
    let Some((scope, person)) = reader(app, workspace, notice.get(&USER)).await? else { return Ok(None) };
    let what = notice.get(&NOTIFICATION_KIND).unwrap_or_default();
    if !choice_of(&person, what).push {
        return Ok(None);
    }
    let browser = app.store().find_push_browser(workspace, person.id, browser, app.now()).await?;
    let told = tell(app, &scope, &notice).await?;
    Ok(browser.zip(told.map(|told| message(app, &notice, &told))))
}

fn message(app: &App, notice: &Record, told: &Told) -> Push {
    let what = notice.get(&NOTIFICATION_KIND).unwrap_or_default();
    // The same told again of the same record takes the place of what is on the screen.
    let tag = match notice.get(&RECORD) {
        Some(link) => format!("{what}/{}/{}", link.kind, link.id),
        None => notice.id.to_string(),
    };
    let body = told.quote.as_deref().unwrap_or_default();
    push(
        app,
        URGENT.contains(&what),
        &json!({
            "title": short(&told.line), "body": short(body), "path": told.path, "tag": tag, "id": notice.id,
        }),
    )
}

/// What is pushed to see whether it arrives.
pub(super) fn trial(app: &App) -> Push {
    push(
        app,
        true,
        &json!({
            "title": "Notifications arrive", "body": "This is a test that you asked for in Kith.",
            "path": "/settings/notifications", "tag": "test", "id": null,
        }),
    )
}

fn push(app: &App, urgent: bool, body: &Json) -> Push {
    Push { body: body.to_string().into_bytes(), ttl_secs: KEPT_SECS, urgent, written_at: app.now() }
}

/// The beginning of a text.
fn short(text: &str) -> String {
    match text.char_indices().nth(CHARACTERS) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// Hands a push to a browser's service, and keeps how that ended. A browser that takes none any more is
/// forgotten.
pub(super) async fn send(
    app: &App,
    workspace: Id,
    browser: &PushBrowser,
    push: &Push,
) -> Result<Result<(), PushError>, AppError> {
    let ended = match key(app, workspace).await? {
        Some(key) => app.pusher().push(push, &target_of(browser), &key).await,
        None => Err(PushError::Never("The key of pushes cannot be opened any more. Turn them on once more.".into())),
    };
    let mut set = WriteSet::new(workspace, None, None, app.now());
    let trouble = match &ended {
        Ok(()) => None,
        Err(PushError::Gone) => {
            set.system(SystemWrite::DropPushEndpoint { endpoint: browser.endpoint.clone() });
            None
        }
        Err(PushError::Later { why, .. } | PushError::Never(why)) => Some(why.clone()),
    };
    let result = PushResult { session: browser.session, endpoint: browser.endpoint.clone(), trouble };
    set.system(SystemWrite::PushEnded(Box::new(result)));
    app.store().commit(set).await.map_err(unexpected)?;
    Ok(ended)
}
