//! The course of one enrolment: pure changes of its record.

use kith_catalog::enrolment::{
    ACTIVE, ENDED_AT, FINISHED, LOG, NEXT_DUE_AT, STATUS, STEP, STEPS, STOPPED, STOPPED_REASON, TASK,
};
use kith_catalog::{enrolment, lead, task};
use kith_model::{Id, Record, RecordLink, Timestamp, Value};
use serde_json::{Value as Json, json};

use super::calendar::Calendar;
use super::plan::Ground;
use super::steps::{StepKind, fill, read};
use crate::modules::draft_put as put;
use crate::records::new_record;

/// Why a lead is not followed up, or not any more.
pub(super) fn ends(lead: &Record) -> Option<&'static str> {
    match (lead.get(&lead::STATUS), lead.get(&lead::STAGE)) {
        _ if lead.deleted_at.is_some() => Some(enrolment::DELETED),
        (Some("converted"), _) => Some(enrolment::CONVERTED),
        (_, Some("won")) => Some(enrolment::WON),
        (_, Some("lost")) => Some(enrolment::LOST),
        _ if lead.get(&lead::DO_NOT_DISTURB) == Some(true) => Some(enrolment::DO_NOT_DISTURB),
        _ => None,
    }
}

/// Whether the task of a step is open, so that nothing else is waited for.
pub(super) fn has_open_step(enrolment: &Record) -> bool {
    enrolment.get(&STATUS) == Some(ACTIVE) && enrolment.get(&NEXT_DUE_AT).is_none()
}

/// Goes on with the step at `index`, counted from none. Answers the task, where its moment is now.
pub(super) fn go_on(
    ground: &Ground<'_>,
    doer: Option<&Record>,
    lead: &Record,
    enrolment: &mut Record,
    index: usize,
) -> Option<Record> {
    let steps = read(enrolment.get(&STEPS));
    let waits = steps.iter().skip(index).take_while(|step| step.kind == StepKind::Wait);
    let (days, skipped) = waits.fold((0, 0), |(days, n), step| (days + step.days, n + 1));
    let index = index + skipped;
    if index >= steps.len() {
        put(enrolment, STATUS.key(), Value::Text(FINISHED.into()));
        put(enrolment, NEXT_DUE_AT.key(), Value::Null);
        put(enrolment, ENDED_AT.key(), Value::Time(ground.now));
        return None;
    }
    put(enrolment, STEP.key(), Value::Int(index as i64 + 1));
    let due = Calendar::of(doer, ground.data.time_zone()).after(ground.now, days);
    put(enrolment, NEXT_DUE_AT.key(), Value::Time(due));
    begin(ground, doer, lead, enrolment)
}

/// Begins the step that is waited for, if its moment has come and somebody is there to do it;
/// otherwise it waits for the moment at which they are.
pub(super) fn begin(
    ground: &Ground<'_>,
    doer: Option<&Record>,
    lead: &Record,
    enrolment: &mut Record,
) -> Option<Record> {
    let calendar = Calendar::of(doer, ground.data.time_zone());
    let due = calendar.next(enrolment.get(&NEXT_DUE_AT)?.max(ground.now));
    if due > ground.now {
        put(enrolment, NEXT_DUE_AT.key(), Value::Time(due));
        return None;
    }
    let number = enrolment.get(&STEP)?;
    let step = read(enrolment.get(&STEPS)).into_iter().nth(usize::try_from(number - 1).ok()?)?;
    let me = doer.map(|doer| doer.title.as_str()).unwrap_or_default();
    let mut record = new_record(ground.app.new_id(), ground.now, ground.user);
    let subject: String = fill(step.subject.trim(), lead, me).chars().take(200).collect();
    let link = RecordLink { kind: lead::KIND.key.into(), id: lead.id };
    record.title.clone_from(&subject);
    let by = calendar.by(due);
    for (key, value) in [
        (task::TITLE.key(), Value::Text(subject)),
        (task::DESCRIPTION.key(), Value::Text(fill(&step.text, lead, me))),
        (task::TASK_KIND.key(), Value::Text(step.kind.task_kind().into())),
        (task::PRIORITY.key(), Value::Text("normal".into())),
        (task::STATUS.key(), Value::Text("pending".into())),
        (task::DUE_AT.key(), Value::Time(by)),
        (task::ASSIGNEE.key(), doer.map_or(Value::Null, |doer| Value::Id(doer.id))),
        (task::RECORD.key(), Value::Link(link)),
    ] {
        put(&mut record, key, value);
    }
    put(enrolment, NEXT_DUE_AT.key(), Value::Null);
    put(enrolment, TASK.key(), Value::Id(record.id));
    log(enrolment, |log| {
        log.push(json!({"step": number, "task_id": record.id, "made_at": ground.now, "due_at": by}));
    });
    Some(record)
}

/// Notes in the log that the open step ended.
pub(super) fn close(enrolment: &mut Record, outcome: &str, now: Timestamp) {
    log(enrolment, |log| {
        let open = log.last_mut().and_then(Json::as_object_mut).filter(|entry| !entry.contains_key("ended_at"));
        if let Some(entry) = open {
            entry.insert("ended_at".into(), json!(now));
            entry.insert("outcome".into(), json!(outcome));
        }
    });
}

/// Ends it before its end.
pub(super) fn stop(enrolment: &mut Record, reason: &str, now: Timestamp) {
    close(enrolment, "cancelled", now);
    put(enrolment, STATUS.key(), Value::Text(STOPPED.into()));
    put(enrolment, STOPPED_REASON.key(), Value::Text(reason.into()));
    put(enrolment, NEXT_DUE_AT.key(), Value::Null);
    put(enrolment, ENDED_AT.key(), Value::Time(now));
}

/// Takes the end of the last step back: its task is open again.
pub(super) fn reopen(enrolment: &mut Record) {
    let mut step = None;
    log(enrolment, |log| {
        if let Some(entry) = log.last_mut().and_then(Json::as_object_mut) {
            entry.remove("ended_at");
            entry.remove("outcome");
            step = entry.get("step").and_then(Json::as_i64);
        }
    });
    put(enrolment, STATUS.key(), Value::Text(ACTIVE.into()));
    put(enrolment, NEXT_DUE_AT.key(), Value::Null);
    put(enrolment, ENDED_AT.key(), Value::Null);
    if let Some(step) = step {
        put(enrolment, STEP.key(), Value::Int(step));
    }
}

/// A lead in a sequence, before the first step.
pub(super) fn new(ground: &Ground<'_>, sequence: &Record, lead: Id) -> Record {
    let mut record = new_record(ground.app.new_id(), ground.now, ground.user);
    record.title.clone_from(&sequence.title);
    for (key, value) in [
        (enrolment::LEAD.key(), Value::Id(lead)),
        (enrolment::SEQUENCE.key(), Value::Id(sequence.id)),
        (enrolment::NAME.key(), Value::Text(sequence.title.clone())),
        (STATUS.key(), Value::Text(ACTIVE.into())),
        (STEPS.key(), sequence.value(kith_catalog::sequence::STEPS.key()).clone()),
    ] {
        put(&mut record, key, value);
    }
    record
}

fn log(enrolment: &mut Record, change: impl FnOnce(&mut Vec<Json>)) {
    let mut list = enrolment.get(&LOG).and_then(Json::as_array).cloned().unwrap_or_default();
    change(&mut list);
    put(enrolment, LOG.key(), Value::Json(Json::Array(list)));
}
