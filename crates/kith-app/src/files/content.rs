//! The bytes of a file, for those who may read it.

use std::ops::Range;

use kith_access::{Action, Scope, decide};
use kith_catalog::file::{INFECTED, KIND, MEDIA_TYPE, NAME, PENDING, SCAN, SHA256, SIZE, THREAT};
use kith_model::Id;

use super::file_key;
use crate::ports::ByteStream;
use crate::{App, AppError, records, workspace};

/// Pictures made of dots, which a browser may show by itself. Nothing that can hold a script is among them.
pub(super) const PICTURES: [&str; 6] =
    ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"];
/// What else it may.
const DOCUMENTS: [&str; 2] = ["application/pdf", "text/plain"];

/// What there is to say about the bytes of a file.
#[derive(Clone, Debug)]
pub struct Content {
    /// The file.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// What its bytes are.
    pub media_type: String,
    /// Whether a browser may show it by itself.
    pub shown: bool,
    /// How many there are.
    pub size: u64,
    /// Their SHA-256.
    pub sha256: String,
    workspace: Id,
}

/// A file's bytes, if they may be handed out.
pub async fn content(app: &App, scope: &Scope, id: Id) -> Result<Content, AppError> {
    // Whoever may read the record may read it, in the trash too.
    records::get(app, scope, &KIND, id, &[]).await?;
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    let schema = workspace::schema(app, scope, &KIND).await?;
    let file = app.store().find_record(&permit, &schema, id).await?.ok_or(AppError::NotFound)?;
    match file.get(&SCAN) {
        Some(PENDING) if app.scanner().is_some() => {
            return Err(AppError::Conflict("This file is being scanned for viruses. Try again in a moment.".into()));
        }
        Some(INFECTED) => {
            let threat = file.get(&THREAT).unwrap_or_default();
            return Err(AppError::Conflict(format!("This file is not handed out: {threat} was found in it.")));
        }
        _ => {}
    }
    let hidden = permit.mask().hidden.contains(NAME.key());
    let media_type = file.get(&MEDIA_TYPE).unwrap_or("application/octet-stream");
    Ok(Content {
        id,
        name: if hidden { "file".to_owned() } else { file.get(&NAME).unwrap_or("file").to_owned() },
        shown: PICTURES.contains(&media_type) || DOCUMENTS.contains(&media_type),
        media_type: media_type.to_owned(),
        size: file.get(&SIZE).and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
        sha256: file.get(&SHA256).unwrap_or_default().to_owned(),
        workspace: scope.workspace,
    })
}

/// The bytes in a range.
pub async fn read(app: &App, content: &Content, range: Range<u64>) -> Result<ByteStream, AppError> {
    Ok(app.blobs().read(&file_key(content.workspace, content.id), range).await?)
}
