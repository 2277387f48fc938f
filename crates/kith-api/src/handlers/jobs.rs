//! Background jobs as their owners see them.

use axum::body::Body;
use axum::http::Response;
use kith_app::{jobs, records};
use serde_json::{Value as Json, json};

use crate::call::{self, Call};
use crate::problem::Problem;

pub(crate) use kith_app::jobs::job_json;

type Answer = Result<Response<Body>, Problem>;

/// `GET /jobs`
pub(crate) async fn list(mut call: Call) -> Answer {
    let limit = call.query.take_number("limit", 1, 100)?.unwrap_or(20);
    let name = call.query.take("type").filter(|name| !name.is_empty());
    let found = jobs::list(call.app(), call.scope()?, name.as_deref(), limit).await?;
    Ok(call::json(200, &json!({"data": found.iter().map(job_json).collect::<Vec<Json>>()})))
}

/// `GET /jobs/{id}`
pub(crate) async fn get(call: Call) -> Answer {
    Ok(call::json(200, &job_json(&jobs::get(call.app(), call.scope()?, call.id()?).await?)))
}

/// `POST /jobs/{id}/cancel`
pub(crate) async fn cancel(call: Call) -> Answer {
    Ok(call::json(200, &job_json(&jobs::cancel(call.app(), call.scope()?, call.id()?).await?)))
}

/// `POST /jobs/{id}/undo`
pub(crate) async fn undo(call: Call) -> Answer {
    Ok(call::json(202, &job_json(&records::start_undo(call.app(), call.scope()?, call.id()?).await?)))
}
