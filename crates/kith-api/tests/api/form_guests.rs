//! Who comes to a web form: scripts, floods, people already known, and customers with a question.

use futures_util::future::join_all;
use kith_testkit::{Options, on_both_engines, on_both_engines_with, text};
use serde_json::{Value as Json, json};

use super::forms::{demo, figures, send, ticket};

#[tokio::test]
async fn scripts_are_thanked_and_leave_nothing() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let form = app.create(&ana, "forms", demo()).await;
        let mut theirs = demo();
        theirs["slug"] = json!("theirs");
        app.create(&tom, "forms", theirs).await;
        let answers = json!({"first_name": "Bot", "email": "bot@spam.example", "_consent": true});
        // Into the trap, and faster than anybody reads.
        let mut trapped = answers.clone();
        trapped["homepage"] = json!("https://spam.example");
        send(app, "demo", trapped.clone()).await.expect(200);
        app.post("/f/demo").json(&trapped).send().await.expect(200);
        let mut fast = answers.clone();
        fast["_ticket"] = ticket(app, "demo").await.into();
        app.post("/f/demo").json(&fast).send().await.expect(200);
        // Tickets of another form, forged, none, or a day old.
        for other in [ticket(app, "theirs").await, "x.y.z".into(), String::new(), ana.token.clone()] {
            let mut body = answers.clone();
            body["_ticket"] = other.into();
            app.clock.advance_seconds(5);
            app.post("/f/demo").json(&body).send().await.refused(409, "conflict");
        }
        let mut old = answers.clone();
        old["_ticket"] = ticket(app, "demo").await.into();
        app.clock.advance_seconds(86_401);
        app.post("/f/demo").json(&old).send().await.refused(409, "conflict");
        let fields = format!("first_name=Late&email=late%40x.example&_consent=yes&_ticket={}", text(&old, "_ticket"));
        let page = app.post("/f/demo").body("application/x-www-form-urlencoded", fields).send().await;
        assert!(page.status == 422 && page.text().contains("value=\"Late\"") && page.text().contains("once more"));
        let ana = app.sign_in(&ana.email).await;
        assert!(app.list(&ana, "/leads").await.is_empty());
        assert_eq!(figures(app, &ana, &form).await["spam"], 3);
    })
    .await;
}

#[tokio::test]
async fn a_flood_is_answered_politely_and_ends_nowhere() {
    let mut options = Options::default();
    options.api.form_limit.requests = 5;
    on_both_engines_with(options, async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&ana, "forms", demo()).await;
        let ticket = ticket(app, "demo").await;
        app.clock.advance_seconds(5);
        let body = json!({"first_name": "A", "email": "a@b.example", "_consent": true, "_ticket": ticket});
        let replies = join_all((0..30).map(|_| app.post("/f/demo").json(&body).send())).await;
        assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 5);
        assert_eq!(replies.iter().filter(|reply| reply.status == 429).count(), 25);
        assert_eq!(app.list(&ana, "/leads").await.len(), 1, "one page is one lead, however often it is sent");
        let page = app.post("/f/demo").header("accept", "text/html").header("accept-language", "de").send().await;
        assert_eq!((page.status, page.header("content-type")), (429, "text/html; charset=utf-8"));
        assert!(!page.header("retry-after").is_empty() && page.text().contains("Einen Moment"));
    })
    .await;
    let mut options = Options::default();
    options.api.one_form_limit.requests = 3;
    on_both_engines_with(options, async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&ana, "forms", demo()).await;
        for n in 0..4 {
            let body = json!({"first_name": "A", "email": format!("a{n}@b.example"), "_consent": true});
            assert_eq!(send(app, "demo", body).await.status, if n < 3 { 200 } else { 429 });
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_known_is_updated_noted_on_or_added() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let form = app.create(&ana, "forms", demo()).await;
        let path = format!("/forms/{}", text(&form, "id"));
        let known =
            json!({"first_name": "Priya", "last_name": "Menon", "email": "Priya@Finedge.co", "source": "event"});
        let known = app.create(&ana, "leads", known).await;
        let lead = format!("/leads/{}", text(&known, "id"));
        let answers =
            json!({"first_name": "Pria", "email": "priya@finedge.co", "description": "Call me", "_consent": true});

        send(app, "demo", answers.clone()).await.expect(200);
        let updated = app.get(&lead).by(&ana).send().await.expect(200);
        assert_eq!((text(&updated, "first_name"), text(&updated, "last_name")), ("Pria", "Menon"));
        assert_eq!((text(&updated, "description"), text(&updated, "source")), ("Call me", "event"));
        assert_eq!((&updated["consent"], &updated["industry"]), (&json!("given"), &Json::Null));

        app.patch(&path).by(&ana).json(&json!({"duplicates": "note"})).send().await.expect(200);
        let mut second = answers.clone();
        second["description"] = json!("Second thoughts");
        send(app, "demo", second).await.expect(200);
        assert_eq!(app.get(&lead).by(&ana).send().await.expect(200)["description"], "Call me");
        let notes = app.list(&ana, &format!("/notes?record=lead:{}", text(&known, "id"))).await;
        assert!(text(&json!(notes[0]), "body").contains("Work e-mail: priya@finedge.co"), "{notes:?}");

        app.patch(&path).by(&ana).json(&json!({"duplicates": "add"})).send().await.expect(200);
        send(app, "demo", answers.clone()).await.expect(200);
        assert_eq!(app.list(&ana, "/leads").await.len(), 2);

        // Who was lost or converted is not open: a new lead begins.
        app.patch(&path).by(&ana).json(&json!({"duplicates": "update"})).send().await.expect(200);
        for row in app.list(&ana, "/leads").await {
            app.patch(&format!("/leads/{}", text(&json!(row), "id")))
                .by(&ana)
                .json(&json!({"stage": "lost"}))
                .send()
                .await
                .expect(200);
        }
        send(app, "demo", answers.clone()).await.expect(200);
        assert_eq!(app.list(&ana, "/leads?stage=new").await.len(), 1);
        let outcomes = app.list(&ana, "/form_submissions?sort=created_at").await;
        let outcomes: Vec<&str> = outcomes.iter().filter_map(|row| row["outcome"].as_str()).collect();
        assert_eq!(outcomes, ["updated", "noted", "created", "created"]);
    })
    .await;
}

#[tokio::test]
async fn a_ticket_comes_of_a_form_for_tickets_and_its_number_goes_back() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let body = json!({"name": "Help", "slug": "help", "purpose": "ticket", "status": "published",
            "ticket_assignee_id": ana.id, "consent_text": "You may keep this.", "consent_required": true});
        let form = app.create(&ana, "forms", body).await;
        let fields: Vec<&str> =
            form["questions"].as_array().expect("questions").iter().map(|question| text(question, "field")).collect();
        assert_eq!(fields, ["requester_name", "requester_email", "subject", "description"]);
        let path = format!("/forms/{}", text(&form, "id"));
        let mut questions = form["questions"].as_array().expect("questions").clone();
        questions.push(json!({"field": "category"}));
        questions.push(json!({"field": "priority", "hidden": true, "value": "high"}));
        let changed = app.patch(&path).by(&ana).json(&json!({"questions": questions})).send().await.expect(200);
        assert_eq!(changed["purpose"], "ticket");
        for wrong in [
            json!({"purpose": "lead"}),
            json!({"questions": [{"field": "description"}]}),
            json!({"questions": [{"field": "requester_email"}, {"field": "description"}, {"field": "priority"}]}),
            json!({"questions": [{"field": "requester_email"}, {"field": "description"}, {"field": "first_name"}]}),
        ] {
            app.patch(&path).by(&ana).json(&wrong).send().await.refused(422, "validation_failed");
        }

        let page = app.get("/f/help").header("accept", "text/html").send().await.text();
        assert!(
            page.contains("autocomplete=\"email\"") && page.contains(">Subject") && !page.contains("priority"),
            "{page}"
        );
        let ticket = ticket(app, "help").await;
        app.clock.advance_seconds(5);
        let send = async |more: &str| {
            let fields = format!(
                "requester_name=Nandini+%E0%A4%AE&requester_email=nandini%40mailbox.example&subject=Parcel&\
                 description=Where%0D%0Ais+it%3F&category=delivery&priority=low&status=closed&_ticket={ticket}{more}"
            );
            app.post("/f/help").body("application/x-www-form-urlencoded", fields).send().await
        };
        assert_eq!(send("").await.status, 422, "they have to agree");
        for _ in 0..2 {
            assert_eq!(send("&_consent=yes").await.status, 303);
        }
        let made = app.list(&ana, "/tickets").await;
        assert_eq!(made.len(), 1);
        let made = json!(made[0]);
        for (key, expected) in [
            ("subject", json!("Parcel")),
            ("description", json!("Where\nis it?")),
            ("channel", json!("web")),
            ("priority", json!("high")),
            ("status", json!("open")),
            ("category", json!("delivery")),
            ("assignee_id", json!(ana.id)),
            ("number", json!(1)),
        ] {
            assert_eq!(made[key], expected, "{key}");
        }
        let contact = json!(app.list(&ana, "/contacts").await.remove(0));
        assert_eq!((&contact["id"], &contact["email"]), (&made["contact_id"], &json!("nandini@mailbox.example")));
        let kept = json!(app.list(&ana, "/form_submissions").await.remove(0));
        assert_eq!((&kept["outcome"], &kept["consent"]), (&json!("ticket"), &json!(true)));
        assert_eq!(kept["record"], json!({"kind": "ticket", "id": made["id"]}));
        let counts = json!({"form_id": form["id"], "visits": 2, "spam": 0, "submissions": 1, "leads": 0, "tickets": 1});
        assert_eq!(figures(app, &ana, &form).await, counts);
        assert!(app.list(&tom, "/tickets").await.is_empty());
        assert!(app.list(&ana, "/leads").await.is_empty());

        // The customer learns the number, and nothing of what a stranger may have written in their name.
        app.drain().await;
        let mail = app.mails.last_to("nandini@mailbox.example").expect("a mail");
        assert!(mail.subject.contains("[#1]") && mail.text.contains("#1") && mail.automatic, "{mail:?}");
        assert!(!mail.text.contains("Where") && !mail.subject.contains("Parcel"), "{mail:?}");
        app.allow_waiting_jobs();
    })
    .await;
}
