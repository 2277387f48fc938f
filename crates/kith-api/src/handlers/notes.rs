//! What is done with notes beside what is done with every record.

use axum::body::Body;
use axum::http::Response;
use kith_app::modules::work::reaction;
use serde_json::json;

use crate::call::{self, Call};
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// `POST /notes/{id}/react`
pub(crate) async fn react(mut call: Call) -> Answer {
    let (id, members) = (call.id()?, call.members()?);
    let (way, on) = (members.text("reaction"), members.flag("on").unwrap_or_default());
    Ok(call::json(200, &reaction::react(call.app(), call.scope()?, id, &way, on).await?))
}

/// `GET /notes/{id}/history`
pub(crate) async fn versions(call: Call) -> Answer {
    let versions = reaction::versions(call.app(), call.scope()?, call.id()?).await?;
    Ok(call::json(200, &json!({"data": versions})))
}
