//! What is promised about tickets: clocks that run in business time and stand still, warnings, verdicts.

use kith_app::modules::service::{Incoming, receive};
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

/// Monday to Friday from nine to five, a holiday on Wednesday, and promises for two priorities.
async fn promise(app: &TestApp, admin: &Person) {
    let day = json!([["09:00", "17:00"]]);
    let levels = json!({
        "policies": {
            "high": {"first_response": 60, "resolution": 240}, "urgent": {"first_response": 10, "resolution": 660},
        },
        "hours": {"monday": day, "tuesday": day, "wednesday": day, "thursday": day, "friday": day},
        "holidays": ["2026-03-04"],
    });
    app.patch("/workspace").by(admin).json(&json!({"service_levels": levels})).send().await.expect(200);
}

async fn high(app: &TestApp, by: &Person) -> String {
    let body = json!({
        "subject": "Down", "description": "It is down.", "priority": "high", "assignee_id": by.id,
        "requester_email": "shop@buyer.example",
    });
    format!("/tickets/{}", app.create(by, "tickets", body).await["id"].as_str().expect("an id"))
}

async fn read(app: &TestApp, by: &Person, path: &str) -> Json {
    app.get(path).by(by).send().await.expect(200)
}

async fn set(app: &TestApp, by: &Person, path: &str, body: Json) -> Json {
    let is = app.patch(path).by(by).json(&body).send().await.expect(200);
    app.drain().await;
    is
}

/// Some time later; whoever is signed in has to do so again.
async fn later(app: &TestApp, person: &mut Person, seconds: i64) {
    app.clock.advance_seconds(seconds);
    *person = app.sign_in(&person.email).await;
}

async fn told(app: &TestApp, by: &Person, kind: &str) -> usize {
    app.list(by, &format!("/notifications?kind={kind}")).await.len()
}

#[tokio::test]
async fn clocks_run_in_business_time_and_stand_still() {
    // It is Monday, 14:30 in Kolkata.
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let mut leah = firm.role("support").clone();
        promise(app, &firm.admin).await;
        let path = high(app, &leah).await;
        let is = read(app, &leah, &path).await;
        assert_eq!(is["first_response_due_at"], "2026-03-02T10:00:00Z");
        assert_eq!(is["resolution_due_at"], "2026-03-03T05:00:00Z");

        // Warned once, half an hour before.
        for _ in 0..2 {
            later(app, &mut leah, 35 * 60 / 2).await;
            app.keep_house().await;
            app.keep_house().await;
        }
        assert_eq!((told(app, &leah, "ticket_due").await, told(app, &leah, "ticket_overdue").await), (1, 0));
        later(app, &mut leah, 26 * 60).await;
        app.keep_house().await;
        app.keep_house().await;
        assert_eq!((told(app, &leah, "ticket_due").await, told(app, &leah, "ticket_overdue").await), (1, 1));
        let is = read(app, &leah, &path).await;
        assert_eq!((&is["first_response_result"], &is["resolution_result"]), (&json!("missed"), &Json::Null));

        // An answer too late stays too late. It is 15:31, and the customer answers after hours.
        let reply = json!({"body": "What do you see?", "status": "waiting"});
        app.post(&format!("{path}/reply")).by(&leah).json(&reply).send().await.expect(200);
        app.drain().await;
        later(app, &mut leah, 2 * 3600).await;
        app.keep_house().await;
        let incoming = Incoming { ticket: path[9..].parse().ok(), text: "Nothing.".into(), ..Incoming::default() };
        receive(&app.app, leah.workspace.parse().expect("an id"), &incoming).await.expect("taken");
        let is = read(app, &leah, &path).await;
        assert_eq!((&is["status"], &is["first_response_result"]), (&json!("open"), &json!("missed")));
        assert_eq!(is["resolution_due_at"], "2026-03-03T06:29:00Z");

        // Settled in time; not any more when it comes back and stays.
        let is = set(app, &leah, &path, json!({"status": "resolved"})).await;
        assert_eq!(is["resolution_result"], "kept");
        let is = set(app, &leah, &path, json!({"status": "open"})).await;
        assert_eq!((&is["resolution_result"], &is["resolved_at"]), (&Json::Null, &Json::Null));
        later(app, &mut leah, 24 * 3600).await;
        app.keep_house().await;
        assert_eq!(read(app, &leah, &path).await["resolution_result"], "missed");
        let is = set(app, &leah, &path, json!({"status": "closed"})).await;
        assert_eq!(is["resolution_result"], "missed");
    })
    .await;
}

#[tokio::test]
async fn a_promise_follows_the_priority_and_the_setting() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let leah = firm.role("support").clone();
        let plain = read(app, &leah, &high(app, &leah).await).await;
        assert_eq!((&plain["first_response_due_at"], &plain["resolution_due_at"]), (&Json::Null, &Json::Null));

        promise(app, &firm.admin).await;
        let path = high(app, &leah).await;
        // Eleven hours: the rest of Monday, Tuesday, and not before Thursday, since Wednesday is a holiday.
        let is = set(app, &leah, &path, json!({"priority": "urgent"})).await;
        assert_eq!(is["first_response_due_at"], "2026-03-02T09:10:00Z");
        assert_eq!(is["resolution_due_at"], "2026-03-05T04:00:00Z");
        let is = set(app, &leah, &path, json!({"priority": "low"})).await;
        assert_eq!((&is["first_response_due_at"], &is["resolution_due_at"]), (&Json::Null, &Json::Null));
        let is = set(app, &leah, &path, json!({"priority": "high"})).await;
        let reply = json!({"body": "Done", "status": "resolved"});
        let done = app.post(&format!("{path}/reply")).by(&leah).json(&reply).send().await.expect(200);
        app.drain().await;
        assert_eq!(is["resolution_due_at"], "2026-03-03T05:00:00Z");
        let results = (&done["ticket"]["first_response_result"], &done["ticket"]["resolution_result"]);
        assert_eq!(results, (&json!("kept"), &json!("kept")));

        for wrong in [json!([]), json!({"hours": {"monday": [["17:00", "09:00"]]}}), json!({"policies": {"dire": {}}})]
        {
            let body = json!({"service_levels": wrong});
            let refused = app.patch("/workspace").by(&firm.admin).json(&body).send().await;
            assert_eq!(refused.refused(422, "validation_failed")["errors"][0]["field"], "service_levels");
        }
        app.patch("/workspace").by(&leah).json(&json!({"service_levels": {}})).send().await.refused(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn what_was_put_aside_comes_back() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let mut leah = firm.role("support").clone();
        let path = high(app, &leah).await;
        set(app, &leah, &path, json!({"snoozed_until": "2026-03-02T10:00:00Z"})).await;
        app.keep_house().await;
        assert!(read(app, &leah, &path).await["snoozed_until"].is_string());
        later(app, &mut leah, 3600).await;
        app.keep_house().await;
        app.keep_house().await;
        assert_eq!(read(app, &leah, &path).await["snoozed_until"], Json::Null);
        assert_eq!(told(app, &leah, "ticket_awake").await, 1);

        // A customer who writes wakes it earlier, and is the one that is told of.
        set(app, &leah, &path, json!({"snoozed_until": "2026-03-03T10:00:00Z"})).await;
        let incoming = Incoming { ticket: path[9..].parse().ok(), text: "Hello?".into(), ..Incoming::default() };
        receive(&app.app, leah.workspace.parse().expect("an id"), &incoming).await.expect("taken");
        assert_eq!(read(app, &leah, &path).await["snoozed_until"], Json::Null);
        assert_eq!((told(app, &leah, "ticket_awake").await, told(app, &leah, "ticket_reply").await), (1, 1));
    })
    .await;
}
