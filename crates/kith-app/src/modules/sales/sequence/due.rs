//! Steps whose moment has come.

use std::collections::HashMap;

use kith_access::{Action, Scope, decide};
use kith_catalog::enrolment::{ACTIVE, DELETED, KIND, LEAD, NEXT_DUE_AT, STATUS};
use kith_catalog::lead::{self, OWNER};
use kith_catalog::{task, user};
use kith_model::{Condition, Filter, Id, Op, Operand, Record, Schema, Sort};
use kith_store::WriteSet;
use serde_json::{Value as Json, json};

use super::calendar::Calendar;
use super::course::{begin, ends, stop};
use super::follow::OnLead;
use super::plan::{Ground, People, Rows};
use super::steps::{self, StepKind};
use crate::modules::Notice;
use crate::records::{Planner, commit_together, is, page_query, records_by_id};
use crate::{App, AppError, jobs, workspace};

/// So many are begun in one transaction.
const BATCH: u32 = 200;

/// Begins what is due, in every workspace. Two processes that do so at once begin each step once: the
/// version of the enrolment lets one of them through.
pub(crate) async fn advance_all(app: &App) -> Result<(), AppError> {
    jobs::each_workspace(app, "sequences could not go on", |scope| advance(app, scope)).await
}

async fn advance(app: &App, scope: Scope) -> Result<(), AppError> {
    let scope = &scope;
    // What one round begins is told once per person.
    let round = app.new_id();
    let due = Condition {
        field: NEXT_DUE_AT.key().into(),
        op: Op::OnOrBefore,
        operand: Operand::One(app.now().to_string().into()),
    };
    let filter = Filter::Is(due).and(is(STATUS.key(), ACTIVE));
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    // Most workspaces have nothing due, so nothing else of them is read for it.
    let schema = Schema::new(&KIND, Vec::new());
    let query = page_query(app, scope, filter, Sort::default(), BATCH);
    loop {
        let page = app.store().list_records(&permit, &schema, &query).await?;
        if page.is_empty() {
            return Ok(());
        }
        let full = page.len() == BATCH as usize;
        let planner = Planner { gather: true, ..Planner::internal(app, scope).await? };
        let mut begun = begin_all(&planner, page.clone(), round).await?;
        if !begun {
            begun = true;
            for one in page {
                begun &= begin_all(&planner, vec![one], round).await?;
            }
        }
        // What somebody changed a moment ago is left to the next round.
        if !full || !begun {
            return Ok(());
        }
    }
}

/// Begins these in one transaction. Answers whether nothing came between.
async fn begin_all(planner: &Planner<'_>, due: Vec<Record>, round: Id) -> Result<bool, AppError> {
    let ground = Ground::of(planner);
    let ids: Vec<Id> = due.iter().filter_map(|one| one.get(&LEAD)).collect();
    let mut leads: HashMap<Id, Record> = HashMap::new();
    for lead in records_by_id(planner.app, planner.scope, &lead::KIND, &ids).await? {
        leads.insert(lead.id, lead);
    }
    let whose = leads.values().filter_map(|lead| lead.get(&OWNER)).chain(due.iter().filter_map(|one| one.created_by));
    let people = ground.people(whose).await?;
    let (mut sets, mut notices) = (Vec::new(), Vec::new());
    for before in due {
        let Some(lead) = before.get(&LEAD).and_then(|id| leads.get(&id)) else {
            let (mut after, mut rows, mut set) = (before.clone(), Rows::default(), planner.empty_set());
            stop(&mut after, DELETED, ground.now);
            rows.update(&KIND, before, after);
            rows.write(&ground, &mut set)?;
            sets.push(set);
            continue;
        };
        let (set, tell, lead) = step(planner, &ground, &people, before, lead.clone())?;
        // Another sequence of the same lead goes on from here.
        leads.insert(lead.id, lead);
        sets.push(set);
        notices.extend(tell);
    }
    commit_together(planner, Some(round), sets, notices).await
}

/// Begins one step, or waits for whoever has to do it.
fn step(
    planner: &Planner<'_>,
    ground: &Ground<'_>,
    people: &People,
    before: Record,
    lead: Record,
) -> Result<(WriteSet, Vec<Notice>, Record), AppError> {
    let mut after = before.clone();
    let mut rows = Rows::default();
    let mut on = OnLead::default();
    match ends(&lead) {
        Some(reason) => {
            stop(&mut after, reason, ground.now);
            on.sequences = -1;
        }
        None => {
            let made = begin(ground, people.doer(&lead, &before), &lead, &mut after);
            on.due = made.as_ref().and_then(|made| made.get(&task::DUE_AT));
            made.into_iter().for_each(|made| rows.insert(&task::KIND, made));
        }
    }
    let mut set = planner.empty_set();
    let mut changed = lead.clone();
    on.apply(&mut changed);
    if changed.values != lead.values {
        let permit = planner.permit(&lead::KIND, Action::Update)?;
        let planned = planner.replace(&permit, &lead::KIND, lead, changed);
        changed = planned.after;
        set.append(planned.set);
    }
    rows.update(&KIND, before, after);
    let notices = rows.write(ground, &mut set)?;
    Ok((set, notices, changed))
}

/// When the steps of a sequence would fall due for the caller, were it started now and each step done
/// on its day. Steps that cannot be read count as done at once.
pub async fn preview(app: &App, scope: &Scope, steps: &Json) -> Result<Json, AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let me = match scope.user() {
        Some(me) => records_by_id(app, &Scope::system(scope.workspace), &user::KIND, &[me]).await?.pop(),
        None => None,
    };
    let calendar = Calendar::of(me.as_ref(), data.time_zone());
    let (mut from, mut days) = (app.now(), 0);
    let mut out = Vec::new();
    for step in steps::read(Some(steps)) {
        if step.kind == StepKind::Wait {
            days += step.days.clamp(0, steps::MOST_DAYS);
            out.push(Json::Null);
            continue;
        }
        from = calendar.after(from, days);
        days = 0;
        out.push(json!({"at": from, "due_at": calendar.by(from)}));
    }
    Ok(json!({"data": out}))
}
