//! What follows for sequences from what happens to leads, their tasks, and what passes between us.

use kith_access::Permit;
use kith_catalog::enrolment::{ACTIVE, DELETED, FINISHED, KIND, LEAD, NEXT_DUE_AT, REPLIED, STATUS, STEP, TASK};
use kith_catalog::lead::{ACTIVE_SEQUENCES, NEXT_ACTION_AT, OWNER};
use kith_catalog::{interaction, lead, task};
use kith_model::{Id, Record, Timestamp, Value};

use super::course::{close, ends, go_on, has_open_step, reopen, stop};
use super::plan::{Ground, Rows};
use super::stop::{Stopped, stop_all};
use crate::AppError;
use crate::modules::{Draft, Op, draft_put as put, is_open};
use crate::records::{Planned, Planner, records_by_id};

/// What changes in a lead with its sequences, beside the lead's own change.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::modules) struct OnLead {
    /// How many sequences more it is in, or fewer.
    pub sequences: i64,
    /// When a task that was made is due.
    pub due: Option<Timestamp>,
}

impl OnLead {
    /// Writes it into the lead.
    pub fn apply(self, lead: &mut Record) {
        let known = lead.get(&NEXT_ACTION_AT);
        let next = [known, self.due].into_iter().flatten().min();
        put(lead, NEXT_ACTION_AT.key(), next.map_or(Value::Null, Value::Time));
        let sequences = lead.get(&ACTIVE_SEQUENCES).unwrap_or(0) + self.sequences;
        put(lead, ACTIVE_SEQUENCES.key(), if sequences > 0 { Value::Int(sequences) } else { Value::Null });
    }
}

/// A lead's own change: what ends its sequences, or gives them to somebody else.
pub(in crate::modules::sales) async fn lead_changed(draft: &mut Draft<'_>) -> Result<(), AppError> {
    if draft.old(&ACTIVE_SEQUENCES).unwrap_or(0) == 0 || !matches!(draft.op, Op::Update | Op::Delete) {
        return Ok(());
    }
    let ground = Ground::of_draft(draft);
    match ends(&draft.after) {
        Some(reason) => {
            let mut stopped = stop_all(&ground, draft.after.id, reason, |_| true).await?;
            if reason == DELETED {
                // Its parts go with it, see the rules of enrolments.
                stopped.rows.list.retain(|(kind, ..)| kind.key != KIND.key);
            }
            stopped.apply(&mut draft.after);
            stopped.write(draft)?;
        }
        None if draft.changes(&OWNER) => hand_over(draft, &ground).await?,
        None => {}
    }
    Ok(())
}

/// The open steps of a lead go to its new owner, who is told of the lead anyway.
async fn hand_over(draft: &mut Draft<'_>, ground: &Ground<'_>) -> Result<(), AppError> {
    let Some(owner) = draft.get(&OWNER) else { return Ok(()) };
    let active = ground.active(&[draft.after.id]).await?;
    let ids: Vec<Id> = active.iter().filter(|one| has_open_step(one)).filter_map(|one| one.get(&TASK)).collect();
    let mut rows = Rows::default();
    for before in records_by_id(ground.app, &ground.system(), &task::KIND, &ids).await? {
        let theirs = before.get(&task::ASSIGNEE);
        if is_open(&before) && (theirs.is_none() || theirs == draft.old(&OWNER)) {
            let mut after = before.clone();
            put(&mut after, task::ASSIGNEE.key(), Value::Id(owner));
            rows.update(&task::KIND, before, after);
        }
    }
    rows.write(ground, &mut draft.set).map(drop)
}

/// An interaction with a lead: what came from them after a sequence had begun ends it.
pub(in crate::modules) async fn replied(draft: &Draft<'_>, lead: Id) -> Result<Option<Stopped>, AppError> {
    let inbound = draft.get(&interaction::DIRECTION) == Some("inbound") && draft.op != Op::Delete;
    let new = draft.op != Op::Update
        || draft.changes(&interaction::DIRECTION)
        || draft.changes(&interaction::LEAD)
        || draft.changes(&interaction::OCCURRED_AT);
    match draft.get(&interaction::OCCURRED_AT).filter(|at| inbound && new && *at <= draft.now) {
        Some(at) => {
            let since = |one: &Record| one.created_at <= at;
            Ok(Some(stop_all(&Ground::of_draft(draft), lead, REPLIED, since).await?))
        }
        None => Ok(None),
    }
}

/// What a lead sends us in another way than by an interaction (a form of ours that comes back) ends its
/// sequences too. The lead is as the transaction will have left it so far.
pub(in crate::modules) async fn answered(
    planner: &Planner<'_>,
    permit: &Permit,
    lead: Record,
) -> Result<Option<Planned>, AppError> {
    if lead.get(&ACTIVE_SEQUENCES).unwrap_or(0) == 0 {
        return Ok(None);
    }
    let ground = Ground::of(planner);
    let stopped = stop_all(&ground, lead.id, REPLIED, |_| true).await?;
    let mut after = lead.clone();
    stopped.apply(&mut after);
    let mut planned = planner.replace(permit, &lead::KIND, lead, after);
    stopped.rows.write(&ground, &mut planned.set)?;
    Ok(Some(planned))
}

/// A task that is done, given up or taken up again: if it is a step, the next one begins, or no longer
/// does. Answers what that means for the lead, which the caller writes.
pub(in crate::modules) async fn task_changed(draft: &mut Draft<'_>) -> Result<Option<(Id, OnLead)>, AppError> {
    let open = |task: &Record| task.deleted_at.is_none() && is_open(task);
    let Some(was) = draft.before.map(open) else { return Ok(None) };
    let is = open(&draft.after);
    if was == is {
        return Ok(None);
    }
    let ground = Ground::of_draft(draft);
    let Some(before) = ground.enrolments(TASK.is(draft.after.id)).await?.pop() else { return Ok(None) };
    let lead = match before.get(&LEAD) {
        Some(lead) => ground.lead(lead).await?,
        None => None,
    };
    let Some(lead) = lead else { return Ok(None) };
    let (mut after, mut rows, mut on) = (before.clone(), Rows::default(), OnLead::default());
    let over = ends(&lead);
    if is {
        let waits = before.get(&STATUS) == Some(ACTIVE) && before.get(&NEXT_DUE_AT).is_some();
        let finished = before.get(&STATUS) == Some(FINISHED);
        if over.is_some() || !(waits || finished) {
            return Ok(None);
        }
        reopen(&mut after);
        on.sequences = i64::from(finished);
    } else {
        if !has_open_step(&before) {
            return Ok(None);
        }
        let done = draft.op != Op::Delete && draft.get(&task::STATUS) == Some("completed");
        close(&mut after, if done { "done" } else { "skipped" }, draft.now);
        if let Some(reason) = over {
            stop(&mut after, reason, draft.now);
        } else {
            let ids = [lead.get(&OWNER), before.created_by].into_iter().flatten();
            let people = ground.people(ids).await?;
            let next = before.get(&STEP).unwrap_or(1);
            let made = go_on(&ground, people.doer(&lead, &before), &lead, &mut after, next as usize);
            on.due = made.as_ref().and_then(|made| made.get(&task::DUE_AT));
            made.into_iter().for_each(|made| rows.insert(&task::KIND, made));
        }
        on.sequences = -i64::from(after.get(&STATUS) != Some(ACTIVE));
    }
    rows.update(&KIND, before, after);
    let notices = rows.write(&ground, &mut draft.set)?;
    draft.notices.extend(notices);
    Ok(Some((lead.id, on)))
}
