//! Uploads: begun, sent in pieces of any size, gone on with after a broken connection, finished.

use bytes::Bytes;
use futures_util::Stream;
use kith_access::{Action, Scope, decide};
use kith_catalog::file::{KIND, RECORD, SIZE, UNSCANNED};
use kith_model::{FieldCode, Id, Record, Timestamp};
use kith_store::WriteSet;
use kith_store::system::{FileUpload, SystemWrite};

use super::finish::{body, finish, forget};
use super::inspect::Inspected;
use super::piece::take;
use super::room::{check_room, in_words};
use crate::error::unexpected;
use crate::modules::clean_file_name;
use crate::records::Planner;
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
    pub(super) fn of(row: &FileUpload) -> Progress {
        let expires_at = Some(row.created_at.plus_seconds(KEPT_SECS));
        Progress { id: row.id, offset: row.received, size: row.size, expires_at }
    }

    pub(super) fn done(id: Id, size: u64) -> Progress {
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
    let (name, sha256) = (clean_file_name(&new.name), new.sha256.map(|hash| hash.to_ascii_lowercase()));
    let id = app.new_id();
    let (kind, about) = new.record;
    let about: Id = about.parse().map_err(|_| {
        AppError::field(RECORD.key(), FieldCode::Invalid, "This takes the kind and the id of a record.")
    })?;
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

pub(super) async fn finished(app: &App, scope: &Scope, id: Id) -> Result<Option<Progress>, AppError> {
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    let schema = workspace::schema(app, scope, &KIND).await?;
    let file = app.store().find_record(&permit, &schema, id).await?;
    let file = file.filter(|file| file.created_by == scope.user() && file.deleted_at.is_none());
    let size = |file: &Record| file.get(&SIZE).and_then(|size| u64::try_from(size).ok());
    Ok(file.map(|file| Progress::done(id, size(&file).unwrap_or_default())))
}
