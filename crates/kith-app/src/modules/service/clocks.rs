//! The clocks of a ticket: until when it has to be answered and settled, and whether it was.
//!
//! They run in business time from the ticket's beginning, and stand still while the customer has to
//! answer and while it is settled. Whatever moved meanwhile is worked out anew from the beginning: the
//! promise, and the business time for which they stood still.

use kith_access::{Action, Scope};
use kith_catalog::notification::{TICKET_AWAKE, TICKET_DUE, TICKET_OVERDUE};
use kith_catalog::ticket::{
    ASSIGNEE, FIRST_RESPONSE_AT, FIRST_RESPONSE_DUE_AT, FIRST_RESPONSE_RESULT, FIRST_RESPONSE_WARNED, IN_PROGRESS,
    KIND, MERGED_INTO, OPEN, PAUSED_SECONDS, PRIORITY, RESOLUTION_DUE_AT, RESOLUTION_RESULT, RESOLUTION_WARNED,
    SNOOZED_UNTIL, STATUS, WAITING,
};
use kith_model::markers::{Boolean, DateTime, Text};
use kith_model::{Condition, Field, Filter, Op as Compare, Operand, Record, Sort, Timestamp, Value};
use kith_store::WriteError;
use serde_json::{Map, Value as Json};

use super::levels::ServiceLevels;
use super::satisfaction;
use super::ticket::is_settled;
use crate::error::unexpected;
use crate::modules::{Draft, Op};
use crate::records::{Planner, committed, page_query};
use crate::{App, AppError, jobs};

/// Kept, or missed.
const KEPT: &str = "kept";
const MISSED: &str = "missed";

/// One of the two clocks.
struct Clock {
    due: &'static Field<DateTime>,
    result: &'static Field<Text>,
    warned: &'static Field<Boolean>,
}

static FIRST: Clock =
    Clock { due: &FIRST_RESPONSE_DUE_AT, result: &FIRST_RESPONSE_RESULT, warned: &FIRST_RESPONSE_WARNED };
static LAST: Clock = Clock { due: &RESOLUTION_DUE_AT, result: &RESOLUTION_RESULT, warned: &RESOLUTION_WARNED };

/// Whether the clocks stand still.
fn stands(ticket: &Record) -> bool {
    ticket.get(&STATUS) == Some(WAITING) || is_settled(ticket)
}

/// What a change means for the clocks. Pure.
pub(super) fn follow(draft: &mut Draft<'_>) {
    use kith_catalog::ticket::WAITING_SINCE;
    let now = draft.now;
    let levels = ServiceLevels::of(draft.workspace);
    let stood = draft.before.is_some_and(stands);
    let (stands, since) = (stands(&draft.after), draft.get(&WAITING_SINCE));
    match (stands, since) {
        (true, None) => draft.put(&WAITING_SINCE, Value::Time(now)),
        (false, Some(since)) => {
            let hours = levels.as_ref().map(|levels| levels.hours.between(since, now));
            let paused = draft.get(&PAUSED_SECONDS).unwrap_or(0) + hours.unwrap_or(0);
            draft.put(&PAUSED_SECONDS, Value::Int(paused));
            draft.put(&WAITING_SINCE, Value::Null);
        }
        _ => {}
    }
    let goes_on = stood && !stands;
    if draft.op == Op::Create || draft.changes(&PRIORITY) || goes_on {
        promise(draft, levels.as_ref(), goes_on);
    }
    judge(draft, since);
}

/// Works out anew until when it has to be answered and settled.
fn promise(draft: &mut Draft<'_>, levels: Option<&ServiceLevels>, goes_on: bool) {
    let Some(levels) = levels else { return };
    let policy = levels.policy(draft.get(&PRIORITY));
    let paused = draft.get(&PAUSED_SECONDS).unwrap_or(0);
    let begun = draft.after.created_at;
    let due = |minutes: Option<i64>| minutes.map(|minutes| levels.hours.after(begun, minutes * 60 + paused));
    if draft.get(&FIRST_RESPONSE_AT).is_none() {
        set_due(draft, &FIRST, due(policy.first_response));
    }
    // What was kept has to be kept once more when the customer comes back.
    if goes_on && draft.get(&RESOLUTION_RESULT) == Some(KEPT) {
        draft.put(&RESOLUTION_RESULT, Value::Null);
    }
    set_due(draft, &LAST, due(policy.resolution));
}

fn set_due(draft: &mut Draft<'_>, clock: &Clock, due: Option<Timestamp>) {
    draft.put(clock.due, due.map_or(Value::Null, Value::Time));
    if draft.changes(clock.due) && due.is_none_or(|due| due > draft.now) {
        draft.put(clock.warned, Value::Null);
    }
    if due.is_none() {
        draft.put(clock.result, Value::Null);
    }
}

/// Notes whether a promise was kept, once that is decided.
fn judge(draft: &mut Draft<'_>, stood_since: Option<Timestamp>) {
    let verdict = |due: Timestamp, at: Timestamp| if at <= due { KEPT } else { MISSED };
    if let (Some(due), Some(at)) = (draft.get(&FIRST_RESPONSE_DUE_AT), draft.get(&FIRST_RESPONSE_AT))
        && draft.get(&FIRST_RESPONSE_RESULT).is_none()
    {
        draft.put(&FIRST_RESPONSE_RESULT, Value::Text(verdict(due, at).into()));
    }
    // One that was merged is settled with the other.
    let settled = is_settled(&draft.after) && draft.get(&MERGED_INTO).is_none();
    if let Some(due) = draft.get(&RESOLUTION_DUE_AT).filter(|_| settled)
        && draft.get(&RESOLUTION_RESULT).is_none()
    {
        // While the customer had to answer, no time went by.
        let at = stood_since.unwrap_or(draft.now).min(draft.now);
        draft.put(&RESOLUTION_RESULT, Value::Text(verdict(due, at).into()));
    }
}

/// Who is told what the clocks, or the end of a snooze, have brought about.
pub(super) fn tell(draft: &mut Draft<'_>) {
    let Some(assignee) = draft.get(&ASSIGNEE).filter(|_| draft.op == Op::Update && draft.internal) else { return };
    let mut told = Vec::new();
    for clock in [&FIRST, &LAST] {
        if draft.changes(clock.result) && draft.get(clock.result) == Some(MISSED) && !is_settled(&draft.after) {
            told.push(TICKET_OVERDUE);
        } else if draft.changes(clock.warned) && draft.get(clock.warned) == Some(true) {
            told.push(TICKET_DUE);
        }
    }
    let woke = draft.old(&SNOOZED_UNTIL).is_some_and(|until| until <= draft.now);
    if woke && draft.get(&SNOOZED_UNTIL).is_none() && !is_settled(&draft.after) {
        told.push(TICKET_AWAKE);
    }
    told.into_iter().for_each(|what| draft.notify(assignee, what));
}

/// So many tickets are looked at in one round for each reason; the next round goes on.
const BATCH: u32 = 200;

/// Warns of what is due soon, notes what was missed, wakes what was put aside until now, and asks customers
/// how content they were.
pub(crate) async fn sweep(app: &App) -> Result<(), AppError> {
    jobs::each_workspace(app, "the clocks of tickets could not be looked at", |scope| sweep_one(app, scope)).await
}

async fn sweep_one(app: &App, scope: Scope) -> Result<(), AppError> {
    let planner = Planner::internal(app, &scope).await?;
    let now = planner.now;
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.into(), op, operand });
    let until = |field: &str, at: Timestamp| is(field, Compare::OnOrBefore, Operand::One(at.to_string().into()));
    let asleep = until(SNOOZED_UNTIL.key(), now);
    for ticket in found(&planner, asleep).await? {
        let body = Map::from_iter([(SNOOZED_UNTIL.key().to_owned(), Json::Null)]);
        change(&planner, ticket, &body).await?;
    }
    satisfaction::sweep(&planner).await?;
    let Some(levels) = ServiceLevels::of(&planner.workspace) else { return Ok(()) };
    let soon = now.plus_seconds(levels.warn_minutes * 60);
    let runs = is(STATUS.key(), Compare::In, Operand::Many(vec![OPEN.into(), IN_PROGRESS.into()]));
    for clock in [&FIRST, &LAST] {
        let open = is(clock.result.key(), Compare::Empty, Operand::None);
        let due = runs.clone().and(open).and(until(clock.due.key(), soon));
        for ticket in found(&planner, due).await? {
            let late = ticket.get(clock.due).is_some_and(|due| due < now);
            let mut body = Map::new();
            if late {
                body.insert(clock.result.key().into(), MISSED.into());
            }
            if ticket.get(clock.warned) != Some(true) {
                body.insert(clock.warned.key().into(), true.into());
            }
            if !body.is_empty() {
                change(&planner, ticket, &body).await?;
            }
        }
    }
    Ok(())
}

pub(super) async fn found(planner: &Planner<'_>, filter: Filter) -> Result<Vec<Record>, AppError> {
    let permit = planner.permit(&KIND, Action::Read)?;
    let query = page_query(planner.app, planner.scope, filter, Sort::default(), BATCH);
    Ok(planner.app.store().list_records(&permit, &planner.workspace.schema(&KIND), &query).await?)
}

/// Writes it, unless somebody has changed the ticket meanwhile: the next round looks again.
async fn change(planner: &Planner<'_>, ticket: Record, body: &Map<String, Json>) -> Result<(), AppError> {
    let permit = planner.permit(&KIND, Action::Update)?;
    let Some(planned) = planner.update(&permit, &KIND, ticket, body).await? else { return Ok(()) };
    match planner.app.store().commit(planned.set).await {
        Ok(()) => committed(planner.app, planner.scope, &KIND, planned.before.as_ref(), &planned.after),
        Err(WriteError::VersionConflict { .. }) => {}
        Err(error) => return Err(unexpected(error)),
    }
    Ok(())
}
