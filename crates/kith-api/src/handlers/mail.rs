//! Mails that go out.

use axum::body::Body;
use axum::http::Response;
use kith_app::mails::{self, MailState, OutboxQuery};
use kith_model::{FieldCode, Position};
use serde_json::json;

use crate::call::{self, Call};
use crate::cursor::{self, Binding};
use crate::problem::{Code, Problem};

type Answer = Result<Response<Body>, Problem>;

/// `GET /outbox`
pub(crate) async fn outbox(mut call: Call) -> Answer {
    let state = call.query.take("state").filter(|state| !state.is_empty());
    let known = state.as_deref().map(|name| MailState::find(name).ok_or(name)).transpose().map_err(|_| {
        let names = MailState::ALL.map(MailState::name).join(", ");
        Problem::field(Code::ValidationFailed, "state", FieldCode::InvalidOption, format!("One of: {names}."))
    })?;
    let mine = call.query.take("mine").is_some_and(|value| value == "true");
    let list = format!("outbox {state:?} {mine}");
    let binding = Binding { workspace: call.scope()?.workspace, list: &list, sort: "-id" };
    let after = call.query.take("after").filter(|cursor| !cursor.is_empty());
    let after = after.map(|text| cursor::decode(binding, &text).ok_or_else(|| Problem::new(Code::InvalidCursor)));
    let before = after.transpose()?.map(|position| position.id);
    let limit = call.query.take_number("limit", 1, 100)?.unwrap_or(30);
    let query = OutboxQuery { state: known, mine, before, limit };
    let page = mails::list(call.app(), call.scope()?, &query).await?;
    let next = page.next.map(|id| cursor::encode(binding, &Position { values: Vec::new(), id }));
    Ok(call::json(200, &json!({"data": page.mails, "page": {"next": next, "previous": null}})))
}

/// `GET /outbox/{id}`
pub(crate) async fn outgoing(call: Call) -> Answer {
    Ok(call::json(200, &mails::read(call.app(), call.scope()?, call.id()?).await?))
}

/// `POST /outbox/{id}/send`
pub(crate) async fn send_again(call: Call) -> Answer {
    Ok(call::json(200, &mails::send_again(call.app(), call.scope()?, call.id()?).await?))
}
