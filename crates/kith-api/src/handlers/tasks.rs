//! What only tasks have.

use axum::body::Body;
use axum::http::Response;
use kith_app::modules::work::{invitations, occurrence, upcoming};
use kith_model::{FieldCode, FieldError, Id, Timestamp};

use crate::call::{self, Call};
use crate::handlers::records::{answer, if_match};
use crate::list_params::take_list;
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// A calendar shows a few months at most.
const MOST_DAYS: i64 = 400;
const MOST_PEOPLE: usize = 500;

/// `PATCH /tasks/{id}/occurrence`
pub(crate) async fn change_occurrence(mut call: Call) -> Answer {
    let (id, expected, body) = (call.id()?, if_match(&call)?, call.record_body()?);
    Ok(answer(200, &occurrence::change_one(call.app(), call.scope()?, id, &body, expected).await?))
}

/// `DELETE /tasks/{id}/occurrence`
pub(crate) async fn leave_out_occurrence(call: Call) -> Answer {
    occurrence::leave_out(call.app(), call.scope()?, call.id()?, if_match(&call)?).await?;
    Ok(call::no_content())
}

/// `GET /tasks/{id}/invitations`
pub(crate) async fn invitations(call: Call) -> Answer {
    Ok(call::json(200, &invitations::look(call.app(), call.scope()?, call.id()?).await?))
}

/// `POST /tasks/{id}/invitations`
pub(crate) async fn invite(mut call: Call) -> Answer {
    let (id, body) = (call.id()?, call.members()?);
    let message = body.optional_text("message").unwrap_or_default();
    Ok(call::json(200, &invitations::send(call.app(), call.scope()?, id, &message).await?))
}

/// `GET /tasks/upcoming`
pub(crate) async fn upcoming(mut call: Call) -> Answer {
    let scope = call.scope()?.clone();
    let needed = |field: &str| wrong(field, FieldCode::Required, "This is needed.");
    let first = call.query.take_date("from")?.ok_or_else(|| needed("from"))?;
    let last = call.query.take_date("to")?.ok_or_else(|| needed("to"))?;
    if last < first || last.days_since(first) > MOST_DAYS {
        return Err(wrong("to", FieldCode::Invalid, "This is a day at most 400 days after the first."));
    }
    let people = match take_list(&mut call.query, "assignees") {
        None => None,
        Some(ids) => {
            let me = scope.user();
            let read = |id: &String| if id == "me" { me } else { id.parse().ok() };
            let ids: Option<Vec<Id>> = ids.iter().map(read).collect();
            let ids = ids.filter(|ids| ids.len() <= MOST_PEOPLE);
            Some(ids.ok_or_else(|| wrong("assignees", FieldCode::Invalid, "Up to 500 ids, separated by commas."))?)
        }
    };
    let zone = &scope.time_zone;
    let span = (first.start_in(zone), last.plus_days(1).start_in(zone));
    Ok(call::json(200, &upcoming::upcoming(call.app(), &scope, span, people.as_deref()).await?))
}

/// `POST /tasks/recurrence`
pub(crate) async fn preview(mut call: Call) -> Answer {
    let body = call.members()?;
    let from: Timestamp = body
        .text("from")
        .parse()
        .map_err(|_| wrong("from", FieldCode::Invalid, "This is a moment such as 2026-04-01T09:00:00Z."))?;
    Ok(call::json(200, &upcoming::preview(call.scope()?, &body.text("recurrence"), from)?))
}

fn wrong(field: &str, code: FieldCode, message: &str) -> Problem {
    Problem::invalid(vec![FieldError::new(field, code, message)])
}
