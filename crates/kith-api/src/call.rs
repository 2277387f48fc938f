//! A request on its way to a handler: everything checked that can be checked without the use case.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use bytes::Bytes;
use hyper::upgrade::OnUpgrade;
use kith_access::Scope;
use kith_app::App;
use kith_model::{Id, RecordKind};
use serde_json::Value as Json;

use crate::Api;
use crate::caller::Caller;
use crate::members::Members;
use crate::problem::{Code, Problem};
use crate::query::Query;
use crate::route::{BodyShape, Route};

/// A call of a route.
pub struct Call {
    /// The service.
    pub api: Arc<Api>,
    /// The route.
    pub route: &'static Route,
    /// Who calls; always there unless the route is public.
    pub caller: Option<Caller>,
    /// Path parameters.
    pub path: Vec<(String, String)>,
    /// Query parameters.
    pub query: Query,
    /// Whether only the headers of the answer are wanted.
    pub head: bool,
    /// Headers.
    pub headers: HeaderMap,
    /// The body of routes that take JSON.
    pub json: Option<Json>,
    /// The body of routes that take a stream; in a mutex because a call is shared between threads and a
    /// body cannot be.
    pub stream: Mutex<Body>,
    /// The connection itself, for the route that takes it over.
    pub(crate) upgrade: Mutex<Option<OnUpgrade>>,
    /// Where the request comes from.
    pub address: IpAddr,
    /// The `Idempotency-Key` of a signed-in caller's POST, with a hash of the request.
    pub idempotency: Option<kith_app::records::IdempotencyKey>,
}

impl Call {
    /// The app.
    pub fn app(&self) -> &App {
        &self.api.app
    }

    /// The caller's scope.
    pub fn scope(&self) -> Result<&Scope, Problem> {
        Ok(self.caller()?.signed_in.scope.as_ref())
    }

    /// Who calls, on routes that need somebody.
    pub fn caller(&self) -> Result<&Caller, Problem> {
        self.caller.as_ref().ok_or_else(|| Problem::new(Code::Unauthenticated))
    }

    /// The kind the route is mounted for.
    pub fn kind(&self) -> Result<&'static RecordKind, Problem> {
        self.route.kind.ok_or_else(|| Problem::new(Code::NotFound))
    }

    /// A path parameter.
    pub fn param(&self, name: &str) -> &str {
        self.path.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The path parameter `id`. What is no id names nothing.
    pub fn id(&self) -> Result<Id, Problem> {
        self.param("id").parse().map_err(|_| Problem::new(Code::NotFound))
    }

    /// The body of a route with declared members.
    pub fn members(&mut self) -> Result<Members, Problem> {
        let BodyShape::Members(spec) = self.route.body else { return Ok(Members::default()) };
        let json = match self.json.take() {
            Some(json) => json,
            None if spec.iter().all(|member| !member.required) => Json::Object(serde_json::Map::new()),
            None => return Err(Problem::new(Code::MalformedJson).detail("A body is needed.")),
        };
        Members::read(spec, json)
    }

    /// The body of a route that takes a record.
    pub fn record_body(&mut self) -> Result<serde_json::Map<String, Json>, Problem> {
        match self.json.take() {
            Some(Json::Object(map)) => Ok(map),
            Some(_) => Err(Problem::new(Code::MalformedJson).detail("A record is an object.")),
            None => Err(Problem::new(Code::MalformedJson).detail("A body is needed.")),
        }
    }
}

/// An answer of JSON.
pub fn json(status: u16, body: &Json) -> Response<Body> {
    json_bytes(status, body.to_string().into())
}

/// An answer of JSON that is written already.
pub fn json_bytes(status: u16, body: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// An answer without a body.
pub fn no_content() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
