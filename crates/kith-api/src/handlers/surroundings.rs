//! What stands around a record: its timeline, what points at it, who may see it.

use axum::body::Body;
use axum::http::Response;
use kith_app::records::{self, TimelineType};
use kith_model::{Cursor, FieldCode, Id, Position, Timestamp, Value};
use serde_json::{Value as Json, json};

use crate::call::{self, Call};
use crate::cursor::{self, Binding};
use crate::list_params::{take_cursor, take_list};
use crate::problem::{Code, Problem};
use crate::query::Query;

type Answer = Result<Response<Body>, Problem>;

/// `GET /{kinds}/{id}/timeline`
pub(crate) async fn timeline(mut call: Call) -> Answer {
    let (kind, id) = (call.kind()?, call.id()?);
    let list = format!("timeline {}", id);
    let binding = Binding { workspace: call.scope()?.workspace, list: &list, sort: "-at" };
    let after = take_moment(&mut call.query, binding)?;
    let limit = call.query.take_number("limit", 1, 100)?.unwrap_or(30);
    let mut types = Vec::new();
    for name in take_list(&mut call.query, "types").unwrap_or_default() {
        types.push(TimelineType::from_name(&name).ok_or_else(|| {
            let message = "The types are \"note\", \"task\", \"interaction\" and \"change\".";
            Problem::field(Code::ValidationFailed, "types", FieldCode::InvalidOption, message)
        })?);
    }
    let page = records::timeline(call.app(), call.scope()?, kind, id, limit, after, &types).await?;
    let data: Vec<&Json> = page.entries.iter().map(|entry| &entry.json).collect();
    Ok(call::json(200, &json!({"data": data, "page": cursors(binding, page.next)})))
}

/// `GET /{kinds}/{id}/related`
pub(crate) async fn related(call: Call) -> Answer {
    let found = records::related(call.app(), call.scope()?, call.kind()?, call.id()?).await?;
    // The records are JSON already and travel as they are.
    let body = serde_json::to_string(&Data { data: found })
        .map_err(|error| Problem::new(Code::Internal).log(error.to_string()))?;
    Ok(call::json_bytes(200, body.into()))
}

/// `GET /{kinds}/{id}/access`
pub(crate) async fn access(call: Call) -> Answer {
    let entries = records::explain_access(call.app(), call.scope()?, call.kind()?, call.id()?).await?;
    let write = |entry: &records::AccessEntry| {
        let (id, title) = &entry.user;
        json!({"user": {"id": id, "title": title}, "actions": entry.actions, "because": entry.because})
    };
    Ok(call::json(200, &json!({"data": entries.iter().map(write).collect::<Vec<_>>()})))
}

#[derive(serde::Serialize)]
struct Data<T> {
    data: T,
}

/// Takes `after` out of lists that are ordered by time.
pub(crate) fn take_moment(query: &mut Query, binding: Binding<'_>) -> Result<Option<(Timestamp, Id)>, Problem> {
    let Cursor::After(position) = take_cursor(query, binding)? else { return Ok(None) };
    match position.values.as_slice() {
        [Value::Time(at)] => Ok(Some((*at, position.id))),
        _ => Err(crate::convert::invalid_cursor("after")),
    }
}

/// The cursors of lists that only lead on.
pub(crate) fn cursors(binding: Binding<'_>, next: Option<(Timestamp, Id)>) -> Json {
    let next = next.map(|(at, id)| cursor::encode(binding, &Position { values: vec![Value::Time(at)], id }));
    json!({"next": next, "previous": null})
}
