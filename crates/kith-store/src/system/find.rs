//! Finding rows of the system's own tables.

use kith_model::Id;

use super::{Login, MailToken, Session, SigningKey, Upload};
use crate::row::Row;
use crate::sql::{Sql, Val};
use crate::{IdempotencyEntry, Store, StoreError};

const LOGIN: &str = "SELECT email, workspace_id, user_id, password_hash FROM login";
const SESSION: &str = "SELECT id, workspace_id, user_id, refresh_hash, previous_hash, device, address, created_at, \
                       last_used_at, expires_at, ended_at FROM session";

impl Store {
    /// The login of a folded e-mail address.
    pub async fn find_login(&self, email: &str) -> Result<Option<Login>, StoreError> {
        self.db.first(query(LOGIN, "WHERE email = ?", [Val::Text(email.to_owned())]), login).await
    }

    /// The login of a user.
    pub async fn find_login_of(&self, user: Id) -> Result<Option<Login>, StoreError> {
        self.db.first(query(LOGIN, "WHERE user_id = ?", [Val::Id(user)]), login).await
    }

    /// A session, ended or not.
    pub async fn find_session(&self, id: Id) -> Result<Option<Session>, StoreError> {
        self.db.first(query(SESSION, "WHERE id = ?", [Val::Id(id)]), session).await
    }

    /// The session whose refresh token, valid now or the one before it, has this hash.
    pub async fn find_session_by_refresh(&self, hash: &[u8]) -> Result<Option<Session>, StoreError> {
        let hash = Val::Bytes(hash.to_vec());
        self.db
            .first(query(SESSION, "WHERE refresh_hash = ? OR previous_hash = ?", [hash.clone(), hash]), session)
            .await
    }

    /// A user's sessions that have not been ended, the one used last first.
    pub async fn list_sessions(&self, workspace: Id, user: Id) -> Result<Vec<Session>, StoreError> {
        let rest = "WHERE workspace_id = ? AND user_id = ? AND ended_at IS NULL ORDER BY last_used_at DESC, id DESC";
        self.db.all(query(SESSION, rest, [Val::Id(workspace), Val::Id(user)]), session).await
    }

    /// An unused mail token by the hash of its secret. Whether it has expired is for the caller to see.
    pub async fn find_mail_token(&self, hash: &[u8]) -> Result<Option<MailToken>, StoreError> {
        let select = "SELECT hash, purpose, workspace_id, user_id, expires_at FROM mail_token";
        let sql = query(select, "WHERE hash = ? AND used_at IS NULL", [Val::Bytes(hash.to_vec())]);
        let map = |row: &Row<'_>| {
            Ok(MailToken {
                hash: row.get(0)?,
                purpose: row.get(1)?,
                workspace: row.get(2)?,
                user: row.get(3)?,
                expires_at: row.get(4)?,
            })
        };
        self.db.first(sql, map).await
    }

    /// Every signing key, newest first.
    pub async fn list_signing_keys(&self) -> Result<Vec<SigningKey>, StoreError> {
        let select = "SELECT id, secret, created_at, retired_at FROM signing_key";
        let map = |row: &Row<'_>| {
            Ok(SigningKey { id: row.get(0)?, secret: row.get(1)?, created_at: row.get(2)?, retired_at: row.get(3)? })
        };
        self.db.all(query(select, "ORDER BY created_at DESC, id DESC", []), map).await
    }

    /// A file waiting to be imported.
    pub async fn find_upload(&self, workspace: Id, id: Id) -> Result<Option<Upload>, StoreError> {
        let select = "SELECT id, workspace_id, user_id, kind, file_name, created_at FROM upload";
        let map = |row: &Row<'_>| {
            Ok(Upload {
                id: row.get(0)?,
                workspace: row.get(1)?,
                user: row.get(2)?,
                kind: row.get(3)?,
                file_name: row.get(4)?,
                created_at: row.get(5)?,
            })
        };
        self.db.first(query(select, "WHERE workspace_id = ? AND id = ?", [Val::Id(workspace), Val::Id(id)]), map).await
    }

    /// The answer kept for a repeatable request.
    pub async fn find_idempotent(
        &self,
        workspace: Id,
        user: Id,
        key: &str,
    ) -> Result<Option<IdempotencyEntry>, StoreError> {
        let select = "SELECT user_id, key, request_hash, status, body FROM idempotency";
        let vals = [Val::Id(workspace), Val::Id(user), Val::Text(key.to_owned())];
        let map = |row: &Row<'_>| {
            let status: i64 = row.get(3)?;
            Ok(IdempotencyEntry {
                user: row.get(0)?,
                key: row.get(1)?,
                request_hash: row.get(2)?,
                status: u16::try_from(status).unwrap_or(500),
                body: row.get(4)?,
            })
        };
        self.db.first(query(select, "WHERE workspace_id = ? AND user_id = ? AND key = ?", vals), map).await
    }

    /// How many workspaces there are.
    pub async fn workspace_count(&self) -> Result<i64, StoreError> {
        let sql = query("SELECT count(*) FROM \"workspace\"", "WHERE deleted_at IS NULL", []);
        Ok(self.db.first(sql, |row| row.get(0)).await?.unwrap_or(0))
    }

    /// Every workspace, oldest first.
    pub async fn list_workspaces(&self) -> Result<Vec<Id>, StoreError> {
        let sql = query("SELECT id FROM \"workspace\"", "WHERE deleted_at IS NULL ORDER BY created_at, id", []);
        self.db.all(sql, |row| row.get(0)).await
    }

    /// The time zone of a workspace, by whose days records are counted.
    pub(crate) async fn zone_of(&self, workspace: Id) -> Result<String, StoreError> {
        let rest = "WHERE workspace_id = ? AND id = ?";
        let sql = query("SELECT time_zone FROM \"workspace\"", rest, [Val::Id(workspace), Val::Id(workspace)]);
        let zone = self.db.first(sql, |row| row.get::<Option<String>>(0)).await?;
        Ok(zone.flatten().unwrap_or_else(|| "UTC".into()))
    }
}

fn query<const N: usize>(select: &str, rest: &str, vals: [Val; N]) -> Sql {
    let mut sql = Sql::new();
    sql.raw(select).raw(" ").add(rest, vals);
    sql
}

fn login(row: &Row<'_>) -> Result<Login, StoreError> {
    Ok(Login { email: row.get(0)?, workspace: row.get(1)?, user: row.get(2)?, password_hash: row.get(3)? })
}

fn session(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.get(0)?,
        workspace: row.get(1)?,
        user: row.get(2)?,
        refresh_hash: row.get(3)?,
        previous_hash: row.get(4)?,
        device: row.get(5)?,
        address: row.get(6)?,
        created_at: row.get(7)?,
        last_used_at: row.get(8)?,
        expires_at: row.get(9)?,
        ended_at: row.get(10)?,
    })
}
