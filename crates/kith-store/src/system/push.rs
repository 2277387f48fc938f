//! Pushes to browsers: the key pairs of workspaces, and the browsers.

use kith_model::{Id, Timestamp};

use super::Author;
use crate::row::Row;
use crate::sql::{Sql, Stmt, Val};
use crate::{Store, StoreError};

/// The key pair by which push services know a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushKeyPair {
    /// The half that browsers are told.
    pub public: String,
    /// The other half, sealed.
    pub secret: String,
}

/// A browser that takes pushes.
#[derive(Clone, Debug)]
pub struct PushBrowser {
    /// The session it belongs to, which is also its name.
    pub session: Id,
    /// Whose session that is.
    pub user: Id,
    /// Where its push service takes messages for it.
    pub endpoint: String,
    /// Its public key.
    pub p256dh: String,
    /// What it and we know, and its push service does not.
    pub auth: String,
    /// What the session calls itself; read alone.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When a push was last taken.
    pub succeeded_at: Option<Timestamp>,
    /// When one was last refused.
    pub failed_at: Option<Timestamp>,
    /// Why, as long as none was taken since.
    pub trouble: Option<String>,
}

/// How a push to a browser ended.
#[derive(Clone, Debug)]
pub struct PushResult {
    /// The browser.
    pub session: Id,
    /// Where it was when the push was sent.
    pub endpoint: String,
    /// Why it was not taken, where it was not.
    pub trouble: Option<String>,
}

/// Of sessions that go on alone.
const SELECT: &str = "SELECT b.session_id, b.user_id, b.endpoint, b.p256dh, b.auth, s.device, b.created_at, \
     b.succeeded_at, b.failed_at, b.trouble FROM push_browser b JOIN session s ON s.id = b.session_id \
     AND s.workspace_id = b.workspace_id AND s.user_id = b.user_id \
     WHERE b.workspace_id = ? AND s.ended_at IS NULL AND s.expires_at > ?";

fn browser(row: &Row<'_>) -> Result<PushBrowser, StoreError> {
    Ok(PushBrowser {
        session: row.get(0)?,
        user: row.get(1)?,
        endpoint: row.get(2)?,
        p256dh: row.get(3)?,
        auth: row.get(4)?,
        device: row.get(5)?,
        created_at: row.get(6)?,
        succeeded_at: row.get(7)?,
        failed_at: row.get(8)?,
        trouble: row.get(9)?,
    })
}

impl Store {
    /// The key pair of a workspace's pushes, where there is one by now.
    pub async fn find_push_key(&self, workspace: Id) -> Result<Option<PushKeyPair>, StoreError> {
        let mut sql = Sql::new();
        sql.add("SELECT public_key, secret FROM push_key WHERE workspace_id = ?", [Val::Id(workspace)]);
        let read = |row: &Row<'_>| Ok(PushKeyPair { public: row.get(0)?, secret: row.get(1)? });
        self.db.first(sql, read).await
    }

    /// The browsers in which somebody takes pushes and is signed in, the newest first.
    pub async fn list_push_browsers(
        &self,
        workspace: Id,
        user: Id,
        now: Timestamp,
    ) -> Result<Vec<PushBrowser>, StoreError> {
        let mut sql = Sql::new();
        sql.add(SELECT, [Val::Id(workspace), Val::Time(now)]);
        sql.add(" AND b.user_id = ? ORDER BY b.created_at DESC, b.session_id", [Val::Id(user)]);
        self.db.all(sql, browser).await
    }

    /// One of them.
    pub async fn find_push_browser(
        &self,
        workspace: Id,
        user: Id,
        session: Id,
        now: Timestamp,
    ) -> Result<Option<PushBrowser>, StoreError> {
        let mut sql = Sql::new();
        sql.add(SELECT, [Val::Id(workspace), Val::Time(now)]);
        sql.add(" AND b.user_id = ? AND b.session_id = ?", [Val::Id(user), Val::Id(session)]);
        self.db.first(sql, browser).await
    }
}

fn any<const N: usize>(text: &str, vals: [Val; N]) -> Stmt {
    let mut sql = Sql::new();
    sql.add(text, vals);
    Stmt::any(sql)
}

pub(super) fn make_key(pair: &PushKeyPair, by: &Author) -> Stmt {
    any(
        "INSERT INTO push_key (workspace_id, public_key, secret) VALUES (?, ?, ?) \
         ON CONFLICT (workspace_id) DO NOTHING",
        [Val::Id(by.workspace), Val::Text(pair.public.clone()), Val::Text(pair.secret.clone())],
    )
}

pub(super) fn replace_key(was: &str, pair: &PushKeyPair, by: &Author) -> Stmt {
    any(
        "UPDATE push_key SET public_key = ?, secret = ? WHERE workspace_id = ? AND secret = ?",
        [
            Val::Text(pair.public.clone()),
            Val::Text(pair.secret.clone()),
            Val::Id(by.workspace),
            Val::Text(was.to_owned()),
        ],
    )
}

/// A browser that asks again keeps its place; what is known of it holds for the same address alone.
pub(super) fn keep(browser: &PushBrowser, by: &Author) -> Stmt {
    any(
        "INSERT INTO push_browser (workspace_id, session_id, user_id, endpoint, p256dh, auth, created_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workspace_id, session_id) DO UPDATE SET \
         user_id = excluded.user_id, endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth, \
         created_at = excluded.created_at, succeeded_at = NULL, failed_at = NULL, trouble = NULL",
        [
            Val::Id(by.workspace),
            Val::Id(browser.session),
            Val::Id(browser.user),
            Val::Text(browser.endpoint.clone()),
            Val::Text(browser.p256dh.clone()),
            Val::Text(browser.auth.clone()),
            Val::Time(browser.created_at),
        ],
    )
}

pub(super) fn drop_endpoint(endpoint: &str, by: &Author) -> Stmt {
    any(
        "DELETE FROM push_browser WHERE workspace_id = ? AND endpoint = ?",
        [Val::Id(by.workspace), Val::Text(endpoint.to_owned())],
    )
}

pub(super) fn drop_one(session: Id, by: &Author) -> Stmt {
    any("DELETE FROM push_browser WHERE workspace_id = ? AND session_id = ?", [Val::Id(by.workspace), Val::Id(session)])
}

pub(super) fn drop_all(by: &Author) -> Stmt {
    any("DELETE FROM push_browser WHERE workspace_id = ?", [Val::Id(by.workspace)])
}

pub(super) fn ended(result: &PushResult, by: &Author) -> Stmt {
    let whose = [Val::Id(by.workspace), Val::Id(result.session), Val::Text(result.endpoint.clone())];
    let mut sql = Sql::new();
    match &result.trouble {
        None => sql.add("UPDATE push_browser SET succeeded_at = ?, trouble = NULL", [Val::Time(by.at)]),
        Some(why) => {
            let said = [Val::Time(by.at), Val::Text(why.clone())];
            sql.add("UPDATE push_browser SET failed_at = ?, trouble = ?", said)
        }
    };
    sql.add(" WHERE workspace_id = ? AND session_id = ? AND endpoint = ?", whose);
    Stmt::any(sql)
}
