//! Following the outbox: nothing is missed, nothing comes twice.

use std::time::Duration;

use super::{NOW, TestDb, engines, open, some_id, sql};
use crate::outbox::{NewEvent, insert};
use crate::sql::{Stmt, Val};
use crate::store::Db;
use crate::system::Author;
use crate::{Place, StoreError};

fn event(version: i64) -> Stmt {
    let by = Author { workspace: some_id(), actor: None, job: None, at: NOW };
    let new = NewEvent { kind: "deal", record: some_id(), op: "update", version, changed: vec![], was: ().into() };
    insert(&by, new)
}

async fn write(db: &TestDb, version: i64) {
    db.store.db.apply(vec![event(version)]).await.expect("written");
}

/// The versions of the events after a place, and the place behind them.
async fn read(db: &TestDb, place: &Place) -> (Vec<i64>, Place) {
    let heard = db.store.events_since(place, None, 100).await.expect("read");
    (heard.events.iter().map(|event| event.version).collect(), heard.place)
}

#[tokio::test]
async fn each_event_is_read_once() {
    for db in engines().await {
        let start = db.store.place().await.expect("a place");
        assert_eq!(read(&db, &start).await.0, [] as [i64; 0]);
        write(&db, 1).await;
        write(&db, 2).await;
        let (versions, place) = read(&db, &start).await;
        assert_eq!(versions, [1, 2]);
        let place = Place::parse(&place.to_string()).expect("it can be handed out");
        write(&db, 3).await;
        let (versions, after) = read(&db, &place).await;
        assert_eq!((versions.as_slice(), read(&db, &after).await.0.len()), (&[3][..], 0));
        assert_eq!(read(&db, &start).await.0, [1, 2, 3]);
        let heard = db.store.events_since(&start, None, 2).await.expect("read");
        assert!(heard.too_many && heard.events.is_empty());
        // Its text may differ from `after`, since the place names other databases' transactions too.
        assert_eq!(read(&db, &heard.place).await.0, [] as [i64; 0], "behind all that was too many");
        let elsewhere = db.store.events_since(&start, Some(some_id()), 100).await.expect("read");
        assert!(elsewhere.events.is_empty());
    }
}

/// A reader that goes on from the greatest number it saw would never see the first event.
#[tokio::test]
async fn an_event_committed_late_is_not_missed() {
    for db in engines().await {
        let Db::Pg(pg) = &*db.store.db else { continue };
        let start = db.store.place().await.expect("a place");
        let late = pg.alone().await.expect("a connection");
        late.client.batch_execute("BEGIN").await.expect("begun");
        let statement = event(1);
        let prepared = late.prepare(&statement.sql).await.expect("prepared");
        late.client.execute_raw(&prepared, &statement.sql.vals).await.expect("written");
        write(&db, 2).await;
        let (versions, place) = read(&db, &start).await;
        assert_eq!(versions, [2], "an open transaction holds up nobody");
        write(&db, 3).await;
        late.client.batch_execute("COMMIT").await.expect("committed");
        let (versions, place) = read(&db, &place).await;
        assert_eq!(versions, [1, 3], "what had the smaller number and came late is there");
        assert_eq!(read(&db, &place).await.0, [] as [i64; 0]);
    }
}

#[tokio::test]
async fn places_of_another_database_are_refused() {
    for db in engines().await {
        write(&db, 1).await;
        let beyond = match &*db.store.db {
            Db::Lite(_) => "999999",
            Db::Pg(_) => "99999999999:99999999999:",
        };
        for text in [beyond, "1:2", "::", "5:4:"] {
            let place = Place::parse(text).expect("its letters are right");
            let refused = db.store.events_since(&place, None, 10).await;
            assert!(matches!(refused, Err(StoreError::InvalidCursor)), "{text}: {refused:?}");
        }
    }
}

#[tokio::test]
async fn processes_that_share_a_database_hear_each_other() {
    for db in engines().await {
        if matches!(&*db.store.db, Db::Lite(_)) {
            continue;
        }
        let other = open(&db.engine).await;
        let mut here = db.store.follow();
        let _there = other.follow();
        // Each is woken once when its line stands.
        let soon = Duration::from_secs(10);
        tokio::time::timeout(soon, here.commits.changed()).await.expect("in time").expect("open");
        let said = loop {
            other.say("hello".into());
            if let Ok(heard) = tokio::time::timeout(Duration::from_millis(200), here.heard.recv()).await {
                break heard.expect("heard");
            }
        };
        assert_eq!(&*said, "hello");
        here.commits.mark_unchanged();
        other.wire.committed_here();
        tokio::time::timeout(soon, here.commits.changed()).await.expect("in time").expect("open");
        other.close().await;
        let missing = sql("SELECT 1 FROM throttle WHERE key = ?", [Val::Text("x".into())]);
        assert!(db.store.db.first(missing, |row| row.get::<i64>(0)).await.expect("still open").is_none());
    }
}
