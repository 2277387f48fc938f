//! Notes: Markdown, whom it mentions, which records it names.

use std::time::{Duration, Instant};

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

/// What somebody was told, oldest first: the sort and the record's id.
async fn told(app: &TestApp, person: &Person) -> Vec<(String, String)> {
    let list = app.list(person, "/notifications?sort=created_at&limit=200").await;
    list.iter().map(|one| (text(&one["kind"]), text(&one["record"]["id"]))).collect()
}

fn text(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

fn at(person: &Person) -> String {
    format!("[@{}](kith:user/{})", person.email, person.id)
}

async fn deal(app: &TestApp, person: &Person, name: &str) -> Json {
    let mut body = app.valid_body(person, "deal", 1).await;
    body["name"] = json!(name);
    app.create(person, "deals", body).await
}

fn about(kind: &str, record: &Json) -> Json {
    json!({"kind": kind, "id": record["id"]})
}

#[tokio::test]
async fn whoever_is_mentioned_is_told_once_and_only_when_new() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales, support) = (firm.role("manager"), firm.role("sales"), firm.role("support"));
        let deal = deal(app, manager, "Acme renewal").await;
        let body =
            format!("Client approved 😀; {0} and {0} start, {1} knows. `{2}`", at(sales), at(manager), at(support));
        let note = app.create(manager, "notes", json!({"body": body, "record": about("deal", &deal)})).await;
        let mention = ("mentioned".to_owned(), text(&note["id"]));
        assert_eq!(told(app, sales).await, std::slice::from_ref(&mention));
        assert!(told(app, manager).await.is_empty() && told(app, support).await.is_empty());
        // Another word is no news to those who know; who comes in is told.
        let path = format!("/notes/{}", text(&note["id"]));
        let save = async |body: String| {
            app.patch(&path).by(manager).json(&json!({"body": body})).send().await.expect(200);
        };
        save(format!("Changed: {}", at(sales))).await;
        assert_eq!(told(app, sales).await.len(), 1);
        save(format!("Changed: {} {}", at(sales), at(support))).await;
        assert_eq!((told(app, sales).await.len(), told(app, support).await), (1, vec![mention]));
        save("Nobody".into()).await;
        // Pinning, deleting and taking back tell nobody.
        app.patch(&path).by(manager).json(&json!({"pinned": true})).send().await.expect(200);
        app.delete(&path).by(manager).send().await.expect(204);
        app.post(&format!("{path}/restore")).by(manager).send().await.expect(200);
        assert_eq!((told(app, sales).await.len(), told(app, support).await.len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_told_of_a_note_they_may_not_read() {
    on_both_engines(async |app| {
        let (ana, stranger) = app.two_workspaces().await;
        let own = json!({"kinds": {"lead": {"read": "own"}, "note": {"read": "all"}, "user": {"read": "all"}}});
        let temp = app.person_with(&ana, "temp@banyan.example", own).await;
        let hidden = app.create(&ana, "leads", json!({"last_name": "Secret"})).await;
        let open = app.create(&ana, "leads", json!({"last_name": "Open", "owner_id": temp.id})).await;
        for lead in [&hidden, &open] {
            app.create(&ana, "notes", json!({"body": at(&temp), "record": about("lead", lead)})).await;
        }
        let kinds: Vec<String> = told(app, &temp).await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["assigned", "mentioned"]);
        // Who is not in the workspace is not there, whether they are somewhere else or nowhere.
        for nobody in [at(&stranger), at(&stranger).replace(&stranger.id, "01990000-0000-7000-8000-000000000001")] {
            let body = json!({"body": nobody, "record": about("lead", &open)});
            let reply = app.post("/notes").by(&ana).json(&body).send().await;
            assert_eq!(reply.field_errors(), ["body not_found"]);
        }
        assert!(told(app, &stranger).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_note_mentions_fifty_people_and_ten_thousand_are_refused_at_once() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let lead = app.create(&ana, "leads", json!({"last_name": "Rao"})).await;
        let many = |n: usize| {
            let people = (0..n).map(|n| format!("[@a](kith:user/01990000-0000-7000-8000-{n:012})"));
            people.collect::<Vec<_>>().join(" ")
        };
        let write = async |body: String| {
            let body = json!({"body": body, "record": about("lead", &lead)});
            app.post("/notes").by(&ana).json(&body).send().await
        };
        let began = Instant::now();
        assert_eq!(write(many(51)).await.field_errors(), ["body too_large"]);
        assert_eq!(write(many(900)).await.field_errors(), ["body too_large"]);
        assert_eq!(write(many(10_000)).await.field_errors(), ["body too_long"]);
        // What a parser could spend long on.
        for hard in ["[", "[](", "*a_ ", "> ", "![", "`", "- [x] ", "<", "| ", "&#"] {
            write(hard.repeat(49_000 / hard.len())).await.expect(201);
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
        // The same person often is one mention.
        write(format!("{} ", at(&ana)).repeat(60)).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn records_are_named_without_their_titles() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let lead = app.create(&ana, "leads", json!({"last_name": "Rao"})).await;
        let secret = deal(app, &ana, "Zeppelin merger").await;
        let body = format!(
            "- [x] see [Zeppelin **merger**](kith:deal/{}) and [the brochure](https://kestrel.example/qwertz)",
            text(&secret["id"])
        );
        let note = app.create(&ana, "notes", json!({"body": body, "record": about("lead", &lead)})).await;
        assert_eq!(note["title"], "see … and the brochure");
        let kept = format!("- [x] see [](kith:deal/{})", text(&secret["id"]));
        assert!(text(&note["body"]).starts_with(&kept), "{note}");
        // The search knows its words, neither the title of what it names nor where its links lead.
        let found = async |word: &str| {
            let hits = app.get(&format!("/search?q={word}&kinds=note")).by(&ana).send().await.expect(200);
            hits["data"].as_array().map_or(0, Vec::len)
        };
        assert_eq!((found("brochure").await, found("zeppelin").await, found("qwertz").await), (1, 0, 0));
        // A tick is no other text, another word is.
        let path = format!("/notes/{}", text(&note["id"]));
        let save = async |body: String| {
            app.patch(&path).by(&ana).json(&json!({"body": body})).send().await.expect(200)["edited_at"].clone()
        };
        assert_eq!(save(text(&note["body"]).replace("[x]", "[ ]")).await, Json::Null);
        assert_ne!(save("other".into()).await, Json::Null);
    })
    .await;
}

#[tokio::test]
async fn a_note_goes_with_its_lead_and_comes_back() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let lead = json!({"last_name": "Menon", "company_name": "Finedge"});
        let lead = app.create(manager, "leads", lead).await;
        let body =
            json!({"body": format!("{} calls. عربى\u{200f} e\u{301} 👩‍🚀", at(sales)), "record": about("lead", &lead)});
        let note = app.create(manager, "notes", body).await;
        let path = format!("/leads/{}/convert", text(&lead["id"]));
        let body = json!({"company": {}, "contact": {}, "deal": {"name": "Finedge renewal"}});
        app.post(&path).by(manager).json(&body).send().await.expect(200);
        let read = async || app.get(&format!("/notes/{}", text(&note["id"]))).by(sales).send().await.expect(200);
        let moved = read().await;
        assert_eq!((&moved["record"]["kind"], &moved["body"]), (&json!("deal"), &note["body"]));
        app.post(&path.replace("convert", "unconvert")).by(manager).send().await.expect(200);
        assert_eq!(read().await["record"], about("lead", &lead));
        // It was told when it was written, and not again because it moved.
        assert_eq!(told(app, sales).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_task_is_made_from_a_note_and_stays_with_it() {
    on_both_engines(async |app| {
        let (ana, stranger) = app.two_workspaces().await;
        // Somebody who gets a task and may read no notes.
        let grants = json!({"kinds": {"deal": {"read": "all"}, "task": {"read": "own", "update": "own"}}});
        let ben = app.person_with(&ana, "ben@banyan.example", grants).await;
        let deal = deal(app, &ana, "Acme renewal").await;
        let body = json!({"body": "Client approved; start by Friday.", "record": about("deal", &deal)});
        let note = app.create(&ana, "notes", body).await;
        let task = json!({"name": "Start", "record": about("deal", &deal), "note_id": note["id"], "assignee_id": ben.id,
            "due_at": "2026-03-06T12:00:00Z"});
        let task = app.create(&ana, "tasks", task).await;
        let path = format!("/tasks/{}", text(&task["id"]));
        // The one who does it reads and completes it, without the note.
        let seen = app.get(&path).by(&ben).send().await.expect(200);
        assert_eq!(seen["note_id"], note["id"]);
        assert_eq!(told(app, &ben).await, [("assigned".to_owned(), text(&task["id"]))]);
        app.patch(&path).by(&ben).json(&json!({"status": "completed"})).send().await.expect(200);
        let made = format!("/tasks?note_id={}&status=completed", text(&note["id"]));
        assert_eq!(app.list(&ana, &made).await.len(), 1);
        // It is of this note for good, and of no note that is not there or somebody else's.
        let other = app.create(&ana, "notes", json!({"body": "x", "record": about("deal", &deal)})).await;
        let reply = app.patch(&path).by(&ana).json(&json!({"note_id": other["id"]})).send().await;
        assert_eq!(reply.field_errors(), ["note_id invalid"]);
        for person in [&stranger, &ben] {
            let body = json!({"name": "Steal", "note_id": note["id"]});
            let reply = app.post("/tasks").by(person).json(&body).send().await;
            assert!(matches!(reply.status, 422 | 403), "{}", reply.text());
        }
        // The note may go for good; the task stays.
        app.delete(&format!("/notes/{}", text(&note["id"]))).by(&ana).send().await.expect(204);
        app.clock.advance_seconds(31 * 86_400);
        app.keep_house().await;
        app.drain().await;
        let ana = app.sign_in(&ana.email).await;
        assert_eq!(app.get(&path).by(&ana).send().await.expect(200)["note_id"], Json::Null);
    })
    .await;
}
