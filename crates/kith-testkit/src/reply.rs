//! Requests through the router, in process, and what comes back.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use serde_json::Value as Json;
use tower::ServiceExt;

use crate::Person;

/// A request being put together.
pub struct RequestBuilder {
    router: Router,
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Body,
}

impl RequestBuilder {
    pub(crate) fn new(router: Router, method: Method, path: &str) -> Self {
        let path = if path.starts_with("/api/") || !path.starts_with('/') || is_outside(path) {
            path.to_owned()
        } else {
            format!("/api/v1{path}")
        };
        RequestBuilder { router, method, path, headers: Vec::new(), body: Body::empty() }
    }

    /// Calls with somebody's access token.
    pub fn by(self, person: &Person) -> Self {
        let value = format!("Bearer {}", person.token);
        self.header("authorization", &value)
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A JSON body.
    pub fn json(self, body: &Json) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Any body.
    pub fn body(mut self, media_type: &str, body: impl Into<Bytes>) -> Self {
        self.body = Body::from(body.into());
        self.header("content-type", media_type)
    }

    /// Sends it and reads the whole answer.
    pub async fn send(self) -> Reply {
        let name = format!("{} {}", self.method, self.path);
        let mut request = Request::builder().method(self.method).uri(&self.path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(self.body).unwrap_or_else(|error| panic!("{name} is no request: {error}"));
        let response = self.router.oneshot(request).await.expect("the router answers always");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("the whole body");
        Reply { name, status, headers, body }
    }
}

fn is_outside(path: &str) -> bool {
    ["/healthz", "/readyz", "/metrics", "/assets", "/ui", "/f/", "/t/", "/calendar/", "/unsubscribe/"]
        .iter()
        .any(|known| path.starts_with(known))
        || path == "/"
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// Method and path of the request.
    pub name: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
}

impl Reply {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header as text; empty where it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The cookies that were set, as a browser would send them back.
    pub fn cookies(&self) -> Vec<(String, String)> {
        let values = self.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        values
            .filter_map(|value| value.split(';').next()?.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    /// The body as JSON, which must have come with `status`.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Json {
        assert_eq!(self.status, status, "{}: {}", self.name, self.text());
        if self.body.is_empty() {
            return Json::Null;
        }
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{}: {error}: {}", self.name, self.text()))
    }

    /// The problem, which must have come with `status` and `code`, and in the right form.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Json {
        let body = self.expect(status);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.name);
        assert_eq!(body["code"], code, "{}: {body}", self.name);
        assert_eq!(body["status"], status, "{}: {body}", self.name);
        assert_eq!(body["request_id"], self.header("x-request-id"), "{}: {body}", self.name);
        body
    }

    /// The field errors of a 422, as `field code` lines in order.
    #[track_caller]
    pub fn field_errors(&self) -> Vec<String> {
        let body = self.expect(422);
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        let text = |error: &Json, key: &str| error[key].as_str().unwrap_or("").to_owned();
        errors.iter().map(|error| format!("{} {}", text(error, "field"), text(error, "code"))).collect()
    }
}

/// The text under a key of an answer.
///
/// # Panics
/// Where there is none.
#[track_caller]
pub fn text<'a>(answer: &'a Json, key: &str) -> &'a str {
    answer[key].as_str().unwrap_or_else(|| panic!("no {key} in {answer}"))
}
