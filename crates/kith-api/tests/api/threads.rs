//! Threads of notes: answers, reactions, what notes said before.

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

async fn told(app: &TestApp, person: &Person) -> Vec<String> {
    let list = app.list(person, "/notifications?sort=created_at&limit=200").await;
    list.iter().map(|one| one["kind"].as_str().unwrap_or_default().to_owned()).collect()
}

fn id(json: &Json) -> &str {
    json["id"].as_str().expect("an id")
}

struct Place {
    record: Json,
    timeline: String,
}

async fn lead(app: &TestApp, person: &Person) -> Place {
    let lead = app.create(person, "leads", json!({"last_name": "Rao"})).await;
    let timeline = format!("/leads/{}/timeline?types=note", id(&lead));
    Place { record: json!({"kind": "lead", "id": lead["id"]}), timeline }
}

async fn write(app: &TestApp, by: &Person, on: &Place, body: &str, parent: Option<&Json>) -> Json {
    let parent = parent.map(|parent| parent["id"].clone());
    app.create(by, "notes", json!({"body": body, "record": on.record, "parent_id": parent})).await
}

#[tokio::test]
async fn answers_stand_under_their_note_and_those_in_the_thread_are_told() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales, support) = (firm.role("manager"), firm.role("sales"), firm.role("support"));
        let place = lead(app, manager).await;
        let first = write(app, manager, &place, "What do they want?", None).await;
        let answer = write(app, sales, &place, "A discount.", Some(&first)).await;
        assert_eq!((told(app, manager).await, told(app, sales).await), (vec!["note_reply".to_owned()], vec![]));
        // An answer to an answer goes on with the thread; who is mentioned is told of that alone.
        let at = format!("No way, [@Sales](kith:user/{})!", sales.id);
        let second = write(app, support, &place, &at, Some(&answer)).await;
        assert_eq!(second["parent_id"], first["id"]);
        assert_eq!((told(app, manager).await.len(), told(app, sales).await), (2, vec!["mentioned".to_owned()]));
        for n in 0..4 {
            app.clock.advance_seconds(1);
            write(app, manager, &place, &format!("More {n}"), Some(&first)).await;
        }
        assert_eq!((told(app, manager).await.len(), told(app, sales).await.len()), (2, 5));
        // The timeline has the note with the last of its answers.
        let shown = app.get(&place.timeline).by(sales).send().await.expect(200);
        let entries = shown["data"].as_array().expect("entries");
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0]["answers"]["count"], 6);
        let last: Vec<&str> = entries[0]["answers"]["data"]
            .as_array()
            .expect("answers")
            .iter()
            .filter_map(|one| one["body"].as_str())
            .collect();
        assert_eq!(last, ["More 1", "More 2", "More 3"]);
        // Into the trash and out of it they go with their note, but for the one that was there before.
        app.delete(&format!("/notes/{}", id(&answer))).by(sales).send().await.expect(204);
        let count = async || app.list(manager, "/notes").await.len();
        let path = format!("/notes/{}", id(&first));
        app.clock.advance_seconds(1);
        app.delete(&path).by(manager).send().await.expect(204);
        assert_eq!(count().await, 0);
        let refused = app.post(&format!("/notes/{}/restore", id(&answer))).by(sales).send().await;
        refused.refused(409, "conflict");
        app.post(&format!("{path}/restore")).by(manager).send().await.expect(200);
        assert_eq!(count().await, 6);
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_about_what_it_answers() {
    on_both_engines(async |app| {
        let (ana, stranger) = app.two_workspaces().await;
        let (here, there) = (lead(app, &ana).await, lead(app, &ana).await);
        let note = write(app, &ana, &here, "Here", None).await;
        let other = write(app, &ana, &there, "There", None).await;
        let body = json!({"body": "x", "record": there.record, "parent_id": note["id"]});
        let reply = app.post("/notes").by(&ana).json(&body).send().await;
        assert_eq!(reply.field_errors(), ["parent_id invalid"]);
        let far = lead(app, &stranger).await;
        let body = json!({"body": "x", "record": far.record, "parent_id": note["id"]});
        let reply = app.post("/notes").by(&stranger).json(&body).send().await;
        assert_eq!(reply.field_errors(), ["parent_id not_found"]);
        let reply =
            app.patch(&format!("/notes/{}", id(&other))).by(&ana).json(&json!({"parent_id": note["id"]})).send().await;
        assert_eq!(reply.field_errors(), ["parent_id invalid"]);
        app.delete(&format!("/notes/{}", id(&note))).by(&ana).send().await.expect(204);
        let body = json!({"body": "x", "record": here.record, "parent_id": note["id"]});
        let reply = app.post("/notes").by(&ana).json(&body).send().await;
        assert_eq!(reply.field_errors(), ["parent_id not_found"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_a_note_reacts_once_in_each_way_also_at_the_same_moment() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, reader) = (firm.role("manager"), firm.role("read_only"));
        let place = lead(app, manager).await;
        let note = write(app, manager, &place, "Signed 🎉", None).await;
        let path = format!("/notes/{}/react", id(&note));
        let react = async |person: &Person, way: &str, on: bool| {
            app.post(&path).by(person).json(&json!({"reaction": way, "on": on})).send().await.expect(200)
        };
        let people = [manager, reader, &firm.admin, firm.role("sales")];
        futures_util::future::join_all(people.map(|person| react(person, "like", true))).await;
        let after = react(reader, "like", true).await;
        assert_eq!(after["reactions"]["like"].as_array().map(Vec::len), Some(4));
        assert!(after["edited_at"].is_null());
        for person in people {
            react(person, "like", false).await;
        }
        let after = react(reader, "done", true).await;
        assert_eq!(after["reactions"], json!({"done": [reader.id]}));
        // A reaction is no change that a history tells of, and tells nobody.
        let history = app.get(&format!("/notes/{}/history", id(&note))).by(reader).send().await.expect(200);
        assert_eq!(history["data"].as_array().map(Vec::len), Some(1));
        assert!(told(app, manager).await.is_empty());
        let reply = app.post(&path).by(reader).json(&json!({"reaction": "bribe", "on": true})).send().await;
        assert_eq!(reply.field_errors(), ["reaction invalid_option"]);
        let by_hand = app.patch(&format!("/notes/{}", id(&note))).by(manager).json(&json!({"reactions": {}}));
        assert_eq!(by_hand.send().await.field_errors(), ["reactions read_only"]);
        let stranger = app.register("Elsewhere", "x@elsewhere.example").await;
        app.post(&path)
            .by(&stranger)
            .json(&json!({"reaction": "like", "on": true}))
            .send()
            .await
            .refused(404, "not_found");
        app.get(&format!("/notes/{}/history", id(&note))).by(&stranger).send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn what_a_note_said_before_is_read_from_its_history() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, admin) = (firm.role("manager"), &firm.admin);
        let place = lead(app, manager).await;
        let note = write(app, manager, &place, "Call on - [ ] Monday", None).await;
        let path = format!("/notes/{}", id(&note));
        for body in ["- [ ] Call on Tuesday", "- [x] Call on Tuesday", "- [x] Call on Friday ☎"] {
            app.clock.advance_seconds(60);
            app.patch(&path).by(admin).json(&json!({"body": body})).send().await.expect(200);
        }
        app.patch(&path).by(admin).json(&json!({"pinned": true})).send().await.expect(200);
        let history = app.get(&format!("{path}/history")).by(manager).send().await.expect(200);
        let versions = history["data"].as_array().expect("versions");
        let said: Vec<(&str, &str)> = versions
            .iter()
            .map(|one| (one["body"].as_str().unwrap_or_default(), one["actor"]["id"].as_str().unwrap_or_default()))
            .collect();
        assert_eq!(
            said,
            [
                ("- [x] Call on Friday ☎", admin.id.as_str()),
                ("- [ ] Call on Tuesday", admin.id.as_str()),
                ("Call on - [ ] Monday", manager.id.as_str()),
            ]
        );
    })
    .await;
}
