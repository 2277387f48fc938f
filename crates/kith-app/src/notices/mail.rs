//! A mail for one notification, at once.

use kith_access::{Action, Permit, Scope, decide};
use kith_catalog::notification::{KIND, MAIL, MAIL_NOW, NOTIFICATION_KIND, READ_AT, RECORD, USER};
use kith_catalog::user;
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Id, Record, Timestamp, Value};
use kith_store::{NewJob, WriteError, WriteSet};
use serde_json::json;

use super::unsubscribe;
use super::words::{Told, tell};
use super::{MailWay, choice_of};
use crate::jobs::{NOTIFY_BY_MAIL, failed};
use crate::mails::{Draft, queue};
use crate::modules::draft_put as put;
use crate::workspace::WorkspaceData;
use crate::{App, AppError, auth, workspace};

/// The job that mails a notification.
pub(crate) fn job(app: &App, workspace: Id, notification: Id, run_at: Timestamp) -> NewJob {
    NewJob {
        id: app.new_id(),
        workspace,
        name: NOTIFY_BY_MAIL.into(),
        payload: json!({"notification": notification}),
        user: None,
        run_at,
        max_attempts: 10,
        total: None,
    }
}

/// Mails the notification that the job is about, if that has not been done and it is still unread.
pub(crate) async fn run(app: &App, context: &JobContext) -> Result<JobOutput, JobError> {
    let id = context.job.new.payload["notification"].as_str().and_then(|id| id.parse::<Id>().ok());
    let id = id.ok_or_else(|| JobError::Fatal("this job names no notification".into()))?;
    let system = Scope::system(context.workspace());
    while !settle(app, &system, id).await.map_err(failed)? {}
    Ok(JobOutput::default())
}

/// One try; whether it is settled. Somebody who reads it at the same moment makes it try again.
async fn settle(app: &App, system: &Scope, id: Id) -> Result<bool, AppError> {
    let data = workspace::load(app, system.workspace).await?;
    let permit = decide(system, KIND.key, Action::Update, KIND.activity)?;
    let found = app.store().find_record(&permit, &data.schema(&KIND), id).await?;
    let Some(notice) = found.filter(|notice| notice.get(&MAIL) == Some(MAIL_NOW)) else { return Ok(true) };
    let mut set = data.write_set(system, app.now());
    let reader = reader(app, system.workspace, notice.get(&USER)).await?;
    if let Some((reader, person)) = reader.filter(|_| notice.get(&READ_AT).is_none()) {
        let what = notice.get(&NOTIFICATION_KIND).unwrap_or_default();
        let wanted = choice_of(&person, what).mail != MailWay::Off;
        if let Some(told) = tell(app, &reader, &notice).await?.filter(|_| wanted) {
            let about = notice.get(&RECORD).map(|link| (link.kind.to_string(), link.id));
            let draft = letter(app, system.workspace, &person, what, &told)?;
            queue(app, &mut set, Draft { about, ..draft });
        }
    }
    mailed(&mut set, &permit, &data, app.now(), notice);
    match app.store().commit(set).await {
        Ok(()) => app.wake_jobs(),
        Err(WriteError::VersionConflict { .. }) => return Ok(false),
        Err(error) => return Err(crate::error::unexpected(error)),
    }
    Ok(true)
}

/// Somebody with their rights; nobody where they cannot sign in.
pub(super) async fn reader(app: &App, workspace: Id, id: Option<Id>) -> Result<Option<(Scope, Record)>, AppError> {
    let Some(id) = id else { return Ok(None) };
    match auth::person(app, workspace, id).await {
        Ok(found) => Ok(Some(found)),
        Err(AppError::Suspended | AppError::Unauthenticated) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Notes that a notification needs no mail any more.
pub(super) fn mailed(set: &mut WriteSet, permit: &Permit, data: &WorkspaceData, now: Timestamp, notice: Record) {
    let mut after = notice.clone();
    put(&mut after, MAIL.key(), Value::Null);
    after.version += 1;
    after.updated_at = now;
    set.update(permit, &data.schema(&KIND), notice, after);
}

fn letter(app: &App, workspace: Id, person: &Record, what: &str, told: &Told) -> Result<Draft, AppError> {
    let quote = told.quote.iter().filter(|quote| !quote.is_empty());
    let quote = quote.map(|quote| format!("> {}\n\n", quote.replace('\n', "\n> "))).collect::<String>();
    let url = &app.config().public_url;
    let text = format!("Hello {},\n\n{}.\n\n{quote}{url}{}\n", person.title, told.line, told.path);
    addressed(app, workspace, person, what, told.line.clone(), text)
}

/// A mail to somebody that is theirs alone, and says at its end how mails like it are turned off: those
/// about one kind of thing, or the digest.
pub(super) fn addressed(
    app: &App,
    workspace: Id,
    person: &Record,
    what: &str,
    subject: String,
    text: String,
) -> Result<Draft, AppError> {
    let address = person.get(&user::EMAIL).unwrap_or_default();
    let link = unsubscribe::link(app, workspace, person.id, what)?;
    let url = &app.config().public_url;
    let text = format!(
        "{text}\n--\nTurn mails like this off, without signing in: {link}\n\
         What you are told by mail, and when: {url}/settings/notifications\n"
    );
    let draft = Draft::new((address, &person.title), subject, text);
    Ok(Draft { by: Some(person.id), private: true, unsubscribe: Some(link), ..draft })
}
