//! In which ways people are told: in the app, by mail at once, with the digest in the morning.

use kith_testkit::{Person, TestApp, on_both_engines, on_sqlite};
use serde_json::{Value as Json, json};

const HOUR: i64 = 3600;

async fn choose(app: &TestApp, person: &Person, kind: &str, ways: Json) {
    let body = json!({"choices": {kind: ways}});
    app.patch("/me/notifications").by(person).json(&body).send().await.expect(200);
}

async fn task(app: &TestApp, by: &Person, to: &Person, name: &str) -> Json {
    app.create(by, "tasks", json!({"name": name, "assignee_id": to.id})).await
}

async fn unread(app: &TestApp, person: &Person) -> i64 {
    let answer = app.get("/notifications/aggregate?read_at[empty]=true").by(person).send().await.expect(200);
    answer["data"][0]["count"].as_i64().expect("a count")
}

/// Subjects and texts of what was mailed to somebody but for the invitation, oldest first.
fn mailed(app: &TestApp, person: &Person) -> Vec<(String, String)> {
    let all = app.mails.all();
    let theirs = all.iter().filter(|mail| mail.to.iter().any(|to| to.address == person.email));
    theirs
        .filter(|mail| !mail.subject.starts_with("You are invited"))
        .map(|mail| (mail.subject.clone(), mail.text.clone()))
        .collect()
}

async fn morning(app: &TestApp) {
    app.keep_house().await;
    app.drain().await;
}

#[tokio::test]
async fn choices_are_ones_own_and_wrong_ones_are_named() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (sales, other) = (firm.role("sales"), firm.role("support"));
        let row = async |person: &Person, kind: &str| {
            let all = app.get("/me/notifications").by(person).send().await.expect(200);
            let rows = all["data"].as_array().expect("a list").clone();
            rows.into_iter().find(|row| row["kind"] == kind).expect("a row")
        };
        let usual = json!({"app": true, "mail": "digest", "push": true});
        let before = row(sales, "mentioned").await;
        assert_eq!((&before["usual"], &before["mail"]), (&usual, &json!("digest")));
        choose(app, sales, "mentioned", json!({"mail": "now"})).await;
        choose(app, sales, "mentioned", json!({"app": false})).await;
        let after = row(sales, "mentioned").await;
        assert_eq!((&after["app"], &after["mail"]), (&json!(false), &json!("now")));
        assert_eq!(after["usual"], usual);
        assert_eq!(row(other, "mentioned").await["mail"], "digest");
        let wrong = json!({"choices": {
            "mentioned": {"mail": "loud", "app": 1, "push": "yes", "smoke": true}, "gossip": {"app": true}, "assigned": true,
        }});
        let mut errors = app.patch("/me/notifications").by(sales).json(&wrong).send().await.field_errors();
        errors.sort();
        assert_eq!(
            errors,
            [
                "choices.assigned wrong_type", "choices.gossip unknown_field", "choices.mentioned.app wrong_type",
                "choices.mentioned.mail invalid_option", "choices.mentioned.push wrong_type", "choices.mentioned.smoke unknown_field",
            ]
        );
        assert_eq!(row(sales, "mentioned").await, after);
        app.get("/me/notifications").send().await.refused(401, "unauthenticated");
        // Nobody else reads them, with the person or elsewhere.
        let seen = app.get(&format!("/users/{}", sales.id)).by(&firm.admin).send().await.expect(200);
        assert!(seen.get("notify_by").is_none());
    })
    .await;
}

#[tokio::test]
async fn who_wants_a_mail_gets_it_at_once_and_once() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        choose(app, sales, "assigned", json!({"mail": "now"})).await;
        let made = task(app, manager, sales, "Call ☎ Rao").await;
        app.drain().await;
        app.drain().await;
        let mails = mailed(app, sales);
        assert_eq!(mails.len(), 1);
        let (subject, text) = &mails[0];
        assert!(subject.ends_with("assigned Call ☎ Rao to you"), "{subject}");
        assert!(text.contains(&format!("http://localhost:8080/tasks/{}", made["id"].as_str().expect("an id"))));
        assert!(text.contains("/settings/notifications"), "{text}");
        // Whose mail it is sees it in the outbox, and nobody else.
        let listed = async |person: &Person| {
            let all = app.get("/outbox?limit=100").by(person).send().await.expect(200);
            all.to_string().contains("Call ☎ Rao")
        };
        assert!(listed(sales).await && !listed(&firm.admin).await && !listed(manager).await);
        // One's own act is no news; what was read before the job came is not mailed; nor in the digest.
        task(app, sales, sales, "Mine").await;
        task(app, manager, sales, "Read at once").await;
        app.post("/notifications/read").by(sales).json(&json!({})).send().await.expect(204);
        app.drain().await;
        assert_eq!(mailed(app, sales).len(), 1);
        // Many at once are one mail with their number.
        let ids: Vec<Json> = {
            let mut ids = Vec::new();
            for n in 0..3 {
                ids.push(task(app, manager, manager, &format!("Many {n}")).await["id"].clone());
            }
            ids
        };
        let body = json!({"action": "update", "ids": ids, "changes": {"assignee_id": sales.id}});
        app.post("/tasks/bulk").by(manager).json(&body).send().await.expect(202);
        app.drain().await;
        app.clock.advance_seconds(61);
        app.drain().await;
        let mails = mailed(app, sales);
        assert_eq!(mails.len(), 2);
        assert!(mails[1].0.ends_with("assigned 3 tasks to you"), "{}", mails[1].0);
    })
    .await;
}

#[tokio::test]
async fn rights_are_looked_at_when_it_is_sent() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let own = json!({"kinds": {"lead": {"read": "own"}, "note": {"read": "all"}}});
        let temp = app.person_with(&ana, "temp@banyan.example", own).await;
        for (kind, ways) in [("assigned", json!({"mail": "now"})), ("mentioned", json!({"mail": "digest"}))] {
            choose(app, &temp, kind, ways).await;
        }
        let lead = app.create(&ana, "leads", json!({"last_name": "Zeppelin", "owner_id": temp.id})).await;
        let body = format!("Secret [@Temp](kith:user/{})", temp.id);
        app.create(&ana, "notes", json!({"body": body, "record": {"kind": "lead", "id": lead["id"]}})).await;
        assert_eq!(unread(app, &temp).await, 2);
        // Taken away before the mail goes: nothing is said of it, nor in the morning.
        let path = format!("/leads/{}", lead["id"].as_str().expect("an id"));
        app.patch(&path).by(&ana).json(&json!({"owner_id": ana.id})).send().await.expect(200);
        app.drain().await;
        app.clock.advance_seconds(24 * HOUR);
        morning(app).await;
        assert!(mailed(app, &temp).is_empty(), "{:?}", mailed(app, &temp));
        // Nor to somebody who cannot sign in any more.
        let ana = app.sign_in("ana@banyan.example").await;
        app.create(&ana, "leads", json!({"last_name": "Later", "owner_id": temp.id})).await;
        let person = format!("/users/{}", temp.id);
        app.patch(&person).by(&ana).json(&json!({"status": "suspended"})).send().await.expect(200);
        app.drain().await;
        assert!(mailed(app, &temp).is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_digest_comes_in_the_readers_morning_with_what_is_unread() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales, support) = (firm.role("manager"), firm.role("sales"), firm.role("support"));
        app.patch("/me").by(sales).json(&json!({"time_zone": "Asia/Kolkata"})).send().await.expect(200);
        app.patch("/me").by(support).json(&json!({"time_zone": "America/New_York"})).send().await.expect(200);
        // It is nine in the morning in London.
        let read = task(app, manager, sales, "Read").await;
        for name in ["Call Rao", "Write to Iyer"] {
            task(app, manager, sales, name).await;
        }
        task(app, manager, support, "Look").await;
        let about = json!({"record": {"kind": "task", "id": read["id"]}});
        app.post("/notifications/read").by(sales).json(&about).send().await.expect(204);
        morning(app).await;
        assert!(mailed(app, sales).is_empty());
        // Eight o'clock is at 13:00 UTC in New York, and at 02:30 in Kolkata.
        app.clock.advance_seconds(4 * HOUR - 60);
        morning(app).await;
        assert!(mailed(app, support).is_empty());
        app.clock.advance_seconds(60);
        morning(app).await;
        assert_eq!(mailed(app, support).len(), 1);
        app.clock.advance_seconds(13 * HOUR + 29 * 60);
        morning(app).await;
        assert!(mailed(app, sales).is_empty());
        app.clock.advance_seconds(60);
        morning(app).await;
        morning(app).await;
        let mails = mailed(app, sales);
        assert_eq!(mails.len(), 1);
        let (subject, text) = &mails[0];
        assert_eq!(subject, "2 things are new in Banyan Works");
        assert!(text.contains("Call Rao") && text.contains("Write to Iyer") && !text.contains("Read\n"), "{text}");
        // It is still unread, and was said; a day without news has no mail.
        app.clock.advance_seconds(24 * HOUR);
        morning(app).await;
        assert_eq!((mailed(app, sales).len(), mailed(app, support).len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn two_processes_send_a_digest_once() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let sales = firm.role("sales");
        for n in 0..20 {
            task(app, &firm.admin, sales, &format!("Task {n}")).await;
        }
        app.clock.advance_seconds(24 * HOUR);
        let other = app.second().await;
        other.clock.advance_seconds(24 * HOUR);
        futures_util::future::join(app.keep_house(), other.keep_house()).await;
        app.drain().await;
        other.drain().await;
        let sent = mailed(app, sales).len() + mailed(&other, sales).len();
        assert_eq!(sent, 1);
        other.app.store().close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_wanted_in_the_app_is_not_there() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        choose(app, sales, "assigned", json!({"app": false, "mail": "digest"})).await;
        task(app, manager, sales, "Quiet").await;
        assert_eq!(unread(app, sales).await, 0);
        assert!(app.list(sales, "/notifications").await.is_empty());
        app.clock.advance_seconds(24 * HOUR);
        morning(app).await;
        assert_eq!(mailed(app, sales).len(), 1);
        let sales = &app.sign_in(&sales.email).await;
        let manager = &app.sign_in(&manager.email).await;
        choose(app, sales, "assigned", json!({"app": false, "mail": "off"})).await;
        task(app, manager, sales, "Not at all").await;
        app.clock.advance_seconds(24 * HOUR);
        morning(app).await;
        assert_eq!(mailed(app, sales).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_group_is_marked_read_and_a_shared_report_is_told_to_the_team() {
    on_sqlite(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let team = app.create(&firm.admin, "teams", json!({"name": "West"})).await;
        for person in [manager, sales] {
            let path = format!("/users/{}", person.id);
            app.patch(&path).by(&firm.admin).json(&json!({"team_ids": [team["id"]]})).send().await.expect(200);
        }
        let view = json!({"name": "Hot", "record_kind": "lead", "state": {}});
        let view = app.create(manager, "views", view).await;
        let path = format!("/views/{}", view["id"].as_str().expect("an id"));
        assert_eq!(unread(app, sales).await, 0);
        for visibility in ["team", "everyone", "personal"] {
            app.patch(&path).by(manager).json(&json!({"visibility": visibility})).send().await.expect(200);
        }
        let told = app.list(sales, "/notifications").await;
        assert_eq!((told.len(), &told[0]["kind"], &told[0]["subject"]), (1, &json!("shared"), &json!("view")));
        assert_eq!((unread(app, manager).await, unread(app, firm.role("support")).await), (0, 0));
        let lead = app.create(manager, "leads", json!({"last_name": "Rao"})).await;
        let about = json!({"kind": "lead", "id": lead["id"]});
        let path = format!("/leads/{}", lead["id"].as_str().expect("an id"));
        for owner in [&sales.id, &manager.id, &sales.id] {
            app.patch(&path).by(&firm.admin).json(&json!({"owner_id": owner})).send().await.expect(200);
        }
        assert_eq!(unread(app, sales).await, 3);
        let group = json!({"kind": "assigned", "record": about});
        app.post("/notifications/read").by(sales).json(&group).send().await.expect(204);
        assert_eq!(unread(app, sales).await, 1);
        let wrong = json!({"record": {"kind": "lead"}});
        let reply = app.post("/notifications/read").by(sales).json(&wrong).send().await;
        assert_eq!(reply.field_errors(), ["record wrong_type"]);
        app.post("/notifications/read").by(sales).json(&json!({"kind": "shared"})).send().await.expect(204);
        assert_eq!(unread(app, sales).await, 0);
    })
    .await;
}
