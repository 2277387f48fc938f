//! Making room: the deals or leads of a stage go to another one, then it goes, or becomes what it could
//! not be with deals in it.

use kith_access::{Action, Scope};
use kith_catalog::stage::{KIND, STAGE_KIND};
use kith_catalog::{deal, lead, workspace};
use kith_model::{FieldCode, Id};
use kith_store::Job;
use serde_json::{Map, Value as Json, json};

use crate::records::{BulkAction, BulkRequest, IdempotencyKey, Planner, Then, find_for, start_then};
use crate::{App, AppError};

/// Where the deals of a stage go, and what becomes of it then.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// The stage they go to.
    pub to: Id,
    /// Why they are lost, where that stage means so.
    pub lost_reason: Option<String>,
    /// What changes in the stage; without, it is deleted.
    pub changes: Option<Map<String, Json>>,
}

/// Starts it as a job, which comes back finished where few deals are concerned. The stage is touched
/// only once no deal is in it.
pub async fn replace(
    app: &App,
    scope: &Scope,
    id: Id,
    wanted: &Replacement,
    key: Option<&IdempotencyKey>,
) -> Result<Job, AppError> {
    // What the caller asks for is theirs to ask; that deals are in the way is what this is for.
    let planner = Planner::internal(app, scope).await?;
    let action = if wanted.changes.is_some() { Action::Update } else { Action::Delete };
    let (permit, stage) = find_for(&planner, &KIND, id, action).await?;
    if stage.deleted_at.is_some() {
        return Err(AppError::NotFound);
    }
    let wrong = |code, message: &str| Err(AppError::field("to_stage_id", code, message));
    if wanted.to == id {
        return wrong(FieldCode::Invalid, "Choose another stage.");
    }
    let Some(to) = planner.workspace.stages.iter().find(|stage| stage.id == wanted.to) else {
        return wrong(FieldCode::NotFound, "There is no such stage.");
    };
    if let Some(changes) = &wanted.changes {
        planner.update(&permit, &KIND, stage, changes).await?;
    }
    let mut changes = Map::new();
    changes.insert(deal::STAGE.key().into(), json!(wanted.to));
    if let Some(reason) = wanted.lost_reason.as_ref().filter(|_| to.get(&STAGE_KIND) == Some("lost")) {
        changes.insert(deal::LOST_REASON.key().into(), json!(reason));
    }
    let then = Then { kind: KIND.key.into(), id, changes: wanted.changes.clone() };
    let request = all_in(deal::STAGE.key(), json!(id), changes);
    start_then(app, scope, &deal::KIND, request, Some(then), key).await
}

/// Moves every lead of a stage to another one, then takes the stage out of the workspace's. A job, too.
pub async fn replace_lead_stage(
    app: &App,
    scope: &Scope,
    from: &str,
    to: &str,
    key: Option<&IdempotencyKey>,
) -> Result<Job, AppError> {
    let planner = Planner::internal(app, scope).await?;
    find_for(&planner, &workspace::KIND, scope.workspace, Action::Update).await?;
    let schema = planner.workspace.schema(&lead::KIND);
    let stages = schema.field(lead::STAGE.key()).map(|field| field.options.as_slice()).unwrap_or_default();
    let known = |value: &str| stages.iter().any(|stage| stage.value == value);
    let wrong = |field: &str, code, message: &str| Err(AppError::field(field, code, message));
    if !known(from) {
        return wrong("from", FieldCode::NotFound, "There is no such stage.");
    }
    if lead::FIXED_STAGES.contains(&from) {
        return wrong("from", FieldCode::Invalid, "This stage stays. It can be called otherwise.");
    }
    if !known(to) {
        return wrong("to", FieldCode::NotFound, "There is no such stage.");
    }
    if from == to {
        return wrong("to", FieldCode::Invalid, "Choose another stage.");
    }
    let rest = stages.iter().filter(|stage| stage.value != from);
    let rest: Json = rest.map(|s| json!({"value": s.value, "label": s.label, "color": s.color})).collect();
    let one = |key: &str, value: Json| Map::from_iter([(key.to_owned(), value)]);
    let changes = Some(one(workspace::LEAD_STAGES.key(), rest));
    let then = Then { kind: workspace::KIND.key.into(), id: scope.workspace, changes };
    let request = all_in(lead::STAGE.key(), json!(from), one(lead::STAGE.key(), json!(to)));
    start_then(app, scope, &lead::KIND, request, Some(then), key).await
}

/// The change of every record that has a value in a field.
fn all_in(field: &str, value: Json, changes: Map<String, Json>) -> BulkRequest {
    BulkRequest {
        action: BulkAction::Update,
        ids: None,
        filter: Some(json!({"field": field, "op": "eq", "value": value})),
        q: None,
        except: Vec::new(),
        changes,
    }
}
