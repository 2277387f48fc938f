//! A lead becomes a customer, once, and can become a lead again.

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines, text};
use serde_json::{Value as Json, json};

/// A lead with a note, two tasks (one of them done) and a call.
async fn lead_with_history(app: &TestApp, ana: &Person) -> Json {
    let body = json!({
        "first_name": "Priya", "last_name": "Menon", "email": "priya@finedge.co", "phone": "+91 98220 77551",
        "company_name": "FinEdge", "job_title": "CFO", "score": 60, "source": "webinar", "industry": "finance",
    });
    let lead = app.create(ana, "leads", body).await;
    let about = json!({"kind": "lead", "id": lead["id"]});
    app.create(ana, "notes", json!({"body": "Wants a quote", "record": about})).await;
    let due = json!({"name": "Call back", "due_at": "2030-01-01T10:00:00Z", "record": about});
    app.create(ana, "tasks", due).await;
    app.create(ana, "tasks", json!({"name": "Sent mail", "status": "completed", "record": about})).await;
    app.create(ana, "interactions", json!({"kind": "call", "subject": "First call", "lead_id": lead["id"]})).await;
    app.get(&format!("/leads/{}", text(&lead, "id"))).by(ana).send().await.expect(200)
}

async fn convert(app: &TestApp, ana: &Person, lead: &Json, body: Json) -> Json {
    let path = format!("/leads/{}/convert", text(lead, "id"));
    app.post(&path).by(ana).json(&body).send().await.expect(200)
}

#[tokio::test]
async fn everything_goes_along_and_comes_back() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let lead = lead_with_history(app, &ana).await;
        let amount = json!({"amount": 500_000, "currency": "INR"});
        let body = json!({"company": {"size_band": "11_50"}, "deal": {"amount": amount}});
        let made = convert(app, &ana, &lead, body).await;
        let get = async |plural: &str, key: &str| {
            app.get(&format!("/{plural}/{}", text(&made, key))).by(&ana).send().await.expect(200)
        };
        let company = get("companies", "company_id").await;
        assert_eq!((text(&company, "name"), text(&company, "domain")), ("FinEdge", "finedge.co"));
        assert_eq!((text(&company, "size_band"), text(&company, "industry")), ("11_50", "finance"));
        let contact = get("contacts", "contact_id").await;
        assert_eq!((text(&contact, "title"), text(&contact, "email")), ("Priya Menon", "priya@finedge.co"));
        assert_eq!((&contact["company_id"], text(&contact, "source")), (&company["id"], "webinar"));
        assert_eq!(contact["last_contacted_at"], lead["last_contacted_at"]);
        let deal = get("deals", "deal_id").await;
        assert_eq!((text(&deal, "name"), &deal["amount"]), ("FinEdge", &amount));
        assert_eq!((&deal["campaign_id"], &deal["contact_id"]), (&lead["campaign_id"], &contact["id"]));
        assert_eq!(text(&deal, "next_action_at"), "2030-01-01T10:00:00Z");

        let converted = &made["lead"];
        assert_eq!((text(converted, "status"), &converted["score"]), ("converted", &lead["score"]));
        assert!(app.list(&ana, "/leads?status=open").await.is_empty());
        let deal_id = text(&deal, "id");
        for plural in ["notes", "tasks"] {
            let there = app.list(&ana, &format!("/{plural}?record=deal:{deal_id}")).await;
            assert_eq!(there.len(), if plural == "tasks" { 2 } else { 1 }, "{plural}");
        }
        let call = app.list(&ana, &format!("/interactions?deal_id={deal_id}")).await.remove(0);
        assert_eq!((&call["contact_id"], &call["lead_id"]), (&contact["id"], &lead["id"]));
        let dashboard = app.get("/dashboard").by(&ana).send().await.expect(200);
        assert_eq!(dashboard["counts"]["leads"], 0);
        let figures = format!("/campaigns/figures?ids={}", text(&lead, "campaign_id"));
        let is = app.get(&figures).by(&ana).send().await.expect(200);
        assert_eq!((&is["data"][0]["leads"], &is["data"][0]["converted"]), (&json!(1), &json!(1)));

        // Its history is what the customer's record rests on.
        let path = format!("/leads/{}", text(&lead, "id"));
        app.patch(&path).by(&ana).json(&json!({"score": 1})).send().await.refused(409, "conflict");
        app.post(&format!("{path}/convert")).by(&ana).json(&json!({})).send().await.refused(409, "conflict");

        let back = app.post(&format!("{path}/unconvert")).by(&ana).send().await.expect(200);
        assert_eq!((text(&back, "status"), &back["converted_contact_id"]), ("open", &Json::Null));
        for (plural, key) in [("companies", "company_id"), ("contacts", "contact_id"), ("deals", "deal_id")] {
            assert!(!get(plural, key).await["deleted_at"].is_null(), "{plural}");
        }
        let about = format!("record=lead:{}", text(&lead, "id"));
        assert_eq!(app.list(&ana, &format!("/notes?{about}")).await.len(), 1);
        assert_eq!(app.list(&ana, &format!("/tasks?{about}")).await.len(), 2);
        assert_eq!(app.list(&ana, "/interactions").await.remove(0)["contact_id"], Json::Null);
        app.post(&format!("{path}/unconvert")).by(&ana).send().await.refused(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn who_is_here_already_is_found_and_used() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = app.create(&ana, "companies", json!({"name": "FinEdge Ltd", "domain": "finedge.co"})).await;
        let contact = app.create(&ana, "contacts", json!({"last_name": "Menon", "phone": "98220 77551"})).await;
        let namesake = app.create(&ana, "contacts", json!({"first_name": "priya", "last_name": "MENON"})).await;
        let lead = lead_with_history(app, &ana).await;
        let path = format!("/leads/{}/conversion", text(&lead, "id"));
        let proposal = app.get(&path).by(&ana).send().await.expect(200);
        assert_eq!(proposal["companies"][0], json!({"id": company["id"], "title": "FinEdge Ltd", "reason": "domain"}));
        let found: Vec<_> =
            proposal["contacts"].as_array().expect("a list").iter().map(|c| (&c["id"], &c["reason"])).collect();
        assert!(found.contains(&(&namesake["id"], &json!("name"))), "{proposal}");
        assert_eq!(
            (&proposal["open_tasks"], &proposal["notes"], &proposal["interactions"]),
            (&json!(1), &json!(1), &json!(1))
        );

        let body = json!({"company_id": company["id"], "contact_id": contact["id"], "tasks": "complete"});
        let made = convert(app, &ana, &lead, body).await;
        assert_eq!((&made["contact_id"], &made["deal_id"]), (&contact["id"], &Json::Null));
        assert_eq!(app.list(&ana, "/contacts").await.len(), 2, "nobody was made twice");
        let tasks = app.list(&ana, &format!("/tasks?record=contact:{}", text(&contact, "id"))).await;
        assert!(tasks.len() == 2 && tasks.iter().all(|task| task["status"] == "completed"));

        // What was there before stays when it is taken back.
        let back = format!("/leads/{}/unconvert", text(&lead, "id"));
        app.post(&back).by(&ana).send().await.expect(200);
        assert_eq!(app.list(&ana, "/companies").await.len(), 1);
        let open = app.list(&ana, "/tasks?status=pending").await;
        assert_eq!(open.len(), 1, "what was open is open again");
    })
    .await;
}

#[tokio::test]
async fn two_at_once_a_repeated_request_and_a_lost_answer_convert_once() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let lead = lead_with_history(app, &ana).await;
        let path = format!("/leads/{}/convert", text(&lead, "id"));
        let body = json!({"company": {"name": "FinEdge"}, "deal": {"name": "Rollout"}});
        let twins = (0..6).map(|_| app.post(&path).by(&ana).json(&body).send());
        let mut statuses: Vec<_> = join_all(twins).await.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409, 409, 409, 409, 409]);
        for plural in ["contacts", "companies", "deals"] {
            assert_eq!(app.list(&ana, &format!("/{plural}")).await.len(), 1, "{plural}");
        }
        let second = app.create_any(&ana, "lead", 2).await;
        let path = format!("/leads/{}/convert", text(&second, "id"));
        let again = || app.post(&path).by(&ana).header("idempotency-key", "click").json(&body).send();
        let answers = join_all([again(), again(), again()]).await;
        let answers: Vec<_> = answers.iter().map(|reply| reply.expect(200)).collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        assert_eq!(app.list(&ana, "/deals").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_where_it_is_and_nothing_is_half_done() {
    on_both_engines(async |app| {
        let (ana, stranger) = app.two_workspaces().await;
        let lead = lead_with_history(app, &ana).await;
        let theirs = app.create_any(&stranger, "company", 1).await;
        let path = format!("/leads/{}/convert", text(&lead, "id"));
        for (body, expected) in [
            (json!({"company_id": theirs["id"]}), "company_id not_found"),
            (json!({"contact_id": theirs["id"]}), "contact_id not_found"),
            (json!({"company": {"domain": "no domain"}}), "company.domain invalid_url"),
            (json!({"contact": {"email": "nobody"}}), "contact.email invalid_email"),
            (json!({"contact": {"last_contacted_at": "2020-01-01T00:00:00Z"}}), "contact.last_contacted_at read_only"),
            (json!({"deal": {"amount": {"amount": -1, "currency": "INR"}}}), "deal.amount too_small"),
            (json!({"deal": {"nonsense": 1}}), "deal.nonsense unknown_field"),
            (json!({"company": {}, "company_id": theirs["id"]}), "company invalid"),
            (json!({"tasks": "burn"}), "tasks invalid_option"),
        ] {
            let reply = app.post(&path).by(&ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![expected.to_owned()]), "{body}");
        }
        for plural in ["contacts", "companies", "deals"] {
            assert!(app.list(&ana, &format!("/{plural}")).await.is_empty(), "{plural}");
        }
        // Who may not make a deal makes no customer of it by way of a lead.
        let grants =
            json!({"kinds": {"lead": {"read": "all", "update": "all"}, "contact": {"read": "all", "create": "all"}}});
        let clerk = app.person_with(&ana, "clerk@banyan.example", grants).await;
        let reply = app.post(&path).by(&clerk).json(&json!({"deal": {}})).send().await;
        assert_eq!(reply.status, 403, "{}", reply.text());
        let lost = app.delete(&format!("/leads/{}", text(&lead, "id"))).by(&ana).send().await;
        lost.expect(204);
        app.post(&path).by(&ana).json(&json!({})).send().await.refused(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn a_conversion_stays_once_something_rests_on_it() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let lead = lead_with_history(app, &ana).await;
        let made = convert(app, &ana, &lead, json!({"company": {}, "deal": {}})).await;
        let path = format!("/leads/{}/unconvert", text(&lead, "id"));
        let note = json!({"body": "New", "record": {"kind": "contact", "id": made["contact_id"]}});
        let note = app.create(&ana, "notes", note).await;
        let refused = app.post(&path).by(&ana).send().await.refused(409, "conflict");
        assert!(text(&refused, "detail").contains("New"), "{refused}");
        app.delete(&format!("/notes/{}", text(&note, "id"))).by(&ana).send().await.expect(204);
        app.clock.advance_seconds(31 * 86_400);
        let ana = app.sign_in("ana@banyan.example").await;
        let late = app.post(&path).by(&ana).send().await.refused(409, "conflict");
        assert!(text(&late, "detail").contains("30 days"), "{late}");
    })
    .await;
}
