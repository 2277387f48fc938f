//! What spans all kinds: search, the feed, the figures of the start page.

use axum::body::Body;
use axum::http::Response;
use kith_app::dashboard::{self as figures, Focus, Period};
use kith_app::feed::{self, Wanted};
use kith_app::{search as finder, work_queue};
use kith_model::{Cursor, FieldCode};
use serde_json::{Value as Json, json};

use crate::call::{self, Call};
use crate::cursor::{self, Binding};
use crate::handlers::surroundings::{cursors, take_moment};
use crate::list_params::{take_cursor, take_list, take_words};
use crate::problem::{Code, Problem};

/// The operations that people see in the feed.
const OPERATIONS: [&str; 4] = ["create", "update", "delete", "restore"];

type Answer = Result<Response<Body>, Problem>;

/// `GET /search`
pub(crate) async fn search(mut call: Call) -> Answer {
    let words = take_words(&mut call.query)?.unwrap_or_default();
    let kinds = take_list(&mut call.query, "kinds");
    for kind in kinds.iter().flatten() {
        known_kind("kinds", kind)?;
    }
    let limit = call.query.take_number("limit", 1, 50)?.unwrap_or(20);
    let hits = finder::search(call.app(), call.scope()?, &words, kinds.as_deref(), limit).await?;
    Ok(call::json(200, &json!({"data": hits})))
}

/// `GET /activity`
pub(crate) async fn activity(mut call: Call) -> Answer {
    let kinds = take_list(&mut call.query, "kind").unwrap_or_default();
    for kind in &kinds {
        known_kind("kind", kind)?;
    }
    let ops = take_list(&mut call.query, "op").unwrap_or_default();
    if ops.iter().any(|op| !OPERATIONS.contains(&op.as_str())) {
        let message = format!("These are {}.", OPERATIONS.join(", "));
        return Err(Problem::field(Code::ValidationFailed, "op", FieldCode::InvalidOption, message));
    }
    let me = call.scope()?.user();
    let wanted = Wanted {
        kinds,
        ops,
        actor: call.query.take_id("actor", me)?,
        team: call.query.take_id("team", None)?,
        from: call.query.take_date("from")?,
        to: call.query.take_date("to")?,
    };
    let list = format!("activity {wanted:?}");
    let binding = Binding { workspace: call.scope()?.workspace, list: &list, sort: "-at" };
    let after = take_moment(&mut call.query, binding)?;
    let limit = call.query.take_number("limit", 1, 100)?.unwrap_or(30);
    let page = feed::activity(call.app(), call.scope()?, &wanted, limit, after).await?;
    let data: Vec<Json> = page.entries.iter().map(|entry| entry.to_json()).collect();
    Ok(call::json(200, &json!({"data": data, "page": cursors(binding, page.next)})))
}

/// `GET /dashboard`
pub(crate) async fn dashboard(mut call: Call) -> Answer {
    let me = call.scope()?.user();
    let focus = Focus {
        from: call.query.take_date("from")?,
        to: call.query.take_date("to")?,
        period: take_period(&mut call)?,
        owner: call.query.take_id("owner", me)?,
        team: call.query.take_id("team", None)?,
    };
    Ok(call::json(200, &figures::dashboard(call.app(), call.scope()?, &focus).await?))
}

/// `GET /queue`
pub(crate) async fn queue(mut call: Call) -> Answer {
    let scope = call.scope()?.clone();
    let list = format!("queue {}", scope.user().map(|id| id.to_string()).unwrap_or_default());
    let binding = Binding { workspace: scope.workspace, list: &list, sort: "" };
    let after = match take_cursor(&mut call.query, binding)? {
        Cursor::After(position) => Some(position),
        _ => None,
    };
    let limit = call.query.take_number("limit", 1, 100)?.unwrap_or(25);
    let page = work_queue::queue(call.app(), &scope, limit, after.as_ref()).await?;
    let next = page.next.map(|position| cursor::encode(binding, &position));
    let cursors = json!({"next": next, "previous": null});
    Ok(call::json(200, &json!({"data": page.items, "counts": page.counts, "page": cursors})))
}

fn take_period(call: &mut Call) -> Result<Option<Period>, Problem> {
    let Some(name) = call.query.take("period").filter(|name| !name.is_empty()) else { return Ok(None) };
    let message = "This is week, month, quarter or year.";
    let unknown = || Problem::field(Code::ValidationFailed, "period", FieldCode::InvalidOption, message);
    Period::find(&name).map(Some).ok_or_else(unknown)
}

fn known_kind(param: &str, kind: &str) -> Result<(), Problem> {
    match kith_catalog::find_kind(kind) {
        Some(_) => Ok(()),
        None => {
            let message = format!("There are no records called \"{kind}\".");
            Err(Problem::field(Code::ValidationFailed, param, FieldCode::InvalidOption, message))
        }
    }
}
