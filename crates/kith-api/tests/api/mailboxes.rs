//! Mailboxes, against Dovecot: settings that are tried out, and mail that is read once and for good.

use kith_testkit::{MailServers, Person, TestApp, on_both_engines_with};
use serde_json::{Value as Json, json};

async fn with_servers(test: impl AsyncFn(&TestApp, &MailServers)) {
    let servers = MailServers::start();
    on_both_engines_with(servers.options(), async |app| test(app, &servers).await).await;
}

/// The settings of a mailbox on these servers.
fn settings(servers: &MailServers, address: &str) -> Json {
    json!({
        "name": "Support", "address": address, "imap_host": "localhost", "imap_port": servers.imaps,
        "imap_security": "tls", "imap_user": address, "imap_password": "secret",
        "smtp_host": "localhost", "smtp_port": servers.smtps, "smtp_security": "tls", "smtp_user": address,
        "smtp_password": "secret",
    })
}

fn with(mut body: Json, changes: &[(&str, Json)]) -> Json {
    for (key, value) in changes {
        body[*key] = value.clone();
    }
    body
}

async fn add(app: &TestApp, person: &Person, body: Json) -> Json {
    app.post("/mailboxes").by(person).json(&body).send().await.expect(201)
}

async fn state(app: &TestApp, person: &Person, mailbox: &Json) -> Json {
    let path = format!("/mailboxes/{}", mailbox["id"].as_str().expect("an id"));
    app.get(&path).by(person).send().await.expect(200)["state"].clone()
}

/// Looks into a mailbox now, whenever its time would be.
async fn look(app: &TestApp, person: &Person, mailbox: &Json) -> usize {
    let path = format!("/mailboxes/{}/retry", mailbox["id"].as_str().expect("an id"));
    app.post(&path).by(person).send().await.expect(200);
    app.read_mail().await
}

fn mail(from: &str, id: &str, text: &str) -> String {
    format!(
        "From: {from}\r\nTo: ana@banyan.test\r\nSubject: About {id}\r\nMessage-ID: <{id}@out.test>\r\n\
         Date: Mon, 02 Mar 2026 08:00:00 +0000\r\n\r\n{text}\r\n"
    )
}

#[tokio::test]
async fn settings_that_do_not_work_are_refused_beside_their_field() {
    with_servers(async |app, servers| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let good = settings(servers, "help@banyan.test");
        let nobody = MailServers::start();
        let closed = nobody.imaps;
        drop(nobody);
        for (changes, field) in [
            (vec![("imap_port", json!(closed))], "imap_host"),
            (
                vec![
                    ("imap_host", json!("127.0.0.1")),
                    ("imap_port", json!(servers.smtp)),
                    ("imap_security", json!("none")),
                ],
                "imap_host",
            ),
            (vec![("imap_port", json!(servers.imap))], "imap_security"),
            (vec![("imap_password", json!("wrong"))], "imap_password"),
            (vec![("imap_folder", json!("No such folder"))], "imap_folder"),
            (vec![("imap_folder", json!("a\u{1f4ec}\"b"))], "imap_folder"),
            (vec![("smtp_port", json!(closed))], "smtp_host"),
            (vec![("smtp_port", json!(servers.smtp))], "smtp_security"),
            (vec![("smtp_password", json!("wrong"))], "smtp_password"),
        ] {
            let body = with(good.clone(), &changes);
            let refused = app.post("/mailboxes/test").by(&admin).json(&body).send().await;
            assert_eq!(refused.field_errors(), [format!("{field} invalid")], "{changes:?}: {}", refused.text());
            assert!(!refused.text().contains("secret"), "{}", refused.text());
        }
        app.post("/mailboxes/test").by(&admin).json(&good).send().await.expect(204);
        let start_tls = [("imap_port", json!(servers.imap)), ("imap_security", json!("starttls"))];
        app.post("/mailboxes/test").by(&admin).json(&with(good.clone(), &start_tls)).send().await.expect(204);
        let wrong = with(
            good.clone(),
            &[("imap_port", json!(70_000)), ("address", json!("help")), ("imap_host", json!("a b"))],
        );
        let refused = app.post("/mailboxes").by(&admin).json(&wrong).send().await;
        assert_eq!(refused.field_errors(), ["address invalid_email", "imap_host invalid", "imap_port invalid"]);
        assert!(
            app.get("/mailboxes").by(&admin).send().await.expect(200)["data"].as_array().is_some_and(Vec::is_empty)
        );
    })
    .await;
}

#[tokio::test]
async fn passwords_are_never_answered_and_go_to_no_other_server() {
    with_servers(async |app, servers| {
        let firm = app.firm("Banyan Works").await;
        let (admin, sales) = (&firm.admin, firm.role("sales"));
        let made = add(app, admin, settings(servers, "help@banyan.test")).await;
        let path = format!("/mailboxes/{}", made["id"].as_str().expect("an id"));
        for reply in [app.get(&path).by(admin).send().await, app.get("/mailboxes").by(admin).send().await] {
            let text = reply.text();
            assert!(!text.contains("password") && !text.contains("secret") && !text.contains("v1:"), "{text}");
        }
        // Kept as it is where nothing is said, asked for again where it would go elsewhere.
        app.patch(&path).by(admin).json(&json!({"name": "Help"})).send().await.expect(200);
        let elsewhere = app.patch(&path).by(admin).json(&json!({"imap_host": "127.0.0.1"})).send().await;
        assert_eq!(elsewhere.field_errors(), ["imap_password required"]);
        let elsewhere = json!({"id": made["id"], "imap_host": "evil.test"});
        let elsewhere = app.post("/mailboxes/test").by(admin).json(&elsewhere).send().await;
        assert_eq!(elsewhere.field_errors(), ["imap_password required"]);
        let moved = json!({"imap_host": "127.0.0.1", "imap_password": "secret"});
        app.patch(&path).by(admin).json(&moved).send().await.expect(200);

        // The team's belong to administrators, a person's own to that person.
        let refused = app.post("/mailboxes").by(sales).json(&settings(servers, "x@banyan.test")).send().await;
        assert_eq!(refused.field_errors(), ["personal forbidden"]);
        let own = with(settings(servers, "sales@banyan.test"), &[("personal", json!(true))]);
        let own = add(app, sales, own).await;
        assert_eq!(
            (&own["private"], &own["purpose"], &own["personal"]),
            (&json!(true), &json!("timeline"), &json!(true))
        );
        let own_path = format!("/mailboxes/{}", own["id"].as_str().expect("an id"));
        for request in [app.get(&own_path), app.patch(&own_path).json(&json!({"name": "x"})), app.delete(&own_path)] {
            request.by(admin).send().await.refused(404, "not_found");
        }
        app.get(&path).by(sales).send().await.refused(404, "not_found");
        app.post(&format!("{path}/retry")).by(sales).send().await.refused(404, "not_found");
        let other = app.register("Teak Trading", "tom@teak.example").await;
        app.get(&path).by(&other).send().await.refused(404, "not_found");
        let listed = app.get("/mailboxes").by(sales).send().await.expect(200);
        assert_eq!(listed["data"].as_array().map(Vec::len), Some(1));
        app.delete(&own_path).by(sales).send().await.expect(204);
        app.get(&own_path).by(sales).send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn mail_is_read_once_and_private_mail_by_its_owner_alone() {
    with_servers(async |app, servers| {
        let firm = app.firm("Banyan Works").await;
        let (admin, sales) = (&firm.admin, firm.role("sales"));
        let address = format!("own{}@banyan.test", sales.id);
        let body = with(settings(servers, &address), &[("personal", json!(true)), ("makes_contacts", json!(true))]);
        let mailbox = add(app, sales, body).await;
        assert_eq!(look(app, sales, &mailbox).await, 0);
        servers.deliver(&address, mail("Ravi Kumar <ravi@out.test>", "1", "The price is fine.\r\n\r\n> Is it?"));
        servers.deliver(&address, mail("Ravi Kumar <ravi@out.test>", "1", "The price is fine.\r\n\r\n> Is it?"));
        servers.deliver(&address, mail("Ravi Kumar <ravi@out.test>", "1", "The same id, other words."));
        assert_eq!(look(app, sales, &mailbox).await, 2);
        assert_eq!(look(app, sales, &mailbox).await, 0);
        let told = state(app, sales, &mailbox).await;
        assert_eq!(
            (&told["kept_count"], &told["aside_count"], &told["server_count"]),
            (&json!(2), &json!(0), &json!(3))
        );
        assert_eq!((&told["last_uid"], &told["error"]), (&json!(3), &Json::Null));

        let contact = app.list(sales, "/contacts?email=ravi@out.test").await.remove(0);
        assert_eq!((&contact["title"], &contact["owner_id"]), (&json!("Ravi Kumar"), &json!(sales.id)));
        let path = format!("/contacts/{}/timeline?types=mail", contact["id"].as_str().expect("an id"));
        let mails = app.get(&path).by(sales).send().await.expect(200);
        let mails = mails["data"].as_array().expect("a list").clone();
        assert_eq!(mails.len(), 2);
        assert_eq!(mails[0]["at"], "2026-03-02T08:00:00Z");
        let id = mails.iter().map(|entry| entry["id"].as_str().expect("an id")).collect::<Vec<_>>();
        let read = app.get(&format!("/mails/{}", id[0])).by(sales).send().await.expect(200);
        assert!(read["text"].as_str().is_some_and(|text| !text.is_empty()));
        let raw = app.get(&format!("/mails/{}/raw", id[0])).by(sales).send().await;
        assert_eq!(raw.status, 200);
        assert!(raw.text().contains("Message-ID: <1@out.test>"));

        // Nobody else, whatever they may do otherwise.
        for other in [admin, firm.role("manager")] {
            let seen = app.get(&path).by(other).send().await.expect(200);
            assert_eq!(seen["data"], json!([]), "{}", other.email);
            for path in [format!("/mails/{}", id[0]), format!("/mails/{}/raw", id[0])] {
                app.get(&path).by(other).send().await.refused(404, "not_found");
            }
            let found = app.get("/search?q=price").by(other).send().await.expect(200);
            assert_eq!(found["data"], json!([]));
            let feed = app.get("/activity").by(other).send().await.text();
            assert!(!feed.contains("About 1"), "{feed}");
        }

        // Numbered anew, nothing is taken twice and nothing new is missed.
        servers.renumber(&address);
        servers.deliver(&address, mail("ravi@out.test", "2", "After the move."));
        assert_eq!(look(app, sales, &mailbox).await, 1);
        assert_eq!(state(app, sales, &mailbox).await["kept_count"], 3);
    })
    .await;
}

#[tokio::test]
async fn shared_mail_stands_on_timelines_and_what_is_odd_blocks_nothing() {
    with_servers(async |app, servers| {
        let firm = app.firm("Banyan Works").await;
        let (admin, sales) = (&firm.admin, firm.role("sales"));
        let ravi = app.create(admin, "contacts", json!({"first_name": "Ravi", "email": "Ravi@Out.test"})).await;
        let address = format!("team{}@banyan.test", admin.id);
        let body =
            with(settings(servers, &address), &[("purpose", json!("timeline")), ("makes_contacts", json!(false))]);
        let mailbox = add(app, admin, body).await;
        look(app, admin, &mailbox).await;
        servers.deliver(&address, b"");
        servers.deliver(&address, b"\xff\xfe\x01 not a mail at all");
        servers.deliver(&address, mail("stranger@out.test", "9", "Nobody knows me."));
        let nested: String =
            (0..3_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")).collect();
        servers.deliver(&address, format!("From: ravi@out.test\r\nSubject: Deep\r\n{nested}\r\nend\r\n"));
        let huge = format!("From: ravi@out.test\r\nSubject: Huge\r\n\r\n{}", "x".repeat(76).repeat(700_000));
        servers.deliver(&address, huge);
        let large = format!(
            "From: ravi@out.test\r\nSubject: Large\r\nMessage-ID: <l@out.test>\r\n\r\n{}",
            "word ".repeat(1_200_000)
        );
        servers.deliver(&address, large);
        servers.deliver(
            &address,
            mail("Ravi <ravi@out.test>", "10", "Yes, please.\r\n\r\nOn Monday Ana wrote:\r\n> Shall we?"),
        );
        assert_eq!(look(app, admin, &mailbox).await, 7);
        let told = state(app, admin, &mailbox).await;
        assert_eq!(
            (&told["kept_count"], &told["aside_count"], &told["error"]),
            (&json!(4), &json!(3), &Json::Null),
            "{told}"
        );

        let found = app
            .list(sales, &format!("/interactions?contact_id={}&sort=title", ravi["id"].as_str().expect("an id")))
            .await;
        let subjects: Vec<&str> = found.iter().filter_map(|row| row["subject"].as_str()).collect();
        assert_eq!(subjects, ["About 10", "Deep", "Large"]);
        assert_eq!((&found[0]["summary"], &found[0]["direction"]), (&json!("Yes, please."), &json!("inbound")));
        assert!(app.list(admin, "/contacts?email=stranger@out.test").await.is_empty());

        let path = format!("/mailboxes/{}/aside", mailbox["id"].as_str().expect("an id"));
        let aside = app.get(&path).by(admin).send().await.expect(200);
        let aside = aside["data"].as_array().expect("a list");
        assert_eq!(aside.len(), 3);
        let reason = |n: usize| aside[n]["reason"].as_str().unwrap_or_default();
        assert!(reason(0).contains("50 MB") && aside[0]["has_raw"] == false, "{}", aside[0]);
        assert!(reason(1).contains("no mail") && aside[1]["has_raw"] == true, "{}", aside[1]);
        let raw = app.get(&format!("/mails/{}/raw", aside[1]["id"].as_str().expect("an id"))).by(admin).send().await;
        assert_eq!(raw.body.as_ref(), b"\xff\xfe\x01 not a mail at all");
        app.get(&path).by(sales).send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_away_is_told_and_asked_again() {
    with_servers(async |app, servers| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let other = MailServers::start();
        let body = with(
            settings(servers, "help@banyan.test"),
            &[("imap_port", json!(other.imaps)), ("purpose", json!("timeline"))],
        );
        // The certificate is that of another authority.
        let refused = app.post("/mailboxes").by(&admin).json(&body).send().await;
        assert_eq!(refused.field_errors(), ["imap_security invalid"]);
        let plain = [("imap_port", json!(other.imap)), ("imap_security", json!("none"))];
        let mailbox = add(app, &admin, with(body, &plain)).await;
        drop(other);
        assert_eq!(look(app, &admin, &mailbox).await, 0);
        let told = state(app, &admin, &mailbox).await;
        assert_eq!((&told["error_with"], &told["failures"]), (&json!("host"), &json!(1)), "{told}");
        assert_eq!(told["next_at"], "2026-03-02T09:00:30Z");
        assert_eq!(app.read_mail().await, 0, "not before its time");
        assert_eq!(state(app, &admin, &mailbox).await["failures"], 1);
    })
    .await;
}

#[tokio::test]
async fn two_processes_never_read_the_same_mailbox_at_once() {
    with_servers(async |app, servers| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let address = format!("two{}@banyan.test", admin.id);
        let mailbox = add(app, &admin, with(settings(servers, &address), &[("purpose", json!("timeline"))])).await;
        look(app, &admin, &mailbox).await;
        for n in 0..20 {
            servers.deliver(&address, mail("ravi@out.test", &n.to_string(), "Hello"));
        }
        let path = format!("/mailboxes/{}/retry", mailbox["id"].as_str().expect("an id"));
        app.post(&path).by(&admin).send().await.expect(200);
        let (one, two, three) = tokio::join!(app.read_mail(), app.read_mail(), app.read_mail());
        assert_eq!(one + two + three, 20);
        assert!([one, two, three].contains(&20), "one had it all: {one} {two} {three}");
        assert_eq!(state(app, &admin, &mailbox).await["kept_count"], 20);
        assert_eq!(app.list(&admin, "/interactions?limit=50").await.len(), 20);
    })
    .await;
}

#[tokio::test]
async fn a_new_key_opens_what_the_old_one_sealed() {
    with_servers(async |app, servers| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let mailbox = add(app, &admin, settings(servers, "help@banyan.test")).await;
        let id = |key: &str| mailbox[key].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let workspace = admin.workspace.parse().expect("an id");
        let kept = app.app.store().find_mailbox(workspace, id("id")).await.expect("read").expect("there");
        assert!(kept.imap_secret.starts_with("v1:") && !kept.imap_secret.contains("secret"));
        assert_eq!(kith_app::mailboxes::seal_anew(&app.app).await.expect("sealed"), (0, 0), "sealed with it already");
    })
    .await;
}

#[tokio::test]
async fn mail_leaves_through_a_real_server_with_its_headers() {
    use kith_app::ports::{Address, Mail, MailError, MailServer, Security};
    let servers = MailServers::start();
    let options = servers.options();
    let post = options.post.expect("a post office");
    let mail = |id: &str| Mail {
        from: Some(Address::new("help@banyan.test", "Banyan, \"Support\"")),
        to: vec![Address::new("ravi@out.test", "Ravi Kumār")],
        cc: vec![Address::new("neha@out.test", "")],
        reply_to: None,
        subject: "Re: Größe".into(),
        text: ".leading dot\n..two\nHallo\n".into(),
        html: Some("<p>Hallo</p>".into()),
        attachments: Vec::new(),
        message_id: id.into(),
        in_reply_to: Some("q@out.test".into()),
        references: vec!["p@out.test".into(), "q@out.test".into()],
        automatic: false,
        unsubscribe: None,
        written_at: kith_testkit::START,
    };
    let server = |port: u16, security: Security, user: Option<&str>, password: &str| MailServer {
        host: "localhost".into(),
        port,
        security,
        user: user.map(str::to_owned),
        password: password.into(),
    };
    let tls = server(servers.smtps, Security::Tls, Some("help@banyan.test"), "secret");
    let go = || -> kith_app::ports::BoxFuture<'static, Result<(), MailError>> { Box::pin(async { Ok(()) }) };
    post.send(&mail("1@kith.test"), Some(&tls), go()).await.expect("sent");
    let start_tls = server(servers.smtp, Security::StartTls, None, "");
    post.send(&mail("2@kith.test"), Some(&start_tls), go()).await.expect("sent");
    let got = servers.messages("ravi@out.test");
    assert_eq!((got.len(), servers.messages("neha@out.test").len()), (2, 2));
    for line in ["In-Reply-To: <q@out.test>", "References: <p@out.test> <q@out.test>"] {
        assert!(got[0].contains(line), "{}", got[0]);
    }
    assert!(got[0].contains("\n.leading dot"), "{}", got[0]);
    // What is not handed over is not there.
    let stop: kith_app::ports::BoxFuture<'_, Result<(), MailError>> =
        Box::pin(async { Err(MailError::Later("another has it".into())) });
    let stopped = post.send(&mail("3@kith.test"), Some(&tls), stop).await;
    assert_eq!(stopped, Err(MailError::Later("another has it".into())));
    let wrong = server(servers.smtps, Security::Tls, Some("help@banyan.test"), "wrong");
    assert!(matches!(post.send(&mail("4@kith.test"), Some(&wrong), go()).await, Err(MailError::Later(_))));
    assert_eq!(servers.messages("ravi@out.test").len(), 2);
}
