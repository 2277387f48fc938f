//! One piece of an upload on its way to where it lies.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_util::stream::StreamExt;
use futures_util::{Stream, future};
use kith_access::Scope;
use kith_catalog::file::SIZE;
use kith_store::system::{FileUpload, SystemWrite};
use kith_store::{WriteError, WriteSet};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::finish::finish;
use super::inspect::Inspector;
use super::parts_folder;
use super::upload::{Checksum, Progress};
use crate::error::unexpected;
use crate::ports::{BlobError, ByteStream};
use crate::{App, AppError};

/// What was seen of a piece while it passed.
#[derive(Default)]
struct Seen {
    length: u64,
    room: u64,
    whole: Option<Inspector>,
    sha1: Option<Sha1>,
    sha256: Option<Sha256>,
    cut_off: bool,
    too_long: bool,
}

pub(super) async fn take<E: Send + 'static>(
    app: &App,
    scope: &Scope,
    mut row: FileUpload,
    checksum: Option<Checksum>,
    body: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
) -> Result<Progress, AppError> {
    let seen = Arc::new(Mutex::new(Seen {
        room: row.size - row.received,
        whole: (row.received == 0).then(Inspector::default),
        sha1: matches!(checksum, Some(Checksum::Sha1(_))).then(Sha1::default),
        sha256: matches!(checksum, Some(Checksum::Sha256(_))).then(Sha256::default),
        ..Seen::default()
    }));
    let key = format!("{}/{}/{:020}-{}", parts_folder(row.workspace), row.id, row.received, app.new_id());
    app.blobs().put(&key, watched(body, seen.clone())).await?;
    let Seen { length, whole, sha1, sha256, cut_off, too_long, .. } = std::mem::take(&mut *lock(&seen));
    let wrong = match &checksum {
        Some(Checksum::Sha1(hash)) => sha1.is_none_or(|seen| seen.finalize().as_slice() != hash.as_slice()),
        Some(Checksum::Sha256(hash)) => sha256.is_none_or(|seen| seen.finalize().as_slice() != hash.as_slice()),
        None => false,
    };
    let refused = if too_long {
        let message = format!("The file was announced with {} bytes, and more came.", row.size);
        Some(AppError::OverLimit { field: SIZE.key(), message })
    } else {
        let message = "What came does not have the checksum that was announced; it was thrown away.";
        wrong.then(|| AppError::Checksum(message.into()))
    };
    if refused.is_some() || length == 0 {
        app.blobs().remove(&key).await?;
        return refused.map_or(Ok(Progress::of(&row)), Err);
    }
    let from = row.received;
    row.parts.push((key.clone(), length));
    row.received += length;
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(SystemWrite::AdvanceFileUpload { id: row.id, from, parts: row.parts.clone() });
    if let Err(error) = app.store().commit(set).await {
        app.blobs().remove(&key).await?;
        return Err(match error {
            WriteError::VersionConflict { .. } => {
                AppError::Conflict("Another piece came for the same place at the same time.".into())
            }
            error => unexpected(error),
        });
    }
    match row.received == row.size {
        true => finish(app, scope, &row, whole.map(Inspector::finish)).await,
        false if cut_off => Err(AppError::Conflict("The connection broke off. What came is kept.".into())),
        false => Ok(Progress::of(&row)),
    }
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A body whose bytes are looked at as they pass. One that breaks off ends like any other.
fn watched<E: Send + 'static>(
    body: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    seen: Arc<Mutex<Seen>>,
) -> ByteStream {
    let looked = body.map(move |piece| {
        let mut seen = lock(&seen);
        let Ok(piece) = piece else {
            seen.cut_off = true;
            return None;
        };
        if seen.length + piece.len() as u64 > seen.room {
            seen.too_long = true;
            return None;
        }
        seen.length += piece.len() as u64;
        if let Some(whole) = &mut seen.whole {
            whole.add(&piece);
        }
        if let Some(hash) = &mut seen.sha1 {
            hash.update(&piece);
        }
        if let Some(hash) = &mut seen.sha256 {
            hash.update(&piece);
        }
        Some(Ok::<Bytes, BlobError>(piece))
    });
    Box::pin(looked.take_while(|piece| future::ready(piece.is_some())).filter_map(future::ready))
}
