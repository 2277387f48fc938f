//! Taking a file in and looking at it before anything is imported.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use kith_access::{Action, Scope, decide};
use kith_model::{FieldCode, Id, RecordKind, Schema};
use kith_store::WriteSet;
use kith_store::system::{SystemWrite, Upload};
use serde::Serialize;
use tokio::io::AsyncWriteExt;

use super::guess::guess;
use super::sniff::{Format, Transcoder, sniff};
use crate::error::unexpected;
use crate::{App, AppError, workspace};

pub(super) const MOST_COLUMNS: usize = 500;
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
const PREVIEW_ROWS: usize = 20;
const SAMPLES: usize = 5;

/// A file as a person should see it before importing it.
#[derive(Clone, Debug, Serialize)]
pub struct Analysis {
    /// The upload's id; absent for a file on this machine.
    pub id: Option<Id>,
    /// Its name.
    pub file_name: String,
    /// Such as `UTF-8`.
    pub encoding: String,
    /// `,`, `;`, a tab or `|`.
    pub delimiter: char,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The first rows.
    pub preview: Vec<Vec<String>>,
    /// About how many rows it has, without the heading.
    pub rows_estimate: u64,
}

/// A column of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// From 0.
    pub index: usize,
    /// Its heading.
    pub header: String,
    /// Its first values that are not empty.
    pub samples: Vec<String>,
    /// The field it probably is.
    pub field: Option<String>,
}

/// Where an upload lies.
pub(super) fn upload_path(app: &App, id: Id) -> PathBuf {
    app.config().data_dir.join("uploads").join(format!("{id}.csv"))
}

/// Keeps a file that somebody sends, as it comes in, and looks at it.
pub async fn upload<E: std::fmt::Display>(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    file_name: &str,
    mut body: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Analysis, AppError> {
    decide(scope, kind.key, Action::Create, kind.activity)?;
    let user = scope.user().ok_or(AppError::Unauthenticated)?;
    if !kind.importable {
        return Err(AppError::NotFound);
    }
    let failed = |error: io::Error| AppError::Unavailable(format!("the upload cannot be kept: {error}"));
    let (id, now) = (app.new_id(), app.now());
    let path = upload_path(app, id);
    tokio::fs::create_dir_all(app.config().data_dir.join("uploads")).await.map_err(failed)?;
    let mut file = tokio::fs::File::create(&path).await.map_err(failed)?;
    let mut partial = Partial(Some(path.clone()));
    let mut size = 0u64;
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|error| AppError::Conflict(format!("The upload was cut off: {error}")))?;
        size += chunk.len() as u64;
        if size > MOST_BYTES {
            return Err(AppError::TooLarge("A file has at most two gibibytes.".into()));
        }
        file.write_all(&chunk).await.map_err(failed)?;
    }
    file.sync_all().await.map_err(failed)?;
    let file_name: String = file_name.chars().filter(|c| !c.is_control()).take(200).collect();
    let schema = workspace::schema(app, scope, kind).await?;
    let mut analysis = analyse_file(path, &schema, &file_name).await?;
    let mut set = WriteSet::new(scope.workspace, Some(user), None, now);
    let upload = Upload { id, workspace: scope.workspace, user, kind: kind.key.into(), file_name, created_at: now };
    set.system(SystemWrite::InsertUpload(upload));
    app.store().commit(set).await.map_err(unexpected)?;
    partial.0 = None;
    analysis.id = Some(id);
    Ok(analysis)
}

/// A file that nobody knows of yet. It goes away when the upload fails, also when the sender leaves
/// and the upload is dropped where it stands.
struct Partial(Option<PathBuf>);

impl Drop for Partial {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Looks at a file: how it is written, what its columns probably are, its first rows.
pub async fn analyse_file(path: PathBuf, schema: &Schema, file_name: &str) -> Result<Analysis, AppError> {
    let (schema, file_name) = (schema.clone(), file_name.to_owned());
    let looked = tokio::task::spawn_blocking(move || look(&path, &schema, file_name)).await;
    looked.map_err(|error| AppError::Internal(error.to_string()))?
}

fn look(path: &Path, schema: &Schema, file_name: String) -> Result<Analysis, AppError> {
    let unreadable = |error: String| AppError::field("file", FieldCode::Invalid, format!("Unreadable: {error}"));
    let format = sniff(path).map_err(|error| unreadable(error.to_string()))?;
    let mut reader = reader(path, format).map_err(|error| unreadable(error.to_string()))?;
    let headings: Vec<String> =
        reader.headers().map_err(|error| unreadable(error.to_string()))?.iter().map(|h| h.trim().to_owned()).collect();
    if headings.iter().all(String::is_empty) {
        return Err(unreadable("the first row has no headings.".into()));
    }
    if headings.len() > MOST_COLUMNS {
        return Err(unreadable(format!("at most {MOST_COLUMNS} columns.")));
    }
    let fields = guess(schema, &headings);
    let mut columns: Vec<Column> = headings
        .into_iter()
        .zip(fields)
        .enumerate()
        .map(|(index, (header, field))| Column { index, header, samples: Vec::new(), field })
        .collect();
    let (mut preview, mut rows) = (Vec::new(), 0u64);
    let begin = reader.position().byte();
    let mut end = begin;
    for row in reader.records().take(1000) {
        let row = row.map_err(|error| unreadable(error.to_string()))?;
        rows += 1;
        for column in &mut columns {
            let value = row.get(column.index).unwrap_or_default().trim();
            if column.samples.len() < SAMPLES && !value.is_empty() {
                column.samples.push(value.chars().take(100).collect());
            }
        }
        if preview.len() < PREVIEW_ROWS {
            preview.push(row.iter().map(|cell| cell.chars().take(200).collect()).collect());
        }
        end = row.position().map_or(end, csv::Position::byte);
    }
    // Beyond the first thousand rows, the file's size tells how many there are about.
    if rows == 1000 && end > begin {
        let size = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
        let wide = if format.encoding.name().starts_with("UTF-16") { 2 } else { 1 };
        rows = rows.max((size / wide).saturating_sub(begin) * 999 / (end - begin));
    }
    Ok(Analysis {
        id: None,
        file_name,
        encoding: format.encoding.name().to_owned(),
        delimiter: char::from(format.delimiter),
        columns,
        preview,
        rows_estimate: rows,
    })
}

/// A reader of rows; a row may have more or fewer cells than the heading.
pub(super) fn reader(path: &Path, format: Format) -> io::Result<csv::Reader<Transcoder<File>>> {
    let text = Transcoder::new(File::open(path)?, format.encoding);
    Ok(csv::ReaderBuilder::new().delimiter(format.delimiter).flexible(true).from_reader(text))
}
