//! Inviting people, and accepting.

use axum::body::Body;
use axum::http::Response;
use kith_app::auth::{self, Invitation};

use crate::call::{self, Call};
use crate::caller;
use crate::handlers::auth::with_cookies;
use crate::handlers::records::{answer, located};
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// `POST /invitations`
pub(crate) async fn create(mut call: Call) -> Answer {
    let members = call.members()?;
    let invitation = Invitation {
        email: members.text("email"),
        name: members.optional_text("name"),
        role_ids: members.ids("role_ids").unwrap_or_default(),
        team_ids: members.ids("team_ids").unwrap_or_default(),
    };
    let saved = auth::invite(call.app(), call.scope()?, &invitation).await?;
    Ok(located(answer(201, &saved), &format!("/api/v1/users/{}", saved.id)))
}

/// `POST /users/{id}/invite`
pub(crate) async fn resend(call: Call) -> Answer {
    auth::resend_invitation(call.app(), call.scope()?, call.id()?).await?;
    Ok(call::no_content())
}

/// `GET /invitations/{token}`
pub(crate) async fn read(call: Call) -> Answer {
    let client = caller::client(&call.headers, call.address);
    let invitation = auth::find_invitation(call.app(), call.param("token"), &client).await?;
    Ok(call::json(200, &invitation))
}

/// `POST /invitations/accept`
pub(crate) async fn accept(mut call: Call) -> Answer {
    let members = call.members()?;
    let client = caller::client(&call.headers, call.address);
    let (token, name, password) = (members.secret("token"), members.text("name"), members.secret("password"));
    let signed_in = auth::accept_invitation(call.app(), &token, &name, &password, &client).await?;
    Ok(with_cookies(&call, 200, &signed_in))
}
