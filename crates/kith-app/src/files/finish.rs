//! How an upload ends: as a file, or as nothing.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::stream::{self, StreamExt, TryStreamExt};
use kith_access::Scope;
use kith_catalog::file::{KIND, MEDIA_TYPE, NAME, PENDING, RECORD, SCAN, SHA256, SIZE, UNSCANNED};
use kith_model::{FieldCode, Id};
use kith_store::system::{FileUpload, SystemWrite};
use kith_store::{WriteError, WriteSet};
use serde_json::{Map, Value as Json, json};

use super::inspect::{Inspected, Inspector};
use super::upload::{Progress, finished};
use super::{file_key, scan};
use crate::error::unexpected;
use crate::records::{Planner, commit_error, committed};
use crate::{App, AppError};

/// Makes one blob of the pieces, and the record. Done twice at the same time it does the same.
pub(super) async fn finish(
    app: &App,
    scope: &Scope,
    row: &FileUpload,
    inspected: Option<Inspected>,
) -> Result<Progress, AppError> {
    let key = file_key(row.workspace, row.id);
    let found = match (&inspected, row.parts.as_slice()) {
        (Some(inspected), [(part, _)]) => {
            app.blobs().copy(part, &key).await?;
            inspected.clone()
        }
        _ => join(app, row, &key).await?,
    };
    if row.sha256.as_ref().is_some_and(|announced| *announced != found.sha256) {
        forget(app, scope.workspace, row).await?;
        let message = "The file does not have the SHA-256 that was announced. Send it anew.";
        return Err(AppError::field("sha256", FieldCode::Invalid, message));
    }
    let scan = if app.scanner().is_some() { PENDING } else { UNSCANNED };
    let planner = Planner::internal(app, scope).await?;
    let mut planned = planner.create(&KIND, row.id, &body(row, &found, scan)).await?;
    planned.set.system(SystemWrite::EndFileUpload { id: row.id });
    if scan == PENDING {
        planned.set.enqueue(scan::job(app, scope.workspace, row.id));
    }
    let after = planned.after.clone();
    match app.store().commit(planned.set).await {
        Ok(()) => committed(app, scope, &KIND, None, &after),
        // Somebody else has asked how far it is, and so finished it.
        Err(WriteError::VersionConflict { .. } | WriteError::Unique { .. }) => {
            return finished(app, scope, row.id).await?.ok_or(AppError::NotFound);
        }
        Err(error) => return Err(commit_error(&KIND, error)),
    }
    app.wake_jobs();
    remove_parts(app, row).await;
    Ok(Progress::done(row.id, row.size))
}

/// One blob of all pieces, looked at on the way.
async fn join(app: &App, row: &FileUpload, key: &str) -> Result<Inspected, AppError> {
    let inspector = Arc::new(Mutex::new(Inspector::default()));
    let (blobs, parts, watching) = (app.blobs().clone(), row.parts.clone(), inspector.clone());
    let pieces = stream::iter(parts)
        .then(move |(part, size)| {
            let blobs = blobs.clone();
            async move { blobs.read(&part, 0..size).await }
        })
        .try_flatten()
        .inspect_ok(move |piece| watching.lock().unwrap_or_else(PoisonError::into_inner).add(piece));
    app.blobs().put(key, Box::pin(pieces)).await?;
    let inspector = std::mem::take(&mut *inspector.lock().unwrap_or_else(PoisonError::into_inner));
    let found = inspector.finish();
    if found.size != row.size {
        return Err(AppError::Internal(format!("upload {} has {} of {} bytes", row.id, found.size, row.size)));
    }
    Ok(found)
}

/// The record's body.
pub(super) fn body(row: &FileUpload, found: &Inspected, scan: &str) -> Map<String, Json> {
    let body = json!({
        NAME.key(): row.name, RECORD.key(): {"kind": row.record_kind, "id": row.record_id},
        MEDIA_TYPE.key(): found.media_type, SIZE.key(): found.size, SHA256.key(): found.sha256, SCAN.key(): scan,
    });
    if let Json::Object(map) = body { map } else { Map::new() }
}

/// Ends an upload that becomes nothing.
pub(super) async fn forget(app: &App, workspace: Id, row: &FileUpload) -> Result<(), AppError> {
    let mut set = WriteSet::new(workspace, None, None, app.now());
    set.system(SystemWrite::EndFileUpload { id: row.id });
    match app.store().commit(set).await {
        Ok(()) => {}
        // It has just been finished, or forgotten by another.
        Err(WriteError::VersionConflict { .. }) => return Ok(()),
        Err(error) => return Err(unexpected(error)),
    }
    remove_parts(app, row).await;
    app.blobs().remove(&file_key(row.workspace, row.id)).await?;
    Ok(())
}

/// What is left over is found by the clean-up, so a failure is only told.
async fn remove_parts(app: &App, row: &FileUpload) {
    for (part, _) in &row.parts {
        if let Err(error) = app.blobs().remove(part).await {
            tracing::warn!(upload = %row.id, %error, "a piece of an upload was not removed");
        }
    }
}
