//! Many records at once, and the jobs that do it.

use kith_testkit::on_both_engines;
use serde_json::{Value as Json, json};

#[tokio::test]
async fn few_records_are_changed_at_once_and_can_be_changed_back() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let mut ids = Vec::new();
        for n in 0..4 {
            ids.push(app.create_any(&admin, "lead", n).await["id"].clone());
        }
        let body = json!({"action": "update", "ids": ids[..3], "changes": {"stage": "qualified", "score": 80}});
        let job = app.post("/leads/bulk").by(&admin).json(&body).send().await.expect(202);
        assert_eq!(
            (&job["status"], &job["type"], &job["done"], &job["failed"]),
            (&json!("succeeded"), &json!("bulk"), &json!(3), &json!(0))
        );
        assert_eq!(app.list(&admin, "/leads?stage=qualified").await.len(), 3);
        let path = format!("/jobs/{}", job["id"].as_str().expect("an id"));
        assert_eq!(app.get(&path).by(&admin).send().await.expect(200), job);
        let listed = app.get("/jobs?type=bulk").by(&admin).send().await.expect(200);
        assert_eq!(listed["data"][0], job);
        // One of them was changed since; it keeps that change.
        app.patch(&format!("/leads/{}", ids[0].as_str().expect("an id")))
            .by(&admin)
            .json(&json!({"stage": "won"}))
            .send()
            .await
            .expect(200);
        let undo = app.post(&format!("{path}/undo")).by(&admin).send().await.expect(202);
        app.drain().await;
        let undo =
            app.get(&format!("/jobs/{}", undo["id"].as_str().expect("an id"))).by(&admin).send().await.expect(200);
        assert_eq!(undo["status"], "succeeded", "{undo}");
        assert_eq!(app.list(&admin, "/leads?stage=qualified").await.len(), 0);
        assert_eq!(app.list(&admin, "/leads?stage=won").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_filter_with_exceptions_chooses_records() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let mut ids = Vec::new();
        for n in 0..5 {
            ids.push(app.create_any(&admin, "company", n).await["id"].clone());
        }
        let filter = json!({"field": "name", "op": "starts_with", "value": "tech"});
        let body = json!({"action": "delete", "filter": filter, "except": [ids[2]]});
        let job = app.post("/companies/bulk").by(&admin).json(&body).send().await.expect(202);
        app.drain().await;
        assert_eq!(app.get(&format!("/jobs/{}", job["id"].as_str().expect("an id"))).by(&admin).send().await.expect(200)["status"], "succeeded");
        assert_eq!(app.titles(&admin, "/companies").await, ["Techverse 2"]);
        let body = json!({"action": "restore", "filter": {"and": []}});
        app.post("/companies/bulk").by(&admin).json(&body).send().await.expect(202);
        app.drain().await;
        assert_eq!(app.list(&admin, "/companies").await.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn many_records_are_a_job_that_shows_how_far_it_is() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        for n in 0..230 {
            app.create(&admin, "tags", json!({"name": format!("Tag {n}")})).await;
        }
        let body = json!({"action": "update", "filter": {"and": []}, "changes": {"color": "pink"}});
        let job = app.post("/tags/bulk").by(&admin).json(&body).send().await.expect(202);
        assert_eq!((&job["status"], &job["total"]), (&json!("queued"), &json!(230)));
        app.drain().await;
        let job = app.get(&format!("/jobs/{}", job["id"].as_str().expect("an id"))).by(&admin).send().await.expect(200);
        assert_eq!((&job["status"], &job["done"]), (&json!("succeeded"), &json!(230)), "{job}");
        let figures = app.get("/tags/aggregate?color=pink").by(&admin).send().await.expect(200);
        assert_eq!(figures["data"][0]["count"], 230);
    })
    .await;
}

#[tokio::test]
async fn a_waiting_job_can_be_cancelled() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        for n in 0..205 {
            app.create(&admin, "tags", json!({"name": format!("Tag {n}")})).await;
        }
        let body = json!({"action": "delete", "filter": {"and": []}});
        let job = app.post("/tags/bulk").by(&admin).json(&body).send().await.expect(202);
        let path = format!("/jobs/{}", job["id"].as_str().expect("an id"));
        app.post(&format!("{path}/cancel")).by(&admin).send().await.expect(200);
        app.drain().await;
        assert_eq!(app.get(&path).by(&admin).send().await.expect(200)["status"], "cancelled");
        assert_eq!(app.get("/tags/aggregate").by(&admin).send().await.expect(200)["data"][0]["count"], 205);
        app.post(&format!("{path}/cancel")).by(&admin).send().await.refused(409, "conflict");
        app.post(&format!("{path}/undo")).by(&admin).send().await.refused(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn a_bulk_request_that_makes_no_sense_is_named() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let cases: [(Json, &str); 8] = [
            (json!({}), "action required"),
            (json!({"action": "explode", "ids": []}), "action invalid_option"),
            (json!({"action": "delete"}), "ids required"),
            (json!({"action": "delete", "ids": ["x"]}), "ids wrong_type"),
            (json!({"action": "update", "ids": []}), "changes required"),
            (json!({"action": "update", "ids": [], "changes": {"score": 200}}), "score too_large"),
            (json!({"action": "update", "ids": [], "changes": {"colour": 1}}), "colour unknown_field"),
            (json!({"action": "delete", "ids": [], "when": "now"}), "when unknown_field"),
        ];
        for (body, expected) in cases {
            assert_eq!(
                app.post("/leads/bulk").by(&admin).json(&body).send().await.field_errors(),
                [expected],
                "{body}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_follows_a_job_hears_how_far_it_is() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let tags = json!({"kinds": {"tag": {"create": "all", "read": "all", "update": "all"}}});
        let person = app.person_with(&admin, "ravi@banyan.example", tags.clone()).await;
        let other = app.person_with(&admin, "nila@banyan.example", tags).await;
        for n in 0..450 {
            app.create(&person, "tags", json!({"name": format!("Tag {n}")})).await;
        }
        let body = json!({"action": "update", "filter": {"and": []}, "changes": {"color": "pink"}});
        let job = app.post("/tags/bulk").by(&person).json(&body).send().await.expect(202);
        let wish = json!({"id": "mine", "kind": "jobs", "record": job["id"]});
        let address = app.listen().await;
        // The third one follows through another process than the one that does the work.
        let second = app.second().await;
        let there = second.listen().await;
        let mut streams = [
            app.follow(address, &person).await,
            app.follow(address, &admin).await,
            second.follow(there, &person).await,
        ];
        for stream in &mut streams {
            stream.subscribe(wish.clone()).await;
            assert_eq!(stream.until("job").await, job, "how it stands at first");
        }
        let mut stranger = app.follow(address, &other).await;
        stranger.say(json!({"subscribe": wish})).await;
        let refused = stranger.until("error").await;
        assert_eq!((&refused["id"], &refused["code"]), (&json!("mine"), &json!("not_found")));
        stranger.say(json!({"subscribe": {"kind": "jobs"}})).await;
        assert_eq!(stranger.until("error").await["code"], "validation_failed");

        let begun = std::time::Instant::now();
        app.drain().await;
        let ended =
            app.get(&format!("/jobs/{}", job["id"].as_str().expect("an id"))).by(&person).send().await.expect(200);
        assert_eq!((&ended["status"], &ended["done"]), (&json!("succeeded"), &json!(450)));
        for stream in &mut streams {
            let mut heard = vec![stream.until("job").await];
            while heard.last() != Some(&ended) {
                heard.push(stream.until("job").await);
            }
            let most = 2 + begun.elapsed().as_millis() / 500;
            assert!(heard.len() as u128 <= most, "not at every step: {heard:?}");
        }
        drop(streams);
        second.app.store().close().await;
    })
    .await;
}
