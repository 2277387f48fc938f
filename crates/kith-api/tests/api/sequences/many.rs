//! Many leads, and several processes.

use futures_util::future::join_all;
use kith_testkit::on_both_engines;
use serde_json::json;

use super::{DAY, banyan, id, lead, sequence, state, tasks};

#[tokio::test]
async fn a_thousand_leads_are_a_job_that_can_be_cancelled() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        let follow_up = sequence(app, &ana).await;
        let csv: String = (0..1_000).map(|n| format!("Lead {n},n{n}@x.example\n")).collect();
        let upload = app
            .post("/imports/leads")
            .by(&ana)
            .header("x-file-name", "leads.csv")
            .body("text/csv", format!("Last name,Email\n{csv}"))
            .send()
            .await
            .expect(201);
        let run = json!({"mapping": {"0": "last_name", "1": "email"}});
        app.post(&format!("/imports/{}/start", id(&upload))).by(&ana).json(&run).send().await.expect(202);
        app.drain().await;
        let path = format!("/sequences/{}/enrol", id(&follow_up));
        let body = json!({"filter": {"and": []}});
        let start =
            async || app.post(&path).by(&ana).header("idempotency-key", "k").json(&body).send().await.expect(202);
        let job = start().await;
        assert_eq!((&job["status"], &job["total"]), (&json!("queued"), &json!(1_000)));
        assert_eq!(start().await["id"], job["id"], "the same request starts it once");
        let path_of = format!("/jobs/{}", id(&job));
        // It is cancelled as soon as some are in it.
        let watch = async {
            loop {
                let some = app.list(&ana, "/enrolments?limit=1").await;
                if !some.is_empty() {
                    return app.post(&format!("{path_of}/cancel")).by(&ana).send().await.status;
                }
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
        };
        let (_, cancelled) = tokio::join!(app.drain(), watch);
        let ended = app.get(&path_of).by(&ana).send().await.expect(200);
        let begun =
            async || app.get("/enrolments/aggregate").by(&ana).send().await.expect(200)["data"][0]["count"].as_i64();
        let some = begun().await.expect("a count");
        if cancelled == 200 {
            assert_eq!(ended["status"], "cancelled", "{ended}");
            assert!(some > 0 && some % 200 == 0, "{some} of whole batches");
        }
        assert_eq!(ended["done"].as_i64(), Some(some), "{ended}");
        // Started again, it goes on with those that are not in it.
        let job = app.post(&path).by(&ana).json(&body).send().await.expect(202);
        app.drain().await;
        let job = app.get(&format!("/jobs/{}", id(&job))).by(&ana).send().await.expect(200);
        assert_eq!((&job["status"], &job["result"]["left"]["already"]), (&json!("succeeded"), &json!(some)), "{job}");
        assert_eq!(begun().await, Some(1_000));
        let open = app.get("/tasks/aggregate?status=pending").by(&ana).send().await.expect(200);
        assert_eq!(open["data"][0]["count"], 1_000);
        let leads = app.get("/leads/aggregate?active_sequences=1").by(&ana).send().await.expect(200);
        assert_eq!(leads["data"][0]["count"], 1_000);
    })
    .await;
}

#[tokio::test]
async fn two_processes_and_a_reply_at_the_same_time_leave_one_truth() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        let steps = json!([{"kind": "wait", "days": 1}, {"kind": "call", "subject": "Call"}]);
        let late = app.create(&ana, "sequences", json!({"name": "Later", "steps": steps})).await;
        let mut leads = Vec::new();
        for _ in 0..12 {
            leads.push(lead(app, &ana, json!({})).await);
        }
        // Two starts at once put each lead into it once.
        let path = format!("/sequences/{}/enrol", id(&late));
        let body = json!({"ids": leads.iter().map(id).collect::<Vec<_>>()});
        let twice = join_all((0..2).map(|_| app.post(&path).by(&ana).json(&body).send())).await;
        let began: i64 =
            twice.iter().map(|reply| reply.expect(202)["result"]["done"].as_i64().expect("a number")).sum();
        assert_eq!(began, 12);
        assert_eq!(app.list(&ana, "/enrolments").await.len(), 12);

        app.clock.advance_seconds(DAY);
        let ana = app.sign_in(&ana.email).await;
        let replies = leads.iter().take(6).map(|lead| {
            let body = json!({"kind": "email", "subject": "Re", "direction": "inbound", "lead_id": lead["id"]});
            app.post("/interactions").by(&ana).json(&body).send()
        });
        let advance = async || {
            let schedules = app.app.schedules();
            let schedule = schedules.iter().find(|one| one.name == "advance_sequences").expect("the schedule");
            (schedule.run)().await.expect("it advances");
        };
        let (replies, ..) = tokio::join!(join_all(replies), advance(), advance());
        replies.iter().for_each(|reply| drop(reply.expect(201)));
        advance().await;
        for (n, lead) in leads.iter().enumerate() {
            let (at, made) = (state(app, &ana, lead).await, tasks(app, &ana, lead).await);
            let open = made.iter().filter(|task| task["status"] == "pending").count();
            assert!(made.len() <= 1, "a step is begun once");
            match n < 6 {
                true => assert_eq!((&at["stopped_reason"], open), (&json!("replied"), 0)),
                false => assert_eq!((&at["status"], open), (&json!("active"), 1)),
            }
        }
    })
    .await;
}
