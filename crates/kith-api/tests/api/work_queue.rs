//! What somebody should do next: the order, the reasons, and whose it is.

use kith_model::Timestamp;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

const EMAIL: &str = "ana@banyan.example";

/// Moves the clock and signs in again, since tokens do not live that long.
async fn at(app: &TestApp, moment: &str, email: &str) -> Person {
    app.clock.set(moment.parse::<Timestamp>().expect("a moment"));
    app.sign_in(email).await
}

async fn queue(app: &TestApp, who: &Person, query: &str) -> Json {
    app.get(&format!("/queue{query}")).by(who).send().await.expect(200)
}

/// Reason and title of everything in the queue, in order.
fn lines(page: &Json) -> Vec<String> {
    let items = page["data"].as_array().expect("a list");
    let text = |json: &Json| json.as_str().unwrap_or("?").to_owned();
    items.iter().map(|item| format!("{}: {}", text(&item["reason"]), text(&item["record"]["title"]))).collect()
}

fn id(record: &Json) -> &str {
    record["id"].as_str().expect("an id")
}

async fn deal(app: &TestApp, who: &Person, name: &str) -> Json {
    app.create(who, "deals", json!({"name": name})).await
}

async fn task_about(app: &TestApp, who: &Person, name: &str, due: &str, kind: &str, about: &Json) -> Json {
    let record = json!({"kind": kind, "id": about["id"]});
    app.create(who, "tasks", json!({"name": name, "due_at": due, "record": record})).await
}

/// One thing for each reason, seen on Friday 6 March 2026 at noon in Kolkata.
async fn full(app: &TestApp) -> Person {
    app.clock.set("2026-02-01T06:30:00Z".parse().expect("a moment"));
    let ana = app.register("Banyan Works", EMAIL).await;
    // The first stage of the starting pipeline allows 14 days.
    for stage in app.list(&ana, "/stages").await {
        if stage["kind"] == "open" {
            let path = format!("/stages/{}", stage["id"].as_str().expect("an id"));
            app.patch(&path).by(&ana).json(&json!({"rotting_days": 14})).send().await.expect(200);
        }
    }
    deal(app, &ana, "Long quiet").await;
    let planned = deal(app, &ana, "Old but planned").await;
    let ana = at(app, "2026-02-10T06:30:00Z", EMAIL).await;
    let far = deal(app, &ana, "Planned far away").await;
    let ana = at(app, "2026-03-05T06:30:00Z", EMAIL).await;
    deal(app, &ana, "Just opened").await;
    task_about(app, &ana, "Meet", "2026-03-10T06:30:00Z", "deal", &planned).await;
    task_about(app, &ana, "Some day", "2026-06-01T06:30:00Z", "deal", &far).await;
    let ana = at(app, "2026-03-06T06:30:00Z", EMAIL).await;
    app.create(&ana, "leads", json!({"last_name": "Warm", "score": 80})).await;
    app.create(&ana, "leads", json!({"last_name": "Hotter", "score": 90})).await;
    app.create(&ana, "leads", json!({"last_name": "Cold", "score": 10})).await;
    app.create(&ana, "tasks", json!({"name": "Undated"})).await;
    app.create(&ana, "tasks", json!({"name": "Today", "due_at": "2026-03-06T18:29:59Z"})).await;
    app.create(&ana, "tasks", json!({"name": "Tomorrow", "due_at": "2026-03-06T18:30:00Z"})).await;
    app.create(&ana, "tasks", json!({"name": "Late", "due_at": "2026-03-04T06:30:00Z"})).await;
    app.create(&ana, "tasks", json!({"name": "Later", "due_at": "2026-03-05T06:30:00Z"})).await;
    ana
}

const FULL: [&str; 8] = [
    "overdue: Late", "overdue: Later", "due_today: Today", "hot_lead: Hotter", "hot_lead: Warm", "quiet: Long quiet",
    "quiet: Planned far away", "unplanned: Just opened",
];

#[tokio::test]
async fn the_queue_has_its_order_and_its_reasons() {
    on_both_engines(async |app| {
        let ana = full(app).await;
        let page = queue(app, &ana, "").await;
        assert_eq!(lines(&page), FULL);
        assert_eq!(page["counts"], json!({"overdue": 2, "due_today": 1, "hot_lead": 2, "quiet": 2, "unplanned": 1}));
        assert_eq!(page["page"], json!({"next": null, "previous": null}));
        let since: Vec<&Json> = page["data"].as_array().expect("a list").iter().map(|item| &item["since"]).collect();
        assert_eq!((since[0], since[3]), (&json!("2026-03-04T06:30:00Z"), &json!("2026-03-06T06:30:00Z")));
        assert_eq!(page["data"][5]["since"], json!("2026-02-01T06:30:00Z"));
        assert_eq!(page["data"][5]["kind"], "deal");
        // However it is cut into pages, it is the same.
        for limit in 1..=5 {
            let (mut seen, mut after) = (Vec::new(), String::new());
            loop {
                let page = queue(app, &ana, &format!("?limit={limit}{after}")).await;
                // They are counted once, for the first page.
                let counted = if after.is_empty() { json!(2) } else { Json::Null };
                assert_eq!(page["counts"]["overdue"], counted);
                assert!(!page["data"].as_array().expect("a list").is_empty());
                seen.extend(lines(&page));
                let Some(next) = page["page"]["next"].as_str() else { break };
                after = format!("&after={next}");
            }
            assert_eq!(seen, FULL, "{limit} at a time");
        }
        app.get("/queue?limit=0").by(&ana).send().await.refused(422, "validation_failed");
        app.get("/queue?after=nonsense").by(&ana).send().await.refused(422, "invalid_cursor");
        app.get("/queue?owner=me").by(&ana).send().await.refused(422, "unknown_field");
    })
    .await;
}

#[tokio::test]
async fn what_is_done_or_planned_leaves_it() {
    on_both_engines(async |app| {
        let ana = full(app).await;
        let of = |page: &Json, title: &str| {
            let items = page["data"].as_array().expect("a list").clone();
            items.into_iter().find(|item| item["record"]["title"] == title).expect("in the queue")["record"].clone()
        };
        let page = queue(app, &ana, "").await;
        let done = |record: &Json| format!("/tasks/{}", id(record));
        app.patch(&done(&of(&page, "Late"))).by(&ana).json(&json!({"status": "completed"})).send().await.expect(200);
        let later = json!({"due_at": "2026-03-09T06:30:00Z"});
        app.patch(&done(&of(&page, "Later"))).by(&ana).json(&later).send().await.expect(200);
        // Somebody spoke to one lead, plans to speak to the other one.
        let call = |field: &str, about: &Json| json!({"subject": "Call", "kind": "call", field: about["id"]});
        app.create(&ana, "interactions", call("lead_id", &of(&page, "Hotter"))).await;
        task_about(app, &ana, "Call", "2026-03-12T06:30:00Z", "lead", &of(&page, "Warm")).await;
        app.create(&ana, "interactions", call("deal_id", &of(&page, "Planned far away"))).await;
        task_about(app, &ana, "Write", "2026-03-08T06:30:00Z", "deal", &of(&page, "Long quiet")).await;
        let left = queue(app, &ana, "").await;
        assert_eq!(lines(&left), ["due_today: Today", "unplanned: Just opened"]);

        // A lead stays away while it is hot, and comes back when it turns hot anew.
        let lead = format!("/leads/{}", id(&of(&page, "Hotter")));
        let score = async |score: i64| {
            app.clock.advance_seconds(60);
            app.patch(&lead).by(&ana).json(&json!({"score": score})).send().await.expect(200);
            lines(&queue(app, &ana, "").await).contains(&"hot_lead: Hotter".to_owned())
        };
        assert_eq!([score(95).await, score(50).await, score(85).await], [false, false, true]);
        // One that is lost or converted is nobody's next call.
        app.patch(&lead).by(&ana).json(&json!({"stage": "lost"})).send().await.expect(200);
        assert!(!lines(&queue(app, &ana, "").await).contains(&"hot_lead: Hotter".to_owned()));
        // Nor is what lies in the trash, and a deal that is won.
        let deal = format!("/deals/{}", id(&of(&page, "Just opened")));
        let stages = app.list(&ana, "/stages").await;
        let won = stages.iter().find(|stage| stage["kind"] == "won").expect("a stage");
        app.patch(&deal).by(&ana).json(&json!({"stage_id": won["id"]})).send().await.expect(200);
        app.delete(&done(&of(&page, "Today"))).by(&ana).send().await.expect(204);
        assert_eq!(lines(&queue(app, &ana, "").await), Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_day_ends_where_the_person_is() {
    on_both_engines(async |app| {
        app.clock.set("2026-03-01T12:00:00Z".parse().expect("a moment"));
        let ana = app.register("Banyan Works", EMAIL).await;
        let zone = json!({"time_zone": "America/New_York"});
        app.patch("/me").by(&ana).json(&zone).send().await.expect(200);
        // On 8 March the clocks go forward in New York: that day has 23 hours and ends at four, UTC.
        for (name, due) in [("Last", "2026-03-09T03:59:59Z"), ("First", "2026-03-09T04:00:00Z")] {
            app.create(&ana, "tasks", json!({"name": name, "due_at": due})).await;
        }
        let day = async |moment: &str| lines(&queue(app, &at(app, moment, EMAIL).await, "").await);
        assert_eq!(day("2026-03-08T04:59:59Z").await, Vec::<String>::new());
        assert_eq!(day("2026-03-08T05:00:00Z").await, ["due_today: Last"]);
        assert_eq!(day("2026-03-09T03:59:59Z").await, ["due_today: Last"]);
        assert_eq!(day("2026-03-09T04:00:00Z").await, ["overdue: Last", "due_today: First"]);

        // A deal is over its days as many whole days later as its stage allows.
        let ana = at(app, "2026-04-01T03:59:00Z", EMAIL).await;
        for task in app.list(&ana, "/tasks").await {
            let path = format!("/tasks/{}", task["id"].as_str().expect("an id"));
            app.delete(&path).by(&ana).send().await.expect(204);
        }
        let stages = app.list(&ana, "/stages").await;
        let first = stages.iter().find(|stage| stage["position"] == 1).expect("a stage");
        let path = format!("/stages/{}", first["id"].as_str().expect("an id"));
        app.patch(&path).by(&ana).json(&json!({"rotting_days": 3})).send().await.expect(200);
        // Still 31 March in New York.
        app.create(&ana, "deals", json!({"name": "Renewal", "stage_id": first["id"]})).await;
        assert_eq!(day("2026-04-04T03:59:00Z").await, ["unplanned: Renewal"]);
        assert_eq!(day("2026-04-04T04:00:00Z").await, ["quiet: Renewal"]);
    })
    .await;
}

#[tokio::test]
async fn everybody_has_their_own_and_reads_no_more_than_they_may() {
    on_both_engines(async |app| {
        let ana = full(app).await;
        let ravi = app.register("Other Works", "ravi@other.example").await;
        assert_eq!(queue(app, &ravi, "").await["data"], json!([]));
        let colleague = {
            let role = app.role_id(&ana, "sales").await;
            app.invite(&ana, "mira@banyan.example", &[role]).await
        };
        assert_eq!(lines(&queue(app, &colleague, "").await), Vec::<String>::new());
        let theirs = app.create(&colleague, "leads", json!({"first_name": "Zoë 🌳", "score": 77})).await;
        assert_eq!(lines(&queue(app, &colleague, "").await), ["hot_lead: Zoë 🌳"]);
        assert_eq!(lines(&queue(app, &ana, "").await), FULL);
        // A cursor is its owner's.
        let next = queue(app, &ana, "?limit=1").await["page"]["next"].as_str().expect("a cursor").to_owned();
        app.get(&format!("/queue?after={next}")).by(&colleague).send().await.refused(422, "invalid_cursor");

        // Without the right to read deals there are none, without their dates no reason to show them.
        let grants = |fields: Json, deal: &str| {
            json!({"kinds": {
                "task": {"read": "own", "create": "all"}, "lead": {"read": "own", "create": "all"},
                "deal": {"read": deal, "create": "all", "update": "own"},
            }, "fields": fields})
        };
        let no_deals = app.person_with(&ana, "nils@banyan.example", grants(json!({}), "none")).await;
        let no_dates = json!({"deal": {"next_action_at": "hidden"}, "lead": {"score": "hidden"}});
        let no_dates = app.person_with(&ana, "nora@banyan.example", grants(no_dates, "own")).await;
        for who in [&no_deals, &no_dates] {
            let owner = json!({"owner_id": who.id});
            for (plural, body) in [
                ("deals", json!({"name": "Given"})),
                ("leads", json!({"last_name": "Given", "score": 99})),
                ("tasks", json!({"name": "Given", "due_at": "2026-03-01T06:30:00Z"})),
            ] {
                let mut body = body;
                let field = if plural == "tasks" { "assignee_id" } else { "owner_id" };
                body[field] = owner["owner_id"].clone();
                app.create(&ana, plural, body).await;
            }
            let page = queue(app, who, "").await;
            assert_eq!(lines(&page), ["overdue: Given", "hot_lead: Given"]);
            assert_eq!(page["counts"]["unplanned"], 0);
        }
        assert_eq!(queue(app, &no_dates, "").await["data"][1]["record"].get("score"), None);
        // What is given to somebody else is theirs.
        let path = format!("/leads/{}", id(&theirs));
        app.patch(&path).by(&ana).json(&json!({"owner_id": ana.id})).send().await.expect(200);
        assert_eq!(lines(&queue(app, &colleague, "").await), Vec::<String>::new());
    })
    .await;
}
