//! The people of a deal and what they are to it.

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

fn id(record: &Json) -> &str {
    record["id"].as_str().expect("an id")
}

async fn contact(app: &TestApp, person: &Person, name: &str) -> String {
    id(&app.create(person, "contacts", json!({"last_name": name})).await).to_owned()
}

async fn add(app: &TestApp, person: &Person, deal: &str, contact: &str, role: &str) -> Json {
    app.create(person, "deal_contacts", json!({"deal_id": deal, "contact_id": contact, "role": role})).await
}

/// The deal's contact, and who is marked primary.
async fn primary(app: &TestApp, person: &Person, deal: &str) -> (Json, Vec<Json>) {
    let told = app.get(&format!("/deals/{deal}")).by(person).send().await.expect(200);
    let rows = app.list(person, &format!("/deal_contacts?deal_id={deal}")).await;
    let marked = rows.iter().filter(|row| row["is_primary"] == true).map(|row| row["contact_id"].clone());
    (told["contact_id"].clone(), marked.collect())
}

#[tokio::test]
async fn the_primary_one_is_the_deals_contact_whichever_is_changed() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let [pooja, neha, karan] =
            [contact(app, &ana, "Pooja").await, contact(app, &ana, "Neha").await, contact(app, &ana, "Karan").await];
        let deal = id(&app.create(&ana, "deals", json!({"name": "Rollout"})).await).to_owned();
        let first = add(app, &ana, &deal, &pooja, "champion").await;
        assert_eq!(first["title"], "Champion");
        assert_eq!(primary(app, &ana, &deal).await, (json!(pooja), vec![json!(pooja)]), "the first is the primary one");
        let second = add(app, &ana, &deal, &neha, "billing").await;
        assert_eq!(primary(app, &ana, &deal).await, (json!(pooja), vec![json!(pooja)]));
        let path = format!("/deal_contacts/{}", id(&second));
        app.patch(&path).by(&ana).json(&json!({"is_primary": true})).send().await.expect(200);
        assert_eq!(primary(app, &ana, &deal).await, (json!(neha), vec![json!(neha)]));
        let to = async |contact: Json| {
            app.patch(&format!("/deals/{deal}")).by(&ana).json(&json!({"contact_id": contact})).send().await.expect(200)
        };
        to(json!(pooja)).await;
        assert_eq!(primary(app, &ana, &deal).await, (json!(pooja), vec![json!(pooja)]));
        to(json!(karan)).await;
        assert_eq!(primary(app, &ana, &deal).await, (json!(karan), vec![]), "who has no role yet");
        let third = add(app, &ana, &deal, &karan, "user").await;
        assert_eq!(third["is_primary"], true);
        app.delete(&format!("/deal_contacts/{}", id(&third))).by(&ana).send().await.expect(204);
        assert_eq!(primary(app, &ana, &deal).await, (json!(null), vec![]));
        app.post(&format!("/deal_contacts/{}/restore", id(&third))).by(&ana).send().await.expect(200);
        assert_eq!(primary(app, &ana, &deal).await, (json!(karan), vec![json!(karan)]));
        app.patch(&format!("/deal_contacts/{}", id(&third)))
            .by(&ana)
            .json(&json!({"is_primary": false}))
            .send()
            .await
            .expect(200);
        assert_eq!(primary(app, &ana, &deal).await, (json!(null), vec![]));

        // The contact's page knows of it.
        let related = app.get(&format!("/contacts/{neha}/related")).by(&ana).send().await.expect(200);
        let found = related["data"].as_array().expect("kinds").iter().find(|told| told["kind"] == "deal_contact");
        assert_eq!(found.expect("deal contacts")["count"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_role_ends_with_whoever_had_it() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let pooja = contact(app, &ana, "Pooja").await;
        let deal = id(&app.create(&ana, "deals", json!({"name": "Rollout"})).await).to_owned();
        add(app, &ana, &deal, &pooja, "champion").await;
        app.delete(&format!("/contacts/{pooja}")).by(&ana).send().await.expect(204);
        app.clock.advance_seconds(40 * 86_400);
        let schedules = app.app.schedules();
        let empty = schedules.iter().find(|schedule| schedule.name == "empty_trash").expect("a schedule");
        (empty.run)().await.expect("the trash is emptied");
        let ana = app.sign_in(&ana.email).await;
        app.get(&format!("/contacts/{pooja}")).by(&ana).send().await.refused(404, "not_found");
        assert_eq!(primary(app, &ana, &deal).await, (json!(null), vec![]));
        assert!(app.list(&ana, "/deal_contacts").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn somebody_is_on_a_deal_once_and_stays_who_they_are() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let ana = &firm.admin;
        let (pooja, neha) = (contact(app, ana, "Pooja").await, contact(app, ana, "Neha").await);
        let deal = id(&app.create(ana, "deals", json!({"name": "Rollout"})).await).to_owned();
        let made = add(app, ana, &deal, &pooja, "champion").await;
        for (body, field) in [
            (json!({"deal_id": deal, "contact_id": pooja}), "contact_id already_used"),
            (json!({"deal_id": deal, "contact_id": neha, "role": "king"}), "role invalid_option"),
            (json!({"deal_id": deal}), "contact_id required"),
            (json!({"contact_id": neha}), "deal_id required"),
            (json!({"deal_id": deal, "contact_id": deal}), "contact_id not_found"),
        ] {
            let reply = app.post("/deal_contacts").by(ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![field.to_owned()]), "{body}: {}", reply.text());
        }
        let path = format!("/deal_contacts/{}", id(&made));
        let reply = app.patch(&path).by(ana).json(&json!({"contact_id": neha})).send().await;
        assert_eq!(reply.field_errors(), ["contact_id invalid"]);
        let body = json!({"deal_id": deal, "contact_id": neha});
        for role in ["sales", "marketing", "read_only"] {
            app.post("/deal_contacts").by(firm.role(role)).json(&body).send().await.refused(403, "forbidden");
            app.patch(&path).by(firm.role(role)).json(&json!({"role": "user"})).send().await.refused(403, "forbidden");
        }
        app.patch(&path).by(firm.role("manager")).json(&json!({"role": "user"})).send().await.expect(200);
    })
    .await;
}
