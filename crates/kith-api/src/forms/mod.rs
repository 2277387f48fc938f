//! Web forms as strangers see them: pages that work without a script, in light and dark, on any width.

mod choices;
mod inputs;
mod page;
mod rating;
mod unsubscribe;
mod words;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::headers;
use crate::problem::{Code, Problem};

pub(crate) use page::{TRAP, View, Visit, form_page, thanks_page};
pub(crate) use rating::{Rating, rating_page};
pub(crate) use unsubscribe::{broken_link_page, closed_account_page, unsubscribe_page};
pub(crate) use words::{Words, words_of};

/// The script that another site includes: it puts the form into a frame and fits its height.
const EMBED: &str = include_str!("embed.js");
const STYLE: &str = include_str!("form.css");
const SCRIPT: &str = include_str!("form.js");

/// A page with everything it may load in its policy, which is next to nothing.
pub(crate) struct Html {
    /// The page.
    pub text: String,
    /// Its style, for the policy.
    pub style: String,
    /// Where its form leads, beside here.
    pub leads_to: Option<String>,
    /// Who may show it in a frame.
    pub framed_by: Vec<String>,
}

/// Answers a page.
pub(crate) fn answer(status: u16, html: Html) -> Response<Body> {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let ancestors = if html.framed_by.is_empty() { "'none'".to_owned() } else { html.framed_by.join(" ") };
    // A browser follows a form to another site only where the policy of its page says so.
    let leads_to = html.leads_to.map(|origin| format!(" {origin}")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; form-action 'self'{leads_to}; \
         base-uri 'none'; frame-ancestors {ancestors}",
        hash(&html.style),
        hash(SCRIPT),
    );
    let mut response = Response::new(Body::from(html.text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Answers the script for other sites.
pub(crate) fn embed_script() -> Response<Body> {
    let mut response = Response::new(Body::from(EMBED));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    // Other sites load it; that is what it is for. The form itself says who may frame it.
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
    response
}

/// The words to refuse a browser in; `None` for programs, which get the problem itself.
pub(crate) fn refusal_for(headers: &HeaderMap) -> Option<&'static Words> {
    let accept = headers::text(headers, header::ACCEPT)?;
    accept.contains("text/html").then(|| words_for(headers))
}

/// The words in the language that a browser asks for first.
pub(crate) fn words_for(headers: &HeaderMap) -> &'static Words {
    let wanted = headers::text(headers, header::ACCEPT_LANGUAGE).unwrap_or("");
    words_of(wanted.get(..2).unwrap_or(""))
}

/// A refusal as a page.
pub(crate) fn refusal(problem: &Problem, words: &'static Words) -> Response<Body> {
    let (title, text) = match problem.code {
        Code::NotFound | Code::MethodNotAllowed => words.gone,
        Code::TooManyRequests => words.busy,
        Code::TooLarge => words.too_large,
        _ => words.trouble,
    };
    let mut response = answer(problem.code.status(), page::message_page(words, title, text));
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
