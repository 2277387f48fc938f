//! One's own account.

use axum::body::Body;
use axum::http::Response;
use kith_app::auth;
use serde_json::{Value as Json, json};

use crate::call::{self, Call};
use crate::caller;
use crate::handlers::records::answer;
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// `GET /me`
pub(crate) async fn get(call: Call) -> Answer {
    Ok(call::json_bytes(200, auth::get_me(call.app(), call.scope()?).await?))
}

/// `PATCH /me`
pub(crate) async fn update(mut call: Call) -> Answer {
    let body = call.members()?.into_map();
    Ok(answer(200, &auth::update_me(call.app(), call.scope()?, &body).await?))
}

/// `POST /me/password`
pub(crate) async fn password(mut call: Call) -> Answer {
    let members = call.members()?;
    let client = caller::client(&call.headers, call.address);
    let session = call.caller()?.signed_in.session;
    let (current, new) = (members.secret("current"), members.secret("password"));
    auth::change_password(call.app(), call.scope()?, session, &current, &new, &client).await?;
    Ok(call::no_content())
}

/// `GET /me/sessions`
pub(crate) async fn sessions(call: Call) -> Answer {
    let current = call.caller()?.signed_in.session;
    let sessions = auth::list_sessions(call.app(), call.scope()?).await?;
    let rows = sessions.iter().map(|session| {
        json!({
            "id": session.id, "device": session.device, "address": session.address,
            "created_at": session.created_at, "last_used_at": session.last_used_at,
            "current": session.id == current,
        })
    });
    Ok(call::json(200, &json!({"data": rows.collect::<Vec<Json>>()})))
}

/// `DELETE /me/sessions/{id}`
pub(crate) async fn end_session(call: Call) -> Answer {
    auth::end_session(call.app(), call.scope()?, call.id()?).await?;
    Ok(call::no_content())
}
