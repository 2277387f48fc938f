//! The service: the app, its limits and its counters, and the way every request takes through it.

use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::{HeaderName, HeaderValue, Method, Request, Response, header};
use futures_util::FutureExt;
use kith_access::{Action, decide};
use kith_app::App;
use kith_model::Id;
use serde_json::json;

use crate::call::Call;
use crate::caller::{self, Caller};
use crate::handlers::events::EventsConfig;
use crate::idempotency::{self, InFlight};
use crate::metrics::Metrics;
use crate::problem::{Code, Problem};
use crate::query::Query;
use crate::rate_limit::{Allowance, Limit, Limiter};
use crate::route::{Access, BodyShape, LimitClass, Route};
use crate::serve::Peer;
use crate::{body, forms, headers, web};

/// How the API behaves.
#[derive(Clone, Debug)]
pub struct ApiConfig {
    /// Whether a proxy in front sets `X-Forwarded-For`, which is then believed.
    pub trust_proxy: bool,
    /// Requests per caller; by address for those who are not signed in.
    pub caller_limit: Limit,
    /// Tries at passwords and tokens per address.
    pub sign_in_limit: Limit,
    /// Pages of forms per address.
    pub form_page_limit: Limit,
    /// Forms sent per address.
    pub form_limit: Limit,
    /// How often one form may be sent, whoever sends it.
    pub one_form_limit: Limit,
    /// The largest JSON body in bytes.
    pub json_limit: usize,
    /// The largest import in bytes.
    pub import_limit: u64,
    /// The stream of events.
    pub events: EventsConfig,
    /// How long a JSON body, or one piece of a stream, may take to arrive.
    pub body_timeout: Duration,
}

impl Default for ApiConfig {
    fn default() -> Self {
        ApiConfig {
            trust_proxy: false,
            caller_limit: Limit { name: "caller", requests: 6_000, window_seconds: 60 },
            sign_in_limit: Limit { name: "sign-in", requests: 60, window_seconds: 300 },
            form_page_limit: Limit { name: "form-page", requests: 240, window_seconds: 60 },
            form_limit: Limit { name: "form", requests: 20, window_seconds: 300 },
            one_form_limit: Limit { name: "one-form", requests: 600, window_seconds: 300 },
            json_limit: 1024 * 1024,
            import_limit: 2 * 1024 * 1024 * 1024,
            events: EventsConfig::default(),
            body_timeout: Duration::from_secs(20),
        }
    }
}

#[derive(PartialEq, Eq, Hash)]
enum Who {
    User(Id),
    Address(IpAddr),
}

/// The service behind the routes.
pub struct Api {
    pub(crate) app: App,
    pub(crate) config: ApiConfig,
    pub(crate) metrics: Metrics,
    pub(crate) https: bool,
    pub(crate) in_flight: InFlight,
    callers: Limiter<Who>,
    sign_ins: Limiter<IpAddr>,
    form_pages: Limiter<IpAddr>,
    forms: Limiter<IpAddr>,
    pub(crate) one_form: Limiter<Id>,
    request_prefix: String,
    request_number: AtomicU64,
}

impl Api {
    /// The service for an app.
    pub fn new(app: App, config: ApiConfig) -> Arc<Api> {
        let labels = crate::routes::all().iter().map(|route| (route.method.to_string(), route.path.clone())).collect();
        // The start time and the process id tell the requests of several processes apart.
        let prefix = format!("{:x}-{:x}", app.now().as_micros(), std::process::id());
        Arc::new(Api {
            https: app.config().public_url.starts_with("https://"),
            metrics: Metrics::new(labels),
            in_flight: InFlight::default(),
            callers: Limiter::new(config.caller_limit),
            sign_ins: Limiter::new(config.sign_in_limit),
            form_pages: Limiter::new(config.form_page_limit),
            forms: Limiter::new(config.form_limit),
            one_form: Limiter::new(config.one_form_limit),
            request_prefix: prefix,
            request_number: AtomicU64::new(0),
            app,
            config,
        })
    }

    fn request_id(&self, request: &Request<Body>) -> String {
        let given = headers::text(request.headers(), REQUEST_ID);
        let sane = |id: &&str| {
            (1..=64).contains(&id.len())
                && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        };
        match given.filter(sane) {
            Some(id) => id.to_owned(),
            None => format!("{}-{:x}", self.request_prefix, self.request_number.fetch_add(1, Ordering::Relaxed)),
        }
    }

    fn address(&self, request: &Request<Body>) -> IpAddr {
        let peer = request.extensions().get::<Peer>().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0);
        if !self.config.trust_proxy {
            return peer;
        }
        // The last entry is the one the trusted proxy wrote; those before it are the client's own words.
        let forwarded = headers::text(request.headers(), "x-forwarded-for").and_then(|list| list.rsplit(',').next());
        forwarded.and_then(|address| address.trim().parse().ok()).unwrap_or(peer)
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Where a request ended up before any handler.
pub(crate) enum Target {
    /// A route, by its place in the table.
    Route(usize),
    /// A known address with another method; the methods it takes.
    OtherMethod(HeaderValue),
    /// No route.
    Nothing,
}

/// Answers a request, whatever happens: every refusal leaves as a problem, and every answer carries
/// its request's id and the security headers.
pub(crate) async fn answer(api: Arc<Api>, target: Target, request: Request<Body>) -> Response<Body> {
    let started = Instant::now();
    let _in_flight = api.metrics.begin();
    let request_id = api.request_id(&request);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let index = if let Target::Route(index) = &target { Some(*index) } else { None };
    let is_page = index.and_then(|index| crate::routes::all().get(index)).is_some_and(|route| route.page);
    let refusal = is_page.then(|| forms::refusal_for(request.headers())).flatten();
    let mut allowance = None;
    let outcome = catch_panics(&api.metrics, dispatch(&api, &target, request, &mut allowance)).await;
    let mut response = match outcome {
        Ok(response) => response,
        Err(problem) => {
            if problem.code.status() >= 500 {
                let why = problem.log.as_deref().unwrap_or_default();
                tracing::error!(%request_id, %method, path, code = problem.code.text(), why, "a request failed");
            }
            match refusal {
                Some(language) => forms::refusal(&problem, language),
                None => problem.answer(&request_id),
            }
        }
    };
    if let Target::OtherMethod(allow) = target {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    if let Some(allowance) = allowance {
        allowance.write(response.headers_mut());
    }
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    headers::secure(response.headers_mut(), api.https);
    let took = started.elapsed();
    api.metrics.record(index, response.status().as_u16(), took);
    tracing::debug!(%request_id, %method, path, status = response.status().as_u16(), ?took, "answered");
    response
}

/// A panic is the server's fault and this request's end, not the connection's.
async fn catch_panics<T>(metrics: &Metrics, work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|panic| {
        metrics.panicked();
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(Problem::new(Code::Internal).log(format!("panic: {text}")))
    })
}

async fn dispatch(
    api: &Arc<Api>,
    target: &Target,
    request: Request<Body>,
    allowance: &mut Option<Allowance>,
) -> Result<Response<Body>, Problem> {
    let route = match target {
        Target::Route(index) => crate::routes::all().get(*index).ok_or_else(|| Problem::new(Code::NotFound))?,
        Target::OtherMethod(_) => return Err(Problem::new(Code::MethodNotAllowed)),
        Target::Nothing => return web::answer(request.method(), request.uri().path(), request.headers()),
    };
    let address = api.address(&request);
    match route.limit {
        LimitClass::SignIn => *allowance = api.sign_ins.take(address, Instant::now())?,
        LimitClass::FormPage => *allowance = api.form_pages.take(address, Instant::now())?,
        LimitClass::Form => *allowance = api.forms.take(address, Instant::now())?,
        LimitClass::Caller | LimitClass::Unlimited => {}
    }
    let (mut parts, stream) = request.into_parts();
    let caller = caller::identify(&api.app, route, &parts.method, &parts.headers).await?;
    if route.limit == LimitClass::Caller {
        let who = caller.as_ref().and_then(Caller::user).map_or(Who::Address(address), Who::User);
        *allowance = api.callers.take(who, Instant::now())?;
    }
    authorise(route, caller.as_ref())?;
    let raw = parts.uri.query().unwrap_or("");
    let query = if route.page { Query::lenient(raw) } else { Query::parse(raw)? };
    if !route.field_filters && !route.page {
        query.only(route.params)?;
    }
    let path = RawPathParams::from_request_parts(&mut parts, &()).await.map_err(|_| Problem::new(Code::NotFound))?;
    let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (bytes, stream) = match route.body {
        BodyShape::Csv | BodyShape::Bytes | BodyShape::Picture | BodyShape::Form => (bytes::Bytes::new(), stream),
        BodyShape::None if parts.method != Method::POST => (bytes::Bytes::new(), stream),
        _ => (body::read(stream, api.config.json_limit, api.config.body_timeout).await?, Body::empty()),
    };
    let json = match route.body {
        BodyShape::Record { .. } | BodyShape::Members(_) => body::json(&parts.headers, &bytes)?,
        BodyShape::None | BodyShape::Csv | BodyShape::Bytes | BodyShape::Picture | BodyShape::Form => None,
    };
    let key = match route.body {
        BodyShape::Csv | BodyShape::Bytes | BodyShape::Picture | BodyShape::Form => None,
        _ => idempotency::key(route, &parts, caller.as_ref(), &bytes)?,
    };
    let call = Call {
        api: api.clone(),
        route,
        caller,
        path,
        query,
        head: parts.method == Method::HEAD,
        headers: parts.headers,
        json,
        stream: Mutex::new(stream),
        upgrade: Mutex::new(parts.extensions.remove()),
        address,
        idempotency: key,
    };
    idempotency::run(call).await
}

/// The first of two checks: may this caller use the route at all? The second, which records are
/// reached, is in the permit of every store call.
fn authorise(route: &Route, caller: Option<&Caller>) -> Result<(), Problem> {
    if route.access == Access::Public {
        return Ok(());
    }
    let scope = &caller.ok_or_else(|| Problem::new(Code::Unauthenticated))?.signed_in.scope;
    match (route.access, route.kind) {
        (Access::Kind(action), Some(kind)) => match decide(scope, kind.key, action, kind.activity) {
            Ok(_) => Ok(()),
            Err(denied) => Err(forbidden(&denied.kind, denied.action)),
        },
        (Access::Kind(_), None) => Err(Problem::new(Code::Internal)),
        (Access::Admin, _) if !scope.grants.admin => Err(forbidden("workspace", Action::Update)),
        _ => Ok(()),
    }
}

/// 403, naming the right that is missing.
pub(crate) fn forbidden(kind: &str, action: Action) -> Problem {
    Problem::new(Code::Forbidden).with("missing", json!({"kind": kind, "action": action.name()}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_internal_problem_that_tells_the_log_alone() {
        let metrics = Metrics::new(Vec::new());
        let work = async { if metrics.render().is_empty() { Ok(()) } else { panic!("out of {}", "luck") } };
        let problem = catch_panics(&metrics, work).await.expect_err("it panicked");
        assert_eq!((problem.code, problem.log.as_deref()), (Code::Internal, Some("panic: out of luck")));
        let answer = problem.answer("id-1");
        assert_eq!((answer.status().as_u16(), problem.detail), (500, None));
        assert!(metrics.render().contains("kith_panics_total 1"));
    }
}
