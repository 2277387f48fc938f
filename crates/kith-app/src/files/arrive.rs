//! Files that arrive whole, with a mail or a message, instead of being uploaded.

use bytes::Bytes;
use futures_util::stream;
use kith_catalog::file::{KIND, MEDIA_TYPE, NAME, PENDING, RECORD, SCAN, SHA256, SIZE, UNSCANNED};
use kith_model::{Id, RecordLink};
use serde_json::{Map, Value as Json, json};

use super::inspect::{Inspected, Inspector};
use super::{file_key, scan};
use crate::modules::clean_file_name;
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

/// Stores the bytes of a file.
pub(crate) async fn store_bytes(app: &App, workspace: Id, name: &str, bytes: Bytes) -> Result<NewFile, AppError> {
    let id = app.new_id();
    let mut inspector = Inspector::default();
    inspector.add(&bytes);
    let all = Box::pin(stream::iter([Ok(bytes)]));
    app.blobs().put(&file_key(workspace, id), all).await?;
    let cut: String = clean_file_name(name).chars().take(NAME.def().max_length as usize).collect();
    let name = if cut.is_empty() { "file".to_owned() } else { cut };
    Ok(NewFile { id, name, found: inspector.finish() })
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
