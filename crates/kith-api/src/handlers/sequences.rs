//! Sequences: started, stopped, looked at before.

use axum::body::Body;
use axum::http::Response;
use kith_app::modules::sales::sequence;
use kith_model::FieldCode;
use serde_json::Value as Json;

use crate::call::{self, Call};
use crate::handlers::jobs::job_json;
use crate::problem::{Code, Problem};

type Answer = Result<Response<Body>, Problem>;

/// Longer ones are refused.
const LONGEST: usize = 20_000;

/// `GET /sequences/preview`
pub(crate) async fn preview(mut call: Call) -> Answer {
    let text = call.query.take("steps").unwrap_or_default();
    let steps = serde_json::from_str::<Json>(&text).ok().filter(|steps| text.len() <= LONGEST && steps.is_array());
    let Some(steps) = steps else {
        let message = "This takes the steps as a JSON list.";
        return Err(Problem::field(Code::ValidationFailed, "steps", FieldCode::WrongType, message));
    };
    Ok(call::json(200, &sequence::preview(call.app(), call.scope()?, &steps).await?))
}

/// `POST /sequences/{id}/enrol`
pub(crate) async fn enrol(mut call: Call) -> Answer {
    let (id, body) = (call.id()?, call.members()?);
    let filter = body.object("filter").cloned().map(Json::Object);
    let except = body.ids("except").unwrap_or_default();
    let leads = sequence::chosen(body.ids("ids"), filter, body.optional_text("q"), except);
    let job = sequence::start(call.app(), call.scope()?, id, leads, call.idempotency.as_ref()).await?;
    Ok(call::json(202, &job_json(&job)))
}

/// `POST /sequences/{id}/stop`
pub(crate) async fn stop(call: Call) -> Answer {
    let job = sequence::stop_everywhere(call.app(), call.scope()?, call.id()?, call.idempotency.as_ref()).await?;
    Ok(call::json(202, &job_json(&job)))
}

/// `POST /enrolments/{id}/stop`
pub(crate) async fn stop_one(call: Call) -> Answer {
    Ok(call::json(200, &sequence::stop_one(call.app(), call.scope()?, call.id()?).await?))
}
