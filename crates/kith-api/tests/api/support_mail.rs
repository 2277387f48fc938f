//! Mail of a support mailbox: tickets, their threads, and what goes back, against Dovecot and an SMTP server.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kith_testkit::{MailServers, Person, TestApp, on_both_engines_with, text};
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn with_servers(test: impl AsyncFn(&TestApp, &MailServers)) {
    let servers = MailServers::start();
    on_both_engines_with(servers.options(), async |app| test(app, &servers).await).await;
}

/// A support mailbox on these servers, and its address.
async fn mailbox(app: &TestApp, servers: &MailServers, admin: &Person) -> (Json, String) {
    let address = format!("help{}@banyan.test", admin.id);
    let body = json!({
        "name": "Banyan Support", "address": address, "imap_host": "127.0.0.1", "imap_port": servers.imap,
        "imap_security": "none", "imap_user": address, "imap_password": "secret", "smtp_host": "localhost",
        "smtp_port": servers.smtps, "smtp_security": "tls", "smtp_user": address, "smtp_password": "secret",
    });
    (app.post("/mailboxes").by(admin).json(&body).send().await.expect(201), address)
}

/// Reads what has come, and sends what goes out.
async fn turn(app: &TestApp, admin: &Person, mailbox: &Json) -> usize {
    let path = format!("/mailboxes/{}/retry", text(mailbox, "id"));
    app.post(&path).by(admin).send().await.expect(200);
    let taken = app.read_mail().await;
    app.drain().await;
    taken
}

fn mail(from: &str, id: &str, subject: &str, more: &str, words: &str) -> String {
    format!(
        "From: {from}\r\nTo: help@banyan.test\r\nSubject: {subject}\r\nMessage-ID: <{id}>\r\n\
         Date: Mon, 02 Mar 2026 08:00:00 +0000\r\n{more}\r\n{words}\r\n"
    )
}

async fn tickets(app: &TestApp, by: &Person) -> Vec<Json> {
    app.list(by, "/tickets?sort=number&limit=100").await.into_iter().map(Json::Object).collect()
}

async fn messages(app: &TestApp, by: &Person, ticket: &Json) -> Vec<Json> {
    let path = format!("/ticket_messages?ticket_id={}&sort=created_at&limit=100", text(ticket, "id"));
    app.list(by, &path).await.into_iter().map(Json::Object).collect()
}

/// A header of a mail, unfolded.
fn header(mail: &str, name: &str) -> String {
    let head = mail.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    let head = head.split("\n\n").next().unwrap_or_default().to_owned();
    let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_mail_that_tells_one_of_us_of_a_ticket_is_no_part_of_the_customers_thread() {
    with_servers(async |app, servers| {
        let firm = app.firm("Banyan Works").await;
        let (admin, agent) = (&firm.admin, firm.role("support"));
        let ways = json!({"choices": {"ticket_reply": {"mail": "now"}}});
        app.patch("/me/notifications").by(agent).json(&ways).send().await.expect(200);
        let (mailbox, address) = mailbox(app, servers, admin).await;
        let from = format!("nandini{}@out.test", admin.id);
        servers.deliver(&address, mail(&from, "1@out.test", "Missing parcel", "", "Where is it?"));
        turn(app, admin, &mailbox).await;
        let ticket = tickets(app, agent).await.remove(0);
        let path = format!("/tickets/{}", text(&ticket, "id"));
        app.patch(&path).by(admin).json(&json!({"assignee_id": agent.id})).send().await.expect(200);
        let answer = mail(&from, "2@out.test", "Re: Missing parcel", "In-Reply-To: <1@out.test>\r\n", "Well?");
        app.clock.advance_seconds(60);
        servers.deliver(&address, answer);
        turn(app, admin, &mailbox).await;
        let told = app.mails.last_to(&agent.email).expect("a mail from Kith itself");
        assert!(told.subject.contains("The customer replied"), "{}", told.subject);
        assert_eq!((&told.from, &told.in_reply_to, told.references.len()), (&None, &None, 0));
        assert!(servers.messages(&agent.email).is_empty());
    })
    .await;
}

const HTML: &str = "Content-Type: multipart/mixed; boundary=x\r\nMIME-Version: 1.0\r\n";
const HTML_WORDS: &str = "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick=\"x()\">My <b>parcel</b> is \
     missing.<script>steal()</script><img src=\"https://spy.test/p.gif\"></p><blockquote>Earlier</blockquote>\r\n\
     --x\r\nContent-Type: image/png; name=\"../../label.png\"\r\nContent-Disposition: attachment\r\n\
     Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--\r\n";

const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

#[tokio::test]
async fn pictures_among_the_words_are_shown_from_the_files_of_the_ticket() {
    with_servers(async |app, servers| {
        let firm = app.firm("Banyan Works").await;
        let (admin, agent) = (&firm.admin, firm.role("support"));
        let (mailbox, address) = mailbox(app, servers, admin).await;
        let part = |id: &str, media: &str, name: &str, bytes: &str| {
            format!(
                "--r\r\nContent-Type: {media}; name=\"{name}\"\r\nContent-ID: <{id}>\r\nContent-Disposition: inline\r\n\
                 Content-Transfer-Encoding: base64\r\n\r\n{bytes}\r\n"
            )
        };
        let svg = STANDARD.encode("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"steal()\"/>");
        let words = [
            "--r\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The label: <img src=\"cid:label%40out.test\" \
             alt=\"Label\"><img src=\"cid:drawing\"><img src=\"cid:gone\"><img src=\"/api/v1/me\"></p>\r\n",
            &part("label@out.test", "image/png", "label.png", DOT),
            // What it says it is counts for nothing.
            &part("drawing", "image/png", "drawing.png", &svg),
            "--r--\r\n",
        ];
        let head = "Content-Type: multipart/related; boundary=r\r\nMIME-Version: 1.0\r\n";
        let from = format!("nandini{}@out.test", admin.id);
        servers.deliver(&address, mail(&from, "p1@out.test", "A torn label", head, &words.concat()));
        assert_eq!(turn(app, admin, &mailbox).await, 1);
        let ticket = tickets(app, agent).await.remove(0);
        let said = messages(app, agent, &ticket).await.remove(0);
        let files = app.list(agent, &format!("/files?record=ticket:{}&sort=name", text(&ticket, "id"))).await;
        let types: Vec<&str> = files.iter().filter_map(|file| file["media_type"].as_str()).collect();
        assert_eq!(types, ["image/svg+xml", "image/png"]);
        let there = format!("/api/v1/files/{}/content?inline=true", files[1]["id"].as_str().expect("an id"));
        let page = app.get(&format!("/ticket_messages/{}/page", text(&said, "id"))).by(agent).send().await.text();
        assert!(page.contains(&format!("<img src=\"{there}\" alt=\"Label\">")), "{page}");
        assert_eq!((page.matches("<img").count(), page.matches("src=").count()), (4, 1), "{page}");
        // Read like any file of the ticket, and by nobody who may not read that.
        let picture = app.get(&there).by(agent).send().await;
        assert_eq!((picture.status, picture.header("content-type")), (200, "image/png"));
        assert!(picture.header("content-disposition").starts_with("inline"));
        let stranger = app.register("Teak Trading", "tom@teak.example").await;
        app.get(&there).by(&stranger).send().await.refused(404, "not_found");
        app.get(&there).send().await.refused(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn a_mail_becomes_a_ticket_and_its_answers_one_conversation() {
    with_servers(async |app, servers| {
        let firm = app.firm("Banyan Works").await;
        let (admin, agent) = (&firm.admin, firm.role("support"));
        let (mailbox, address) = mailbox(app, servers, admin).await;
        let customer = format!("nandini{}@out.test", admin.id);
        let from = format!("Nandini Pillai <{customer}>");
        servers.deliver(&address, mail(&from, "1@out.test", "Missing parcel", HTML, HTML_WORDS));
        assert_eq!(turn(app, admin, &mailbox).await, 1);

        let ticket = tickets(app, agent).await.remove(0);
        assert_eq!((&ticket["subject"], &ticket["channel"]), (&json!("Missing parcel"), &json!("email")));
        let contact = app.list(agent, &format!("/contacts?email={customer}")).await.remove(0);
        assert_eq!((&contact["title"], &contact["id"]), (&json!("Nandini Pillai"), &ticket["contact_id"]));
        let said = messages(app, agent, &ticket).await;
        assert_eq!(said[0]["body"].as_str().map(|body| body.contains("parcel is missing")), Some(true), "{}", said[0]);
        let files = app.list(agent, &format!("/files?record=ticket:{}", text(&ticket, "id"))).await;
        assert_eq!((&files[0]["name"], &files[0]["media_type"]), (&json!("label.png"), &json!("image/png")));
        assert_eq!(said[0]["file_ids"], json!([files[0]["id"]]));
        let path = format!("/ticket_messages/{}/page", text(&said[0], "id"));
        let page = app.get(&path).by(agent).send().await;
        assert_eq!(page.status, 200);
        assert!(page.header("content-security-policy").contains("img-src 'self' data:;"));
        assert!(!page.text().contains("steal") && !page.text().contains("onclick"), "{}", page.text());
        assert!(page.text().contains("<details><summary>…</summary><blockquote>Earlier"), "{}", page.text());
        let shown = app.get(&format!("{path}?pictures=true")).by(agent).send().await;
        assert!(shown.header("content-security-policy").contains("img-src 'self' data: https: http:;"));
        let stranger = app.register("Teak Trading", "tom@teak.example").await;
        app.get(&path).by(&stranger).send().await.refused(404, "not_found");

        // The customer hears that it arrived.
        let got = servers.messages(&customer);
        assert_eq!(got.len(), 1);
        assert_eq!(
            header(&got[0], "From"),
            format!("Banyan Support <{address}>").replace("Banyan Support", "\"Banyan Support\"")
        );
        assert!(header(&got[0], "Auto-Submitted").starts_with("auto-"), "{}", got[0]);
        assert_eq!(header(&got[0], "In-Reply-To"), "<1@out.test>");
        assert!(header(&got[0], "Subject").contains("[#1]"), "{}", got[0]);

        // An answer goes out through the mailbox's own server, and theirs comes back into the ticket.
        let path = format!("/tickets/{}/reply", text(&ticket, "id"));
        app.post(&path)
            .by(agent)
            .json(&json!({"body": "We look for it.", "status": "waiting"}))
            .send()
            .await
            .expect(200);
        app.drain().await;
        let got = servers.messages(&customer);
        let answer = got.iter().find(|mail| mail.contains("We look for it.")).expect("the answer");
        assert_eq!(header(answer, "In-Reply-To"), "<1@out.test>");
        assert!(header(answer, "Auto-Submitted").is_empty());
        let id = header(answer, "Message-ID");
        let reply = |id: &str, subject: &str, more: &str| mail(&from, id, subject, more, "Any news?");
        servers.deliver(&address, reply("2@out.test", "Something else", &format!("References: <1@out.test> {id}\r\n")));
        servers.deliver(&address, reply("3@out.test", "Missing parcel [#1]", ""));
        servers.deliver(&address, reply("4@out.test", "AW: missing parcel", ""));
        servers.deliver(&address, reply("5@out.test", "Missing parcel", "In-Reply-To: <2@out.test>\r\n"));
        assert_eq!(turn(app, admin, &mailbox).await, 4);
        assert_eq!(messages(app, agent, &ticket).await.len(), 6);
        let now = app.get(&format!("/tickets/{}", text(&ticket, "id"))).by(agent).send().await.expect(200);
        assert_eq!(now["status"], "open");

        // Whoever makes a number up, or has the same subject, writes into nobody else's ticket.
        servers.deliver(&address, mail("eve@out.test", "6@out.test", "Re: Missing parcel [#1]", "", "Mine too."));
        servers.deliver(&address, reply("7@out.test", "Missing parcel", ""));
        assert_eq!(turn(app, admin, &mailbox).await, 2);
        assert_eq!(tickets(app, agent).await.len(), 3);
        assert_eq!(messages(app, agent, &ticket).await.len(), 6);

        // Settled, the customer hears of it.
        let path = format!("/tickets/{}", text(&ticket, "id"));
        app.patch(&path).by(agent).json(&json!({"status": "resolved"})).send().await.expect(200);
        app.drain().await;
        assert!(servers.messages(&customer).iter().any(|mail| mail.contains("is settled")));
    })
    .await;
}

#[tokio::test]
async fn programs_are_told_from_people_and_nobody_is_answered_without_end() {
    with_servers(async |app, servers| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let (mailbox, address) = mailbox(app, servers, &admin).await;
        let many = format!("many{}@out.test", admin.id);
        for n in 0..6 {
            servers.deliver(&address, mail(&many, &format!("m{n}@out.test"), &format!("Question {n}"), "", "Hello"));
        }
        let quiet = format!("quiet{}@out.test", admin.id);
        for (n, more) in ["Auto-Submitted: auto-replied\r\n", "List-Id: <all.out.test>\r\n", "Precedence: bulk\r\n"]
            .into_iter()
            .enumerate()
        {
            servers.deliver(&address, mail(&quiet, &format!("q{n}@out.test"), &format!("Notice {n}"), more, "Hello"));
        }
        servers.deliver(&address, mail(&address, "own@out.test", "Loop", "Auto-Submitted: no\r\n", "Me again"));
        let form = format!("Reply-To: Form <form{}@out.test>\r\n", admin.id);
        servers.deliver(&address, mail(&address, "form@out.test", "From the form", &form, "Hello"));
        assert_eq!(turn(app, &admin, &mailbox).await, 11);
        assert_eq!(tickets(app, &admin).await.len(), 10, "all but what the mailbox sent itself");
        assert_eq!(servers.messages(&many).len(), 3, "at most three in an hour");
        assert!(servers.messages(&quiet).is_empty(), "nothing answers programs");
        assert_eq!(servers.messages(&format!("form{}@out.test", admin.id)).len(), 1);
        assert!(app.list(&admin, &format!("/contacts?email={quiet}")).await.is_empty());

        // What answers our answer by itself is noted for the team and changes nothing. A notice that it did not
        // arrive is noted too, and somebody's to look at; one of a mail that nobody knows is set aside.
        let got = servers.messages(&many);
        let id = header(&got[0], "Message-ID");
        let about = |ticket: &Json| {
            ticket["subject"]
                == header(&got[0], "Subject").trim_start_matches("Re: ").split(" [#").next().unwrap_or_default()
        };
        let ticket = tickets(app, &admin).await.into_iter().find(about).expect("the ticket that was answered");
        let path = format!("/tickets/{}", text(&ticket, "id"));
        let waiting = json!({"status": "waiting", "assignee_id": admin.id});
        app.patch(&path).by(&admin).json(&waiting).send().await.expect(200);
        let away = format!("Auto-Submitted: auto-replied\r\nIn-Reply-To: {id}\r\n");
        servers.deliver(&address, mail(&many, "away@out.test", "I am away", &away, "Until Monday"));
        turn(app, &admin, &mailbox).await;
        let after = app.get(&path).by(&admin).send().await.expect(200);
        assert_eq!(after["status"], "waiting");
        let report = "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n";
        let returned = format!(
            "--x\r\n\r\nThere is no such mailbox.\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\n\
             Message-ID: {id}\r\nSubject: Question\r\n\r\n--x--"
        );
        servers.deliver(&address, mail("MAILER-DAEMON@out.test", "b@out.test", "Undelivered", report, &returned));
        servers.deliver(&address, mail("MAILER-DAEMON@out.test", "c@out.test", "Undelivered", report, "--x--"));
        turn(app, &admin, &mailbox).await;
        assert_eq!(tickets(app, &admin).await.len(), 10);
        let after = app.get(&path).by(&admin).send().await.expect(200);
        assert_eq!(after["status"], "open");
        let said = messages(app, &admin, &ticket).await;
        let notes: Vec<&str> = said.iter().filter(|it| it["internal"] == true).map(|it| text(it, "body")).collect();
        assert!(notes.iter().any(|note| note.contains("Until Monday")), "{notes:?}");
        assert!(notes.iter().any(|note| note.contains("no such mailbox")), "{notes:?}");
        let aside = app.get(&format!("/mailboxes/{}/aside", text(&mailbox, "id"))).by(&admin).send().await.expect(200);
        assert_eq!(aside["data"].as_array().map(Vec::len), Some(1));
        assert_eq!(servers.messages(&many).len(), 3, "and nobody is answered");
        app.clock.advance_seconds(3700);
        servers.deliver(&address, mail(&many, "later@out.test", "An hour later", "", "Hello"));
        assert_eq!(app.read_mail().await, 1);
        app.drain().await;
        assert_eq!(servers.messages(&many).len(), 4);
    })
    .await;
}

/// A way to a server that is cut after so many bytes of its answers, and whole once there are none to count.
async fn way(to: u16, left: Arc<AtomicUsize>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let left = left.clone();
            tokio::spawn(async move {
                let far = TcpStream::connect(("127.0.0.1", to)).await.expect("a server");
                let ((mut near_in, mut near_out), (mut far_in, mut far_out)) = (near.into_split(), far.into_split());
                let there = tokio::spawn(async move { tokio::io::copy(&mut near_in, &mut far_out).await });
                let mut piece = vec![0; 512];
                while let Ok(count @ 1..) = far_in.read(&mut piece).await {
                    let rest = left.load(Ordering::SeqCst);
                    let passed = if rest == 0 { count } else { count.min(rest - 1) };
                    if near_out.write_all(&piece[..passed]).await.is_err() {
                        break;
                    }
                    if rest > 0 {
                        left.fetch_sub(passed, Ordering::SeqCst);
                        if passed < count {
                            break;
                        }
                    }
                }
                there.abort();
            });
        }
    });
    port
}

#[tokio::test]
async fn a_cut_connection_and_a_killed_process_lose_nothing_and_take_nothing_twice() {
    with_servers(async |app, servers| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let (mailbox, address) = mailbox(app, servers, &admin).await;
        let left = Arc::new(AtomicUsize::new(0));
        let port = way(servers.imap, left.clone()).await;
        let path = format!("/mailboxes/{}", text(&mailbox, "id"));
        let moved = json!({"imap_port": port, "imap_password": "secret"});
        app.patch(&path).by(&admin).json(&moved).send().await.expect(200);
        const COUNT: usize = 24;
        for n in 0..COUNT {
            let id = format!("{n}@out.test");
            servers.deliver(&address, mail("ravi@out.test", &id, &format!("Question {n}"), "", &"word ".repeat(400)));
        }
        let hurry = format!("{path}/retry");
        for cut in 1..12 {
            app.post(&hurry).by(&admin).send().await.expect(200);
            if cut % 2 == 0 {
                // In the middle of an answer.
                left.store(1_500 + 700 * cut, Ordering::SeqCst);
                app.read_mail().await;
                left.store(0, Ordering::SeqCst);
            } else {
                // Wherever it was: what holds the mailbox is gone, until its lease ends.
                let pause = Duration::from_millis(15 * cut as u64);
                let _ = tokio::time::timeout(pause, kith_app::mailboxes::read_due(&app.app)).await;
                app.clock.advance_seconds(130);
            }
        }
        turn(app, &admin, &mailbox).await;
        let found = tickets(app, &admin).await;
        let mut subjects: Vec<&str> = found.iter().map(|ticket| text(ticket, "subject")).collect();
        subjects.sort_unstable();
        subjects.dedup();
        assert_eq!((found.len(), subjects.len()), (COUNT, COUNT));
        let told = app.get(&path).by(&admin).send().await.expect(200)["state"].clone();
        assert_eq!((&told["kept_count"], &told["error"]), (&json!(COUNT), &Json::Null), "{told}");
        assert_eq!(app.list(&admin, "/contacts?email=ravi@out.test").await.len(), 1);
    })
    .await;
}
