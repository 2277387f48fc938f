//! The learnt probability: found where there is something to find, refused where there is too little,
//! and never learnt from other workspaces or from what came after.

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

/// Decided leads, of which `won` says which were won.
async fn decide(app: &TestApp, by: &Person, count: usize, won: impl Fn(usize) -> bool) {
    let body = |n: usize| {
        let source = if n.is_multiple_of(2) { "referral" } else { "email" };
        let industry = ["food", "energy", "finance"][n % 3];
        let stage = if won(n) { "won" } else { "lost" };
        json!({"last_name": format!("Decided {n}"), "source": source, "industry": industry, "stage": stage})
    };
    join_all((0..count).map(|n| app.create(by, "leads", body(n)))).await;
}

/// Something below a hundred that says nothing about the number.
fn dice(n: usize) -> usize {
    let mixed = (n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40) as usize % 100
}

async fn train(app: &TestApp, by: &Person) -> Json {
    let job = app.post("/leads/prediction/train").by(by).send().await.expect(202);
    assert_eq!(job["type"], "train");
    app.drain().await;
    app.get("/leads/prediction").by(by).send().await.expect(200)
}

async fn lead(app: &TestApp, by: &Person, lead: &Json) -> Json {
    app.get(&format!("/leads/{}", lead["id"].as_str().expect("an id"))).by(by).send().await.expect(200)
}

async fn reasons(app: &TestApp, by: &Person, lead: &Json) -> Json {
    let path = format!("/leads/{}/score", lead["id"].as_str().expect("an id"));
    app.get(&path).by(by).send().await.expect(200)["prediction"].clone()
}

fn points(list: &Json, feature: &str, level: &str) -> Option<i64> {
    let list = list.as_array().expect("a list");
    list.iter().find(|one| one["feature"] == feature && one["level"] == level).and_then(|one| one["points"].as_i64())
}

#[tokio::test]
async fn what_decides_is_learnt_named_and_told_of_open_leads() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        decide(app, &ana, 200, |n| (dice(n) < 90) == n.is_multiple_of(2)).await;
        let open = app.create(&ana, "leads", json!({"last_name": "Zoë ☎", "source": "referral"})).await;
        let other = app.create(&ana, "leads", json!({"last_name": "Menon", "source": "email", "score": 50})).await;
        assert_eq!(open["win_probability"], Json::Null);
        assert_eq!(reasons(app, &ana, &open).await, Json::Null);
        let before = app.get("/leads/prediction").by(&ana).send().await.expect(200);
        assert_eq!((&before["enabled"], &before["needed"], &before["model"]), (&json!(true), &json!(50), &Json::Null));
        assert_eq!(before["won"].as_i64().expect("won") + before["lost"].as_i64().expect("lost"), 200);

        let learnt = train(app, &ana).await;
        let model = &learnt["model"];
        assert_eq!((&model["won"], &model["lost"]), (&learnt["won"], &learnt["lost"]));
        assert!(model["auc"].as_f64().expect("an area") > 0.8 && model["verdict"] == "good", "{learnt}");
        assert!(model["lift"].as_f64().expect("a lift") > 1.4, "{learnt}");
        let held = model["held_out"]["won"].as_i64().expect("won") + model["held_out"]["lost"].as_i64().expect("lost");
        let bins = model["calibration"].as_array().expect("bins");
        assert_eq!(bins.iter().map(|bin| bin["leads"].as_i64().expect("leads")).sum::<i64>(), held);
        assert_eq!(model["strongest"][0]["feature"], "source");
        assert!(points(&model["strongest"], "source", "referral") > Some(20), "{learnt}");

        let chance = async |of: &Json| lead(app, &ana, of).await["win_probability"].as_i64();
        assert!(chance(&open).await > Some(70) && chance(&other).await < Some(30));
        let told = reasons(app, &ana, &open).await;
        assert_eq!(told["probability"].as_i64(), chance(&open).await);
        assert!(points(&told["reasons"], "source", "referral") > Some(20), "{told}");
        let against = reasons(app, &ana, &other).await;
        assert!(points(&against["reasons"], "source", "email") < Some(-20), "{against}");
        // The likeliest come first, and those that are decided have none.
        assert_eq!(app.list(&ana, "/leads?sort=-win_probability&limit=1").await[0]["id"], open["id"]);
        assert_eq!(app.list(&ana, "/leads?win_probability[gte]=70").await.len(), 1);
        assert!(app.list(&ana, "/leads?stage=won&limit=200").await.iter().all(|won| won["win_probability"].is_null()));

        // It follows the lead at once, as it is changed, made and decided.
        let path = format!("/leads/{}", other["id"].as_str().expect("an id"));
        let patch = async |body: Json| app.patch(&path).by(&ana).json(&body).send().await.expect(200);
        let changed = patch(json!({"source": "referral"})).await;
        assert!(changed["win_probability"].as_i64() > Some(70) && changed["score"] == 50, "{changed}");
        let lost = patch(json!({"stage": "lost"})).await;
        assert!(lost["win_probability"].is_null() && lost["decided_at"].is_string(), "{lost}");
        let again = patch(json!({"stage": "new"})).await;
        assert!(again["win_probability"].is_i64() && again["decided_at"].is_null(), "{again}");
        let (convert, undo) = (format!("{path}/convert"), format!("{path}/unconvert"));
        let done = app.post(&convert).by(&ana).json(&json!({})).send().await.expect(200);
        assert!(done["lead"]["win_probability"].is_null(), "{done}");
        let undone = app.post(&undo).by(&ana).send().await.expect(200);
        assert_eq!(undone["win_probability"], again["win_probability"]);
        let new = app.create(&ana, "leads", json!({"last_name": "Rao", "source": "email"})).await;
        assert!(new["win_probability"].as_i64() < Some(30), "{new}");
        let refused = app.patch(&path).by(&ana).json(&json!({"win_probability": 99})).send().await;
        assert_eq!(refused.field_errors(), ["win_probability read_only"]);

        assert!(app.get("/workspace").by(&ana).send().await.expect(200).get("lead_model").is_none());
        let switch = async |on: bool| {
            let body = json!({"predict_leads": on});
            app.patch("/workspace").by(&ana).json(&body).send().await.expect(200);
            app.drain().await;
        };
        switch(false).await;
        assert_eq!((chance(&open).await, reasons(app, &ana, &open).await), (None, Json::Null));
        app.post("/leads/prediction/train").by(&ana).send().await.refused(409, "conflict");
        switch(true).await;
        assert!(chance(&open).await > Some(70));
    })
    .await;
}

#[tokio::test]
async fn chance_is_said_to_foretell_nothing() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        decide(app, &ana, 300, |n| dice(n) < 40).await;
        let learnt = train(app, &ana).await;
        assert_eq!(learnt["model"]["verdict"], "none", "{learnt}");
        assert!((learnt["model"]["auc"].as_f64().expect("an area") - 0.5).abs() < 0.2, "{learnt}");
    })
    .await;
}

#[tokio::test]
async fn too_little_is_refused_and_other_workspaces_teach_nothing() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (ana, tom) = (&firm.admin, app.register("Teak Trading", "tom@teak.example").await);
        decide(app, ana, 120, |n| n.is_multiple_of(2)).await;
        decide(app, &tom, 20, |n| n < 3).await;
        let theirs = app.create(&tom, "leads", json!({"last_name": "Shah", "source": "referral"})).await;
        let refused = app.post("/leads/prediction/train").by(&tom).send().await.refused(409, "conflict");
        assert!(refused["detail"].as_str().expect("a detail").contains("There are 3 and 17."), "{refused}");
        train(app, ana).await;
        let seen = app.get("/leads/prediction").by(&tom).send().await.expect(200);
        assert_eq!((&seen["won"], &seen["lost"], &seen["model"]), (&json!(3), &json!(17), &Json::Null));
        assert_eq!(lead(app, &tom, &theirs).await["win_probability"], Json::Null);

        for role in ["manager", "sales", "marketing", "support", "read_only"] {
            app.get("/leads/prediction").by(firm.role(role)).send().await.expect(200);
            app.post("/leads/prediction/train").by(firm.role(role)).send().await.refused(403, "forbidden");
        }
        app.get("/leads/prediction").by(firm.role("finance")).send().await.refused(403, "forbidden");
        let some = json!({"kinds": {"lead": {"read": "own"}}});
        let some = app.person_with(ana, "some@banyan.example", some).await;
        app.get("/leads/prediction").by(&some).send().await.refused(403, "forbidden");
        let grants = json!({"kinds": {"lead": {"read": "all"}}, "fields": {"lead": {"source": "hidden"}}});
        let blind = app.person_with(ana, "blind@banyan.example", grants).await;
        let shown = app.get("/leads/prediction").by(&blind).send().await.expect(200);
        assert!(points(&shown["model"]["strongest"], "source", "referral").is_none(), "{shown}");
        let made = app.create(ana, "leads", json!({"last_name": "Iyer", "source": "referral"})).await;
        let told = reasons(app, &blind, &made).await;
        assert!(points(&told["reasons"], "source", "referral").is_none() && told["probability"].is_i64(), "{told}");
        let grants = json!({"kinds": {"lead": {"read": "all"}}, "fields": {"lead": {"win_probability": "hidden"}}});
        let none = app.person_with(ana, "none@banyan.example", grants).await;
        app.get("/leads/prediction").by(&none).send().await.refused(403, "forbidden");
        assert_eq!(reasons(app, &none, &made).await, Json::Null);
    })
    .await;
}

#[tokio::test]
async fn what_came_after_the_outcome_teaches_nothing_and_it_is_learnt_by_itself() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let leads = join_all((0..120).map(|n| app.create(&ana, "leads", json!({"last_name": format!("L{n}")})))).await;
        let waiting = app.create(&ana, "leads", json!({"last_name": "Waiting"})).await;
        let met = async |by: &Person, lead: &Json| {
            let body = json!({"kind": "meeting", "subject": "Met", "lead_id": lead["id"]});
            app.create(by, "interactions", body).await;
        };
        for lead in leads.iter().step_by(2) {
            met(&ana, lead).await;
        }
        app.clock.advance_seconds(20 * 86_400);
        let ana = app.sign_in("ana@banyan.example").await;
        for (n, lead) in leads.iter().enumerate() {
            let path = format!("/leads/{}", lead["id"].as_str().expect("an id"));
            let stage = if n.is_multiple_of(2) { "won" } else { "lost" };
            app.patch(&path).by(&ana).json(&json!({"stage": stage})).send().await.expect(200);
        }
        app.clock.advance_seconds(60);
        for lead in leads.iter().skip(1).step_by(2) {
            met(&ana, lead).await;
        }
        app.keep_house().await;
        app.drain().await;
        let learnt = app.get("/leads/prediction").by(&ana).send().await.expect(200);
        assert!(points(&learnt["model"]["strongest"], "meetings", "one") > Some(20), "{learnt}");
        assert!(points(&learnt["model"]["strongest"], "meetings", "none") < Some(-20), "{learnt}");
        assert!(lead(app, &ana, &waiting).await["win_probability"].as_i64() < Some(30));
        // An interaction tells of its lead at once.
        let new = app.create(&ana, "leads", json!({"last_name": "New"})).await;
        let before = new["win_probability"].as_i64();
        met(&ana, &new).await;
        assert!(lead(app, &ana, &new).await["win_probability"].as_i64() > before);
        // With nothing new there is nothing to learn.
        app.clock.advance_seconds(2 * 86_400);
        let ana = app.sign_in("ana@banyan.example").await;
        app.keep_house().await;
        app.drain().await;
        let jobs = app.get("/jobs?type=train&limit=10").by(&ana).send().await.expect(200);
        assert_eq!(jobs["data"].as_array().expect("jobs").len(), 1, "{jobs}");
    })
    .await;
}

#[tokio::test]
async fn the_workspaces_own_fields_teach_too() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let field = async |key: &str, ty: &str, options: Json| {
            let body = json!({"record_kind": "lead", "key": key, "label": key, "type": ty, "options": options});
            app.create(&ana, "custom_fields", body).await
        };
        let plans = json!([
            {"value": "basic", "label": "Basic", "color": "gray"}, {"value": "pro", "label": "Pro", "color": "blue"},
        ]);
        let plan = field("plan", "select", plans).await;
        field("seats", "number", Json::Null).await;
        field("trial", "boolean", Json::Null).await;
        field("story", "text", Json::Null).await;
        let body = |n: usize| {
            let custom = json!({
                "plan": if n % 4 < 2 { json!("pro") } else { Json::Null }, "seats": n % 90, "trial": n.is_multiple_of(3),
                "story": format!("Story {n}"),
            });
            let won = (dice(n) < 90) == (n % 90 >= 60);
            json!({"last_name": format!("L{n}"), "custom": custom, "stage": if won { "won" } else { "lost" }})
        };
        join_all((0..270).map(|n| app.create(&ana, "leads", body(n)))).await;
        let learnt = train(app, &ana).await;
        let strongest = &learnt["model"]["strongest"];
        assert!(points(strongest, "custom.seats", "60..") > Some(20), "{learnt}");
        assert!(points(strongest, "custom.seats", "..30") < Some(-5), "{learnt}");
        assert!(!strongest.to_string().contains("custom.story"), "{learnt}");
        let open = json!({"last_name": "Zoë", "custom": {"seats": 71.5, "plan": "pro"}});
        let open = app.create(&ana, "leads", open).await;
        assert!(open["win_probability"].as_i64() > Some(60), "{open}");
        assert!(points(&reasons(app, &ana, &open).await["reasons"], "custom.seats", "60..") > Some(20));
        // What somebody may not see is no reason for them, and a field that is gone is none for anybody.
        let grants = json!({"kinds": {"lead": {"read": "all"}}, "fields": {"lead": {"custom.seats": "hidden"}}});
        let blind = app.person_with(&ana, "blind@banyan.example", grants).await;
        let told = reasons(app, &blind, &open).await;
        assert!(told["probability"].is_i64() && !told["reasons"].to_string().contains("seats"), "{told}");
        let path = format!("/custom_fields/{}", plan["id"].as_str().expect("an id"));
        app.delete(&path).by(&ana).send().await.expect(204);
        let left = app.get("/leads/prediction").by(&ana).send().await.expect(200);
        assert!(!left["model"]["strongest"].to_string().contains("custom.plan"), "{left}");
    })
    .await;
}
