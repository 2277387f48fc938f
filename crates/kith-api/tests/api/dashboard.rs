//! The figures of the first page: of a span of days, of some people, and equal to the lists behind them.

use kith_model::Timestamp;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

/// Moves the clock and signs in again, since tokens do not live that long.
async fn at(app: &TestApp, moment: &str, email: &str) -> Person {
    app.clock.set(moment.parse::<Timestamp>().expect("a moment"));
    app.sign_in(email).await
}

async fn figures(app: &TestApp, who: &Person, query: &str) -> Json {
    app.get(&format!("/dashboard{query}")).by(who).send().await.expect(200)
}

async fn count(app: &TestApp, who: &Person, path: &str, filter: &Json) -> i64 {
    let text = filter.to_string();
    let filter = percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC);
    let answer = app.get(&format!("{path}/aggregate?filter={filter}")).by(who).send().await.expect(200);
    answer["data"][0]["count"].as_i64().expect("a count")
}

async fn close(app: &TestApp, who: &Person, deal: &Json, kind: &str) {
    let stages = app.list(who, "/stages").await;
    let stage = stages.iter().find(|stage| stage["kind"] == kind).expect("such a stage");
    let path = format!("/deals/{}", deal["id"].as_str().expect("an id"));
    app.patch(&path).by(who).json(&json!({"stage_id": stage["id"]})).send().await.expect(200);
}

fn inr(amount: i64) -> Json {
    json!({"amount": amount, "currency": "INR"})
}

#[tokio::test]
async fn days_are_those_of_the_workspace() {
    on_both_engines(async |app| {
        let email = "ana@banyan.example";
        app.register("Banyan Works", email).await;
        // In Kolkata the last of March ends at half past six in the evening, UTC.
        for (moment, name) in [
            ("2026-03-31T18:29:59Z", "Last of March"),
            ("2026-03-31T18:30:00Z", "First of April"),
            ("2026-04-30T18:29:59Z", "Last of April"),
            ("2026-04-30T18:30:00Z", "First of May"),
        ] {
            let ana = at(app, moment, email).await;
            app.create(&ana, "leads", json!({"last_name": name, "source": "event"})).await;
            let deal = app.create(&ana, "deals", json!({"name": name, "amount": inr(100)})).await;
            close(app, &ana, &deal, "won").await;
        }
        let ana = app.sign_in(email).await;
        let april = figures(app, &ana, "?from=2026-04-01&to=2026-04-30").await;
        assert_eq!(april["new_leads"]["count"], 2);
        assert_eq!(april["new_leads"]["before"], 1);
        assert_eq!(april["won"]["amount"], json!([inr(200)]));
        assert_eq!(april["won"]["before"]["amount"], json!([inr(100)]));
        assert_eq!(april["leads_per_source"], json!([{"group": "event", "count": 2}]));
        assert_eq!(april["new_leads"]["trend"].as_array().map(Vec::len), Some(30));
        assert_eq!((&april["new_leads"]["trend"][0], &april["new_leads"]["trend"][29]), (&json!(1), &json!(1)));
        assert_eq!(
            april["revenue"][11],
            json!({
                "month": "2026-04-01", "from_at": "2026-03-31T18:30:00Z", "to_at": "2026-04-30T18:30:00Z",
                "amount": [inr(200)], "before": [],
            })
        );
        // As a part of a quarter they are compared with those a quarter earlier.
        let quarter = figures(app, &ana, "?from=2026-04-01&to=2026-04-30&period=quarter").await;
        assert_eq!(
            (&quarter["before"]["from"], &quarter["before"]["to"]),
            (&json!("2026-01-01"), &json!("2026-01-31"))
        );
        // The moments that come with the figures lead to a list of as many.
        let (from, to) = (&april["range"]["from_at"], &april["range"]["to_at"]);
        let filter = json!({"and": [
            {"field": "created_at", "op": "on_or_after", "value": from}, {"field": "created_at", "op": "before", "value": to},
        ]});
        assert_eq!(count(app, &ana, "/leads", &filter).await, 2);
        // Without days it is this month, until today.
        let now = figures(app, &ana, "").await;
        assert_eq!((&now["range"]["from"], &now["range"]["to"]), (&json!("2026-05-01"), &json!("2026-05-01")));

        // Moved to another zone, they are counted by its days.
        app.patch("/workspace").by(&ana).json(&json!({"time_zone": "UTC"})).send().await.expect(200);
        let ana = at(app, "2026-05-01T00:00:00Z", email).await;
        assert_eq!(app.app.store().recount_outdated("2026-05-01T00:00:00Z".parse().expect("a moment")).await.ok(), Some(1));
        let april = figures(app, &ana, "?from=2026-04-01&to=2026-04-30").await;
        assert_eq!((&april["new_leads"]["count"], &april["new_leads"]["before"]), (&json!(2), &json!(2)));
        let workspace = ana.workspace.parse().expect("an id");
        assert!(app.app.store().recount(workspace, false).await.expect("a recount").is_empty());
    })
    .await;
}

#[tokio::test]
async fn figures_are_of_the_people_asked_for_and_no_others() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let team = app.create(&firm.admin, "teams", json!({"name": "North"})).await;
        let (sales, manager) = (firm.role("sales"), firm.role("manager"));
        app.patch(&format!("/users/{}", sales.id))
            .by(&firm.admin)
            .json(&json!({"team_ids": [team["id"]]}))
            .send()
            .await
            .expect(200);
        let bootstrap = app.get("/bootstrap").by(sales).send().await.expect(200);
        assert_eq!(bootstrap["teams"], json!([{"id": team["id"], "title": "North"}]));
        let own = app
            .person_with(
                &firm.admin,
                "own@banyan-works.example",
                json!({"kinds": {
                    "lead": {"read": "own", "create": "all"}, "deal": {"read": "own", "create": "all"}, "user": {"read": "all"},
                }}),
            )
            .await;
        for (who, leads) in [(sales, 3), (manager, 2), (&own, 1)] {
            for n in 0..leads {
                app.create(who, "leads", json!({"last_name": format!("L{n}")})).await;
            }
            app.create(who, "deals", json!({"name": "D", "amount": inr(leads)})).await;
        }
        let of = |board: Json| {
            (board["new_leads"]["count"].as_i64(), board["counts"]["leads"].as_i64(), board["pipeline_value"].clone())
        };
        let all = (Some(6), Some(6), json!([inr(6)]));
        let norths = (Some(3), Some(3), json!([inr(3)]));
        let team_id = team["id"].as_str().expect("an id");
        assert_eq!(of(figures(app, manager, "").await), all);
        assert_eq!(of(figures(app, manager, &format!("?team={team_id}")).await), norths);
        assert_eq!(of(figures(app, manager, &format!("?owner={}", sales.id)).await), norths);
        assert_eq!(of(figures(app, manager, "?owner=me").await), (Some(2), Some(2), json!([inr(2)])));
        assert_eq!(of(figures(app, &own, "").await), (Some(1), Some(1), json!([inr(1)])));
        let sneaky = figures(app, &own, &format!("?owner={}", own.id)).await;
        assert_eq!(of(sneaky), (Some(1), Some(1), json!([inr(1)])));
        let board = figures(app, &own, "").await;
        let bootstrap = app.get("/bootstrap").by(&own).send().await.expect(200);
        assert_eq!(bootstrap["teams"], json!([]));
        assert_eq!((&board["counts"]["contacts"], &board["campaigns"]), (&Json::Null, &json!([])));
    })
    .await;
}

#[tokio::test]
async fn parameters_that_mean_nothing_are_named() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let team = app.create(&tom, "teams", json!({"name": "Theirs"})).await;
        let team = team["id"].as_str().expect("an id");
        let cases = [
            ("from=2026-05-02&to=2026-05-01".to_owned(), "to", "invalid"),
            ("from=1990-01-01&to=2026-05-01".to_owned(), "to", "invalid"),
            ("from=2026-02-30".to_owned(), "from", "invalid_date"),
            (format!("owner={}", tom.id), "owner", "not_found"),
            (format!("team={team}"), "team", "not_found"),
            (format!("owner=me&team={team}"), "team", "invalid"),
            ("period=decade".to_owned(), "period", "invalid_option"),
            ("owner=everybody".to_owned(), "owner", "wrong_type"),
        ];
        for (query, field, code) in cases {
            let problem = app.get(&format!("/dashboard?{query}")).by(&ana).send().await.expect(422);
            assert_eq!((&problem["errors"][0]["field"], &problem["errors"][0]["code"]), (&json!(field), &json!(code)));
        }
    })
    .await;
}

#[tokio::test]
async fn every_figure_equals_its_list_whatever_happened() {
    on_both_engines(async |app| {
        let email = "ana@banyan.example";
        app.register("Banyan Works", email).await;
        let mut seed = 0x5eed_u64;
        let mut below = move |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % n
        };
        let (mut leads, mut deals): (Vec<Json>, Vec<Json>) = (Vec::new(), Vec::new());
        for day in 1..=28 {
            let ana = at(app, &format!("2026-04-{day:02}T{:02}:15:00Z", below(24)), email).await;
            for n in 0..below(3) {
                let source = ["event", "website", "email"][below(3) as usize];
                leads.push(
                    app.create(&ana, "leads", json!({"last_name": format!("L{day}-{n}"), "source": source})).await,
                );
            }
            deals.push(app.create(&ana, "deals", json!({"name": format!("D{day}"), "amount": inr(day)})).await);
            let deal = deals[below(deals.len() as u64) as usize].clone();
            let id = |record: &Json| record["id"].as_str().expect("an id").to_owned();
            match below(6) {
                0 if !leads.is_empty() => {
                    let lead = leads.swap_remove(below(leads.len() as u64) as usize);
                    app.delete(&format!("/leads/{}", id(&lead))).by(&ana).send().await.expect(204);
                }
                1 if !leads.is_empty() => {
                    let lead = leads.swap_remove(below(leads.len() as u64) as usize);
                    app.post(&format!("/leads/{}/convert", id(&lead)))
                        .by(&ana)
                        .json(&json!({}))
                        .send()
                        .await
                        .expect(200);
                }
                2 => close(app, &ana, &deal, "lost").await,
                3 => close(app, &ana, &deal, "open").await,
                _ => close(app, &ana, &deal, "won").await,
            }
        }
        let ana = app.sign_in(email).await;
        for (from, to) in [("2026-04-01", "2026-04-28"), ("2026-04-05", "2026-04-11"), ("2026-04-20", "2026-04-20")] {
            let board = figures(app, &ana, &format!("?from={from}&to={to}")).await;
            let within = |field: &str, more: Json| {
                let mut all = vec![
                    json!({"field": field, "op": "on_or_after", "value": board["range"]["from_at"]}),
                    json!({"field": field, "op": "before", "value": board["range"]["to_at"]}),
                ];
                all.extend(more.as_array().cloned().unwrap_or_default());
                json!({"and": all})
            };
            let new = count(app, &ana, "/leads", &within("created_at", json!([]))).await;
            assert_eq!(board["new_leads"]["count"], new);
            let converted = json!([{"field": "status", "op": "eq", "value": "converted"}]);
            let became = count(app, &ana, "/leads", &within("created_at", converted)).await;
            assert_eq!(board["conversion"]["converted"], became);
            for status in ["won", "lost"] {
                let filter = within("closed_at", json!([{"field": "status", "op": "eq", "value": status}]));
                assert_eq!(board[status]["count"], count(app, &ana, "/deals", &filter).await, "{status}");
            }
            for group in board["leads_per_source"].as_array().expect("groups") {
                let filter = within("created_at", json!([{"field": "source", "op": "eq", "value": group["group"]}]));
                assert_eq!(group["count"], count(app, &ana, "/leads", &filter).await, "{group}");
            }
            let trend = board["new_leads"]["trend"].as_array().expect("numbers");
            assert_eq!(trend.iter().filter_map(Json::as_i64).sum::<i64>(), new);
        }
        let workspace = ana.workspace.parse().expect("an id");
        assert!(app.app.store().recount(workspace, false).await.expect("a recount").is_empty());
    })
    .await;
}
