//! Mails that go out: who sees them, and that each is sent once whatever happens on the way.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kith_app::ports::{BoxFuture, Mail, MailError, MailServer, MailTrouble, Mailer};
use kith_testkit::{Options, Person, TestApp, on_both_engines, on_both_engines_with};
use serde_json::{Value as Json, json};
use tokio::sync::Notify;

async fn outbox(app: &TestApp, person: &Person) -> Vec<Json> {
    let page = app.get("/outbox?limit=100").by(person).send().await.expect(200);
    page["data"].as_array().cloned().expect("a list")
}

async fn forgot(app: &TestApp, email: &str) {
    app.post("/auth/password/forgot").json(&json!({"email": email})).send().await.expect(204);
}

#[tokio::test]
async fn each_sees_their_own_mails_and_an_administrator_all_of_the_workspace() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let other = app.register("Teak Trading", "tom@teak.example").await;
        let sales = firm.role("sales");
        forgot(app, &sales.email).await;
        app.drain().await;
        let mine = outbox(app, sales).await;
        assert_eq!(mine.len(), 1, "{mine:?}");
        assert_eq!((&mine[0]["subject"], &mine[0]["state"]), (&json!("Choose a new password"), &json!("sent")));
        assert_eq!(mine[0]["to"], json!([{"name": sales.email.split('@').next(), "address": sales.email}]));
        let all = outbox(app, &firm.admin).await;
        assert_eq!(all.len(), 7, "six invitations and a link: {all:?}");
        assert_eq!(all[0]["id"], mine[0]["id"], "the newest first");
        assert_eq!(all[1]["by"]["id"], firm.admin.id.as_str());
        assert!(outbox(app, &other).await.is_empty() && outbox(app, firm.role("support")).await.is_empty());

        // Page by page, and only what was asked for.
        let first = app.get("/outbox?limit=4&state=sent").by(&firm.admin).send().await.expect(200);
        let next = first["page"]["next"].as_str().expect("there is more");
        let path = format!("/outbox?limit=4&state=sent&after={next}");
        let second = app.get(&path).by(&firm.admin).send().await.expect(200);
        assert_eq!((second["data"].as_array().map(Vec::len), &second["page"]["next"]), (Some(3), &Json::Null));
        app.get(&format!("/outbox?after={next}")).by(&firm.admin).send().await.refused(422, "invalid_cursor");
        assert_eq!(app.get("/outbox?state=lost").by(sales).send().await.field_errors(), ["state invalid_option"]);
        let mine = app.get("/outbox?mine=true").by(&firm.admin).send().await.expect(200);
        assert_eq!(mine["data"].as_array().map(Vec::len), Some(6));

        let path = format!("/outbox/{}", all[0]["id"].as_str().expect("an id"));
        app.get(&path).by(firm.role("manager")).send().await.refused(404, "not_found");
        app.get(&path).by(&other).send().await.refused(404, "not_found");
        app.post(&format!("{path}/send")).by(&other).send().await.refused(404, "not_found");
        app.get("/outbox").send().await.refused(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_the_link_of_another_and_it_is_forgotten_once_sent() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let role = app.role_id(&admin, "sales").await;
        let sales = app.invite(&admin, "ravi@banyan.example", &[role]).await;
        forgot(app, &sales.email).await;
        let waiting = outbox(app, &admin).await;
        assert_eq!(waiting[0]["state"], "queued");
        let path = format!("/outbox/{}", waiting[0]["id"].as_str().expect("an id"));
        for person in [&admin, &sales] {
            let mail = app.get(&path).by(person).send().await.expect(200);
            assert_eq!((&mail["secret"], &mail["text"], &mail["html"]), (&json!(true), &Json::Null, &Json::Null));
            assert!(!mail.to_string().contains("/reset/"));
        }
        app.drain().await;
        let token = app.mailed_token(&sales.email);
        let jobs = app.get("/jobs?type=send_mail").by(&admin).send().await.expect(200);
        assert!(!jobs.to_string().contains(&token));
        let mail = app.get(&path).by(&admin).send().await.expect(200);
        assert_eq!(mail["state"], "sent");
        app.post(&format!("{path}/send")).by(&admin).send().await.refused(409, "conflict");
        let kept = app.app.store().find_outgoing_mail(
            admin.workspace.parse().expect("an id"),
            mail["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"),
        );
        assert_eq!(kept.await.expect("read").expect("there").text, "");
    })
    .await;
}

/// A server with a mind of its own.
#[derive(Default)]
struct Server {
    /// What it says to the next mails.
    says: Mutex<Vec<MailError>>,
    took: Mutex<Vec<Mail>>,
    tries: AtomicUsize,
    /// Whether it takes a mail and never says so.
    silent: Mutex<bool>,
    /// Whether it waits before it takes one.
    slow: Mutex<bool>,
    go_on: Notify,
}

impl Server {
    fn took(&self) -> usize {
        self.took.lock().expect("no panic").len()
    }
}

struct Shared(Arc<Server>);

impl Mailer for Shared {
    fn send<'a>(
        &'a self,
        mail: &'a Mail,
        _: Option<&'a MailServer>,
        hand_over: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>> {
        let server = self.0.clone();
        Box::pin(async move {
            server.tries.fetch_add(1, Ordering::SeqCst);
            let says = server.says.lock().expect("no panic").pop();
            if let Some(MailError::Later(why)) = says {
                return Err(MailError::Later(why));
            }
            if *server.slow.lock().expect("no panic") {
                server.go_on.notified().await;
            }
            hand_over.await?;
            if let Some(error) = says {
                return Err(error);
            }
            server.took.lock().expect("no panic").push(mail.clone());
            if *server.silent.lock().expect("no panic") {
                std::future::pending::<()>().await;
            }
            Ok(())
        })
    }

    fn test<'a>(&'a self, _: &'a MailServer) -> BoxFuture<'a, Result<(), MailTrouble>> {
        Box::pin(async { Ok(()) })
    }
}

async fn with_server(test: impl AsyncFn(&TestApp, &Server)) {
    let server = Arc::new(Server::default());
    let options = Options { mailer: Some(Arc::new(Shared(server.clone()))), ..Options::default() };
    on_both_engines_with(options, async |app| {
        app.register("Banyan Works", "ana@banyan.example").await;
        server.took.lock().expect("no panic").clear();
        server.tries.store(0, Ordering::SeqCst);
        test(app, &server).await;
    })
    .await;
}

/// As when the process is killed: nobody waits for the job any more, and its lease runs out.
async fn die_while_sending(app: &TestApp) {
    let cut_off = tokio::time::timeout(Duration::from_millis(300), app.drain()).await;
    assert!(cut_off.is_err(), "it was not being sent");
    app.clock.set(app.app.now().plus_seconds(61));
}

#[tokio::test]
async fn a_server_that_is_away_is_asked_again_and_one_that_refuses_is_not() {
    with_server(async |app, server| {
        let ana = app.sign_in("ana@banyan.example").await;
        *server.says.lock().expect("no panic") = vec![MailError::Later("nobody answers".into())];
        forgot(app, &ana.email).await;
        app.drain().await;
        let mail = outbox(app, &ana).await.remove(0);
        assert_eq!((&mail["state"], &mail["error"]), (&json!("queued"), &json!("nobody answers")));
        assert_eq!((&mail["attempts"], &mail["next_at"]), (&json!(1), &json!("2026-03-02T09:00:10Z")));
        app.clock.set(app.app.now().plus_seconds(11));
        app.drain().await;
        let mail = outbox(app, &ana).await.remove(0);
        assert_eq!((&mail["state"], &mail["error"], server.took()), (&json!("sent"), &Json::Null, 1));

        *server.says.lock().expect("no panic") = vec![MailError::Never("no such mailbox".into())];
        forgot(app, &ana.email).await;
        app.drain().await;
        let mail = outbox(app, &ana).await.remove(0);
        assert_eq!((&mail["state"], &mail["error"]), (&json!("failed"), &json!("no such mailbox")));
        app.clock.set(app.app.now().plus_seconds(86_400));
        app.drain().await;
        assert_eq!(server.tries.load(Ordering::SeqCst), 3);

        // Somebody has put right what was wrong.
        let ana = app.sign_in(&ana.email).await;
        let path = format!("/outbox/{}/send", mail["id"].as_str().expect("an id"));
        let again = app.post(&path).by(&ana).send().await.expect(200);
        assert_eq!(again["state"], "queued");
        app.post(&path).by(&ana).send().await.expect(200);
        app.drain().await;
        assert_eq!(
            (&outbox(app, &ana).await[0]["state"], server.took()),
            (&json!("sent"), 2),
            "asked twice, sent once"
        );
        app.post(&path).by(&ana).send().await.refused(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn what_may_have_been_sent_waits_for_somebody_to_decide() {
    with_server(async |app, server| {
        let ana = app.sign_in("ana@banyan.example").await;
        *server.silent.lock().expect("no panic") = true;
        forgot(app, &ana.email).await;
        die_while_sending(app).await;
        app.drain().await;
        app.clock.set(app.app.now().plus_seconds(86_400));
        app.drain().await;
        let ana = app.sign_in(&ana.email).await;
        let mail = outbox(app, &ana).await.remove(0);
        assert_eq!((&mail["state"], server.took()), (&json!("unsure"), 1), "{mail}");
        assert!(mail["error"].as_str().is_some_and(|why| why.contains("probably been sent")), "{mail}");
        *server.silent.lock().expect("no panic") = false;
        let path = format!("/outbox/{}/send", mail["id"].as_str().expect("an id"));
        app.post(&path).by(&ana).send().await.expect(200);
        app.drain().await;
        assert_eq!(outbox(app, &ana).await[0]["state"], "sent");
        let took = server.took.lock().expect("no panic");
        assert_eq!((took.len(), &took[0].message_id), (2, &took[1].message_id), "the same mail to whoever looks");
    })
    .await;
}

#[tokio::test]
async fn what_was_not_handed_over_is_sent_by_the_next_and_by_no_ghost() {
    with_server(async |app, server| {
        let ana = app.sign_in("ana@banyan.example").await;
        *server.slow.lock().expect("no panic") = true;
        forgot(app, &ana.email).await;
        die_while_sending(app).await;
        *server.slow.lock().expect("no panic") = false;
        app.drain().await;
        assert_eq!((&outbox(app, &ana).await[0]["state"], server.took()), (&json!("sent"), 1));
        // The process was not dead but slow: it notices that others have gone on without it.
        server.go_on.notify_waiters();
        tokio::time::sleep(Duration::from_millis(200)).await;
        app.drain().await;
        assert_eq!((&outbox(app, &ana).await[0]["state"], server.took()), (&json!("sent"), 1));
        assert_eq!(server.tries.load(Ordering::SeqCst), 2);
    })
    .await;
}
