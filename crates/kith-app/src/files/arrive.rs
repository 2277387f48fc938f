//! Files that arrive with a mail, a message or a form, instead of being uploaded.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::stream::{self, StreamExt};
use kith_catalog::file::{KIND, MEDIA_TYPE, NAME, PENDING, RECORD, SCAN, SHA256, SIZE, UNSCANNED};
use kith_model::{Id, RecordLink};
use serde_json::{Map, Value as Json, json};

use super::content::PICTURES;
use super::inspect::{Inspected, Inspector};
use super::{file_key, scan};
use crate::modules::clean_file_name;
use crate::ports::{BlobError, ByteStream};
use crate::records::{Planned, Planner};
use crate::{App, AppError};

/// A file whose bytes are stored and whose record is still to be written. What never gets one is swept
/// away with other orphans.
#[derive(Clone, Debug)]
pub(crate) struct NewFile {
    pub id: Id,
    name: String,
    found: Inspected,
}

impl NewFile {
    fn new(id: Id, name: &str, found: Inspected) -> Self {
        let cut: String = clean_file_name(name).chars().take(NAME.def().max_length as usize).collect();
        NewFile { id, name: if cut.is_empty() { "file".to_owned() } else { cut }, found }
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.found.size
    }

    /// Whether it is a picture that a browser may show by itself.
    pub fn is_picture(&self) -> bool {
        PICTURES.contains(&self.found.media_type)
    }

    /// Where a page of ours reads it to show it.
    pub fn address(&self) -> String {
        format!("/api/v1/files/{}/content?inline=true", self.id)
    }
}

/// Stores the bytes of a file.
pub(crate) async fn store_bytes(app: &App, workspace: Id, name: &str, bytes: Bytes) -> Result<NewFile, AppError> {
    let id = app.new_id();
    let mut inspector = Inspector::default();
    inspector.add(&bytes);
    let all = Box::pin(stream::iter([Ok(bytes)]));
    app.blobs().put(&file_key(workspace, id), all).await?;
    Ok(NewFile::new(id, name, inspector.finish()))
}

/// Stores the bytes of a file as they come. Where there are more than `most`, nothing is kept and there is no file.
pub(crate) async fn store_stream(
    app: &App,
    workspace: Id,
    name: &str,
    bytes: ByteStream,
    most: u64,
) -> Result<Option<NewFile>, AppError> {
    let id = app.new_id();
    let inspector = Arc::new(Mutex::new(Inspector::default()));
    let watching = inspector.clone();
    let watched = bytes.map(move |piece| {
        let piece = piece?;
        let mut inspector = watching.lock().unwrap_or_else(PoisonError::into_inner);
        inspector.add(&piece);
        // A store keeps nothing of a stream that fails.
        if inspector.size() > most { Err(BlobError::Failed("it is too large".into())) } else { Ok(piece) }
    });
    let stored = app.blobs().put(&file_key(workspace, id), Box::pin(watched)).await;
    let inspector = std::mem::take(&mut *inspector.lock().unwrap_or_else(PoisonError::into_inner));
    if inspector.size() > most {
        return Ok(None);
    }
    stored?;
    Ok(Some(NewFile::new(id, name, inspector.finish())))
}

/// Removes the bytes of a file that gets no record. What is left over is swept away, so a failure is only told.
pub(crate) async fn forget_file(app: &App, workspace: Id, file: &NewFile) {
    if let Err(error) = app.blobs().remove(&file_key(workspace, file.id)).await {
        tracing::warn!(file = %file.id, %error, "a file that was not wanted was not removed");
    }
}

/// The record of such a file, as a part of whatever else is written with it.
pub(crate) async fn keep_file(planner: &Planner<'_>, about: &RecordLink, file: &NewFile) -> Result<Planned, AppError> {
    let app = planner.app;
    let scan = if app.scanner().is_some() { PENDING } else { UNSCANNED };
    let body = json!({
        NAME.key(): file.name, RECORD.key(): about, MEDIA_TYPE.key(): file.found.media_type,
        SIZE.key(): file.found.size, SHA256.key(): file.found.sha256, SCAN.key(): scan,
    });
    let body = if let Json::Object(map) = body { map } else { Map::new() };
    let mut planned = planner.create(&KIND, file.id, &body).await?;
    if scan == PENDING {
        planned.set.enqueue(scan::job(app, planner.scope.workspace, file.id));
    }
    Ok(planned)
}
