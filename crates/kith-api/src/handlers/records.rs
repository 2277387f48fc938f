//! One record of any kind.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use kith_app::records::{self, Saved};

use crate::call::{self, Call};
use crate::headers;
use crate::list_params::take_list;
use crate::problem::{Code, Problem};

type Answer = Result<Response<Body>, Problem>;

/// `POST /{kinds}`
pub(crate) async fn create(mut call: Call) -> Answer {
    let (kind, body) = (call.kind()?, call.record_body()?);
    let saved = records::create(call.app(), call.scope()?, kind, &body, call.idempotency.as_ref()).await?;
    let location = format!("/api/v1/{}/{}", kind.plural, saved.id);
    Ok(located(answer(201, &saved), &location))
}

/// `GET /{kinds}/{id}`
pub(crate) async fn get(mut call: Call) -> Answer {
    let include = take_list(&mut call.query, "include").unwrap_or_default();
    let fetched = records::get(call.app(), call.scope()?, call.kind()?, call.id()?, &include).await?;
    let etag = format!("\"{}\"", fetched.version);
    // Includes are not part of the version, so only a plain record can be known to be unchanged.
    let known = headers::text(&call.headers, header::IF_NONE_MATCH);
    if include.is_empty() && known.is_some_and(|known| known.split(',').any(|one| one.trim() == etag)) {
        let mut response = call::no_content();
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Ok(tagged(response, fetched.version));
    }
    Ok(tagged(call::json_bytes(200, fetched.json), fetched.version))
}

/// `PATCH /{kinds}/{id}`
pub(crate) async fn update(mut call: Call) -> Answer {
    let (kind, id, expected, body) = (call.kind()?, call.id()?, if_match(&call)?, call.record_body()?);
    let saved = records::update(call.app(), call.scope()?, kind, id, &body, expected).await?;
    Ok(answer(200, &saved))
}

/// `DELETE /{kinds}/{id}`
pub(crate) async fn delete(call: Call) -> Answer {
    records::delete(call.app(), call.scope()?, call.kind()?, call.id()?, if_match(&call)?).await?;
    Ok(call::no_content())
}

/// `POST /{kinds}/{id}/restore`
pub(crate) async fn restore(call: Call) -> Answer {
    let saved = records::restore(call.app(), call.scope()?, call.kind()?, call.id()?).await?;
    Ok(answer(200, &saved))
}

/// A record with its version as `ETag`.
pub(crate) fn answer(status: u16, saved: &Saved) -> Response<Body> {
    tagged(call::json(status, &saved.json), saved.version)
}

/// Says where the new thing is.
pub(crate) fn located(mut response: Response<Body>, location: &str) -> Response<Body> {
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// The version that `If-Match` asks for; `None` where it asks for none, or for any.
pub(crate) fn if_match(call: &Call) -> Result<Option<i64>, Problem> {
    let Some(value) = call.headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or("").trim();
    if text == "*" {
        return Ok(None);
    }
    let number = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).and_then(|number| number.parse().ok());
    number.map(Some).ok_or_else(|| {
        Problem::new(Code::MalformedHeader).detail("If-Match takes the version in quotes, such as \"3\".")
    })
}

fn tagged(mut response: Response<Body>, version: i64) -> Response<Body> {
    if let Ok(etag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    response
}
