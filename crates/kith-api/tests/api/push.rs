//! Notifications pushed to browsers, through a push service that a stand-in plays, and that a browser's
//! keys open.

mod service;

use futures_util::future::join_all;
use kith_app::secrets::Keyring;
use kith_testkit::{Options, Person, TestApp, on_both_engines, on_both_engines_with, on_sqlite_with};
use serde_json::{Value as Json, json};

use service::{Browser, Service};

async fn subscribe(app: &TestApp, person: &Person, browser: &Browser) -> Json {
    app.request(axum::http::Method::PUT, "/me/push").by(person).json(&browser.described()).send().await.expect(200)
}

async fn task(app: &TestApp, by: &Person, to: &Person, name: &str) -> Json {
    app.create(by, "tasks", json!({"name": name, "assignee_id": to.id})).await
}

async fn browsers(app: &TestApp, person: &Person) -> Vec<Json> {
    let list = app.get("/me/push").by(person).send().await.expect(200);
    list["data"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn what_somebody_is_told_reaches_their_browser_and_nobody_on_the_way_reads_it() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let service = Service::start().await;
        let browser = Browser::new(&service, "one");
        let kept = subscribe(app, sales, &browser).await;
        assert_eq!((&kept["current"], &kept["succeeded_at"]), (&json!(true), &Json::Null));
        let key = app.get("/me/push").by(sales).send().await.expect(200)["key"].as_str().expect("a key").to_owned();

        let made = task(app, manager, sales, "Call ☎ Rao").await;
        // One's own act is no news, and nobody else's browser hears of it.
        task(app, sales, sales, "Mine").await;
        app.drain().await;
        let pushes = service.taken();
        assert_eq!(pushes.len(), 1);
        let push = &pushes[0];
        push.proven(&service, &key, "mailto:kith@kith.example", kith_testkit::START);
        assert_eq!((push.header("ttl"), push.header("urgency")), ("86400", "normal"));
        assert!(push.body.len() < 4096 && !String::from_utf8_lossy(&push.body).contains("Rao"));
        let told = browser.opens(push);
        let id = made["id"].as_str().expect("an id");
        assert!(told["title"].as_str().is_some_and(|title| title.ends_with("assigned Call ☎ Rao to you")), "{told}");
        assert_eq!(told["path"], format!("/tasks/{id}"));
        assert_eq!(told["tag"], format!("assigned/task/{id}"));
        assert!(browsers(app, sales).await[0]["succeeded_at"].is_string());

        // What was read before it came, and what is not wanted, is not pushed.
        task(app, manager, sales, "Read at once").await;
        app.post("/notifications/read").by(sales).json(&json!({})).send().await.expect(204);
        app.drain().await;
        let choices = json!({"choices": {"assigned": {"push": false}}});
        app.patch("/me/notifications").by(sales).json(&choices).send().await.expect(200);
        task(app, manager, sales, "Not wanted").await;
        app.drain().await;
        assert_eq!(service.taken().len(), 1);
        // A reminder is, and at once, also where nothing else is chosen for it.
        let ways = json!({"choices": {"task_reminder": {"app": false}}});
        app.patch("/me/notifications").by(sales).json(&ways).send().await.expect(200);
        let at = kith_testkit::START.plus_seconds(600).to_string();
        app.create(sales, "tasks", json!({"name": "Water the plants", "assignee_id": sales.id, "reminder_at": at}))
            .await;
        app.clock.advance_seconds(700);
        app.keep_house().await;
        app.drain().await;
        let pushes = service.taken();
        assert_eq!(pushes.len(), 2);
        assert_eq!(browser.opens(&pushes[1])["title"], "Reminder: Water the plants");
        assert_eq!(pushes[1].header("urgency"), "high");
    })
    .await;
}

#[tokio::test]
async fn rights_are_looked_at_again_when_it_is_sent() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let service = Service::start().await;
        subscribe(app, sales, &Browser::new(&service, "one")).await;
        let made = task(app, manager, sales, "Secret plan").await;
        app.delete(&format!("/tasks/{}", made["id"].as_str().expect("an id"))).by(manager).send().await.expect(204);
        app.drain().await;
        assert!(service.taken().is_empty(), "what is gone is nobody's to read");
        let own = json!({"kinds": {"lead": {"read": "own"}}});
        let temp = app.person_with(&firm.admin, "temp@banyan.example", own).await;
        subscribe(app, &temp, &Browser::new(&service, "temp")).await;
        let lead = app.create(manager, "leads", json!({"last_name": "Passing", "owner_id": temp.id})).await;
        let path = format!("/leads/{}", lead["id"].as_str().expect("an id"));
        app.patch(&path).by(manager).json(&json!({"owner_id": manager.id})).send().await.expect(200);
        app.drain().await;
        assert!(service.taken().is_empty(), "what went to somebody else is not told");
        // A session that ends takes its browser along, and so does somebody who may not sign in any more.
        task(app, manager, sales, "Later").await;
        app.delete("/auth/session").by(sales).send().await;
        app.drain().await;
        assert!(service.taken().is_empty());
        let support = firm.role("support");
        subscribe(app, support, &Browser::new(&service, "two")).await;
        task(app, manager, support, "Later").await;
        let user = format!("/users/{}", support.id);
        app.patch(&user).by(&firm.admin).json(&json!({"status": "suspended"})).send().await.expect(200);
        app.drain().await;
        assert!(service.taken().is_empty());
    })
    .await;
}

#[tokio::test]
async fn services_that_fail_are_asked_again_and_browsers_that_are_gone_are_forgotten() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let service = Service::start().await;
        let browser = Browser::new(&service, "one");
        subscribe(app, sales, &browser).await;
        for status in [503, 429] {
            service.answers(status);
            task(app, manager, sales, "Try again").await;
            app.drain().await;
            let trouble = browsers(app, sales).await[0]["trouble"].clone();
            assert!(trouble.as_str().is_some_and(|why| why.contains(&status.to_string())), "{trouble}");
            let before = service.taken().len();
            app.clock.advance_seconds(60);
            app.drain().await;
            assert_eq!(service.taken().len(), before + 1, "{status} is tried again");
            assert_eq!(browsers(app, sales).await[0]["trouble"], Json::Null);
        }
        let before = service.taken().len();
        // What is refused for good is not tried again, and neither is where it would lead.
        for status in [400, 403, 307] {
            service.answers(status);
            task(app, manager, sales, "No").await;
            app.drain().await;
            app.clock.advance_seconds(60);
            app.drain().await;
        }
        assert_eq!(service.taken().len(), before + 3);
        assert_eq!(service.elsewhere(), 0);
        for status in [404, 410] {
            subscribe(app, sales, &browser).await;
            service.answers(status);
            task(app, manager, sales, "Gone").await;
            app.drain().await;
            assert!(browsers(app, sales).await.is_empty(), "{status}");
        }
        let before = service.taken().len();
        task(app, manager, sales, "To nobody").await;
        app.drain().await;
        assert_eq!(service.taken().len(), before);
    })
    .await;
}

#[tokio::test]
async fn a_service_that_says_when_to_come_again_is_left_alone_until_then() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let service = Service::start().await;
        subscribe(app, sales, &Browser::new(&service, "one")).await;
        // For no longer than an hour; and what says nothing that can be read is asked again as usual.
        for (pause, early) in [("300", 290), ("4294967295", 3_590), ("soon", 5)] {
            let manager = app.sign_in(&manager.email).await;
            service.busy(429, pause);
            task(app, &manager, sales, "Later").await;
            app.drain().await;
            let before = service.taken().len();
            app.clock.advance_seconds(early);
            app.drain().await;
            assert_eq!(service.taken().len(), before, "{pause} is kept");
            app.clock.advance_seconds(20);
            app.drain().await;
            assert_eq!(service.taken().len(), before + 1, "{pause} is over");
        }
    })
    .await;
}

#[tokio::test]
async fn browsers_are_ones_own() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let other = app.firm("Neem House").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let service = Service::start().await;
        let id = subscribe(app, sales, &Browser::new(&service, "one")).await["id"].as_str().expect("an id").to_owned();
        for stranger in [&firm.admin, manager, &other.admin] {
            assert!(browsers(app, stranger).await.is_empty());
            app.delete(&format!("/me/push/{id}")).by(stranger).send().await.refused(404, "not_found");
            app.post(&format!("/me/push/{id}/test")).by(stranger).send().await.refused(404, "not_found");
        }
        app.post(&format!("/me/push/{id}/test")).by(sales).send().await.expect(204);
        assert_eq!(service.taken().len(), 1);
        service.answers(410);
        app.post(&format!("/me/push/{id}/test")).by(sales).send().await.refused(409, "conflict");
        assert!(browsers(app, sales).await.is_empty());
        // A browser in which somebody else signs in tells the one before nothing any more.
        subscribe(app, sales, &Browser::new(&service, "shared")).await;
        subscribe(app, manager, &Browser::new(&service, "shared")).await;
        assert!(browsers(app, sales).await.is_empty());
        assert_eq!(browsers(app, manager).await.len(), 1);
        let mine = browsers(app, manager).await[0]["id"].as_str().expect("an id").to_owned();
        app.delete(&format!("/me/push/{mine}")).by(manager).send().await.expect(204);
        assert!(browsers(app, manager).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_key_for_each_workspace_whoever_asks_first_and_sealed_anew() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let other = app.firm("Neem House").await;
        let key = async |person: &Person| {
            app.get("/me/push").by(person).send().await.expect(200)["key"].as_str().expect("a key").to_owned()
        };
        let at_once = join_all((0..8).map(|_| key(&firm.admin))).await;
        assert!(at_once.iter().all(|one| *one == at_once[0]), "{at_once:?}");
        assert_eq!(key(firm.role("sales")).await, at_once[0]);
        assert_ne!(key(&other.admin).await, at_once[0]);
        assert_eq!(kith_app::mailboxes::seal_anew(&app.app).await.expect("sealed"), (0, 0));
        let service = Service::start().await;
        subscribe(app, &firm.admin, &Browser::new(&service, "one")).await;
        // Where the key that seals is lost, a new pair is made, and browsers that know the old one are forgotten.
        let second = app.second().await;
        assert_eq!(kith_app::mailboxes::seal_anew(&second.app).await.expect("looked at"), (0, 2));
        let list = second.get("/me/push").by(&firm.admin).send().await.expect(200);
        assert_ne!(list["key"], at_once[0].as_str());
        assert_eq!(list["data"], json!([]));
        second.app.store().close().await;
    })
    .await;
}

#[tokio::test]
async fn another_key_seals_the_pair_anew_and_browsers_stay() {
    let (old, new) = (Keyring::new_key(), Keyring::new_key());
    let with = |keys: &str| Options { secret_keys: Some(keys.to_owned()), ..Options::default() };
    on_both_engines_with(with(&old), async |app| {
        let firm = app.firm("Banyan Works").await;
        let service = Service::start().await;
        let browser = Browser::new(&service, "one");
        subscribe(app, &firm.admin, &browser).await;
        let list = async |app: &TestApp| app.get("/me/push").by(&firm.admin).send().await.expect(200);
        let before = list(app).await;
        // Both keys for the change, as the manual says, then the new one alone.
        let both = app.second_with(with(&format!("{new},{old}"))).await;
        assert_eq!(kith_app::mailboxes::seal_anew(&both.app).await.expect("sealed").1, 0);
        both.app.store().close().await;
        let after = app.second_with(with(&new)).await;
        assert_eq!(kith_app::mailboxes::seal_anew(&after.app).await.expect("looked at").1, 0);
        assert_eq!(list(&after).await, before);
        task(&after, firm.role("manager"), &firm.admin, "Still told").await;
        after.drain().await;
        let pushes = service.taken();
        assert_eq!(pushes.len(), 1);
        pushes[0].proven(
            &service,
            before["key"].as_str().expect("a key"),
            "mailto:kith@kith.example",
            kith_testkit::START,
        );
        assert!(browser.opens(&pushes[0])["title"].as_str().is_some_and(|title| title.contains("Still told")));
        after.app.store().close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_no_browser_is_named() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let service = Service::start().await;
        let good = Browser::new(&service, "one").described();
        let put = async |body: Json| {
            app.request(axum::http::Method::PUT, "/me/push").by(&ana).json(&body).send().await.field_errors()
        };
        for (field, value) in [
            ("endpoint", json!("ftp://push.example/1")),
            ("endpoint", json!("nonsense")),
            ("p256dh", json!("AAAA")),
            ("auth", json!("short")),
        ] {
            let mut wrong = good.clone();
            wrong[field] = value;
            assert_eq!(put(wrong).await, [format!("{field} invalid")]);
        }
        assert_eq!(put(json!({})).await, ["endpoint required", "p256dh required", "auth required"]);
    })
    .await;
}

#[tokio::test]
async fn a_service_in_a_network_of_ones_own_is_refused() {
    let options = Options { push_private: false, ..Options::default() };
    on_sqlite_with(options, async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let service = Service::start().await;
        for endpoint in ["https://127.0.0.1/x", "https://169.254.169.254/x", "http://push.example/x"] {
            let mut body = Browser::new(&service, "one").described();
            body["endpoint"] = json!(endpoint);
            let reply = app.request(axum::http::Method::PUT, "/me/push").by(&ana).json(&body).send().await;
            assert_eq!(reply.field_errors(), ["endpoint invalid"], "{endpoint}");
        }
        // A name that leads there is taken, and never spoken to.
        let mut body = Browser::new(&service, "one").described();
        let port = service.url().rsplit(':').next().expect("a port").to_owned();
        body["endpoint"] = json!(format!("https://localhost:{port}/x"));
        let kept = app.request(axum::http::Method::PUT, "/me/push").by(&ana).json(&body).send().await.expect(200);
        let path = format!("/me/push/{}/test", kept["id"].as_str().expect("an id"));
        let refused = app.post(&path).by(&ana).send().await.refused(409, "conflict");
        assert!(refused["detail"].as_str().is_some_and(|why| why.contains("no public address")), "{refused}");
        assert!(service.taken().is_empty());
    })
    .await;
}
