//! Who may do what with sequences, and what is wrong with them.

use kith_testkit::on_both_engines;
use serde_json::{Value as Json, json};

use super::{banyan, id, lead, sequence, state};

#[tokio::test]
async fn rights_reach_and_other_workspaces_hold() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let stranger = app.register("Teak Trading", "tom@teak.example").await;
        let admin = &firm.admin;
        let follow_up = sequence(app, firm.role("marketing")).await;
        let (ours, theirs) =
            (lead(app, firm.role("sales"), json!({})).await, lead(app, firm.role("manager"), json!({})).await);
        let foreign = lead(app, &stranger, json!({})).await;
        let path = format!("/sequences/{}/enrol", id(&follow_up));
        let body = json!({"ids": [id(&ours), id(&theirs), id(&foreign)]});
        // Sales start it for what they may change; the rest is as if it were not there.
        let job = app.post(&path).by(firm.role("sales")).json(&body).send().await.expect(202);
        assert_eq!((&job["result"]["done"], &job["failed"]), (&json!(1), &json!(2)), "{job}");
        for role in ["read_only", "support", "finance"] {
            app.post(&path).by(firm.role(role)).json(&body).send().await.refused(403, "forbidden");
        }
        for role in ["sales", "support", "read_only"] {
            let path = format!("/sequences/{}", id(&follow_up));
            app.patch(&path).by(firm.role(role)).json(&json!({"name": "Mine"})).send().await.refused(403, "forbidden");
        }
        app.post(&path).by(&stranger).json(&json!({"ids": [id(&foreign)]})).send().await.refused(404, "not_found");
        app.post(&format!("/sequences/{}/stop", id(&follow_up))).by(&stranger).send().await.refused(404, "not_found");
        let one = state(app, admin, &ours).await["id"].as_str().expect("an id").to_owned();
        app.get(&format!("/enrolments/{one}")).by(&stranger).send().await.refused(404, "not_found");
        app.post(&format!("/enrolments/{one}/stop")).by(&stranger).send().await.refused(404, "not_found");
        app.patch(&format!("/enrolments/{one}"))
            .by(admin)
            .json(&json!({"step": 3}))
            .send()
            .await
            .refused(405, "method_not_allowed");
        // Enrolments are seen where the lead is.
        let grants = json!({"kinds": {"lead": {"read": "own", "update": "own"}, "sequence": {"read": "all"}}});
        let clerk = app.person_with(admin, "clerk@banyan-works.example", grants).await;
        assert!(app.list(&clerk, "/enrolments").await.is_empty());
        app.get(&format!("/enrolments/{one}")).by(&clerk).send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    on_both_engines(async |app| {
        let ana = banyan(app).await;
        for (body, expected) in [
            (json!({"name": "A"}), vec!["steps required"]),
            (json!({"name": "A", "steps": []}), vec!["steps required"]),
            (
                json!({"steps": [{"kind": "call"}, {"kind": "email", "subject": "{nme}"}]}),
                vec!["steps.0.subject required", "steps.1.subject invalid", "name required"],
            ),
            (json!({"name": "A", "steps": [{"kind": "wait", "days": 3}]}), vec!["steps.0.kind invalid"]),
        ] {
            let reply = app.post("/sequences").by(&ana).json(&body).send().await;
            let mut named = reply.field_errors();
            let mut expected = expected;
            named.sort();
            expected.sort_unstable();
            assert_eq!(named, expected, "{body}");
        }
        let path = format!("/sequences/{}/enrol", id(&sequence(app, &ana).await));
        for (body, expected) in [
            (json!({}), "ids required"),
            (json!({"ids": ["x"]}), "ids wrong_type"),
            (json!({"ids": [], "filter": {"and": []}}), "ids invalid"),
            (json!({"ids": [], "when": 1}), "when unknown_field"),
        ] {
            let reply = app.post(&path).by(&ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![expected.to_owned()]), "{body}");
        }
        let steps = r#"[{"kind":"call"},{"kind":"wait","days":5},{"kind":"task"}]"#;
        let encoded: String = url(steps);
        let preview = app.get(&format!("/sequences/preview?steps={encoded}")).by(&ana).send().await.expect(200);
        assert_eq!(preview["data"][0]["at"], "2026-03-02T09:00:00Z");
        assert_eq!((&preview["data"][1], &preview["data"][2]["at"]), (&Json::Null, &json!("2026-03-09T09:00:00Z")));
        app.get("/sequences/preview?steps=x").by(&ana).send().await.refused(422, "validation_failed");
    })
    .await;
}

fn url(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}
