//! What ends sequences.

use kith_testkit::on_both_engines;
use serde_json::{Value as Json, json};

use super::{DAY, banyan, enrol, get, id, lead, pass, sequence, set, state, tasks};

#[tokio::test]
async fn a_reply_ends_it_and_what_is_no_reply_does_not() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        let (first, second) = (sequence(app, &ana).await, sequence(app, &ana).await);
        let lead = lead(app, &ana, json!({})).await;
        enrol(app, &ana, &first, &[&lead]).await;
        enrol(app, &ana, &second, &[&lead]).await;
        let own = json!({"name": "Own", "due_at": "2026-03-05T10:00:00Z", "record": {"kind": "lead", "id": lead["id"]}});
        let own = app.create(&ana, "tasks", own).await;
        assert_eq!(get(app, &ana, "leads", id(&lead)).await["active_sequences"], 2);
        let log = async |direction: &str, at: &str| {
            let body = json!({"kind": "email", "subject": "Re: hello", "direction": direction, "occurred_at": at, "lead_id": lead["id"]});
            app.create(&ana, "interactions", body).await
        };
        log("outbound", "2026-03-02T09:00:00Z").await;
        log("inbound", "2026-03-01T09:00:00Z").await;
        let planned = log("inbound", "2026-03-03T09:00:00Z").await;
        assert_eq!(state(app, &ana, &lead).await["status"], "active", "ours, earlier, later");
        set(app, &ana, "interactions", id(&planned), json!({"occurred_at": "2026-03-02T09:00:00Z"})).await;
        let all = app.list(&ana, &format!("/enrolments?lead_id={}", id(&lead))).await;
        assert_eq!(all.len(), 2);
        for one in all {
            assert_eq!((&one["status"], &one["stopped_reason"]), (&json!("stopped"), &json!("replied")));
            assert_eq!(one["log"][0]["outcome"], "cancelled");
        }
        let after = get(app, &ana, "leads", id(&lead)).await;
        assert_eq!((&after["active_sequences"], &after["next_action_at"]), (&Json::Null, &json!("2026-03-05T10:00:00Z")));
        let open = app.list(&ana, "/tasks?status=pending").await;
        assert_eq!((open.len(), &open[0]["id"]), (1, &own["id"]));
        assert_eq!(app.list(&ana, "/tasks?status=cancelled").await.len(), 2);
        pass(app, 10 * DAY, &ana).await;
    })
    .await;
}

#[tokio::test]
async fn what_ends_the_lead_ends_its_sequences() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        let follow_up = sequence(app, &ana).await;
        for (change, reason) in [
            (json!({"stage": "lost"}), "lost"),
            (json!({"stage": "won"}), "won"),
            (json!({"do_not_disturb": true}), "do_not_disturb"),
        ] {
            let lead = lead(app, &ana, json!({})).await;
            enrol(app, &ana, &follow_up, &[&lead]).await;
            set(app, &ana, "leads", id(&lead), change).await;
            assert_eq!(state(app, &ana, &lead).await["stopped_reason"], reason);
            assert_eq!(tasks(app, &ana, &lead).await[0]["status"], "cancelled");
            let left = enrol(app, &ana, &follow_up, &[&lead]).await;
            assert_eq!((&left["done"], &left["left"]["closed"]), (&json!(0), &json!(1)), "{reason}");
        }
        // Many at once, by a bulk change.
        let pair = [lead(app, &ana, json!({})).await, lead(app, &ana, json!({})).await];
        enrol(app, &ana, &follow_up, &[&pair[0], &pair[1]]).await;
        let body = json!({"action": "update", "ids": [id(&pair[0]), id(&pair[1])], "changes": {"stage": "lost"}});
        app.post("/leads/bulk").by(&ana).json(&body).send().await.expect(202);
        for lead in &pair {
            assert_eq!(state(app, &ana, lead).await["stopped_reason"], "lost");
        }

        // Into the trash, and out of it again.
        let gone = lead(app, &ana, json!({})).await;
        enrol(app, &ana, &follow_up, &[&gone]).await;
        app.delete(&format!("/leads/{}", id(&gone))).by(&ana).send().await.expect(204);
        assert!(app.list(&ana, &format!("/enrolments?lead_id={}", id(&gone))).await.is_empty());
        assert_eq!(tasks(app, &ana, &gone).await[0]["status"], "cancelled");
        app.post(&format!("/leads/{}/restore", id(&gone))).by(&ana).send().await.expect(200);
        assert_eq!(state(app, &ana, &gone).await["stopped_reason"], "deleted");
        assert_eq!(enrol(app, &ana, &follow_up, &[&gone]).await["done"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_conversion_ends_it_and_taking_that_back_begins_nothing() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        let (follow_up, lead) = (sequence(app, &ana).await, lead(app, &ana, json!({})).await);
        enrol(app, &ana, &follow_up, &[&lead]).await;
        let own = json!({"name": "Own", "record": {"kind": "lead", "id": lead["id"]}});
        app.create(&ana, "tasks", own).await;
        let path = format!("/leads/{}", id(&lead));
        let made = app.post(&format!("{path}/convert")).by(&ana).json(&json!({"deal": {}})).send().await.expect(200);
        assert_eq!(state(app, &ana, &lead).await["stopped_reason"], "converted");
        let moved = app.list(&ana, &format!("/tasks?record=deal:{}", made["deal_id"].as_str().expect("an id"))).await;
        assert_eq!((moved.len(), &moved[0]["name"]), (1, &json!("Own")));
        assert_eq!(made["lead"]["active_sequences"], Json::Null);
        app.post(&format!("{path}/unconvert")).by(&ana).send().await.expect(200);
        let open = app.list(&ana, "/tasks?status=pending").await;
        assert_eq!((open.len(), &open[0]["name"]), (1, &json!("Own")));
        assert_eq!(state(app, &ana, &lead).await["status"], "stopped");
        assert_eq!(enrol(app, &ana, &follow_up, &[&lead]).await["done"], 1);
    })
    .await;
}

#[tokio::test]
async fn it_is_stopped_by_hand_for_one_and_for_all() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (admin, sales) = (&firm.admin, firm.role("sales"));
        let follow_up = sequence(app, admin).await;
        let (ours, theirs) = (lead(app, sales, json!({})).await, lead(app, admin, json!({})).await);
        enrol(app, admin, &follow_up, &[&ours, &theirs]).await;
        let refused = app.delete(&format!("/sequences/{}", id(&follow_up))).by(admin).send().await;
        assert!(refused.refused(409, "conflict")["detail"].as_str().expect("a text").contains("2 leads"));

        let one = state(app, admin, &theirs).await["id"].as_str().expect("an id").to_owned();
        let path = format!("/enrolments/{one}/stop");
        app.post(&path).by(sales).send().await.refused(403, "forbidden");
        // A sales person stops it for the leads they may change.
        let all = format!("/sequences/{}/stop", id(&follow_up));
        let job = app.post(&all).by(sales).send().await.expect(202);
        assert_eq!(
            (&job["status"], &job["done"], &job["failed"]),
            (&json!("succeeded"), &json!(1), &json!(1)),
            "{job}"
        );
        assert_eq!(state(app, admin, &ours).await["stopped_reason"], "by_hand");
        assert_eq!(state(app, admin, &theirs).await["status"], "active");
        let stopped = app.post(&path).by(admin).send().await.expect(200);
        assert_eq!((&stopped["status"], &stopped["stopped_reason"]), (&json!("stopped"), &json!("by_hand")));
        app.post(&path).by(admin).send().await.refused(409, "conflict");
        app.delete(&format!("/sequences/{}", id(&follow_up))).by(admin).send().await.expect(204);
        app.post(&format!("/sequences/{}/enrol", id(&follow_up)))
            .by(admin)
            .json(&json!({"ids": [id(&ours)]}))
            .send()
            .await
            .refused(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn a_form_that_comes_back_is_a_reply() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        let follow_up = sequence(app, &ana).await;
        for (duplicates, leads) in [("update", 1), ("note", 1), ("add", 2)] {
            let email = format!("{duplicates}@teak.example");
            let theirs = lead(app, &ana, json!({"email": email})).await;
            let other = lead(app, &ana, json!({"email": format!("no-{email}")})).await;
            enrol(app, &ana, &follow_up, &[&theirs, &other]).await;
            let questions = json!([{"field": "email", "required": true}, {"field": "last_name"}]);
            let form = json!({
                "name": duplicates, "slug": format!("form-{duplicates}"), "status": "published",
                "questions": questions, "duplicates": duplicates,
            });
            app.create(&ana, "forms", form).await;
            let path = format!("/f/form-{duplicates}");
            let open = app.get(&path).header("accept", "application/json").send().await.expect(200);
            app.clock.advance_seconds(5);
            let answers = json!({"email": email, "last_name": "Rao-Shah", "_ticket": open["ticket"]});
            app.post(&path).json(&answers).send().await.expect(200);
            let at = state(app, &ana, &theirs).await;
            assert_eq!((&at["status"], &at["stopped_reason"]), (&json!("stopped"), &json!("replied")), "{duplicates}");
            assert_eq!(tasks(app, &ana, &theirs).await[0]["status"], "cancelled");
            let after = get(app, &ana, "leads", id(&theirs)).await;
            assert_eq!((&after["active_sequences"], &after["next_action_at"]), (&Json::Null, &Json::Null));
            assert_eq!(after["last_name"] == "Rao-Shah", duplicates == "update");
            assert_eq!(state(app, &ana, &other).await["status"], "active");
            assert_eq!(app.list(&ana, &format!("/leads?email={email}")).await.len(), leads);
        }
    })
    .await;
}
