//! Tickets that become one, one that becomes two, and those that have to do with each other.

use futures_util::future::join_all;
use kith_app::modules::service::{Incoming, receive};
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

fn id(record: &Json) -> &str {
    record["id"].as_str().unwrap_or_else(|| panic!("no id in {record}"))
}

async fn made(app: &TestApp, by: &Person, subject: &str) -> Json {
    let body = json!({
        "subject": subject, "description": format!("{subject}?"), "requester_email": "nandini@mailbox.example",
        "channel": "email",
    });
    app.clock.advance_seconds(60);
    app.create(by, "tickets", body).await
}

async fn is(app: &TestApp, by: &Person, ticket: &Json) -> Json {
    app.get(&format!("/tickets/{}", id(ticket))).by(by).send().await.expect(200)
}

async fn says(app: &TestApp, by: &Person, ticket: &Json) -> Vec<String> {
    let path = format!("/ticket_messages?ticket_id={}&sort=sent_at", id(ticket));
    let said = app.list(by, &path).await;
    said.iter().map(|message| message["body"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn hang(app: &TestApp, by: &Person, ticket: &Json) -> [usize; 4] {
    let mut counts = [0; 4];
    for (n, kind) in ["notes", "tasks", "files"].into_iter().enumerate() {
        counts[n] = app.list(by, &format!("/{kind}?record=ticket:{}", id(ticket))).await.len();
    }
    counts[3] = app.list(by, &format!("/interactions?ticket_id={}", id(ticket))).await.len();
    counts
}

async fn merge(app: &TestApp, by: &Person, into: &Json, from: &[&Json]) -> kith_testkit::Reply {
    let ids: Vec<&str> = from.iter().map(|ticket| id(ticket)).collect();
    app.post(&format!("/tickets/{}/merge", id(into))).by(by).json(&json!({"ticket_ids": ids})).send().await
}

async fn unmerge(app: &TestApp, by: &Person, ticket: &Json) -> kith_testkit::Reply {
    app.post(&format!("/tickets/{}/unmerge", id(ticket))).by(by).send().await
}

async fn answered(app: &TestApp, by: &Person, ticket: &Json, body: Json) -> Json {
    app.clock.advance_seconds(60);
    app.post(&format!("/tickets/{}/reply", id(ticket))).by(by).json(&body).send().await.expect(200)
}

async fn customer_writes(app: &TestApp, by: &Person, ticket: &Json, text: &str) -> String {
    app.clock.advance_seconds(60);
    let incoming = Incoming {
        ticket: id(ticket).parse().ok(),
        channel: "email".into(),
        text: text.into(),
        sender_address: "nandini@mailbox.example".into(),
        ..Incoming::default()
    };
    let workspace = by.workspace.parse().expect("an id");
    receive(&app.app, workspace, &incoming).await.expect("taken").ticket.to_string()
}

#[tokio::test]
async fn tickets_become_one_and_several_again() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let leah = firm.role("support");
        let (one, two, three) =
            (made(app, leah, "Parcel").await, made(app, leah, "Box").await, made(app, leah, "Where").await);
        let link = json!({"kind": "ticket", "id": two["id"]});
        app.create(leah, "notes", json!({"body": "Ask the driver", "record": link})).await;
        app.create(leah, "tasks", json!({"name": "Call", "record": link})).await;
        app.create(&firm.admin, "interactions", json!({"subject": "Rang", "ticket_id": two["id"]})).await;
        app.upload(leah, ("ticket", id(&two)), "door.txt", b"blue").await;
        answered(app, leah, &two, json!({"body": "We look", "status": "waiting"})).await;
        let before = is(app, leah, &two).await;

        let answer = merge(app, leah, &one, &[&two, &three]).await.expect(200);
        assert_eq!((answer["id"].as_str(), answer["snippet"].as_str()), (one["id"].as_str(), Some("We look")));
        assert_eq!(answer["first_response_at"], before["first_response_at"]);
        assert_eq!(says(app, leah, &one).await, ["Parcel?", "Box?", "Where?", "We look"]);
        assert_eq!((hang(app, leah, &one).await, hang(app, leah, &two).await), ([1; 4], [0; 4]));
        for part in [&two, &three] {
            let part = is(app, leah, part).await;
            assert_eq!((&part["status"], &part["merged_into_id"]), (&json!("closed"), &one["id"]));
            assert_eq!((&part["resolved_at"], &part["resolution_result"]), (&Json::Null, &Json::Null));
        }

        // Whatever the customer answers to either lands in the one that goes on.
        assert_eq!(customer_writes(app, leah, &two, "And?").await, id(&one));
        assert_eq!(is(app, leah, &one).await["awaiting_reply"], true);
        let late = json!({"status": "open"});
        app.patch(&format!("/tickets/{}", id(&two)))
            .by(leah)
            .json(&late)
            .send()
            .await
            .refused(422, "validation_failed");
        merge(app, leah, &three, &[&one]).await.refused(409, "conflict");
        merge(app, leah, &one, &[&two]).await.refused(422, "validation_failed");

        // A part comes back as it was; what was said since stays.
        let back = unmerge(app, leah, &two).await.expect(200);
        assert_eq!((&back["status"], &back["merged_into_id"]), (&json!("waiting"), &Json::Null));
        assert_eq!((&back["last_message_at"], &back["snippet"]), (&before["last_message_at"], &json!("We look")));
        assert_eq!(says(app, leah, &two).await, ["Box?", "We look"]);
        assert_eq!(says(app, leah, &one).await, ["Parcel?", "Where?", "And?"]);
        assert_eq!((hang(app, leah, &one).await, hang(app, leah, &two).await), ([0; 4], [1; 4]));
        assert_eq!(is(app, leah, &one).await["first_response_at"], Json::Null);
        unmerge(app, leah, &two).await.refused(409, "conflict");

        // The other as well, until something rests on it, or a month has gone by.
        let four = made(app, leah, "More").await;
        merge(app, leah, &four, &[&one]).await.expect(200);
        let refused = unmerge(app, leah, &three).await.refused(409, "conflict");
        assert!(refused["detail"].as_str().is_some_and(|text| text.contains("#1 was merged into #4")), "{refused}");
        unmerge(app, leah, &one).await.expect(200);
        app.delete(&format!("/tickets/{}", id(&one))).by(leah).send().await.expect(204);
        unmerge(app, leah, &three).await.refused(409, "conflict");
        app.post(&format!("/tickets/{}/restore", id(&one))).by(leah).send().await.expect(200);
        app.clock.advance_seconds(31 * 86_400);
        let leah = &app.sign_in(&leah.email).await;
        unmerge(app, leah, &three).await.refused(409, "conflict");
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn what_is_open_is_not_lost_in_what_is_settled() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let (one, two) = (made(app, &ana, "Parcel").await, made(app, &ana, "Box").await);
        let path = format!("/tickets/{}", id(&one));
        app.patch(&path).by(&ana).json(&json!({"status": "resolved"})).send().await.expect(200);
        let answer = merge(app, &ana, &one, &[&two]).await.expect(200);
        assert_eq!((&answer["status"], &answer["awaiting_reply"]), (&json!("open"), &json!(true)));
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn a_message_becomes_a_ticket() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let leah = firm.role("support");
        let one = made(app, leah, "Parcel").await;
        customer_writes(app, leah, &one, "And my invoice is wrong.").await;
        answered(app, leah, &one, json!({"body": "We look into both."})).await;
        customer_writes(app, leah, &one, "Thanks").await;
        let said = app.list(leah, &format!("/ticket_messages?ticket_id={}&sort=sent_at", id(&one))).await;
        let split = async |message: &Json, following: bool| {
            let body = json!({"message_id": message, "following": following, "subject": "Invoice"});
            app.post(&format!("/tickets/{}/split", id(&one))).by(leah).json(&body).send().await
        };
        split(&said[2]["id"], false).await.refused(422, "validation_failed");
        split(&said[0]["id"], true).await.refused(422, "validation_failed");
        let new = split(&said[1]["id"], true).await.expect(201);
        assert_eq!((&new["number"], &new["subject"], &new["follows_id"]), (&json!(2), &json!("Invoice"), &one["id"]));
        assert_eq!((&new["awaiting_reply"], &new["description"]), (&json!(true), &json!("And my invoice is wrong.")));
        assert_eq!(new["first_response_at"], said[2]["sent_at"]);
        assert_eq!(says(app, leah, &new).await, ["And my invoice is wrong.", "We look into both.", "Thanks"]);
        assert_eq!(says(app, leah, &one).await, ["Parcel?"]);
        let left = is(app, leah, &one).await;
        assert_eq!((&left["snippet"], &left["last_message_at"]), (&json!("Parcel?"), &said[0]["sent_at"]));
        split(&said[1]["id"], false).await.refused(422, "validation_failed");

        // What was merged and then split apart cannot be taken back.
        let two = made(app, leah, "Box").await;
        merge(app, leah, &two, &[&new]).await.expect(200);
        let body = json!({"message_id": said[3]["id"]});
        let path = format!("/tickets/{}/split", id(&two));
        let apart = app.post(&path).by(leah).json(&body).send().await.expect(201);
        assert_eq!(apart["subject"], "Box");
        let refused = unmerge(app, leah, &new).await.refused(409, "conflict");
        assert!(refused["detail"].as_str().is_some_and(|text| text.contains("became #4")), "{refused}");

        // Two who split the same message make one ticket.
        let three = made(app, leah, "Lid").await;
        customer_writes(app, leah, &three, "And \u{202e}नमस्ते").await;
        let said = app.list(leah, &format!("/ticket_messages?ticket_id={}&sort=sent_at", id(&three))).await;
        let body = json!({"message_id": said[1]["id"]});
        let path = format!("/tickets/{}/split", id(&three));
        let tries = join_all((0..4).map(|_| app.post(&path).by(leah).json(&body).send())).await;
        assert_eq!(tries.iter().filter(|reply| reply.status == 201).count(), 1);
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn merges_at_once_leave_one_that_goes_on() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let (one, two) = (made(app, &ana, "Parcel").await, made(app, &ana, "Box").await);
        let all = [(&one, &two), (&two, &one), (&one, &two), (&two, &one)]
            .map(|(into, from)| async { merge(app, &ana, into, &[from]).await });
        let done = join_all(all).await;
        assert_eq!(done.iter().filter(|reply| reply.status == 200).count(), 1);
        let parts = [is(app, &ana, &one).await, is(app, &ana, &two).await];
        assert_eq!(parts.iter().filter(|part| part["merged_into_id"].is_null()).count(), 1);

        // Answers that arrive meanwhile are kept, and stand in one of them.
        let (three, four) = (made(app, &ana, "Lid").await, made(app, &ana, "Cup").await);
        let letters = join_all((0..6).map(|n| {
            let incoming = Incoming {
                ticket: id(&four).parse().ok(),
                channel: "email".into(),
                text: format!("Letter {n}"),
                ..Incoming::default()
            };
            let workspace = ana.workspace.parse().expect("an id");
            async move { receive(&app.app, workspace, &incoming).await }
        }));
        let parts = [&four];
        let (merged, letters) = tokio::join!(merge(app, &ana, &three, &parts), letters);
        merged.expect(200);
        assert!(letters.iter().all(Result::is_ok));
        assert_eq!(says(app, &ana, &three).await.len() + says(app, &ana, &four).await.len(), 8);
        assert!(says(app, &ana, &four).await.is_empty());
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn who_may_merge() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (one, two) = (made(app, &firm.admin, "Parcel").await, made(app, &firm.admin, "Box").await);
        for role in ["sales", "read_only", "marketing", "finance"] {
            merge(app, firm.role(role), &one, &[&two]).await.refused(403, "forbidden");
            unmerge(app, firm.role(role), &one).await.refused(403, "forbidden");
        }
        let tom = app.register("Teak Trading", "tom@teak.example").await;
        let own = made(app, &tom, "Teak").await;
        merge(app, &tom, &one, &[&own]).await.refused(404, "not_found");
        for wrong in [vec![&one], vec![&own, &one], vec![&own], vec![]] {
            let refused = merge(app, &tom, &own, &wrong).await.refused(422, "validation_failed");
            assert_eq!(refused["errors"][0]["field"], "ticket_ids");
        }
        let message = &app.list(&firm.admin, &format!("/ticket_messages?ticket_id={}", id(&one))).await[0]["id"];
        let path = format!("/tickets/{}/split", id(&own));
        let split = app.post(&path).by(&tom).json(&json!({"message_id": message})).send().await;
        split.refused(422, "validation_failed");
        app.delete(&format!("/tickets/{}", id(&two))).by(&firm.admin).send().await.expect(204);
        merge(app, &firm.admin, &one, &[&two]).await.refused(422, "validation_failed");
        unmerge(app, firm.role("support"), &one).await.refused(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn what_is_related_says_so_on_both_sides() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let (one, two, three) =
            (made(app, &ana, "Parcel").await, made(app, &ana, "Box").await, made(app, &ana, "Lid").await);
        let relate = async |ticket: &Json, ids: Json| {
            let path = format!("/tickets/{}", id(ticket));
            app.patch(&path).by(&ana).json(&json!({"related_ids": ids})).send().await
        };
        relate(&one, json!([two["id"], three["id"]])).await.expect(200);
        assert_eq!(is(app, &ana, &two).await["related_ids"], json!([one["id"]]));
        relate(&three, json!([two["id"]])).await.expect(200);
        assert_eq!(is(app, &ana, &one).await["related_ids"], json!([two["id"]]));
        assert_eq!(is(app, &ana, &two).await["related_ids"], json!([one["id"], three["id"]]));
        relate(&one, json!([one["id"]])).await.refused(422, "validation_failed");
    })
    .await;
}
