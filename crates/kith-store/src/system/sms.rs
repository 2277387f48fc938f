//! Text messages: who carries them, who wants none, and which ones have come.

use kith_model::{Id, Timestamp};

use super::Author;
use crate::row::Row;
use crate::sql::{Sql, Stmt, Val};
use crate::{Store, StoreError};

/// Who carries the text messages of a workspace.
#[derive(Clone, Debug)]
pub struct SmsChannel {
    /// What the provider understands: `twilio` or `http`.
    pub service: String,
    /// Where it listens.
    pub address: String,
    /// Whose account it is there.
    pub account: String,
    /// The number or name that messages come from.
    pub sender: String,
    /// The token, sealed; empty where none is needed.
    pub secret: String,
}

const SELECT: &str = "SELECT service, address, account, sender, secret FROM sms_channel WHERE workspace_id = ?";

impl Store {
    /// Who carries a workspace's text messages.
    pub async fn find_sms_channel(&self, workspace: Id) -> Result<Option<SmsChannel>, StoreError> {
        let mut sql = Sql::new();
        sql.add(SELECT, [Val::Id(workspace)]);
        let read = |row: &Row<'_>| {
            Ok(SmsChannel {
                service: row.get(0)?,
                address: row.get(1)?,
                account: row.get(2)?,
                sender: row.get(3)?,
                secret: row.get(4)?,
            })
        };
        self.db.first(sql, read).await
    }

    /// When a number, as E.164, said that it wants no messages of a workspace.
    pub async fn find_sms_opt_out(&self, workspace: Id, phone: &str) -> Result<Option<Timestamp>, StoreError> {
        let mut sql = Sql::new();
        sql.add(
            "SELECT at FROM sms_opt_out WHERE workspace_id = ? AND phone = ?",
            [Val::Id(workspace), Val::Text(phone.to_owned())],
        );
        self.db.first(sql, |row: &Row<'_>| row.get(0)).await
    }
}

/// The statement that keeps who carries messages.
pub(super) fn keep_channel(channel: &SmsChannel, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO sms_channel (workspace_id, service, address, account, sender, secret, updated_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (workspace_id) DO UPDATE SET service = excluded.service, \
         address = excluded.address, account = excluded.account, sender = excluded.sender, \
         secret = excluded.secret, updated_at = excluded.updated_at",
        [
            Val::Id(by.workspace),
            Val::Text(channel.service.clone()),
            Val::Text(channel.address.clone()),
            Val::Text(channel.account.clone()),
            Val::Text(channel.sender.clone()),
            Val::Text(channel.secret.clone()),
            Val::Time(by.at),
        ],
    );
    Stmt::any(sql)
}

/// The statement that lets nobody carry messages.
pub(super) fn drop_channel(by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add("DELETE FROM sms_channel WHERE workspace_id = ?", [Val::Id(by.workspace)]);
    Stmt::any(sql)
}

/// The statement that keeps whether a number wants messages.
pub(super) fn opt(phone: &str, out: bool, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    let number = [Val::Id(by.workspace), Val::Text(phone.to_owned())];
    match out {
        true => sql.add(
            "INSERT INTO sms_opt_out (workspace_id, phone, at) VALUES (?, ?, ?) \
             ON CONFLICT (workspace_id, phone) DO NOTHING",
            number.into_iter().chain([Val::Time(by.at)]),
        ),
        false => sql.add("DELETE FROM sms_opt_out WHERE workspace_id = ? AND phone = ?", number),
    };
    Stmt::any(sql)
}

/// The statement that lets a message be received once: its key is unique.
pub(super) fn receive(key: &str, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO sms_received (workspace_id, source_key, received_at) VALUES (?, ?, ?)",
        [Val::Id(by.workspace), Val::Text(key.to_owned()), Val::Time(by.at)],
    );
    Stmt::any(sql)
}
