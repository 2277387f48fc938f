//! Uploads: begun, sent in pieces of any size, gone on with after a broken connection, finished.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use futures_util::{Stream, future};
use kith_access::{Action, Scope, decide};
use kith_catalog::file::{KIND, MEDIA_TYPE, NAME, PENDING, RECORD, SCAN, SHA256, SIZE, UNSCANNED};
use kith_model::{FieldCode, Filter, Id, Record, Timestamp, TrashMode};
use kith_store::system::{FileUpload, SystemWrite};
use kith_store::{AggregateQuery, Measure, WriteError, WriteSet};
use serde_json::{Map, Value as Json, json};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::inspect::{Inspected, Inspector};
use super::{file_key, parts_folder, scan};
use crate::error::unexpected;
use crate::ports::{BlobError, ByteStream};
use crate::records::{self, Planner, commit_error, committed};
use crate::{App, AppError, workspace};

/// An upload that gets no further for so long is forgotten.
pub(super) const KEPT_SECS: i64 = 24 * 3600;

/// What somebody wants to send.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// What the file is called.
    pub name: String,
    /// What it is to hang on: the key of a kind, and an id.
    pub record: (String, String),
    /// All its bytes.
    pub size: u64,
    /// Their SHA-256 in hexadecimal, if the sender wants it checked.
    pub sha256: Option<String>,
}

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Its id; also that of the file it becomes.
    pub id: Id,
    /// The bytes that have come.
    pub offset: u64,
    /// All bytes.
    pub size: u64,
    /// When it is forgotten; `None` once the file is there.
    pub expires_at: Option<Timestamp>,
}

impl Progress {
    fn of(row: &FileUpload) -> Progress {
        let expires_at = Some(row.created_at.plus_seconds(KEPT_SECS));
        Progress { id: row.id, offset: row.received, size: row.size, expires_at }
    }

    fn done(id: Id, size: u64) -> Progress {
        Progress { id, offset: size, size, expires_at: None }
    }
}

/// What a piece must hash to.
#[derive(Clone, Debug)]
pub enum Checksum {
    /// SHA-1, which tus asks every server to know.
    Sha1(Vec<u8>),
    /// SHA-256.
    Sha256(Vec<u8>),
}

/// Begins an upload. Everything that can be wrong with the file is said now, before anything is sent.
pub async fn begin(app: &App, scope: &Scope, new: NewUpload) -> Result<Progress, AppError> {
    let user = scope.user().ok_or(AppError::Unauthenticated)?;
    let (name, sha256) = (new.name, new.sha256.map(|hash| hash.to_ascii_lowercase()));
    let id = app.new_id();
    let (kind, about) = new.record;
    let about: Id = about
        .parse()
        .map_err(|_| AppError::field(RECORD.key(), FieldCode::Invalid, "This takes the kind and the id of a record."))?;
    let row = FileUpload {
        id,
        workspace: scope.workspace,
        user,
        name,
        record_kind: kind,
        record_id: about,
        size: new.size,
        sha256,
        received: 0,
        parts: Vec::new(),
        created_at: app.now(),
    };
    if row.sha256.as_ref().is_some_and(|hash| hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit())) {
        return Err(AppError::field("sha256", FieldCode::Invalid, "This takes 64 hexadecimal digits."));
    }
    // Planned as the record will be, and thrown away.
    let blank = Inspected { size: row.size, sha256: String::new(), media_type: "application/octet-stream" };
    Planner::internal(app, scope).await?.create(&KIND, id, &body(&row, &blank, UNSCANNED)).await?;
    if row.size > app.config().file_limit {
        let limit = in_words(app.config().file_limit);
        return Err(AppError::OverLimit { field: SIZE.key(), message: format!("A file has at most {limit}.") });
    }
    let mut set = WriteSet::new(scope.workspace, Some(user), None, app.now());
    set.system(SystemWrite::InsertFileUpload(row.clone()));
    app.store().commit(set).await.map_err(unexpected)?;
    // Of two that begin at once and do not both fit, each sees the other; the later one goes.
    if let Err(error) = check_room(app, scope, &row).await {
        forget(app, scope.workspace, &row).await?;
        return Err(error);
    }
    if row.size == 0 {
        return finish(app, scope, &row, None).await;
    }
    Ok(Progress::of(&row))
}

/// How far an upload is; the file it has become answers too.
pub async fn progress(app: &App, scope: &Scope, id: Id) -> Result<Progress, AppError> {
    match mine(app, scope, id).await? {
        // All is there but the record: the process ended in between.
        Some(row) if row.received == row.size => finish(app, scope, &row, None).await,
        Some(row) => Ok(Progress::of(&row)),
        None => finished(app, scope, id).await?.ok_or(AppError::NotFound),
    }
}

/// Takes a piece of an upload. What came of one that breaks off is kept, unless it has a checksum, which
/// it can no longer have. Runs on when the caller goes away.
pub async fn append<E: Send + 'static>(
    app: &App,
    scope: &Scope,
    id: Id,
    offset: u64,
    checksum: Option<Checksum>,
    body: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
) -> Result<Progress, AppError> {
    let row = match mine(app, scope, id).await? {
        Some(row) => row,
        None => match finished(app, scope, id).await? {
            Some(done) if offset == done.size => return Ok(done),
            Some(_) => return Err(AppError::Conflict("This upload is finished.".into())),
            None => return Err(AppError::NotFound),
        },
    };
    if offset != row.received {
        return Err(AppError::Conflict(format!("This upload goes on at byte {}.", row.received)));
    }
    check_room(app, scope, &row).await?;
    let (app, scope) = (app.clone(), scope.clone());
    let work = tokio::spawn(async move { take(&app, &scope, row, checksum, body).await });
    work.await.map_err(|error| AppError::Internal(error.to_string()))?
}

/// Forgets an upload and what came of it.
pub async fn cancel(app: &App, scope: &Scope, id: Id) -> Result<(), AppError> {
    match mine(app, scope, id).await? {
        Some(row) => forget(app, scope.workspace, &row).await,
        None if finished(app, scope, id).await?.is_some() => {
            Err(AppError::Conflict("This upload is finished. Delete the file instead.".into()))
        }
        None => Err(AppError::NotFound),
    }
}

/// The caller's upload. Nobody else's, whatever their role: what it will hang on is looked at again when
/// it ends.
async fn mine(app: &App, scope: &Scope, id: Id) -> Result<Option<FileUpload>, AppError> {
    let found = app.store().find_file_upload(scope.workspace, id).await?;
    Ok(found.filter(|row| scope.user() == Some(row.user)))
}

async fn finished(app: &App, scope: &Scope, id: Id) -> Result<Option<Progress>, AppError> {
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    let schema = workspace::schema(app, scope, &KIND).await?;
    let file = app.store().find_record(&permit, &schema, id).await?;
    let file = file.filter(|file| file.created_by == scope.user() && file.deleted_at.is_none());
    let size = |file: &Record| file.get(&SIZE).and_then(|size| u64::try_from(size).ok());
    Ok(file.map(|file| Progress::done(id, size(&file).unwrap_or_default())))
}

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

async fn take<E: Send + 'static>(
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

/// Makes one blob of the pieces, and the record. Done twice at the same time it does the same.
async fn finish(
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
fn body(row: &FileUpload, found: &Inspected, scan: &str) -> Map<String, Json> {
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

/// Whether the files of the workspace, what is being sent, and this upload fit together. Of those being
/// sent, those that began earlier come first.
async fn check_room(app: &App, scope: &Scope, row: &FileUpload) -> Result<(), AppError> {
    let mut used = 0u64;
    for trash in [TrashMode::Live, TrashMode::Only] {
        used += stored(app, scope.workspace, trash).await?;
    }
    let earlier = |other: &&FileUpload| (other.created_at, other.id) < (row.created_at, row.id);
    let sent: u64 = app.store().list_file_uploads(scope.workspace).await?.iter().filter(earlier).map(|row| row.size).sum();
    let quota = app.config().file_quota;
    if used + sent + row.size <= quota {
        return Ok(());
    }
    let (quota, left) = (in_words(quota), in_words(quota.saturating_sub(used + sent)));
    let message = format!("The files of a workspace take at most {quota}, and {left} are left.");
    Err(AppError::field(SIZE.key(), FieldCode::TooLarge, message))
}

async fn stored(app: &App, workspace: Id, trash: TrashMode) -> Result<u64, AppError> {
    let system = Scope::system(workspace);
    let query = AggregateQuery {
        filter: Filter::all(),
        words: None,
        group_by: Vec::new(),
        measures: vec![Measure::Sum(SIZE.key().into())],
        trash,
        now: app.now(),
        time_zone: system.time_zone.clone(),
        me: None,
    };
    let (rows, _) = records::aggregate(app, &system, &KIND, query).await?;
    let sum = rows.first().and_then(|row| row.numbers.first()).and_then(|(_, sum)| *sum);
    Ok(sum.unwrap_or_default() as u64)
}

/// A size as people say it.
fn in_words(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => {
            let tenths = bytes * 10 / unit;
            if tenths % 10 == 0 { format!("{} {name}", tenths / 10) } else { format!("{}.{} {name}", tenths / 10, tenths % 10) }
        }
        None => format!("{bytes} bytes"),
    }
}
