//! The stream of events over a real socket: who hears what, and how it ends.

use std::collections::BTreeSet;
use std::time::Duration;

use kith_testkit::{Options, Person, Stream, TestApp, on_both_engines, on_both_engines_with, on_sqlite};
use serde_json::{Value as Json, json};

fn id(record: &Json) -> String {
    record["id"].as_str().expect("an id").to_owned()
}

async fn patch(app: &TestApp, person: &Person, path: &str, changes: Json) {
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

fn reading(reach: &str) -> Json {
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

#[tokio::test]
async fn the_stream_ends_with_the_session() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let sales = app.role_id(&admin, "sales").await;
        let ben = app.invite(&admin, "ben@banyan.example", &[sales]).await;
        let address = app.listen().await;
        let mut here = app.follow(address, &ben).await;
        let ben_again = app.sign_in("ben@banyan.example").await;
        let mut there = app.follow(address, &ben_again).await;
        app.delete("/auth/session").by(&ben).send().await.expect(204);
        assert_eq!(here.end().await, 4401, "signed out");
        there.subscribe(json!({"kind": "leads"})).await;
        patch(app, &admin, &format!("/users/{}", ben.id), json!({"status": "suspended"})).await;
        assert!([4401, 4403].contains(&there.end().await), "suspended");
        let token = format!("Bearer {}", ben_again.token);
        assert_eq!(TestApp::try_follow(address, &[("authorization", &token)]).await.err(), Some(401));
        let mut mine = app.follow(address, &admin).await;
        app.clock.advance_seconds(31 * 86_400);
        assert_eq!(mine.end().await, 4401, "expired");
    })
    .await;
}

#[tokio::test]
async fn garbage_is_answered_and_ends_in_the_end() {
    on_sqlite(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let address = app.listen().await;
        let mut stream = app.follow(address, &admin).await;
        for (text, code) in [
            ("", "malformed_json"),
            ("{", "malformed_json"),
            ("[]", "malformed_json"),
            ("{\"subscribe\": 7}", "malformed_json"),
            ("{\"dance\": {}}", "malformed_json"),
            ("{\"subscribe\": {\"kind\": \"unicorns\"}}", "not_found"),
            ("{\"subscribe\": {\"kind\": \"leads\", \"filter\": {\"field\": \"x\"}}}", "invalid_filter"),
            ("{\"subscribe\": {\"kind\": \"leads\", \"id\": \"\"}}", "validation_failed"),
            ("{\"viewing\": {\"kind\": \"leads\", \"id\": \"0198c0de-0000-7000-8000-000000000001\"}}", "not_found"),
        ] {
            stream.say_text(text).await;
            let error = stream.until("error").await;
            assert_eq!(error["code"], code, "{text}: {error}");
        }
        stream.subscribe(json!({"kind": "leads"})).await;
        for _ in 0..20 {
            stream.say_text("\u{1F9A5} nonsense").await;
        }
        assert_eq!(stream.end().await, 1008);
        let mut stream = app.follow(address, &admin).await;
        stream.say_text(&format!("{{\"resume\": \"{}\"}}", "x".repeat(100_000))).await;
        assert_eq!(stream.end().await, 1009);
        app.get("/events").by(&admin).send().await.refused(426, "upgrade_required");
    })
    .await;
}

#[tokio::test]
async fn other_sites_and_too_many_streams_are_refused() {
    let mut options = Options::default();
    options.api.events.limits.per_user = 2;
    options.api.events.limits.subscriptions = 3;
    on_both_engines_with(options, async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let address = app.listen().await;
        let token = format!("Bearer {}", admin.token);
        let cookie = format!("kith_access={}", admin.token);
        for (origin, refused) in [
            ("https://evil.example", true),
            ("null", true),
            ("http://localhost:8080", false),
            (&format!("http://{address}"), false),
        ] {
            let opened = TestApp::try_follow(address, &[("cookie", &cookie), ("origin", origin)]).await;
            assert_eq!(opened.err(), refused.then_some(403), "{origin}");
        }
        assert_eq!(TestApp::try_follow(address, &[]).await.err(), Some(401));
        // Streams that have just ended may still count for a moment.
        let mut streams = Vec::new();
        let refused = loop {
            match TestApp::try_follow(address, &[("authorization", &token)]).await {
                Ok(stream) => streams.push(stream),
                Err(status) if streams.len() == 2 => break status,
                Err(_) => tokio::task::yield_now().await,
            }
        };
        assert_eq!((refused, streams.len()), (429, 2));
        for n in 0..3 {
            streams[0].subscribe(json!({"id": format!("{n}"), "kind": "leads"})).await;
        }
        streams[0].subscribe(json!({"id": "1", "kind": "deals"})).await;
        streams[0].say(json!({"subscribe": {"id": "3", "kind": "leads"}})).await;
        assert_eq!(streams[0].until("error").await["code"], "conflict");
    })
    .await;
}

#[tokio::test]
async fn a_client_that_does_not_keep_up_starts_over() {
    let mut options = Options::default();
    options.api.events.limits.queue = 4;
    on_both_engines_with(options, async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let address = app.listen().await;
        for n in 0..30 {
            app.create(&admin, "leads", json!({"last_name": format!("Lead {n}")})).await;
        }
        let mut slow = app.follow(address, &admin).await;
        slow.subscribe(json!({"kind": "leads"})).await;
        let all = json!({"action": "update", "filter": {"and": []}, "changes": {"region": "North"}});
        app.post("/leads/bulk").by(&admin).json(&all).send().await.expect(202);
        app.drain().await;
        assert_eq!(slow.until("reset").await["why"], "slow");
        let lead = app.create(&admin, "leads", json!({"last_name": "After"})).await;
        while slow.event().await["id"] != lead["id"] {}
    })
    .await;
}

#[tokio::test]
async fn a_client_that_is_gone_is_noticed() {
    let mut options = Options::default();
    options.api.events.heartbeat = Duration::from_millis(50);
    options.api.events.silence = Duration::from_millis(400);
    options.api.events.limits.per_user = 1;
    on_both_engines_with(options, async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let address = app.listen().await;
        let mut stream = app.follow(address, &admin).await;
        stream.event_id.clear();
        while stream.event_id.is_empty() {
            stream.until("heartbeat").await;
        }
        // It answers no ping from now on, since nobody reads; then its place becomes free.
        let token = format!("Bearer {}", admin.token);
        while TestApp::try_follow(address, &[("authorization", &token)]).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        drop(stream);
    })
    .await;
}

#[tokio::test]
async fn two_processes_tell_each_others_changes_and_people() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let sales = app.role_id(&admin, "sales").await;
        let ben = app.invite(&admin, "ben@banyan.example", &[sales]).await;
        let lead = app.create(&admin, "leads", json!({"last_name": "Menon"})).await;
        let other = app.second().await;
        let (here, there) = (app.listen().await, other.listen().await);
        let mut ana = app.follow(here, &admin).await;
        let mut ben_there = other.follow(there, &ben).await;
        for stream in [&mut ana, &mut ben_there] {
            stream.subscribe(json!({"kind": "leads"})).await;
        }
        let path = format!("/leads/{}", id(&lead));
        patch(app, &admin, &path, json!({"region": "North"})).await;
        assert_eq!(ben_there.event().await["id"], lead["id"]);
        patch(&other, &admin, &path, json!({"region": "South"})).await;
        while ana.event().await["version"] != 3 {}
        if app.app.store().engine_name() == "postgres" {
            let viewing = json!({"viewing": {"kind": "leads", "id": lead["id"]}});
            ana.say(viewing.clone()).await;
            ben_there.say(viewing).await;
            let people = async |stream: &mut Stream, expected: usize| loop {
                let presence = stream.until("presence").await;
                if presence["people"].as_array().is_some_and(|people| people.len() == expected) {
                    break presence;
                }
            };
            assert_eq!(people(&mut ana, 1).await["people"][0]["id"], ben.id.as_str());
            assert_eq!(people(&mut ben_there, 1).await["people"][0]["id"], admin.id.as_str());
            drop(ben_there);
            people(&mut ana, 0).await;
        } else {
            drop(ben_there);
        }
        // A session that ends in one process ends in the other.
        let mut again = other.follow(there, &ben).await;
        app.delete("/auth/session").by(&ben).send().await.expect(204);
        assert_eq!(again.end().await, 4401);
        other.app.store().close().await;
    })
    .await;
}

#[tokio::test]
async fn who_else_is_there() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let own = app.person_with(&admin, "own@banyan.example", reading("own")).await;
        let all = app.person_with(&admin, "all@banyan.example", reading("all")).await;
        let lead = app.create(&admin, "leads", json!({"last_name": "Menon"})).await;
        let address = app.listen().await;
        let viewing = |doing: &str| json!({"viewing": {"kind": "leads", "id": lead["id"], "doing": doing}});
        let mut ana = app.follow(address, &admin).await;
        ana.say(viewing("viewing")).await;
        assert_eq!(ana.until("presence").await["people"], json!([]));
        let mut refused = app.follow(address, &own).await;
        refused.say(viewing("viewing")).await;
        assert_eq!(refused.until("error").await["code"], "not_found");
        let mut ben = app.follow(address, &all).await;
        ben.say(viewing("viewing")).await;
        assert_eq!(ben.until("presence").await["people"][0]["title"], "Ananya Iyer");
        assert_eq!(ana.until("presence").await["people"], json!([{"id": all.id, "title": "all", "doing": "viewing"}]));
        ben.say(viewing("replying")).await;
        assert_eq!(ana.until("presence").await["people"][0]["doing"], "replying");
        // A second window of the same person is no second person.
        let mut ben_too = app.follow(address, &all).await;
        ben_too.say(viewing("viewing")).await;
        assert_eq!(ana.until("presence").await["people"], json!([{"id": all.id, "title": "all", "doing": "replying"}]));
        drop(ben);
        assert_eq!(ana.until("presence").await["people"][0]["doing"], "viewing");
        ben_too.say(json!({"viewing": null})).await;
        assert_eq!(ana.until("presence").await["people"], json!([]));
        // Whoever may read it no longer is no longer shown beside it.
        ben_too.say(viewing("viewing")).await;
        assert_eq!(ana.until("presence").await["people"].as_array().map(Vec::len), Some(1));
        let roles = app.list(&admin, "/roles").await;
        let role = roles.iter().find(|role| role["title"] == "Role of all@banyan.example").expect("the role");
        patch(
            app,
            &admin,
            &format!("/roles/{}", role["id"].as_str().expect("an id")),
            json!({"grants": reading("own")}),
        )
        .await;
        assert_eq!(ana.until("presence").await["people"], json!([]));
    })
    .await;
}
