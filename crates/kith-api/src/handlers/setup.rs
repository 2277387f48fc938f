//! What a client needs first, and the sample data of a new workspace.

use axum::body::Body;
use axum::http::Response;
use kith_app::{auth, bootstrap as first, sample};
use serde_json::json;

use crate::call::{self, Call};
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// `GET /bootstrap`
pub(crate) async fn bootstrap(call: Call) -> Answer {
    let (needs_workspace, registration_open) = auth::setup(call.app()).await?;
    let setup = json!({"needs_workspace": needs_workspace, "registration_open": registration_open});
    let body = match &call.caller {
        Some(caller) => first::bootstrap(call.app(), &caller.signed_in.scope, setup).await?,
        None => first::anonymous(setup),
    };
    Ok(call::json(200, &body))
}

/// `POST /sample-data`
pub(crate) async fn load_sample_data(call: Call) -> Answer {
    sample::load(call.app(), call.scope()?).await?;
    Ok(call::no_content())
}

/// `DELETE /sample-data`
pub(crate) async fn remove_sample_data(call: Call) -> Answer {
    sample::remove(call.app(), call.scope()?).await?;
    Ok(call::no_content())
}
