//! What Kith tells the caller, beside the routes that every kind has.

use axum::body::Body;
use axum::http::Response;
use kith_app::modules::notify;

use crate::call::{self, Call};
use crate::problem::Problem;

/// `POST /notifications/read`
pub(crate) async fn read(mut call: Call) -> Result<Response<Body>, Problem> {
    let ids = call.members()?.ids("ids");
    notify::mark_read(call.app(), call.scope()?, ids.as_deref()).await?;
    Ok(call::no_content())
}
