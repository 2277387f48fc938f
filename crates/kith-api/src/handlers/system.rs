//! Probes, counters, and the API's own description.

use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use bytes::Bytes;

use crate::call::{self, Call};
use crate::metrics::{gauge, memory};
use crate::openapi as description;
use crate::problem::{Code, Problem};

type Answer = Result<Response<Body>, Problem>;

static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| description::document(crate::routes::all()).to_string().into());
static PAGE: LazyLock<(Bytes, String)> = LazyLock::new(|| {
    let html = description::page::render(&description::document(crate::routes::all()));
    let csp = kith_web::csp_of(&html);
    (html.into(), csp)
});

const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /healthz`: the process runs, whatever the database does.
pub(crate) async fn health(_: Call) -> Answer {
    Ok(text("text/plain; charset=utf-8", "ok\n"))
}

/// `GET /readyz`: the database answers and is of this program's version.
pub(crate) async fn ready(call: Call) -> Answer {
    let store = call.app().store();
    let check = async {
        store.ping().await.map_err(|error| error.to_string())?;
        store.check_migrated().await.map_err(|error| error.to_string())
    };
    let outcome = tokio::time::timeout(PATIENCE, check).await;
    let outcome = outcome.unwrap_or_else(|_| Err("the database did not answer in time".to_owned()));
    match outcome {
        Ok(()) => Ok(text("text/plain; charset=utf-8", "ready\n")),
        Err(why) => Err(Problem::new(Code::Unavailable).retry_after(2).log(why)),
    }
}

/// `GET /metrics`
pub(crate) async fn metrics(call: Call) -> Answer {
    let mut out = call.api.metrics.render();
    // A database that does not answer takes its own counters away, not those of the process.
    if let Ok(Ok((queued, running))) = tokio::time::timeout(PATIENCE, call.app().store().count_jobs()).await {
        gauge(&mut out, "kith_jobs_queued", "Jobs that wait, of all workspaces.", queued);
        gauge(&mut out, "kith_jobs_running", "Jobs that run, in all processes.", running);
    }
    memory(&mut out);
    Ok(text("text/plain; version=0.0.4; charset=utf-8", out))
}

/// `GET /api/openapi.json`
pub(crate) async fn openapi(_: Call) -> Answer {
    let mut response = call::json_bytes(200, DOCUMENT.clone());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// `GET /api/docs`
pub(crate) async fn docs(_: Call) -> Answer {
    let (html, csp) = &*PAGE;
    let mut response = text("text/html; charset=utf-8", html.clone());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(csp) = HeaderValue::from_str(csp) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, csp);
    }
    Ok(response)
}

fn text(media: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    response
}
