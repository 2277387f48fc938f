//! Public addresses: what strangers follow to a record without knowing its workspace.

use kith_model::Id;

use crate::row::Row;
use crate::sql::{Sql, Val};
use crate::{Store, StoreError};

/// What a public address leads to.
#[derive(Clone, Debug)]
pub struct Address {
    /// The workspace.
    pub workspace: Id,
    /// The record's kind.
    pub kind: String,
    /// The record.
    pub record: Id,
}

impl Store {
    /// What an address leads to. Like a login, it is looked for in the whole installation.
    pub async fn find_address(&self, slug: &str) -> Result<Option<Address>, StoreError> {
        let mut sql = Sql::new();
        sql.add(
            "SELECT workspace_id, kind, record_id FROM public_address WHERE slug = ?",
            [Val::Text(slug.to_owned())],
        );
        let map = |row: &Row<'_>| Ok(Address { workspace: row.get(0)?, kind: row.get(1)?, record: row.get(2)? });
        self.db.first(sql, map).await
    }
}
