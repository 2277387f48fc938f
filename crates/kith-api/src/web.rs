//! The web UI's files, and its page for every address of the app.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};

use crate::headers;
use crate::problem::{Code, Problem};

/// What answers in the browser where there is no network. It asks for the same things as the page.
const WORKER: &str = "sw.js";
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

/// Answers what no route matched: a file of the web build, the app's page for a navigation, or 404.
/// Never a page under `/api`.
pub(crate) fn answer(method: &Method, path: &str, request: &HeaderMap) -> Result<Response<Body>, Problem> {
    if path == "/api" || path.starts_with("/api/") || !matches!(*method, Method::GET | Method::HEAD) {
        return Err(Problem::new(Code::NotFound));
    }
    let name = path.trim_start_matches('/');
    let accepted = headers::text(request, header::ACCEPT_ENCODING).unwrap_or("");
    if name != "index.html"
        && let Some(asset) = kith_web::find(name, accepted)
    {
        let lifetime = if asset.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut response = file(asset, lifetime, request);
        if name == WORKER {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER_POLICY));
        }
        return Ok(response);
    }
    let navigation = headers::text(request, header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
    if !navigation || name.starts_with("assets/") {
        return Err(Problem::new(Code::NotFound));
    }
    let page = kith_web::page();
    let mut response = file(page.asset.clone(), "no-cache", request);
    if let Ok(csp) = HeaderValue::from_str(&page.csp) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, csp);
    }
    Ok(response)
}

fn file(asset: kith_web::Asset, lifetime: &'static str, request: &HeaderMap) -> Response<Body> {
    let known = headers::text(request, header::IF_NONE_MATCH).is_some_and(|etags| etags.contains(&asset.etag));
    let mut response = Response::new(match (known, asset.body) {
        (true, _) => Body::empty(),
        (false, std::borrow::Cow::Borrowed(bytes)) => Body::from(bytes::Bytes::from_static(bytes)),
        (false, std::borrow::Cow::Owned(bytes)) => Body::from(bytes),
    });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = asset.encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}
