//! Reminders: the moment somebody has set, the moment a task is due, and a day after.

use kith_access::{Action, Scope};
use kith_catalog::notification::{TASK_DUE, TASK_OVERDUE, TASK_REMINDER};
use kith_catalog::task::{ASSIGNEE, DUE_AT, KIND, REMINDED, REMINDER_AT, STATUS, TOLD};
use kith_model::{Condition, Filter, Op as Compare, Operand, Record, Sort, Timestamp, Value};
use kith_store::WriteError;
use serde_json::{Map, Value as Json};

use crate::error::unexpected;
use crate::modules::{Draft, Op};
use crate::records::{Planner, committed, page_query};
use crate::{App, AppError, jobs};

/// So long after it was due a task is overdue; until then it is due.
const OVERDUE_SECS: i64 = 86_400;
/// Of what is longer past than this nobody is told: tasks that were imported, or that were there before
/// Kith told of them.
const LATEST_SECS: i64 = 7 * 86_400;

/// What was told holds for one date: another one is told of anew. Pure.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    if draft.changes(&REMINDER_AT) && !draft.names(&REMINDED) {
        draft.put(&REMINDED, Value::Null);
    }
    if draft.changes(&DUE_AT) && !draft.names(&TOLD) {
        draft.put(&TOLD, Value::Null);
    }
}

/// Tells the assignee what a round has found.
pub(super) fn tell(draft: &mut Draft<'_>) {
    let Some(assignee) = draft.get(&ASSIGNEE).filter(|_| draft.op == Op::Update && draft.internal) else { return };
    let reminded = draft.changes(&REMINDED) && draft.get(&REMINDED) == Some(true);
    let due = match draft.get(&TOLD).filter(|_| draft.changes(&TOLD)) {
        Some("due") => Some(TASK_DUE),
        Some("overdue") => Some(TASK_OVERDUE),
        _ => None,
    };
    // Reminded and due at the same time is told once.
    let reminder = (reminded && due.is_none()).then_some(TASK_REMINDER);
    reminder.into_iter().chain(due).for_each(|what| draft.notify(assignee, what));
}

/// So many tasks are looked at in one round for each reason; the next round goes on.
const BATCH: u32 = 500;

/// Tells of what has fallen due since the last round, in every workspace. What is told is written with
/// the notice, in one transaction that the task's version guards: once, however many processes look.
pub(crate) async fn sweep(app: &App) -> Result<(), AppError> {
    jobs::each_workspace(app, "the reminders of tasks could not be given", |scope| sweep_one(app, scope)).await
}

async fn sweep_one(app: &App, scope: Scope) -> Result<(), AppError> {
    let planner = Planner::internal(app, &scope).await?;
    let now = planner.now;
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.into(), op, operand });
    let between = |field: &str, from: Timestamp, to: Timestamp| {
        is(field, Compare::After, Operand::One(from.to_string().into())).and(is(
            field,
            Compare::OnOrBefore,
            Operand::One(to.to_string().into()),
        ))
    };
    let open = || is(STATUS.key(), Compare::In, Operand::Many(vec!["pending".into(), "in_progress".into()]));
    let empty = |field: &str| is(field, Compare::Empty, Operand::None);
    let oldest = now.plus_seconds(-LATEST_SECS);
    let yesterday = now.plus_seconds(-OVERDUE_SECS);
    let not_told = |what: &str| is(TOLD.key(), Compare::Ne, Operand::One(what.into()));
    let reasons = [
        between(REMINDER_AT.key(), oldest, now).and(open()).and(is(
            REMINDED.key(),
            Compare::Eq,
            Operand::One(false.into()),
        )),
        between(DUE_AT.key(), yesterday, now).and(open()).and(empty(TOLD.key())),
        between(DUE_AT.key(), oldest, yesterday).and(open()).and(not_told("overdue")),
    ];
    for reason in reasons {
        for task in found(&planner, reason).await? {
            let body = findings(&task, now);
            if !body.is_empty() {
                change(&planner, task, &body).await?;
            }
        }
    }
    Ok(())
}

/// What is to be noted of a task, and told with it.
fn findings(task: &Record, now: Timestamp) -> Map<String, Json> {
    let mut body = Map::new();
    if task.get(&REMINDER_AT).is_some_and(|at| at <= now) && task.get(&REMINDED) != Some(true) {
        body.insert(REMINDED.key().into(), true.into());
    }
    if let Some(due) = task.get(&DUE_AT).filter(|due| *due <= now) {
        let told = if due <= now.plus_seconds(-OVERDUE_SECS) { "overdue" } else { "due" };
        if task.get(&TOLD) != Some(told) && task.get(&TOLD) != Some("overdue") {
            body.insert(TOLD.key().into(), told.into());
        }
    }
    body
}

async fn found(planner: &Planner<'_>, filter: Filter) -> Result<Vec<Record>, AppError> {
    let permit = planner.permit(&KIND, Action::Read)?;
    let query = page_query(planner.app, planner.scope, filter, Sort::default(), BATCH);
    Ok(planner.app.store().list_records(&permit, &planner.workspace.schema(&KIND), &query).await?)
}

/// Writes it, unless somebody has changed the task meanwhile: the next round looks again.
async fn change(planner: &Planner<'_>, task: Record, body: &Map<String, Json>) -> Result<(), AppError> {
    let permit = planner.permit(&KIND, Action::Update)?;
    let Some(planned) = planner.update(&permit, &KIND, task, body).await? else { return Ok(()) };
    match planner.app.store().commit(planned.set).await {
        Ok(()) => committed(planner.app, planner.scope, &KIND, planned.before.as_ref(), &planned.after),
        Err(WriteError::VersionConflict { .. }) => {}
        Err(error) => return Err(unexpected(error)),
    }
    Ok(())
}
