//! Turning mails off by the link in them, without signing in.

use kith_app::Scope;
use kith_app::records::audit_log;
use kith_model::Id;
use kith_testkit::{Person, Reply, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

const FORM: &str = "application/x-www-form-urlencoded";

async fn choose(app: &TestApp, person: &Person, choices: Json) {
    let body = json!({"choices": choices});
    app.patch("/me/notifications").by(person).json(&body).send().await.expect(200);
}

/// How somebody is told of a kind of thing: app, mail, push.
async fn way(app: &TestApp, person: &Person, kind: &str) -> (Json, Json, Json) {
    let all = app.get("/me/notifications").by(person).send().await.expect(200);
    let row = all["data"].as_array().expect("a list").iter().find(|row| row["kind"] == kind).expect("a row").clone();
    (row["app"].clone(), row["mail"].clone(), row["push"].clone())
}

async fn task(app: &TestApp, by: &Person, to: &Person, name: &str) {
    app.create(by, "tasks", json!({"name": name, "assignee_id": to.id})).await;
    app.drain().await;
}

/// The link of the last mail to somebody; it is in the header and in words.
fn link(app: &TestApp, person: &Person) -> String {
    let mail = app.mails.last_to(&person.email).expect("a mail");
    let link = mail.unsubscribe.expect("a link");
    assert!(mail.text.contains(&format!("without signing in: {link}\n")), "{}", mail.text);
    link.strip_prefix("http://localhost:8080").expect("this installation").to_owned()
}

async fn post(app: &TestApp, link: &str, body: &str) -> Reply {
    app.post(link).body(FORM, body.to_owned()).send().await
}

fn count(app: &TestApp, person: &Person) -> usize {
    app.mails.all().iter().filter(|mail| mail.to.iter().any(|to| to.address == person.email)).count()
}

#[tokio::test]
async fn a_mail_turns_off_mails_like_it_and_nothing_else() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        choose(app, sales, json!({"assigned": {"mail": "now"}, "shared": {"mail": "now"}})).await;
        task(app, manager, sales, "Call Rao").await;
        let there = link(app, sales);

        // Programs that look through mails follow links; looking turns nothing off.
        for _ in 0..2 {
            let page = app.get(&there).send().await;
            assert_eq!(page.status, 200);
            let text = page.text();
            for part in ["Turn these mails off?", "Assignments", "Banyan Works", &sales.email] {
                assert!(text.contains(part), "{part} is not in {text}");
            }
            assert!(!text.contains("Mentions"), "{text}");
        }
        assert_eq!(way(app, sales, "assigned").await, (json!(true), json!("now"), json!(true)));

        // What a mail program sends, as RFC 8058 has it, in either form. It is led nowhere.
        let reply = post(app, &there, "List-Unsubscribe=One-Click").await;
        assert_eq!((reply.status, reply.header("location")), (200, ""));
        assert_eq!(way(app, sales, "assigned").await, (json!(true), json!("off"), json!(true)));
        assert_eq!(way(app, sales, "shared").await.1, "now");
        assert_eq!(way(app, sales, "mentioned").await.1, "digest");
        assert_eq!(way(app, manager, "assigned").await.1, "digest");
        let part = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        let reply = app.post(&there).body("multipart/form-data; boundary=x", part.to_owned()).send().await;
        assert_eq!(reply.status, 200);
        let text = app.get(&there).send().await.text();
        assert!(text.contains("These mails are off") && !text.contains("value=\"these\""), "{text}");
        let before = count(app, sales);
        task(app, manager, sales, "Write to Iyer").await;
        assert_eq!(count(app, sales), before);

        // It is in the audit trail as the person's own change, as that in the settings is.
        let scope = Scope::system(firm.admin.workspace.parse().expect("an id"));
        let person: Id = sales.id.parse().expect("an id");
        let trail = audit_log(&app.app, &scope, Some(person), Some(("user".into(), person)), 50, None).await;
        let entries = trail.expect("a trail").entries;
        assert_eq!(entries.iter().filter(|entry| entry.op == "update").count(), 2, "{entries:?}");

        // The page's other button turns off the rest, and leads back to the page.
        let reply = post(app, &there, "what=all").await;
        assert_eq!((reply.status, reply.header("location")), (303, there.as_str()));
        assert_eq!(
            (way(app, sales, "shared").await.1, way(app, sales, "mentioned").await.1),
            (json!("off"), json!("off"))
        );
        let text = app.get(&there).send().await.text();
        assert!(text.contains("no mails any more") && !text.contains("<form"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn the_digest_is_turned_off_and_mails_at_once_are_not() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        app.patch("/me").by(sales).json(&json!({"locale": "de"})).send().await.expect(200);
        choose(app, sales, json!({"shared": {"mail": "now"}})).await;
        task(app, manager, sales, "Call Rao").await;
        app.clock.advance_seconds(24 * 3600);
        app.keep_house().await;
        app.drain().await;
        let there = link(app, sales);
        assert!(there.contains(".digest."), "{there}");
        let sales = &app.sign_in(&sales.email).await;
        let text = app.get(&there).send().await.text();
        assert!(text.contains("lang=\"de\"") && text.contains("Zuweisungen") && text.contains("Erwähnungen"), "{text}");
        assert!(!text.contains("Mit Ihnen geteilt"), "{text}");
        assert_eq!(post(app, &there, "what=these").await.status, 303);
        for kind in ["assigned", "mentioned", "task_overdue"] {
            assert_eq!(way(app, sales, kind).await.1, "off", "{kind}");
        }
        assert_eq!(way(app, sales, "shared").await.1, "now");
        // Once more is the same; what is on again by then goes off again.
        choose(app, sales, json!({"assigned": {"mail": "digest"}})).await;
        assert_eq!(post(app, &there, "").await.status, 200);
        assert_eq!(way(app, sales, "assigned").await.1, "off");
        assert_eq!(post(app, &there, "").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_spoilt_foreign_or_of_nobody_says_so() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        choose(app, sales, json!({"assigned": {"mail": "now"}})).await;
        choose(app, manager, json!({"assigned": {"mail": "now"}})).await;
        task(app, manager, sales, "Call Rao").await;
        let there = link(app, sales);
        let (text, signature) = there.rsplit_once('.').expect("a signature");
        // Its signature is of this person and this kind alone.
        for spoilt in [
            there[..there.len() - 1].to_owned(),
            there.replace(&sales.id, &manager.id),
            there.replace("assigned", "mentioned"),
            there.replace("assigned", "digest"),
            format!("{text}.x.{signature}"),
            format!("{text}."),
            "/unsubscribe/x".to_owned(),
            format!("/unsubscribe/.{signature}"),
        ] {
            let page = app.get(&spoilt).header("accept-language", "en-GB,de").send().await;
            assert_eq!(page.status, 404, "{spoilt}");
            assert!(page.text().contains("This link does not work"), "{}", page.text());
            assert_eq!(post(app, &spoilt, "List-Unsubscribe=One-Click").await.status, 404, "{spoilt}");
        }
        for person in [sales, manager] {
            assert_eq!(way(app, person, "assigned").await.1, "now");
        }
        // Another installation has a key of its own.
        let other = app.second().await;
        assert_eq!(other.get(&there).send().await.status, 404);
        other.app.store().close().await;

        let path = format!("/users/{}", sales.id);
        app.patch(&path).by(&firm.admin).json(&json!({"status": "suspended"})).send().await.expect(200);
        for _ in 0..2 {
            let page = app.get(&there).header("accept-language", "de").send().await;
            assert_eq!(page.status, 410);
            assert!(page.text().contains("Es gibt nichts abzustellen"), "{}", page.text());
            assert_eq!(post(app, &there, "List-Unsubscribe=One-Click").await.status, 410);
            app.delete(&path).by(&firm.admin).send().await;
        }
    })
    .await;
}
