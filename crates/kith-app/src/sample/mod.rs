//! Sample data: something to look at in a new workspace, gone again in one call.
//!
//! Its records are marked in the audit trail by a job id that no job has, the workspace's own id, so
//! that they can be found whatever became of them.

mod data;

use std::collections::HashMap;

use kith_access::{Action, Scope, decide};
use kith_catalog::{KINDS, find_kind, workspace as workspace_kind};
use kith_model::{Id, Value};
use kith_store::AuditQuery;

use crate::modules::draft_put;
use crate::modules::sales::sequence;
use crate::records;
use crate::{App, AppError, workspace};

/// Loads the sample records as the caller's own. A second call while they are there does nothing.
pub async fn load(app: &App, scope: &Scope) -> Result<usize, AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    if data.settings.get(&workspace_kind::SAMPLE_DATA) == Some(true) {
        return Ok(0);
    }
    mark(app, scope, true).await?;
    let marked = Scope { job: Some(scope.workspace), ..scope.clone() };
    let pipeline = data.default_pipeline().map(|pipeline| pipeline.id);
    let stages: Vec<Id> = pipeline.map(|id| data.stages_of(id).map(|stage| stage.id).collect()).unwrap_or_default();
    let mut made: HashMap<&str, Id> = HashMap::new();
    let samples = data::records(app.now(), &stages, data.currency());
    let count = samples.len();
    for mut sample in samples {
        let Some(kind) = find_kind(sample.kind) else { continue };
        for value in sample.body.values_mut() {
            data::resolve(value, &|name| made.get(name).copied());
        }
        let saved = records::create(app, &marked, kind, &sample.body, None).await?;
        made.insert(sample.name, saved.id);
    }
    if let (Some(nurture), Some(lead)) = (made.get("nurture"), made.get("priya")) {
        sequence::start_one(app, &marked, *nurture, *lead).await?;
    }
    Ok(count)
}

/// Puts the sample records into the trash, those that people have changed since too. Answers how many.
pub async fn remove(app: &App, scope: &Scope) -> Result<usize, AppError> {
    let permits: Vec<_> =
        KINDS.into_iter().filter_map(|kind| decide(scope, kind.key, Action::Read, kind.activity).ok()).collect();
    let mut query = AuditQuery { job: Some(scope.workspace), limit: 200, ..AuditQuery::default() };
    let mut found: Vec<(String, Id)> = Vec::new();
    loop {
        let page = app.store().list_audit(&permits, &query).await?;
        found.extend(
            page.iter().filter(|entry| entry.op == "create").map(|entry| (entry.kind.clone(), entry.record_id)),
        );
        match page.last() {
            Some(last) if page.len() == query.limit as usize => query.before = Some((last.at, last.id)),
            _ => break,
        }
    }
    let mut removed = 0;
    // Newest first, so that what hangs on a record goes before it.
    for (kind, id) in found {
        // What Kith keeps as a part of a record goes with that.
        let Some(kind) = find_kind(&kind).filter(|kind| !kind.kept) else { continue };
        match records::delete(app, scope, kind, id, None).await {
            Ok(()) => removed += 1,
            // Somebody has put it into the trash already, or something of their own needs it.
            Err(AppError::NotFound | AppError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    mark(app, scope, false).await?;
    Ok(removed)
}

/// Notes in the workspace's record whether sample data is loaded.
async fn mark(app: &App, scope: &Scope, loaded: bool) -> Result<(), AppError> {
    let permit = decide(scope, workspace_kind::KIND.key, Action::Update, false)?;
    let planner = records::Planner::internal(app, scope).await?;
    let schema = planner.workspace.schema(&workspace_kind::KIND);
    let before = app.store().find_record(&permit, &schema, scope.workspace).await?.ok_or(AppError::NotFound)?;
    let mut after = before.clone();
    draft_put(&mut after, workspace_kind::SAMPLE_DATA.key(), Value::Bool(loaded));
    let planned = planner.replace(&permit, &workspace_kind::KIND, before, after);
    app.store().commit(planned.set).await.map_err(crate::error::unexpected)?;
    app.workspaces().drop_workspace(scope.workspace);
    Ok(())
}
