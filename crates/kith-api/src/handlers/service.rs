//! What only tickets have, and the page that asks their customers how content they were.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use kith_app::modules::service::{self, Answer, Incoming, Split};
use serde_json::json;

use crate::body;
use crate::call::{self, Call};
use crate::forms::{Rating, answer as answer_page, rating_page};
use crate::problem::Problem;
use crate::query::Query;

/// Nothing from elsewhere is loaded: a picture there would tell the sender that somebody reads. Those that came
/// with the message are here.
const NO_PICTURES: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; \
                           form-action 'none'; frame-ancestors 'self'; \
                           sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";
const PICTURES: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https: http:; base-uri 'none'; \
                        form-action 'none'; frame-ancestors 'self'; \
                        sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

type Reply = Result<Response<Body>, Problem>;

/// `POST /tickets/{id}/reply`
pub(crate) async fn reply(mut call: Call) -> Reply {
    let (id, body) = (call.id()?, call.members()?);
    let answer = Answer {
        body: body.secret("body"),
        internal: body.flag("internal").unwrap_or(false),
        status: body.optional_text("status"),
        files: body.ids("file_ids").unwrap_or_default(),
    };
    let key = call.idempotency.as_ref();
    Ok(call::json(200, &service::reply(call.app(), call.scope()?, id, &answer, key).await?))
}

/// `POST /tickets/receive`
pub(crate) async fn receive(mut call: Call) -> Reply {
    let body = call.members()?;
    let incoming = Incoming {
        ticket: body.id("ticket_id"),
        contact: body.id("contact_id"),
        make_contact: body.flag("make_contact").unwrap_or(false),
        channel: body.optional_text("channel").unwrap_or_else(|| "api".into()),
        subject: body.text("subject"),
        text: body.secret("text"),
        sender_name: body.text("name"),
        sender_address: body.text("email"),
        fields: body.object("fields").cloned().unwrap_or_default(),
        key: body.optional_text("key"),
        ..Incoming::default()
    };
    let received = service::receive_for(call.app(), call.scope()?, incoming).await?;
    Ok(call::json(
        200,
        &json!({
            "ticket_id": received.ticket, "message_id": received.message, "new": received.new,
            "repeated": received.repeated,
        }),
    ))
}

/// `POST /tickets/{id}/merge`
pub(crate) async fn merge(mut call: Call) -> Reply {
    let (id, body) = (call.id()?, call.members()?);
    let from = body.ids("ticket_ids").unwrap_or_default();
    Ok(call::json(200, &service::merge(call.app(), call.scope()?, id, &from).await?))
}

/// `POST /tickets/{id}/unmerge`
pub(crate) async fn unmerge(call: Call) -> Reply {
    Ok(call::json(200, &service::unmerge(call.app(), call.scope()?, call.id()?).await?))
}

/// `POST /tickets/{id}/split`
pub(crate) async fn split(mut call: Call) -> Reply {
    let (id, body) = (call.id()?, call.members()?);
    let wanted = Split {
        message: body.id("message_id"),
        following: body.flag("following").unwrap_or(false),
        subject: body.optional_text("subject"),
    };
    Ok(call::json(201, &service::split(call.app(), call.scope()?, id, &wanted).await?))
}

/// The largest body of an answer.
const MOST_BYTES: usize = 64 * 1024;

/// `GET /t/{token}`
pub(crate) async fn question(mut call: Call) -> Reply {
    let shown = if call.query.take("change").is_some() { Rating::Again } else { Rating::Known };
    let question = service::question(call.app(), call.param("token")).await?;
    Ok(answer_page(200, rating_page(&question, shown)))
}

/// `POST /t/{token}`
pub(crate) async fn answer(call: Call) -> Reply {
    let token = call.param("token").to_owned();
    let question = service::question(call.app(), &token).await?;
    let stream = std::mem::take(&mut *call.stream.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
    let bytes = body::read(stream, MOST_BYTES, call.api.config.body_timeout).await?;
    let mut given = Query::lenient(std::str::from_utf8(&bytes).unwrap_or_default());
    let comment = given.take("comment").unwrap_or_default();
    let rating = given.take("rating").and_then(|mark| mark.parse::<i64>().ok());
    let Some(rating) = rating.filter(|mark| (1..=5).contains(mark)) else {
        return Ok(answer_page(422, rating_page(&question, Rating::Wrong(&comment))));
    };
    service::answer_question(call.app(), &question, rating, &comment).await?;
    // Loading the page again sends nothing again.
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(here) = HeaderValue::from_str(&format!("/t/{token}")) {
        response.headers_mut().insert(header::LOCATION, here);
    }
    Ok(response)
}

/// `GET /ticket_messages/{id}/page`
pub(crate) async fn message_page(mut call: Call) -> Reply {
    let pictures = call.query.take("pictures").is_some_and(|wanted| wanted == "true");
    let page = service::message_page(call.app(), call.scope()?, call.id()?).await?;
    let mut response = Response::new(if call.head { Body::empty() } else { Body::from(page) });
    // Strangers wrote it. Whatever the cleaning overlooked runs no script, asks nobody, and is in a sandbox.
    let policy = if pictures { PICTURES } else { NO_PICTURES };
    let headers: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "private, no-cache"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}
