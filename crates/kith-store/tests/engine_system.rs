//! Kith's own tables, on both engines.

mod common;

use common::engines;
use kith_model::{Id, IdSource, SequentialIds, Timestamp};
use kith_store::system::{Login, MailToken, Session, SigningKey, SystemWrite, Upload};
use kith_store::{IdempotencyEntry, Store, WriteError, WriteSet};

const NOW: Timestamp = Timestamp::from_micros(1_760_000_000_000_000);
const DAY: i64 = 24 * 3600;

async fn write(store: &Store, workspace: Id, write: SystemWrite) -> Result<(), WriteError> {
    let mut set = WriteSet::new(workspace, None, None, NOW);
    set.system(write);
    store.commit(set).await
}

fn conflict(result: Result<(), WriteError>) -> String {
    match result {
        Err(WriteError::VersionConflict { kind, .. }) => kind,
        other => panic!("{other:?}"),
    }
}

fn session(workspace: Id, user: Id, id: Id) -> Session {
    Session {
        id,
        workspace,
        user,
        refresh_hash: id.as_bytes().to_vec(),
        previous_hash: None,
        device: "Firefox".into(),
        address: "::1".into(),
        created_at: NOW,
        last_used_at: NOW,
        expires_at: NOW.plus_seconds(30 * DAY),
        ended_at: None,
    }
}

#[tokio::test]
async fn an_address_signs_in_one_user() {
    let ids = SequentialIds::default();
    let (workspace, ana, ben) = (ids.next(NOW), ids.next(NOW), ids.next(NOW));
    for db in engines() {
        let store = db.open().await;
        store.migrate(NOW).await.expect("migrated");
        let login = |user, email: &str| Login { email: email.into(), workspace, user, password_hash: None };
        let insert = |user, email| write(&store, workspace, SystemWrite::InsertLogin(login(user, email)));
        insert(ana, "ana@x.in").await.expect("written");
        insert(ben, "ben@x.in").await.expect("written");
        let taken = write(&store, workspace, SystemWrite::MoveLogin { user: ben, email: "ana@x.in".into() }).await;
        assert!(
            matches!(&taken, Err(WriteError::Unique { constraint }) if constraint == "login_email_key"),
            "{taken:?}"
        );
        let hash = SystemWrite::SetPassword { user: ana, password_hash: "$argon2id$".into() };
        write(&store, ben, hash.clone()).await.expect_err("another workspace's user");
        write(&store, workspace, hash).await.expect("written");
        let found = store.find_login("ana@x.in").await.expect("read").expect("there");
        assert_eq!((found.user, found.password_hash.as_deref()), (ana, Some("$argon2id$")));
        assert_eq!(store.find_login_of(ben).await.expect("read").expect("there").email, "ben@x.in");
        write(&store, workspace, SystemWrite::DeleteLogin { user: ben }).await.expect("written");
        assert!(store.find_login("ben@x.in").await.expect("read").is_none());
    }
}

#[tokio::test]
async fn a_refresh_token_is_good_for_one_rotation() {
    let ids = SequentialIds::default();
    let (workspace, user) = (ids.next(NOW), ids.next(NOW));
    for db in engines() {
        let store = db.open().await;
        store.migrate(NOW).await.expect("migrated");
        let sessions: Vec<Session> = (0..3).map(|_| session(workspace, user, ids.next(NOW))).collect();
        for session in &sessions {
            write(&store, workspace, SystemWrite::InsertSession(session.clone())).await.expect("written");
        }
        let (first, old) = (sessions[0].id, sessions[0].refresh_hash.clone());
        let rotate = SystemWrite::RotateSession {
            id: first,
            old_hash: old.clone(),
            new_hash: vec![1; 32],
            at: NOW.plus_seconds(5),
            expires_at: NOW.plus_seconds(31 * DAY),
        };
        write(&store, workspace, rotate.clone()).await.expect("written");
        assert_eq!(conflict(write(&store, workspace, rotate).await), "session");
        for hash in [&old, &vec![1; 32]] {
            assert_eq!(store.find_session_by_refresh(hash).await.expect("read").expect("there").id, first);
        }
        let listed = store.list_sessions(workspace, user).await.expect("read");
        assert_eq!((listed.len(), listed[0].id), (3, first));
        let at = NOW.plus_seconds(9);
        write(&store, workspace, SystemWrite::EndSessions { user, except: Some(first), at }).await.expect("written");
        assert_eq!(store.list_sessions(workspace, user).await.expect("read").len(), 1);
        write(&store, workspace, SystemWrite::EndSession { id: first, at }).await.expect("written");
        assert_eq!(store.find_session(first).await.expect("read").expect("there").ended_at, Some(at));
        write(&store, workspace, SystemWrite::EndSessions { user, except: None, at }).await.expect("written");
    }
}

#[tokio::test]
async fn keys_uploads_and_mail_tokens_are_kept() {
    let ids = SequentialIds::default();
    let (workspace, user, id) = (ids.next(NOW), ids.next(NOW), ids.next(NOW));
    for db in engines() {
        let store = db.open().await;
        store.migrate(NOW).await.expect("migrated");
        let token = |hash: u8| MailToken {
            hash: vec![hash; 32],
            purpose: "invitation".into(),
            workspace,
            user,
            expires_at: NOW.plus_seconds(DAY),
        };
        for hash in [1, 2] {
            write(&store, workspace, SystemWrite::InsertMailToken(token(hash))).await.expect("written");
        }
        assert_eq!(store.find_mail_token(&[1; 32]).await.expect("read").expect("there").user, user);
        let used = SystemWrite::UseMailToken { hash: vec![1; 32], at: NOW };
        write(&store, workspace, used.clone()).await.expect("written");
        assert_eq!(conflict(write(&store, workspace, used).await), "mail_token");
        let void = SystemWrite::VoidMailTokens { user, purpose: "invitation".into() };
        write(&store, workspace, void).await.expect("written");
        assert!(store.find_mail_token(&[2; 32]).await.expect("read").is_none());

        let key = SigningKey { id, secret: vec![9; 32], created_at: NOW, retired_at: None };
        write(&store, workspace, SystemWrite::InsertSigningKey(key)).await.expect("written");
        write(&store, workspace, SystemWrite::RetireSigningKey { id, at: NOW }).await.expect("written");
        let keys = store.list_signing_keys().await.expect("read");
        assert_eq!((keys.len(), keys[0].retired_at), (1, Some(NOW)));

        let file_name = "Kunden März.csv".to_owned();
        let upload = Upload { id, workspace, user, kind: "contact".into(), file_name, created_at: NOW };
        write(&store, workspace, SystemWrite::InsertUpload(upload)).await.expect("written");
        let found = store.find_upload(workspace, id).await.expect("read").expect("there");
        assert_eq!(found.file_name, "Kunden März.csv");
        assert!(store.find_upload(user, id).await.expect("read").is_none(), "another workspace's");
    }
}

#[tokio::test]
async fn upkeep_removes_what_has_expired_and_nothing_else() {
    let ids = SequentialIds::default();
    let (workspace, user) = (ids.next(NOW), ids.next(NOW));
    for db in engines() {
        let store = db.open().await;
        store.migrate(NOW).await.expect("migrated");
        let entry = |key: &str| IdempotencyEntry {
            user,
            key: key.into(),
            request_hash: vec![1; 32],
            status: 201,
            body: b"{}".to_vec(),
        };
        for (key, at) in [("old", NOW), ("new", NOW.plus_seconds(DAY))] {
            let mut set = WriteSet::new(workspace, None, None, at);
            set.idempotency(entry(key));
            store.commit(set).await.expect("written");
        }
        let again = {
            let mut set = WriteSet::new(workspace, None, None, NOW);
            set.idempotency(entry("new"));
            store.commit(set).await
        };
        assert!(matches!(again, Err(WriteError::IdempotencyKeyTaken)), "{again:?}");
        // Two events of one moment about one record are two entries.
        for _ in 0..2 {
            let failed = SystemWrite::Audit {
                kind: "user".into(),
                record_id: user,
                record_title: "Ana".into(),
                op: "sign_in_failed".into(),
                detail: serde_json::json!({"address": "::1"}),
            };
            write(&store, workspace, failed).await.expect("written");
        }
        let lasting = session(workspace, user, ids.next(NOW));
        write(&store, workspace, SystemWrite::InsertSession(lasting.clone())).await.expect("written");
        store.maintenance(NOW.plus_seconds(DAY + 10)).await.expect("kept up");
        assert!(store.find_idempotent(workspace, user, "old").await.expect("read").is_none());
        let kept = store.find_idempotent(workspace, user, "new").await.expect("read").expect("there");
        assert_eq!((kept.status, kept.body), (201, b"{}".to_vec()));
        assert!(store.find_session(lasting.id).await.expect("read").is_some());
        store.maintenance(NOW.plus_seconds(100 * DAY)).await.expect("kept up");
        assert!(store.find_session(lasting.id).await.expect("read").is_none());
        assert_eq!(store.workspace_count().await.expect("read"), 0);
        assert!(store.list_workspaces().await.expect("read").is_empty());
    }
}
