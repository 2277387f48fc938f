//! Pushes to the browsers of whoever is signed in.

use axum::body::Body;
use axum::http::Response;
use kith_app::notices;
use kith_app::ports::PushTarget;

use crate::call::{self, Call};
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// `GET /me/push`
pub(crate) async fn list(call: Call) -> Answer {
    let session = call.caller()?.signed_in.session;
    Ok(call::json(200, &notices::browsers(call.app(), call.scope()?, session).await?))
}

/// `PUT /me/push`
pub(crate) async fn keep(mut call: Call) -> Answer {
    let members = call.members()?;
    let [endpoint, p256dh, auth] = ["endpoint", "p256dh", "auth"].map(|name| members.secret(name));
    let session = call.caller()?.signed_in.session;
    let target = PushTarget { endpoint, p256dh, auth };
    Ok(call::json(200, &notices::keep_browser(call.app(), call.scope()?, session, target).await?))
}

/// `DELETE /me/push/{id}`
pub(crate) async fn remove(call: Call) -> Answer {
    notices::remove_browser(call.app(), call.scope()?, call.id()?).await?;
    Ok(call::no_content())
}

/// `POST /me/push/{id}/test`
pub(crate) async fn test(call: Call) -> Answer {
    notices::test_browser(call.app(), call.scope()?, call.id()?).await?;
    Ok(call::no_content())
}
