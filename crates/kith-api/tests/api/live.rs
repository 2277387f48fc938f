//! The stream of events over a real socket: who hears what.

use std::collections::BTreeSet;

use kith_testkit::{Person, Stream, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

pub(super) fn id(record: &Json) -> String {
    record["id"].as_str().expect("an id").to_owned()
}

pub(super) async fn patch(app: &TestApp, person: &Person, path: &str, changes: Json) {
    app.patch(path).by(person).json(&changes).send().await.expect(200);
}

/// A record that everybody of the workspace hears of: what should not have come would come before it.
async fn mark(app: &TestApp, admin: &Person) {
    app.create(admin, "tags", json!({"name": app.app.new_id().to_string()})).await;
}

/// The events up to the next mark, as `op title-less` lines.
async fn heard(stream: &mut Stream) -> Vec<Json> {
    let mut events = Vec::new();
    loop {
        let event = stream.event().await;
        if event["kind"] == "tags" {
            return events;
        }
        events.push(event);
    }
}

/// The next event whose member says this, others passed over.
async fn event_with(stream: &mut Stream, member: &str, says: Json) -> Json {
    loop {
        let event = stream.event().await;
        if event[member] == says {
            return event;
        }
    }
}

pub(super) fn reading(reach: &str) -> Json {
    json!({"kinds": {
        "lead": {"create": "all", "read": reach, "update": reach, "delete": reach, "assign": reach},
        "note": {"create": "all", "read": "all"}, "task": {"create": "all", "read": "all"},
        "user": {"read": "all"}, "tag": {"read": "all"},
    }})
}

#[tokio::test]
async fn changes_arrive_with_what_changed() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let address = app.listen().await;
        let mut stream = app.follow(address, &admin).await;
        stream.subscribe(json!({"id": "list", "kind": "leads"})).await;
        let hot = json!({"field": "region", "op": "eq", "value": "North"});
        stream.subscribe(json!({"id": "north", "kind": "leads", "filter": hot})).await;
        let lead = app.create(&admin, "leads", json!({"first_name": "Priya", "last_name": "Menon"})).await;
        let event = stream.event().await;
        assert_eq!((&event["kind"], &event["op"], &event["version"]), (&json!("leads"), &json!("create"), &json!(1)));
        assert_eq!((&event["id"], &event["actor"]), (&lead["id"], &json!(admin.id)));
        assert_eq!(event["subscriptions"], json!({"list": true}));
        let path = format!("/leads/{}", id(&lead));
        patch(app, &admin, &path, json!({"region": "North"})).await;
        let event = stream.event().await;
        assert_eq!((&event["op"], &event["changed"]), (&json!("update"), &json!(["region"])));
        assert_eq!(event["subscriptions"], json!({"list": true, "north": true}));
        patch(app, &admin, &path, json!({"region": "South"})).await;
        assert_eq!(stream.event().await["subscriptions"], json!({"list": true, "north": false}));
        patch(app, &admin, &path, json!({"job_title": "Buyer"})).await;
        assert_eq!(stream.event().await["subscriptions"], json!({"list": true}), "the filter looks at something else");
        app.delete(&path).by(&admin).send().await.expect(204);
        let event = stream.event().await;
        assert_eq!((&event["op"], &event["id"], &event["version"]), (&json!("removed"), &lead["id"], &Json::Null));
        app.post(&format!("{path}/restore")).by(&admin).send().await.expect(200);
        assert_eq!(stream.event().await["op"], "restore");
        stream.say(json!({"unsubscribe": {"id": "list"}})).await;
        stream.until("unsubscribed").await;
        stream.subscribe(json!({"kind": "tag"})).await;
        patch(app, &admin, &path, json!({"job_title": "Seller"})).await;
        mark(app, &admin).await;
        assert_eq!(heard(&mut stream).await, [] as [Json; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_record_is_followed_with_its_timeline() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let address = app.listen().await;
        let lead = app.create(&admin, "leads", json!({"last_name": "Menon"})).await;
        let other = app.create(&admin, "leads", json!({"last_name": "Rao"})).await;
        let mut stream = app.follow(address, &admin).await;
        stream.subscribe(json!({"id": "page", "kind": "leads", "record": lead["id"]})).await;
        let link = |lead: &Json| json!({"kind": "lead", "id": lead["id"]});
        app.create(&admin, "notes", json!({"body": "Elsewhere", "record": link(&other)})).await;
        app.create(&admin, "notes", json!({"body": "Here", "record": link(&lead)})).await;
        let event = stream.event().await;
        assert_eq!((&event["kind"], &event["op"]), (&json!("notes"), &json!("create")));
        patch(app, &admin, &format!("/leads/{}", id(&other)), json!({"region": "South"})).await;
        patch(app, &admin, &format!("/leads/{}", id(&lead)), json!({"region": "North"})).await;
        assert_eq!(stream.event().await["id"], lead["id"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_comes_back_misses_nothing() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let address = app.listen().await;
        let mut stream = app.follow(address, &admin).await;
        stream.subscribe(json!({"id": "list", "kind": "leads"})).await;
        app.create(&admin, "leads", json!({"last_name": "First"})).await;
        stream.event().await;
        let seen = stream.event_id.clone();
        drop(stream);
        let missed = app.create(&admin, "leads", json!({"last_name": "Missed"})).await;
        patch(app, &admin, &format!("/leads/{}", id(&missed)), json!({"region": "North"})).await;
        let mut stream = app.follow(address, &admin).await;
        stream.subscribe(json!({"id": "list", "kind": "leads"})).await;
        stream.say(json!({"resume": seen})).await;
        // Events come at least once: the reader may still be busy with what is replayed here.
        let event = event_with(&mut stream, "op", json!("create")).await;
        assert_eq!((&event["id"], &event["version"]), (&missed["id"], &json!(2)));
        stream.until("resumed").await;
        // The same for one subscription that comes later than what its list shows.
        stream.say(json!({"subscribe": {"id": "again", "kind": "leads", "after": seen}})).await;
        event_with(&mut stream, "subscriptions", json!({"again": true})).await;
        let bootstrap = app.get("/bootstrap").by(&admin).send().await.expect(200);
        stream.say(json!({"resume": bootstrap["event_id"]})).await;
        stream.until("resumed").await;
        for stale in [json!("nonsense"), json!("0.1"), json!("")] {
            stream.say(json!({"resume": stale})).await;
            assert_eq!(stream.until("reset").await["why"], "too_old", "{stale}");
        }
        app.clock.advance_seconds(3_700);
        stream.say(json!({"resume": seen})).await;
        assert_eq!(stream.until("reset").await["why"], "too_old");
    })
    .await;
}

#[tokio::test]
async fn only_what_may_be_read_is_heard_of() {
    on_both_engines(async |app| {
        let (admin, stranger) = app.two_workspaces().await;
        let own = app.person_with(&admin, "own@banyan.example", reading("own")).await;
        let address = app.listen().await;
        let mut streams = Vec::new();
        for person in [&own, &stranger] {
            let mut stream = app.follow(address, person).await;
            for kind in ["leads", "notes", "tags"] {
                stream.subscribe(json!({"id": kind, "kind": kind})).await;
            }
            stream.say(json!({"subscribe": {"id": "x", "kind": "deals", "filter": {"field": "nothing", "op": "eq", "value": 1}}})).await;
            stream.until("error").await;
            streams.push(stream);
        }
        let lead = app.create(&admin, "leads", json!({"last_name": "Secret"})).await;
        let path = format!("/leads/{}", id(&lead));
        let link = json!({"kind": "lead", "id": lead["id"]});
        let note = app.create(&admin, "notes", json!({"body": "Rich", "record": link})).await;
        app.delete(&path).by(&admin).send().await.expect(204);
        app.post(&format!("{path}/restore")).by(&admin).send().await.expect(200);
        mark(app, &admin).await;
        assert_eq!(heard(&mut streams[0]).await, [] as [Json; 0], "reach own");
        // It comes within reach, is worked on, and leaves again: then its id alone is told.
        patch(app, &admin, &path, json!({"owner_id": own.id})).await;
        patch(app, &admin, &format!("/notes/{}", id(&note)), json!({"body": "Richer"})).await;
        mark(app, &admin).await;
        let events = heard(&mut streams[0]).await;
        assert_eq!(events.iter().map(|event| &event["kind"]).collect::<Vec<_>>(), ["leads", "notes"]);
        patch(app, &admin, &path, json!({"owner_id": admin.id})).await;
        patch(app, &admin, &path, json!({"region": "North"})).await;
        patch(app, &admin, &format!("/notes/{}", id(&note)), json!({"body": "Richest"})).await;
        mark(app, &admin).await;
        let events = heard(&mut streams[0]).await;
        assert_eq!(events.len(), 1, "{events:?}");
        let mut gone = events[0].clone();
        gone.as_object_mut().expect("an object").remove("event_id");
        assert_eq!(gone, json!({"kind": "leads", "id": lead["id"], "op": "removed", "subscriptions": {"leads": false}}));
        mark(app, &stranger).await;
        assert_eq!(heard(&mut streams[1]).await, [] as [Json; 0], "another workspace");
    })
    .await;
}

/// Rights are said twice, in SQL and in memory: both have to come to the same.
#[tokio::test]
async fn what_is_heard_of_is_what_lists_show() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let grants = |reach: &str| {
            let sold = json!({"create": "all", "read": reach, "update": reach});
            json!({"kinds": {
                "lead": sold, "deal": sold, "note": {"create": "all", "read": "all"}, "task": {"create": "all", "read": "team"},
                "user": {"read": "all"}, "tag": {"read": "all"},
            }})
        };
        let own = app.person_with(&admin, "own@banyan.example", grants("own")).await;
        let mate = app.person_with(&admin, "mate@banyan.example", grants("team")).await;
        let all = app.person_with(&admin, "all@banyan.example", grants("all")).await;
        let team = app.create(&admin, "teams", json!({"name": "North"})).await;
        for person in [&own, &mate] {
            patch(app, &admin, &format!("/users/{}", person.id), json!({"team_ids": [team["id"]]})).await;
        }
        let mut paths = Vec::new();
        for (n, owner) in [&admin, &own, &mate, &all].into_iter().enumerate() {
            let lead = app.create(owner, "leads", json!({"last_name": format!("Lead {n}")})).await;
            let deal = app.create(owner, "deals", json!({"name": format!("Deal {n}")})).await;
            let line = json!({"deal_id": deal["id"], "description": "Set-up", "unit_price": {"amount": 100, "currency": "INR"}});
            let line = app.create(&admin, "line_items", line).await;
            let on_lead = json!({"kind": "lead", "id": lead["id"]});
            let note = app.create(&admin, "notes", json!({"body": format!("Note {n}"), "record": on_lead})).await;
            let task = json!({"name": format!("Task {n}"), "record": on_lead, "assignee_id": mate.id});
            let task = app.create(&admin, "tasks", task).await;
            paths.push((format!("/leads/{}", id(&lead)), json!({"region": "North"})));
            paths.push((format!("/deals/{}", id(&deal)), json!({"name": "Renamed"})));
            paths.push((format!("/line_items/{}", id(&line)), json!({"description": "Other"})));
            paths.push((format!("/notes/{}", id(&note)), json!({"body": "Other"})));
            paths.push((format!("/tasks/{}", id(&task)), json!({"name": "Other"})));
        }
        let kinds = ["leads", "deals", "line_items", "notes", "tasks"];
        let address = app.listen().await;
        let mut streams = Vec::new();
        for person in [&own, &mate, &all, &admin] {
            let mut stream = app.follow(address, person).await;
            for kind in kinds.into_iter().chain(["tags"]) {
                stream.subscribe(json!({"kind": kind})).await;
            }
            streams.push((person, stream));
        }
        for (path, changes) in paths {
            patch(app, &admin, &path, changes).await;
        }
        mark(app, &admin).await;
        for (person, mut stream) in streams {
            let events = heard(&mut stream).await;
            for kind in kinds {
                let told: BTreeSet<String> = events.iter().filter(|event| event["kind"] == kind).map(id).collect();
                let rows = app.list(person, &format!("/{kind}?limit=200")).await;
                let shown: BTreeSet<String> = rows.into_iter().map(|row| id(&Json::Object(row))).collect();
                assert_eq!(told, shown, "{kind} of {}", person.email);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_hidden_field_is_never_named() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let grants = json!({"kinds": {"contact": {"read": "all"}, "user": {"read": "all"}}, "fields": {"contact": {"phone": "hidden"}}});
        let clerk = app.person_with(&admin, "clerk@banyan.example", grants).await;
        let made = app.create(&admin, "contacts", json!({"first_name": "Aarav"})).await;
        let address = app.listen().await;
        let mut stream = app.follow(address, &clerk).await;
        stream.subscribe(json!({"kind": "contacts"})).await;
        let filter = json!({"field": "phone", "op": "not_empty"});
        stream.say(json!({"subscribe": {"id": "phone", "kind": "contacts", "filter": filter}})).await;
        assert_eq!(stream.until("error").await["code"], "unknown_field");
        let path = format!("/contacts/{}", id(&made));
        patch(app, &admin, &path, json!({"phone": "+91 98765 43121", "job_title": "Spy"})).await;
        let event = stream.event().await;
        assert_eq!(event["changed"], json!(["job_title"]), "{event}");
        stream.say(json!({"subscribe": {"id": "x", "kind": "roles"}})).await;
        assert_eq!(stream.until("error").await["code"], "forbidden");
    })
    .await;
}

#[tokio::test]
async fn changed_rights_count_at_once() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let clerk = app.person_with(&admin, "clerk@banyan.example", reading("all")).await;
        let address = app.listen().await;
        let mut stream = app.follow(address, &clerk).await;
        stream.subscribe(json!({"kind": "leads"})).await;
        stream.subscribe(json!({"kind": "tags"})).await;
        let lead = app.create(&admin, "leads", json!({"last_name": "Menon"})).await;
        assert_eq!(stream.event().await["id"], lead["id"]);
        let roles = app.list(&admin, "/roles").await;
        let role = roles.iter().find(|role| role["title"] == "Role of clerk@banyan.example").expect("the role");
        let path = format!("/roles/{}", role["id"].as_str().expect("an id"));
        patch(app, &admin, &path, json!({"grants": reading("own")})).await;
        patch(app, &admin, &format!("/leads/{}", id(&lead)), json!({"region": "North"})).await;
        assert_eq!(stream.until("reset").await["why"], "rights");
        mark(app, &admin).await;
        assert_eq!(heard(&mut stream).await, [] as [Json; 0]);
        patch(app, &admin, &path, json!({"grants": {"kinds": {"tag": {"read": "all"}}}})).await;
        assert_eq!(stream.until("unsubscribed").await["id"], "leads");
    })
    .await;
}
