//! Browsers: cookies, and that no other page can use them.

use kith_testkit::{
    Options, PASSWORD, Reply, RequestBuilder, TestApp, on_both_engines, on_both_engines_with, on_sqlite,
};
use serde_json::json;

fn cookie_header(reply: &Reply) -> String {
    reply.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

fn csrf(reply: &Reply) -> String {
    reply.cookies().into_iter().find(|(name, _)| name == "kith_csrf").expect("a CSRF cookie").1
}

async fn browser(app: &TestApp) -> Reply {
    app.register("Banyan Works", "ana@banyan.example").await;
    let body = json!({"email": "ana@banyan.example", "password": PASSWORD});
    let reply = app.post("/auth/session").json(&body).send().await;
    assert_eq!(reply.expect(200)["workspace"]["name"], "Banyan Works");
    reply
}

#[tokio::test]
async fn cookies_are_out_of_reach_for_scripts_and_other_sites() {
    on_sqlite(async |app| {
        let reply = browser(app).await;
        let set: Vec<&str> =
            reply.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
        assert_eq!(set.len(), 3);
        for cookie in &set {
            assert!(cookie.contains("SameSite=Lax"), "{cookie}");
            assert!(!cookie.contains("Secure"), "http needs cookies too: {cookie}");
            assert_eq!(cookie.contains("HttpOnly"), !cookie.starts_with("kith_csrf"), "{cookie}");
        }
        let signed_out = app
            .delete("/auth/session")
            .header("cookie", &cookie_header(&reply))
            .header("x-csrf-token", &csrf(&reply))
            .send()
            .await;
        signed_out.expect(204);
        assert!(signed_out.cookies().iter().all(|(_, value)| value.is_empty()));
    })
    .await;
    let https = Options { public_url: "https://crm.example".into(), ..Options::default() };
    on_both_engines_with(https, async |app| {
        let reply = browser(app).await;
        let secure = reply
            .headers
            .get_all("set-cookie")
            .iter()
            .all(|value| value.to_str().is_ok_and(|value| value.contains("; Secure")));
        assert!(secure, "{:?}", reply.headers);
    })
    .await;
}

#[tokio::test]
async fn unsafe_methods_with_cookies_need_the_header() {
    on_both_engines(async |app| {
        let reply = browser(app).await;
        let (cookies, token) = (cookie_header(&reply), csrf(&reply));
        let with = |request: RequestBuilder| request.header("cookie", &cookies);
        with(app.get("/leads")).send().await.expect(200);
        let body = json!({"last_name": "A"});
        with(app.post("/leads")).json(&body).send().await.refused(403, "csrf");
        with(app.post("/leads")).header("x-csrf-token", "other").json(&body).send().await.refused(403, "csrf");
        with(app.post("/leads")).header("x-csrf-token", &token).json(&body).send().await.expect(201);
        // A cookie planted from a neighbouring domain does not pass either.
        let planted = cookies.replace(&token, "planted");
        let forged =
            app.post("/leads").header("cookie", &planted).header("x-csrf-token", "planted").json(&body).send().await;
        forged.refused(403, "csrf");
        with(app.delete("/auth/session")).send().await.refused(403, "csrf");
        // A bearer token is never sent by a browser of its own accord.
        let ana = app.sign_in("ana@banyan.example").await;
        app.post("/leads").by(&ana).json(&body).send().await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn a_browser_refreshes_with_its_cookies() {
    on_both_engines(async |app| {
        let reply = browser(app).await;
        let (cookies, token) = (cookie_header(&reply), csrf(&reply));
        app.clock.advance_seconds(20 * 60);
        for path in ["/leads", "/bootstrap"] {
            app.get(path).header("cookie", &cookies).send().await.refused(401, "token_expired");
        }
        app.post("/auth/refresh").header("cookie", &cookies).json(&json!({})).send().await.refused(403, "csrf");
        let renewed = app
            .post("/auth/refresh")
            .header("cookie", &cookies)
            .header("x-csrf-token", &token)
            .json(&json!({}))
            .send()
            .await;
        renewed.expect(204);
        assert_eq!(csrf(&renewed), token, "a page open in another tab keeps its token");
        app.get("/leads").header("cookie", &cookie_header(&renewed)).send().await.expect(200);
        app.post("/auth/refresh").json(&json!({})).send().await.refused(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_over_shows_as_nobody() {
    on_both_engines(async |app| {
        let reply = browser(app).await;
        let (cookies, token) = (cookie_header(&reply), csrf(&reply));
        app.delete("/auth/session").header("cookie", &cookies).header("x-csrf-token", &token).send().await.expect(204);
        let bootstrap = app.get("/bootstrap").header("cookie", &cookies).send().await.expect(200);
        assert!(bootstrap["me"].is_null());
    })
    .await;
}

#[tokio::test]
async fn callers_and_addresses_are_limited() {
    let mut options = Options::default();
    options.api.caller_limit.requests = 12;
    options.api.sign_in_limit.requests = 3;
    on_both_engines_with(options, async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let reply = app.get("/leads").by(&ana).send().await;
        assert_eq!(reply.header("ratelimit-policy"), "\"caller\";q=12;w=60");
        assert!(reply.header("ratelimit").starts_with("\"caller\";r="), "{:?}", reply.headers);
        for _ in 0..12 {
            app.get("/leads").by(&ana).send().await;
        }
        let reply = app.get("/leads").by(&ana).send().await;
        reply.refused(429, "too_many_requests");
        assert!(!reply.header("retry-after").is_empty());
        app.get("/healthz").send().await;
        // Registering and signing in took two of three.
        let wrong = json!({"email": "x@y.example", "password": "x"});
        app.post("/auth/token").json(&wrong).send().await.refused(401, "invalid_credentials");
        app.post("/auth/token").json(&wrong).send().await.refused(429, "too_many_requests");
    })
    .await;
}
