//! Who is calling: an access token, from a header or from a cookie.

use axum::http::header::{AUTHORIZATION, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, Method};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kith_app::auth::{self, Authenticated, Client, Tokens};
use kith_app::{App, AppError};
use kith_model::Id;
use sha2::{Digest, Sha256};

use crate::headers::{cookie, text};
use crate::problem::{Code, Problem};
use crate::route::{Access, LimitClass, Route};

/// The cookie that carries the access token. It outlives the token, so that an expired one is told from
/// none at all.
pub(crate) const ACCESS: &str = "kith_access";
/// The cookie that carries the refresh token.
pub(crate) const REFRESH: &str = "kith_refresh";
/// The cookie that scripts of the page can read and send back as a header.
pub(crate) const CSRF: &str = "kith_csrf";

/// A signed-in caller.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who it is and what they may do.
    pub signed_in: Authenticated,
}

impl Caller {
    /// The calling user.
    pub fn user(&self) -> Option<Id> {
        Some(self.signed_in.user)
    }
}

/// Finds out who calls. On public routes nobody is fine, except that an expired token is said to be
/// expired, so that a page loaded after a break refreshes it instead of showing the sign-in form.
pub(crate) async fn identify(
    app: &App,
    route: &Route,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Option<Caller>, Problem> {
    let open = route.access == Access::Public;
    if open && (route.limit != LimitClass::Caller || *method != Method::GET) {
        return Ok(None);
    }
    let (token, from_cookie) = match (bearer(headers)?, cookie(headers, ACCESS)) {
        (Some(token), _) => (token, false),
        (None, Some(token)) => (token, true),
        (None, None) if open => return Ok(None),
        (None, None) => return Err(Problem::new(Code::Unauthenticated)),
    };
    let signed_in = match auth::authenticate(app, token).await {
        Ok(signed_in) => signed_in,
        Err(AppError::Unauthenticated | AppError::Suspended) if open => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if from_cookie && !matches!(*method, Method::GET | Method::HEAD) {
        check_csrf(headers, Some(signed_in.session))?;
    }
    Ok(Some(Caller { signed_in }))
}

fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    if !headers.contains_key(AUTHORIZATION) {
        return Ok(None);
    }
    let value = text(headers, AUTHORIZATION).unwrap_or("");
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() {
        return Ok(Some(token.trim()));
    }
    Err(Problem::new(Code::Unauthenticated).detail("Send Authorization: Bearer and an access token."))
}

/// A page of another origin can make a browser send cookies, but can read none, so it cannot fill in
/// the header. The value is derived from the session, so that a cookie planted from a neighbouring
/// domain does not pass either.
pub(crate) fn check_csrf(headers: &HeaderMap, session: Option<Id>) -> Result<(), Problem> {
    let sent = text(headers, "x-csrf-token").unwrap_or("");
    let kept = cookie(headers, CSRF).unwrap_or("");
    let derived = session.is_none_or(|session| csrf_of(session) == sent);
    if sent.is_empty() || sent != kept || !derived { Err(Problem::new(Code::Csrf)) } else { Ok(()) }
}

fn csrf_of(session: Id) -> String {
    let mut hash = Sha256::new();
    hash.update(b"kith csrf 1");
    hash.update(session.as_bytes());
    URL_SAFE_NO_PAD.encode(&hash.finalize()[..18])
}

/// The program or browser that calls, for the list of sessions.
pub(crate) fn client(headers: &HeaderMap, address: std::net::IpAddr) -> Client {
    Client { device: text(headers, USER_AGENT).unwrap_or("").to_owned(), address: address.to_string() }
}

/// Sets the three cookies of a session.
pub(crate) fn set_cookies(headers: &mut HeaderMap, tokens: &Tokens, https: bool) {
    let age = tokens.refresh_expires_in;
    append(headers, ACCESS, &tokens.access_token, "Path=/; HttpOnly", age, https);
    append(headers, REFRESH, &tokens.refresh_token, "Path=/api/v1/auth; HttpOnly", age, https);
    append(headers, CSRF, &csrf_of(tokens.session), "Path=/", age, https);
}

/// Removes the three cookies.
pub(crate) fn clear_cookies(headers: &mut HeaderMap, https: bool) {
    append(headers, ACCESS, "", "Path=/; HttpOnly", 0, https);
    append(headers, REFRESH, "", "Path=/api/v1/auth; HttpOnly", 0, https);
    append(headers, CSRF, "", "Path=/", 0, https);
}

fn append(headers: &mut HeaderMap, name: &str, value: &str, attributes: &str, age: i64, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    let text = format!("{name}={value}; {attributes}; SameSite=Lax; Max-Age={age}{secure}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(SET_COOKIE, value);
    }
}
