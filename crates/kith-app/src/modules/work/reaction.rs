//! Reactions to notes, and what notes said before.

use kith_access::{Action, Scope, decide};
use kith_catalog::note::{BODY, KIND, REACTIONS, WAYS_TO_REACT};
use kith_model::{FieldCode, Id, Value, markdown};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};

use crate::error::unexpected;
use crate::modules::draft_put as put;
use crate::records::{history, record_json};
use crate::{App, AppError, workspace};

/// So many versions of a note are shown, the newest.
const MOST_VERSIONS: u32 = 200;

/// Adds or takes back a reaction of the caller's; answers the note. Whoever reads a note may react.
pub async fn react(app: &App, scope: &Scope, id: Id, way: &str, on: bool) -> Result<Json, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    if !WAYS_TO_REACT.contains(&way) {
        let message = format!("This takes one of {}.", WAYS_TO_REACT.join(", "));
        return Err(AppError::field("reaction", FieldCode::InvalidOption, message));
    }
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    let write = decide(&Scope::system(scope.workspace), KIND.key, Action::Update, KIND.activity)?;
    loop {
        let data = workspace::load(app, scope.workspace).await?;
        let schema = data.schema(&KIND);
        let before = app.store().find_record(&permit, &schema, id).await?.ok_or(AppError::NotFound)?;
        if before.deleted_at.is_some() {
            return Err(AppError::Conflict("This note is in the trash. Restore it first.".into()));
        }
        let mut reactions = before.get(&REACTIONS).and_then(Json::as_object).cloned().unwrap_or_default();
        if !change(&mut reactions, way, me, on) {
            return Ok(record_json(&schema, permit.mask(), &before));
        }
        let mut after = before.clone();
        let value = if reactions.is_empty() { Value::Null } else { Value::Json(Json::Object(reactions)) };
        put(&mut after, REACTIONS.key(), value);
        after.version += 1;
        after.updated_at = app.now();
        let mut set = data.write_set(scope, app.now());
        set.update(&write, &schema, before, after.clone());
        match app.store().commit(set).await {
            Ok(()) => return Ok(record_json(&schema, permit.mask(), &after)),
            // Somebody else reacted, or the text was changed.
            Err(WriteError::VersionConflict { .. }) => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
}

/// Whether something is different afterwards.
fn change(reactions: &mut Map<String, Json>, way: &str, me: Id, on: bool) -> bool {
    let me = json!(me);
    let people = reactions.get(way).and_then(Json::as_array).cloned().unwrap_or_default();
    if people.contains(&me) == on {
        return false;
    }
    let mut people: Vec<Json> = people.into_iter().filter(|id| *id != me).collect();
    if on {
        people.push(me);
    }
    if people.is_empty() {
        reactions.remove(way);
    } else {
        reactions.insert(way.to_owned(), Json::Array(people));
    }
    true
}

/// What a note said, the newest version first: each with when and by whom. Ticks make no version.
pub async fn versions(app: &App, scope: &Scope, id: Id) -> Result<Vec<Json>, AppError> {
    let page = history(app, scope, &KIND, id, MOST_VERSIONS, None).await?;
    let mut out = Vec::new();
    for entry in page.entries {
        let Some(change) = entry.changes.iter().find(|change| change["field"] == BODY.key()) else { continue };
        let (old, new) = (change["old"].as_str(), change["new"].as_str().unwrap_or_default());
        if old.is_some_and(|old| markdown::unticked(old) == markdown::unticked(new)) {
            continue;
        }
        let actor = entry.actor.as_ref().map(|(id, title)| json!({"id": id, "title": title}));
        out.push(json!({"id": entry.id, "at": entry.at, "actor": actor, "body": new}));
    }
    Ok(out)
}
