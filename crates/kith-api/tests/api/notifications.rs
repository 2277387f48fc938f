//! Notifications: who is told what, once, and who is not.

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Map, Value as Json, json};

async fn told(app: &TestApp, person: &Person) -> Vec<Map<String, Json>> {
    app.list(person, "/notifications?include=actor&sort=created_at&limit=200").await
}

async fn unread(app: &TestApp, person: &Person) -> i64 {
    let answer = app.get("/notifications/aggregate?read_at[empty]=true").by(person).send().await.expect(200);
    answer["data"][0]["count"].as_i64().expect("a count")
}

#[tokio::test]
async fn a_new_owner_is_told_once_and_nobody_of_their_own_act() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        for (kind, plural, owner) in [
            ("lead", "leads", "owner_id"),
            ("deal", "deals", "owner_id"),
            ("contact", "contacts", "owner_id"),
            ("company", "companies", "owner_id"),
            ("task", "tasks", "assignee_id"),
        ] {
            let before = told(app, sales).await.len();
            let mut body = app.valid_body(manager, kind, 1).await;
            body[owner] = json!(sales.id);
            let made = app.create(manager, plural, body).await;
            let path = format!("/{plural}/{}", made["id"].as_str().expect("an id"));
            let list = told(app, sales).await;
            assert_eq!(list.len(), before + 1, "{kind}");
            let last = list.last().expect("one");
            assert_eq!(last["kind"], "assigned");
            assert_eq!(last["title"], "Assigned to you");
            assert_eq!(last["record"], json!({"kind": kind, "id": made["id"]}));
            assert_eq!((&last["subject"], &last["count"]), (&json!(kind), &json!(1)));
            assert_eq!(last["actor"]["id"], manager.id.as_str());
            assert_eq!(last["read_at"], Json::Null);
            // The same owner again, another field, and one's own taking are no news.
            app.patch(&path).by(manager).json(&json!({owner: sales.id, "tags": []})).send().await.expect(200);
            app.patch(&path).by(manager).json(&json!({owner: manager.id})).send().await.expect(200);
            assert_eq!(told(app, sales).await.len(), before + 1, "{kind}");
            app.patch(&path).by(&firm.admin).json(&json!({owner: sales.id})).send().await.expect(200);
            assert_eq!(told(app, sales).await.len(), before + 2, "{kind}");
        }
        assert_eq!((unread(app, manager).await, unread(app, &firm.admin).await), (0, 0));
        assert_eq!(unread(app, sales).await, 10);
        // No history tells of notifications, nor does what they are about.
        let activity = app.get("/activity?limit=100").by(&firm.admin).send().await.expect(200);
        assert!(!activity.to_string().contains("\"kind\":\"notification\""));
        let lead = app.list(sales, "/leads").await.remove(0);
        let related = app.get(&format!("/leads/{}/related", lead["id"].as_str().expect("an id"))).by(sales);
        assert!(!related.send().await.text().contains("notification"));
    })
    .await;
}

#[tokio::test]
async fn everybody_reads_and_marks_only_their_own() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (admin, sales) = (&firm.admin, firm.role("sales"));
        for n in 0..3 {
            app.create(admin, "tasks", json!({"name": format!("Call {n} ☎"), "assignee_id": sales.id})).await;
        }
        app.create(firm.role("manager"), "tasks", json!({"name": "Sign", "assignee_id": admin.id})).await;
        let mine = told(app, sales).await;
        let id = mine[0]["id"].as_str().expect("an id");
        let path = format!("/notifications/{id}");
        for other in [admin, firm.role("manager"), firm.role("read_only")] {
            app.get(&path).by(other).send().await.refused(404, "not_found");
            assert!(app.list(other, &format!("/notifications?user_id={}", sales.id)).await.is_empty());
            app.post("/notifications/read").by(other).json(&json!({"ids": [id]})).send().await.expect(204);
        }
        assert_eq!((unread(app, sales).await, unread(app, admin).await), (3, 1));
        app.post("/notifications/read").by(sales).json(&json!({"ids": [id]})).send().await.expect(204);
        assert_eq!(unread(app, sales).await, 2);
        assert_eq!(app.get(&path).by(sales).send().await.expect(200)["read_at"], "2026-03-02T09:00:00Z");
        app.post("/notifications/read").by(sales).json(&json!({})).send().await.expect(204);
        assert_eq!(unread(app, sales).await, 0);
        // Nobody writes them by hand or throws them away.
        for person in [sales, admin] {
            let body = json!({"user_id": sales.id, "kind": "assigned"});
            app.post("/notifications").by(person).json(&body).send().await.refused(405, "method_not_allowed");
            app.delete(&path).by(person).send().await.refused(405, "method_not_allowed");
        }
        let reply = app.post("/notifications/read").by(sales).json(&json!({"ids": ["x"]})).send().await;
        assert_eq!(reply.field_errors(), ["ids wrong_type"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_told_of_what_they_may_not_read() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let own = json!({"kinds": {"lead": {"read": "own"}, "task": {"read": "all"}}});
        let temp = app.person_with(&ana, "temp@banyan.example", own).await;
        let none = app.person_with(&ana, "none@banyan.example", json!({"kinds": {"tag": {"read": "all"}}})).await;
        let lead = app.create(&ana, "leads", json!({"last_name": "Secret", "owner_id": none.id})).await;
        assert_eq!(unread(app, &none).await, 0);
        // A task about a record somebody may not read is none of theirs.
        let about = json!({"kind": "lead", "id": lead["id"]});
        app.create(&ana, "tasks", json!({"name": "Call", "record": about, "assignee_id": temp.id})).await;
        assert_eq!(unread(app, &temp).await, 0);
        app.create(&ana, "leads", json!({"last_name": "Open", "owner_id": temp.id})).await;
        assert_eq!(unread(app, &temp).await, 1);
        // It names no record, so that it stays harmless when somebody may not read the record any more.
        assert!(!Json::Object(told(app, &temp).await.remove(0)).to_string().contains("Open"));
        // Nor is somebody who cannot sign in.
        app.patch(&format!("/users/{}", temp.id))
            .by(&ana)
            .json(&json!({"status": "suspended"}))
            .send()
            .await
            .expect(200);
        app.create(&ana, "leads", json!({"last_name": "Later", "owner_id": temp.id})).await;
        app.patch(&format!("/users/{}", temp.id)).by(&ana).json(&json!({"status": "active"})).send().await.expect(200);
        let temp = app.sign_in("temp@banyan.example").await;
        assert_eq!(unread(app, &temp).await, 1);
    })
    .await;
}

#[tokio::test]
async fn many_at_once_are_told_together() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let people =
            join_all((0..230).map(|n| app.create(manager, "leads", json!({"last_name": format!("Lead {n}")}))));
        let ids: Vec<Json> = people.await.into_iter().map(|lead| lead["id"].clone()).collect();
        // One is told by name, some as a number, many over several transactions of one job.
        for (ids, count) in [(&ids[..1], 1), (&ids[..4], 3), (&ids[..], 226)] {
            let body = json!({"action": "update", "ids": ids, "changes": {"owner_id": sales.id}});
            app.post("/leads/bulk").by(manager).json(&body).send().await.expect(202);
            app.drain().await;
            app.clock.advance_seconds(60);
            let list = told(app, sales).await;
            let last = list.last().expect("one");
            assert_eq!((&last["count"], &last["subject"]), (&json!(count), &json!("lead")), "{last:?}");
            assert_eq!(last["record"].is_null(), count > 1, "{last:?}");
        }
        assert_eq!(told(app, sales).await.len(), 3);

        let csv = format!(
            "Last name,Owner\n{}",
            (0..5).map(|n| format!("Row {n},sales@banyan-works.example\n")).collect::<String>()
        );
        let request = app.post("/imports/leads").by(manager).header("x-file-name", "leads.csv");
        let upload = request.body("text/csv", csv).send().await.expect(201);
        let start = format!("/imports/{}/start", upload["id"].as_str().expect("an id"));
        let mapping = json!({"0": "last_name", "1": "owner_id"});
        app.post(&start).by(manager).json(&json!({"mapping": mapping, "dry_run": true})).send().await.expect(202);
        app.drain().await;
        assert_eq!(told(app, sales).await.len(), 3);
        app.post(&start).by(manager).json(&json!({"mapping": mapping})).send().await.expect(202);
        app.drain().await;
        let list = told(app, sales).await;
        assert_eq!((list.len(), &list[3]["count"]), (4, &json!(5)));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_next_in_turn_is_told_and_a_customer_is_told_once() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, sales) = (firm.role("manager"), firm.role("sales"));
        let body = json!({"last_name": "Menon", "company_name": "Finedge", "auto_assign": true});
        let lead = app.create(manager, "leads", body).await;
        assert_eq!(lead["owner_id"], sales.id.as_str());
        assert_eq!(unread(app, sales).await, 1);
        let path = format!("/leads/{}/convert", lead["id"].as_str().expect("an id"));
        let body = json!({"company": {}, "contact": {}, "deal": {"name": "Finedge renewal"}});
        app.post(&path).by(manager).json(&body).send().await.expect(200);
        let list = told(app, sales).await;
        assert_eq!((list.len(), &list[1]["subject"]), (2, &json!("deal")));
        // Telling somebody does not keep a conversion from being taken back.
        app.post(&path.replace("convert", "unconvert")).by(manager).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn what_was_told_goes_with_its_record_and_after_ninety_days() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let sales = firm.role("sales");
        let first = app.create(&firm.admin, "leads", json!({"last_name": "a", "owner_id": sales.id})).await;
        app.create(&firm.admin, "leads", json!({"last_name": "b", "owner_id": sales.id})).await;
        let path = format!("/leads/{}", first["id"].as_str().expect("an id"));
        app.delete(&path).by(&firm.admin).send().await.expect(204);
        let day = 86_400;
        for (days, left) in [(1, 2), (30, 1), (60, 0)] {
            app.clock.advance_seconds(days * day);
            app.keep_house().await;
            app.drain().await;
            let sales = app.sign_in(&sales.email).await;
            assert_eq!(told(app, &sales).await.len(), left, "after {days} days more");
        }
    })
    .await;
}
