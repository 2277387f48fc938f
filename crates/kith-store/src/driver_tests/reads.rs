//! Reading: values, lanes, deadlines, broken connections.

use std::time::{Duration, Instant};

use kith_model::{Date, Id, Timestamp};

use super::{NOW, count, engines, insert, some_id, sql};
use crate::sql::{Val, ValType};
use crate::store::Db;
use crate::{Engine, Store, StoreConfig, StoreError};

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    let (id, day) = (some_id(), Date::new(1931, 2, 28).expect("a day"));
    let old = Timestamp::from_micros(-1_000_001);
    for db in engines().await {
        let vals = [
            Val::Bool(true),
            Val::Int(i64::MIN),
            Val::Real(-0.5),
            Val::Text("ž 💚".into()),
            Val::Id(id),
            Val::Time(old),
            Val::Date(day),
            Val::Json("[1]".into()),
            Val::Bytes(vec![0, 255]),
        ];
        let query = sql("SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?", vals);
        let same = db.store.db.first(query, move |row| {
            assert!(row.get::<bool>(0)?);
            assert_eq!(row.get::<i64>(1)?, i64::MIN);
            assert_eq!(row.get::<f64>(2)?, -0.5);
            assert_eq!(row.get::<&str>(3)?, "ž 💚");
            assert_eq!(row.get::<Id>(4)?, id);
            assert_eq!(row.get::<Option<Timestamp>>(5)?, Some(old));
            assert_eq!(row.get::<Date>(6)?, day);
            assert_eq!(row.get::<String>(7)?, "[1]");
            assert_eq!(row.get::<Vec<u8>>(8)?, [0, 255]);
            assert!(row.get::<i64>(3).is_err(), "a text is no number");
            assert!(row.get::<i64>(9).is_err(), "there is no such column");
            Ok(())
        });
        assert_eq!(same.await.expect("read"), Some(()));
    }
}

#[tokio::test]
async fn nulls_are_read_as_none_and_refused_elsewhere() {
    use ValType::{Bool, Bytes, Date as Day, Id as Uuid, Int, Json, Real, Text, Time};
    for db in engines().await {
        for ty in [Bool, Int, Real, Text, Uuid, Time, Day, Json, Bytes] {
            let read = db.store.db.first(sql("SELECT ?", [Val::Null(ty)]), |row| {
                assert_eq!(row.get::<Option<i64>>(0)?, None);
                assert!(row.get::<i64>(0).is_err());
                Ok(())
            });
            assert_eq!(read.await.expect("read"), Some(()));
        }
    }
}

/// Counts to `last` the slow way.
fn slow(last: i64) -> crate::sql::Sql {
    let text = "WITH RECURSIVE c (n) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM c WHERE n < ?) \
                SELECT count(*) FROM c";
    sql(text, [Val::Int(last)])
}

#[tokio::test]
async fn a_deadline_interrupts_a_scan_and_leaves_the_lane_usable() {
    for db in engines().await {
        let config =
            StoreConfig { engine: db.engine.clone(), kinds: &kith_catalog::KINDS, readers: 1, scan_timeout_ms: 300 };
        let store = Store::open(&config).await.expect("opened");
        for _ in 0..6 {
            let begun = Instant::now();
            let ended = store.db.scan(slow(100_000_000_000), 0, |_, _| Ok(())).await;
            assert!(matches!(ended, Err(StoreError::Timeout)), "{ended:?}");
            assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        }
        let read = store.db.scan(slow(10), 0, |n, row| {
            *n = row.get(0)?;
            Ok(())
        });
        assert_eq!(read.await.expect("read"), 10);
        store.close().await;
    }
}

#[tokio::test]
async fn a_read_that_turns_out_to_be_long_is_finished_in_the_other_lane() {
    for db in engines().await {
        let read = db.store.db.first(slow(3_000_000), |row| row.get::<i64>(0));
        assert_eq!(read.await.expect("read"), Some(3_000_000));
    }
}

#[tokio::test]
async fn scans_do_not_hold_up_reads() {
    for db in engines().await {
        let scans: Vec<_> = (0..8)
            .map(|_| {
                let store = db.store.clone();
                tokio::spawn(async move { store.db.scan(slow(100_000_000_000), (), |(), _| Ok(())).await })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(100)).await;
        let begun = Instant::now();
        for _ in 0..20 {
            db.store.ping().await.expect("answers");
        }
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        // Nobody waits for them any more, so they end by themselves and the lane is free again.
        scans.iter().for_each(tokio::task::JoinHandle::abort);
        let read = db.store.db.scan(slow(10), (), |(), _| Ok(()));
        tokio::time::timeout(Duration::from_secs(10), read).await.expect("in time").expect("read");
    }
}

#[tokio::test]
async fn goes_on_after_the_server_ended_every_connection() {
    for db in engines().await {
        let (Db::Pg(pg), Engine::Postgres(_)) = (&*db.store.db, &db.engine) else { continue };
        for round in 0..3 {
            // One connection of each sort is open.
            db.store.db.apply(vec![insert(&format!("a{round}")), insert(&format!("b{round}"))]).await.expect("written");
            db.store.db.scan(slow(1), (), |(), _| Ok(())).await.expect("read");
            let killer = pg.alone().await.expect("connected");
            let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                        WHERE application_name = ? AND pid <> pg_backend_pid()";
            let (kill, mut killed) = (sql(kill, [Val::Text(db.name.clone())]), 0);
            let end = killer.query(&kill, |_| {
                killed += 1;
                Ok(())
            });
            assert!(end.await.is_ok());
            assert!(killed >= 3, "{killed}");
            if round > 0 {
                // Once with, once without a moment to notice.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            assert_eq!(count(&db.store).await, 2 * (round + 1));
            // A scan may still be handed a connection that broke, once.
            drop(db.store.db.scan(slow(1), (), |(), _| Ok(())).await);
            tokio::time::sleep(Duration::from_millis(100)).await;
            db.store.db.scan(slow(1), (), |(), _| Ok(())).await.expect("read");
        }
        assert_eq!(db.store.throttle_hit("again", NOW, 60, 1).await.expect("counted"), None);
    }
}
