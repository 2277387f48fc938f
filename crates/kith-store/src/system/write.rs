//! Writes to the system's own tables as statements of a transaction.

use serde_json::Value as Json;

use super::{Author, SystemWrite, audit, calendar, mail, mail_message, mailbox, push, sms, upload};
use crate::IdempotencyEntry;
use crate::outbox::{self, NewEvent};
use crate::sql::{Sql, Stmt, Val, ValType};

/// The statement of one write.
pub(crate) fn statement(write: &SystemWrite, by: &Author) -> Stmt {
    let workspace = Val::Id(by.workspace);
    let sql = |text: &str, vals: Vec<Val>| {
        let mut sql = Sql::new();
        sql.add(text, vals);
        sql
    };
    match write {
        SystemWrite::InsertLogin(login) => Stmt::any(sql(
            "INSERT INTO login (user_id, workspace_id, email, password_hash) VALUES (?, ?, ?, ?)",
            vec![
                Val::Id(login.user),
                workspace,
                Val::Text(login.email.clone()),
                Val::text_or_null(login.password_hash.as_deref()),
            ],
        )),
        SystemWrite::MoveLogin { user, email } => Stmt::one(
            sql(
                "UPDATE login SET email = ? WHERE user_id = ? AND workspace_id = ?",
                vec![Val::Text(email.clone()), Val::Id(*user), workspace],
            ),
            "login",
            *user,
        ),
        SystemWrite::SetPassword { user, password_hash } => Stmt::one(
            sql(
                "UPDATE login SET password_hash = ? WHERE user_id = ? AND workspace_id = ?",
                vec![Val::Text(password_hash.clone()), Val::Id(*user), workspace],
            ),
            "login",
            *user,
        ),
        SystemWrite::DeleteLogin { user } => {
            Stmt::any(sql("DELETE FROM login WHERE user_id = ? AND workspace_id = ?", vec![Val::Id(*user), workspace]))
        }
        SystemWrite::InsertSession(session) => Stmt::any(sql(
            "INSERT INTO session (id, workspace_id, user_id, refresh_hash, previous_hash, device, address, \
             created_at, last_used_at, expires_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            vec![
                Val::Id(session.id),
                workspace,
                Val::Id(session.user),
                Val::Bytes(session.refresh_hash.clone()),
                session.previous_hash.clone().map_or(Val::Null(ValType::Bytes), Val::Bytes),
                Val::Text(session.device.clone()),
                Val::Text(session.address.clone()),
                Val::Time(session.created_at),
                Val::Time(session.last_used_at),
                Val::Time(session.expires_at),
                Val::time_or_null(session.ended_at),
            ],
        )),
        SystemWrite::RotateSession { id, old_hash, new_hash, at, expires_at } => Stmt::one(
            sql(
                "UPDATE session SET refresh_hash = ?, previous_hash = ?, last_used_at = ?, expires_at = ? \
                 WHERE id = ? AND workspace_id = ? AND refresh_hash = ? AND ended_at IS NULL",
                vec![
                    Val::Bytes(new_hash.clone()),
                    Val::Bytes(old_hash.clone()),
                    Val::Time(*at),
                    Val::Time(*expires_at),
                    Val::Id(*id),
                    workspace,
                    Val::Bytes(old_hash.clone()),
                ],
            ),
            "session",
            *id,
        ),
        SystemWrite::EndSession { id, at } => Stmt::any(sql(
            "UPDATE session SET ended_at = ? WHERE id = ? AND workspace_id = ? AND ended_at IS NULL",
            vec![Val::Time(*at), Val::Id(*id), workspace],
        )),
        SystemWrite::EndSessions { user, except, at } => Stmt::any(sql(
            "UPDATE session SET ended_at = ? WHERE workspace_id = ? AND user_id = ? AND ended_at IS NULL \
             AND id IS DISTINCT FROM ?",
            vec![Val::Time(*at), workspace, Val::Id(*user), Val::id_or_null(*except)],
        )),
        SystemWrite::InsertMailToken(token) => Stmt::any(sql(
            "INSERT INTO mail_token (hash, purpose, workspace_id, user_id, expires_at) VALUES (?, ?, ?, ?, ?)",
            vec![
                Val::Bytes(token.hash.clone()),
                Val::Text(token.purpose.clone()),
                workspace,
                Val::Id(token.user),
                Val::Time(token.expires_at),
            ],
        )),
        // A token has no id; the conflict names the workspace it was for.
        SystemWrite::UseMailToken { hash, at } => Stmt::one(
            sql(
                "UPDATE mail_token SET used_at = ? WHERE hash = ? AND workspace_id = ? AND used_at IS NULL",
                vec![Val::Time(*at), Val::Bytes(hash.clone()), workspace],
            ),
            "mail_token",
            by.workspace,
        ),
        SystemWrite::VoidMailTokens { user, purpose } => Stmt::any(sql(
            "UPDATE mail_token SET used_at = ? WHERE workspace_id = ? AND user_id = ? AND purpose = ? \
             AND used_at IS NULL",
            vec![Val::Time(by.at), workspace, Val::Id(*user), Val::Text(purpose.clone())],
        )),
        SystemWrite::InsertSigningKey(key) => Stmt::any(sql(
            "INSERT INTO signing_key (id, secret, created_at, retired_at) VALUES (?, ?, ?, ?)",
            vec![
                Val::Id(key.id),
                Val::Bytes(key.secret.clone()),
                Val::Time(key.created_at),
                Val::time_or_null(key.retired_at),
            ],
        )),
        SystemWrite::RetireSigningKey { id, at } => {
            Stmt::any(sql("UPDATE signing_key SET retired_at = ? WHERE id = ?", vec![Val::Time(*at), Val::Id(*id)]))
        }
        SystemWrite::InsertUpload(file) => Stmt::any(sql(
            "INSERT INTO upload (workspace_id, id, user_id, kind, file_name, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                workspace,
                Val::Id(file.id),
                Val::Id(file.user),
                Val::Text(file.kind.clone()),
                Val::Text(file.file_name.clone()),
                Val::Time(file.created_at),
            ],
        )),
        SystemWrite::ForgetUploads { before } => Stmt::any(sql(
            "DELETE FROM upload WHERE workspace_id = ? AND created_at < ?",
            vec![workspace, Val::Time(*before)],
        )),
        SystemWrite::InsertFileUpload(new) => upload::insert(new, by),
        SystemWrite::AdvanceFileUpload { id, from, parts } => upload::advance(*id, *from, parts, by),
        SystemWrite::EndFileUpload { id } => upload::end(*id, by),
        SystemWrite::QueueMail(new) => mail::insert(new, by),
        SystemWrite::TakeMail { id, job, attempt } => mail::take(*id, *job, *attempt, by),
        SystemWrite::HandMailOver { id, attempt, at } => mail::hand_over(*id, *attempt, *at, by),
        SystemWrite::EndMailAttempt(end) => mail::end(end, by),
        SystemWrite::NoteMailReceipt { id, error } => mail::receipt(*id, error.as_deref(), by),
        SystemWrite::RequeueMail { id, job, at } => mail::requeue(*id, *job, *at, by),
        SystemWrite::InsertMailbox(new) => mailbox::insert(new, by),
        SystemWrite::UpdateMailbox { mailbox, anew } => mailbox::update(mailbox, *anew, by),
        SystemWrite::DeleteMailbox { id } => mailbox::delete(*id, by),
        SystemWrite::HurryMailbox { id } => mailbox::hurry(*id, by),
        SystemWrite::AdvanceMailbox { id, worker, uid_validity, uid } => {
            mailbox::advance(*id, *worker, *uid_validity, *uid, by)
        }
        SystemWrite::KeepSmsChannel(channel) => sms::keep_channel(channel, by),
        SystemWrite::DropSmsChannel => sms::drop_channel(by),
        SystemWrite::OptSms { phone, out } => sms::opt(phone, *out, by),
        SystemWrite::ReceiveSms { key } => sms::receive(key, by),
        SystemWrite::KeepCalendarFeed(feed) => calendar::keep(feed, by),
        SystemWrite::DropCalendarFeed { user, of } => calendar::drop(*user, *of, by),
        SystemWrite::DropCalendarFeeds { user } => calendar::drop_all(*user, by),
        SystemWrite::MakePushKey(pair) => push::make_key(pair, by),
        SystemWrite::ReplacePushKey { was, pair } => push::replace_key(was, pair, by),
        SystemWrite::KeepPushBrowser(browser) => push::keep(browser, by),
        SystemWrite::DropPushEndpoint { endpoint } => push::drop_endpoint(endpoint, by),
        SystemWrite::DropPushBrowser { session } => push::drop_one(*session, by),
        SystemWrite::DropPushBrowsers => push::drop_all(by),
        SystemWrite::PushEnded(result) => push::ended(result, by),
        SystemWrite::MailboxRan(run) => mailbox::ran(run, by),
        SystemWrite::InsertMailMessage(new) => mail_message::insert(new, by),
        SystemWrite::SetAddress { kind, record, slug } => Stmt::any(sql(
            "INSERT INTO public_address (workspace_id, record_id, kind, slug) VALUES (?, ?, ?, ?) \
             ON CONFLICT (workspace_id, record_id) DO UPDATE SET slug = excluded.slug",
            vec![workspace, Val::Id(*record), Val::Text(kind.clone()), Val::Text(slug.clone())],
        )),
        SystemWrite::FreeAddress { record } => Stmt::any(sql(
            "DELETE FROM public_address WHERE workspace_id = ? AND record_id = ?",
            vec![workspace, Val::Id(*record)],
        )),
        SystemWrite::Audit { kind, record_id, record_title, op, detail } => {
            let changes = audit::as_changes(detail);
            audit::insert(by, audit::NewEntry { kind, record_id: *record_id, record_title, op, changes, version: 0 })
        }
        SystemWrite::TouchLastLogin { user, at } => Stmt::any(sql(
            "UPDATE \"user\" SET last_login_at = ? WHERE workspace_id = ? AND id = ?",
            vec![Val::Time(*at), workspace, Val::Id(*user)],
        )),
    }
}

/// The event of a write that ends sessions, so that open streams of events end in every process.
pub(crate) fn session_event(write: &SystemWrite, by: &Author) -> Option<Stmt> {
    let (record, op) = match write {
        SystemWrite::EndSession { id, .. } => (*id, "end"),
        SystemWrite::EndSessions { user, .. } => (*user, "end_all"),
        _ => return None,
    };
    let event = NewEvent { kind: outbox::SESSION, record, op, version: 0, changed: Vec::new(), was: Json::Null };
    Some(outbox::insert(by, event))
}

/// Keeps the answer to a repeatable request. A second one with the same key is refused by the
/// primary key, which the error mapping knows.
pub(crate) fn idempotency_statement(entry: IdempotencyEntry, by: &Author) -> Stmt {
    let mut sql = Sql::new();
    sql.add(
        "INSERT INTO idempotency (workspace_id, user_id, key, request_hash, status, body, created_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            Val::Id(by.workspace),
            Val::Id(entry.user),
            Val::Text(entry.key),
            Val::Bytes(entry.request_hash),
            Val::Int(entry.status.into()),
            Val::Bytes(entry.body),
            Val::Time(by.at),
        ],
    );
    Stmt::any(sql)
}
