//! Emptying the trash: what has been in it for long ends for good.

use std::collections::HashSet;

use kith_access::{Action, Scope, decide};
use kith_catalog::notification;
use kith_model::{
    Condition, Cursor, FieldType, Filter, Id, Op, Operand, Position, Record, RecordKind, Sort, Timestamp, TrashMode,
    Value,
};
use kith_store::system::SystemWrite;
use kith_store::{WriteError, WriteSet};

use super::each_workspace;
use crate::error::unexpected;
use crate::modules::draft_put as put;
use crate::records::page_query;
use crate::{App, AppError, files, workspace};

const TRASH_DAYS: i64 = 30;
const NOTIFICATION_DAYS: i64 = 90;
const BATCH: u32 = 200;

/// Removes for good what has been in the trash for 30 days, in every workspace.
pub(super) async fn empty_trash(app: &App) -> Result<(), AppError> {
    each_workspace(app, "the trash could not be emptied", |scope| empty_trash_of(app, scope)).await
}

async fn empty_trash_of(app: &App, scope: Scope) -> Result<(), AppError> {
    let before = app.now().plus_seconds(-TRASH_DAYS * 86_400);
    for kind in kith_catalog::KINDS {
        purge_kind(app, &scope, kind, before).await?;
    }
    forget_notifications(app, &scope).await
}

/// Removes what was told long ago.
async fn forget_notifications(app: &App, scope: &Scope) -> Result<(), AppError> {
    let kind = &notification::KIND;
    let permit = decide(scope, kind.key, Action::Delete, kind.activity)?;
    let schema = workspace::schema(app, scope, kind).await?;
    let before = app.now().plus_seconds(-NOTIFICATION_DAYS * 86_400).to_string();
    let old = Condition { field: "created_at".into(), op: Op::Before, operand: Operand::One(before.into()) };
    let query = page_query(app, scope, Filter::Is(old), Sort::default(), BATCH);
    loop {
        let page = app.store().list_records(&permit, &schema, &query).await?;
        if page.is_empty() {
            return Ok(());
        }
        let mut set = WriteSet::new(scope.workspace, None, None, app.now());
        page.into_iter().for_each(|record| set.purge(&permit, &schema, record));
        match app.store().commit(set).await {
            Ok(()) => {}
            // Somebody has just read one of them: the next run looks again.
            Err(WriteError::VersionConflict { .. }) => return Ok(()),
            Err(error) => return Err(unexpected(error)),
        }
    }
}

async fn purge_kind(app: &App, scope: &Scope, kind: &'static RecordKind, before: Timestamp) -> Result<(), AppError> {
    let permit = decide(scope, kind.key, Action::Delete, kind.activity)?;
    let schema = workspace::schema(app, scope, kind).await?;
    let mut query = page_query(app, scope, Filter::all(), Sort::default(), BATCH);
    query.trash = TrashMode::Only;
    loop {
        let page = app.store().list_records(&permit, &schema, &query).await?;
        let Some(last) = page.last().map(|record| record.id) else { return Ok(()) };
        query.cursor = Cursor::After(Position { values: Vec::new(), id: last });
        let old = page.into_iter().filter(|record| record.deleted_at.is_some_and(|at| at < before));
        purge_records(app, scope, kind, old.collect()).await?;
    }
}

/// Removes trashed records for good. What refers to them is cleared first; what cannot be without
/// them (their notes) goes with them; a record that something live needs stays.
async fn purge_records(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    records: Vec<Record>,
) -> Result<usize, AppError> {
    let mut purged = 0;
    let data = workspace::load(app, scope.workspace).await?;
    for record in records {
        let mut set = data.write_set(scope, app.now());
        let (mut seen, mut bytes) = (HashSet::new(), Vec::new());
        if !purge(app, scope, kind, record, &mut set, &mut seen, &mut bytes).await? {
            continue;
        }
        match app.store().commit(set).await {
            Ok(()) => {
                purged += 1;
                for file in bytes {
                    files::remove_bytes(app, scope.workspace, file).await;
                }
            }
            // Something began to refer to it, or it was restored, a moment ago: the next run looks again.
            Err(WriteError::ForeignKey | WriteError::VersionConflict { .. }) => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Ok(purged)
}

/// Adds the end of a record, and of what cannot be without it, to a set. Answers whether it can end.
/// `bytes` are the files among them, whose bytes end once the set is written.
async fn purge(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    record: Record,
    set: &mut WriteSet,
    seen: &mut HashSet<Id>,
    bytes: &mut Vec<Id>,
) -> Result<bool, AppError> {
    if !seen.insert(record.id) {
        return Ok(true);
    }
    for other in kith_catalog::KINDS {
        let schema = workspace::schema(app, scope, other).await?;
        let permit = decide(scope, other.key, Action::Update, other.activity)?;
        let points = |ty: FieldType, target: Option<&str>| match ty {
            FieldType::Reference => target == Some(kind.key),
            FieldType::Record => kind.page,
            _ => false,
        };
        let fields: Vec<(String, bool, FieldType)> = schema
            .fields
            .iter()
            .filter(|spec| spec.custom_key().is_none() && points(spec.ty, spec.target.as_deref()))
            .map(|spec| (spec.key.clone(), spec.required, spec.ty))
            .collect();
        for referring in referring(app, scope, other, &fields, kind, record.id).await? {
            if seen.contains(&referring.id) {
                continue;
            }
            let holds = |key: &str| match referring.value(key) {
                Value::Id(id) => *id == record.id,
                Value::Link(link) => link.id == record.id,
                _ => false,
            };
            let needs = fields.iter().any(|(key, required, _)| *required && holds(key));
            // Live records that hang on it (notes) end with it, and so does what was told of it, and what
            // says something about it as a part of another (a role in a deal); live ones that merely need
            // it keep it.
            let about = other.part_of.is_some() && !other.kept;
            let hangs = about || fields.iter().any(|(key, _, ty)| *ty == FieldType::Record && holds(key));
            if other.echo && (needs || hangs) || needs && (referring.deleted_at.is_some() || hangs) {
                let trashed = into_trash(&permit, &schema, set, referring, app.now());
                Box::pin(purge(app, scope, other, trashed, set, seen, bytes)).await?;
            } else if needs {
                return Ok(false);
            } else {
                let mut after = referring.clone();
                for (key, _, _) in fields.iter().filter(|(key, _, _)| holds(key)) {
                    put(&mut after, key, Value::Null);
                }
                after.version += 1;
                after.updated_at = app.now();
                set.update(&permit, &schema, referring, after);
            }
        }
    }
    let permit = decide(scope, kind.key, Action::Delete, kind.activity)?;
    let schema = workspace::schema(app, scope, kind).await?;
    if kind.key == kith_catalog::user::KIND.key {
        set.system(SystemWrite::DeleteLogin { user: record.id });
    }
    if kind.key == kith_catalog::file::KIND.key {
        bytes.push(record.id);
    }
    // Its public address, if it had one, may be taken by another.
    set.system(SystemWrite::FreeAddress { record: record.id });
    set.purge(&permit, &schema, record);
    Ok(true)
}

fn into_trash(
    permit: &kith_access::Permit,
    schema: &kith_model::Schema,
    set: &mut WriteSet,
    record: Record,
    now: Timestamp,
) -> Record {
    if record.deleted_at.is_some() {
        return record;
    }
    let mut after = record.clone();
    after.version += 1;
    after.updated_at = now;
    after.deleted_at = Some(now);
    set.update(permit, schema, record, after.clone());
    after
}

/// The records, live and trashed, that refer to one through any of these fields.
async fn referring(
    app: &App,
    scope: &Scope,
    other: &'static RecordKind,
    fields: &[(String, bool, FieldType)],
    kind: &RecordKind,
    id: Id,
) -> Result<Vec<Record>, AppError> {
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let conditions = fields.iter().map(|(key, _, ty)| {
        let value = if *ty == FieldType::Record { format!("{}:{id}", kind.key) } else { id.to_string() };
        Filter::Is(Condition { field: key.clone(), op: Op::Eq, operand: Operand::One(value.into()) })
    });
    let filter = Filter::Or(conditions.collect());
    let permit = decide(scope, other.key, Action::Delete, other.activity)?;
    let schema = workspace::schema(app, scope, other).await?;
    let mut out = Vec::new();
    for trash in [TrashMode::Live, TrashMode::Only] {
        let mut query = page_query(app, scope, filter.clone(), Sort::default(), BATCH);
        query.trash = trash;
        loop {
            let page = app.store().list_records(&permit, &schema, &query).await?;
            let full = page.len() == BATCH as usize;
            if let Some(last) = page.last() {
                query.cursor = Cursor::After(Position { values: Vec::new(), id: last.id });
            }
            out.extend(page);
            if !full {
                break;
            }
        }
    }
    Ok(out)
}
