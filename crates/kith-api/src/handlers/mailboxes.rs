//! Mailboxes that are read.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use kith_app::mailboxes;
use kith_model::Position;
use serde_json::json;

use crate::call::{self, Call};
use crate::cursor::{self, Binding};
use crate::problem::{Code, Problem};

type Answer = Result<Response<Body>, Problem>;

/// `GET /mailboxes`
pub(crate) async fn list(call: Call) -> Answer {
    Ok(call::json(200, &json!({"data": mailboxes::list(call.app(), call.scope()?).await?})))
}

/// `GET /mailboxes/{id}`
pub(crate) async fn get(call: Call) -> Answer {
    Ok(call::json(200, &mailboxes::read(call.app(), call.scope()?, call.id()?).await?))
}

/// `POST /mailboxes`
pub(crate) async fn create(mut call: Call) -> Answer {
    let body = call.members()?.into_map();
    Ok(call::json(201, &mailboxes::create(call.app(), call.scope()?, &body).await?))
}

/// `PATCH /mailboxes/{id}`
pub(crate) async fn update(mut call: Call) -> Answer {
    let body = call.members()?.into_map();
    Ok(call::json(200, &mailboxes::change(call.app(), call.scope()?, call.id()?, &body).await?))
}

/// `DELETE /mailboxes/{id}`
pub(crate) async fn delete(call: Call) -> Answer {
    mailboxes::remove(call.app(), call.scope()?, call.id()?).await?;
    Ok(call::no_content())
}

/// `POST /mailboxes/test`
pub(crate) async fn test(mut call: Call) -> Answer {
    let body = call.members()?.into_map();
    mailboxes::test(call.app(), call.scope()?, &body).await?;
    Ok(call::no_content())
}

/// `POST /mailboxes/{id}/retry`
pub(crate) async fn retry(call: Call) -> Answer {
    Ok(call::json(200, &mailboxes::retry(call.app(), call.scope()?, call.id()?).await?))
}

/// `GET /mailboxes/{id}/aside`
pub(crate) async fn aside(mut call: Call) -> Answer {
    let id = call.id()?;
    let list = format!("aside {id}");
    let binding = Binding { workspace: call.scope()?.workspace, list: &list, sort: "-id" };
    let after = call.query.take("after").filter(|cursor| !cursor.is_empty());
    let after = after.map(|text| cursor::decode(binding, &text).ok_or_else(|| Problem::new(Code::InvalidCursor)));
    let before = after.transpose()?.map(|position| position.id);
    let limit = call.query.take_number("limit", 1, 100)?.unwrap_or(30);
    let page = mailboxes::list_aside(call.app(), call.scope()?, id, before, limit).await?;
    let next = page.next.map(|id| cursor::encode(binding, &Position { values: Vec::new(), id }));
    Ok(call::json(200, &json!({"data": page.mails, "page": {"next": next, "previous": null}})))
}

/// `GET /mails/{id}`
pub(crate) async fn private_mail(call: Call) -> Answer {
    Ok(call::json(200, &mailboxes::private_mail(call.app(), call.scope()?, call.id()?).await?))
}

/// `GET /mails/{id}/raw`
pub(crate) async fn raw(call: Call) -> Answer {
    let id = call.id()?;
    let (size, bytes) = mailboxes::raw(call.app(), call.scope()?, id).await?;
    let mut response = Response::new(if call.head { Body::empty() } else { Body::from_stream(bytes) });
    let headers = response.headers_mut();
    // Strangers wrote it: it is saved, never shown.
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_DISPOSITION, crate::headers::disposition("attachment", &format!("{id}.eml")));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}
