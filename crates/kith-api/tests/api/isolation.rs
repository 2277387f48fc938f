//! One workspace never reaches another's records, whatever ids it sends.

use axum::http::Method;
use kith_api::{BodyShape, Member, MemberType};
use kith_testkit::on_both_engines;
use serde_json::{Map, Value as Json, json};

use crate::records::{change, kinds};

/// The least body that a route takes, with this id wherever it wants one.
fn least(members: &[Member], id: &str) -> Json {
    let value = |member: &Member| match member.ty {
        MemberType::Text | MemberType::LongText | MemberType::Secret => json!("x"),
        MemberType::Boolean => json!(true),
        MemberType::Integer => json!(1),
        MemberType::Id => json!(id),
        MemberType::Ids => json!([id]),
        MemberType::Choice(choices) => json!(choices[0]),
        MemberType::Object => json!({}),
    };
    let required = members.iter().filter(|member| member.required);
    required.map(|member| (member.key.to_owned(), value(member))).collect::<Map<_, _>>().into()
}

#[tokio::test]
async fn every_route_answers_404_for_another_workspaces_ids() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        for kind in kinds() {
            let made = app.create_any(&ana, kind.key, 1).await;
            let id = made["id"].as_str().expect("an id");
            for route in kith_api::routes().iter().filter(|route| route.kind.is_some_and(|of| of.key == kind.key)) {
                if !route.path.contains("{id}") {
                    continue;
                }
                let request = app.request(route.method.clone(), &route.path.replace("{id}", id)).by(&tom);
                let request = match route.body {
                    BodyShape::Members(members) => request.json(&least(members, id)),
                    _ if route.method == Method::PATCH => request.json(&change(kind.key)),
                    _ => request,
                };
                request.send().await.refused(404, "not_found");
            }
            let mine = app.list(&tom, &format!("/{}?limit=200", kind.plural)).await;
            assert!(mine.iter().all(|row| row["id"] != id), "{}", kind.key);
            let asked = app.list(&tom, &format!("/{}?id={id}", kind.plural)).await;
            assert!(asked.is_empty(), "{}", kind.key);
            let body = json!({"action": "delete", "ids": [id]});
            app.post(&format!("/{}/bulk", kind.plural)).by(&tom).json(&body).send().await.expect(202);
            app.drain().await;
            let still = app.get(&format!("/{}/{id}", kind.plural)).by(&ana).send().await.expect(200);
            assert_eq!((&still["version"], &still["deleted_at"]), (&made["version"], &Json::Null), "{}", kind.key);
        }
    })
    .await;
}

#[tokio::test]
async fn references_cannot_point_into_another_workspace() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let company = app.create_any(&ana, "company", 1).await;
        let tag = app.create_any(&ana, "tag", 1).await;
        let cases = [
            ("contacts", json!({"last_name": "x", "company_id": company["id"]}), "company_id not_found"),
            ("contacts", json!({"last_name": "x", "owner_id": ana.id}), "owner_id not_found"),
            ("contacts", json!({"last_name": "x", "tags": [tag["id"]]}), "tags not_found"),
            ("notes", json!({"body": "x", "record": {"kind": "company", "id": company["id"]}}), "record not_found"),
            ("tasks", json!({"name": "x", "follower_ids": [ana.id]}), "follower_ids not_found"),
        ];
        for (plural, body, expected) in cases {
            let reply = app.post(&format!("/{plural}")).by(&tom).json(&body).send().await;
            assert_eq!(reply.field_errors(), [expected]);
        }
    })
    .await;
}

#[tokio::test]
async fn feeds_figures_jobs_and_sessions_stay_at_home() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let made = app.create(&ana, "companies", json!({"name": "Secret Steel"})).await;
        let job = json!({"action": "update", "ids": [made["id"]], "changes": {"source": "event"}});
        let job = app.post("/companies/bulk").by(&ana).json(&job).send().await.expect(202);
        let job = job["id"].as_str().expect("an id");
        app.get(&format!("/jobs/{job}")).by(&tom).send().await.refused(404, "not_found");
        app.post(&format!("/jobs/{job}/cancel")).by(&tom).send().await.refused(404, "not_found");
        app.post(&format!("/jobs/{job}/undo")).by(&tom).send().await.refused(404, "not_found");
        let sessions = app.get("/me/sessions").by(&ana).send().await.expect(200);
        let session = sessions["data"][0]["id"].as_str().expect("an id");
        app.delete(&format!("/me/sessions/{session}")).by(&tom).send().await.refused(404, "not_found");
        app.get("/leads").by(&ana).send().await.expect(200);
        for path in ["/search?q=secret", "/activity?limit=100", "/jobs"] {
            let body = app.get(path).by(&tom).send().await.expect(200);
            assert!(!body.to_string().contains("Secret Steel") && !body.to_string().contains(job), "{path}: {body}");
        }
        let dashboard = app.get("/dashboard").by(&tom).send().await.expect(200);
        assert_eq!(dashboard["counts"]["companies"], 0);
        let figures = app.get("/companies/aggregate").by(&tom).send().await.expect(200);
        assert_eq!(figures["data"][0]["count"], 0);
        assert_eq!(app.get("/companies/export.csv").by(&tom).send().await.text().lines().count(), 1);
    })
    .await;
}
