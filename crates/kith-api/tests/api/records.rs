//! Every kind of record: create, read, change, trash, restore.

use kith_testkit::on_both_engines;
use serde_json::{Value as Json, json};

/// Every kind that is written through routes of its own.
pub fn kinds() -> impl Iterator<Item = &'static kith_model::RecordKind> {
    kith_catalog::KINDS.into_iter().filter(|kind| kind.key != "workspace" && !kind.kept)
}

/// A small valid change of a kind.
pub fn change(kind: &str) -> Json {
    match kind {
        "contact" | "lead" => json!({"last_name": "Verma"}),
        "interaction" => json!({"subject": "Second call"}),
        "note" => json!({"body": "Changed"}),
        "ticket" => json!({"subject": "Changed"}),
        "line_item" => json!({"description": "Changed"}),
        "deal_contact" => json!({"role": "champion"}),
        "custom_field" => json!({"label": "Changed"}),
        "exchange_rate" => json!({"rate": 91.25}),
        "quota" => json!({"amount": {"amount": 7, "currency": "INR"}}),
        _ => json!({"name": "Changed"}),
    }
}

#[tokio::test]
async fn every_kind_can_be_created_read_changed_trashed_and_restored() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        for kind in kinds() {
            let made = app.create_any(&admin, kind.key, 1).await;
            let path = format!("/{}/{}", kind.plural, made["id"].as_str().expect("an id"));
            assert_eq!(made["version"], 1, "{}", kind.key);
            assert_eq!(made["created_by"], admin.id.as_str(), "{}", kind.key);

            let read = app.get(&path).by(&admin).send().await;
            assert_eq!(read.header("etag"), "\"1\"", "{}", kind.key);
            assert_eq!(read.expect(200), made, "{}: what POST answers is what GET answers", kind.key);

            let patched = app.patch(&path).by(&admin).header("if-match", "\"1\"").json(&change(kind.key)).send().await;
            assert_eq!(patched.header("etag"), "\"2\"");
            let patched = patched.expect(200);
            assert_eq!(patched["version"], 2, "{}", kind.key);
            let (key, value) = change(kind.key)
                .as_object()
                .and_then(|map| map.iter().next().map(|(k, v)| (k.clone(), v.clone())))
                .expect("one");
            assert_eq!(patched[&key], value, "{}", kind.key);
            assert_eq!(app.get(&path).by(&admin).send().await.expect(200), patched, "{}", kind.key);

            app.delete(&path).by(&admin).send().await.expect(204);
            let trashed = app.get(&path).by(&admin).send().await.expect(200);
            assert!(trashed["deleted_at"].is_string(), "{}: {trashed}", kind.key);
            let listed = app.list(&admin, &format!("/{}?limit=200", kind.plural)).await;
            assert!(listed.iter().all(|row| row["id"] != made["id"]), "{}: the trash is not listed", kind.key);
            let trash = app.list(&admin, &format!("/{}?trash=only", kind.plural)).await;
            assert_eq!(trash.len(), 1, "{}", kind.key);
            // What lies in the trash can only be taken out.
            let refused = app.patch(&path).by(&admin).json(&change(kind.key)).send().await;
            assert!([404, 409].contains(&refused.status), "{}: {}", kind.key, refused.text());

            let restored = app.post(&format!("{path}/restore")).by(&admin).send().await.expect(200);
            assert!(restored["deleted_at"].is_null(), "{}: {restored}", kind.key);
            assert_eq!(app.get(&path).by(&admin).send().await.expect(200), restored, "{}", kind.key);
        }
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn a_created_record_says_where_it_is() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let reply = app.post("/companies").by(&admin).json(&json!({"name": "Techverse"})).send().await;
        let made = reply.expect(201);
        assert_eq!(reply.header("location"), format!("/api/v1/companies/{}", made["id"].as_str().expect("an id")));
        assert_eq!(reply.header("etag"), "\"1\"");
        assert_eq!(reply.header("cache-control"), "no-store");
        assert_eq!(made["owner_id"], admin.id.as_str(), "the owner is who creates it");
        let reply = app.get(reply.header("location")).by(&admin).header("if-none-match", "\"1\"").send().await;
        assert_eq!((reply.status, reply.body.len()), (304, 0));
    })
    .await;
}

#[tokio::test]
async fn an_absent_key_stays_and_null_clears() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let body =
            json!({"first_name": "Aarav", "last_name": "Sharma", "job_title": "CTO", "phone": "+91 98765 43120"});
        let made = app.create(&admin, "contacts", body).await;
        assert_eq!(made["title"], "Aarav Sharma");
        let path = format!("/contacts/{}", made["id"].as_str().expect("an id"));
        let changed = app.patch(&path).by(&admin).json(&json!({"job_title": null})).send().await.expect(200);
        assert_eq!((&changed["job_title"], &changed["phone"]), (&Json::Null, &json!("+91 98765 43120")));
        // A change that changes nothing is no change.
        let same = app.patch(&path).by(&admin).json(&json!({"job_title": null})).send().await.expect(200);
        assert_eq!(same["version"], changed["version"]);
    })
    .await;
}

#[tokio::test]
async fn two_people_editing_at_once_learn_of_each_other() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (ana, max) = (&firm.admin, firm.role("manager"));
        let made = app.create(ana, "deals", json!({"name": "Renewal"})).await;
        let path = format!("/deals/{}", made["id"].as_str().expect("an id"));
        let first = app.patch(&path).by(max).header("if-match", "\"1\"").json(&json!({"next_step": "Call"}));
        first.send().await.expect(200);
        let second =
            app.patch(&path).by(ana).header("if-match", "\"1\"").json(&json!({"next_step": "Write"})).send().await;
        let problem = second.refused(412, "version_conflict");
        assert_eq!(problem["current"]["next_step"], "Call");
        assert_eq!(problem["current"]["version"], 2);
        assert_eq!(problem["changed_by"]["id"], max.id.as_str());
        assert!(problem["changed_at"].is_string());
        let stale = app.delete(&path).by(ana).header("if-match", "\"1\"").send().await;
        stale.refused(412, "version_conflict");
        // Without a version the last one wins, field by field.
        app.patch(&path).by(ana).json(&json!({"lost_reason": "Price"})).send().await.expect(200);
        let now = app.get(&path).by(ana).send().await.expect(200);
        assert_eq!((&now["next_step"], &now["lost_reason"]), (&json!("Call"), &json!("Price")));
    })
    .await;
}

#[tokio::test]
async fn many_writers_of_one_record_lose_nothing() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let made = app.create(&admin, "companies", json!({"name": "Techverse"})).await;
        let path = format!("/companies/{}", made["id"].as_str().expect("an id"));
        let bodies = [json!({"domain": "t.in"}), json!({"website": "https://t.in"}), json!({"description": "x"})];
        let (a, b, c) = tokio::join!(
            app.patch(&path).by(&admin).json(&bodies[0]).send(),
            app.patch(&path).by(&admin).json(&bodies[1]).send(),
            app.patch(&path).by(&admin).json(&bodies[2]).send(),
        );
        for reply in [a, b, c] {
            reply.expect(200);
        }
        let now = app.get(&path).by(&admin).send().await.expect(200);
        assert_eq!(now["version"], 4);
        assert_eq!(
            (&now["domain"], &now["website"], &now["description"]),
            (&json!("t.in"), &json!("https://t.in"), &json!("x"))
        );
    })
    .await;
}

#[tokio::test]
async fn odd_letters_come_back_as_they_were() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let names = [
            "Zażółć gęślą jaźń", "अर्जुन शर्मा", "李小龍", "محمد", "👩‍👩‍👧‍👦 Family", "O'Brien \"Bob\" <b>&amp;",
            "e\u{301}cole", "Ⅷ ﬁ ß İ ı", "a\\b%_c*", "\u{1F1EE}\u{1F1F3}", "ta\u{200D}b",
            "Robert'); DROP TABLE contact;--",
        ];
        for name in names {
            let made = app.create(&admin, "contacts", json!({"last_name": name})).await;
            assert_eq!(made["last_name"], name);
            let found = app
                .list(
                    &admin,
                    &format!(
                        "/contacts?filter={}",
                        percent(&json!({"field": "last_name", "op": "eq", "value": name}).to_string())
                    ),
                )
                .await;
            assert!(found.iter().any(|row| row["id"] == made["id"]), "{name} is found by its own name");
        }
    })
    .await;
}

/// Percent-encodes a query value.
pub fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
