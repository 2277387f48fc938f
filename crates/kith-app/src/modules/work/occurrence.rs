//! One of a series alone: changed or left out, while those that follow stay as they were.

use std::collections::BTreeMap;

use kith_access::{Action, Scope};
use kith_catalog::task::{DUE_AT, KIND, PARTICIPANTS, RECURRENCE, SERIES, STATUS};
use kith_model::{FieldCode, Id};
use serde_json::{Map, Value as Json, json};

use super::participants;
use super::recurrence::Series;
use super::task::is_open;
use crate::records::{self, Planner, Saved, find_for, update_trusted};
use crate::{App, AppError};

/// What belongs to one of a series anyway.
const OWN: [&str; 2] = ["status", "reminder_at"];

/// Changes this one alone. Of a task that does not come again, that is any change.
pub async fn change_one(
    app: &App,
    scope: &Scope,
    id: Id,
    body: &Map<String, Json>,
    if_match: Option<i64>,
) -> Result<Saved, AppError> {
    let planner = Planner::new(app, scope).await?;
    let (_, task) = find_for(&planner, &KIND, id, Action::Update).await?;
    let Some(mut series) = Series::of(&task) else {
        return records::update(app, scope, &KIND, id, body, if_match).await;
    };
    if body.contains_key(RECURRENCE.key()) {
        let message = "How often it comes is the same for all that follow.";
        return Err(AppError::field(RECURRENCE.key(), FieldCode::Invalid, message));
    }
    if body.get(DUE_AT.key()).is_some_and(Json::is_null) {
        let message = "One of a series has a date. Leave it out instead.";
        return Err(AppError::field(DUE_AT.key(), FieldCode::Required, message));
    }
    let schema = planner.workspace.schema(&KIND);
    // Read-only fields stay the caller's to leave alone: only the series is added here.
    if let Some(key) = body.keys().find(|key| schema.field(key).is_some_and(|spec| spec.read_only)) {
        return Err(AppError::field(key, FieldCode::ReadOnly, "Kith sets this itself."));
    }
    let custom = body.get("custom").and_then(Json::as_object).into_iter().flatten();
    let keys =
        body.keys().filter(|key| *key != "custom").cloned().chain(custom.map(|(key, _)| format!("custom.{key}")));
    // Their dates come from the rule.
    let keys = keys.filter(|key| key != DUE_AT.key() && !OWN.contains(&key.as_str()));
    let old: BTreeMap<String, Json> = keys.map(|key| (key.clone(), task.value(&key).to_json())).collect();
    for (key, value) in old {
        series.keep.entry(key).or_insert(value);
    }
    let mut body = body.clone();
    if let Some(list) = body.get_mut(PARTICIPANTS.key()) {
        *list = participants::with_known(list, &task);
    }
    body.insert(SERIES.key().into(), serde_json::to_value(&series).unwrap_or_default());
    // The series was read at this version: another one's change in between would be lost.
    update_trusted(app, scope, &KIND, id, &body, if_match.or(Some(task.version))).await
}

/// Leaves this one out: it goes into the trash, and the next one is there in its place.
pub async fn leave_out(app: &App, scope: &Scope, id: Id, if_match: Option<i64>) -> Result<(), AppError> {
    let planner = Planner::new(app, scope).await?;
    let (_, task) = find_for(&planner, &KIND, id, Action::Delete).await?;
    let mut version = if_match;
    if Series::of(&task).is_some() && is_open(&task) && task.deleted_at.is_none() {
        let body = Map::from_iter([(STATUS.key().to_owned(), json!("cancelled"))]);
        version = Some(records::update(app, scope, &KIND, id, &body, if_match).await?.version);
    }
    records::delete(app, scope, &KIND, id, version).await
}
