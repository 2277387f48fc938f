//! What nobody asks for, and when: emptying the trash, old rows, new keys.

use std::sync::Arc;

use kith_access::Scope;
use kith_jobs::Schedule;

use super::trash;
use crate::modules::sales::{scoring, sequence};
use crate::modules::{service, work};
use crate::{App, AppError, auth, files, notices, reports};

/// The schedules of an app.
pub(crate) fn schedules(app: &App) -> Vec<Schedule> {
    const HOUR: i64 = 3600;
    vec![
        every(app, HOUR, "empty_trash", |app| async move { trash::empty_trash(&app).await }),
        every(app, 600, "maintenance", |app| async move { Ok(app.store().maintenance(app.now()).await?) }),
        every(app, 60, "recount", |app| async move { recount(&app).await }),
        every(app, HOUR, "gather_counters", |app| async move { gather_counters(&app).await }),
        every(app, 300, "send_digests", |app| async move { notices::send_due(&app).await }),
        every(app, 60, "send_reports", |app| async move { reports::schedule::send_due(&app).await }),
        every(app, 60, "advance_sequences", |app| async move { sequence::advance_all(&app).await }),
        every(app, 60, "ticket_clocks", |app| async move { service::sweep(&app).await }),
        every(app, 60, "remind_of_tasks", |app| async move { work::sweep(&app).await }),
        every(app, HOUR, "refresh_scores", |app| async move { scoring::refresh_all(&app).await }),
        every(app, HOUR, "learn_from_leads", |app| async move { scoring::train_due(&app).await }),
        every(app, HOUR, "forget_uploads", |app| async move { files::sweep_expired(&app).await }),
        every(app, 24 * HOUR, "remove_orphans", |app| async move { files::sweep_orphans(&app).await }),
        every(app, HOUR, "scan_files", |app| async move { files::scan_left(&app).await }),
        every(app, HOUR, "rotate_keys", |app| async move { auth::rotate_keys(&app).await }),
    ]
}

fn every<F, Work>(app: &App, every_secs: i64, name: &'static str, run: F) -> Schedule
where
    F: Fn(App) -> Work + Send + Sync + 'static,
    Work: Future<Output = Result<(), AppError>> + Send + 'static,
{
    let app = app.clone();
    let run = Arc::new(move || -> kith_jobs::BoxFuture<'static, Result<(), String>> {
        let work = run(app.clone());
        Box::pin(async move { work.await.map_err(|error| error.to_string()) })
    });
    Schedule { name, every_secs, run }
}

/// Counts anew what was counted by other rules.
async fn recount(app: &App) -> Result<(), AppError> {
    let counted = app.store().recount_outdated(app.now()).await.map_err(crate::error::unexpected)?;
    if counted > 0 {
        tracing::info!(workspaces = counted, "counted anew");
    }
    Ok(())
}

/// Puts together what many writers at once have spread.
async fn gather_counters(app: &App) -> Result<(), AppError> {
    app.store().gather_counters().await.map_err(crate::error::unexpected)?;
    Ok(())
}

/// Does something for each workspace. What fails in one is logged as `failed` says, tried again with
/// the next round, and keeps no other back.
pub(crate) async fn each_workspace<Work>(
    app: &App,
    failed: &'static str,
    work: impl Fn(Scope) -> Work,
) -> Result<(), AppError>
where
    Work: Future<Output = Result<(), AppError>>,
{
    for workspace in app.store().list_workspaces().await? {
        if let Err(error) = work(Scope::system(workspace)).await {
            tracing::error!(%workspace, %error, "{failed}");
        }
    }
    Ok(())
}
