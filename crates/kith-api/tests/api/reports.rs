//! Reports: their figures, what is behind them, whose they are, and their files.

use kith_testkit::{Person, TestApp, on_both_engines};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value as Json, json};

async fn ask(app: &TestApp, who: &Person, extension: &str, definition: &Json) -> kith_testkit::Reply {
    let text = definition.to_string();
    let path = format!("/reports/result{extension}?definition={}", utf8_percent_encode(&text, NON_ALPHANUMERIC));
    app.get(&path).by(who).send().await
}

async fn report(app: &TestApp, who: &Person, definition: Json) -> Json {
    ask(app, who, "", &definition).await.expect(200)
}

/// The cells of the row with a title, by column key.
fn row<'a>(table: &'a Json, title: &str) -> impl Fn(&str) -> &'a Json {
    let rows = table["rows"].as_array().expect("rows");
    let found = rows.iter().find(|row| row["groups"][0]["title"] == title);
    let cells = &found.unwrap_or_else(|| panic!("no row {title}: {table}"))["cells"];
    let keys: Vec<String> = table["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|it| it["key"].as_str().unwrap_or("").into())
        .collect();
    move |key| &cells[keys.iter().position(|known| known == key).unwrap_or_else(|| panic!("no column {key}"))]
}

fn inr(amount: i64) -> Json {
    json!({"amount": amount, "currency": "INR"})
}

async fn close(app: &TestApp, who: &Person, deal: &Json, kind: &str) {
    let stages = app.list(who, "/stages").await;
    let stage = stages.iter().find(|stage| stage["kind"] == kind).expect("such a stage");
    let path = format!("/deals/{}", deal["id"].as_str().expect("an id"));
    app.patch(&path).by(who).json(&json!({"stage_id": stage["id"]})).send().await.expect(200);
}

/// How many records the list behind a cell has.
async fn behind(app: &TestApp, who: &Person, table: &Json, at: usize, row: &Json) -> i64 {
    let it = &table["columns"][at]["behind"];
    let mut all = vec![it["filter"].clone()];
    all.extend(row["filter"].is_object().then(|| row["filter"].clone()));
    for (field, group) in it["by"].as_array().expect("fields").iter().zip(row["groups"].as_array().expect("groups")) {
        all.push(match (&group["value"], &group["from_at"]) {
            (Json::Null, _) => json!({"field": field, "op": "empty"}),
            (value, Json::Null) => json!({"field": field, "op": "eq", "value": value}),
            (_, from) => json!({"and": [
                {"field": field, "op": "on_or_after", "value": from},
                {"field": field, "op": "before", "value": group["to_at"]},
            ]}),
        });
    }
    let filter = json!({"and": all}).to_string();
    let kinds = it["kinds"].as_str().expect("a plural");
    let path = format!("/{kinds}/aggregate?filter={}", utf8_percent_encode(&filter, NON_ALPHANUMERIC));
    app.get(&path).by(who).send().await.expect(200)["data"][0]["count"].as_i64().expect("a count")
}

#[tokio::test]
async fn sales_performance_says_what_each_person_did() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (sales, manager) = (firm.role("sales"), firm.role("manager"));
        for (amount, kind) in [(300, "won"), (100, "won"), (50, "lost"), (70, "open")] {
            let deal = app.create(sales, "deals", json!({"name": "D", "amount": inr(amount)})).await;
            close(app, sales, &deal, kind).await;
        }
        app.create(sales, "leads", json!({"last_name": "L"})).await;
        app.create(sales, "interactions", json!({"kind": "call", "subject": "Hello"})).await;
        app.create(manager, "leads", json!({"last_name": "M"})).await;
        let table = report(app, manager, json!({"report": "sales_performance"})).await;
        let of = row(&table, "sales");
        assert_eq!(of("revenue"), &json!([inr(400)]));
        assert_eq!(of("average"), &json!([inr(200)]));
        assert_eq!((of("won"), of("lost"), of("deals"), of("leads")), (&json!(2), &json!(1), &json!(4), &json!(1)));
        assert_eq!((of("activities"), of("cycle")), (&json!(1), &json!(0.0)));
        assert!((of("win_rate").as_f64().expect("a share") - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(row(&table, "manager")("leads"), &json!(1));
        // Every figure equals the list behind it.
        for line in table["rows"].as_array().expect("rows") {
            for (at, column) in table["columns"].as_array().expect("columns").iter().enumerate() {
                if column["type"] == "count" {
                    assert_eq!(line["cells"][at], behind(app, manager, &table, at, line).await, "{column}");
                }
            }
        }
        let theirs = report(app, manager, json!({"report": "sales_performance", "owner": manager.id})).await;
        assert_eq!(theirs["rows"].as_array().map(Vec::len), Some(1));
        // Who may read their own alone sees nobody else's figures.
        let own = json!({"kinds": {"deal": {"read": "own"}, "lead": {"read": "own", "create": "all"}, "user": {"read": "all"}}});
        let own = app.person_with(&firm.admin, "own@banyan-works.example", own).await;
        let table = report(app, &own, json!({"report": "sales_performance"})).await;
        assert_eq!((&table["rows"], &table["total"][0]), (&json!([]), &json!([])));
    })
    .await;
}

#[tokio::test]
async fn funnel_conversion_revenue_pipeline_and_activity_add_up() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        for (stage, source) in [("new", "event"), ("contacted", "event"), ("qualified", "email"), ("lost", "email")] {
            app.create(&ana, "leads", json!({"last_name": stage, "stage": stage, "source": source})).await;
        }
        let lead = app.create(&ana, "leads", json!({"last_name": "Becomes", "source": "event"})).await;
        let path = format!("/leads/{}/convert", lead["id"].as_str().expect("an id"));
        app.post(&path).by(&ana).json(&json!({})).send().await.expect(200);
        let funnel = report(app, &ana, json!({"report": "lead_funnel"})).await;
        assert_eq!(row(&funnel, "New")("leads"), &json!(5));
        assert_eq!(row(&funnel, "Contacted")("leads"), &json!(3));
        assert_eq!(row(&funnel, "Qualified")("leads"), &json!(2));
        assert_eq!(row(&funnel, "Converted")("leads"), &json!(1));
        for line in funnel["rows"].as_array().expect("rows") {
            assert_eq!(json!(behind(app, &ana, &funnel, 0, line).await), line["cells"][0], "{line}");
        }

        let by_source = report(app, &ana, json!({"report": "lead_conversion"})).await;
        let of = row(&by_source, "Event");
        assert_eq!((of("leads"), of("converted"), of("lost")), (&json!(3), &json!(1), &json!(0)));
        assert_eq!(by_source["total"][0], 5);

        let deal = app.create(&ana, "deals", json!({"name": "Won", "amount": inr(900)})).await;
        app.create(&ana, "deals", json!({"name": "Open", "amount": inr(1000)})).await;
        close(app, &ana, &deal, "won").await;
        let revenue = report(app, &ana, json!({"report": "revenue", "from": "2026-01-01", "to": "2026-03-31"})).await;
        assert_eq!(revenue["rows"].as_array().map(Vec::len), Some(3), "a row for each month");
        assert_eq!(row(&revenue, "March 2026")("revenue"), &json!([inr(900)]));
        assert_eq!(row(&revenue, "January 2026")("revenue"), &json!([]));
        let line = &revenue["rows"][2];
        assert_eq!(behind(app, &ana, &revenue, 1, line).await, 1);

        let pipeline = report(app, &ana, json!({"report": "pipeline"})).await;
        assert_eq!(pipeline["total"][0], json!([inr(1000)]));
        assert_eq!(row(&pipeline, "New")("weighted"), &json!([inr(100)]));

        app.create(&ana, "campaigns", json!({"name": "Spring", "actual_spend": inr(100)})).await;
        let roi = report(app, &ana, json!({"report": "campaign_roi"})).await;
        assert_eq!(row(&roi, "Spring")("roi"), &json!(-1.0));
        app.create(&ana, "interactions", json!({"kind": "call", "subject": "A", "duration_minutes": 12})).await;
        let activity = report(app, &ana, json!({"report": "activity"})).await;
        let of = row(&activity, "Ananya Iyer");
        assert_eq!((of("activities"), of("call"), of("minutes")), (&json!(1), &json!(1), &json!(12.0)));
    })
    .await;
}

#[tokio::test]
async fn the_forecast_adds_up_and_stages_tell_how_long_they_hold() {
    on_both_engines(async |app| {
        let email = "ana@banyan.example";
        let ana = app.register("Banyan Works", email).await;
        let mut made = Vec::new();
        for (amount, probability, day) in
            [(100, 80, "2026-03-31"), (200, 50, "2026-03-05"), (400, 10, "2026-02-01"), (800, 90, "2026-04-01")]
        {
            let body = json!({
                "name": "D", "amount": inr(amount), "probability": probability, "expected_close_on": day,
            });
            made.push(app.create(&ana, "deals", body).await);
        }
        let won = app.create(&ana, "deals", json!({"name": "W", "amount": inr(1600)})).await;
        close(app, &ana, &won, "won").await;
        let quarter = json!({"report": "forecast", "from": "2026-01-01", "to": "2026-03-31"});
        let table = report(app, &ana, quarter).await;
        let of = row(&table, "March 2026");
        assert_eq!(
            (of("won"), of("commit"), of("best_case")),
            (&json!([inr(1600)]), &json!([inr(100)]), &json!([inr(200)]))
        );
        assert_eq!((of("pipeline"), of("weighted")), (&json!([]), &json!([inr(180)])));
        assert_eq!(of("expected"), &json!([inr(1780)]));
        assert_eq!(row(&table, "February 2026")("pipeline"), &json!([inr(400)]));
        assert_eq!(table["total"][0], json!([inr(1820)]));

        // Two days later one moves on.
        app.clock.advance_seconds(2 * 86_400);
        let ana = app.sign_in(email).await;
        let stages = app.list(&ana, "/stages?sort=position").await;
        let next = stages.iter().find(|stage| stage["title"] == "Qualified").expect("a stage");
        let path = format!("/deals/{}", made[0]["id"].as_str().expect("an id"));
        app.patch(&path).by(&ana).json(&json!({"stage_id": next["id"]})).send().await.expect(200);
        let velocity = report(app, &ana, json!({"report": "velocity", "period": "this_month"})).await;
        let of = row(&velocity, "New");
        assert_eq!((of("left"), of("longest")), (&json!(2), &json!(2.0)));
        assert_eq!(of("days"), &json!(1.0), "one stayed two days, the other none");
        let own = report(app, &ana, json!({"report": "velocity", "period": "this_month", "owner": "me"})).await;
        assert_eq!(own["total"][2], 2);
    })
    .await;
}

#[tokio::test]
async fn people_make_reports_of_their_own() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let manager = firm.role("manager");
        for (source, stage, score) in [("event", "new", 10), ("event", "lost", 30), ("email", "new", 50)] {
            app.create(manager, "leads", json!({"last_name": "L", "source": source, "stage": stage, "score": score}))
                .await;
        }
        let definition = json!({
            "report": "custom", "kind": "leads", "measures": ["count", "avg:score", "max:score"],
            "groups": ["source", "created_at:month"], "chart": "stacked",
            "filter": {"and": [{"field": "stage", "op": "eq", "value": "new"}]},
        });
        let table = report(app, manager, definition).await;
        assert_eq!(table["groupings"].as_array().map(Vec::len), Some(2));
        assert_eq!(row(&table, "Event")("count"), &json!(1));
        assert_eq!(row(&table, "Email")("avg_score"), &json!(50.0));
        assert_eq!(table["rows"][0]["groups"][1]["title"], "March 2026");
        assert_eq!((&table["chart"], &table["total"]), (&json!("stacked"), &json!([2, 30.0, 50.0])));
        let none = report(
            app,
            manager,
            json!({"report": "custom", "kind": "deals", "measures": ["days:created_at:closed_at"]}),
        )
        .await;
        assert_eq!(none["total"], json!([null]));

        let finance = firm.role("finance");
        let forbidden = json!({"report": "custom", "kind": "leads"});
        ask(app, finance, "", &forbidden).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn definitions_that_mean_nothing_are_named() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let cases = [
            (json!({"report": "horoscope"}), "report"),
            (json!({"report": "revenue", "by": "moon"}), "by"),
            (json!({"report": "revenue", "period": "someday"}), "period"),
            (json!({"report": "revenue", "period": "today", "from": "2026-01-01", "to": "2026-01-02"}), "period"),
            (json!({"report": "revenue", "from": "2026-01-01"}), "to"),
            (json!({"report": "revenue", "from": "2026-02-01", "to": "2026-01-01"}), "to"),
            (json!({"report": "revenue", "owner": "x"}), "owner"),
            (json!({"report": "revenue", "colour": "red"}), "colour"),
            (json!({"report": "custom", "kind": "unicorns"}), "kind"),
            (json!({"report": "custom", "kind": "leads", "measures": ["sum"]}), "measures"),
            (json!({"report": "custom", "kind": "leads", "measures": ["sum:last_name"]}), "last_name"),
            (json!({"report": "custom", "kind": "leads", "groups": ["a", "b", "c"]}), "groups"),
            (json!({"report": "custom", "kind": "leads", "groups": ["last_name"]}), "last_name"),
            (json!({"report": "custom", "kind": "leads", "chart": "pie"}), "chart"),
            (json!({"report": "custom", "kind": "leads", "filter": {"and": [{"field": "x", "op": "eq", "value": 1}]}}), "x"),
        ];
        for (definition, field) in cases {
            let problem = ask(app, &ana, "", &definition).await.expect(422);
            let named = problem["errors"].as_array().is_some_and(|all| all.iter().any(|error| error["field"] == field));
            assert!(named, "{definition}: {problem}");
        }
        app.get("/reports/result?definition=nonsense").by(&ana).send().await.expect(422);
        app.get("/reports/result").by(&ana).send().await.expect(422);
    })
    .await;
}

#[tokio::test]
async fn promises_to_customers_are_counted_as_kept_or_missed() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let levels = json!({"policies": {"high": {"first_response": 30, "resolution": 60}}});
        app.patch("/workspace").by(&ana).json(&json!({"service_levels": levels})).send().await.expect(200);
        let mut made = Vec::new();
        for (n, priority) in ["high", "high", "high", "normal"].into_iter().enumerate() {
            let body = json!({
                "subject": format!("T{n}"), "priority": priority, "description": "?", "assignee_id": ana.id,
            });
            made.push(app.create(&ana, "tickets", body).await["id"].as_str().expect("an id").to_owned());
        }
        let reply = async |id: &str, status: &str| {
            let body = json!({"body": "Done.", "status": status});
            app.post(&format!("/tickets/{id}/reply")).by(&ana).json(&body).send().await.expect(200);
        };
        // One in time, one late, and one that goes on in the first.
        app.clock.advance_seconds(360);
        reply(&made[0], "resolved").await;
        let parts = json!({"ticket_ids": [made[2]]});
        app.post(&format!("/tickets/{}/merge", made[3])).by(&ana).json(&parts).send().await.expect(200);
        app.clock.advance_seconds(3 * 3600);
        let ana = app.sign_in("ana@banyan.example").await;
        let body = json!({"body": "Late.", "status": "resolved"});
        app.post(&format!("/tickets/{}/reply", made[1])).by(&ana).json(&body).send().await.expect(200);

        let table = report(app, &ana, json!({"report": "promises"})).await;
        let of = row(&table, "High");
        assert_eq!(of("tickets"), &json!(2));
        assert_eq!((of("replied_in_time"), of("replied_late"), of("reply_rate")), (&json!(1), &json!(1), &json!(0.5)));
        assert_eq!((of("resolved_in_time"), of("resolved_late")), (&json!(1), &json!(1)));
        assert_eq!(of("reply_hours"), &json!(1.6));
        assert_eq!(row(&table, "Normal")("reply_rate"), &Json::Null);
        for (at, line) in (0..3).flat_map(|at| table["rows"].as_array().expect("rows").iter().map(move |row| (at, row)))
        {
            assert_eq!(json!(behind(app, &ana, &table, at, line).await), line["cells"][at], "{line}");
        }
        for by in ["assignee_id", "team_id", "created_at:week"] {
            let table = report(app, &ana, json!({"report": "promises", "by": by})).await;
            assert_eq!(table["total"][0], 3, "{by}");
        }
        for extension in [".csv", ".xlsx"] {
            assert_eq!(ask(app, &ana, extension, &json!({"report": "promises"})).await.status, 200);
        }
        let own = json!({"report": "custom", "kind": "tickets", "measures": ["count"], "groups": ["priority"]});
        assert_eq!(row(&report(app, &ana, own).await, "High")("count"), &json!(3));
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn reports_are_files_too() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&ana, "campaigns", json!({"name": "=SUM(A1)", "actual_spend": inr(12_345)})).await;
        let definition = json!({"report": "campaign_roi"});
        let csv = ask(app, &ana, ".csv", &definition).await;
        assert_eq!(csv.status, 200);
        let text = csv.text();
        assert!(text.starts_with("Campaign,"), "{text}");
        assert!(
            text.contains("'=SUM(A1)") && text.contains("123.45") && text.trim_end().contains("\r\nTotal,"),
            "{text}"
        );
        let xlsx = ask(app, &ana, ".xlsx", &definition).await;
        assert_eq!((xlsx.status, &xlsx.body[..2]), (200, b"PK".as_slice()));
    })
    .await;
}

#[tokio::test]
async fn a_report_on_paper_has_as_many_pages_as_it_needs() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let definition = json!({"report": "campaign_roi"});
        let pages = async || {
            let pdf = ask(app, &ana, ".pdf", &definition).await;
            assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
            assert!(pdf.body.starts_with(b"%PDF-1.") && pdf.body.trim_ascii_end().ends_with(b"%%EOF"));
            let text = String::from_utf8_lossy(&pdf.body).into_owned();
            assert!(text.contains("NotoSans-Regular") && text.contains("NotoSans-SemiBold"), "its typeface is in it");
            let (_, count) = text.split_once("/Type/Pages/Count ").expect("a tree of pages");
            count.split('/').next().and_then(|count| count.parse::<usize>().ok()).expect("a count")
        };
        assert_eq!(pages().await, 1);
        let long = "A name that goes on and on ".repeat(6);
        for n in 0..60 {
            let name = ["दीवाली की बिक्री", "Größe №", long.trim(), "Spring\u{202e}", "🎉"][n % 5];
            app.create(&ana, "campaigns", json!({"name": format!("{name} {n}"), "actual_spend": inr(12_345)})).await;
        }
        assert_eq!(pages().await, 2);
    })
    .await;
}

#[tokio::test]
async fn reports_are_kept_shared_and_starred() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (sales, finance) = (firm.role("sales"), firm.role("finance"));
        let definition = json!({"report": "revenue", "period": "this_quarter"});
        let mine = app.create(sales, "reports", json!({"name": "Won", "definition": definition})).await;
        let path = format!("/reports/{}", mine["id"].as_str().expect("an id"));
        app.get(&path).by(finance).send().await.expect(404);
        app.post(&format!("{path}/star")).by(finance).json(&json!({})).send().await.expect(404);
        app.patch(&path).by(sales).json(&json!({"visibility": "everyone"})).send().await.expect(200);
        let starred = app.post(&format!("{path}/star")).by(finance).json(&json!({})).send().await.expect(200);
        assert_eq!(starred["starred_by"], json!([finance.id]));
        app.post(&format!("{path}/star")).by(sales).json(&json!({})).send().await.expect(200);
        let left =
            app.post(&format!("{path}/star")).by(finance).json(&json!({"starred": false})).send().await.expect(200);
        assert_eq!(left["starred_by"], json!([sales.id]));
        app.patch(&path).by(finance).json(&json!({"name": "Mine now"})).send().await.expect(403);
        let cases = [
            (json!({"definition": {"report": "horoscope"}}), "definition"),
            (json!({"definition": []}), "definition"),
            (json!({"schedule": "daily"}), "recipient_ids"),
            (json!({"schedule": "weekly", "schedule_day": 9, "recipient_ids": [sales.id]}), "schedule_day"),
            (json!({"starred_by": []}), "starred_by"),
        ];
        for (body, field) in cases {
            let problem = app.patch(&path).by(sales).json(&body).send().await.expect(422);
            assert_eq!(problem["errors"][0]["field"], field, "{body}: {problem}");
        }
    })
    .await;
}

async fn send_due(app: &TestApp) {
    let schedules = app.app.schedules();
    let send = schedules.iter().find(|schedule| schedule.name == "send_reports").expect("a schedule");
    (send.run)().await.expect("sent");
}

#[tokio::test]
async fn reports_are_sent_when_due_to_each_what_they_may_read() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        app.create(manager, "deals", json!({"name": "D", "amount": inr(700)})).await;
        let own =
            app.person_with(&firm.admin, "own@banyan-works.example", json!({"kinds": {"deal": {"read": "own"}}})).await;
        // It is Monday, half past two in the afternoon.
        let body = json!({
            "name": "Pipeline", "definition": {"report": "pipeline", "by": "owner_id"}, "visibility": "everyone",
            "schedule": "weekly", "schedule_day": 2, "schedule_hour": 8, "format": "csv",
            "recipient_ids": [sales.id, own.id],
        });
        let report = app.create(manager, "reports", body).await;
        assert_eq!(report["next_send_at"], "2026-03-03T02:30:00Z");
        send_due(app).await;
        assert!(app.mails.last_to(&sales.email).is_none_or(|mail| mail.attachments.is_empty()), "not due yet");
        app.clock.set("2026-03-03T02:31:00Z".parse().expect("a moment"));
        tokio::join!(send_due(app), send_due(app));
        app.drain().await;
        let sent: Vec<_> = app.mails.all().into_iter().filter(|mail| !mail.attachments.is_empty()).collect();
        assert_eq!(sent.len(), 2, "once to each");
        let file = |to: &Person| {
            let mail = sent.iter().find(|mail| mail.to[0].address == to.email).expect("a mail");
            assert_eq!(mail.attachments[0].name, "Pipeline.csv");
            String::from_utf8(mail.attachments[0].content.to_vec()).expect("text")
        };
        assert!(file(sales).contains("7.00"), "{}", file(sales));
        assert!(!file(&own).contains("7.00"), "{}", file(&own));
        let manager = app.sign_in(&manager.email).await;
        let path = format!("/reports/{}", report["id"].as_str().expect("an id"));
        let after = app.get(&path).by(&manager).send().await.expect(200);
        assert_eq!(after["next_send_at"], "2026-03-10T02:30:00Z");
    })
    .await;
}
