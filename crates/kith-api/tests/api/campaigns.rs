//! Campaigns: what they are, who comes from them, and figures that are right at every moment.

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines, text};
use serde_json::{Value as Json, json};

async fn figures(app: &TestApp, person: &Person, id: &str) -> Json {
    let answer = app.get(&format!("/campaigns/figures?ids={id}")).by(person).send().await.expect(200);
    answer["data"][0].clone()
}

#[tokio::test]
async fn a_campaign_has_a_code_of_its_own_and_fits_together() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let first = app.create(&ana, "campaigns", json!({"name": "Launch Sprint 2025"})).await;
        let second = app.create(&ana, "campaigns", json!({"name": "Launch sprint, 2025"})).await;
        assert_eq!((text(&first, "code"), text(&second, "code")), ("launch-sprint-2025", "launch-sprint-2025-2"));

        let inr = |amount: i64| json!({"amount": amount, "currency": "INR"});
        for (body, expected) in [
            (json!({"name": "x", "code": "launch-sprint-2025"}), "code already_used"),
            (json!({"name": "x", "code": "No blanks"}), "code invalid"),
            (json!({"name": "x", "starts_on": "2025-04-30", "ends_on": "2025-04-01"}), "ends_on invalid"),
            (json!({"name": "x", "budget": inr(-1)}), "budget too_small"),
            (json!({"name": "x", "planned_leads": -1}), "planned_leads too_small"),
            (json!({"name": "x", "budget": {"amount": 1, "currency": "XXZ"}}), "budget invalid_currency"),
            (
                json!({"name": "x", "budget": inr(1), "actual_spend": {"amount": 1, "currency": "EUR"}}),
                "actual_spend invalid_currency",
            ),
            (json!({"name": "x", "compliance_checklist": ["a"]}), "compliance_checklist wrong_type"),
            (json!({"name": "x", "is_general": true}), "is_general read_only"),
        ] {
            let reply = app.post("/campaigns").by(&ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![expected.to_owned()]), "{body}");
        }
        let general = app.list(&ana, "/campaigns?code=general").await.remove(0);
        let path = format!("/campaigns/{}", general["id"].as_str().expect("an id"));
        app.delete(&path).by(&ana).send().await.refused(409, "conflict");
        let reply = app.patch(&path).by(&ana).json(&json!({"code": "other"})).send().await;
        assert_eq!(reply.field_errors(), ["code read_only"]);
    })
    .await;
}

#[tokio::test]
async fn a_lead_finds_its_campaign_by_its_tags() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let spring = json!({"name": "Spring", "utm_campaign": "Spring-25", "utm_source": "google"});
        let spring = app.create(&ana, "campaigns", spring).await;
        let general = app.list(&ana, "/campaigns?code=general").await.remove(0);
        for (tags, expected) in [
            (json!({}), &general["id"]),
            (json!({"utm_campaign": "spring-25", "utm_source": "Google"}), &spring["id"]),
            (json!({"utm_campaign": "spring-25", "utm_source": "bing"}), &general["id"]),
            (json!({"utm_campaign": "autumn"}), &general["id"]),
            (json!({"utm_campaign": "autumn", "campaign_id": spring["id"]}), &spring["id"]),
        ] {
            let mut body = tags.clone();
            body["last_name"] = json!("Menon");
            assert_eq!(app.create(&ana, "leads", body).await["campaign_id"], *expected, "{tags}");
        }
    })
    .await;
}

#[tokio::test]
async fn figures_follow_every_change() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let inr = |amount: i64| json!({"amount": amount, "currency": "INR"});
        let spring = app.create(&ana, "campaigns", json!({"name": "Spring", "actual_spend": inr(1000)})).await;
        let spring = text(&spring, "id");
        let read = async || {
            let is = figures(app, &ana, spring).await;
            let number = |key: &str| is[key].as_i64().expect("a number");
            (number("leads"), number("hot"), number("won"), is["revenue"].clone(), is["roi"].clone())
        };
        assert_eq!(read().await, (0, 0, 0, json!([]), json!(-100.0)));
        let lead = app.create(&ana, "leads", json!({"last_name": "a", "campaign_id": spring, "score": 80})).await;
        let path = format!("/leads/{}", text(&lead, "id"));
        assert_eq!(read().await.1, 1);
        app.patch(&path).by(&ana).json(&json!({"score": 20})).send().await.expect(200);
        assert_eq!((read().await.0, read().await.1), (1, 0));
        app.delete(&path).by(&ana).send().await.expect(204);
        assert_eq!(read().await.0, 0);
        app.post(&format!("{path}/restore")).by(&ana).send().await.expect(200);
        assert_eq!(read().await.0, 1);

        let bootstrap = app.get("/bootstrap").by(&ana).send().await.expect(200);
        let stages = &bootstrap["pipelines"][0]["stages"];
        let deal = json!({"name": "Acme", "campaign_id": spring, "amount": inr(5000), "stage_id": stages[4]["id"]});
        let deal = app.create(&ana, "deals", deal).await;
        assert_eq!(read().await, (1, 0, 1, json!([inr(5000)]), json!(400.0)));
        let path = format!("/deals/{}", text(&deal, "id"));
        for (change, won, revenue) in [
            (json!({"amount": inr(7000)}), 1, json!([inr(7000)])),
            (json!({"stage_id": stages[5]["id"]}), 0, json!([])),
            (json!({"stage_id": stages[0]["id"]}), 0, json!([])),
            (json!({"stage_id": stages[4]["id"]}), 1, json!([inr(7000)])),
            (json!({"campaign_id": null}), 0, json!([])),
        ] {
            app.patch(&path).by(&ana).json(&change).send().await.expect(200);
            let is = read().await;
            assert_eq!((is.2, is.3), (won, revenue), "{change}");
        }
        let is = figures(app, &ana, spring).await;
        assert_eq!(is["cost_per_lead"], inr(1000));
    })
    .await;
}

#[tokio::test]
async fn figures_are_right_after_many_changes_at_once() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let mut campaigns = Vec::new();
        for n in 0..3 {
            campaigns.push(app.create_any(&ana, "campaign", n).await);
        }
        let mut leads = Vec::new();
        for n in 0..10 {
            leads.push(app.create_any(&ana, "lead", n).await);
        }
        let mut seed: u64 = 42;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        for _ in 0..20 {
            let requests: Vec<_> = (0..16)
                .map(|_| {
                    let path = format!("/leads/{}", text(&leads[random(leads.len())], "id"));
                    match random(5) {
                        0 => app.delete(&path).by(&ana),
                        1 => app.post(&format!("{path}/restore")).by(&ana),
                        2 => app.patch(&path).by(&ana).json(&json!({"score": random(101)})),
                        _ => {
                            let campaign = &campaigns[random(campaigns.len())];
                            app.patch(&path).by(&ana).json(&json!({"campaign_id": campaign["id"]}))
                        }
                    }
                })
                .collect();
            for reply in join_all(requests.into_iter().map(|request| request.send())).await {
                assert!([200, 204, 404, 409].contains(&reply.status), "{}", reply.text());
            }
            for campaign in &campaigns {
                let id = text(campaign, "id");
                let is = figures(app, &ana, id).await;
                let rows = app.list(&ana, &format!("/leads?campaign_id={id}&limit=200")).await;
                let hot = rows.iter().filter(|row| row["temperature"] == "hot").count();
                assert_eq!((is["leads"].as_u64(), is["hot"].as_u64()), (Some(rows.len() as u64), Some(hot as u64)));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn figures_count_what_the_caller_may_read() {
    on_both_engines(async |app| {
        let (ana, stranger) = app.two_workspaces().await;
        let spring = app.create(&ana, "campaigns", json!({"name": "Spring"})).await;
        let spring = text(&spring, "id");
        app.create(&ana, "leads", json!({"last_name": "a", "campaign_id": spring})).await;
        let grants = json!({"kinds": {"campaign": {"read": "all"}, "lead": {"read": "own", "create": "all"}}});
        let rep = app.person_with(&ana, "rep@banyan.example", grants).await;
        app.create(&rep, "leads", json!({"last_name": "b", "campaign_id": spring, "owner_id": rep.id})).await;
        assert_eq!(figures(app, &ana, spring).await["leads"], 2);
        assert_eq!(figures(app, &rep, spring).await["leads"], 1);
        assert_eq!(figures(app, &stranger, spring).await, Json::Null);
        let nobody = app.person_with(&ana, "nobody@banyan.example", json!({"kinds": {}})).await;
        app.get(&format!("/campaigns/figures?ids={spring}")).by(&nobody).send().await.refused(403, "forbidden");
        let reply = app.get("/campaigns/figures?ids=x").by(&ana).send().await;
        assert_eq!(reply.field_errors(), ["ids invalid"]);
    })
    .await;
}
