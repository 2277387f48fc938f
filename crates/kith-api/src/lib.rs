//! Kith over HTTP: the API, its documentation, the probes and the web UI.
//!
//! The routes are data ([`routes`]): the router, the first authorisation check, the OpenAPI document
//! and the tests of all three are made from the same table. Every request takes one way
//! (`api::answer`): limits, who is calling, may they, what did they send; then a handler calls one use
//! case. Every refusal leaves as `application/problem+json`.

mod api;
mod body;
mod call;
mod caller;
mod convert;
mod cursor;
mod forms;
mod handlers;
mod headers;
mod idempotency;
mod list_params;
mod members;
mod metrics;
mod openapi;
mod problem;
mod query;
mod rate_limit;
mod route;
mod router;
mod routes;
mod serve;
mod web;

pub use api::{Api, ApiConfig};
pub use handlers::events::EventsConfig;
pub use members::{Member, MemberType};
pub use problem::{Code, Problem};
pub use rate_limit::Limit;
pub use route::{Access, BodyShape, LimitClass, Route, Shape};
pub use router::router;
pub use serve::{ServeConfig, ServeOptions, serve, serve_router};

/// Every route.
pub fn routes() -> &'static [Route] {
    routes::all()
}

/// The OpenAPI 3.1 document.
pub fn openapi() -> serde_json::Value {
    openapi::document(routes::all())
}
