//! The OpenAPI document, the probes, and the headers that everything carries.

use std::collections::BTreeSet;

use kith_testkit::{Options, on_both_engines, on_both_engines_with, on_sqlite};

#[tokio::test]
async fn every_route_is_in_the_document() {
    on_sqlite(async |app| {
        let document = app.get("/api/openapi.json").send().await.expect(200);
        assert_eq!(document["openapi"], "3.1.0");
        let mut documented = BTreeSet::new();
        for (path, item) in document["paths"].as_object().expect("paths") {
            documented.extend(
                item.as_object().expect("methods").keys().map(|method| format!("{} {path}", method.to_uppercase())),
            );
        }
        let mounted: BTreeSet<String> = kith_api::routes().iter().map(|route| route.name()).collect();
        assert_eq!(documented, mounted);
    })
    .await;
}

#[test]
fn the_document_is_the_accepted_one() {
    let document = kith_api::openapi();
    insta::assert_json_snapshot!("openapi", document);
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    let document = kith_api::openapi();
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().expect("a pointer");
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}

#[tokio::test]
async fn the_documentation_is_a_page_without_scripts() {
    on_sqlite(async |app| {
        let reply = app.get("/api/docs").send().await;
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        let html = reply.text();
        assert!(html.contains("/api/v1/leads/{id}") && !html.contains("<script"));
        assert!(!html.contains("src=") && !html.contains("@import"), "nothing is loaded from elsewhere");
    })
    .await;
}

#[tokio::test]
async fn probes_answer_without_signing_in() {
    on_both_engines(async |app| {
        assert_eq!(app.get("/healthz").send().await.status, 200);
        assert_eq!(app.get("/readyz").send().await.status, 200);
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        app.get("/leads").by(&admin).send().await.expect(200);
        let metrics = app.get("/metrics").send().await.text();
        assert!(
            metrics.contains("kith_http_requests_total{method=\"GET\",route=\"/api/v1/leads\",status=\"200\"} 1"),
            "{metrics}"
        );
        assert!(metrics.contains("kith_http_request_duration_seconds_bucket"), "{metrics}");
        assert!(metrics.contains("kith_jobs_queued"), "{metrics}");
        assert!(metrics.contains("process_resident_memory_bytes"), "{metrics}");
    })
    .await;
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    on_sqlite(async |app| {
        for path in ["/leads", "/ghosts", "/api/docs", "/healthz", "/", "/api/openapi.json"] {
            let reply = app.get(path).header("accept", "text/html").send().await;
            assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(reply.header("referrer-policy"), "strict-origin-when-cross-origin", "{path}");
            assert!(reply.header("permissions-policy").contains("camera=()"), "{path}");
            let csp = reply.header("content-security-policy");
            assert!(csp.contains("frame-ancestors 'none'"), "{path}: {csp}");
            let scripts = csp.split(';').find(|part| part.trim().starts_with("script-src")).unwrap_or("");
            assert!(!scripts.contains("unsafe-inline"), "{path}: {csp}");
            assert_eq!(reply.header("strict-transport-security"), "", "{path}: not over http");
            assert!(!reply.header("x-request-id").is_empty(), "{path}");
        }
    })
    .await;
    let https = Options { public_url: "https://crm.example".into(), ..Options::default() };
    on_both_engines_with(https, async |app| {
        assert!(app.get("/healthz").send().await.header("strict-transport-security").contains("max-age"));
    })
    .await;
}

#[tokio::test]
async fn the_app_page_is_for_navigations_alone() {
    on_sqlite(async |app| {
        let page = app.get("/ui/deals/5").header("accept", "text/html,*/*").send().await;
        assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
        assert_eq!(page.header("cache-control"), "no-cache");
        app.get("/ui/deals/5").header("accept", "application/json").send().await.refused(404, "not_found");
        app.get("/assets/gone.js").header("accept", "text/html").send().await.refused(404, "not_found");
        app.post("/ui").header("accept", "text/html").send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn long_answers_are_compressed_where_the_client_can_read_them() {
    on_sqlite(async |app| {
        for (accepts, expected) in [("gzip", "gzip"), ("br", "br"), ("zstd", "zstd"), ("identity", "")] {
            let reply = app.get("/api/openapi.json").header("accept-encoding", accepts).send().await;
            assert_eq!(reply.header("content-encoding"), expected);
        }
        let short = app.get("/healthz").header("accept-encoding", "gzip").send().await;
        assert_eq!(short.header("content-encoding"), "");
    })
    .await;
}
