//! What calendars of other programs subscribe to.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kith_app::calendar;
use sha2::{Digest, Sha256};

use crate::call::{self, Call};
use crate::headers;
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// `GET /me/calendars`
pub(crate) async fn list(call: Call) -> Answer {
    Ok(call::json(200, &calendar::list(call.app(), call.scope()?).await?))
}

/// `PUT /me/calendars/{id}`
pub(crate) async fn make(call: Call) -> Answer {
    Ok(call::json(200, &calendar::make(call.app(), call.scope()?, call.id()?).await?))
}

/// `DELETE /me/calendars/{id}`
pub(crate) async fn revoke(call: Call) -> Answer {
    calendar::revoke(call.app(), call.scope()?, call.id()?).await?;
    Ok(call::no_content())
}

/// `GET /calendar/{token}`
pub(crate) async fn read(call: Call) -> Answer {
    let feed = calendar::read(call.app(), call.param("token")).await?;
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(feed.text.as_bytes())[..18]));
    // A program that has it already is told so. What is compressed on the way counts as the same.
    let same = |one: &str| one.trim().trim_start_matches("W/") == tag;
    let known = headers::text(&call.headers, header::IF_NONE_MATCH).is_some_and(|known| known.split(',').any(same));
    let mut response = Response::new(if known { Body::empty() } else { Body::from(feed.text) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        let calendar = HeaderValue::from_static("text/calendar; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, calendar);
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&format!("W/{tag}")) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}
