//! The next one of a series: made when one is done or left out, taken back when that is.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use kith_access::{Action, decide};
use kith_catalog::task::{
    CHECKLIST, COMPLETED_AT, DUE_AT, INVITE_SEQUENCE, INVITED_AT, KIND, NOTE, PARTICIPANTS, RECORD, RECURRENCE,
    REMINDED, REMINDER_AT, SERIES, STATUS, TOLD,
};
use kith_model::{Id, Record, RecordLink, Schema, Timestamp, Value};
use serde_json::{Value as Json, json};

use super::series::{Series, moment};
use crate::AppError;
use crate::modules::draft::{put, same, system_of};
use crate::modules::work::participants;
use crate::modules::work::task::is_open;
use crate::modules::{Draft, Op};
use crate::records::{apply_values, derived_id, new_record, title_of};

/// What came of it for what the task is about.
#[derive(Debug, Default)]
pub(in crate::modules::work) struct Followed {
    /// What the next one is about, and when it is due.
    pub next: Option<(RecordLink, Timestamp)>,
    /// The one that was taken back.
    pub gone: Option<Id>,
}

/// Makes the next one in the same transaction, or takes it back. Its id is made of the series' and its
/// date, so there is one, whoever and however often.
pub(in crate::modules::work) async fn follow(draft: &mut Draft<'_>) -> Result<Followed, AppError> {
    let (true, Some(before), Some(series)) = (draft.op == Op::Update, draft.before, Series::of(&draft.after)) else {
        return Ok(Followed::default());
    };
    let (was, is) = (is_open(before), is_open(&draft.after));
    let Some(at) = (was != is).then(|| series.next(&draft.after)).flatten() else { return Ok(Followed::default()) };
    let id = derived_id(series.id, &[b"occurrence", at.to_string().as_bytes()]);
    let system = system_of(draft.scope);
    let schema = draft.workspace.schema(&KIND);
    let permit = decide(&system, KIND.key, Action::Update, KIND.activity)?;
    let known = draft.app.store().find_record(&permit, &schema, id).await?;
    let next = next_one(draft, &series, id, at);
    let about = next.get(&RECORD).cloned().zip(next.get(&DUE_AT));
    match (is, known) {
        (false, None) => {
            draft.set.insert(&decide(&system, KIND.key, Action::Create, KIND.activity)?, &schema, next);
            Ok(Followed { next: about, gone: None })
        }
        // Taken back before: it comes again.
        (false, Some(known)) if known.deleted_at.is_some() => {
            let (version, created_at, created_by) = (known.version + 1, known.created_at, known.created_by);
            let after = Record { version, created_at, created_by, ..next };
            draft.set.update(&permit, &schema, known, after);
            Ok(Followed { next: about, gone: None })
        }
        (true, Some(known)) if known.deleted_at.is_none() && untouched(&schema, &known, &next) => {
            let mut after = known.clone();
            (after.deleted_at, after.version, after.updated_at) = (Some(draft.now), known.version + 1, draft.now);
            draft.set.update(&permit, &schema, known, after);
            Ok(Followed { next: None, gone: Some(id) })
        }
        _ => Ok(Followed::default()),
    }
}

/// Whether nobody has changed it since it was made.
fn untouched(schema: &Schema, known: &Record, made: &Record) -> bool {
    let mut fields = schema.fields.iter().filter(|spec| ![REMINDED.key(), TOLD.key()].contains(&spec.key.as_str()));
    fields.all(|spec| same(known.value(&spec.key), made.value(&spec.key)))
}

/// The next one: what this one is, but for what belongs to its own turn.
fn next_one(draft: &Draft<'_>, series: &Series, id: Id, at: DateTime) -> Record {
    let this = &draft.after;
    let mut next = new_record(id, draft.now, draft.scope.user());
    next.values = this.values.clone();
    let schema = draft.workspace.schema(&KIND);
    apply_values(&schema, &draft.workspace.input_context(), &series.keep, &mut next);
    let due = moment(at, &series.time_zone());
    let ahead = this.get(&REMINDER_AT).zip(this.get(&DUE_AT)).map(|(at, due)| due.as_micros() - at.as_micros());
    let reminder = due.zip(ahead).map(|(due, ahead)| Timestamp::from_micros(due.as_micros() - ahead));
    let own = Series { at, keep: BTreeMap::new(), ..series.clone() };
    let checklist = next.get(&CHECKLIST).map(unticked);
    let participants = participants::as_new(&next);
    put(&mut next, DUE_AT.key(), due.map_or(Value::Null, Value::Time));
    put(&mut next, REMINDER_AT.key(), reminder.map_or(Value::Null, Value::Time));
    put(&mut next, SERIES.key(), own.value());
    put(&mut next, RECURRENCE.key(), this.value(RECURRENCE.key()).clone());
    put(&mut next, STATUS.key(), Value::Text("pending".into()));
    put(&mut next, CHECKLIST.key(), checklist.map_or(Value::Null, Value::Json));
    put(&mut next, PARTICIPANTS.key(), Value::Json(participants));
    for own in [COMPLETED_AT.key(), REMINDED.key(), TOLD.key(), NOTE.key(), INVITED_AT.key(), INVITE_SEQUENCE.key()] {
        put(&mut next, own, Value::Null);
    }
    next.title = title_of(&KIND, &next);
    next
}

fn unticked(list: &Json) -> Json {
    list.as_array().into_iter().flatten().map(|item| json!({"text": item["text"], "done": false})).collect()
}
