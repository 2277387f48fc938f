//! What Kith tells the caller, beside the routes that every kind has.

use axum::body::Body;
use axum::http::Response;
use kith_app::modules::notify::{self, Which};
use kith_app::notices;
use kith_model::{FieldCode, FieldError, RecordLink};
use serde_json::{Map, Value as Json};

use crate::call::{self, Call};
use crate::problem::Problem;

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
