//! Tickets: their numbers, what is said in them, and what that does to their status.

use bytes::Bytes;
use futures_util::future::join_all;
use kith_app::modules::service::{Incoming, IncomingFile, Received, receive};
use kith_testkit::{Person, TestApp, on_both_engines, text};
use serde_json::{Value as Json, json};

/// A contact and a ticket of theirs.
async fn ticket(app: &TestApp, by: &Person) -> (Json, Json) {
    let company = app.create(by, "companies", json!({"name": "Kochi Gifts"})).await;
    let body = json!({
        "first_name": "Nandini", "last_name": "Pillai", "email": "nandini@mailbox.example", "company_id": company["id"],
    });
    let contact = app.create(by, "contacts", body).await;
    let body = json!({
        "subject": "Parcel shows delivered", "description": "It is not here.", "contact_id": contact["id"],
        "channel": "email", "priority": "high",
    });
    let ticket = app.create(by, "tickets", body).await;
    (contact, ticket)
}

async fn again(app: &TestApp, by: &Person, ticket: &Json) -> Json {
    app.get(&format!("/tickets/{}", text(ticket, "id"))).by(by).send().await.expect(200)
}

async fn messages(app: &TestApp, by: &Person, ticket: &Json) -> Vec<Json> {
    let path = format!("/ticket_messages?ticket_id={}&sort=sent_at", text(ticket, "id"));
    app.list(by, &path).await.into_iter().map(Json::Object).collect()
}

async fn reply(app: &TestApp, by: &Person, ticket: &Json, body: Json) -> Json {
    let path = format!("/tickets/{}/reply", text(ticket, "id"));
    app.post(&path).by(by).json(&body).send().await.expect(200)
}

async fn take(app: &TestApp, by: &Person, incoming: Incoming) -> Received {
    receive(&app.app, by.workspace.parse().expect("an id"), &incoming).await.expect("taken")
}

fn mail(subject: &str, body: &str) -> Incoming {
    Incoming {
        channel: "email".into(),
        subject: subject.into(),
        text: body.into(),
        sender_name: "Nandini Pillai".into(),
        sender_address: "nandini@mailbox.example".into(),
        make_contact: true,
        ..Incoming::default()
    }
}

#[tokio::test]
async fn numbers_have_no_gaps_and_no_repeats() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let make = |by: &Person, n: usize| {
            let body = json!({"subject": format!("Ticket {n}")});
            app.post("/tickets").by(by).json(&body).send()
        };
        // One of ten is refused, which leaves no gap.
        let wrong = async |n: usize| {
            let body = json!({"subject": format!("Ticket {n}"), "priority": "dire"});
            app.post("/tickets").by(&ana).json(&body).send().await.refused(422, "validation_failed");
        };
        let made = join_all((0..100).map(|n| make(&ana, n)));
        let (made, _) = tokio::join!(made, join_all((0..10).map(wrong)));
        let mut numbers: Vec<i64> =
            made.into_iter().map(|reply| reply.expect(201)["number"].as_i64().expect("a number")).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=100).collect::<Vec<i64>>());
        assert_eq!(make(&tom, 1).await.expect(201)["number"], 1);

        // A request sent again answers with the number it had.
        let body = json!({"subject": "Once"});
        for _ in 0..2 {
            let sent = app.post("/tickets").by(&tom).header("idempotency-key", "k-1").json(&body);
            assert_eq!(sent.send().await.expect(201)["number"], 2);
        }
        let found = app.get("/search?q=%2342").by(&ana).send().await.expect(200);
        assert_eq!(text(&found["data"][0], "subtitle"), "#42");
        let named = app.patch(&format!("/tickets/{}", text(&found["data"][0], "id"))).by(&ana);
        named.json(&json!({"number": 7})).send().await.refused(422, "validation_failed");
    })
    .await;
}

#[tokio::test]
async fn an_answer_goes_out_and_an_answer_comes_back() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let leah = firm.role("support");
        let (contact, ticket) = ticket(app, leah).await;
        assert_eq!((&ticket["company_id"], text(&ticket, "status")), (&contact["company_id"], "open"));
        assert_eq!((&ticket["awaiting_reply"], text(&ticket, "snippet")), (&json!(true), "It is not here."));
        let said = messages(app, leah, &ticket).await;
        assert_eq!((text(&said[0], "direction"), text(&said[0], "sender_name")), ("in", "Nandini Pillai"));

        // A comment stays among us.
        let answer = reply(app, leah, &ticket, json!({"body": "Ask the driver", "internal": true})).await;
        assert_eq!((&answer["message"]["internal"], text(&answer["ticket"], "status")), (&json!(true), "open"));
        assert_eq!(answer["ticket"]["first_response_at"], Json::Null);
        assert_eq!(app.drain().await, 0);

        app.clock.advance_seconds(60);
        let answer = reply(app, leah, &ticket, json!({"body": "Hi Nandini,\n\nit went to 14."})).await;
        let is = &answer["ticket"];
        assert_eq!((text(is, "status"), text(is, "assignee_id")), ("in_progress", leah.id.as_str()));
        assert_eq!((text(is, "first_response_at"), &is["awaiting_reply"]), ("2026-03-02T09:01:00Z", &Json::Null));
        assert_eq!(app.drain().await, 1);
        let sent = app.mails.last_to("nandini@mailbox.example").expect("a mail");
        assert_eq!(sent.subject, "Re: Parcel shows delivered [#1]");
        assert_eq!(sent.text, "Hi Nandini,\n\nit went to 14.");

        let wait = reply(app, leah, &ticket, json!({"body": "Is it there now?", "status": "waiting"})).await;
        assert_eq!(text(&wait["ticket"], "first_response_at"), "2026-03-02T09:01:00Z");
        app.drain().await;

        // What the customer writes opens it again, and tells whoever looks after it.
        for (n, status) in ["waiting", "resolved"].into_iter().enumerate() {
            let path = format!("/tickets/{}", text(&ticket, "id"));
            app.patch(&path).by(leah).json(&json!({"status": status})).send().await.expect(200);
            app.drain().await;
            let is = again(app, leah, &ticket).await;
            assert_eq!(is["resolved_at"].is_null(), status == "waiting");
            let id = text(&ticket, "id").parse().ok();
            app.clock.advance_seconds(60);
            let message_id = Some(format!("answer-{n}@mailbox.example"));
            let letter = Incoming { ticket: id, message_id, ..mail("Re: Parcel", "No.\n> Is it there now?") };
            assert!(!take(app, leah, letter).await.new);
            let is = again(app, leah, &ticket).await;
            assert_eq!((text(&is, "status"), text(&is, "snippet")), ("open", "No."));
            assert_eq!((&is["resolved_at"], &is["awaiting_reply"]), (&Json::Null, &json!(true)));
            assert_eq!(app.list(leah, "/notifications?kind=ticket_reply").await.len(), n + 1);
        }
        assert_eq!(messages(app, leah, &ticket).await.len(), 6);
        let mails = app.mails.last_to("nandini@mailbox.example").expect("a mail");
        assert!(mails.text.contains("is settled"), "{}", mails.text);
        assert!(mails.automatic && !sent.automatic);

        // The customer's program shows them all as one conversation.
        reply(app, leah, &ticket, json!({"body": "On its way."})).await;
        app.drain().await;
        let last = app.mails.last_to("nandini@mailbox.example").expect("a mail");
        assert_eq!(last.in_reply_to.as_deref(), Some("answer-1@mailbox.example"));
        assert!(last.references.contains(&sent.message_id), "{:?}", last.references);
    })
    .await;
}

#[tokio::test]
async fn what_arrives_is_taken_once_and_whole() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let letter = Incoming {
            key: Some("<1@mailbox.example>".into()),
            html: Some("<p>Where is it?</p>".into()),
            files: vec![IncomingFile {
                name: "../door.txt".into(),
                content_id: None,
                bytes: Bytes::from_static(b"A blue door."),
            }],
            ..mail("Parcel 🎁 \r\n missing", "Where is it?\u{0}\r\nनमस्ते")
        };
        let got = join_all((0..5).map(|_| take(app, &ana, letter.clone()))).await;
        assert!(got.iter().all(|one| one.ticket == got[0].ticket && one.message == got[0].message), "{got:?}");
        assert_eq!(got.iter().filter(|one| one.new).count(), 1);
        let tickets = app.list(&ana, "/tickets").await;
        assert_eq!(tickets.len(), 1);
        let ticket = Json::Object(tickets[0].clone());
        assert_eq!((text(&ticket, "subject"), text(&ticket, "channel")), ("Parcel 🎁 missing", "email"));
        let contact = app.list(&ana, "/contacts").await;
        assert_eq!((contact.len(), &ticket["contact_id"]), (1, &contact[0]["id"]));
        let said = messages(app, &ana, &ticket).await;
        assert_eq!((said.len(), text(&said[0], "body")), (1, "Where is it?\nनमस्ते"));
        assert_eq!(text(&said[0], "html"), "<p>Where is it?</p>");
        assert!(said[0].get("source_key").is_none());
        let file = said[0]["file_ids"][0].as_str().expect("a file");
        let content = app.get(&format!("/files/{file}/content")).by(&ana).send().await;
        assert_eq!(content.body.as_ref(), b"A blue door.");
        assert_eq!(app.list(&ana, &format!("/files?record=ticket:{}", text(&ticket, "id"))).await.len(), 1);

        // Closed is closed: what comes then begins a new ticket that follows it.
        let path = format!("/tickets/{}", text(&ticket, "id"));
        app.patch(&path).by(&ana).json(&json!({"status": "closed"})).send().await.expect(200);
        let id = text(&ticket, "id").parse().ok();
        let next = take(app, &ana, Incoming { ticket: id, ..mail("Re: Parcel", "Again!") }).await;
        let next = app.get(&format!("/tickets/{}", next.ticket)).by(&ana).send().await.expect(200);
        assert_eq!((&next["follows_id"], &next["contact_id"]), (&ticket["id"], &ticket["contact_id"]));
        assert_eq!((&next["number"], text(&next, "status")), (&json!(2), "open"));

        // One that is in the trash is gone, and nothing is lost with it.
        app.delete(&path).by(&ana).send().await.expect(204);
        let other = take(app, &ana, Incoming { ticket: id, ..mail("", "x".repeat(200_000).as_str()) }).await;
        let other = app.get(&format!("/tickets/{}", other.ticket)).by(&ana).send().await.expect(200);
        assert_eq!((text(&other, "subject"), &other["follows_id"]), ("(no subject)", &Json::Null));
        // Taken before, though its ticket is in the trash now.
        assert!(take(app, &ana, letter).await.repeated);

        let odd = Incoming { sender_address: "nobody".into(), sender_name: "\u{7}".into(), ..mail("Hi", "") };
        let odd = take(app, &ana, odd).await;
        let odd = app.get(&format!("/tickets/{}", odd.ticket)).by(&ana).send().await.expect(200);
        assert_eq!((&odd["contact_id"], &odd["requester_email"]), (&Json::Null, &Json::Null));
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_said() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let (_, one) = ticket(app, &ana).await;
        let other = app.create(&ana, "tickets", json!({"subject": "Other"})).await;
        let path = format!("/tickets/{}/reply", text(&one, "id"));
        let blank = app.post(&path).by(&ana).json(&json!({"body": " \n"})).send().await;
        blank.refused(422, "validation_failed");
        let long = json!({"body": "x".repeat(100_001)});
        let long = app.post(&path).by(&ana).json(&long).send().await.refused(422, "validation_failed");
        assert_eq!(long["errors"][0]["field"], "body");
        let status = json!({"body": "Hi", "status": "done"});
        app.post(&path).by(&ana).json(&status).send().await.refused(422, "validation_failed");
        let file = app.upload(&ana, ("ticket", text(&other, "id")), "a.txt", b"abc").await;
        let foreign = json!({"body": "Hi", "file_ids": [file["id"]]});
        let foreign = app.post(&path).by(&ana).json(&foreign).send().await.refused(422, "validation_failed");
        assert_eq!(foreign["errors"][0]["field"], "file_ids");

        let file = app.upload(&ana, ("ticket", text(&one, "id")), "a.txt", b"abc").await;
        let body = json!({"body": "Hi", "file_ids": [file["id"]]});
        for _ in 0..2 {
            let sent = app.post(&path).by(&ana).header("idempotency-key", "r-1").json(&body).send().await;
            assert_eq!(sent.expect(200)["message"]["file_ids"], json!([file["id"]]));
        }
        assert_eq!(app.drain().await, 1);
        let sent = app.mails.last_to("nandini@mailbox.example").expect("a mail");
        assert_eq!((sent.attachments[0].name.as_str(), &sent.attachments[0].content[..]), ("a.txt", &b"abc"[..]));

        // Many who answer at once: each answer is kept, none twice.
        let answers = join_all((0..12).map(|n| {
            let body = json!({"body": format!("Answer {n}"), "internal": n % 3 == 0});
            app.post(&path).by(&ana).json(&body).send()
        }));
        for answer in answers.await {
            answer.expect(200);
        }
        assert_eq!(messages(app, &ana, &one).await.len(), 14);
        assert_eq!(app.drain().await, 8);

        let past = json!({"snoozed_until": "2026-03-01T00:00:00Z"});
        let ticket_path = format!("/tickets/{}", text(&one, "id"));
        app.patch(&ticket_path).by(&ana).json(&past).send().await.refused(422, "validation_failed");
        let itself = json!({"related_ids": [one["id"]]});
        app.patch(&ticket_path).by(&ana).json(&itself).send().await.refused(422, "validation_failed");
        app.delete(&ticket_path).by(&ana).send().await.expect(204);
        app.post(&path).by(&ana).json(&json!({"body": "Hi"})).send().await.refused(409, "conflict");
        assert!(messages(app, &ana, &one).await.is_empty());
        app.post(&format!("{ticket_path}/restore")).by(&ana).send().await.expect(200);
        assert_eq!(messages(app, &ana, &one).await.len(), 14);
    })
    .await;
}

#[tokio::test]
async fn who_may_answer() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (_, one) = ticket(app, &firm.admin).await;
        let path = format!("/tickets/{}/reply", text(&one, "id"));
        let body = json!({"body": "Hi", "internal": true});
        for (role, status) in [("support", 200), ("manager", 200), ("sales", 403), ("read_only", 403)] {
            let sent = app.post(&path).by(firm.role(role)).json(&body).send().await;
            assert_eq!(sent.status, status, "{role}");
            assert!(!messages(app, firm.role(role), &one).await.is_empty(), "{role}");
        }
        for role in ["marketing", "finance"] {
            app.post(&path).by(firm.role(role)).json(&body).send().await.refused(403, "forbidden");
            app.get("/ticket_messages").by(firm.role(role)).send().await.refused(403, "forbidden");
        }
        let said = messages(app, &firm.admin, &one).await;
        let message = format!("/ticket_messages/{}", text(&said[0], "id"));
        app.get(&message).by(firm.role("sales")).send().await.expect(200);

        let tom = app.register("Teak Trading", "tom@teak.example").await;
        app.post(&path).by(&tom).json(&body).send().await.refused(404, "not_found");
        app.get(&message).by(&tom).send().await.refused(404, "not_found");
        let into = json!({"text": "Hi", "ticket_id": one["id"]});
        app.post("/tickets/receive").by(&tom).json(&into).send().await.refused(422, "validation_failed");
    })
    .await;
}

#[tokio::test]
async fn programs_hand_in_what_customers_write() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let leah = firm.role("support");
        let body = json!({
            "text": "The shop is down", "subject": "Down", "email": "shop@buyer.example", "name": "Mei-Ling Tan",
            "make_contact": true, "fields": {"priority": "urgent"}, "key": "42",
        });
        let hand_in = |by: &Person, body: &Json| app.post("/tickets/receive").by(by).json(body).send();
        let first = hand_in(leah, &body).await.expect(200);
        assert_eq!((&first["new"], &first["repeated"]), (&json!(true), &json!(false)));
        let second = hand_in(leah, &body).await.expect(200);
        assert_eq!((&second["repeated"], &second["ticket_id"]), (&json!(true), &first["ticket_id"]));
        let path = format!("/tickets/{}", text(&first, "ticket_id"));
        let is = app.get(&path).by(leah).send().await.expect(200);
        assert_eq!((text(&is, "priority"), text(&is, "channel")), ("urgent", "api"));
        let contact = app.list(leah, "/contacts").await;
        assert_eq!((text(&Json::Object(contact[0].clone()), "title"), contact.len()), ("Mei-Ling Tan", 1));
        // The same words of another program are something else.
        assert_eq!(hand_in(&firm.admin, &body).await.expect(200)["new"], true);
        assert_eq!(app.list(leah, "/contacts").await.len(), 1);
        let more = json!({"text": "Up again", "ticket_id": first["ticket_id"]});
        assert_eq!(hand_in(leah, &more).await.expect(200)["new"], false);
        let wrong = json!({"text": "Hi", "fields": {"satisfaction": 5, "priority": "dire"}});
        let wrong = hand_in(leah, &wrong).await.refused(422, "validation_failed");
        assert_eq!(wrong["errors"].as_array().map(Vec::len), Some(2), "{wrong}");
        hand_in(firm.role("sales"), &body).await.refused(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn a_canned_reply_names_what_there_is() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let make = |n: usize, body: &str| {
            app.post("/canned_replies").by(&admin).json(&json!({"name": format!("Reply {n}"), "body": body})).send()
        };
        for wrong in ["Dear {{contact.frist_name}}", "{{ ticket }}", "{{me.name}} {{me.salary|none}}", "{{größe}}"] {
            let refused = make(0, wrong).await;
            assert_eq!(refused.field_errors(), ["body invalid"], "{wrong}");
            assert!(refused.text().contains("{{contact.first_name}}"), "{}", refused.text());
        }
        let plain = "{{}} {{a b}} {curly} {{contact.frist_name} }} {{";
        for (n, right) in ["{{ contact.first_name | there }}", "{{ticket.number}}{{me.name}}", plain].iter().enumerate()
        {
            make(n, right).await.expect(201);
        }
    })
    .await;
}
