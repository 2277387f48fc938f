//! How content customers were: when they are asked, and how they answer.

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

const CUSTOMER: &str = "nandini@mailbox.example";

async fn made(app: &TestApp, by: &Person, subject: &str) -> String {
    let body = json!({"subject": subject, "requester_email": CUSTOMER, "requester_name": "Nandini"});
    app.create(by, "tickets", body).await["id"].as_str().expect("an id").to_owned()
}

async fn set(app: &TestApp, by: &Person, id: &str, body: Json) {
    app.patch(&format!("/tickets/{id}")).by(by).json(&body).send().await.expect(200);
}

async fn is(app: &TestApp, by: &Person, id: &str) -> Json {
    app.get(&format!("/tickets/{id}")).by(by).send().await.expect(200)
}

/// Lets time go by and everything happen that is due then. Whoever is signed in does so again.
async fn later(app: &TestApp, person: &mut Person, minutes: i64) {
    app.clock.advance_seconds(minutes * 60);
    app.keep_house().await;
    app.drain().await;
    *person = app.sign_in(&person.email).await;
}

/// The link of the last mail that has one.
fn link(app: &TestApp) -> Option<String> {
    let mail = app.mails.last_to(CUSTOMER)?;
    let link = mail.text.split_whitespace().find(|word| word.contains("/t/"))?;
    Some(link[link.find("/t/").unwrap_or_default()..].to_owned())
}

async fn rate(app: &TestApp, link: &str, body: &str) -> kith_testkit::Reply {
    app.post(link).body("application/x-www-form-urlencoded", body.to_owned()).send().await
}

#[tokio::test]
async fn a_customer_is_asked_once_and_answers_by_link() {
    on_both_engines(async |app| {
        let mut ana = app.register("Banyan Works", "ana@banyan.example").await;
        let id = made(app, &ana, "Parcel <b>lost</b>").await;
        set(app, &ana, &id, json!({"status": "resolved"})).await;
        app.drain().await;
        later(app, &mut ana, 30).await;
        assert_eq!(link(app), None);
        later(app, &mut ana, 31).await;
        let there = link(app).expect("a link");
        assert!(!is(app, &ana, &id).await["satisfaction_asked_at"].is_null());

        // Programs that look through mails follow links; looking is no answer.
        for _ in 0..2 {
            let page = app.get(&there).send().await;
            assert_eq!(page.status, 200);
            let text = page.text();
            assert!(text.contains("How content are you?") && text.contains("Parcel &lt;b&gt;lost&lt;/b&gt;"), "{text}");
        }
        assert!(is(app, &ana, &id).await["satisfaction"].is_null());
        assert_eq!(rate(app, &there, "rating=6&comment=Hi").await.status, 422);
        let text = rate(app, &there, "comment=Hi+%3Cb%3E").await.text();
        assert!(text.contains("Hi &lt;b&gt;") && text.contains("Choose one"), "{text}");
        assert_eq!(rate(app, &there, "rating=4&comment=Quick%0D%0A%E0%A4%A8%E0%A4%AE").await.status, 303);
        let rated = is(app, &ana, &id).await;
        assert_eq!((&rated["satisfaction"], &rated["satisfaction_comment"]), (&json!(4), &json!("Quick\nनम")));
        assert_eq!(rated["status"], "resolved");
        assert_eq!(app.list(&ana, "/tickets?satisfaction=4").await.len(), 1);
        assert!(rated.get("satisfaction_token").is_none());

        let definition = "%7B%22report%22%3A%22satisfaction%22%2C%22period%22%3A%22last_7_days%22%7D";
        let path = format!("/reports/result?definition={definition}");
        let table = app.get(&path).by(&ana).send().await.expect(200);
        let expected = json!([1, 4.0, 1, 0, 1.0]);
        assert_eq!((&table["rows"][0]["cells"], &table["total"]), (&expected, &expected), "{table}");

        // It can be changed for a week, and not after.
        later(app, &mut ana, 60 * 24 * 6).await;
        assert_eq!(rate(app, &there, "rating=2").await.status, 303);
        let rated = is(app, &ana, &id).await;
        assert_eq!((&rated["satisfaction"], &rated["satisfaction_comment"]), (&json!(2), &Json::Null));
        later(app, &mut ana, 60 * 24 * 2).await;
        assert_eq!(rate(app, &there, "rating=5").await.status, 303);
        assert_eq!(is(app, &ana, &id).await["satisfaction"], 2);
        let text = app.get(&format!("{there}?change=1")).send().await.text();
        assert!(text.contains("Unhappy") && !text.contains("<form"), "{text}");

        // Settled again so soon, nobody asks again; after a month they do, and a new answer counts.
        let asked = is(app, &ana, &id).await["satisfaction_asked_at"].clone();
        set(app, &ana, &id, json!({"status": "open"})).await;
        set(app, &ana, &id, json!({"status": "resolved"})).await;
        later(app, &mut ana, 61).await;
        assert_eq!(is(app, &ana, &id).await["satisfaction_asked_at"], asked);
        later(app, &mut ana, 60 * 24 * 31).await;
        set(app, &ana, &id, json!({"status": "open"})).await;
        set(app, &ana, &id, json!({"status": "resolved"})).await;
        later(app, &mut ana, 61).await;
        assert_ne!(is(app, &ana, &id).await["satisfaction_asked_at"], asked);
        let text = app.get(&there).send().await.text();
        assert!(text.contains("<form"), "{text}");
        assert_eq!(rate(app, &there, "rating=5").await.status, 303);
        assert_eq!(is(app, &ana, &id).await["satisfaction"], 5);
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_in_vain() {
    on_both_engines(async |app| {
        let mut ana = app.register("Banyan Works", "ana@banyan.example").await;
        // Open again before the time has come.
        let id = made(app, &ana, "Parcel").await;
        set(app, &ana, &id, json!({"status": "resolved"})).await;
        set(app, &ana, &id, json!({"status": "open"})).await;
        later(app, &mut ana, 61).await;
        assert_eq!(link(app), None);
        // What is brought in settled is not asked about.
        let body = json!({"subject": "Old", "requester_email": CUSTOMER, "status": "resolved"});
        app.create(&ana, "tickets", body).await;
        later(app, &mut ana, 61).await;
        assert_eq!(link(app), None);
        // The firm does not want to.
        let never = json!({"satisfaction_question": {"ask": false}});
        app.patch("/workspace").by(&ana).json(&never).send().await.expect(200);
        set(app, &ana, &id, json!({"status": "resolved"})).await;
        later(app, &mut ana, 61).await;
        assert_eq!(link(app), None);
        // At once.
        let now = json!({"satisfaction_question": {"delay_minutes": 0}});
        app.patch("/workspace").by(&ana).json(&now).send().await.expect(200);
        set(app, &ana, &id, json!({"status": "open"})).await;
        set(app, &ana, &id, json!({"status": "resolved"})).await;
        later(app, &mut ana, 1).await;
        let there = link(app).expect("a link");
        for wrong in [json!({"delay_minutes": "soon"}), json!({"often": 1}), json!(3)] {
            let refused = app.patch("/workspace").by(&ana).json(&json!({"satisfaction_question": wrong})).send().await;
            assert_eq!(refused.refused(422, "validation_failed")["errors"][0]["field"], "satisfaction_question");
        }

        // A link that was made up, or cut, leads nowhere; nor does that of another workspace.
        let (start, secret) = there.rsplit_once('.').expect("a secret");
        let wrong =
            [format!("{start}.{}", "0".repeat(secret.len())), format!("{start}."), start.to_owned(), "/t/x".into()];
        for made_up in wrong {
            assert_eq!(app.get(&made_up).send().await.status, 404, "{made_up}");
            assert_eq!(rate(app, &made_up, "rating=1").await.status, 404, "{made_up}");
        }
        let tom = app.register("Teak Trading", "tom@teak.example").await;
        let foreign = there.replacen(&ana.workspace, &tom.workspace, 1);
        assert_eq!(app.get(&foreign).send().await.status, 404);
        // Nobody of us reads the link, not even in the outbox.
        let seen = app.get("/outbox").by(&ana).send().await.expect(200);
        assert!(!seen.to_string().contains(secret), "{seen}");
        app.delete(&format!("/tickets/{id}")).by(&ana).send().await.expect(204);
        assert_eq!(app.get(&there).send().await.status, 404);
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn answers_at_once_leave_one() {
    on_both_engines(async |app| {
        let mut ana = app.register("Banyan Works", "ana@banyan.example").await;
        let id = made(app, &ana, "Parcel").await;
        set(app, &ana, &id, json!({"status": "resolved"})).await;
        later(app, &mut ana, 61).await;
        let there = link(app).expect("a link");
        let bodies: Vec<String> = (1..=5).map(|mark| format!("rating={mark}")).collect();
        let sent = futures_util::future::join_all(bodies.iter().map(|body| rate(app, &there, body))).await;
        assert!(sent.iter().all(|reply| reply.status == 303));
        assert!((1..=5).contains(&is(app, &ana, &id).await["satisfaction"].as_i64().expect("a mark")));
        app.allow_waiting_jobs();
    })
    .await;
}
