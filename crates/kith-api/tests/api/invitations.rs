//! Invitations to meetings: who is told what and when, and what comes back, against real mail servers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kith_app::ports::Mail;
use kith_testkit::{MailServers, Person, TestApp, on_both_engines, on_both_engines_with, text};
use serde_json::{Value as Json, json};

const MEERA: &str = "meera@looms.example";
const TOM: &str = "tom@teak.example";

/// A meeting with two people, three hours ahead.
async fn meeting(app: &TestApp, by: &Person) -> Json {
    let body = json!({
        "name": "Kick-off", "kind": "meeting", "due_at": "2026-03-02T12:00:00Z", "duration_minutes": 45,
        "location": "Pune", "participants": [{"email": "Meera@Looms.example ", "name": "Meera Rao"}, {"email": TOM}],
    });
    app.create(by, "tasks", body).await
}

fn path(task: &Json) -> String {
    format!("/tasks/{}", text(task, "id"))
}

async fn change(app: &TestApp, by: &Person, task: &Json, body: Json) -> Json {
    app.patch(&path(task)).by(by).json(&body).send().await.expect(200)
}

async fn invite(app: &TestApp, by: &Person, task: &Json) -> Json {
    let sent = app.post(&format!("{}/invitations", path(task))).by(by).json(&json!({})).send().await.expect(200);
    app.drain().await;
    sent
}

async fn look(app: &TestApp, by: &Person, task: &Json) -> Json {
    app.get(&format!("{}/invitations", path(task))).by(by).send().await.expect(200)
}

/// What each has been told and answered, as `(state, answer)`.
fn states(shown: &Json) -> Vec<(&str, Option<&str>)> {
    let people = shown["people"].as_array().expect("people");
    people.iter().map(|person| (text(person, "state"), person["answer"].as_str())).collect()
}

fn to<'a>(mails: &'a [Mail], address: &str) -> Vec<&'a Mail> {
    mails.iter().filter(|mail| mail.to.iter().any(|to| to.address == address)).collect()
}

/// The lines of the calendar in a mail, unfolded.
fn calendar(mail: &Mail) -> String {
    let file = mail.attachments.first().expect("a calendar");
    assert!(file.content_type.starts_with("text/calendar"), "{}", file.content_type);
    String::from_utf8_lossy(&file.content).replace("\r\n ", "")
}

fn says(calendar: &str, line: &str) {
    assert!(calendar.split("\r\n").any(|known| known == line), "{line} is missing in\n{calendar}");
}

#[tokio::test]
async fn those_who_come_are_told_once_of_what_they_do_not_know() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let sales = firm.role("sales");
        let task = meeting(app, sales).await;
        app.drain().await;
        assert_eq!(states(&look(app, sales, &task).await), [("not_invited", None); 2]);
        assert!(to(&app.mails.all(), MEERA).is_empty(), "nobody is written to unasked");

        let body = json!({"message": "Bring the samples.\r\nBCC: eve@out.test"});
        let sent = app.post(&format!("{}/invitations", path(&task))).by(sales).json(&body).send().await.expect(200);
        app.drain().await;
        assert_eq!((states(&sent), &sent["answers_arrive"]), (vec![("invited", None); 2], &json!(false)));
        assert_eq!(sent["organiser"]["address"], sales.email.as_str());
        let mails = app.mails.all();
        let mail = to(&mails, MEERA)[0];
        assert_eq!((mail.subject.as_str(), mail.automatic), ("Invitation: Kick-off", false));
        assert!(mail.text.contains("When: Monday, 2 March 2026, "), "{}", mail.text);
        assert!(mail.text.contains("Where: Pune\n\nBring the samples."), "{}", mail.text);
        assert_eq!(mail.reply_to.as_ref().map(|to| to.address.as_str()), Some(sales.email.as_str()));
        let told = calendar(mail);
        for line in ["METHOD:REQUEST", "SEQUENCE:0", "DTSTART:20260302T120000Z", "DURATION:PT45M", "LOCATION:Pune"] {
            says(&told, line);
        }
        says(&told, &format!("UID:{}", text(&task, "id")));
        says(
            &told,
            "ATTENDEE;CN=\"Meera Rao\";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:meera@looms.example",
        );
        assert!(!told.contains("/tasks/"), "they have no way into Kith: {told}");

        // Asked for again, by a double click say, nothing is sent. Nor by a change that is none of theirs.
        let count = mails.len();
        change(app, sales, &task, json!({"priority": "high", "description": "They are late payers."})).await;
        invite(app, sales, &task).await;
        assert_eq!(app.mails.all().len(), count);

        // A third one is told alone; a new time is told to all, and only when that is asked for.
        let people = json!([{"email": MEERA, "name": "Meera Rao"}, {"email": TOM}, {"email": "li@silk.example"}]);
        change(app, sales, &task, json!({"participants": people})).await;
        invite(app, sales, &task).await;
        assert_eq!(app.mails.all().len(), count + 1);
        change(app, sales, &task, json!({"due_at": "2026-03-02T14:00:00Z"})).await;
        app.drain().await;
        assert_eq!(states(&look(app, sales, &task).await), [("outdated", None); 3]);
        assert_eq!(app.mails.all().len(), count + 1);
        assert_eq!(states(&invite(app, sales, &task).await), [("invited", None); 3]);
        let mails = app.mails.all();
        let last = to(&mails, MEERA).last().copied().expect("a mail");
        assert_eq!(last.subject, "Updated invitation: Kick-off");
        says(&calendar(last), "SEQUENCE:2");
        says(&calendar(last), "DTSTART:20260302T140000Z");
    })
    .await;
}

#[tokio::test]
async fn invitations_are_taken_back_where_nothing_is_left_to_come_to() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let sales = firm.role("sales");
        let task = meeting(app, sales).await;
        invite(app, sales, &task).await;
        let before = app.mails.all().len();

        // Taken off the list.
        change(app, sales, &task, json!({"participants": [{"email": MEERA}]})).await;
        app.drain().await;
        let mails = app.mails.all();
        assert_eq!(mails.len(), before + 1);
        let mail = to(&mails, TOM).last().copied().expect("a mail");
        assert_eq!(mail.subject, "Cancelled: Kick-off");
        for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"] {
            says(&calendar(mail), line);
        }
        assert!(!calendar(mail).contains(MEERA));

        // The meeting is off, and on again: nobody is invited until they are asked anew.
        change(app, sales, &task, json!({"status": "cancelled"})).await;
        app.drain().await;
        assert_eq!(to(&app.mails.all(), MEERA).last().map(|mail| mail.subject.as_str()), Some("Cancelled: Kick-off"));
        app.post(&format!("{}/invitations", path(&task)))
            .by(sales)
            .json(&json!({}))
            .send()
            .await
            .refused(409, "conflict");
        change(app, sales, &task, json!({"status": "pending"})).await;
        assert_eq!(states(&look(app, sales, &task).await), [("not_invited", None)]);
        invite(app, sales, &task).await;
        says(&calendar(to(&app.mails.all(), MEERA).last().expect("a mail")), "SEQUENCE:3");

        // Into the trash and out of it; what is there already is cancelled once.
        app.delete(&path(&task)).by(sales).send().await.expect(204);
        app.drain().await;
        let after = app.mails.all().len();
        assert_eq!(after, before + 4);
        app.post(&format!("{}/restore", path(&task))).by(sales).send().await.expect(200);
        assert_eq!(states(&look(app, sales, &task).await), [("not_invited", None)]);

        // What many lose at once comes back by an undo, but not what they were told.
        invite(app, sales, &task).await;
        let bulk = json!({"ids": [task["id"]], "action": "update", "changes": {"status": "cancelled"}});
        let job = app.post("/tasks/bulk").by(sales).json(&bulk).send().await.expect(202);
        app.drain().await;
        app.post(&format!("/jobs/{}/undo", text(&job, "id"))).by(sales).send().await.expect(202);
        app.drain().await;
        let now = app.get(&path(&task)).by(sales).send().await.expect(200);
        assert_eq!(
            (&now["status"], states(&look(app, sales, &task).await)),
            (&json!("pending"), vec![("not_invited", None)])
        );

        // Nobody hears of what is over.
        invite(app, sales, &task).await;
        app.clock.advance_seconds(4 * 3600);
        let (sales, count) = (app.sign_in(&sales.email).await, app.mails.all().len());
        app.delete(&path(&task)).by(&sales).send().await.expect(204);
        app.drain().await;
        assert_eq!(app.mails.all().len(), count);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_invited_to_says_why() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let sales = firm.role("sales");
        let task = meeting(app, sales).await;
        let send = async |by: &Person, body: Json| {
            app.post(&format!("{}/invitations", path(&task))).by(by).json(&body).send().await
        };
        let long = "x".repeat(2_001);
        assert_eq!(send(sales, json!({"message": long})).await.field_errors(), ["message too_long"]);
        for (wrong, right, error) in [
            (json!({"kind": "call"}), json!({"kind": "meeting"}), "kind invalid"),
            (json!({"due_at": null}), json!({"due_at": "2026-03-02T12:00:00Z"}), "due_at required"),
            (json!({"participants": []}), json!({"participants": [{"email": TOM}]}), "participants required"),
        ] {
            change(app, sales, &task, wrong).await;
            assert_eq!(send(sales, json!({})).await.field_errors(), [error]);
            change(app, sales, &task, right).await;
        }
        change(app, sales, &task, json!({"due_at": "2026-03-02T08:00:00Z"})).await;
        send(sales, json!({})).await.refused(409, "conflict");
        assert_eq!(look(app, sales, &task).await["takes_place"], false);
        change(app, sales, &task, json!({"due_at": "2026-03-02T12:00:00Z"})).await;

        // Nobody writes an answer, or that somebody was invited, by hand, one of a series neither.
        let forged = json!([{"email": TOM, "answer": "accepted", "invited": {"edition": 7}, "comment": "Yes!"}]);
        change(app, sales, &task, json!({"participants": forged})).await;
        change(app, sales, &task, json!({"recurrence": "FREQ=WEEKLY"})).await;
        let occurrence = app.patch(&format!("{}/occurrence", path(&task))).by(sales);
        occurrence.json(&json!({"participants": forged})).send().await.expect(200);
        assert_eq!(states(&look(app, sales, &task).await), [("not_invited", None)]);
        assert_eq!(change(app, sales, &task, json!({})).await["participants"], json!([{"email": TOM}]));

        // The next one of a series is another meeting, to which nobody has been invited.
        invite(app, sales, &task).await;
        change(app, sales, &task, json!({"status": "completed"})).await;
        let next = app.list(sales, "/tasks?status=pending&kind=meeting").await.remove(0);
        assert_eq!((&next["participants"], &next["invited_at"]), (&json!([{"email": TOM}]), &Json::Null));

        // Whoever floods people is stopped.
        let task = Json::Object(next);
        for minute in 0..12 {
            let at = format!("2026-03-09T12:{minute:02}:00Z");
            change(app, sales, &task, json!({"due_at": at})).await;
            invite(app, sales, &task).await;
        }
        change(app, sales, &task, json!({"due_at": "2026-03-09T13:00:00Z"})).await;
        let again = app.post(&format!("{}/invitations", path(&task))).by(sales).json(&json!({})).send().await;
        again.refused(429, "too_many_requests");

        // By rights alone.
        let stranger = app.register("Teak Trading", TOM).await;
        send(&stranger, json!({})).await.refused(404, "not_found");
        app.get(&format!("{}/invitations", path(&task))).by(&stranger).send().await.refused(404, "not_found");
    })
    .await;
}

/// An answer as a calendar program sends it.
fn answer(from: &str, attendee: &str, uid: &str, status: &str, more: &str) -> String {
    let id = format!("{status}-{}-{}", more.len(), from.len() + attendee.len());
    format!(
        "From: {from}\r\nTo: ana@banyan.test\r\nSubject: {status}: Kick-off\r\nMessage-ID: <{id}@out.test>\r\n\
         Date: Mon, 02 Mar 2026 08:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; \
         boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n{status}\r\n--x\r\nContent-Type: text/calendar; \
         charset=UTF-8; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nMETHOD:REPLY\r\n\
         BEGIN:VEVENT\r\nUID:{uid}\r\n{more}ATTENDEE;PARTSTAT={status}:mailto:{attendee}\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n--x--\r\n"
    )
}

/// What a mail server writes that cannot deliver a mail, or not yet.
fn notice(action: &str, to: &str, message_id: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@out.test\r\nTo: ana@banyan.test\r\nSubject: {action}\r\nMIME-Version: 1.0\r\n\
         Message-ID: <{action}-{message_id}>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n\
         --x\r\n\r\nSorry.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; out.test\r\n\r\n\
         Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nDiagnostic-Code: smtp; 550 5.1.1 No such mailbox\r\n\r\n--x\r\n\
         Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{message_id}>\r\nSubject: Kick-off\r\n\r\n--x--\r\n"
    )
}

/// The calendar part of a mail as it lies on a server.
fn received(mail: &str) -> String {
    let (_, part) = mail.split_once("method=REQUEST").expect("an invitation");
    let (_, body) = part.split_once("\r\n\r\n").or_else(|| part.split_once("\n\n")).expect("its body");
    let code: String = body.lines().take_while(|line| !line.starts_with("--")).collect();
    let bytes = STANDARD.decode(code.trim()).expect("base64");
    String::from_utf8_lossy(&bytes).replace("\r\n ", "")
}

#[tokio::test]
async fn answers_come_back_into_the_meeting() {
    let servers = MailServers::start();
    on_both_engines_with(servers.options(), async |app| {
        let firm = app.firm("Banyan Works").await;
        let (admin, sales) = (&firm.admin, firm.role("sales"));
        let (own, help) = (format!("ravi{}@banyan.test", admin.id), format!("help{}@banyan.test", admin.id));
        let settings = |address: &str, more: Json| {
            let mut body = json!({
                "name": "Banyan", "address": address, "imap_host": "127.0.0.1", "imap_port": servers.imap,
                "imap_security": "none", "imap_user": address, "imap_password": "secret", "smtp_host": "localhost",
                "smtp_port": servers.smtps, "smtp_security": "tls", "smtp_user": address, "smtp_password": "secret",
            });
            body.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
            body
        };
        let mailbox =
            app.post("/mailboxes").by(sales).json(&settings(&own, json!({"personal": true}))).send().await.expect(201);
        let support = app.post("/mailboxes").by(admin).json(&settings(&help, json!({}))).send().await.expect(201);
        let turn = async || {
            for (by, mailbox) in [(sales, &mailbox), (admin, &support)] {
                app.post(&format!("/mailboxes/{}/retry", text(mailbox, "id"))).by(by).send().await.expect(200);
            }
            app.read_mail().await;
            app.drain().await;
        };
        // An address of its own on servers that both engines share.
        let meera = format!("meera{}@looms.test", admin.id);
        let task = meeting(app, sales).await;
        let people = json!([{"email": meera, "name": "Meera Rao"}, {"email": TOM}]);
        change(app, sales, &task, json!({"participants": people})).await;
        app.create(sales, "contacts", json!({"first_name": "Meera", "last_name": "Rao", "email": meera})).await;
        let sent = invite(app, sales, &task).await;
        assert_eq!((&sent["organiser"]["address"], &sent["answers_arrive"]), (&json!(own), &json!(true)));
        let mail = servers.messages(&meera).remove(0);
        assert!(mail.contains(&own) && mail.contains("multipart/alternative"), "{mail}");
        assert!(received(&mail).contains(&format!("mailto:{own}\r\n")), "{}", received(&mail));

        // The answer is noted, its assignee told, and nothing else made of it.
        let uid = text(&task, "id");
        let at = |at: &str| format!("SEQUENCE:0\r\nDTSTAMP:{at}\r\nCOMMENT:Ten past\\, please\r\n");
        servers.deliver(&own, answer(&meera, &meera, uid, "ACCEPTED", &at("20260302T085900Z")));
        turn().await;
        let now = look(app, sales, &task).await;
        assert_eq!(states(&now), [("invited", Some("accepted")), ("invited", None)]);
        assert_eq!(now["people"][0]["comment"], "Ten past, please");
        let told = app.list(sales, "/notifications?kind=meeting_answer").await;
        assert_eq!((told.len(), &told[0]["record"]["id"]), (1, &task["id"]));
        assert!(app.list(sales, "/interactions").await.is_empty());

        // Late, of another person's, of nobody's, and of an old edition.
        servers.deliver(&own, answer(&meera, &meera, uid, "DECLINED", "DTSTAMP:20260302T085800Z\r\n"));
        servers.deliver(&own, answer(&meera, TOM, uid, "DECLINED", ""));
        servers.deliver(&own, answer(&meera, &meera, &uid.replace('0', "1"), "DECLINED", ""));
        turn().await;
        assert_eq!(states(&look(app, sales, &task).await), [("invited", Some("accepted")), ("invited", None)]);
        change(app, sales, &task, json!({"due_at": "2026-03-02T15:00:00Z"})).await;
        assert_eq!(states(&invite(app, sales, &task).await), [("invited", None); 2]);
        servers.deliver(&own, answer(&meera, &meera, uid, "TENTATIVE", "SEQUENCE:0\r\n"));
        turn().await;
        assert_eq!(states(&look(app, sales, &task).await), [("invited", None); 2]);

        // Wherever it arrives: at the support address it is no ticket.
        servers.deliver(&help, answer(&meera, &meera, uid, "DECLINED", "SEQUENCE:1\r\n"));
        turn().await;
        assert_eq!(states(&look(app, sales, &task).await), [("invited", Some("declined")), ("invited", None)]);
        assert!(app.list(admin, "/tickets").await.is_empty());

        // What a mail server returns stands with whom it was for, and in the outbox; that it is late, nowhere.
        let outbox = async || {
            let sent = app.list(sales, "/outbox").await;
            let ours = |mail: &&serde_json::Map<String, Json>| mail["to"][0]["address"] == meera.as_str();
            let mail = sent.iter().find(ours).expect("the last invitation").clone();
            Json::Object(mail)
        };
        let last = outbox().await;
        let told = async || app.list(sales, "/notifications?kind=meeting_answer").await;
        let (id, heard) = (text(&last, "message_id").to_owned(), told().await);
        app.clock.advance_seconds(60);
        servers.deliver(&help, notice("delayed", &meera, &id));
        turn().await;
        assert_eq!(outbox().await["state"], "sent");
        assert_eq!(states(&look(app, sales, &task).await), [("invited", Some("declined")), ("invited", None)]);
        servers.deliver(&help, notice("failed", &meera, &id));
        turn().await;
        assert_eq!(states(&look(app, sales, &task).await)[0], ("undelivered", Some("declined")));
        let returned = outbox().await;
        assert_eq!(returned["state"], "failed");
        assert!(text(&returned, "error").contains(&format!("{meera}: 550 5.1.1 No such mailbox")), "{returned}");
        assert_ne!(told().await, heard, "its assignee hears of it");
        assert!(app.list(admin, "/tickets").await.is_empty());
        let aside = app.get(&format!("/mailboxes/{}/aside", text(&support, "id"))).by(admin).send().await.expect(200);
        assert_eq!(aside["data"], json!([]));
        // Its calendar is not kept for another try; the meeting makes a new one, for that person alone.
        let again = app.post(&format!("/outbox/{}/send", text(&returned, "id"))).by(sales).send().await;
        again.refused(409, "conflict");
        let before = servers.messages(&meera).len();
        assert_eq!(states(&invite(app, sales, &task).await)[0].0, "invited");
        let now = servers.messages(&meera);
        assert_eq!(now.len(), before + 1);
        assert!(now.iter().filter(|mail| mail.contains("Subject: Invitation: Kick-off")).count() == 2, "{now:?}");

        // What answers nothing of ours is a mail like any other.
        servers.deliver(&help, answer(&meera, &meera, "somebody-elses-meeting", "ACCEPTED", ""));
        turn().await;
        assert_eq!(app.list(admin, "/tickets").await.len(), 1);
    })
    .await;
}
