//! The axum router, made from the route table.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, Request, StatusCode, Version, header};
use axum::routing::{MethodFilter, MethodRouter};
use kith_app::App;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

use crate::api::{Api, ApiConfig, Target, answer};

/// Below this many bytes compression costs more time than it saves.
const COMPRESS_ABOVE: u64 = 4096;

/// Everything Kith answers over HTTP: the API, its documentation, the probes and the web UI.
pub fn router(app: App, config: ApiConfig) -> Router {
    let api = Api::new(app, config);
    let mut by_path: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (index, route) in crate::routes::all().iter().enumerate() {
        by_path.entry(&route.path).or_default().push(index);
    }
    let mut router = Router::new();
    for (path, indexes) in by_path {
        router = router.route(path, methods(&api, &indexes));
    }
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(
        SizeAbove::new(COMPRESS_ABOVE)
            .and(NotForContentType::const_new("font/"))
            .and(NotForContentType::IMAGES)
            .and(is_no_file),
    );
    let nothing = move |request: Request<Body>| answer(api.clone(), Target::Nothing, request);
    router.fallback(nothing).layer(compression)
}

/// Files can be asked for in parts, which are those of the bytes as they lie there.
fn is_no_file(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::ACCEPT_RANGES)
}

fn methods(api: &Arc<Api>, indexes: &[usize]) -> MethodRouter {
    let mut out = MethodRouter::new();
    let mut allowed = vec![];
    for index in indexes.iter().copied() {
        let Some(route) = crate::routes::all().get(index) else { continue };
        let filter = match route.method {
            Method::POST => MethodFilter::POST,
            Method::PATCH => MethodFilter::PATCH,
            Method::PUT => MethodFilter::PUT,
            Method::DELETE => MethodFilter::DELETE,
            Method::OPTIONS => MethodFilter::OPTIONS,
            _ => MethodFilter::GET,
        };
        allowed.push(route.method.as_str());
        if route.method == Method::GET {
            allowed.push("HEAD");
        }
        let api = api.clone();
        out = out.on(filter, move |request: Request<Body>| answer(api.clone(), Target::Route(index), request));
    }
    allowed.sort_unstable();
    let allow = HeaderValue::from_str(&allowed.join(", ")).unwrap_or(HeaderValue::from_static("GET"));
    let api = api.clone();
    out.fallback(move |request: Request<Body>| answer(api.clone(), Target::OtherMethod(allow.clone()), request))
}
