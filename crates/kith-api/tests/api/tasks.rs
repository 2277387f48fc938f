//! Tasks that come again: by the clock of whoever set them, made once, this one or all that follow.

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

async fn task(app: &TestApp, by: &Person, body: Json) -> String {
    let made = app.create(by, "tasks", body).await;
    format!("/tasks/{}", made["id"].as_str().expect("an id"))
}

async fn read(app: &TestApp, by: &Person, path: &str) -> Json {
    app.get(path).by(by).send().await.expect(200)
}

async fn set(app: &TestApp, by: &Person, path: &str, body: Json) -> Json {
    app.patch(path).by(by).json(&body).send().await.expect(200)
}

/// The open tasks, by date.
async fn open(app: &TestApp, by: &Person) -> Vec<serde_json::Map<String, Json>> {
    app.list(by, "/tasks?status[in]=pending,in_progress&sort=due_at").await
}

async fn lives_in(app: &TestApp, person: &mut Person, zone: &str) {
    app.patch("/me").by(person).json(&json!({"time_zone": zone})).send().await.expect(200);
    *person = app.sign_in(&person.email).await;
}

#[tokio::test]
async fn nine_oclock_stays_nine_oclock() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let mut ana = firm.role("sales").clone();
        lives_in(app, &mut ana, "Europe/Berlin").await;
        // Friday, 27 March 2026, nine in the morning: the clocks change on Sunday.
        let path = task(
            app,
            &ana,
            json!({
                "name": "Stand-up", "due_at": "2026-03-27T08:00:00Z", "reminder_at": "2026-03-27T07:45:00Z",
                "recurrence": "RRULE:FREQ=WEEKLY;BYDAY=MO,FR", "tags": [], "priority": "high",
                "checklist": [{"text": "Notes", "done": true}], "description": "Fifteen minutes",
            }),
        )
        .await;
        let is = read(app, &ana, &path).await;
        assert_eq!(is["recurrence"], "FREQ=WEEKLY;BYDAY=MO,FR");
        assert_eq!(is["series"]["zone"], "Europe/Berlin");
        set(app, &ana, &path, json!({"status": "completed"})).await;

        let next = open(app, &ana).await;
        assert_eq!(next.len(), 1);
        assert_eq!(next[0]["due_at"], "2026-03-30T07:00:00Z");
        assert_eq!(next[0]["reminder_at"], "2026-03-30T06:45:00Z");
        assert_eq!(next[0]["checklist"], json!([{"text": "Notes", "done": false}]));
        assert_eq!((&next[0]["priority"], &next[0]["description"]), (&json!("high"), &json!("Fifteen minutes")));
        assert_eq!(next[0]["status"], "pending");

        // Taken back, it is gone; done again, it is there again, and once.
        set(app, &ana, &path, json!({"status": "pending"})).await;
        let left = open(app, &ana).await;
        assert_eq!((left.len(), &left[0]["due_at"]), (1, &json!("2026-03-27T08:00:00Z")));
        for _ in 0..2 {
            set(app, &ana, &path, json!({"status": "completed"})).await;
            assert_eq!(open(app, &ana).await.len(), 1);
            let next = open(app, &ana).await;
            let next = format!("/tasks/{}", next[0]["id"].as_str().expect("an id"));
            // Somebody has begun with it: it stays.
            set(app, &ana, &next, json!({"status": "in_progress"})).await;
            set(app, &ana, &path, json!({"status": "pending"})).await;
            assert_eq!(open(app, &ana).await.len(), 2);
        }
    })
    .await;
}

#[tokio::test]
async fn two_who_finish_it_at_once_make_one() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let admin = &firm.admin;
        let lead = app.create_any(admin, "lead", 1).await;
        let path = task(
            app,
            admin,
            json!({
                "name": "Call", "due_at": "2026-03-02T05:00:00Z", "recurrence": "FREQ=DAILY",
                "record": {"kind": "lead", "id": lead["id"]},
            }),
        )
        .await;
        let done = json!({"status": "completed"});
        let all = futures_util::future::join_all((0..8).map(|n| {
            let body = if n % 2 == 0 { done.clone() } else { json!({"status": "cancelled"}) };
            let path = path.clone();
            async move { app.patch(&path).by(admin).json(&body).send().await }
        }));
        for answer in all.await {
            answer.expect(200);
        }
        let left = open(app, admin).await;
        assert_eq!((left.len(), &left[0]["due_at"]), (1, &json!("2026-03-03T05:00:00Z")));
        // What it is about says when there is something to do next.
        let lead = read(app, admin, &format!("/leads/{}", lead["id"].as_str().expect("an id"))).await;
        assert_eq!(lead["next_action_at"], "2026-03-03T05:00:00Z");
    })
    .await;
}

#[tokio::test]
async fn a_series_ends_when_its_rule_says_so() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let admin = &firm.admin;
        for rule in ["FREQ=DAILY;COUNT=2", "FREQ=DAILY;UNTIL=20260303"] {
            let path =
                task(app, admin, json!({"name": "Twice", "due_at": "2026-03-02T05:00:00Z", "recurrence": rule})).await;
            set(app, admin, &path, json!({"status": "completed"})).await;
            let left = open(app, admin).await;
            assert_eq!(left.len(), 1, "{rule}");
            let last = format!("/tasks/{}", left[0]["id"].as_str().expect("an id"));
            set(app, admin, &last, json!({"status": "completed"})).await;
            assert!(open(app, admin).await.is_empty(), "{rule}");
        }
    })
    .await;
}

#[tokio::test]
async fn this_one_alone_leaves_those_that_follow() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (admin, ravi) = (&firm.admin, firm.role("sales"));
        let path = task(
            app,
            admin,
            json!({
                "name": "Report", "due_at": "2026-03-02T05:00:00Z", "recurrence": "FREQ=WEEKLY;BYDAY=MO",
            }),
        )
        .await;
        let one = format!("{path}/occurrence");
        let body = json!({"name": "Report (short)", "assignee_id": ravi.id, "due_at": "2026-03-04T05:00:00Z"});
        let is = app.patch(&one).by(admin).json(&body).send().await.expect(200);
        assert_eq!((&is["title"], &is["due_at"]), (&json!("Report (short)"), &json!("2026-03-04T05:00:00Z")));
        app.patch(&one).by(admin).json(&json!({"name": "Report (shorter)"})).send().await.expect(200);
        set(app, admin, &path, json!({"status": "completed"})).await;
        let next = open(app, admin).await;
        assert_eq!((&next[0]["title"], &next[0]["due_at"]), (&json!("Report"), &json!("2026-03-09T05:00:00Z")));
        assert_eq!(next[0]["assignee_id"], json!(admin.id));

        // With those that follow in mind: the day and the name.
        let path = format!("/tasks/{}", next[0]["id"].as_str().expect("an id"));
        let is = set(app, admin, &path, json!({"name": "Weekly report", "due_at": "2026-03-10T06:00:00Z"})).await;
        assert_eq!(is["recurrence"], "FREQ=WEEKLY;BYDAY=TU");
        // Left out, the next one is there in its place.
        app.delete(&format!("{path}/occurrence")).by(admin).send().await.expect(204);
        let next = open(app, admin).await;
        assert_eq!((&next[0]["title"], &next[0]["due_at"]), (&json!("Weekly report"), &json!("2026-03-17T06:00:00Z")));
        assert_eq!(next.len(), 1);
        // Deleted, so are all that would follow.
        let path = format!("/tasks/{}", next[0]["id"].as_str().expect("an id"));
        app.delete(&path).by(admin).send().await.expect(204);
        assert!(open(app, admin).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_no_rule_is_refused_beside_the_field() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let admin = &firm.admin;
        let refused = async |body: Json, field: &str| {
            let problem = app.post("/tasks").by(admin).json(&body).send().await.expect(422);
            assert_eq!(problem["errors"][0]["field"], field, "{body}");
        };
        let due = "2026-03-02T05:00:00Z";
        refused(json!({"name": "No date", "recurrence": "FREQ=DAILY"}), "due_at").await;
        for rule in [
            "every day", "FREQ=MINUTELY", "FREQ=DAILY;COUNT=5000", "FREQ=DAILY;UNTIL=20200101",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=1000", "FREQ=DAILY\r\nDTSTART:20260101", "📅",
        ] {
            refused(json!({"name": "x", "due_at": due, "recurrence": rule}), "recurrence").await;
        }
        refused(json!({"name": "x", "due_at": due, "series": {"id": admin.id}}), "series").await;
        let path = task(app, admin, json!({"name": "x", "due_at": due, "recurrence": "FREQ=DAILY"})).await;
        let one = format!("{path}/occurrence");
        for (body, field) in [
            (json!({"recurrence": null}), "recurrence"),
            (json!({"due_at": null}), "due_at"),
            (json!({"series": {}}), "series"),
            (json!({"reminded": true}), "reminded"),
            (json!({"nonsense": 1}), "nonsense"),
        ] {
            let problem = app.patch(&one).by(admin).json(&body).send().await.expect(422);
            assert_eq!(problem["errors"][0]["field"], field, "{body}");
        }
        set(app, admin, &path, json!({"recurrence": null})).await;
        assert_eq!(read(app, admin, &path).await["series"], Json::Null);
        let stale = app.patch(&one).by(admin).header("if-match", "\"1\"").json(&json!({"name": "y"}));
        stale.send().await.expect(412);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_or_sees_a_series_of_others() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let other = app.firm("Other").await;
        let reader = firm.role("read_only");
        let due = "2026-03-02T05:00:00Z";
        let body = json!({"name": "Ours", "kind": "meeting", "due_at": due, "recurrence": "FREQ=DAILY"});
        let one = format!("{}/occurrence", task(app, &firm.admin, body).await);
        let change = json!({"name": "Theirs"});
        app.patch(&one).by(&other.admin).json(&change).send().await.expect(404);
        app.delete(&one).by(&other.admin).send().await.expect(404);
        app.patch(&one).by(reader).json(&change).send().await.expect(403);
        app.delete(&one).by(reader).send().await.expect(403);
        let span = "/tasks/upcoming?from=2026-03-01&to=2026-03-10";
        let theirs = app.get(span).by(&other.admin).send().await.expect(200);
        assert_eq!(theirs["data"], json!([]));
        let ours = app.get(span).by(&firm.admin).send().await.expect(200);
        let dates: Vec<&str> =
            ours["data"].as_array().expect("a list").iter().filter_map(|e| e["at"].as_str()).collect();
        assert_eq!((dates.len(), dates[0]), (8, "2026-03-03T05:00:00Z"));
        assert_eq!(ours["data"][0]["kind"], "meeting");
        let mine = format!("{span}&assignees=me");
        assert_eq!(app.get(&mine).by(reader).send().await.expect(200)["data"], json!([]));
        for bad in [
            "?from=2026-03-01",
            "?from=2026-03-10&to=2026-03-01",
            "?from=2026-01-01&to=2028-01-01",
            "?from=2026-03-01&to=2026-03-02&assignees=nobody",
        ] {
            app.get(&format!("/tasks/upcoming{bad}")).by(&firm.admin).send().await.expect(422);
        }
        let shown = json!({"recurrence": "FREQ=MONTHLY;BYDAY=-1FR", "from": "2026-03-27T05:00:00Z"});
        let shown = app.post("/tasks/recurrence").by(reader).json(&shown).send().await.expect(200);
        assert_eq!(shown["dates"][1], "2026-04-24T05:00:00Z");
        for (rule, from, field) in [("x", "2026-03-27T05:00:00Z", "recurrence"), ("FREQ=DAILY", "today", "from")] {
            let body = json!({"recurrence": rule, "from": from});
            let problem = app.post("/tasks/recurrence").by(reader).json(&body).send().await.expect(422);
            assert_eq!(problem["errors"][0]["field"], field);
        }
    })
    .await;
}

/// Some time later; whoever is signed in has to do so again.
async fn later(app: &TestApp, person: &mut Person, seconds: i64) {
    app.clock.advance_seconds(seconds);
    *person = app.sign_in(&person.email).await;
}

async fn told(app: &TestApp, by: &Person) -> Vec<String> {
    let rows = app.list(by, "/notifications?sort=created_at").await;
    rows.iter().map(|row| row["kind"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn each_reminder_is_given_once() {
    // It is Monday, 2 March 2026, 09:00 in UTC.
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let mut ravi = firm.role("sales").clone();
        let at = |minutes: i64| app.app.now().plus_seconds(minutes * 60).to_string();
        let body = json!({
            "name": "Call", "assignee_id": ravi.id, "reminder_at": at(30), "due_at": at(60),
        });
        let path = task(app, &firm.admin, body).await;
        let same = json!({"name": "At once", "assignee_id": ravi.id, "reminder_at": at(60), "due_at": at(60)});
        task(app, &firm.admin, same).await;
        // Long past: it was imported, say.
        task(app, &firm.admin, json!({"name": "Old", "assignee_id": ravi.id, "due_at": at(-30 * 1440)})).await;
        let done = json!({"name": "Done", "assignee_id": ravi.id, "due_at": at(1), "status": "completed"});
        task(app, &firm.admin, done).await;
        let assigned = vec!["assigned"; 4];
        app.keep_house().await;
        assert_eq!(told(app, &ravi).await, assigned);

        later(app, &mut ravi, 31 * 60).await;
        for _ in 0..2 {
            app.keep_house().await;
        }
        assert_eq!(told(app, &ravi).await[4..], ["task_reminder"]);
        later(app, &mut ravi, 30 * 60).await;
        app.keep_house().await;
        later(app, &mut ravi, 61).await;
        app.keep_house().await;
        assert_eq!(told(app, &ravi).await[5..], ["task_due", "task_due"]);

        // Put off, it is told of anew.
        let on = at(10);
        set(app, &ravi, &path, json!({"due_at": on, "reminder_at": null})).await;
        later(app, &mut ravi, 11 * 60).await;
        app.keep_house().await;
        assert_eq!(told(app, &ravi).await[7..], ["task_due"]);
        later(app, &mut ravi, 86_400).await;
        app.keep_house().await;
        later(app, &mut ravi, 61).await;
        app.keep_house().await;
        assert_eq!(told(app, &ravi).await[8..], ["task_overdue", "task_overdue"]);
        app.drain().await;
    })
    .await;
}
