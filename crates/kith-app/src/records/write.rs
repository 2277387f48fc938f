//! Writing one record.

use kith_access::{Action, Permit, Scope, decide};
use kith_model::{FieldCode, Id, Record, RecordKind};
use kith_store::WriteError;
use serde_json::{Map, Value as Json};

use super::idempotency::{IdempotencyKey, entry, find_replay};
use super::plan::{Planned, Planner};
use super::{record_json, titles_of};
use crate::error::{VersionConflict, unexpected};
use crate::modules::{Op, rules_for};
use crate::{App, AppError};

/// A record that was written.
#[derive(Clone, Debug)]
pub struct Saved {
    /// Its id, for `Location`.
    pub id: Id,
    /// For the `ETag`.
    pub version: i64,
    /// The record as the API answers it.
    pub json: Json,
}

/// How often a change is planned anew because something it also touches was changed meanwhile: as many
/// may change the parts of one record at once, of whom one is done with each round.
const ATTEMPTS: usize = 40;

/// Makes a record. With an idempotency key, the same request made before answers what it answered
/// then; the caller need not look it up first.
pub async fn create(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    body: &Map<String, Json>,
    key: Option<&IdempotencyKey>,
) -> Result<Saved, AppError> {
    if let Some(saved) = replayed(app, scope, key).await? {
        return with_number(app, scope, kind, saved).await;
    }
    let id = app.new_id();
    let mut attempt = 0;
    loop {
        attempt += 1;
        let mut planned = Planner::new(app, scope).await?.create(kind, id, body).await?;
        let saved = saved(&planned);
        if let Some(key) = key {
            let kept = entry(scope, key, 201, saved.json.to_string().into_bytes());
            kept.into_iter().for_each(|kept| planned.set.idempotency(kept));
        }
        match commit(app, scope, planned).await {
            Ok(()) => return with_number(app, scope, kind, saved).await,
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(WriteError::IdempotencyKeyTaken) => {
                let saved = replayed(app, scope, key).await?.ok_or(AppError::IdempotencyMismatch)?;
                return with_number(app, scope, kind, saved).await;
            }
            Err(error) => return Err(commit_error(kind, error)),
        }
    }
}

/// What was saved, with the number that the store gave it, which nobody knew before the commit.
async fn with_number(app: &App, scope: &Scope, kind: &'static RecordKind, mut saved: Saved) -> Result<Saved, AppError> {
    let Some(field) = kind.numbered.filter(|field| saved.json.get(*field).is_some()) else { return Ok(saved) };
    let system = Scope::system(scope.workspace);
    let permit = decide(&system, kind.key, Action::Read, kind.activity)?;
    let schema = crate::workspace::schema(app, &system, kind).await?;
    if let Some(record) = app.store().find_record(&permit, &schema, saved.id).await? {
        saved.json[field] = record.value(field).to_json();
    }
    Ok(saved)
}

/// Changes a record: absent keys are untouched, `null` clears. With `if_match`, only that version.
pub async fn update(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
    body: &Map<String, Json>,
    if_match: Option<i64>,
) -> Result<Saved, AppError> {
    change(app, scope, kind, id, body, if_match, false).await
}

/// The same with a body that Kith has made, in which its own fields may stand. The caller's rights
/// hold all the same.
pub(crate) async fn update_trusted(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
    body: &Map<String, Json>,
    if_match: Option<i64>,
) -> Result<Saved, AppError> {
    change(app, scope, kind, id, body, if_match, true).await
}

async fn change(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
    body: &Map<String, Json>,
    if_match: Option<i64>,
    trusted: bool,
) -> Result<Saved, AppError> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let planner = Planner { internal: trusted, ..Planner::new(app, scope).await? };
        let (permit, before) = find_for(&planner, kind, id, Action::Update).await?;
        if before.deleted_at.is_some() {
            return Err(AppError::Conflict("This record is in the trash. Restore it first.".into()));
        }
        expect_version(app, scope, &permit, &planner, &before, if_match).await?;
        let unchanged = Saved {
            id,
            version: before.version,
            json: record_json(&planner.workspace.schema(kind), permit.mask(), &before),
        };
        let Some(planned) = planner.update(&permit, kind, before, body).await? else { return Ok(unchanged) };
        let saved = saved(&planned);
        match commit(app, scope, planned).await {
            Ok(()) => return Ok(saved),
            // Planned anew, the version is looked at again: with `if_match` that ends the loop.
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            // What follows from a change has an id that follows, too: somebody else has just made the same.
            Err(WriteError::Unique { constraint }) if attempt < ATTEMPTS && constraint.ends_with("_pkey") => {}
            Err(error) => return Err(commit_error(kind, error)),
        }
    }
}

/// Puts a record into the trash.
pub async fn delete(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
    if_match: Option<i64>,
) -> Result<(), AppError> {
    trash(app, scope, kind, id, Op::Delete, if_match).await.map(|_| ())
}

/// Takes a record out of the trash. One that is not in it is answered as it is.
pub async fn restore(app: &App, scope: &Scope, kind: &'static RecordKind, id: Id) -> Result<Saved, AppError> {
    trash(app, scope, kind, id, Op::Restore, None).await
}

async fn trash(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
    op: Op,
    if_match: Option<i64>,
) -> Result<Saved, AppError> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let planner = Planner::new(app, scope).await?;
        let (permit, before) = find_for(&planner, kind, id, Action::Delete).await?;
        match (op, before.deleted_at.is_some()) {
            (Op::Delete, true) => return Err(AppError::NotFound),
            (Op::Restore, false) => {
                let json = record_json(&planner.workspace.schema(kind), permit.mask(), &before);
                return Ok(Saved { id, version: before.version, json });
            }
            _ => {}
        }
        expect_version(app, scope, &permit, &planner, &before, if_match).await?;
        let planned = planner.trash(&permit, kind, before, op).await?;
        let saved = saved(&planned);
        match commit(app, scope, planned).await {
            Ok(()) => return Ok(saved),
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(error) => return Err(commit_error(kind, error)),
        }
    }
}

/// Writes all plans in one transaction.
pub(crate) async fn commit_all(app: &App, scope: &Scope, plans: Vec<Planned>) -> Result<(), WriteError> {
    let mut written = Vec::with_capacity(plans.len());
    let mut sets = Vec::with_capacity(plans.len());
    for Planned { set, schema, before, after, .. } in plans {
        sets.push(set);
        written.push((schema.kind, before, after));
    }
    app.store().commit_many(sets).await?;
    for (kind, before, after) in &written {
        committed(app, scope, kind, before.as_ref(), after);
    }
    Ok(())
}

/// The record for a change. 404 where the caller may not know it exists, 403 where it can be read
/// but not changed.
pub(crate) async fn find_for(
    planner: &Planner<'_>,
    kind: &'static RecordKind,
    id: Id,
    action: Action,
) -> Result<(Permit, Record), AppError> {
    let (app, scope) = (planner.app, planner.scope);
    let reader = decide(scope, kind.key, Action::Read, kind.activity)?;
    let schema = planner.workspace.schema(kind);
    let record = app.store().find_record(&reader, &schema, id).await?.ok_or(AppError::NotFound)?;
    if !rules_for(kind.key).sees(scope, &record) {
        return Err(AppError::NotFound);
    }
    let permit = decide(scope, kind.key, action, kind.activity)?;
    let reached = permit.rows().is_everything() || permit.rows() == reader.rows() || {
        app.store().find_record(&permit, &schema, id).await?.is_some()
    };
    if !reached {
        return Err(AppError::Forbidden { kind: kind.key.to_owned(), action });
    }
    Ok((permit, record))
}

async fn expect_version(
    app: &App,
    scope: &Scope,
    permit: &Permit,
    planner: &Planner<'_>,
    before: &Record,
    if_match: Option<i64>,
) -> Result<(), AppError> {
    let Some(kind) = kith_catalog::find_kind(permit.kind()).filter(|_| if_match.is_some_and(|v| v != before.version))
    else {
        return Ok(());
    };
    let reader = decide(scope, kind.key, Action::Read, kind.activity)?;
    let query = kith_store::AuditQuery { record: Some((kind.key.into(), before.id)), limit: 1, ..Default::default() };
    let last = app.store().list_audit(&[reader], &query).await?.into_iter().next();
    let actor = last.and_then(|entry| entry.actor);
    let names = titles_of(app, scope, "user", actor.as_slice()).await?;
    Err(AppError::VersionConflict(Box::new(VersionConflict {
        current: record_json(&planner.workspace.schema(kind), permit.mask(), before),
        version: before.version,
        changed_by: actor.map(|id| (id, names.get(&id).cloned().unwrap_or_default())),
        changed_at: before.updated_at,
    })))
}

fn saved(planned: &Planned) -> Saved {
    let json = record_json(&planned.schema, &planned.mask, &planned.after);
    Saved { id: planned.after.id, version: planned.after.version, json }
}

async fn commit(app: &App, scope: &Scope, planned: Planned) -> Result<(), WriteError> {
    app.store().commit(planned.set).await?;
    committed(app, scope, planned.schema.kind, planned.before.as_ref(), &planned.after);
    Ok(())
}

/// What has to happen in this process once a change is durable.
pub(crate) fn committed(app: &App, scope: &Scope, kind: &'static RecordKind, before: Option<&Record>, after: &Record) {
    rules_for(kind.key).after_commit(app, scope, before, after);
}

/// A refused write in the caller's words: a taken value is the fault of the field that the
/// declaration names.
pub(crate) fn commit_error(kind: &RecordKind, error: WriteError) -> AppError {
    if let WriteError::Unique { constraint } = &error {
        let declared = kind.uniques.iter().find(|unique| unique.constraint == constraint);
        let field = declared.map(|unique| unique.field).or((constraint == "login_email_key").then_some("email"));
        if let Some(field) = field {
            return AppError::field(field, FieldCode::AlreadyUsed, "This is already used.");
        }
    }
    unexpected(error)
}

async fn replayed(app: &App, scope: &Scope, key: Option<&IdempotencyKey>) -> Result<Option<Saved>, AppError> {
    let Some(key) = key else { return Ok(None) };
    let Some(replay) = find_replay(app, scope, key).await? else { return Ok(None) };
    let json: Json = serde_json::from_slice(&replay.body).map_err(|error| AppError::Internal(error.to_string()))?;
    let id = json.get("id").and_then(Json::as_str).and_then(|id| id.parse().ok());
    let version = json.get("version").and_then(Json::as_i64);
    match (id, version) {
        (Some(id), Some(version)) => Ok(Some(Saved { id, version, json })),
        _ => Err(AppError::IdempotencyMismatch),
    }
}
