//! How streams of events begin, keep up and end, over a real socket, and who else is there.

use std::time::Duration;

use kith_testkit::{Options, Stream, TestApp, on_both_engines, on_both_engines_with, on_sqlite};
use serde_json::json;

use super::live::{id, patch, reading};

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
