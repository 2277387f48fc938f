//! New leads are handed out in turn.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::json;

async fn owners(app: &TestApp, admin: &Person, n: usize) -> BTreeMap<String, usize> {
    let body = |n| json!({"last_name": format!("Lead {n}"), "auto_assign": true, "owner_id": admin.id});
    let requests = (0..n).map(|n| app.post("/leads").by(admin).json(&body(n)).send());
    let mut counts = BTreeMap::new();
    for reply in join_all(requests).await {
        *counts.entry(reply.expect(201)["owner_id"].as_str().expect("an owner").to_owned()).or_insert(0) += 1;
    }
    counts
}

#[tokio::test]
async fn a_hundred_at_once_are_shared_evenly_among_those_who_are_there() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (admin, sales) = (&firm.admin, firm.role("sales"));
        // Without a team that takes leads, it is whoever sells.
        assert_eq!(owners(app, admin, 4).await, BTreeMap::from([(sales.id.clone(), 4)]));

        let team = app.create(admin, "teams", json!({"name": "Inside sales", "takes_leads": true})).await;
        let people = ["sales", "manager", "marketing", "support"].map(|role| firm.role(role));
        for person in people {
            let path = format!("/users/{}", person.id);
            app.patch(&path).by(admin).json(&json!({"team_ids": [team["id"]]})).send().await.expect(200);
        }
        let counts = owners(app, admin, 100).await;
        assert_eq!(counts.len(), 4, "{counts:?}");
        assert!(counts.values().all(|n| *n == 25), "{counts:?}");

        // Who is away or suspended gets none, and the others still get the same.
        let away = json!({"away_until": "2099-01-01"});
        app.patch("/me").by(firm.role("manager")).json(&away).send().await.expect(200);
        let suspended = format!("/users/{}", firm.role("support").id);
        app.patch(&suspended).by(admin).json(&json!({"status": "suspended"})).send().await.expect(200);
        let counts = owners(app, admin, 40).await;
        assert_eq!(counts.into_values().collect::<Vec<_>>(), [20, 20]);
    })
    .await;
}

#[tokio::test]
async fn a_lead_keeps_its_owner_unless_it_is_handed_out_anew() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let lead = app.create(&firm.admin, "leads", json!({"last_name": "Menon"})).await;
        assert_eq!(lead["owner_id"], firm.admin.id.as_str());
        let path = format!("/leads/{}", lead["id"].as_str().expect("an id"));
        let given = app.patch(&path).by(&firm.admin).json(&json!({"auto_assign": true})).send().await.expect(200);
        assert_eq!(given["owner_id"], firm.role("sales").id.as_str());
        let body = json!({"owner_id": firm.admin.id});
        let kept = app.patch(&path).by(&firm.admin).json(&body).send().await.expect(200);
        assert_eq!(kept["owner_id"], firm.admin.id.as_str());
    })
    .await;
}
