//! Scores: what rules give, why, by hand and back, and what changing a rule does to all leads.

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

fn id(record: &Json) -> &str {
    record["id"].as_str().unwrap_or_else(|| panic!("no id in {record}"))
}

/// A workspace without the rules it started with.
async fn bare(app: &TestApp) -> Person {
    let ana = app.register("Banyan Works", "ana@banyan.example").await;
    let body = json!({"action": "delete", "filter": {"and": []}});
    app.post("/scoring_rules/bulk").by(&ana).json(&body).send().await.expect(202);
    app.drain().await;
    ana
}

async fn fit(app: &TestApp, by: &Person, name: &str, points: i64, condition: Json) -> Json {
    app.create(by, "scoring_rules", json!({"name": name, "points": points, "condition": condition})).await
}

async fn why(app: &TestApp, by: &Person, lead: &Json) -> Json {
    app.get(&format!("/leads/{}/score", id(lead))).by(by).send().await.expect(200)
}

async fn lead(app: &TestApp, by: &Person, lead: &Json) -> Json {
    app.get(&format!("/leads/{}", id(lead))).by(by).send().await.expect(200)
}

async fn patch(app: &TestApp, by: &Person, lead: &Json, change: Json) -> Json {
    app.patch(&format!("/leads/{}", id(lead))).by(by).json(&change).send().await.expect(200)
}

fn is(field: &str, value: &str) -> Json {
    json!({"field": field, "op": "eq", "value": value})
}

#[tokio::test]
async fn a_lead_says_why_and_follows_its_fields_and_what_is_logged() {
    on_both_engines(async |app| {
        let ana = bare(app).await;
        fit(app, &ana, "Referred", 30, is("source", "referral")).await;
        fit(app, &ana, "Tiny", -20, is("company_size", "1_10")).await;
        let call = json!({
            "name": "Spoke", "category": "engagement", "points": 10, "interaction_kind": "call",
            "outcome": "connected", "cap": 25, "half_life_days": 10,
        });
        app.create(&ana, "scoring_rules", call).await;
        app.drain().await;
        let made = app.create(&ana, "leads", json!({"last_name": "Zoë ☎", "source": "referral"})).await;
        assert_eq!(
            (&made["score"], &made["score_source"], &made["temperature"]),
            (&json!(30), &json!("rules"), &json!("cold"))
        );
        let changed = patch(app, &ana, &made, json!({"company_size": "1_10"})).await;
        assert_eq!(changed["score"], 10);
        let log = async |days: i64, outcome: &str| {
            let at = kith_testkit::START.plus_seconds(-days * 86_400).to_string();
            let body =
                json!({"kind": "call", "subject": "x", "outcome": outcome, "occurred_at": at, "lead_id": made["id"]});
            app.create(&ana, "interactions", body).await
        };
        log(0, "connected").await;
        assert_eq!(lead(app, &ana, &made).await["score"], 20);
        let old = log(10, "connected").await;
        log(0, "no_answer").await;
        assert_eq!(lead(app, &ana, &made).await["score"], 25);
        for _ in 0..3 {
            log(0, "connected").await;
        }
        let told = why(app, &ana, &made).await;
        let reasons: Vec<(&str, i64)> = told["reasons"]
            .as_array()
            .expect("reasons")
            .iter()
            .map(|reason| (reason["name"].as_str().expect("a name"), reason["points"].as_i64().expect("points")))
            .collect();
        assert_eq!(reasons, [("Referred", 30), ("Tiny", -20), ("Spoke", 25)]);
        assert_eq!((&told["score"], &told["rules_score"], &told["source"]), (&json!(35), &json!(35), &json!("rules")));
        // What is taken away or moved elsewhere counts no more there.
        let other = app.create(&ana, "leads", json!({"last_name": "Other"})).await;
        let path = format!("/interactions/{}", id(&old));
        app.patch(&path).by(&ana).json(&json!({"lead_id": other["id"]})).send().await.expect(200);
        assert_eq!(lead(app, &ana, &other).await["score"], 5);
        app.delete(&path).by(&ana).send().await.expect(204);
        assert_eq!(lead(app, &ana, &other).await["score"], 0);
        app.post(&format!("{path}/restore")).by(&ana).send().await.expect(200);
        assert_eq!(lead(app, &ana, &other).await["score"], 5);
    })
    .await;
}

#[tokio::test]
async fn a_score_set_by_hand_stays_until_the_rules_are_asked_for() {
    on_both_engines(async |app| {
        let ana = bare(app).await;
        let made = app.create(&ana, "leads", json!({"last_name": "Menon"})).await;
        assert_eq!((&made["score"], &made["score_source"]), (&json!(0), &json!("rules")));
        let set = patch(app, &ana, &made, json!({"score": 64})).await;
        assert_eq!((&set["score_source"], &set["temperature"]), (&json!("manual"), &json!("warm")));
        fit(app, &ana, "Anybody", 33, json!({"field": "last_name", "op": "not_empty"})).await;
        app.drain().await;
        let kept = patch(app, &ana, &made, json!({"source": "event"})).await;
        assert_eq!((&kept["score"], &kept["score_source"]), (&json!(64), &json!("manual")));
        let told = why(app, &ana, &made).await;
        assert_eq!((&told["score"], &told["rules_score"]), (&json!(64), &json!(33)));
        let back = patch(app, &ana, &made, json!({"score_source": "rules"})).await;
        assert_eq!((&back["score"], &back["score_source"]), (&json!(33), &json!("rules")));
        for (change, expected) in [
            (json!({"score": 101}), "score too_large"),
            (json!({"score": -1}), "score too_small"),
            (json!({"score": 1.5}), "score wrong_type"),
            (json!({"score_source": "oracle"}), "score_source invalid_option"),
            (json!({"hot_told": true}), "hot_told read_only"),
        ] {
            let reply = app.patch(&format!("/leads/{}", id(&made))).by(&ana).json(&change).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![expected.to_owned()]), "{change}");
        }
        // Without rules, nothing is scored: what is there stays.
        let rule = app.list(&ana, "/scoring_rules").await.remove(0);
        let path = format!("/scoring_rules/{}", rule["id"].as_str().expect("an id"));
        app.delete(&path).by(&ana).send().await.expect(204);
        app.drain().await;
        assert_eq!(patch(app, &ana, &made, json!({"source": "email"})).await["score"], 33);
    })
    .await;
}

#[tokio::test]
async fn a_rule_that_makes_no_sense_is_refused_and_says_where() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let ana = &firm.admin;
        let ok = is("source", "event");
        for (body, expected) in [
            (json!({"name": "x", "points": 101, "condition": ok}), "points too_large"),
            (json!({"name": "x", "points": -101, "condition": ok}), "points too_small"),
            (json!({"name": "x", "points": 0, "condition": ok}), "points invalid"),
            (json!({"name": "x", "condition": ok}), "points required"),
            (json!({"points": 5, "condition": ok}), "name required"),
            (json!({"name": "x", "points": 5}), "condition required"),
            (json!({"name": "x", "points": 5, "condition": {"and": []}}), "condition invalid"),
            (json!({"name": "x", "points": 5, "condition": is("shoe", "x")}), "condition invalid"),
            (json!({"name": "x", "points": 5, "condition": is("score", "5")}), "condition invalid"),
            (json!({"name": "x", "points": 5, "condition": is("owner_id", "me")}), "condition invalid"),
            (json!({"name": "x", "points": 5, "condition": {"field": "source", "op": "gt", "value": 1}}), "condition invalid"),
            (json!({"name": "x", "points": 5, "condition": {"field": "created_at", "op": "in_last_days", "value": "ten"}}), "condition invalid"),
            (json!({"name": "x", "points": 5, "condition": "source = event"}), "condition invalid"),
            (json!({"name": "x", "points": 5, "category": "engagement", "half_life_days": 0}), "half_life_days too_small"),
            (json!({"name": "x", "points": 5, "category": "engagement", "cap": 0}), "cap too_small"),
            (json!({"name": "x", "points": 5, "category": "engagement", "outcome": "magic"}), "outcome invalid_option"),
        ] {
            let reply = app.post("/scoring_rules").by(ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![expected.to_owned()]), "{body}");
        }
        for (change, expected) in [
            (json!({"hot_above": 101}), "hot_above too_large"),
            (json!({"warm_from": 80}), "warm_from too_large"),
        ] {
            let reply = app.patch("/workspace").by(ana).json(&change).send().await;
            assert_eq!(reply.field_errors(), [expected]);
        }
        let body = json!({"name": "x", "points": 5, "condition": ok});
        for role in ["manager", "sales", "marketing", "read_only"] {
            app.post("/scoring_rules").by(firm.role(role)).json(&body).send().await.refused(403, "forbidden");
        }
        let (_, tom) = (0, app.register("Teak Trading", "tom@teak.example").await);
        let lead = app.create(ana, "leads", json!({"last_name": "Menon"})).await;
        app.get(&format!("/leads/{}/score", id(&lead))).by(&tom).send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn what_somebody_may_not_see_is_no_reason_they_are_told() {
    on_both_engines(async |app| {
        let ana = bare(app).await;
        fit(app, &ana, "Has a budget", 30, is("budget", "yes")).await;
        app.drain().await;
        let grants = json!({"kinds": {"lead": {"read": "all"}}, "fields": {"lead": {"budget": "hidden"}}});
        let temp = app.person_with(&ana, "temp@banyan.example", grants).await;
        let made = app.create(&ana, "leads", json!({"last_name": "x", "budget": "yes"})).await;
        assert_eq!(why(app, &ana, &made).await["reasons"][0]["name"], "Has a budget");
        assert_eq!(why(app, &temp, &made).await["reasons"][0]["name"], Json::Null);
        let grants = json!({"kinds": {"lead": {"read": "all"}}, "fields": {"lead": {"score": "hidden"}}});
        let blind = app.person_with(&ana, "blind@banyan.example", grants).await;
        app.get(&format!("/leads/{}/score", id(&made))).by(&blind).send().await.refused(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn the_owner_is_told_once_that_a_lead_is_hot() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (ana, sales) = (&firm.admin, firm.role("sales"));
        let body = json!({"last_name": "Menon", "score": 10, "owner_id": sales.id});
        let made = app.create(ana, "leads", body).await;
        let told = async || app.list(sales, "/notifications?kind=lead_hot").await.len();
        for (score, expected) in [(71, 1), (60, 1), (90, 1), (40, 1), (72, 1), (39, 1), (71, 2), (100, 2)] {
            patch(app, ana, &made, json!({"score": score})).await;
            assert_eq!(told().await, expected, "{score}");
        }
        let last = app.list(sales, "/notifications?kind=lead_hot").await.remove(0);
        assert_eq!(last["record"], json!({"kind": "lead", "id": made["id"]}));
        // Nobody is told of what they did themselves.
        patch(app, sales, &made, json!({"score": 10})).await;
        patch(app, sales, &made, json!({"score": 80})).await;
        assert_eq!(told().await, 2);
        // Many that turn hot by one change of the rules are told together.
        let again = json!({"action": "delete", "filter": {"and": []}});
        app.post("/scoring_rules/bulk").by(ana).json(&again).send().await.expect(202);
        for n in 0..5 {
            app.create(ana, "leads", json!({"last_name": format!("Hot {n}"), "source": "api", "owner_id": sales.id}))
                .await;
        }
        fit(app, ana, "From our own form", 80, is("source", "api")).await;
        app.drain().await;
        let list = app.list(sales, "/notifications?kind=lead_hot").await;
        let many = list.iter().find(|one| one["count"] == 5).expect("one of five");
        assert_eq!((list.len(), &many["actor_id"], &many["record"]), (3, &Json::Null, &Json::Null));
        assert_eq!(app.list(sales, "/leads?temperature=hot").await.len(), 6);
    })
    .await;
}

#[tokio::test]
async fn changing_rules_scores_all_leads_in_one_job_and_writes_only_what_changes() {
    on_both_engines(async |app| {
        let ana = bare(app).await;
        let sources = ["event", "email"];
        join_all(
            (0..230)
                .map(|n| app.create(&ana, "leads", json!({"last_name": format!("L{n}"), "source": sources[n % 2]}))),
        )
        .await;
        let hand = app.create(&ana, "leads", json!({"last_name": "Hand", "source": "event", "score": 50})).await;
        let rule = fit(app, &ana, "Event", 45, is("source", "event")).await;
        let path = format!("/scoring_rules/{}", id(&rule));
        for points in [50, 55, 60] {
            app.patch(&path).by(&ana).json(&json!({"points": points})).send().await.expect(200);
        }
        app.drain().await;
        assert_eq!(app.list(&ana, "/leads?score=60&limit=200").await.len(), 115);
        let untouched = app.list(&ana, "/leads?score=0&limit=200").await;
        assert!(untouched.len() == 115 && untouched.iter().all(|lead| lead["version"] == 1));
        assert_eq!(lead(app, &ana, &hand).await["score"], 50);
        // Four changes, one that worked; the others gave way to it.
        let jobs = app.get("/jobs?type=rescore&limit=10").by(&ana).send().await.expect(200);
        let worked: Vec<&Json> =
            jobs["data"].as_array().expect("jobs").iter().filter(|job| job["result"]["changed"] == 115).collect();
        assert_eq!(worked.len(), 1, "{jobs}");
        assert_eq!(
            (&worked[0]["done"], &worked[0]["total"], &worked[0]["status"]),
            (&json!(231), &json!(231), &json!("succeeded"))
        );
        // A name is no reason to score anew.
        app.patch(&path).by(&ana).json(&json!({"name": "Fair"})).send().await.expect(200);
        assert_eq!(app.drain().await, 0);
        // Thresholds move temperatures, of scores set by hand too.
        app.patch("/workspace").by(&ana).json(&json!({"hot_above": 49})).send().await.expect(200);
        app.drain().await;
        assert_eq!(app.list(&ana, "/leads?temperature=hot&limit=200").await.len(), 116);
        let counted = app.get("/leads/aggregate?group_by=temperature").by(&ana).send().await.expect(200);
        assert!(counted.to_string().contains("116"), "{counted}");
        let undone = app.post(&format!("/jobs/{}/undo", id(worked[0]))).by(&ana).send().await;
        assert_eq!(undone.status, 409);
    })
    .await;
}

#[tokio::test]
async fn interactions_logged_at_once_all_count_and_age_with_the_days() {
    on_both_engines(async |app| {
        let ana = bare(app).await;
        let rule = json!({"name": "Any", "category": "engagement", "points": 8, "half_life_days": 7});
        app.create(&ana, "scoring_rules", rule).await;
        app.drain().await;
        let made = app.create(&ana, "leads", json!({"last_name": "Menon"})).await;
        let log = |n: usize| {
            let body = json!({"kind": "email", "subject": format!("Mail {n}"), "lead_id": made["id"]});
            app.create(&ana, "interactions", body)
        };
        join_all((0..10).map(log)).await;
        assert_eq!(lead(app, &ana, &made).await["score"], 80);
        assert_eq!(why(app, &ana, &made).await["rules_score"], 80);
        for (days, expected) in [(7, 40), (7, 20), (70, 0)] {
            app.clock.advance_seconds(days * 86_400);
            app.keep_house().await;
            assert_eq!(app.drain().await, 1, "once a day");
            app.keep_house().await;
            assert_eq!(app.drain().await, 0, "and not twice");
            let ana = app.sign_in("ana@banyan.example").await;
            assert_eq!(lead(app, &ana, &made).await["score"], expected);
        }
    })
    .await;
}

#[tokio::test]
async fn sample_leads_keep_their_scores_and_a_new_workspace_has_rules() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.post("/sample-data").by(&ana).send().await.expect(204);
        let first = app.list(&ana, "/scoring_rules").await.remove(0);
        let path = format!("/scoring_rules/{}", first["id"].as_str().expect("an id"));
        app.patch(&path).by(&ana).json(&json!({"points": 99})).send().await.expect(200);
        app.drain().await;
        let scores: Vec<i64> =
            app.list(&ana, "/leads?sort=score").await.iter().filter_map(|lead| lead["score"].as_i64()).collect();
        assert_eq!(scores, [20, 30, 45, 55, 72]);
        let lead = app.create(&ana, "leads", json!({"last_name": "Shah", "job_title": "Managing director"})).await;
        assert_eq!(lead["score"], 99);
    })
    .await;
}
