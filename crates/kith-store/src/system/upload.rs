//! Uploads under way: how far they are, and what they will be.

use kith_model::{Id, Timestamp};

use super::Author;
use crate::row::Row;
use crate::sql::{Sql, Stmt, Val};
use crate::{Store, StoreError};

/// An upload that is not finished.
#[derive(Clone, Debug)]
pub struct FileUpload {
    /// Its id; also that of the record it becomes.
    pub id: Id,
    /// The workspace.
    pub workspace: Id,
    /// Who sends it.
    pub user: Id,
    /// What the file is called.
    pub name: String,
    /// The kind of what it will hang on.
    pub record_kind: String,
    /// What it will hang on.
    pub record_id: Id,
    /// All its bytes.
    pub size: u64,
    /// What the sender says their SHA-256 is.
    pub sha256: Option<String>,
    /// The bytes that have come.
    pub received: u64,
    /// Where they lie, in order: names and sizes.
    pub parts: Vec<(String, u64)>,
    /// When it began.
    pub created_at: Timestamp,
}

const SELECT: &str = "SELECT id, workspace_id, user_id, name, record_kind, record_id, size, sha256, received, parts, \
                      created_at FROM file_upload";

fn read(row: &Row<'_>) -> Result<FileUpload, StoreError> {
    let unsigned = |n: i64| u64::try_from(n).unwrap_or_default();
    let parts: String = row.get(9)?;
    Ok(FileUpload {
        id: row.get(0)?,
        workspace: row.get(1)?,
        user: row.get(2)?,
        name: row.get(3)?,
        record_kind: row.get(4)?,
        record_id: row.get(5)?,
        size: unsigned(row.get(6)?),
        sha256: row.get(7)?,
        received: unsigned(row.get(8)?),
        parts: serde_json::from_str(&parts).map_err(|error| StoreError::Database(error.to_string()))?,
        created_at: row.get(10)?,
    })
}

impl Store {
    /// An upload that is not finished.
    pub async fn find_file_upload(&self, workspace: Id, id: Id) -> Result<Option<FileUpload>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(SELECT).add(" WHERE workspace_id = ? AND id = ?", [Val::Id(workspace), Val::Id(id)]);
        self.db.first(sql, read).await
    }

    /// All that are not finished, oldest first.
    pub async fn list_file_uploads(&self, workspace: Id) -> Result<Vec<FileUpload>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(SELECT).add(" WHERE workspace_id = ? ORDER BY created_at, id", [Val::Id(workspace)]);
        self.db.all(sql, read).await
    }
}

/// The statement that keeps a new upload.
pub(super) fn insert(upload: &FileUpload, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO file_upload (workspace_id, id, user_id, name, record_kind, record_id, size, sha256, received, \
         parts, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            Val::Id(by.workspace),
            Val::Id(upload.id),
            Val::Id(upload.user),
            Val::Text(upload.name.clone()),
            Val::Text(upload.record_kind.clone()),
            Val::Id(upload.record_id),
            Val::Int(upload.size as i64),
            Val::text_or_null(upload.sha256.as_deref()),
            Val::Int(upload.received as i64),
            parts(&upload.parts),
            Val::Time(upload.created_at),
        ],
    );
    Stmt::any(sql)
}

/// The statement that notes a further piece, if nobody else has noted one meanwhile.
pub(super) fn advance(id: Id, from: u64, all: &[(String, u64)], by: &Author) -> Stmt {
    let mut sql = Sql::new();
    let received: u64 = all.iter().map(|(_, size)| size).sum();
    sql.add(
        "UPDATE file_upload SET received = ?, parts = ? WHERE workspace_id = ? AND id = ? AND received = ?",
        [Val::Int(received as i64), parts(all), Val::Id(by.workspace), Val::Id(id), Val::Int(from as i64)],
    );
    Stmt::one(sql, "file_upload", id)
}

/// The statement that ends an upload, which must be there.
pub(super) fn end(id: Id, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add("DELETE FROM file_upload WHERE workspace_id = ? AND id = ?", [Val::Id(by.workspace), Val::Id(id)]);
    Stmt::one(sql, "file_upload", id)
}

fn parts(parts: &[(String, u64)]) -> Val {
    Val::Json(serde_json::to_string(parts).unwrap_or_default())
}
