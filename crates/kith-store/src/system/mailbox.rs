//! Mailboxes that are read: their settings, how far each is, and who reads it now.

use kith_model::{Id, Timestamp};
use serde_json::Value as Json;

use super::{Author, store_error};
use crate::row::Row;
use crate::sql::{Dialect, Sql, Stmt, Val, ValType};
use crate::{Store, StoreError};

const KIND: &str = "mailbox";

/// A mailbox.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// Its id.
    pub id: Id,
    /// The workspace.
    pub workspace: Id,
    /// Grows with each change of its settings.
    pub version: i64,
    /// What it is called; also the sender's name of what it sends.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Whose own it is; the workspace's where none.
    pub owner: Option<Id>,
    /// The team that looks after it.
    pub team: Option<Id>,
    /// What a mail becomes: `ticket` or `timeline`.
    pub purpose: String,
    /// Whether what arrives is its owner's alone.
    pub private: bool,
    /// Whether an unknown sender becomes a contact.
    pub makes_contacts: bool,
    /// Whether a new ticket is answered with a word that it arrived.
    pub acknowledges: bool,
    /// Whether it is read.
    pub active: bool,
    /// Host, port, security, user, folder.
    pub imap: Json,
    /// The password, sealed.
    pub imap_secret: String,
    /// Host, port, security, user; null where mail goes out as the installation's own.
    pub smtp: Json,
    /// The password, sealed.
    pub smtp_secret: String,
    /// What the numbers of messages mean something under.
    pub uid_validity: Option<i64>,
    /// The number of the last message that was looked at.
    pub last_uid: i64,
    /// What arrived before is left alone.
    pub begins_at: Timestamp,
    /// How many messages the server has.
    pub server_count: Option<i64>,
    /// When it was last looked at.
    pub last_run_at: Option<Timestamp>,
    /// When that last went well.
    pub last_ok_at: Option<Timestamp>,
    /// Why it did not.
    pub error: Option<String>,
    /// What of the settings the error is about.
    pub error_with: Option<String>,
    /// How often in a row it has not gone well.
    pub failures: i64,
    /// When it is looked at next.
    pub next_at: Timestamp,
    /// Until when a process has it for itself.
    pub lease_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// How a look at a mailbox ended.
#[derive(Clone, Debug)]
pub struct MailboxRun {
    /// The mailbox.
    pub id: Id,
    /// Who looked.
    pub worker: Id,
    /// How many messages the server has, where it said so.
    pub server_count: Option<i64>,
    /// What went wrong, and with what.
    pub error: Option<(String, String)>,
    /// When it is looked at next.
    pub next_at: Timestamp,
    /// Whether others may have it now.
    pub done: bool,
}

const COLUMNS: &str = "workspace_id, id, version, name, address, owner_id, team_id, purpose, private, \
                       makes_contacts, active, imap, imap_secret, smtp, smtp_secret, uid_validity, last_uid, \
                       begins_at, server_count, last_run_at, last_ok_at, error, error_with, failures, next_at, \
                       lease_until, created_at, acknowledges";

fn read(row: &Row<'_>) -> Result<Mailbox, StoreError> {
    let json = |text: &str| serde_json::from_str(text).map_err(|error| StoreError::Database(error.to_string()));
    Ok(Mailbox {
        workspace: row.get(0)?,
        id: row.get(1)?,
        version: row.get(2)?,
        name: row.get(3)?,
        address: row.get(4)?,
        owner: row.get(5)?,
        team: row.get(6)?,
        purpose: row.get(7)?,
        private: row.get(8)?,
        makes_contacts: row.get(9)?,
        active: row.get(10)?,
        imap: json(row.get(11)?)?,
        imap_secret: row.get(12)?,
        smtp: json(row.get(13)?)?,
        smtp_secret: row.get(14)?,
        uid_validity: row.get(15)?,
        last_uid: row.get(16)?,
        begins_at: row.get(17)?,
        server_count: row.get(18)?,
        last_run_at: row.get(19)?,
        last_ok_at: row.get(20)?,
        error: row.get(21)?,
        error_with: row.get(22)?,
        failures: row.get(23)?,
        next_at: row.get(24)?,
        lease_until: row.get(25)?,
        created_at: row.get(26)?,
        acknowledges: row.get(27)?,
    })
}

impl Store {
    /// A mailbox.
    pub async fn find_mailbox(&self, workspace: Id, id: Id) -> Result<Option<Mailbox>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(&format!("SELECT {COLUMNS} FROM mailbox"));
        sql.add(" WHERE workspace_id = ? AND id = ?", [Val::Id(workspace), Val::Id(id)]);
        self.db.first(sql, read).await
    }

    /// The mailboxes of a workspace, oldest first.
    pub async fn list_mailboxes(&self, workspace: Id) -> Result<Vec<Mailbox>, StoreError> {
        let mut sql = Sql::new();
        sql.raw(&format!("SELECT {COLUMNS} FROM mailbox"));
        sql.add(" WHERE workspace_id = ? ORDER BY created_at, id", [Val::Id(workspace)]);
        self.db.all(sql, read).await
    }

    /// Takes the next mailbox whose time has come and that nobody else reads, until the lease ends.
    pub async fn claim_mailbox(
        &self,
        now: Timestamp,
        worker: Id,
        lease_secs: i64,
    ) -> Result<Option<Mailbox>, StoreError> {
        let due = "active AND next_at <= ? AND (lease_until IS NULL OR lease_until <= ?)";
        let mut look = Sql::new();
        look.add(&format!("SELECT 1 FROM mailbox WHERE {due} LIMIT 1"), [Val::Time(now), Val::Time(now)]);
        if self.db.first(look, |_| Ok(())).await?.is_none() {
            return Ok(None);
        }
        let skip = match self.db.dialect() {
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR UPDATE SKIP LOCKED",
        };
        let mut sql = Sql::new();
        sql.add(
            &format!(
                "UPDATE mailbox SET lease_by = ?, lease_until = ? WHERE (workspace_id, id) = (SELECT workspace_id, id \
                 FROM mailbox WHERE {due} ORDER BY next_at, id LIMIT 1{skip}) RETURNING {COLUMNS}"
            ),
            [Val::Id(worker), Val::Time(now.plus_seconds(lease_secs)), Val::Time(now), Val::Time(now)],
        );
        Ok(self.db.returning(sql, read).await.map_err(store_error)?.pop())
    }

    /// Keeps a mailbox for longer; the mailbox as it is now, or nothing where another has it, or nobody
    /// reads it any more.
    pub async fn renew_mailbox(
        &self,
        (workspace, id): (Id, Id),
        worker: Id,
        until: Timestamp,
    ) -> Result<Option<Mailbox>, StoreError> {
        let mut sql = Sql::new();
        sql.add(
            &format!(
                "UPDATE mailbox SET lease_until = ? WHERE workspace_id = ? AND id = ? AND lease_by = ? AND active \
                 RETURNING {COLUMNS}"
            ),
            [Val::Time(until), Val::Id(workspace), Val::Id(id), Val::Id(worker)],
        );
        Ok(self.db.returning(sql, read).await.map_err(store_error)?.pop())
    }
}

/// The statement that makes a mailbox.
pub(super) fn insert(new: &Mailbox, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO mailbox (workspace_id, id, version, name, address, owner_id, team_id, purpose, private, \
         makes_contacts, acknowledges, active, imap, imap_secret, smtp, smtp_secret, uid_validity, last_uid, \
         begins_at, failures, next_at, created_at, updated_at) \
         VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
        [Val::Id(by.workspace), Val::Id(new.id)].into_iter().chain(settings(new)).chain([
            new.uid_validity.map_or(Val::Null(ValType::Int), Val::Int),
            Val::Int(new.last_uid),
            Val::Time(by.at),
            Val::Time(by.at),
            Val::Time(by.at),
            Val::Time(by.at),
        ]),
    );
    Stmt::any(sql)
}

/// The statement that changes its settings. Who reads it now notices, and begins anew.
pub(super) fn update(changed: &Mailbox, anew: bool, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "UPDATE mailbox SET name = ?, address = ?, owner_id = ?, team_id = ?, purpose = ?, private = ?, \
         makes_contacts = ?, acknowledges = ?, active = ?, imap = ?, imap_secret = ?, smtp = ?, smtp_secret = ?",
        settings(changed),
    );
    if anew {
        let validity = changed.uid_validity.map_or(Val::Null(ValType::Int), Val::Int);
        sql.add(
            ", uid_validity = ?, last_uid = ?, begins_at = ?",
            [validity, Val::Int(changed.last_uid), Val::Time(by.at)],
        );
    }
    sql.add(
        ", version = version + 1, updated_at = ?, failures = 0, error = NULL, error_with = NULL, next_at = ?, \
         lease_by = NULL, lease_until = NULL WHERE workspace_id = ? AND id = ? AND version = ?",
        [Val::Time(by.at), Val::Time(by.at), Val::Id(by.workspace), Val::Id(changed.id), Val::Int(changed.version)],
    );
    Stmt::one(sql, KIND, changed.id)
}

fn settings(mailbox: &Mailbox) -> [Val; 13] {
    [
        Val::Text(mailbox.name.clone()),
        Val::Text(mailbox.address.clone()),
        Val::id_or_null(mailbox.owner),
        Val::id_or_null(mailbox.team),
        Val::Text(mailbox.purpose.clone()),
        Val::Bool(mailbox.private),
        Val::Bool(mailbox.makes_contacts),
        Val::Bool(mailbox.acknowledges),
        Val::Bool(mailbox.active),
        Val::Json(mailbox.imap.to_string()),
        Val::Text(mailbox.imap_secret.clone()),
        Val::Json(mailbox.smtp.to_string()),
        Val::Text(mailbox.smtp_secret.clone()),
    ]
}

/// The statements that forget a mailbox and what was set aside there; what was kept of its mails stays.
pub(super) fn delete(id: Id, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add("DELETE FROM mailbox WHERE workspace_id = ? AND id = ?", [Val::Id(by.workspace), Val::Id(id)]);
    Stmt::one(sql, KIND, id)
}

/// The statement that lets a mailbox be looked at now.
pub(super) fn hurry(id: Id, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "UPDATE mailbox SET next_at = ?, failures = 0 WHERE workspace_id = ? AND id = ?",
        [Val::Time(by.at), Val::Id(by.workspace), Val::Id(id)],
    );
    Stmt::one(sql, KIND, id)
}

/// The statement that says how far a mailbox is, by who holds it.
pub(super) fn advance(id: Id, worker: Id, uid_validity: i64, uid: i64, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "UPDATE mailbox SET uid_validity = ?, last_uid = ? WHERE workspace_id = ? AND id = ? AND lease_by = ?",
        [Val::Int(uid_validity), Val::Int(uid), Val::Id(by.workspace), Val::Id(id), Val::Id(worker)],
    );
    Stmt::one(sql, KIND, id)
}

/// The statement that says how a look ended, by who holds it.
pub(super) fn ran(run: &MailboxRun, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    let (with, why) = run.error.as_ref().map_or((None, None), |(with, why)| (Some(with.as_str()), Some(why.as_str())));
    sql.add(
        "UPDATE mailbox SET last_run_at = ?, server_count = coalesce(?, server_count), error_with = ?, error = ?, \
         next_at = ?",
        [
            Val::Time(by.at),
            run.server_count.map_or(Val::Null(ValType::Int), Val::Int),
            Val::text_or_null(with),
            Val::text_or_null(why),
            Val::Time(run.next_at),
        ],
    );
    match run.error {
        None => sql.add(", failures = 0, last_ok_at = ?", [Val::Time(by.at)]),
        Some(_) => sql.raw(", failures = failures + 1"),
    };
    if run.done {
        sql.raw(", lease_by = NULL, lease_until = NULL");
    }
    sql.add(
        " WHERE workspace_id = ? AND id = ? AND lease_by = ?",
        [Val::Id(by.workspace), Val::Id(run.id), Val::Id(run.worker)],
    );
    Stmt::one(sql, KIND, run.id)
}
