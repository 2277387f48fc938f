//! The workspace's settings: a single record, so it has an address without an id.

use axum::body::Body;
use axum::http::Response;
use kith_app::records;

use crate::call::{self, Call};
use crate::handlers::records::{answer, if_match};
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// `GET /workspace`
pub(crate) async fn get(call: Call) -> Answer {
    let scope = call.scope()?;
    let fetched = records::get(call.app(), scope, call.kind()?, scope.workspace, &[]).await?;
    Ok(call::json_bytes(200, fetched.json))
}

/// `PATCH /workspace`
pub(crate) async fn update(mut call: Call) -> Answer {
    let (kind, expected, body) = (call.kind()?, if_match(&call)?, call.record_body()?);
    let scope = call.scope()?;
    let saved = records::update(call.app(), scope, kind, scope.workspace, &body, expected).await?;
    Ok(answer(200, &saved))
}
