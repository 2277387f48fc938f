//! Who may do what: the matrix of the built-in roles, and the authorisation line of every route.

use std::fmt::Write;

use axum::http::Method;
use kith_api::Access;
use kith_testkit::{on_both_engines, on_sqlite};
use serde_json::{Value as Json, json};

use crate::records::{change, kinds};

/// The matrix as the API tells it to each role's own person.
#[tokio::test]
async fn the_matrix_of_roles_is_the_accepted_one() {
    on_sqlite(async |app| {
        let firm = app.firm("Banyan Works").await;
        let mut out = String::new();
        for role in &kith_catalog::roles::ROLES {
            let bootstrap = app.get("/bootstrap").by(firm.role(role.key)).send().await.expect(200);
            let _ = writeln!(
                out,
                "{:<18} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}",
                role.name, "create", "read", "update", "delete", "export", "assign"
            );
            // What only tells of other records is everybody's own, whatever their role.
            for kind in kith_catalog::KINDS.into_iter().filter(|kind| !kind.echo) {
                let told =
                    bootstrap["kinds"].as_array().and_then(|list| list.iter().find(|told| told["key"] == kind.key));
                let reach = |action: &str| {
                    told.and_then(|told| told["rights"][action].as_str()).unwrap_or("none").replace("none", "-")
                };
                let actions = ["create", "read", "update", "delete", "export", "assign"].map(reach);
                let _ = writeln!(out, "  {:<16} {}", kind.key, actions.map(|reach| format!("{reach:>7}")).join(" "));
            }
            out.push('\n');
        }
        insta::assert_snapshot!("roles", out);
    })
    .await;
}

/// Every route with who may call it, to be read by a person.
#[test]
fn the_authorisation_line_of_every_route_is_the_accepted_one() {
    let mut lines: Vec<String> = kith_api::routes()
        .iter()
        .map(|route| format!("{:<6} {:<44} {}", route.method.as_str(), route.path, route.access.line(route.kind)))
        .collect();
    lines.sort_by_key(|line| line[7..].to_owned());
    insta::assert_snapshot!("routes", lines.join("\n"));
}

/// Only these may be called by anybody. A new one needs a reason.
#[test]
fn public_routes_are_few_and_known() {
    let public: Vec<String> =
        kith_api::routes().iter().filter(|route| route.access == Access::Public).map(|r| r.name()).collect();
    for name in &public {
        let reasons = [
            "/auth/", "/invitations/", "/bootstrap", "/healthz", "/readyz", "/metrics", "/api/openapi.json",
            "/api/docs", "/f/{slug}", "/t/{token}",
            // Secret addresses: of a calendar, made by whom it belongs to, and of a mail's reader, signed.
            "/calendar/{token}", "/unsubscribe/{token}",
            // Proven by the provider's signature or token.
            "/sms/incoming/{id}", "/sms/receipts/{id}/{message}",
        ];
        assert!(reasons.iter().any(|reason| name.contains(reason)), "{name} is open to anybody");
    }
    for route in kith_api::routes() {
        if let Access::Kind(_) = route.access {
            assert!(route.kind.is_some(), "{} names a right without a kind", route.name());
        }
    }
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in() {
    on_sqlite(async |app| {
        app.register("Banyan Works", "ana@banyan.example").await;
        for route in kith_api::routes().iter().filter(|route| route.access != Access::Public) {
            let path = route.path.replace("{id}", "0198c0de-0000-7000-8000-000000000001");
            let reply = app.request(route.method.clone(), &path).json(&json!({})).send().await;
            reply.refused(401, "unauthenticated");
        }
    })
    .await;
}

/// Each role is refused exactly where the catalogue grants nothing, with the missing right named.
#[tokio::test]
async fn every_kind_route_is_closed_to_who_lacks_the_right() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let mut ids = std::collections::BTreeMap::new();
        for kind in kinds() {
            let made = app.create_any(&firm.admin, kind.key, 1).await;
            ids.insert(kind.key, made["id"].as_str().expect("an id").to_owned());
        }
        app.drain().await;
        for role in ["read_only", "finance", "sales"] {
            let mut grants =
                (kith_catalog::roles::ROLES.iter().find(|known| known.key == role).expect("a role").grants)();
            grants.add(&kith_catalog::roles::everybody());
            let grants = kith_catalog::roles::with_parts(grants);
            let person = firm.role(role);
            for route in kith_api::routes() {
                let (Access::Kind(action), Some(kind)) = (route.access, route.kind) else { continue };
                let granted = grants.kinds.get(kind.key).map_or(kith_access::Reach::None, |kind| kind.reach(action));
                if granted != kith_access::Reach::None {
                    continue;
                }
                let id = ids.get(kind.key).map_or("0198c0de-0000-7000-8000-000000000001", String::as_str);
                let path = route.path.replace("{id}", id);
                let request = app.request(route.method.clone(), &path).by(person);
                let request = if route.method == Method::GET { request } else { request.json(&change(kind.key)) };
                let problem = request.send().await.refused(403, "forbidden");
                assert_eq!(
                    problem["missing"],
                    json!({"kind": kind.key, "action": action.name()}),
                    "{role}: {}",
                    route.name()
                );
            }
        }
        app.post("/sample-data").by(firm.role("manager")).send().await.refused(403, "forbidden");
        app.patch("/workspace")
            .by(firm.role("manager"))
            .json(&json!({"name": "Mine"}))
            .send()
            .await
            .refused(403, "forbidden");
    })
    .await;
}

/// A Read-only person changes nothing whatever they send.
#[tokio::test]
async fn read_only_changes_nothing() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let reader = firm.role("read_only");
        for kind in kinds().filter(|kind| !["view", "report"].contains(&kind.key)) {
            let made = app.create_any(&firm.admin, kind.key, 1).await;
            let id = made["id"].as_str().expect("an id");
            let path = format!("/{}/{id}", kind.plural);
            app.patch(&path).by(reader).json(&change(kind.key)).send().await.refused(403, "forbidden");
            app.delete(&path).by(reader).send().await.refused(403, "forbidden");
            app.post(&format!("{path}/restore")).by(reader).send().await.refused(403, "forbidden");
            for action in ["update", "delete", "restore"] {
                let changes = if action == "update" { Some(change(kind.key)) } else { None };
                let body = json!({"action": action, "ids": [id], "changes": changes});
                app.post(&format!("/{}/bulk", kind.plural))
                    .by(reader)
                    .json(&body)
                    .send()
                    .await
                    .refused(403, "forbidden");
            }
            assert_eq!(app.get(&path).by(reader).send().await.expect(200)["version"], made["version"], "{}", kind.key);
        }
        app.post("/invitations")
            .by(reader)
            .json(&json!({"email": "x@y.example"}))
            .send()
            .await
            .refused(403, "forbidden");
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn only_an_administrator_gives_rights() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let admin_role = app.role_id(&firm.admin, "admin").await;
        let grants = json!({"kinds": {
            "user": {"create": "all", "read": "all", "update": "all", "delete": "all"},
            "role": {"create": "all", "read": "all", "update": "all"},
        }});
        let helper = app.person_with(&firm.admin, "helper@banyan.example", grants).await;
        let mine = json!({"role_ids": [admin_role]});
        let reply = app.patch(&format!("/users/{}", helper.id)).by(&helper).json(&mine).send().await;
        assert_eq!(reply.field_errors(), ["role_ids forbidden"]);
        let reply = app
            .post("/invitations")
            .by(&helper)
            .json(&json!({"email": "evil@banyan.example", "role_ids": [admin_role]}))
            .send()
            .await;
        assert!([403, 422].contains(&reply.status), "{}", reply.text());
        let reply =
            app.post("/roles").by(&helper).json(&json!({"name": "Mine", "grants": {"admin": true}})).send().await;
        assert!([403, 422].contains(&reply.status), "{}", reply.text());
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn built_in_roles_receive_their_rights_to_kinds_they_have_never_known() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let grants = || json!({"kinds": {"lead": {"read": "own"}}});
        let all: Vec<&str> = kith_catalog::KINDS.iter().map(|kind| kind.key).collect();
        let but = |kind: &str| -> Vec<&str> { all.iter().copied().filter(|known| *known != kind).collect() };
        let untouched = app.old_role(&ana, "sales", grants(), None).await;
        let changed = app.old_role(&ana, "sales", grants(), None).await;
        let known = app.old_role(&ana, "manager", grants(), Some(&but("sequence"))).await;
        let body = json!({"name": "Own", "grants": grants()});
        let own = app.create(&ana, "roles", body).await["id"].as_str().expect("an id").to_owned();
        let patch = async |role: &str, body: Json| {
            app.patch(&format!("/roles/{role}")).by(&ana).json(&body).send().await.expect(200)
        };
        patch(&changed, json!({"description": "Somebody has looked at it."})).await;
        let kinds = async |role: &str| {
            let role = app.get(&format!("/roles/{role}")).by(&ana).send().await.expect(200);
            (role["grants"]["kinds"].clone(), role["version"].clone())
        };
        for _ in 0..2 {
            app.know_new_kinds().await;
            let (rights, version) = kinds(&untouched).await;
            assert_eq!((&rights["lead"]["read"], &version), (&json!("own"), &json!(2)), "what it has stays");
            assert_eq!((&rights["sequence"]["read"], &rights["deal"]["update"]), (&json!("all"), &json!("team")));
            let (rights, version) = kinds(&changed).await;
            assert_eq!(
                (rights.as_object().expect("kinds").len(), &version),
                (1, &json!(3)),
                "only what it knows is kept"
            );
            let (rights, _) = kinds(&known).await;
            assert_eq!((&rights["sequence"]["update"], &rights["campaign"]), (&json!("all"), &Json::Null));
            assert_eq!(kinds(&own).await.0.as_object().expect("kinds").len(), 1);
        }
        // What somebody takes away stays away.
        patch(&known, json!({"grants": grants()})).await;
        app.know_new_kinds().await;
        assert_eq!(kinds(&known).await.0.as_object().expect("kinds").len(), 1);
    })
    .await;
}
