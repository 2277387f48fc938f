//! Lists: filters, orders, pages.

use std::collections::HashSet;

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::json;

use crate::records::percent;

async fn leads(app: &TestApp) -> Person {
    let admin = app.register("Banyan Works", "ana@banyan.example").await;
    for (n, (name, stage, score, source)) in [
        ("Aarav", "contacted", 45, "website"),
        ("Priya", "new", 20, "webinar"),
        ("Rahul", "qualified", 72, "referral"),
        ("Sneha", "lost", 30, "email"),
        ("Mohan", "contacted", 55, "event"),
    ]
    .into_iter()
    .enumerate()
    {
        app.clock.advance_seconds(60);
        let body = json!({"first_name": name, "stage": stage, "score": score, "source": source, "location": if n % 2 == 0 { Some("Pune") } else { None }});
        app.create(&admin, "leads", body).await;
    }
    admin
}

#[tokio::test]
async fn filters_choose_rows() {
    on_both_engines(async |app| {
        let admin = leads(app).await;
        let tree = |json: serde_json::Value| format!("filter={}", percent(&json.to_string()));
        let cases = [
            ("stage=contacted".to_owned(), vec!["Aarav", "Mohan"]),
            ("score[gte]=45".into(), vec!["Aarav", "Mohan", "Rahul"]),
            ("score[between]=20,30".into(), vec!["Priya", "Sneha"]),
            ("score[gt]=20&score[lt]=55".into(), vec!["Aarav", "Sneha"]),
            ("stage[in]=new,lost".into(), vec!["Priya", "Sneha"]),
            ("stage[ne]=contacted".into(), vec!["Priya", "Rahul", "Sneha"]),
            ("first_name[contains]=A".into(), vec!["Aarav", "Mohan", "Priya", "Rahul", "Sneha"]),
            ("first_name[starts_with]=r%C3%A1".into(), vec!["Rahul"]),
            ("title=aarav".into(), vec!["Aarav"]),
            ("owner_id=me".into(), vec!["Aarav", "Mohan", "Priya", "Rahul", "Sneha"]),
            ("location[empty]".into(), vec!["Priya", "Sneha"]),
            ("location[not_empty]=".into(), vec!["Aarav", "Mohan", "Rahul"]),
            ("created_at[on_or_after]=today".into(), vec!["Aarav", "Mohan", "Priya", "Rahul", "Sneha"]),
            ("created_at[before]=2026-03-02".into(), vec![]),
            ("q=pri".into(), vec!["Priya"]),
            ("q=pune&stage=contacted".into(), vec!["Aarav", "Mohan"]),
            (
                tree(json!({"and": [
                    {"field": "stage", "op": "in", "value": ["new", "contacted"]},
                    {"or": [{"field": "score", "op": "lt", "value": 30}, {"field": "source", "op": "eq", "value": "event"}]},
                ]})),
                vec!["Mohan", "Priya"],
            ),
            (tree(json!({"not": {"field": "score", "op": "gte", "value": 45}})), vec!["Priya", "Sneha"]),
            (tree(json!({"and": []})), vec!["Aarav", "Mohan", "Priya", "Rahul", "Sneha"]),
        ];
        for (query, expected) in cases {
            let titles = app.titles(&admin, &format!("/leads?sort=title&{query}")).await;
            assert_eq!(titles, expected, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn orders_are_obeyed_and_empty_is_smallest() {
    on_both_engines(async |app| {
        let admin = leads(app).await;
        assert_eq!(app.titles(&admin, "/leads?sort=-score").await, ["Rahul", "Mohan", "Aarav", "Sneha", "Priya"]);
        assert_eq!(app.titles(&admin, "/leads").await[0], "Rahul", "the kind's own order");
        assert_eq!(app.titles(&admin, "/leads?sort=created_at").await[0], "Aarav");
        assert_eq!(app.titles(&admin, "/leads?sort=stage,-score").await[..2], ["Mohan", "Aarav"]);
        app.create(&admin, "leads", json!({"first_name": "Zoya", "email": "z@x.in"})).await;
        assert_eq!(app.titles(&admin, "/leads?sort=-email").await[0], "Zoya");
        assert_eq!(app.titles(&admin, "/leads?sort=email").await[5], "Zoya", "empty sorts as the smallest");
    })
    .await;
}

#[tokio::test]
async fn pages_lead_through_everything_once_both_ways() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        for n in 0..23 {
            // Equal and empty values, so that ties and nulls are crossed at page edges.
            let email = if n % 3 == 0 { None } else { Some(format!("boss{}@x.in", n % 2)) };
            app.create(&admin, "contacts", json!({"first_name": format!("N{n:02}"), "email": email})).await;
        }
        for sort in ["email", "-email", "email,-title", "created_at", "-title", "id_default"] {
            let sort = if sort == "id_default" { String::new() } else { format!("&sort={sort}") };
            let (mut path, mut forward, mut pages) = (format!("/contacts?limit=5{sort}"), Vec::new(), Vec::new());
            loop {
                let body = app.get(&path).by(&admin).send().await.expect(200);
                let ids: Vec<String> = body["data"]
                    .as_array()
                    .expect("rows")
                    .iter()
                    .map(|row| row["id"].as_str().expect("an id").to_owned())
                    .collect();
                forward.extend(ids.clone());
                pages.push((ids, body["page"]["previous"].as_str().map(str::to_owned)));
                match body["page"]["next"].as_str() {
                    Some(next) => path = format!("/contacts?limit=5{sort}&after={next}"),
                    None => break,
                }
            }
            assert_eq!(forward.len(), 23, "{sort}");
            assert_eq!(forward.iter().collect::<HashSet<_>>().len(), 23, "{sort}: nothing comes twice");
            assert_eq!(pages[0].1, None, "{sort}: nothing lies before the first page");
            let whole = app.list(&admin, &format!("/contacts?limit=200{sort}")).await;
            assert!(
                whole.iter().map(|row| row["id"].as_str().expect("an id")).eq(forward.iter().map(String::as_str)),
                "{sort}"
            );
            for n in (1..pages.len()).rev() {
                let cursor = pages[n].1.as_deref().expect("a way back");
                let body =
                    app.get(&format!("/contacts?limit=5{sort}&before={cursor}")).by(&admin).send().await.expect(200);
                let ids: Vec<&str> = body["data"]
                    .as_array()
                    .expect("rows")
                    .iter()
                    .map(|row| row["id"].as_str().expect("an id"))
                    .collect();
                assert_eq!(ids, pages[n - 1].0, "{sort}: page {n} leads back");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_cursor_works_only_where_it_was_made() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        for n in 0..3 {
            app.create_any(&ana, "company", n).await;
            app.create_any(&ana, "contact", n).await;
        }
        let page = app.get("/companies?limit=1&sort=title").by(&ana).send().await.expect(200);
        let cursor = page["page"]["next"].as_str().expect("more");
        app.get(&format!("/companies?limit=1&sort=title&after={cursor}")).by(&ana).send().await.expect(200);
        let mut broken = cursor.to_owned();
        let flipped = if broken.ends_with('A') { "B" } else { "A" };
        broken.replace_range(20..21, if &broken[20..21] == "A" { "B" } else { "A" });
        for path in [
            format!("/companies?limit=1&sort=-title&after={cursor}"),
            format!("/contacts?limit=1&sort=title&after={cursor}"),
            format!("/companies?limit=1&sort=title&after={broken}"),
            format!("/companies?limit=1&sort=title&after={cursor}{flipped}"),
            "/companies?after=abc".to_owned(),
            "/companies?before=%F0%9F%92%A9".to_owned(),
        ] {
            app.get(&path).by(&ana).send().await.refused(422, "invalid_cursor");
        }
        app.get(&format!("/companies?limit=1&sort=title&after={cursor}"))
            .by(&tom)
            .send()
            .await
            .refused(422, "invalid_cursor");
    })
    .await;
}

#[tokio::test]
async fn fields_and_includes_shape_the_rows() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let company = app.create(&admin, "companies", json!({"name": "Techverse"})).await;
        let tag = app.create(&admin, "tags", json!({"name": "Retail"})).await;
        let body = json!({"first_name": "Aarav", "company_id": company["id"], "tags": [tag["id"]]});
        let made = app.create(&admin, "contacts", body).await;
        let rows = app.list(&admin, "/contacts?include=company,owner,tags").await;
        assert_eq!(rows[0]["company"], json!({"id": company["id"], "title": "Techverse"}));
        assert_eq!(rows[0]["owner"]["title"], "Ananya Iyer");
        assert_eq!(rows[0]["tags_included"], json!([{"id": tag["id"], "title": "Retail"}]));
        let rows = app.list(&admin, "/contacts?fields=first_name").await;
        assert_eq!(rows[0]["first_name"], "Aarav");
        assert!(rows[0].contains_key("id") && !rows[0].contains_key("last_name"), "{rows:?}");
        let one = app
            .get(&format!("/contacts/{}?include=company_id", made["id"].as_str().expect("an id")))
            .by(&admin)
            .send()
            .await;
        assert_eq!(one.expect(200)["company"]["title"], "Techverse");
        let by_tag =
            app.titles(&admin, &format!("/contacts?tags[has_any]={}", tag["id"].as_str().expect("an id"))).await;
        assert_eq!(by_tag, ["Aarav"]);
    })
    .await;
}

#[tokio::test]
async fn custom_fields_are_fields_like_any_other() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&admin, "custom_fields", json!({"record_kind": "contact", "label": "Shoe size", "type": "number"}))
            .await;
        for (name, size) in [("Aarav", Some(42)), ("Priya", Some(38)), ("Rahul", None)] {
            app.create(&admin, "contacts", json!({"first_name": name, "custom": {"shoe_size": size}})).await;
        }
        assert_eq!(app.titles(&admin, "/contacts?custom.shoe_size[gt]=40").await, ["Aarav"]);
        assert_eq!(app.titles(&admin, "/contacts?sort=custom.shoe_size").await, ["Rahul", "Priya", "Aarav"]);
        assert_eq!(app.list(&admin, "/contacts?first_name=Aarav").await[0]["custom"]["shoe_size"], json!(42.0));
        let reply = app
            .post("/contacts")
            .by(&admin)
            .json(&json!({"last_name": "X", "custom": {"shoe_size": "big"}}))
            .send()
            .await;
        assert_eq!(reply.field_errors(), ["custom.shoe_size wrong_type"]);
        let reply =
            app.post("/contacts").by(&admin).json(&json!({"last_name": "X", "custom": {"hat": 1}})).send().await;
        assert_eq!(reply.field_errors(), ["custom.hat unknown_field"]);
    })
    .await;
}
