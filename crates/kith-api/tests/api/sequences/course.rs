//! What sequences make, and when.

use kith_testkit::on_both_engines;
use serde_json::{Value as Json, json};

use super::{DAY, banyan, done, enrol, get, id, lead, pass, sequence, set, state, tasks};

#[tokio::test]
async fn steps_become_tasks_one_after_the_other() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        let (sequence, lead) = (sequence(app, &ana).await, lead(app, &ana, json!({})).await);
        let result = enrol(app, &ana, &sequence, &[&lead]).await;
        assert_eq!((&result["done"], &result["failed"]), (&json!(1), &json!(0)));

        // Monday at nine: the call is due by the end of that day.
        let made = tasks(app, &ana, &lead).await;
        assert_eq!(made.len(), 1, "{made:?}");
        let call = &made[0];
        assert_eq!((&call["name"], &call["kind"]), (&json!("Call Zoë"), &json!("call")));
        assert_eq!(call["description"], "Ask about Kōan & Co.");
        assert_eq!((&call["due_at"], &call["assignee_id"]), (&json!("2026-03-02T17:00:00Z"), &json!(ana.id)));
        assert_eq!(get(app, &ana, "leads", id(&lead)).await["next_action_at"], "2026-03-02T17:00:00Z");
        let at = state(app, &ana, &lead).await;
        assert_eq!((&at["status"], &at["step"], &at["next_due_at"]), (&json!("active"), &json!(1), &Json::Null));
        assert_eq!(at["log"][0]["task_id"], call["id"]);

        // A second start leaves it as it is.
        let again = enrol(app, &ana, &sequence, &[&lead]).await;
        assert_eq!((&again["done"], &again["left"]["already"]), (&json!(0), &json!(1)));

        // It is done a day late, on Thursday; two working days later is Monday.
        let ana = pass(app, 3 * DAY, &ana).await;
        assert_eq!(tasks(app, &ana, &lead).await.len(), 1, "nothing is made before the call is done");
        done(app, &ana, call).await;
        let at = state(app, &ana, &lead).await;
        assert_eq!((&at["step"], &at["next_due_at"]), (&json!(3), &json!("2026-03-09T09:00:00Z")));
        assert_eq!(at["log"][0]["outcome"], "done");
        assert_eq!(get(app, &ana, "leads", id(&lead)).await["next_action_at"], Json::Null);
        let ana = pass(app, 3 * DAY, &ana).await;
        assert_eq!(tasks(app, &ana, &lead).await.len(), 1, "on Sunday nothing is due");
        let ana = pass(app, DAY, &ana).await;
        let made = tasks(app, &ana, &lead).await;
        assert_eq!(made.len(), 2);
        let mail = &made[1];
        assert_eq!((&mail["name"], &mail["kind"]), (&json!("Hello Zoë"), &json!("email")));
        assert!(mail["description"].as_str().expect("a text").starts_with("Hi Zoë,\n\n"), "{mail:?}");
        app.keep_house().await;
        assert_eq!(tasks(app, &ana, &lead).await.len(), 2, "it is made once");

        // Given up is gone on from; the last one ends it.
        set(app, &ana, "tasks", mail["id"].as_str().expect("an id"), json!({"status": "cancelled"})).await;
        let made = tasks(app, &ana, &lead).await;
        assert_eq!(made.len(), 3, "nothing is waited for before the next");
        let last = made.iter().find(|task| task["name"] == "Look them up").expect("the last task").clone();
        done(app, &ana, &last).await;
        let at = state(app, &ana, &lead).await;
        assert_eq!((&at["status"], &at["log"][1]["outcome"]), (&json!("finished"), &json!("skipped")));
        assert_eq!(get(app, &ana, "leads", id(&lead)).await["active_sequences"], Json::Null);
        // Taken up again, so is the sequence.
        set(app, &ana, "tasks", last["id"].as_str().expect("an id"), json!({"status": "pending"})).await;
        assert_eq!(state(app, &ana, &lead).await["status"], "active");
        assert_eq!(get(app, &ana, "leads", id(&lead)).await["active_sequences"], 1);
        app.delete(&format!("/tasks/{}", last["id"].as_str().expect("an id"))).by(&ana).send().await.expect(204);
        assert_eq!(state(app, &ana, &lead).await["status"], "finished");
        // What has ended can be started again.
        assert_eq!(enrol(app, &ana, &sequence, &[&lead]).await["done"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_the_steps_does_not_shift_what_has_begun() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        let (sequence, lead) = (sequence(app, &ana).await, lead(app, &ana, json!({})).await);
        enrol(app, &ana, &sequence, &[&lead]).await;
        let change = json!({"steps": [{"kind": "task", "subject": "Other"}], "active": false, "name": "New name"});
        set(app, &ana, "sequences", id(&sequence), change).await;
        done(app, &ana, &tasks(app, &ana, &lead).await[0]).await;
        let at = state(app, &ana, &lead).await;
        assert_eq!((&at["step"], &at["name"]), (&json!(3), &json!("Follow up")));
        let path = format!("/sequences/{}/enrol", id(&sequence));
        let body = json!({"ids": [id(&lead)]});
        app.post(&path).by(&ana).json(&body).send().await.refused(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn the_owner_of_the_day_does_the_step_when_they_are_there() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (admin, sales) = (&firm.admin, firm.role("sales"));
        app.patch("/workspace").by(admin).json(&json!({"time_zone": "UTC"})).send().await.expect(200);
        let hours = json!({"mon": [["10:00", "16:00"]], "tue": [["10:00", "16:00"]], "fri": [["10:00", "16:00"]]});
        let me = json!({"working_hours": hours, "time_zone": "America/New_York"});
        app.patch("/me").by(sales).json(&me).send().await.expect(200);
        let follow_up = sequence(app, admin).await;
        let theirs = lead(app, admin, json!({"owner_id": sales.id})).await;
        let nobodys = lead(app, admin, json!({"owner_id": null})).await;
        enrol(app, admin, &follow_up, &[&theirs, &nobodys]).await;
        assert_eq!(tasks(app, admin, &nobodys).await[0]["assignee_id"], json!(admin.id), "who started it does it");
        // In New York it is four in the morning.
        assert!(tasks(app, admin, &theirs).await.is_empty());
        assert_eq!(state(app, admin, &theirs).await["next_due_at"], "2026-03-02T15:00:00Z");
        let admin = &pass(app, 6 * 3600, admin).await;
        let call = tasks(app, admin, &theirs).await.remove(0);
        assert_eq!((&call["assignee_id"], &call["due_at"]), (&json!(sales.id), &json!("2026-03-02T21:00:00Z")));
        let told = app.sign_in(&sales.email).await;
        let told = app.list(&told, "/notifications").await;
        assert!(told.iter().any(|one| one["kind"] == "assigned" && one["subject"] == "task"), "{told:?}");

        // Two of their working days later is Friday; clocks change on the Sunday after that.
        done(app, admin, &call).await;
        assert_eq!(state(app, admin, &theirs).await["next_due_at"], "2026-03-06T15:00:00Z");
        // They turn out to be away until Monday.
        let them = app.sign_in(&sales.email).await;
        app.patch("/me").by(&them).json(&json!({"away_until": "2026-03-08"})).send().await.expect(200);
        let admin = &pass(app, 4 * DAY, admin).await;
        assert_eq!(tasks(app, admin, &theirs).await.len(), 1);
        assert_eq!(
            state(app, admin, &theirs).await["next_due_at"],
            "2026-03-09T14:00:00Z",
            "ten, by their summer time"
        );

        // It goes to somebody else meanwhile, who is here: theirs is the step.
        set(app, admin, "leads", id(&theirs), json!({"owner_id": admin.id})).await;
        let admin = &pass(app, 3 * DAY, admin).await;
        let mail = tasks(app, admin, &theirs).await.remove(1);
        assert_eq!((&mail["kind"], &mail["assignee_id"]), (&json!("email"), &json!(admin.id)));
        // And so does the open step with the next change.
        set(app, admin, "leads", id(&theirs), json!({"owner_id": sales.id})).await;
        assert_eq!(tasks(app, admin, &theirs).await.remove(1)["assignee_id"], json!(sales.id));
    })
    .await;
}
