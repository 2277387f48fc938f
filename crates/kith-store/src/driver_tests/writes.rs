//! Writing: groups, refusals, going away, closing.

use std::task::Poll;

use super::{NOW, count, engines, insert, open, some_id, sql};
use crate::sql::{Stmt, Val};
use crate::{StoreError, WriteError};

#[tokio::test]
async fn one_that_fails_harms_no_other() {
    for db in engines().await {
        db.store.db.apply(vec![insert("taken")]).await.expect("written");
        let writes = (0..1000).map(|n| {
            let store = db.store.clone();
            // Every fourth write fails at its second statement, after its first has been carried out.
            let second = if n % 4 == 0 { insert("taken") } else { insert(&format!("second {n}")) };
            tokio::spawn(async move { store.db.apply(vec![insert(&format!("first {n}")), second]).await })
        });
        let mut failed = 0;
        for (n, write) in writes.collect::<Vec<_>>().into_iter().enumerate() {
            match write.await.expect("ran") {
                Ok(()) => assert_ne!(n % 4, 0),
                Err(WriteError::Unique { constraint }) => {
                    assert_eq!((n % 4, constraint.as_str()), (0, "throttle_pkey"));
                    failed += 1;
                }
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(failed, 250);
        assert_eq!(count(&db.store).await, 1 + 750 * 2);
    }
}

#[tokio::test]
async fn a_row_that_is_not_as_expected_undoes_everything() {
    for db in engines().await {
        let id = some_id();
        let missing = sql("UPDATE throttle SET count = ? WHERE key = ?", [Val::Int(2), Val::Text("nobody".into())]);
        let refused = db.store.db.apply(vec![insert("before"), Stmt::one(missing, "deal", id), insert("after")]).await;
        match refused {
            Err(WriteError::VersionConflict { kind, id: named }) => assert_eq!((kind.as_str(), named), ("deal", id)),
            other => panic!("{other:?}"),
        }
        assert_eq!(count(&db.store).await, 0);
        let there = sql("UPDATE throttle SET count = ? WHERE key = ?", [Val::Int(2), Val::Text("it".into())]);
        db.store.db.apply(vec![insert("it"), Stmt::one(there, "deal", id)]).await.expect("written");
        assert_eq!(count(&db.store).await, 1);
    }
}

#[tokio::test]
async fn of_many_who_expect_the_same_version_one_wins() {
    for db in engines().await {
        db.store.db.apply(vec![insert("it")]).await.expect("written");
        let id = some_id();
        let writes: Vec<_> = (0..50)
            .map(|_| {
                let store = db.store.clone();
                let text = "UPDATE throttle SET count = count + 1 WHERE key = ? AND count = ?";
                let update = Stmt::one(sql(text, [Val::Text("it".into()), Val::Int(1)]), "deal", id);
                tokio::spawn(async move { store.db.apply(vec![update]).await })
            })
            .collect();
        let mut won = 0;
        for write in writes {
            match write.await.expect("ran") {
                Ok(()) => won += 1,
                Err(WriteError::VersionConflict { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(won, 1);
    }
}

fn tag(name: &str) -> Stmt {
    let text = "INSERT INTO \"tag\" (workspace_id, id, version, created_at, updated_at, title, title_fold, name_fold) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    let (one, name) = (Val::Int(1), Val::Text(name.into()));
    let workspace = Val::Id(kith_model::Id::from_slice(&[7; 16]).expect("an id"));
    let (id, now) = (Val::Id(some_id()), Val::Time(NOW));
    Stmt::any(sql(text, [workspace, id, one, now.clone(), now, name.clone(), name.clone(), name]))
}

#[tokio::test]
async fn constraints_have_the_same_names_on_both_engines() {
    for db in engines().await {
        let db = &db.store.db;
        let unique = |result| match result {
            Err(WriteError::Unique { constraint }) => constraint,
            other => panic!("{other:?}"),
        };
        db.apply(vec![tag("red")]).await.expect("written");
        assert_eq!(unique(db.apply(vec![tag("blue"), tag("red")]).await), "tag_name_key");
        let login = |user| {
            let text = "INSERT INTO login (user_id, workspace_id, email) VALUES (?, ?, ?)";
            Stmt::any(sql(text, [Val::Id(user), Val::Id(user), Val::Text("a@b.c".into())]))
        };
        let user = some_id();
        db.apply(vec![login(user)]).await.expect("written");
        assert_eq!(unique(db.apply(vec![login(some_id())]).await), "login_email_key");
        let idempotent = || {
            let text = "INSERT INTO idempotency (workspace_id, user_id, key, request_hash, status, body, created_at) \
                        VALUES (?, ?, 'k', ?, 200, ?, ?)";
            let vals = [Val::Id(user), Val::Id(user), Val::Bytes(Vec::new()), Val::Bytes(Vec::new()), Val::Time(NOW)];
            Stmt::any(sql(text, vals))
        };
        let taken = db.apply(vec![idempotent(), idempotent()]).await;
        assert!(matches!(taken, Err(WriteError::IdempotencyKeyTaken)), "{taken:?}");
        let text = "INSERT INTO \"team\" (workspace_id, id, version, created_at, updated_at, title, title_fold, \
                    manager_id) VALUES (?, ?, 1, ?, ?, '', '', ?)";
        let vals = [Val::Id(user), Val::Id(user), Val::Time(NOW), Val::Time(NOW), Val::Id(user)];
        let dangling = db.apply(vec![Stmt::any(sql(text, vals))]).await;
        assert!(matches!(dangling, Err(WriteError::ForeignKey)), "{dangling:?}");
    }
}

#[tokio::test]
async fn a_write_is_carried_out_even_where_its_caller_goes_away() {
    for db in engines().await {
        for n in 0..20 {
            let mut write = Box::pin(db.store.db.apply(vec![insert(&n.to_string())]));
            assert!(matches!(futures_util::poll!(write.as_mut()), Poll::Pending));
            drop(write);
        }
        let mut patience = 0;
        while count(&db.store).await < 20 {
            patience += 1;
            assert!(patience < 500, "some were lost");
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }
}

#[tokio::test]
async fn closing_waits_for_what_was_handed_over() {
    for db in engines().await {
        let mut writes: Vec<_> =
            (0..300).map(|n: i32| Box::pin(db.store.db.apply(vec![insert(&n.to_string())]))).collect();
        for write in &mut writes {
            assert!(matches!(futures_util::poll!(write.as_mut()), Poll::Pending));
        }
        // PostgreSQL's writes are tasks, which first have to be given a turn to begin.
        tokio::task::yield_now().await;
        db.store.close().await;
        let mut done = 0;
        for write in writes {
            done += i64::from(write.await.is_ok());
        }
        let after = db.store.db.apply(vec![insert("late")]).await;
        assert!(matches!(after, Err(WriteError::Store(StoreError::Unavailable(_)))), "{after:?}");
        assert!(matches!(db.store.ping().await, Err(StoreError::Unavailable(_))));
        let again = open(&db.engine).await;
        assert_eq!(count(&again).await, done);
        assert!(done > 0);
    }
}

#[tokio::test]
async fn attempts_are_counted_by_window() {
    for db in engines().await {
        let hit = |seconds| db.store.throttle_hit("login a@b.c", NOW.plus_seconds(seconds), 60, 2);
        assert_eq!(hit(0).await.expect("counted"), None);
        assert_eq!(hit(1).await.expect("counted"), None);
        assert_eq!(hit(20).await.expect("counted"), Some(40));
        assert_eq!(hit(60).await.expect("counted"), None);
        assert_eq!(hit(61).await.expect("counted"), None);
        assert_eq!(hit(62).await.expect("counted"), Some(58));
        db.store.throttle_clear("login a@b.c").await.expect("cleared");
        assert_eq!(hit(63).await.expect("counted"), None);
    }
}
