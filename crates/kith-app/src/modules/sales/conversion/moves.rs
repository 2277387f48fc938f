//! What was written about a lead goes with it, and comes back.

use std::collections::HashSet;

use kith_access::{Action, Scope, decide};
use kith_catalog::{enrolment, file, interaction, lead, note, task};
use kith_model::{Condition, Filter, Id, Op, Operand, Record, RecordKind, RecordLink, Timestamp, Value};

use super::super::sequence::{Ground, stop_all};
use super::OpenTasks;
use crate::AppError;
use crate::modules::draft_put as put;
use crate::modules::moved::{Touched, differences};
use crate::records::{Planned, Planner, all_records};

/// Where what was written goes.
pub(super) struct Target {
    pub contact: Id,
    pub company: Option<Id>,
    pub deal: Option<Id>,
}

/// What moving changes, and what it found on the way.
#[derive(Default)]
pub(super) struct Moves {
    pub planned: Vec<Planned>,
    pub touched: Vec<Touched>,
    /// When the next of the moved open tasks is due.
    pub next_action_at: Option<Timestamp>,
}

/// The records of a kind that were written about a lead.
pub(super) fn hangs_on(kind: &RecordKind, lead: Id) -> Filter {
    let (field, value) = if kind.key == interaction::KIND.key {
        (interaction::LEAD.key(), lead.to_string())
    } else {
        ("record", format!("{}:{lead}", lead::KIND.key))
    };
    Filter::Is(Condition { field: field.into(), op: Op::Eq, operand: Operand::One(value.into()) })
}

/// Plans the moving of everything about a lead, in the converter's name but whoever wrote it.
pub(super) async fn moves(
    planner: &Planner<'_>,
    lead: Id,
    to: &Target,
    open_tasks: OpenTasks,
) -> Result<Moves, AppError> {
    let system = Scope::system(planner.scope.workspace);
    let mut out = Moves::default();
    // Sequences end, and so do their open steps, which stay where they are; taking the conversion back
    // begins none of them again.
    let stopped = stop_all(&Ground::of(planner), lead, enrolment::CONVERTED, |_| true).await?;
    let mut ended: HashSet<Id> = HashSet::new();
    for (kind, before, after) in stopped.rows.list {
        let Some(before) = before else { continue };
        ended.insert(before.id);
        let permit = decide(&system, kind.key, Action::Update, kind.activity)?;
        out.planned.push(planner.replace(&permit, kind, before, after));
    }
    for kind in [&note::KIND, &task::KIND, &file::KIND, &interaction::KIND] {
        for before in all_records(planner.app, &system, kind, hangs_on(kind, lead)).await? {
            if ended.contains(&before.id) {
                continue;
            }
            let mut after = before.clone();
            match kind.key {
                "note" | "file" => link(&mut after, to),
                "task" => move_task(&mut after, to, open_tasks, planner.now, &mut out.next_action_at),
                _ => join(&mut after, to),
            }
            if let Some(touched) = differences(kind, &before, &after) {
                let permit = decide(&system, kind.key, Action::Update, kind.activity)?;
                out.touched.push(touched);
                out.planned.push(planner.replace(&permit, kind, before, after));
            }
        }
    }
    Ok(out)
}

/// Notes, tasks and files hang on one record: the deal where there is one, else the contact.
fn link(record: &mut Record, to: &Target) {
    let (kind, id) = to.deal.map_or(("contact", to.contact), |deal| ("deal", deal));
    put(record, "record", Value::Link(RecordLink { kind: kind.into(), id }));
}

fn move_task(record: &mut Record, to: &Target, open_tasks: OpenTasks, now: Timestamp, next: &mut Option<Timestamp>) {
    let is_open = matches!(record.get(&task::STATUS), Some("pending" | "in_progress"));
    match open_tasks {
        OpenTasks::Leave if is_open => return,
        OpenTasks::Complete if is_open => {
            put(record, task::STATUS.key(), Value::Text("completed".into()));
            put(record, task::COMPLETED_AT.key(), Value::Time(now));
        }
        _ if is_open => *next = [*next, record.get(&task::DUE_AT)].into_iter().flatten().min(),
        _ => {}
    }
    link(record, to);
}

/// An interaction may be with several; what it says already stays.
fn join(record: &mut Record, to: &Target) {
    let add = [
        (interaction::CONTACT.key(), Some(to.contact)),
        (interaction::COMPANY.key(), to.company),
        (interaction::DEAL.key(), to.deal),
    ];
    for (key, id) in add {
        if let Some(id) = id.filter(|_| record.value(key).is_empty()) {
            put(record, key, Value::Id(id));
        }
    }
}
