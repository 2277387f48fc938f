//! When tasks come again: the dates that no task has yet, for calendars and for who writes a rule.

use jiff::tz::TimeZone;
use kith_access::Scope;
use kith_catalog::task::{ASSIGNEE, DUE_AT, KIND, RECURRENCE, STATUS, TASK_KIND};
use kith_model::{Condition, FieldCode, Filter, Id, Op as Compare, Operand, Record, Timestamp};
use serde_json::{Value as Json, json};

use super::recurrence::{Rule, Series, moment, of_clock};
use crate::records::all_records;
use crate::{App, AppError};

/// So many dates of one task are told, and of all together.
const MOST_OF_ONE: usize = 100;
const MOST: usize = 2_000;

/// The dates in a span at which open tasks come again: `{"task_id", "title", "kind", "at"}`, by date.
pub async fn upcoming(
    app: &App,
    scope: &Scope,
    (from, to): (Timestamp, Timestamp),
    assignees: Option<&[Id]>,
) -> Result<Json, AppError> {
    let mut found: Vec<(Timestamp, Record)> = Vec::new();
    for task in recurring(app, scope, to, assignees).await? {
        let dates = dates_after(&task, to).into_iter().filter(|at| *at >= from);
        found.extend(dates.map(|at| (at, task.clone())));
    }
    found.sort_by_key(|(at, task)| (*at, task.id));
    found.truncate(MOST);
    let entry = |(at, task): &(Timestamp, Record)| json!({"task_id": task.id, "title": task.title, "kind": task.value(TASK_KIND.key()).to_json(), "at": at});
    let entries: Vec<Json> = found.iter().map(entry).collect();
    Ok(json!({"data": entries}))
}

/// The open tasks that come again, whose date lies before the end of a span.
async fn recurring(app: &App, scope: &Scope, to: Timestamp, assignees: Option<&[Id]>) -> Result<Vec<Record>, AppError> {
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.into(), op, operand });
    let mut filter = is(RECURRENCE.key(), Compare::NotEmpty, Operand::None)
        .and(is(STATUS.key(), Compare::In, Operand::Many(vec!["pending".into(), "in_progress".into()])))
        .and(DUE_AT.before(to));
    if let Some(people) = assignees {
        let people = people.iter().map(|id| id.to_string().into()).collect();
        filter = filter.and(is(ASSIGNEE.key(), Compare::In, Operand::Many(people)));
    }
    all_records(app, scope, &KIND, filter).await
}

/// The moments after a task's own date, until the end of a span.
fn dates_after(task: &Record, to: Timestamp) -> Vec<Timestamp> {
    let Some(series) = Series::of(task) else { return Vec::new() };
    let Ok(rule) = series.rule(task) else { return Vec::new() };
    let zone = series.time_zone();
    let dates = rule.dates(series.start, series.at).filter_map(|at| moment(at, &zone));
    dates.take_while(|at| *at < to).take(MOST_OF_ONE).collect()
}

/// How many dates are shown to somebody who writes a rule.
const SHOWN: usize = 5;

/// The first dates of a rule, from a moment on in the caller's zone.
pub fn preview(scope: &Scope, rule: &str, from: Timestamp) -> Result<Json, AppError> {
    let zone = TimeZone::get(&scope.time_zone).unwrap_or(TimeZone::UTC);
    let start = of_clock(from, &zone).ok_or(AppError::NotFound)?;
    let read = Rule::read(rule, &zone).and_then(|rule| rule.begins(start).map(|()| rule));
    let rule = read.map_err(|wrong| AppError::field(RECURRENCE.key(), FieldCode::Invalid, wrong.to_string()))?;
    let later = rule.dates(start, start).filter_map(|at| moment(at, &zone));
    let dates: Vec<Timestamp> = std::iter::once(from).chain(later).take(SHOWN).collect();
    Ok(json!({"recurrence": rule.to_string(), "dates": dates, "time_zone": scope.time_zone}))
}
