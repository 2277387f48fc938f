//! Sequences: what they make, when, and what ends them.

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Map, Value as Json, json};

const DAY: i64 = 86_400;

fn id(record: &Json) -> &str {
    record["id"].as_str().unwrap_or_else(|| panic!("no id in {record}"))
}

/// A workspace whose clocks show what the tests say.
async fn banyan(app: &TestApp) -> Person {
    let ana = app.register("Banyan Works", "ana@banyan.example").await;
    app.patch("/workspace").by(&ana).json(&json!({"time_zone": "UTC"})).send().await.expect(200);
    ana
}

/// A call at once, an e-mail two working days after it, and something to do right after that.
async fn sequence(app: &TestApp, by: &Person) -> Json {
    let steps = json!([
        {"kind": "call", "subject": "Call {first_name|them}", "text": "Ask about {company}."},
        {"kind": "wait", "days": 2},
        {"kind": "email", "subject": "Hello {first_name}", "text": "Hi {first_name},\n\n{my_name}"},
        {"kind": "task", "subject": "Look them up"},
    ]);
    app.create(by, "sequences", json!({"name": "Follow up", "steps": steps})).await
}

async fn lead(app: &TestApp, by: &Person, extra: Json) -> Json {
    let mut body = json!({"first_name": "Zoë", "last_name": "Rao", "company_name": "Kōan & Co"});
    for (key, value) in extra.as_object().expect("an object") {
        body[key] = value.clone();
    }
    app.create(by, "leads", body).await
}

async fn enrol(app: &TestApp, by: &Person, sequence: &Json, leads: &[&Json]) -> Json {
    let ids: Vec<&str> = leads.iter().map(|lead| id(lead)).collect();
    let path = format!("/sequences/{}/enrol", id(sequence));
    let job = app.post(&path).by(by).json(&json!({"ids": ids})).send().await.expect(202);
    assert_eq!(job["status"], "succeeded", "{job}");
    job["result"].clone()
}

/// The newest enrolment of a lead.
async fn state(app: &TestApp, by: &Person, lead: &Json) -> Map<String, Json> {
    let path = format!("/enrolments?lead_id={}&sort=-created_at", id(lead));
    app.list(by, &path).await.into_iter().next().expect("an enrolment")
}

async fn tasks(app: &TestApp, by: &Person, lead: &Json) -> Vec<Map<String, Json>> {
    app.list(by, &format!("/tasks?record=lead:{}&sort=due_at", id(lead))).await
}

async fn set(app: &TestApp, by: &Person, plural: &str, record: &str, change: Json) -> Json {
    app.patch(&format!("/{plural}/{record}")).by(by).json(&change).send().await.expect(200)
}

async fn done(app: &TestApp, by: &Person, task: &Map<String, Json>) {
    set(app, by, "tasks", task["id"].as_str().expect("an id"), json!({"status": "completed"})).await;
}

async fn get(app: &TestApp, by: &Person, plural: &str, record: &str) -> Json {
    app.get(&format!("/{plural}/{record}")).by(by).send().await.expect(200)
}

/// Lets time pass, and what is scheduled happen; who signed in before has to do so again.
async fn pass(app: &TestApp, seconds: i64, by: &Person) -> Person {
    app.clock.advance_seconds(seconds);
    app.keep_house().await;
    app.drain().await;
    app.sign_in(&by.email).await
}

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

#[tokio::test]
async fn rights_reach_and_other_workspaces_hold() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let stranger = app.register("Teak Trading", "tom@teak.example").await;
        let admin = &firm.admin;
        let follow_up = sequence(app, firm.role("marketing")).await;
        let (ours, theirs) =
            (lead(app, firm.role("sales"), json!({})).await, lead(app, firm.role("manager"), json!({})).await);
        let foreign = lead(app, &stranger, json!({})).await;
        let path = format!("/sequences/{}/enrol", id(&follow_up));
        let body = json!({"ids": [id(&ours), id(&theirs), id(&foreign)]});
        // Sales start it for what they may change; the rest is as if it were not there.
        let job = app.post(&path).by(firm.role("sales")).json(&body).send().await.expect(202);
        assert_eq!((&job["result"]["done"], &job["failed"]), (&json!(1), &json!(2)), "{job}");
        for role in ["read_only", "support", "finance"] {
            app.post(&path).by(firm.role(role)).json(&body).send().await.refused(403, "forbidden");
        }
        for role in ["sales", "support", "read_only"] {
            let path = format!("/sequences/{}", id(&follow_up));
            app.patch(&path).by(firm.role(role)).json(&json!({"name": "Mine"})).send().await.refused(403, "forbidden");
        }
        app.post(&path).by(&stranger).json(&json!({"ids": [id(&foreign)]})).send().await.refused(404, "not_found");
        app.post(&format!("/sequences/{}/stop", id(&follow_up))).by(&stranger).send().await.refused(404, "not_found");
        let one = state(app, admin, &ours).await["id"].as_str().expect("an id").to_owned();
        app.get(&format!("/enrolments/{one}")).by(&stranger).send().await.refused(404, "not_found");
        app.post(&format!("/enrolments/{one}/stop")).by(&stranger).send().await.refused(404, "not_found");
        app.patch(&format!("/enrolments/{one}"))
            .by(admin)
            .json(&json!({"step": 3}))
            .send()
            .await
            .refused(405, "method_not_allowed");
        // Enrolments are seen where the lead is.
        let grants = json!({"kinds": {"lead": {"read": "own", "update": "own"}, "sequence": {"read": "all"}}});
        let clerk = app.person_with(admin, "clerk@banyan-works.example", grants).await;
        assert!(app.list(&clerk, "/enrolments").await.is_empty());
        app.get(&format!("/enrolments/{one}")).by(&clerk).send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        for (body, expected) in [
            (json!({"name": "A"}), vec!["steps required"]),
            (json!({"name": "A", "steps": []}), vec!["steps required"]),
            (
                json!({"steps": [{"kind": "call"}, {"kind": "email", "subject": "{nme}"}]}),
                vec!["steps.0.subject required", "steps.1.subject invalid", "name required"],
            ),
            (json!({"name": "A", "steps": [{"kind": "wait", "days": 3}]}), vec!["steps.0.kind invalid"]),
        ] {
            let reply = app.post("/sequences").by(&ana).json(&body).send().await;
            let mut named = reply.field_errors();
            let mut expected = expected;
            named.sort();
            expected.sort_unstable();
            assert_eq!(named, expected, "{body}");
        }
        let path = format!("/sequences/{}/enrol", id(&sequence(app, &ana).await));
        for (body, expected) in [
            (json!({}), "ids required"),
            (json!({"ids": ["x"]}), "ids wrong_type"),
            (json!({"ids": [], "filter": {"and": []}}), "ids invalid"),
            (json!({"ids": [], "when": 1}), "when unknown_field"),
        ] {
            let reply = app.post(&path).by(&ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![expected.to_owned()]), "{body}");
        }
        let steps = r#"[{"kind":"call"},{"kind":"wait","days":5},{"kind":"task"}]"#;
        let encoded: String = url(steps);
        let preview = app.get(&format!("/sequences/preview?steps={encoded}")).by(&ana).send().await.expect(200);
        assert_eq!(preview["data"][0]["at"], "2026-03-02T09:00:00Z");
        assert_eq!((&preview["data"][1], &preview["data"][2]["at"]), (&Json::Null, &json!("2026-03-09T09:00:00Z")));
        app.get("/sequences/preview?steps=x").by(&ana).send().await.refused(422, "validation_failed");
    })
    .await;
}

fn url(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}
