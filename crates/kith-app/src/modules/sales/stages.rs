//! Making room: the deals of a stage go to another one, then it goes, or becomes what it could not be
//! with deals in it.

use kith_access::{Action, Scope};
use kith_catalog::deal;
use kith_catalog::stage::{KIND, STAGE_KIND};
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
    let request = BulkRequest {
        action: BulkAction::Update,
        ids: None,
        filter: Some(json!({"field": deal::STAGE.key(), "op": "eq", "value": id})),
        q: None,
        except: Vec::new(),
        changes,
    };
    let then = Then { kind: KIND.key.into(), id, changes: wanted.changes.clone() };
    start_then(app, scope, &deal::KIND, request, Some(then), key).await
}
