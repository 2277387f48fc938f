//! What Kith tells the caller, beside the routes that every kind has.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use kith_app::AppError;
use kith_app::modules::notify::{self, Which};
use kith_app::notices::{self, Offer, TurnedOff};
use kith_model::{FieldCode, FieldError, RecordLink};
use serde_json::{Map, Value as Json};

use crate::body;
use crate::call::{self, Call};
use crate::forms;
use crate::problem::Problem;
use crate::query::Query;

/// `POST /notifications/read`
pub(crate) async fn read(mut call: Call) -> Result<Response<Body>, Problem> {
    let members = call.members()?;
    let kind = members.optional_text("kind");
    let record = members.object("record").map(record_link).transpose()?;
    let which = Which { ids: members.ids("ids"), kind, record };
    notify::mark_read(call.app(), call.scope()?, &which).await?;
    Ok(call::no_content())
}

fn record_link(json: &Map<String, Json>) -> Result<RecordLink, Problem> {
    let text = |key: &str| json.get(key).and_then(Json::as_str);
    let link = text("kind").zip(text("id").and_then(|id| id.parse().ok()));
    link.map(|(kind, id)| RecordLink { kind: kind.into(), id }).ok_or_else(|| {
        let message = "This takes a record: {\"kind\", \"id\"}.";
        Problem::invalid(vec![FieldError::new("record", FieldCode::WrongType, message)])
    })
}

/// `GET /me/notifications`
pub(crate) async fn choices(call: Call) -> Result<Response<Body>, Problem> {
    Ok(call::json(200, &notices::choices(call.app(), call.scope()?).await?))
}

/// `PATCH /me/notifications`
pub(crate) async fn choose(mut call: Call) -> Result<Response<Body>, Problem> {
    let members = call.members()?;
    let none = Map::new();
    let wanted = members.object("choices").unwrap_or(&none);
    Ok(call::json(200, &notices::choose(call.app(), call.scope()?, wanted).await?))
}

/// What comes back from the page is a few words.
const MOST_BYTES: usize = 16 * 1024;

/// `GET /unsubscribe/{token}`
pub(crate) async fn offer(call: Call) -> Result<Response<Body>, Problem> {
    let found = offered(&call).await?;
    Ok(found.map_or_else(|refusal| refusal, |offer| forms::answer(200, forms::unsubscribe_page(&offer))))
}

/// `POST /unsubscribe/{token}`
pub(crate) async fn unsubscribe(call: Call) -> Result<Response<Body>, Problem> {
    let offer = match offered(&call).await? {
        Ok(offer) => offer,
        Err(refusal) => return Ok(refusal),
    };
    let stream = std::mem::take(&mut *call.stream.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
    let bytes = body::read(stream, MOST_BYTES, call.api.config.body_timeout).await?;
    // Only the page says what; a mail program sends one fixed word, in one form or another (RFC 8058).
    let what = Query::lenient(std::str::from_utf8(&bytes).unwrap_or_default()).take("what");
    let all = what.as_deref() == Some("all");
    notices::unsubscribe(call.app(), &offer, if all { TurnedOff::All } else { TurnedOff::These }).await?;
    let mut response = Response::new(Body::empty());
    // Loading the page again sends nothing again. Mail programs must not be sent elsewhere.
    if what.is_some()
        && let Ok(here) = HeaderValue::from_str(&format!("/unsubscribe/{}", call.param("token")))
    {
        *response.status_mut() = StatusCode::SEE_OTHER;
        response.headers_mut().insert(header::LOCATION, here);
    }
    Ok(response)
}

/// What the link offers, or the page that says why it offers nothing.
async fn offered(call: &Call) -> Result<Result<Offer, Response<Body>>, Problem> {
    let words = forms::words_for(&call.headers);
    match notices::offer(call.app(), call.param("token")).await {
        Ok(offer) => Ok(Ok(offer)),
        Err(AppError::NotFound) => Ok(Err(forms::answer(404, forms::broken_link_page(words)))),
        Err(AppError::Unauthenticated) => Ok(Err(forms::answer(410, forms::closed_account_page(words)))),
        Err(error) => Err(error.into()),
    }
}
