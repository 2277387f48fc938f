//! What only tickets have.

use axum::body::Body;
use axum::http::Response;
use kith_app::modules::service::{self, Answer, Incoming};
use serde_json::json;

use crate::call::{self, Call};
use crate::problem::Problem;

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
