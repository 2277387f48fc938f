//! Quotas: one for a person and a month, set by those who lead.

use kith_testkit::on_both_engines;
use serde_json::{Value as Json, json};

fn inr(amount: i64) -> Json {
    json!({"amount": amount, "currency": "INR"})
}

#[tokio::test]
async fn a_person_has_one_quota_for_a_month() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let of = |owner: &str, month: &str| json!({"owner_id": owner, "month": month, "amount": inr(500_000)});
        let made = app.create(&ana, "quotas", of(&ana.id, "2026-04-17")).await;
        assert_eq!(made["month"], "2026-04-01", "whichever day is named");
        app.create(&tom, "quotas", of(&tom.id, "2026-04-01")).await;
        app.create(&ana, "quotas", of(&ana.id, "2026-05-31")).await;
        for (body, errors) in [
            (of(&ana.id, "2026-04-01"), "month already_used"),
            (of(&tom.id, "2026-06-01"), "owner_id not_found"),
            (json!({"owner_id": ana.id, "month": "2026-07-01"}), "amount required"),
            (json!({"owner_id": ana.id, "month": "2026-07-01", "amount": inr(-1)}), "amount too_small"),
            (json!({"owner_id": ana.id, "month": "July", "amount": inr(1)}), "month invalid_date"),
            (json!({"month": "2026-07-01", "amount": inr(1)}), "owner_id required"),
        ] {
            let reply = app.post("/quotas").by(&ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![errors.to_owned()]), "{body}");
        }
        // What is taken away makes room for another one.
        let path = format!("/quotas/{}", made["id"].as_str().expect("an id"));
        app.delete(&path).by(&ana).send().await.expect(204);
        app.create(&ana, "quotas", of(&ana.id, "2026-04-30")).await;
        let list = app.list(&ana, "/quotas?month[on_or_after]=2026-04-01&month[on_or_before]=2026-04-30").await;
        assert_eq!(list.len(), 1);
        assert!(app.list(&tom, "/quotas").await.iter().all(|quota| quota["owner_id"] == tom.id.as_str()));
    })
    .await;
}

#[tokio::test]
async fn managers_set_quotas_and_others_see_as_far_as_they_reach() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (manager, rep) = (firm.role("manager"), firm.role("sales"));
        let body = |owner: &str| json!({"owner_id": owner, "month": "2026-04-01", "amount": inr(100)});
        let theirs = app.create(manager, "quotas", body(&rep.id)).await;
        app.create(manager, "quotas", body(&manager.id)).await;
        assert_eq!(app.list(rep, "/quotas").await.len(), 2);
        let path = format!("/quotas/{}", theirs["id"].as_str().expect("an id"));
        app.post("/quotas").by(rep).json(&body(&rep.id)).send().await.refused(403, "forbidden");
        app.patch(&path).by(rep).json(&json!({"amount": inr(1)})).send().await.refused(403, "forbidden");
        app.delete(&path).by(rep).send().await.refused(403, "forbidden");
        app.get("/quotas").by(firm.role("marketing")).send().await.refused(403, "forbidden");

        let admin = firm.role("admin");
        let own = json!({"kinds": {"deal": {"read": "own"}, "quota": {"read": "own"}}});
        let narrow = app.person_with(admin, "nils@banyan.example", own).await;
        app.create(manager, "quotas", body(&narrow.id)).await;
        let seen = app.list(&narrow, "/quotas").await;
        assert_eq!(seen.iter().map(|quota| quota["owner_id"].clone()).collect::<Vec<_>>(), [json!(narrow.id)]);
        app.get(&path).by(&narrow).send().await.refused(404, "not_found");
    })
    .await;
}
