//! The job queue: who gets a job, and what becomes of it.

use std::collections::BTreeSet;

use kith_model::{Id, Timestamp};

use super::{NOW, TestDb, engines, some_id};
use crate::{JobStatus, NewJob, Store, queue};

async fn enqueue(db: &TestDb, run_at: Timestamp, max_attempts: i64) -> NewJob {
    let job = NewJob {
        id: some_id(),
        workspace: some_id(),
        name: "bulk".into(),
        payload: serde_json::json!({"ids": [1, 2]}),
        user: Some(some_id()),
        run_at,
        max_attempts,
        total: None,
    };
    db.store.db.apply(vec![queue::enqueue(&job, NOW)]).await.expect("enqueued");
    job
}

async fn claim(store: &Store, now: Timestamp) -> Option<Id> {
    store.claim_job(now, some_id(), 60).await.expect("asked").map(|job| job.new.id)
}

#[tokio::test]
async fn each_job_is_claimed_once_by_eight_workers() {
    for db in engines().await {
        let mut enqueued = BTreeSet::new();
        for _ in 0..60 {
            enqueued.insert(enqueue(&db, NOW, 3).await.id);
        }
        let workers: Vec<_> = (0..8)
            .map(|_| {
                let store = db.store.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    while let Some(id) = claim(&store, NOW).await {
                        mine.push(id);
                    }
                    mine
                })
            })
            .collect();
        let mut claimed = Vec::new();
        for worker in workers {
            claimed.extend(worker.await.expect("ran"));
        }
        assert_eq!(claimed.len(), 60);
        assert_eq!(claimed.into_iter().collect::<BTreeSet<_>>(), enqueued);
    }
}

#[tokio::test]
async fn a_job_waits_for_its_time_and_for_a_lost_lease() {
    for db in engines().await {
        let later = enqueue(&db, NOW.plus_seconds(30), 2).await;
        assert_eq!(db.store.next_job_at().await.expect("asked"), Some(NOW.plus_seconds(30)));
        assert_eq!(claim(&db.store, NOW).await, None);
        let job = db.store.claim_job(NOW.plus_seconds(30), some_id(), 60).await.expect("asked").expect("due");
        assert_eq!((job.status, job.attempts, job.new.payload), (JobStatus::Running, 1, later.payload));
        assert_eq!(claim(&db.store, NOW.plus_seconds(89)).await, None);
        // Reporting renews the lease.
        let stop = db.store.job_progress(later.workspace, later.id, 5, 1, Some(9), NOW.plus_seconds(140)).await;
        assert!(!stop.expect("reported"));
        assert_eq!(claim(&db.store, NOW.plus_seconds(139)).await, None);
        assert_eq!(claim(&db.store, NOW.plus_seconds(140)).await, Some(later.id));
        // Tried as often as it may be, it is given up instead of being claimed for ever.
        assert_eq!(claim(&db.store, NOW.plus_seconds(1000)).await, None);
        let job = db.store.find_job(later.workspace, later.id).await.expect("asked").expect("there");
        assert_eq!((job.status, job.done, job.failed, job.new.total), (JobStatus::Failed, 5, 1, Some(9)));
        assert_eq!(db.store.next_job_at().await.expect("asked"), None);
    }
}

#[tokio::test]
async fn a_job_ends_is_tried_again_or_is_cancelled() {
    for db in engines().await {
        let store = &db.store;
        let job = enqueue(&db, NOW, 5).await;
        assert_eq!(claim(store, NOW).await, Some(job.id));
        store.retry_job(job.workspace, job.id, NOW.plus_seconds(10), "no network").await.expect("put back");
        assert_eq!(claim(store, NOW.plus_seconds(9)).await, None);
        assert_eq!(claim(store, NOW.plus_seconds(10)).await, Some(job.id));
        assert!(store.request_cancel(job.workspace, job.id).await.expect("asked"));
        let lease = NOW.plus_seconds(60);
        assert!(store.job_progress(job.workspace, job.id, 1, 0, None, lease).await.expect("reported"));
        let (result, undo_until) = (serde_json::json!({"done": 1}), Some(NOW.plus_seconds(99)));
        let ended = JobStatus::Cancelled;
        let finish = store.finish_job(
            job.workspace,
            job.id,
            ended,
            Some(result.clone()),
            Some("stopped"),
            undo_until,
            None,
            NOW,
        );
        finish.await.expect("finished");
        assert!(!store.request_cancel(job.workspace, job.id).await.expect("asked"));
        let listed = store.list_jobs(job.workspace, job.user, Some("bulk"), 10).await.expect("listed");
        let [found] = listed.as_slice() else { panic!("{listed:?}") };
        assert_eq!((found.status, found.attempts, found.undo_until), (ended, 2, undo_until));
        assert_eq!((&found.result, found.error.as_deref()), (&Some(result), Some("stopped")));
        assert!(store.list_jobs(job.workspace, job.user, Some("import"), 10).await.expect("listed").is_empty());

        let waiting = enqueue(&db, NOW.plus_seconds(500), 5).await;
        assert!(store.request_cancel(waiting.workspace, waiting.id).await.expect("asked"));
        let due = store.claim_job(NOW, some_id(), 60).await.expect("asked").expect("due at once");
        assert!(due.cancel_requested);
    }
}
