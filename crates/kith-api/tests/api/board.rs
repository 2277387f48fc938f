//! The board: deals moved within and between stages.

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

/// Ids of the default pipeline's stages, in order.
async fn stages(app: &TestApp, person: &Person) -> Vec<String> {
    let bootstrap = app.get("/bootstrap").by(person).send().await.expect(200);
    let stages = bootstrap["pipelines"][0]["stages"].as_array().expect("stages").clone();
    stages.iter().map(|stage| stage["id"].as_str().expect("an id").to_owned()).collect()
}

/// A deal, and time that goes on, so that the next one is newer.
async fn deal(app: &TestApp, person: &Person, name: &str) -> String {
    app.clock.advance_seconds(1);
    let made = app.create(person, "deals", json!({"name": name, "amount": {"amount": 1000, "currency": "INR"}})).await;
    made["id"].as_str().expect("an id").to_owned()
}

async fn column(app: &TestApp, person: &Person, stage: &str) -> String {
    let titles = app.titles(person, &format!("/deals?stage_id={stage}&sort=position&limit=200")).await;
    titles.join("")
}

fn id(deal: &Json) -> &str {
    deal["id"].as_str().expect("an id")
}

#[tokio::test]
async fn a_deal_goes_where_it_is_put() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let stages = stages(app, &ana).await;
        let (first, second) = (stages[0].as_str(), stages[1].as_str());
        let mut deals = Vec::new();
        for name in ["a", "b", "c", "d"] {
            deals.push(deal(app, &ana, name).await);
        }
        let [a, b, c, d] = [0, 1, 2, 3].map(|n| deals[n].as_str());
        assert_eq!(column(app, &ana, first).await, "dcba", "the newest on top");

        let put = async |deal: &str, body: Json| {
            app.clock.advance_seconds(1);
            app.post(&format!("/deals/{deal}/move")).by(&ana).json(&body).send().await.expect(200)
        };
        put(a, json!({"stage_id": first, "before_id": c})).await;
        assert_eq!(column(app, &ana, first).await, "dacb");
        put(d, json!({"stage_id": first, "after_id": b})).await;
        assert_eq!(column(app, &ana, first).await, "acbd");
        put(b, json!({"stage_id": first})).await;
        assert_eq!(column(app, &ana, first).await, "bacd");

        let moved = put(c, json!({"stage_id": second})).await;
        assert_eq!((moved["stage_id"].as_str(), moved["version"].as_i64()), (Some(second), Some(2)));
        put(d, json!({"stage_id": second, "before_id": c})).await;
        assert_eq!((column(app, &ana, first).await, column(app, &ana, second).await), ("ba".into(), "dc".into()));

        // The stage changed in any other way: on top.
        app.clock.advance_seconds(1);
        app.patch(&format!("/deals/{a}")).by(&ana).json(&json!({"stage_id": second})).send().await.expect(200);
        assert_eq!(column(app, &ana, second).await, "adc");

        let lost = stages.last().expect("a stage");
        let closed = put(a, json!({"stage_id": lost, "lost_reason": "Too dear"})).await;
        assert_eq!((&closed["status"], &closed["lost_reason"]), (&json!("lost"), &json!("Too dear")));
    })
    .await;
}

#[tokio::test]
async fn many_who_move_at_once_leave_an_order_that_all_see() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let stages = stages(app, &ana).await;
        let stage = stages[0].as_str();
        let mut deals = Vec::new();
        for n in 0..12 {
            deals.push(deal(app, &ana, &format!("{n:02}")).await);
        }
        let anchor = deals[0].as_str();
        // All into the same gap, twice: every one lands between the same two.
        for _ in 0..2 {
            let body = json!({"stage_id": stage, "before_id": anchor});
            let moves = deals[1..].iter().map(|deal| app.post(&format!("/deals/{deal}/move")).by(&ana).json(&body));
            for reply in join_all(moves.map(|request| request.send())).await {
                reply.expect(200);
            }
        }
        let all = column(app, &ana, stage).await;
        assert_eq!(all.len(), 24, "{all}");
        assert!(all.ends_with("00"), "{all}");
        // Moved below one of several of the same rank, a deal is below that one.
        let rows = app.list(&ana, &format!("/deals?stage_id={stage}&sort=position")).await;
        let (top, last) = (rows[0]["id"].as_str().expect("an id"), rows[10]["id"].as_str().expect("an id"));
        let body = json!({"stage_id": stage, "after_id": top});
        app.post(&format!("/deals/{last}/move")).by(&ana).json(&body).send().await.expect(200);
        let rows = app.list(&ana, &format!("/deals?stage_id={stage}&sort=position")).await;
        let place = |id: &str| rows.iter().position(|row| row["id"] == id);
        assert!(place(top) < place(last) && place(last) < place(anchor));
    })
    .await;
}

#[tokio::test]
async fn a_move_that_makes_no_sense_is_refused() {
    on_both_engines(async |app| {
        let (ana, stranger) = app.two_workspaces().await;
        let stages = stages(app, &ana).await;
        let made = deal(app, &ana, "Acme").await;
        let other = deal(app, &ana, "Other").await;
        let theirs = deal(app, &stranger, "Theirs").await;
        let their_stage = self::stages(app, &stranger).await.remove(0);
        let put = async |body: Json| app.post(&format!("/deals/{made}/move")).by(&ana).json(&body).send().await;
        let here = stages[0].as_str();
        for (body, field) in [
            (json!({}), "stage_id required"),
            (json!({"stage_id": "x"}), "stage_id wrong_type"),
            (json!({"stage_id": their_stage}), "stage_id not_found"),
            (json!({"stage_id": here, "before_id": theirs}), "before_id invalid"),
            (json!({"stage_id": here, "after_id": made}), "after_id invalid"),
            (json!({"stage_id": stages[1], "after_id": other}), "after_id invalid"),
            (json!({"stage_id": here, "after_id": other, "before_id": other}), "after_id invalid"),
        ] {
            let reply = put(body.clone()).await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![field.to_owned()]), "{body}: {}", reply.text());
        }
        let pipeline = app.create(&ana, "pipelines", json!({"name": "Second"})).await;
        let body = json!({"name": "Elsewhere", "pipeline_id": id(&pipeline), "kind": "open", "probability": 10});
        let elsewhere = app.create(&ana, "stages", body).await;
        // Without a word about the pipeline the stage says it.
        assert_eq!(put(json!({"stage_id": id(&elsewhere)})).await.expect(200)["pipeline_id"], id(&pipeline));

        let stale = app.post(&format!("/deals/{made}/move")).by(&ana).header("if-match", "\"1\"");
        stale.json(&json!({"stage_id": here})).send().await.refused(412, "version_conflict");
        let foreign = app.post(&format!("/deals/{made}/move")).by(&stranger);
        foreign.json(&json!({"stage_id": their_stage})).send().await.refused(404, "not_found");
        // The order is Kith's own: nobody writes it by hand.
        let reply = app.patch(&format!("/deals/{made}")).by(&ana).json(&json!({"position": "a"})).send().await;
        assert_eq!((reply.status, reply.field_errors()), (422, vec!["position read_only".to_owned()]));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_change_a_deal_may_not_move_it() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let stages = stages(app, &firm.admin).await;
        let made = deal(app, &firm.admin, "Acme").await;
        for (role, status) in [("manager", 200), ("support", 403), ("read_only", 403), ("sales", 403)] {
            let path = format!("/deals/{made}/move");
            let reply = app.post(&path).by(firm.role(role)).json(&json!({"stage_id": stages[1]})).send().await;
            assert_eq!(reply.status, status, "{role}: {}", reply.text());
        }
    })
    .await;
}

#[tokio::test]
async fn ranks_are_not_shown_to_people() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let stage = stages(app, &ana).await.remove(0);
        let made = deal(app, &ana, "Acme").await;
        app.clock.advance_seconds(1);
        let path = format!("/deals/{made}/move");
        app.post(&path).by(&ana).json(&json!({"stage_id": stage})).send().await.expect(200);
        let timeline = app.get(&format!("/deals/{made}/timeline?types=change")).by(&ana).send().await.expect(200);
        assert_eq!(timeline["data"].as_array().map(Vec::len), Some(1), "a new place is no news: {timeline}");
        assert!(!timeline.to_string().contains("position"), "{timeline}");
        let bootstrap = app.get("/bootstrap").by(&ana).send().await.expect(200);
        let deals = bootstrap["kinds"].as_array().and_then(|kinds| kinds.iter().find(|kind| kind["key"] == "deal"));
        let fields = deals.expect("deals")["fields"].as_array().expect("fields");
        assert!(fields.iter().all(|field| field["key"] != "position"));
        let export = app.get("/deals/export.csv").by(&ana).send().await;
        assert!(!export.text().lines().next().unwrap_or_default().contains("position"));
    })
    .await;
}
