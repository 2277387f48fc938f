//! Registering, signing in and out, passwords.

use axum::body::Body;
use axum::http::Response;
use kith_app::auth::{self, Credentials, Registration, SignedIn, Tokens};
use serde_json::{Value as Json, json};

use crate::call::{self, Call};
use crate::caller::{self, REFRESH};
use crate::headers::cookie;
use crate::members::Members;
use crate::problem::{Code, Problem};

type Answer = Result<Response<Body>, Problem>;

/// `POST /auth/register`
pub(crate) async fn register(mut call: Call) -> Answer {
    let members = call.members()?;
    let registration = Registration {
        workspace: members.text("workspace"),
        name: members.text("name"),
        email: members.text("email"),
        password: members.secret("password"),
        currency: members.optional_text("currency"),
        time_zone: members.optional_text("time_zone"),
        locale: members.optional_text("locale"),
        country: members.optional_text("country"),
        sample_data: members.flag("sample_data"),
    };
    let client = caller::client(&call.headers, call.address);
    let signed_in = auth::register(call.app(), &registration, &client).await?;
    Ok(with_cookies(&call, 201, &signed_in))
}

/// `POST /auth/session`
pub(crate) async fn sign_in(mut call: Call) -> Answer {
    let members = call.members()?;
    let signed_in = check(&call, &members).await?;
    Ok(with_cookies(&call, 200, &signed_in))
}

/// `DELETE /auth/session`
pub(crate) async fn sign_out(call: Call) -> Answer {
    let session = call.caller()?.signed_in.session;
    auth::sign_out(call.app(), call.scope()?, session).await?;
    let mut response = call::no_content();
    caller::clear_cookies(response.headers_mut(), call.api.https);
    Ok(response)
}

/// `POST /auth/token`
pub(crate) async fn token(mut call: Call) -> Answer {
    let members = call.members()?;
    let signed_in = check(&call, &members).await?;
    Ok(call::json(200, &tokens_json(&signed_in.tokens)))
}

/// `POST /auth/refresh`: programs send the token and get tokens, browsers send cookies and get cookies.
pub(crate) async fn refresh(mut call: Call) -> Answer {
    let members = call.members()?;
    let sent = members.secret("refresh_token");
    if !sent.is_empty() {
        let tokens = auth::refresh(call.app(), &sent).await?;
        return Ok(call::json(200, &tokens_json(&tokens)));
    }
    let kept = cookie(&call.headers, REFRESH).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
    caller::check_csrf(&call.headers, None)?;
    let tokens = auth::refresh(call.app(), kept).await?;
    let mut response = call::no_content();
    caller::set_cookies(response.headers_mut(), &tokens, call.api.https);
    Ok(response)
}

/// `POST /auth/password/forgot`: the answer never tells whether somebody has the address.
pub(crate) async fn forgot(mut call: Call) -> Answer {
    let members = call.members()?;
    let client = caller::client(&call.headers, call.address);
    auth::forgot_password(call.app(), &members.text("email"), &client).await?;
    Ok(call::no_content())
}

/// `POST /auth/password/reset`
pub(crate) async fn reset(mut call: Call) -> Answer {
    let members = call.members()?;
    let client = caller::client(&call.headers, call.address);
    auth::reset_password(call.app(), &members.secret("token"), &members.secret("password"), &client).await?;
    Ok(call::no_content())
}

async fn check(call: &Call, members: &Members) -> Result<SignedIn, Problem> {
    let credentials = Credentials { email: members.text("email"), password: members.secret("password") };
    let client = caller::client(&call.headers, call.address);
    Ok(auth::sign_in(call.app(), &credentials, &client).await?)
}

/// `{user, workspace}` with the cookies of a new session.
pub(crate) fn with_cookies(call: &Call, status: u16, signed_in: &SignedIn) -> Response<Body> {
    let body = json!({"user": signed_in.user, "workspace": signed_in.workspace});
    let mut response = call::json(status, &body);
    caller::set_cookies(response.headers_mut(), &signed_in.tokens, call.api.https);
    response
}

fn tokens_json(tokens: &Tokens) -> Json {
    json!({
        "access_token": tokens.access_token, "refresh_token": tokens.refresh_token, "token_type": "Bearer",
        "expires_in": tokens.expires_in,
    })
}
