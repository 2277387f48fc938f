//! Reports that are sent by mail: each recipient gets what they may read themselves.

use kith_access::{Action, Scope, decide};
use kith_catalog::report::{
    DEFINITION, FORMAT, KIND, LAST_SENT_AT, NAME, NEXT_SEND_AT, RECIPIENTS, SCHEDULE, SCHEDULE_DAY, SCHEDULE_HOUR,
};
use kith_catalog::user;
use kith_model::{Id, Op, Operand, Record, Timestamp, Value};
use kith_store::WriteError;
use serde_json::Value as Json;

use super::definition::Definition;
use super::{FileFormat, file, run};
use crate::dashboard::ask::condition;
use crate::error::unexpected;
use crate::jobs::each_workspace;
use crate::mails::{Draft, DraftFile};
use crate::modules::draft_put as put;
use crate::records::records_by_id;
use crate::workspace::{WorkspaceData, list_all};
use crate::{App, AppError, auth, mails, workspace};

/// When a report is sent next, after a moment; `None` where it is not sent.
pub(crate) fn next_send(report: &Record, after: Timestamp, zone: &str) -> Option<Timestamp> {
    let hour = report.get(&SCHEDULE_HOUR).unwrap_or(7);
    let day = report.get(&SCHEDULE_DAY).unwrap_or(1);
    let today = after.date_in(zone);
    let mut days = (0..=62).map(|ahead| today.plus_days(ahead));
    let due = |date: &kith_model::Date| match report.get(&SCHEDULE) {
        Some("daily") => true,
        Some("weekly") => date.days_since(date.monday()) + 1 == day,
        Some("monthly") => date.days_since(date.first_of_month()) + 1 == day,
        _ => false,
    };
    days.find_map(|date| Some(date.hour_in(hour, zone)).filter(|moment| due(&date) && *moment > after))
}

/// Sends what is due, in every workspace. A report that two processes take up is sent once.
pub(crate) async fn send_due(app: &App) -> Result<(), AppError> {
    each_workspace(app, "reports could not be sent", |system| send_due_of(app, system)).await
}

async fn send_due_of(app: &App, system: Scope) -> Result<(), AppError> {
    let now = app.now();
    let due = condition(NEXT_SEND_AT.key(), Op::OnOrBefore, Operand::One(now.to_string().into()));
    let reports = list_all(app, &system, &KIND, due, "id").await?;
    if reports.is_empty() {
        return Ok(());
    }
    let data = workspace::load(app, system.workspace).await?;
    for report in reports {
        let id = report.id;
        // One that fails is tried again the next time, and keeps no other back.
        if let Err(error) = send(app, &system, &data, report, now).await {
            tracing::error!(workspace = %system.workspace, report = %id, %error, "a report could not be sent");
        }
    }
    Ok(())
}

async fn send(app: &App, system: &Scope, data: &WorkspaceData, report: Record, now: Timestamp) -> Result<(), AppError> {
    let ids: Vec<Id> = report.get(&RECIPIENTS).unwrap_or_default().to_vec();
    let people = records_by_id(app, system, &user::KIND, &ids).await?;
    let mut set = data.write_set(system, now);
    for person in people.iter().filter(|person| person.get(&user::STATUS) == Some("active")) {
        if let Some(mail) = mail(app, system.workspace, data, &report, person).await? {
            mails::queue(app, &mut set, mail);
        }
    }
    let permit = decide(system, KIND.key, Action::Update, KIND.activity)?;
    let mut after = report.clone();
    put(&mut after, LAST_SENT_AT.key(), Value::Time(now));
    put(&mut after, NEXT_SEND_AT.key(), next_send(&report, now, data.time_zone()).map_or(Value::Null, Value::Time));
    after.version += 1;
    after.updated_at = now;
    set.update(&permit, &data.schema(&KIND), report, after);
    match app.store().commit(set).await {
        // Another process was faster, or somebody changed it: the next round looks again.
        Ok(()) | Err(WriteError::VersionConflict { .. }) => Ok(()),
        Err(error) => Err(unexpected(error)),
    }
}

/// The mail with the report as its recipient may see it; none where they may not see it at all.
async fn mail(
    app: &App,
    id: Id,
    data: &WorkspaceData,
    report: &Record,
    person: &Record,
) -> Result<Option<Draft>, AppError> {
    let Some(address) = person.get(&user::EMAIL) else { return Ok(None) };
    let Ok(scope) = auth::scope_of_user(app, id, person.id).await else { return Ok(None) };
    let empty = serde_json::Map::new();
    let json = report.get(&DEFINITION).and_then(Json::as_object).unwrap_or(&empty);
    let table = match Definition::read(json) {
        Ok(definition) => run(app, &scope, &definition).await,
        Err(error) => Err(error),
    };
    let table = match table {
        Ok(table) => table,
        // Rights taken away, a field that is gone: whoever opens the report is told.
        Err(AppError::Forbidden { .. } | AppError::Filter(_) | AppError::Validation(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let format = report.get(&FORMAT).and_then(FileFormat::find).unwrap_or(FileFormat::Xlsx);
    let name = report.get(&NAME).unwrap_or(&table.title).to_owned();
    let days = match &table.range {
        Some(range) => format!("{} to {}", range.first, range.last),
        None => app.now().date_in(data.time_zone()).to_string(),
    };
    let link = format!("{}/reports/{}", app.config().public_url, report.id);
    let text = format!(
        "Hello {},\n\nhere is the report \"{name}\" of {}, {days}. It shows what you may read.\n\n{link}\n\n\
         Whoever made it decides when it is sent.\n",
        person.title, data.settings.title
    );
    let file_name = format!("{}.{}", name.replace(['/', '\\', '"'], "-"), format.extension());
    let bytes = file(app, &scope, table, format).await?;
    let file = DraftFile::Bytes { name: file_name, content_type: format.content_type().into(), bytes };
    let draft = Draft::new((address, &person.title), format!("{name}, {days}"), text);
    Ok(Some(Draft { files: vec![file], ..draft }))
}
