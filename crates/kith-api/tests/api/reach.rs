//! Own, team, all; and hidden fields: the same on every path to the data.

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

fn reading(reach: &str) -> Json {
    json!({"kinds": {
        "lead": {"create": "all", "read": reach, "update": reach, "delete": reach, "export": reach, "assign": reach},
        "note": {"create": "all", "read": "all"},
        "user": {"read": "all"}, "team": {"read": "all"}, "tag": {"read": "all"},
    }})
}

/// Whose leads somebody sees, by every path there is.
async fn seen(app: &TestApp, person: &Person) -> Vec<String> {
    let titles = app.titles(person, "/leads?sort=title").await;
    let hits = app.get("/search?q=prospect&kinds=lead").by(person).send().await.expect(200);
    let mut found: Vec<String> = hits["data"]
        .as_array()
        .expect("hits")
        .iter()
        .map(|hit| hit["title"].as_str().expect("a title").to_owned())
        .collect();
    found.sort();
    assert_eq!(found, titles, "search finds what lists show");
    let count = app.get("/leads/aggregate").by(person).send().await.expect(200);
    assert_eq!(count["data"][0]["count"], titles.len(), "unfiltered counts (counters) are those of lists");
    let count = app.get("/leads/aggregate?first_name[not_empty]").by(person).send().await.expect(200);
    assert_eq!(count["data"][0]["count"], titles.len(), "filtered counts are those of lists");
    let grouped = app.get("/leads/aggregate?group_by=stage").by(person).send().await.expect(200);
    let sum: i64 = grouped["data"].as_array().expect("rows").iter().filter_map(|row| row["count"].as_i64()).sum();
    assert_eq!(sum, titles.len() as i64);
    let csv = app.get("/leads/export.csv?columns=title&sort=title").by(person).send().await;
    assert_eq!(csv.status, 200, "{}", csv.text());
    assert_eq!(csv.text().lines().skip(1).collect::<Vec<_>>(), titles, "exports hold what lists show");
    let feed = app.get("/activity?kind=lead&limit=100").by(person).send().await.expect(200);
    let mut told: Vec<String> = feed["data"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| entry["record_title"].as_str().expect("a title").to_owned())
        .collect();
    told.sort();
    told.dedup();
    assert_eq!(told, titles, "the feed tells of what lists show");
    titles
}

#[tokio::test]
async fn own_team_and_all_are_the_same_on_every_path() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let team = app.create(&admin, "teams", json!({"name": "North"})).await;
        let own = app.person_with(&admin, "own@banyan.example", reading("own")).await;
        let mate = app.person_with(&admin, "mate@banyan.example", reading("team")).await;
        let other = app.person_with(&admin, "other@banyan.example", reading("team")).await;
        for person in [&own, &mate] {
            app.patch(&format!("/users/{}", person.id))
                .by(&admin)
                .json(&json!({"team_ids": [team["id"]]}))
                .send()
                .await
                .expect(200);
        }
        let mut ids = Vec::new();
        for (person, name) in [(&admin, "Admin"), (&own, "Own"), (&mate, "Mate"), (&other, "Other")] {
            let made = app.create(person, "leads", json!({"first_name": name, "last_name": "Prospect"})).await;
            ids.push(made["id"].as_str().expect("an id").to_owned());
        }
        assert_eq!(seen(app, &admin).await, ["Admin Prospect", "Mate Prospect", "Other Prospect", "Own Prospect"]);
        assert_eq!(seen(app, &own).await, ["Own Prospect"]);
        assert_eq!(seen(app, &mate).await, ["Mate Prospect", "Own Prospect"]);
        assert_eq!(seen(app, &other).await, ["Other Prospect"]);
        for id in [&ids[0], &ids[2]] {
            let path = format!("/leads/{id}");
            app.get(&path).by(&own).send().await.refused(404, "not_found");
            app.get(&format!("{path}/timeline")).by(&own).send().await.refused(404, "not_found");
            app.get(&format!("{path}/related")).by(&own).send().await.refused(404, "not_found");
            app.get(&format!("{path}/access")).by(&own).send().await.refused(404, "not_found");
            app.patch(&path).by(&own).json(&json!({"score": 1})).send().await.refused(404, "not_found");
            app.delete(&path).by(&own).send().await.refused(404, "not_found");
            let note = json!({"body": "x", "record": {"kind": "lead", "id": id}});
            assert_eq!(app.post("/notes").by(&own).json(&note).send().await.field_errors(), ["record not_found"]);
        }
        let all = json!({"action": "update", "filter": {"and": []}, "changes": {"region": "North"}});
        app.post("/leads/bulk").by(&own).json(&all).send().await.expect(202);
        app.drain().await;
        assert_eq!(
            app.titles(&admin, "/leads?region=North").await,
            ["Own Prospect"],
            "bulk changes what may be changed"
        );
        // A note on a lead is as visible as the lead.
        app.create(&admin, "notes", json!({"body": "Rich", "record": {"kind": "lead", "id": ids[0]}})).await;
        app.create(&admin, "notes", json!({"body": "Kind", "record": {"kind": "lead", "id": ids[1]}})).await;
        assert_eq!(app.titles(&own, "/notes").await, ["Kind"]);
    })
    .await;
}

#[tokio::test]
async fn readable_but_not_changeable_is_403_and_unreadable_404() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let made = app.create(&firm.admin, "deals", json!({"name": "Renewal"})).await;
        let path = format!("/deals/{}", made["id"].as_str().expect("an id"));
        let problem = app
            .patch(&path)
            .by(firm.role("sales"))
            .json(&json!({"name": "Mine"}))
            .send()
            .await
            .refused(403, "forbidden");
        assert_eq!(problem["missing"], json!({"kind": "deal", "action": "update"}));
        app.delete(&path).by(firm.role("sales")).send().await.refused(403, "forbidden");
        let given =
            app.patch(&path).by(&firm.admin).json(&json!({"owner_id": firm.role("sales").id})).send().await.expect(200);
        assert_eq!(given["owner_id"], firm.role("sales").id.as_str());
        app.patch(&path).by(firm.role("sales")).json(&json!({"name": "Mine"})).send().await.expect(200);
        let access = app.get(&format!("{path}/access")).by(&firm.admin).send().await.expect(200);
        let of = |id: &str| {
            access["data"]
                .as_array()
                .and_then(|list| list.iter().find(|entry| entry["user"]["id"] == id))
                .cloned()
                .unwrap_or_default()
        };
        assert_eq!(of(&firm.role("read_only").id)["actions"], json!(["read"]));
        assert!(of(&firm.admin.id)["because"].as_str().is_some_and(|why| why.starts_with("Admin")), "{access}");
    })
    .await;
}

#[tokio::test]
async fn a_hidden_field_is_nowhere() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let grants = json!({
            "kinds": {"contact": {"create": "all", "read": "all", "update": "all", "export": "all"}, "user": {"read": "all"}},
            "fields": {"contact": {"phone": "hidden", "source": "hidden", "job_title": "read"}},
        });
        let clerk = app.person_with(&admin, "clerk@banyan.example", grants).await;
        let body = json!({"first_name": "Aarav", "phone": "+91 98765 43120", "source": "referral", "job_title": "Spymaster"});
        let made = app.create(&admin, "contacts", body).await;
        let path = format!("/contacts/{}", made["id"].as_str().expect("an id"));
        app.patch(&path).by(&admin).json(&json!({"phone": "+91 98765 43121"})).send().await.expect(200);

        for path in [path.clone(), "/contacts".into(), format!("{path}/timeline"), "/activity".into()] {
            let body = app.get(&path).by(&clerk).send().await.expect(200);
            assert!(!body.to_string().contains("98765"), "{path}: {body}");
            assert!(!body.to_string().contains("\"phone\""), "{path}: {body}");
        }
        let csv = app.get("/contacts/export.csv").by(&clerk).send().await.text();
        assert!(!csv.contains("98765") && !csv.contains(",phone,") && csv.contains("Spymaster"), "{csv}");
        for query in ["phone[contains]=98765", "sort=source", "fields=phone", "filter=%7B%22field%22%3A%22phone%22%2C%22op%22%3A%22not_empty%22%7D"] {
            let reply = app.get(&format!("/contacts?{query}")).by(&clerk).send().await;
            assert_eq!(reply.status, 422, "{query}: {}", reply.text());
        }
        assert_eq!(app.get("/contacts/aggregate?group_by=source").by(&clerk).send().await.status, 422);
        assert_eq!(app.get("/contacts/export.csv?columns=phone").by(&clerk).send().await.status, 422);
        for query in ["/search?q=9876543121", "/search?q=43121", "/contacts?q=9876543121"] {
            let body = app.get(query).by(&clerk).send().await.expect(200);
            assert_eq!(body["data"], json!([]), "{query}");
        }
        let reply = app.patch(&path).by(&clerk).json(&json!({"phone": "+91 98765 43122"})).send().await;
        assert_eq!(reply.status, 422, "{}", reply.text());
        let reply = app.patch(&path).by(&clerk).json(&json!({"job_title": "King"})).send().await;
        assert_eq!(reply.status, 422, "{}", reply.text());
        let kinds = app.get("/bootstrap").by(&clerk).send().await.expect(200);
        let contact = kinds["kinds"].as_array().and_then(|list| list.iter().find(|kind| kind["key"] == "contact")).cloned().unwrap_or_default();
        let access = |key: &str| contact["fields"].as_array().and_then(|list| list.iter().find(|field| field["key"] == key)).map(|field| field["access"].clone());
        assert_eq!((access("phone"), access("job_title"), access("email")), (None, Some(json!("read")), Some(json!("write"))));
        // What they write into other fields leaves the hidden one as it was.
        app.patch(&path).by(&clerk).json(&json!({"last_name": "Sharma"})).send().await.expect(200);
        assert_eq!(app.get(&path).by(&admin).send().await.expect(200)["phone"], "+91 98765 43121");
        let conflict = app.patch(&path).by(&clerk).header("if-match", "\"1\"").json(&json!({"last_name": "X"})).send().await;
        assert!(conflict.refused(412, "version_conflict")["current"].get("phone").is_none());
    })
    .await;
}
