//! Whatever comes in, the answer names the field and a code.

use kith_testkit::{on_both_engines, on_sqlite};
use serde_json::json;

use crate::records::percent;

#[tokio::test]
async fn bodies_that_cannot_be_read_are_400() {
    on_sqlite(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let bodies: [&[u8]; 8] = [
            b"{",
            b"{\"name\": }",
            b"nonsense",
            b"{\"name\": \"\xff\xfe\"}",
            b"[1,2",
            b"{\"a\":\"\\ud800\"}",
            deep.as_bytes(),
            b"\"text\"",
        ];
        for body in bodies {
            for (method, path) in [("POST", "/companies"), ("POST", "/auth/token"), ("POST", "/companies/bulk")] {
                let reply = app
                    .request(method.parse().expect("a method"), path)
                    .by(&admin)
                    .body("application/json", body.to_vec());
                let reply = reply.send().await;
                if body == b"\"text\"" && path != "/companies" {
                    reply.refused(422, "validation_failed");
                } else {
                    reply.refused(400, "malformed_json");
                }
            }
        }
        app.post("/companies").by(&admin).send().await.refused(400, "malformed_json");
    })
    .await;
}

#[tokio::test]
async fn other_media_types_are_415_and_large_bodies_413() {
    on_sqlite(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        for media in [
            "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
            "application/json; charset=utf-16",
        ] {
            let reply = app.post("/companies").by(&admin).body(media, r#"{"name":"x"}"#).send().await;
            reply.refused(415, "unsupported_media_type");
        }
        let reply =
            app.post("/companies").by(&admin).body("application/json; charset=UTF-8", r#"{"name":"x"}"#).send().await;
        reply.expect(201);
        let large = json!({"name": "x", "description": "y".repeat(1024 * 1024)}).to_string();
        app.post("/companies").by(&admin).body("application/json", large).send().await.refused(413, "too_large");
        app.post("/imports/contacts")
            .by(&admin)
            .body("application/json", "{}")
            .send()
            .await
            .refused(415, "unsupported_media_type");
    })
    .await;
}

#[tokio::test]
async fn each_wrong_value_is_named() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let nobody = "0198c0de-0000-7000-8000-000000000001";
        let cases = [
            ("companies", json!({}), "name required"),
            ("companies", json!({"name": "  "}), "name required"),
            ("companies", json!({"name": null}), "name required"),
            ("companies", json!({"name": 5}), "name wrong_type"),
            ("companies", json!({"name": "x".repeat(201)}), "name too_long"),
            ("companies", json!({"name": "a\u{0}b"}), "name invalid"),
            ("companies", json!({"name": "x", "nam": 1}), "nam unknown_field"),
            ("companies", json!({"name": "x", "id": nobody}), "id read_only"),
            ("companies", json!({"name": "x", "version": 7}), "version read_only"),
            ("companies", json!({"name": "x", "phone": "call me"}), "phone invalid_phone"),
            ("companies", json!({"name": "x", "website": "javascript:alert(1)"}), "website invalid_url"),
            ("companies", json!({"name": "x", "industry": "piracy"}), "industry invalid_option"),
            (
                "companies",
                json!({"name": "x", "annual_revenue": {"amount": 1, "currency": "XXX"}}),
                "annual_revenue invalid_currency",
            ),
            (
                "companies",
                json!({"name": "x", "annual_revenue": {"amount": -1, "currency": "INR"}}),
                "annual_revenue too_small",
            ),
            ("companies", json!({"name": "x", "annual_revenue": 5}), "annual_revenue wrong_type"),
            (
                "companies",
                json!({"name": "x", "annual_revenue": {"amount": 1.5, "currency": "INR"}}),
                "annual_revenue wrong_type",
            ),
            ("companies", json!({"name": "x", "parent_id": nobody}), "parent_id not_found"),
            ("companies", json!({"name": "x", "parent_id": "5"}), "parent_id wrong_type"),
            ("companies", json!({"name": "x", "address": {"planet": "Mars"}}), "address unknown_field"),
            ("companies", json!({"name": "x", "tags": [nobody]}), "tags not_found"),
            ("contacts", json!({"last_name": "x", "email": "not an address"}), "email invalid_email"),
            ("contacts", json!({"last_name": "x", "email": "a@b"}), "email invalid_email"),
            ("contacts", json!({"last_name": "x", "birthday": "30.4.2026"}), "birthday invalid_date"),
            ("contacts", json!({"last_name": "x", "birthday": "2026-02-30"}), "birthday invalid_date"),
            (
                "contacts",
                json!({"last_name": "x", "email_consent_at": "yesterday"}),
                "email_consent_at invalid_datetime",
            ),
            (
                "contacts",
                json!({"last_name": "x", "last_contacted_at": "2026-01-01T00:00:00Z"}),
                "last_contacted_at read_only",
            ),
            ("contacts", json!({"last_name": "x", "interests": "golf"}), "interests wrong_type"),
            ("contacts", json!({"last_name": "x", "custom": 5}), "custom wrong_type"),
            ("leads", json!({"last_name": "x", "score": 101}), "score too_large"),
            ("leads", json!({"last_name": "x", "score": -1}), "score too_small"),
            ("leads", json!({"last_name": "x", "score": "high"}), "score wrong_type"),
            ("leads", json!({"last_name": "x", "do_not_disturb": "yes"}), "do_not_disturb wrong_type"),
            ("notes", json!({"body": "x", "record": {"kind": "ghost", "id": nobody}}), "record invalid"),
            ("notes", json!({"body": "x", "record": "company"}), "record wrong_type"),
        ];
        for (plural, body, expected) in cases {
            let reply = app.post(&format!("/{plural}")).by(&admin).json(&body).send().await;
            assert_eq!(reply.field_errors(), [expected], "{body}");
        }
        let both = app.post("/companies").by(&admin).json(&json!({"name": "", "phone": "x", "zzz": 1})).send().await;
        assert_eq!(both.field_errors().len(), 3, "all errors at once: {:?}", both.field_errors());
        let taken = json!({"name": "Retail"});
        app.create(&admin, "tags", taken.clone()).await;
        let reply = app.post("/tags").by(&admin).json(&json!({"name": "rétail"})).send().await;
        assert_eq!(reply.field_errors(), ["name already_used"]);
    })
    .await;
}

#[tokio::test]
async fn each_wrong_parameter_is_named() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let tree = |json: serde_json::Value| format!("/leads?filter={}", percent(&json.to_string()));
        let condition = json!({"field": "score", "op": "gt", "value": 1});
        let mut nested = condition.clone();
        for _ in 0..6 {
            nested = json!({"and": [nested]});
        }
        let cases = [
            ("/leads?colour=red".to_owned(), "unknown_field", "colour"),
            ("/leads?score[like]=5".into(), "unknown_operator", "score"),
            ("/leads?stage[contains]=n".into(), "unknown_operator", "stage"),
            ("/leads?score[gte".into(), "unknown_field", "score[gte"),
            ("/leads?score[gte]=many".into(), "invalid_filter", "score"),
            ("/leads?created_at[after]=soon".into(), "invalid_filter", "created_at"),
            ("/leads?owner_id=nobody".into(), "invalid_filter", "owner_id"),
            ("/leads?sort=colour".into(), "invalid_sort", "colour"),
            ("/leads?sort=description".into(), "invalid_sort", "description"),
            ("/leads?sort=score,score".into(), "invalid_sort", "score"),
            ("/leads?sort=score,stage,title,email".into(), "invalid_sort", "sort"),
            ("/leads?limit=0".into(), "validation_failed", "limit"),
            ("/leads?limit=201".into(), "validation_failed", "limit"),
            ("/leads?limit=ten".into(), "validation_failed", "limit"),
            ("/leads?limit=5&limit=6".into(), "validation_failed", "limit"),
            ("/leads?fields=colour".into(), "unknown_field", "colour"),
            ("/leads?include=colour".into(), "unknown_field", "colour"),
            ("/leads?trash=all".into(), "validation_failed", "trash"),
            ("/leads?filter=%7B".into(), "invalid_filter", "filter"),
            ("/leads?filter=5".into(), "invalid_filter", "filter"),
            (tree(json!({"field": "score", "op": "gt"})), "invalid_filter", "score"),
            (tree(json!({"field": "score", "op": "gt", "value": [1]})), "invalid_filter", "score"),
            (tree(json!({"field": "score", "op": "gt", "value": 1, "x": 1})), "invalid_filter", "filter"),
            (tree(json!({"and": {"x": 1}})), "invalid_filter", "filter"),
            (tree(nested), "invalid_filter", "filter"),
            (tree(json!({"and": vec![condition; 51]})), "invalid_filter", "filter"),
            ("/leads/aggregate?measure=median:score".into(), "validation_failed", "measure"),
            ("/leads/aggregate?measure=sum:stage".into(), "invalid_filter", "measure"),
            ("/leads/aggregate?group_by=description".into(), "unknown_field", "description"),
            ("/search?q=x&kinds=ghost".into(), "validation_failed", "kinds"),
            ("/search?q=x&colour=red".into(), "unknown_field", "colour"),
            ("/activity?kind=ghost".into(), "validation_failed", "kind"),
            ("/activity?after=zzz".into(), "invalid_cursor", "after"),
        ];
        for (path, code, field) in cases {
            let problem = app.get(&path).by(&admin).send().await.refused(422, code);
            assert_eq!(problem["errors"][0]["field"], field, "{path}: {problem}");
        }
        for path in ["/leads?q=%ff", "/leads?q=%zz", "/leads?q=%00"] {
            app.get(path).by(&admin).send().await.refused(400, "malformed_query");
        }
    })
    .await;
}

#[tokio::test]
async fn addresses_that_lead_nowhere_are_404_and_other_methods_405() {
    on_sqlite(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        for path in [
            "/ghosts",
            "/api/v2/leads",
            "/api/",
            "/api",
            "/leads/5",
            "/leads/0198c0de-0000-7000-8000-000000000001",
            "/leads/%ff",
            "/jobs/5",
            "/invitations/5",
            "/api/v1",
        ] {
            let reply = app.get(path).by(&admin).header("accept", "text/html").send().await;
            reply.refused(404, "not_found");
        }
        for (method, path, allow) in [
            ("PUT", "/leads", "GET, HEAD, POST"),
            ("DELETE", "/leads", "GET, HEAD, POST"),
            ("POST", "/leads/x", "DELETE, GET, HEAD, PATCH"),
            ("GET", "/auth/token", "POST"),
            ("OPTIONS", "/me", "GET, HEAD, PATCH"),
        ] {
            let reply = app.request(method.parse().expect("a method"), path).by(&admin).send().await;
            reply.refused(405, "method_not_allowed");
            assert_eq!(reply.header("allow"), allow, "{method} {path}");
        }
    })
    .await;
}

#[tokio::test]
async fn headers_that_cannot_be_read_are_400() {
    on_sqlite(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let made = app.create_any(&admin, "company", 1).await;
        let path = format!("/companies/{}", made["id"].as_str().expect("an id"));
        for value in ["3", "\"x\"", "W/\"1\"", "\"1"] {
            let reply = app.patch(&path).by(&admin).header("if-match", value).json(&json!({"name": "y"})).send().await;
            reply.refused(400, "malformed_header");
        }
        let long = "k".repeat(201);
        for key in ["", long.as_str()] {
            let reply = app
                .post("/companies")
                .by(&admin)
                .header("idempotency-key", key)
                .json(&json!({"name": "y"}))
                .send()
                .await;
            reply.refused(400, "malformed_header");
        }
        let reply = app.get("/leads").header("authorization", "Basic abc").send().await;
        reply.refused(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn the_request_id_is_taken_over_where_it_is_sane() {
    on_sqlite(async |app| {
        let reply = app.get("/leads").header("x-request-id", "abc-1.2_3").send().await;
        assert_eq!(reply.refused(401, "unauthenticated")["request_id"], "abc-1.2_3");
        for odd in ["a b", "<script>", &"x".repeat(65)] {
            let reply = app.get("/leads").header("x-request-id", odd).send().await;
            assert_ne!(reply.header("x-request-id"), odd);
            assert!(!reply.header("x-request-id").is_empty());
        }
    })
    .await;
}
