//! The workspace's logo and people's pictures.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use kith_app::pictures::{self, MOST_BYTES, Place};

use crate::body;
use crate::call::Call;
use crate::handlers::records::answer;
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// `PUT /workspace/logo`
pub(crate) async fn set_logo(call: Call) -> Answer {
    set(call, Place::Logo).await
}

/// `DELETE /workspace/logo`
pub(crate) async fn clear_logo(call: Call) -> Answer {
    clear(call, Place::Logo).await
}

/// `PUT /me/picture`
pub(crate) async fn set_own(call: Call) -> Answer {
    set(call, Place::Person).await
}

/// `DELETE /me/picture`
pub(crate) async fn clear_own(call: Call) -> Answer {
    clear(call, Place::Person).await
}

/// `GET /pictures/{id}`
pub(crate) async fn read(call: Call) -> Answer {
    let png = pictures::read(call.app(), call.scope()?, call.id()?).await?;
    let mut response = Response::new(Body::from(png));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    // What lies under a name never changes: another picture has another name.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    Ok(response)
}

async fn set(mut call: Call, place: Place) -> Answer {
    let stream = call.stream.get_mut().map(std::mem::take).unwrap_or_default();
    let bytes = body::read(stream, MOST_BYTES, call.api.config.body_timeout).await?;
    Ok(answer(200, &pictures::set(call.app(), call.scope()?, place, bytes).await?))
}

async fn clear(call: Call, place: Place) -> Answer {
    Ok(answer(200, &pictures::clear(call.app(), call.scope()?, place).await?))
}
