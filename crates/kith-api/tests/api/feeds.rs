//! Search, activity, dashboard, timelines, sample data.

use kith_testkit::on_both_engines;
use serde_json::{Value as Json, json};

fn texts(body: &Json, key: &str) -> Vec<String> {
    body["data"].as_array().expect("rows").iter().map(|row| row[key].as_str().unwrap_or("").to_owned()).collect()
}

#[tokio::test]
async fn search_finds_beginnings_accents_and_typos() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(
            &admin,
            "contacts",
            json!({"first_name": "Aarav", "last_name": "Sharma", "email": "aarav@techverse.in"}),
        )
        .await;
        app.create(&admin, "companies", json!({"name": "Café Zürich", "description": "Roasts for Sharma"})).await;
        for (query, expected, matched) in [
            ("shar", vec!["Aarav Sharma", "Café Zürich"], "title"),
            ("SHARMA", vec!["Aarav Sharma", "Café Zürich"], "title"),
            ("shrama", vec!["Aarav Sharma"], "similar"),
            ("cafe zur", vec!["Café Zürich"], "title"),
            ("techverse", vec!["Aarav Sharma"], "text"),
            ("sharma%20aarav", vec!["Aarav Sharma"], "title"),
        ] {
            let hits = app.get(&format!("/search?q={}", query.replace(' ', "%20"))).by(&admin).send().await.expect(200);
            let mut titles = texts(&hits, "title");
            if matched == "similar" {
                // What is only similar comes in any order.
                titles.retain(|title| expected.contains(&title.as_str()));
            }
            assert_eq!(titles[..expected.len().min(titles.len())], expected[..], "{query}: {hits}");
            assert_eq!(hits["data"][0]["matched"], matched, "{query}");
        }
        let narrowed = app.get("/search?q=sharma&kinds=company").by(&admin).send().await.expect(200);
        assert_eq!(texts(&narrowed, "kind"), ["company"]);
        for empty in ["/search?q=", "/search?q=%20", "/search?q=%22)(*", "/search?q=zzzzzz", "/search"] {
            assert_eq!(app.get(empty).by(&admin).send().await.expect(200)["data"], json!([]), "{empty}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_feed_tells_what_changed_newest_first() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let stages = app.list(&admin, "/stages?sort=position").await;
        let deal = app.create(&admin, "deals", json!({"name": "Acme renewal"})).await;
        app.clock.advance_seconds(60);
        let path = format!("/deals/{}", deal["id"].as_str().expect("an id"));
        app.patch(&path).by(&admin).json(&json!({"stage_id": stages[2]["id"]})).send().await.expect(200);
        app.clock.advance_seconds(60);
        app.create_any(&admin, "lead", 1).await;
        let feed = app.get("/activity?limit=2").by(&admin).send().await.expect(200);
        assert_eq!(
            (texts(&feed, "kind"), texts(&feed, "op")),
            (vec!["lead".to_owned(), "deal".into()], vec!["create".to_owned(), "update".into()])
        );
        let moved = &feed["data"][1];
        assert_eq!((&moved["record_title"], &moved["actor"]["title"]), (&json!("Acme renewal"), &json!("Ananya Iyer")));
        let change = moved["changes"]
            .as_array()
            .and_then(|list| list.iter().find(|change| change["field"] == "stage_id"))
            .expect("the move");
        assert_eq!((&change["old"]["title"], &change["new"]["title"]), (&json!("New"), &json!("Proposal")));
        let next = feed["page"]["next"].as_str().expect("more");
        let older = app.get(&format!("/activity?limit=2&after={next}")).by(&admin).send().await.expect(200);
        assert_eq!(older["data"][0]["record_title"], "Acme renewal");
        assert_eq!(older["data"][0]["op"], "create");
        let lead = app.list(&admin, "/leads").await[0].clone();
        let link = json!({"kind": "lead", "id": lead["id"]});
        app.create(&admin, "notes", json!({"body": "Likes tea", "record": link})).await;
        let noted = app.get("/activity?kind=note").by(&admin).send().await.expect(200);
        let about =
            noted["data"][0]["changes"].as_array().and_then(|all| all.iter().find(|one| one["field"] == "record"));
        let named = json!({"kind": "lead", "id": lead["id"], "title": lead["title"]});
        assert_eq!(about.expect("what it hangs on")["new"], named);
        let of_leads = app.get("/activity?kind=lead").by(&admin).send().await.expect(200);
        assert_eq!(texts(&of_leads, "kind"), ["lead"]);
        let of_me = app.get(&format!("/activity?actor={}&kind=deal", admin.id)).by(&admin).send().await.expect(200);
        assert_eq!(of_me["data"].as_array().map(Vec::len), Some(2));
        app.get(&format!("/activity?kind=lead&after={next}")).by(&admin).send().await.refused(422, "invalid_cursor");
    })
    .await;
}

#[tokio::test]
async fn a_timeline_holds_notes_tasks_interactions_and_changes() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let company = app.create(&admin, "companies", json!({"name": "Techverse"})).await;
        let id = company["id"].as_str().expect("an id");
        let link = json!({"kind": "company", "id": id});
        app.clock.advance_seconds(60);
        app.create(&admin, "notes", json!({"body": "Likes tea", "record": link})).await;
        app.clock.advance_seconds(60);
        app.create(&admin, "interactions", json!({"kind": "call", "subject": "First call", "company_id": id})).await;
        app.clock.advance_seconds(60);
        app.create(&admin, "tasks", json!({"name": "Send offer", "record": link})).await;
        let path = format!("/companies/{id}/timeline");
        let all = app.get(&path).by(&admin).send().await.expect(200);
        let types = texts(&all, "type");
        for expected in ["task", "interaction", "note", "change"] {
            assert!(types.iter().any(|ty| ty == expected), "{expected}: {types:?}");
        }
        assert_eq!(types.last().map(String::as_str), Some("change"), "the beginning is the creation");
        let notes = app.get(&format!("{path}?types=note,task")).by(&admin).send().await.expect(200);
        assert_eq!(texts(&notes, "type"), ["task", "note"]);
        assert_eq!(notes["data"][1]["record"]["body"], "Likes tea");
        assert_eq!(notes["data"][1]["actor"]["title"], "Ananya Iyer");
        let mut seen = Vec::new();
        let mut next = format!("{path}?limit=1");
        loop {
            let page = app.get(&next).by(&admin).send().await.expect(200);
            seen.extend(texts(&page, "id"));
            match page["page"]["next"].as_str() {
                Some(cursor) => next = format!("{path}?limit=1&after={cursor}"),
                None => break,
            }
        }
        assert_eq!(seen, texts(&all, "id"), "page by page it is the same");
        app.get(&format!("{path}?types=gossip")).by(&admin).send().await.refused(422, "validation_failed");
        let related = app.get(&format!("/companies/{id}/related")).by(&admin).send().await.expect(200);
        let of = |kind: &str| {
            related["data"]
                .as_array()
                .and_then(|list| list.iter().find(|entry| entry["kind"] == kind && entry["count"] != 0))
                .cloned()
                .unwrap_or_default()
        };
        assert_eq!((&of("interaction")["count"], &of("interaction")["field"]), (&json!(1), &json!("company_id")));
        assert_eq!(of("note")["records"][0]["body"], "Likes tea");
    })
    .await;
}

#[tokio::test]
async fn the_dashboard_is_right_after_every_change() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let stages = app.list(&admin, "/stages?sort=position").await;
        let amount = json!({"amount": 10_000, "currency": "INR"});
        let deal = app.create(&admin, "deals", json!({"name": "Flat", "amount": amount})).await;
        app.create(&admin, "leads", json!({"last_name": "A", "source": "event"})).await;
        app.create(&admin, "tasks", json!({"name": "Late", "due_at": "2026-03-01T09:00:00Z"})).await;
        let board = app.get("/dashboard").by(&admin).send().await.expect(200);
        assert_eq!(
            (&board["counts"]["deals_open"], &board["counts"]["leads"], &board["counts"]["tasks_overdue"]),
            (&json!(1), &json!(1), &json!(1))
        );
        assert_eq!(board["pipeline_value"], json!([amount]));
        assert_eq!(board["weighted_value"], json!([{"amount": 1_000, "currency": "INR"}]));
        assert_eq!(board["leads_per_source"], json!([{"group": "event", "count": 1}]));
        let won = stages.iter().find(|stage| stage["kind"] == "won").expect("a won stage");
        app.patch(&format!("/deals/{}", deal["id"].as_str().expect("an id")))
            .by(&admin)
            .json(&json!({"stage_id": won["id"]}))
            .send()
            .await
            .expect(200);
        let board = app.get("/dashboard").by(&admin).send().await.expect(200);
        assert_eq!(
            (&board["counts"]["deals_open"], &board["won"]["amount"], &board["pipeline_value"]),
            (&json!(0), &json!([amount]), &json!([]))
        );
    })
    .await;
}

#[tokio::test]
async fn sample_data_comes_and_goes_in_one_click() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&admin, "leads", json!({"last_name": "Mine"})).await;
        app.post("/sample-data").by(&admin).send().await.expect(204);
        let titles = app.titles(&admin, "/leads?sort=title").await;
        for expected in ["Aarav Sharma", "Priya Menon", "Rahul Goyal", "Sneha Kulkarni", "Mohan Rao"] {
            assert!(titles.iter().any(|title| title == expected), "{expected}: {titles:?}");
        }
        app.delete("/sample-data").by(&admin).send().await.expect(204);
        assert_eq!(app.titles(&admin, "/leads").await, ["Mine"]);
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn the_feed_is_narrowed_by_kind_person_team_operation_and_days() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let sales = app.role_id(&admin, "sales").await;
        let ben = app.invite(&admin, "ben@banyan.example", &[sales]).await;
        let team = app.create(&admin, "teams", json!({"name": "North"})).await;
        let path = format!("/users/{}", ben.id);
        app.patch(&path).by(&admin).json(&json!({"team_ids": [team["id"]]})).send().await.expect(200);
        app.create(&admin, "deals", json!({"name": "Ana's deal"})).await;
        let lead = app.create(&ben, "leads", json!({"last_name": "Ben's lead"})).await;
        app.clock.advance_seconds(2 * 86_400);
        let (admin, ben) = (app.sign_in("ana@banyan.example").await, app.sign_in("ben@banyan.example").await);
        let path = format!("/leads/{}", lead["id"].as_str().expect("an id"));
        app.patch(&path).by(&ben).json(&json!({"region": "North"})).send().await.expect(200);
        let told = async |query: &str| {
            let feed = app.get(&format!("/activity?{query}")).by(&admin).send().await.expect(200);
            texts(&feed, "op")
                .into_iter()
                .zip(texts(&feed, "record_title"))
                .map(|(op, title)| format!("{op} {title}"))
                .collect::<Vec<_>>()
        };
        let team = team["id"].as_str().expect("an id").to_owned();
        let all = ["update Ben's lead", "create Ben's lead", "create Ana's deal"];
        assert_eq!(told("kind=lead,deal").await, all);
        assert_eq!(told("kind=deal").await, all[2..]);
        assert_eq!(told("kind=lead,deal&actor=me").await, all[2..]);
        assert_eq!(told(&format!("kind=lead,deal&team={team}")).await, all[..2]);
        assert_eq!(told(&format!("kind=lead,deal&team={team}&actor={}", admin.id)).await, [] as [&str; 0]);
        assert_eq!(told("kind=lead,deal&op=update").await, all[..1]);
        assert_eq!(told("kind=lead,deal&op=create,delete").await, all[1..]);
        assert_eq!(told("kind=lead,deal&from=2026-03-03").await, all[..1]);
        assert_eq!(told("kind=lead,deal&to=2026-03-02").await, all[1..]);
        assert_eq!(told("kind=lead,deal&from=2026-03-03&to=2026-03-03").await, [] as [&str; 0]);
        for bad in ["op=sign_in", "kind=unicorn", "from=yesterday", "team=x"] {
            assert_eq!(app.get(&format!("/activity?{bad}")).by(&admin).send().await.status, 422, "{bad}");
        }
        let page = app.get("/activity?kind=lead&limit=1").by(&admin).send().await.expect(200);
        let next = page["page"]["next"].as_str().expect("a further page").to_owned();
        assert_eq!(told(&format!("kind=lead&limit=1&after={next}")).await, ["create Ben's lead"]);
        let other = app.get(&format!("/activity?kind=deal&after={next}")).by(&admin).send().await;
        other.refused(422, "invalid_cursor");
    })
    .await;
}
