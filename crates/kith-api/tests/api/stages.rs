//! The history of a deal's stages, and making room in a pipeline.

use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Map, Value as Json, json};

fn id(record: &Json) -> &str {
    record["id"].as_str().expect("an id")
}

/// Ids of the default pipeline's stages, in order.
async fn stages(app: &TestApp, person: &Person) -> Vec<String> {
    let bootstrap = app.get("/bootstrap").by(person).send().await.expect(200);
    let stages = bootstrap["pipelines"][0]["stages"].as_array().expect("stages").clone();
    stages.iter().map(|stage| id(stage).to_owned()).collect()
}

async fn deal(app: &TestApp, person: &Person, stage: &str) -> String {
    let body = json!({"name": "Rollout", "stage_id": stage, "amount": {"amount": 1000, "currency": "INR"}});
    id(&app.create(person, "deals", body).await).to_owned()
}

async fn history(app: &TestApp, person: &Person, deal: &str) -> Vec<Map<String, Json>> {
    app.list(person, &format!("/stage_changes?deal_id={deal}&sort=at")).await
}

#[tokio::test]
async fn every_change_of_stage_is_kept_whichever_way_it_comes() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (ana, manager) = (&firm.admin, firm.role("manager"));
        let stages = stages(app, ana).await;
        let deal = deal(app, ana, &stages[0]).await;
        app.clock.advance_seconds(60);
        app.patch(&format!("/deals/{deal}")).by(manager).json(&json!({"stage_id": stages[1]})).send().await.expect(200);
        app.clock.advance_seconds(600);
        app.post(&format!("/deals/{deal}/move")).by(ana).json(&json!({"stage_id": stages[2]})).send().await.expect(200);
        app.clock.advance_seconds(5);
        // Within its stage nothing changes.
        app.post(&format!("/deals/{deal}/move")).by(ana).json(&json!({"stage_id": stages[2]})).send().await.expect(200);
        app.patch(&format!("/deals/{deal}")).by(ana).json(&json!({"name": "Renamed"})).send().await.expect(200);
        let body = json!({"action": "update", "ids": [deal], "changes": {"stage_id": stages[4]}});
        app.clock.advance_seconds(5);
        let job = app.post("/deals/bulk").by(ana).json(&body).send().await.expect(202);

        let rows = history(app, ana, &deal).await;
        let told: Vec<_> = rows
            .iter()
            .map(|row| (row["from_stage_id"].as_str(), row["to_stage_id"].as_str(), row["seconds"].as_i64()))
            .collect();
        let at = |n: usize| Some(stages[n].as_str());
        assert_eq!(
            told,
            [(None, at(0), None), (at(0), at(1), Some(60)), (at(1), at(2), Some(600)), (at(2), at(4), Some(10))]
        );
        assert_eq!(rows[1]["created_by"], manager.id.as_str());
        assert_eq!(rows[0]["at"], "2026-03-02T09:00:00Z");

        // Undone, the deal has been where it was all along.
        app.post(&format!("/jobs/{}/undo", id(&job))).by(ana).send().await.expect(202);
        app.drain().await;
        assert_eq!(history(app, ana, &deal).await.len(), 3);
        app.clock.advance_seconds(10);
        app.post(&format!("/deals/{deal}/move")).by(ana).json(&json!({"stage_id": stages[3]})).send().await.expect(200);
        assert_eq!(history(app, ana, &deal).await.last().expect("a change")["seconds"], 20);

        // Reports sum it up.
        let path = "/stage_changes/aggregate?group_by=from_stage_id&measure=count,avg:seconds";
        let rows = app.get(path).by(manager).send().await.expect(200);
        let second =
            rows["data"].as_array().expect("rows").iter().find(|row| row["group"] == stages[1].as_str()).cloned();
        assert_eq!(second.expect("the second stage")["avg_seconds"], 600.0);
    })
    .await;
}

#[tokio::test]
async fn the_history_is_read_only_and_whose_the_deal_is() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let stages = stages(app, &firm.admin).await;
        let deal = deal(app, &firm.admin, &stages[0]).await;
        let kept = history(app, &firm.admin, &deal).await.remove(0);
        let path = format!("/stage_changes/{}", kept["id"].as_str().expect("an id"));
        let body = json!({"deal_id": deal, "to_stage_id": stages[1]});
        app.post("/stage_changes").by(&firm.admin).json(&body).send().await.refused(405, "method_not_allowed");
        app.patch(&path).by(&firm.admin).json(&json!({"seconds": 1})).send().await.refused(405, "method_not_allowed");
        app.delete(&path).by(&firm.admin).send().await.refused(405, "method_not_allowed");
        assert_eq!(app.get(&path).by(firm.role("read_only")).send().await.expect(200)["deal_id"], deal.as_str());
        let own = json!({"kinds": {"deal": {"read": "own"}}});
        let own = app.person_with(&firm.admin, "own@banyan.example", own).await;
        app.get(&path).by(&own).send().await.refused(404, "not_found");
        assert!(app.list(&own, "/stage_changes").await.is_empty());
        app.delete(&format!("/deals/{deal}")).by(&firm.admin).send().await.expect(204);
        assert!(app.list(&firm.admin, "/stage_changes").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_stage_goes_once_its_deals_are_elsewhere() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let ana = &firm.admin;
        let stages = stages(app, ana).await;
        for _ in 0..3 {
            deal(app, ana, &stages[1]).await;
        }
        deal(app, firm.role("sales"), &stages[1]).await;
        let trashed = deal(app, ana, &stages[1]).await;
        app.delete(&format!("/deals/{trashed}")).by(ana).send().await.expect(204);
        app.clock.advance_seconds(90);
        let path = format!("/stages/{}", stages[1]);
        app.delete(&path).by(ana).send().await.refused(409, "conflict");
        for (body, field) in [
            (json!({}), "to_stage_id required"),
            (json!({"to_stage_id": stages[1]}), "to_stage_id invalid"),
            (json!({"to_stage_id": trashed}), "to_stage_id not_found"),
            (json!({"to_stage_id": stages[0], "changes": {"kind": "maybe"}}), "kind invalid_option"),
            (json!({"to_stage_id": stages[0], "changes": {"pipeline_id": stages[0]}}), "pipeline_id invalid"),
        ] {
            let reply = app.post(&format!("{path}/replace")).by(ana).json(&body).send().await;
            assert_eq!(reply.field_errors().first().map(String::as_str), Some(field), "{body}: {}", reply.text());
        }
        let body = json!({"to_stage_id": stages[2]});
        app.post(&format!("{path}/replace"))
            .by(firm.role("manager"))
            .json(&body)
            .send()
            .await
            .refused(403, "forbidden");
        let job = app.post(&format!("{path}/replace")).by(ana).json(&body).send().await.expect(202);
        assert_eq!((&job["status"], &job["done"]), (&json!("succeeded"), &json!(4)), "{job}");
        app.get(&path).by(ana).send().await.expect(200)["deleted_at"].as_str().expect("in the trash");
        assert_eq!(self::stages(app, ana).await.len(), stages.len() - 1);
        let moved = app.list(ana, &format!("/deals?stage_id={}", stages[2])).await;
        assert_eq!(moved.len(), 4);
        let kept = history(app, ana, moved[0]["id"].as_str().expect("an id")).await;
        assert_eq!(kept.last().expect("a change")["seconds"], 90);

        // What comes out of the trash to a stage that is gone begins anew.
        let restored = app.post(&format!("/deals/{trashed}/restore")).by(ana).send().await.expect(200);
        assert_eq!(restored["stage_id"], stages[0].as_str());
        app.delete(&format!("/deals/{trashed}")).by(ana).send().await.expect(204);

        // And all of it can be taken back.
        app.post(&format!("/jobs/{}/undo", id(&job))).by(ana).send().await.expect(202);
        app.drain().await;
        assert_eq!(app.list(ana, &format!("/deals?stage_id={}", stages[1])).await.len(), 4);
        assert_eq!(self::stages(app, ana).await.len(), stages.len());
    })
    .await;
}

#[tokio::test]
async fn a_workspace_has_its_own_stages_of_leads() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let ana = &firm.admin;
        let set =
            async |stages: Json| app.patch("/workspace").by(ana).json(&json!({"lead_stages": stages})).send().await;
        let own = json!([
            {"value": "new", "label": "Fresh", "color": "blue"}, {"label": "Visit planned"},
            {"value": "qualified", "label": "Qualified", "color": "purple"},
            {"value": "contacted", "label": "Contacted", "color": "indigo"},
            {"value": "won", "label": "Won", "color": "green"}, {"value": "lost", "label": "Lost", "color": "red"},
        ]);
        let kept = set(own).await.expect(200);
        assert_eq!(
            kept["lead_stages"][1],
            json!({"value": "visit_planned", "label": "Visit planned", "color": "gray"})
        );
        let bootstrap = app.get("/bootstrap").by(firm.role("sales")).send().await.expect(200);
        let leads =
            bootstrap["kinds"].as_array().expect("kinds").iter().find(|kind| kind["key"] == "lead").expect("leads");
        let field =
            leads["fields"].as_array().expect("fields").iter().find(|field| field["key"] == "stage").expect("a stage");
        let labels: Vec<_> =
            field["options"].as_array().expect("options").iter().map(|o| o["label"].as_str()).collect();
        assert_eq!(labels, ["Fresh", "Visit planned", "Qualified", "Contacted", "Won", "Lost"].map(Some));

        // Lists, counters and the import know them.
        let lead = |name: &str, stage: &str| json!({"last_name": name, "stage": stage});
        let visited = app.create(ana, "leads", lead("Menon", "visit_planned")).await;
        let trashed = app.create(ana, "leads", lead("Gone", "visit_planned")).await;
        app.delete(&format!("/leads/{}", id(&trashed))).by(ana).send().await.expect(204);
        let converted = app.create(ana, "leads", lead("Sharma", "visit_planned")).await;
        app.post(&format!("/leads/{}/convert", id(&converted))).by(ana).json(&json!({})).send().await.expect(200);
        assert_eq!(app.titles(ana, "/leads?stage=visit_planned&status=open").await, ["Menon"]);
        let dashboard = app.get("/dashboard").by(ana).send().await.expect(200);
        assert_eq!(dashboard["leads_per_stage"], json!([{"group": "visit_planned", "count": 1}]));
        let csv = app.post("/imports/leads").by(ana).header("x-file-name", "leads.csv");
        let upload = csv.body("text/csv", b"Last name,Stage\nRao,visit planned\n".to_vec()).send().await.expect(201);
        let start = format!("/imports/{}/start", id(&upload));
        let body = json!({"mapping": {"0": "last_name", "1": "stage"}, "duplicates": "create"});
        app.post(&start).by(ana).json(&body).send().await.expect(202);
        app.drain().await;
        assert_eq!(app.titles(ana, "/leads?stage=visit_planned&status=open&sort=title").await, ["Menon", "Rao"]);
        let reply = app.post("/leads").by(ana).json(&lead("Goyal", "proposal")).send().await;
        assert_eq!(reply.field_errors(), ["stage invalid_option"]);

        // A stage that leads are in stays until they are elsewhere.
        let without = json!(["new", "qualified", "contacted", "won", "lost"].map(|v| json!({"value": v, "label": v})));
        set(without).await.refused(409, "conflict");
        let replace = async |person: &Person, body: Json| {
            app.post("/workspace/lead_stages/replace").by(person).json(&body).send().await
        };
        for (body, field) in [
            (json!({"from": "new", "to": "lost"}), "from invalid"),
            (json!({"from": "proposal", "to": "lost"}), "from not_found"),
            (json!({"from": "visit_planned", "to": "visit_planned"}), "to invalid"),
            (json!({"from": "visit_planned", "to": "proposal"}), "to not_found"),
            (json!({"from": "visit_planned"}), "to required"),
        ] {
            assert_eq!(replace(ana, body).await.field_errors(), [field]);
        }
        let body = json!({"from": "visit_planned", "to": "qualified"});
        replace(firm.role("manager"), body.clone()).await.refused(403, "forbidden");
        let job = replace(ana, body).await.expect(202);
        assert_eq!((&job["status"], &job["done"]), (&json!("succeeded"), &json!(3)), "{job}");
        let now = app.get("/workspace").by(ana).send().await.expect(200);
        assert_eq!(now["lead_stages"].as_array().map(Vec::len), Some(5));
        assert_eq!(app.get(&format!("/leads/{}", id(&visited))).by(ana).send().await.expect(200)["stage"], "qualified");
        let restored = app.post(&format!("/leads/{}/restore", id(&trashed))).by(ana).send().await.expect(200);
        assert_eq!(restored["stage"], "new");
        app.post(&format!("/jobs/{}/undo", id(&job))).by(ana).send().await.expect(202);
        app.drain().await;
        assert_eq!(app.list(ana, "/leads?stage=visit_planned").await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn stages_of_leads_that_make_no_sense_are_refused() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let fixed = [
            json!({"value": "new", "label": "New"}),
            json!({"value": "won", "label": "Won"}),
            json!({"value": "lost", "label": "Lost"}),
        ];
        let with = |more: Json| json!([fixed[0], more, fixed[1], fixed[2]]);
        for stages in [
            json!([]),
            json!([fixed[0], fixed[1]]),
            json!("new"),
            with(json!({"label": " "})),
            with(json!({"label": "NEW", "value": "other"})),
            with(json!({"label": "Other", "value": "new"})),
            with(json!({"label": "Other", "color": "mauve"})),
            with(json!({"label": "x".repeat(61)})),
            with(json!(7)),
        ] {
            let reply = app.patch("/workspace").by(&ana).json(&json!({"lead_stages": stages})).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec!["lead_stages invalid".to_owned()]), "{stages}");
        }
        let kept =
            app.patch("/workspace").by(&ana).json(&json!({"lead_stages": with(json!("भेंट"))})).send().await.expect(200);
        assert_eq!(kept["lead_stages"][1]["label"], "भेंट");
        app.patch("/workspace").by(&ana).json(&json!({"lead_stages": null})).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_stage_becomes_another_kind_once_its_deals_are_elsewhere() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let stages = stages(app, &ana).await;
        let lost = stages.last().expect("a stage");
        // More than are moved before the answer.
        for n in 0..230 {
            app.create(&ana, "deals", json!({"name": format!("Deal {n}"), "stage_id": stages[1]})).await;
        }
        let path = format!("/stages/{}", stages[1]);
        app.patch(&path).by(&ana).json(&json!({"kind": "won"})).send().await.refused(409, "conflict");
        let body =
            json!({"to_stage_id": lost, "lost_reason": "Gone quiet", "changes": {"kind": "won", "name": "Signed"}});
        let job = app.post(&format!("{path}/replace")).by(&ana).json(&body).send().await.expect(202);
        assert_eq!(job["status"], "queued");
        // Who comes meanwhile is moved, too.
        app.create(&ana, "deals", json!({"name": "Late", "stage_id": stages[1]})).await;
        app.drain().await;
        let job = app.get(&format!("/jobs/{}", id(&job))).by(&ana).send().await.expect(200);
        assert_eq!((&job["status"], &job["done"]), (&json!("succeeded"), &json!(231)), "{job}");
        let stage = app.get(&path).by(&ana).send().await.expect(200);
        assert_eq!(
            (&stage["kind"], &stage["name"], &stage["probability"]),
            (&json!("won"), &json!("Signed"), &json!(100))
        );
        let rows = app.get(&format!("/deals/aggregate?stage_id={lost}&status=lost")).by(&ana).send().await.expect(200);
        assert_eq!(rows["data"][0]["count"], 231);
        let one = app.list(&ana, &format!("/deals?stage_id={lost}&limit=1")).await.remove(0);
        assert_eq!(one["lost_reason"], "Gone quiet");
    })
    .await;
}

#[tokio::test]
async fn no_deal_comes_into_a_stage_that_is_deleted_at_the_same_moment() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let first = stages(app, &ana).await;
        let bootstrap = app.get("/bootstrap").by(&ana).send().await.expect(200);
        let pipeline = id(&bootstrap["pipelines"][0]).to_owned();
        for round in 0..8 {
            let body = json!({"name": format!("Short-lived {round}"), "pipeline_id": pipeline, "kind": "open"});
            let stage = id(&app.create(&ana, "stages", body).await).to_owned();
            let there = deal(app, &ana, &first[0]).await;
            let path = format!("/deals/{there}/move");
            let to = json!({"stage_id": stage});
            let new = json!({"name": "New", "stage_id": stage});
            let (moved, made, deleted) = tokio::join!(
                app.post(&path).by(&ana).json(&to).send(),
                app.post("/deals").by(&ana).json(&new).send(),
                app.delete(&format!("/stages/{stage}")).by(&ana).send(),
            );
            assert!(matches!((moved.status, made.status), (200 | 422, 201 | 422)), "{} {}", moved.text(), made.text());
            let inside = app.list(&ana, &format!("/deals?stage_id={stage}")).await.len();
            match deleted.status {
                204 => assert_eq!((inside, moved.status, made.status), (0, 422, 422), "round {round}"),
                _ => drop(deleted.refused(409, "conflict")),
            }
            assert_eq!(inside, usize::from(moved.status == 200) + usize::from(made.status == 201), "round {round}");
        }
    })
    .await;
}
