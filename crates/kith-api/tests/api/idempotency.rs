//! The same request twice is one.

use kith_testkit::on_both_engines;
use serde_json::json;

#[tokio::test]
async fn the_same_key_and_body_give_the_same_answer() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let send = |key: &str, name: &str| {
            app.post("/companies").by(&admin).header("idempotency-key", key).json(&json!({"name": name})).send()
        };
        let (first, second) = (send("k1", "Techverse").await, send("k1", "Techverse").await);
        assert_eq!(first.expect(201), second.expect(201));
        assert_eq!(first.header("location"), second.header("location"));
        send("k1", "Another").await.refused(422, "idempotency_mismatch");
        let other = app
            .post("/tags")
            .by(&admin)
            .header("idempotency-key", "k1")
            .json(&json!({"name": "Techverse"}))
            .send()
            .await;
        other.refused(422, "idempotency_mismatch");
        assert_ne!(send("k2", "Techverse").await.expect(201)["id"], first.expect(201)["id"]);
        assert_eq!(app.list(&admin, "/companies").await.len(), 2);
        // A refused request may be corrected and sent again under its key.
        app.post("/companies")
            .by(&admin)
            .header("idempotency-key", "k3")
            .json(&json!({"name": ""}))
            .send()
            .await
            .expect(422);
        send("k3", "Corrected").await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn twins_that_arrive_together_make_one_record() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let send =
            || app.post("/deals").by(&admin).header("idempotency-key", "twin").json(&json!({"name": "Renewal"})).send();
        let (a, b, c) = tokio::join!(send(), send(), send());
        assert_eq!(a.expect(201), b.expect(201));
        assert_eq!(b.expect(201), c.expect(201));
        assert_eq!(app.list(&admin, "/deals").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn keys_are_each_callers_own() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let body = json!({"name": "Techverse"});
        let mine = app.post("/companies").by(&ana).header("idempotency-key", "k").json(&body).send().await.expect(201);
        let theirs =
            app.post("/companies").by(&tom).header("idempotency-key", "k").json(&body).send().await.expect(201);
        assert_ne!(mine["id"], theirs["id"]);
    })
    .await;
}

#[tokio::test]
async fn a_bulk_change_sent_twice_is_one_job() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let made = app.create_any(&admin, "lead", 1).await;
        let body = json!({"action": "update", "ids": [made["id"]], "changes": {"stage": "contacted"}});
        let send = || app.post("/leads/bulk").by(&admin).header("idempotency-key", "b").json(&body).send();
        assert_eq!(send().await.expect(202)["id"], send().await.expect(202)["id"]);
    })
    .await;
}

#[tokio::test]
async fn every_other_post_answers_the_same_twice_as_well() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let invite = || {
            let body = json!({"email": "ravi@banyan.example", "name": "Ravi"});
            app.post("/invitations").by(&admin).header("idempotency-key", "i").json(&body).send()
        };
        let (first, second) = tokio::join!(invite(), invite());
        assert_eq!(first.expect(201), second.expect(201));
        let sample = || app.post("/sample-data").by(&admin).header("idempotency-key", "s").send();
        assert_eq!((sample().await.status, sample().await.status), (204, 204));
        app.post("/sample-data")
            .by(&admin)
            .header("idempotency-key", "i")
            .send()
            .await
            .refused(422, "idempotency_mismatch");
        let file = app.post("/imports/leads").by(&admin).body("text/csv", "Name\nA\n").send().await.expect(201);
        let path = format!("/imports/{}/start", file["id"].as_str().expect("an id"));
        let body = json!({"mapping": {"0": "last_name"}});
        let start = || app.post(&path).by(&admin).header("idempotency-key", "j").json(&body).send();
        assert_eq!(start().await.expect(202)["id"], start().await.expect(202)["id"]);
        app.drain().await;
        assert_eq!(app.list(&admin, "/leads?last_name=A").await.len(), 1);
    })
    .await;
}
