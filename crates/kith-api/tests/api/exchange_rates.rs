//! Amounts in other currencies: rates of a day, and campaigns' figures in one currency at those rates.

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

fn money(amount: i64, currency: &str) -> Json {
    json!({"amount": amount, "currency": currency})
}

async fn at(app: &TestApp, person: &Person, moment: &str) -> Person {
    app.clock.set(moment.parse().expect("a moment"));
    app.sign_in(&person.email).await
}

/// A deal of a campaign, won now.
async fn won(app: &TestApp, person: &Person, campaign: &Json, amount: Json) -> Json {
    let stages = app.get("/bootstrap").by(person).send().await.expect(200)["pipelines"][0]["stages"].clone();
    let deal = json!({"name": "Won", "campaign_id": campaign["id"], "amount": amount, "stage_id": stages[4]["id"]});
    app.create(person, "deals", deal).await
}

async fn figures(app: &TestApp, person: &Person, campaign: &Json) -> Json {
    let id = campaign["id"].as_str().expect("an id");
    let answer = app.get(&format!("/campaigns/figures?ids={id}")).by(person).send().await.expect(200);
    answer["data"][0].clone()
}

#[tokio::test]
async fn a_rate_is_of_another_currency_and_can_be_reckoned_with() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let rate = json!({"currency": "usd", "starts_on": "2025-04-01", "rate": 85.5});
        let made = app.create(&ana, "exchange_rates", rate.clone()).await;
        assert_eq!(made["currency"], "USD");
        assert_eq!(made["base"], "INR");
        assert_eq!(made["title"], "USD from 2025-04-01");
        for (body, expected) in [
            (rate, "starts_on already_used"),
            (json!({"currency": "INR", "starts_on": "2025-04-01", "rate": 1}), "currency invalid"),
            (json!({"currency": "XXZ", "starts_on": "2025-04-01", "rate": 1}), "currency invalid_currency"),
            (json!({"currency": "EUR", "starts_on": "2025-04-01", "rate": 0}), "rate too_small"),
            (json!({"currency": "EUR", "starts_on": "2025-04-01", "rate": -4}), "rate too_small"),
            (json!({"currency": "EUR", "starts_on": "2025-04-01", "rate": 1e12}), "rate too_large"),
            (json!({"currency": "EUR", "starts_on": "2025-02-30", "rate": 90}), "starts_on invalid_date"),
            (json!({"currency": "EUR", "rate": 90}), "starts_on required"),
            (json!({"currency": "EUR", "starts_on": "2025-04-01", "rate": 90, "base": "USD"}), "base read_only"),
        ] {
            let reply = app.post("/exchange_rates").by(&ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![expected.to_owned()]), "{body}");
        }
        let reads = json!({"kinds": {"exchange_rate": {"read": "all"}}});
        let rep = app.person_with(&ana, "rep@banyan.example", reads).await;
        app.get("/exchange_rates").by(&rep).send().await.expect(200);
        let body = json!({"currency": "EUR", "starts_on": "2025-04-01", "rate": 90});
        app.post("/exchange_rates").by(&rep).json(&body).send().await.refused(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn revenue_in_several_currencies_is_told_in_the_campaigns() {
    on_both_engines(async |app| {
        app.clock.set("2026-01-05T10:00:00Z".parse().expect("a moment"));
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let body = json!({"name": "Spring", "starts_on": "2026-01-01", "actual_spend": money(100_000, "INR")});
        let spring = app.create(&ana, "campaigns", body).await;
        won(app, &ana, &spring, money(200_000, "INR")).await;
        let is = figures(app, &ana, &spring).await;
        assert_eq!((&is["revenue_total"], &is["roi"]), (&money(200_000, "INR"), &json!(100.0)));

        // Without a rate what is foreign is left out, and said to be.
        won(app, &ana, &spring, money(1000, "USD")).await;
        let is = figures(app, &ana, &spring).await;
        assert_eq!((&is["revenue_total"], &is["unconverted"]), (&money(200_000, "INR"), &json!(["USD"])));

        // Each at the rate of its own day: in Kolkata the second is of the first of February already.
        for (day, rate) in [("2026-01-01", 80.0), ("2026-02-01", 90.0)] {
            let rate = json!({"currency": "USD", "starts_on": day, "rate": rate});
            app.create(&ana, "exchange_rates", rate).await;
        }
        let ana = at(app, &ana, "2026-01-31T20:00:00Z").await;
        won(app, &ana, &spring, money(1000, "USD")).await;
        let is = figures(app, &ana, &spring).await;
        assert_eq!(is["revenue"], json!([money(200_000, "INR"), money(2000, "USD")]));
        assert_eq!(is["revenue_total"], money(200_000 + 80_000 + 90_000, "INR"));
        assert_eq!((&is["unconverted"], &is["roi"]), (&json!([]), &json!(270.0)));

        // A campaign in another currency than the workspace's goes by way of it.
        let body = json!({"name": "Boston", "budget": money(10_000, "USD")});
        let boston = app.create(&ana, "campaigns", body).await;
        won(app, &ana, &boston, money(90_000, "INR")).await;
        assert_eq!(figures(app, &ana, &boston).await["revenue_total"], money(1000, "USD"));
    })
    .await;
}

#[tokio::test]
async fn a_campaign_over_time_adds_up_to_its_figures() {
    on_both_engines(async |app| {
        app.clock.set("2026-01-05T10:00:00Z".parse().expect("a moment"));
        let (ana, stranger) = app.two_workspaces().await;
        let body = json!({"name": "Spring", "starts_on": "2026-01-03", "ends_on": "2026-01-08"});
        let spring = app.create(&ana, "campaigns", body).await;
        let path = format!("/campaigns/{}/trend", spring["id"].as_str().expect("an id"));
        let empty = app.get(&path).by(&ana).send().await.expect(200);
        assert_eq!((&empty["range"]["from"], &empty["range"]["to"]), (&json!("2026-01-03"), &json!("2026-01-05")));
        let lead = |name: &str| json!({"last_name": name, "campaign_id": spring["id"]});
        app.create(&ana, "leads", lead("a")).await;
        app.create(&ana, "leads", lead("b")).await;
        won(app, &ana, &spring, money(500, "INR")).await;
        let ana = at(app, &ana, "2026-03-02T10:00:00Z").await;
        won(app, &ana, &spring, money(700, "INR")).await;
        let trend = app.get(&path).by(&ana).send().await.expect(200);
        // It goes on to what came of it after its end, week by week.
        assert_eq!((&trend["range"]["from"], &trend["range"]["to"]), (&json!("2026-01-03"), &json!("2026-03-02")));
        let parts = trend["parts"].as_array().expect("parts");
        let sum = |read: fn(&Json) -> i64| parts.iter().map(read).sum::<i64>();
        assert_eq!(sum(|part| part["leads"].as_i64().expect("leads")), 2);
        assert_eq!(sum(|part| part["won"].as_i64().expect("won")), 2);
        assert_eq!(sum(|part| part["revenue"]["amount"].as_i64().expect("revenue")), 1200);
        assert_eq!(parts[0]["to"], "2026-01-04");
        assert_eq!(parts.last().expect("a part")["revenue"], money(700, "INR"));
        let own = json!({"kinds": {"campaign": {"read": "all"}, "lead": {"read": "own"}}});
        let rep = app.person_with(&ana, "rep@banyan.example", own).await;
        let theirs = app.get(&path).by(&rep).send().await.expect(200);
        assert_eq!((&theirs["parts"][0]["leads"], &theirs["parts"][0]["won"]), (&json!(0), &json!(0)));
        let stranger = app.sign_in(&stranger.email).await;
        app.get(&path).by(&stranger).send().await.refused(404, "not_found");
    })
    .await;
}
