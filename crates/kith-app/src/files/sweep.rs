//! What nobody needs any more: uploads that were given up, bytes without a record, imported files.

use std::collections::HashSet;

use futures_util::StreamExt;
use kith_access::{Action, Scope, decide};
use kith_catalog::file::KIND;
use kith_model::{Condition, Filter, Id, Op, Operand, Sort, Timestamp, TrashMode};
use kith_store::WriteSet;
use kith_store::system::SystemWrite;

use super::finish::forget;
use super::upload::KEPT_SECS;
use super::{file_key, parts_folder};
use crate::error::unexpected;
use crate::jobs::each_workspace;
use crate::records::page_query;
use crate::{App, AppError, pictures, workspace};

/// A file to be imported is kept so long, for those who look for its errors.
const IMPORT_SECS: i64 = 7 * 86_400;
const BATCH: usize = 200;

/// Removes uploads that were given up, and files that were imported a while ago.
pub(crate) async fn sweep_expired(app: &App) -> Result<(), AppError> {
    each_workspace(app, "old uploads could not be removed", |scope| sweep_expired_of(app, scope.workspace)).await?;
    sweep_imports(app).await
}

async fn sweep_expired_of(app: &App, workspace: Id) -> Result<(), AppError> {
    let now = app.now();
    for row in app.store().list_file_uploads(workspace).await? {
        if row.created_at.plus_seconds(KEPT_SECS) < now {
            forget(app, workspace, &row).await?;
        }
    }
    let mut set = WriteSet::new(workspace, None, None, now);
    set.system(SystemWrite::ForgetUploads { before: now.plus_seconds(-IMPORT_SECS) });
    app.store().commit(set).await.map_err(unexpected)
}

/// The folder of files to be imported: their names begin with an id, which knows when it was made.
async fn sweep_imports(app: &App) -> Result<(), AppError> {
    let failed = |error: std::io::Error| AppError::Unavailable(format!("old uploads cannot be removed: {error}"));
    let mut folder = match tokio::fs::read_dir(app.config().data_dir.join("uploads")).await {
        Ok(folder) => folder,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    while let Some(entry) = folder.next_entry().await.map_err(failed)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let id = name.split('.').next().and_then(|id| id.parse::<Id>().ok());
        if id.is_some_and(|id| older(id, app.now(), IMPORT_SECS)) {
            tokio::fs::remove_file(entry.path()).await.map_err(failed)?;
        }
    }
    Ok(())
}

/// Whether an id was made so long ago.
fn older(id: Id, now: Timestamp, seconds: i64) -> bool {
    id.made_at().is_some_and(|made| made.plus_seconds(seconds) < now)
}

/// Removes bytes that no record and no upload knows of: those of records that are gone, and what a process
/// that was killed left behind. Young ones may be on their way to a record.
pub(crate) async fn sweep_orphans(app: &App) -> Result<(), AppError> {
    each_workspace(app, "bytes that nothing knows of could not be removed", |scope| sweep_orphans_of(app, scope)).await
}

async fn sweep_orphans_of(app: &App, scope: Scope) -> Result<(), AppError> {
    let id = scope.workspace;
    for folder in [format!("kept/{id}"), parts_folder(id), pictures::folder(id)] {
        let mut keys = app.blobs().list(&folder);
        let mut batch: Vec<(String, Id)> = Vec::with_capacity(BATCH);
        loop {
            let next = keys.next().await.transpose()?;
            let end = next.is_none();
            let owner = next.and_then(|key| {
                let owner = key.split('/').nth(2)?.parse::<Id>().ok()?;
                Some((key, owner))
            });
            batch.extend(owner.filter(|(_, owner)| older(*owner, app.now(), 2 * KEPT_SECS)));
            if batch.len() == BATCH || end {
                remove_unknown(app, &scope, std::mem::take(&mut batch)).await?;
            }
            if end {
                break;
            }
        }
    }
    Ok(())
}

async fn remove_unknown(app: &App, scope: &Scope, batch: Vec<(String, Id)>) -> Result<(), AppError> {
    if batch.is_empty() {
        return Ok(());
    }
    // An upload that ends now leaves its row and its record at once, so rows are asked for first.
    let uploads = app.store().list_file_uploads(scope.workspace).await?;
    let mut known: HashSet<Id> = uploads.iter().map(|row| row.id).collect();
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    let schema = workspace::schema(app, scope, &KIND).await?;
    let ids = batch.iter().map(|(_, id)| id.to_string().into()).collect();
    let filter = Filter::Is(Condition { field: "id".into(), op: Op::In, operand: Operand::Many(ids) });
    for trash in [TrashMode::Live, TrashMode::Only] {
        let mut query = page_query(app, scope, filter.clone(), Sort::default(), BATCH as u32);
        query.trash = trash;
        known.extend(app.store().list_records(&permit, &schema, &query).await?.iter().map(|file| file.id));
    }
    let pictures = pictures::in_use(app, scope).await?;
    for (key, owner) in batch {
        // The pieces of an upload that has become a file are not needed either.
        let needed = match key.split('/').next() {
            Some("kept") => known.contains(&owner),
            Some("pictures") => pictures.contains(&owner),
            _ => uploads.iter().any(|row| row.id == owner),
        };
        if !needed {
            tracing::info!(key, "removing bytes that nothing knows of");
            app.blobs().remove(&key).await?;
        }
    }
    Ok(())
}

/// Removes the bytes of a file whose record is gone. What fails is left to the next sweep.
pub(crate) async fn remove_bytes(app: &App, workspace: Id, id: Id) {
    if let Err(error) = app.blobs().remove(&file_key(workspace, id)).await {
        tracing::warn!(file = %id, %error, "the bytes of a file were not removed");
    }
}
