//! Tasks: when they were completed, and when the next one is due on what they are about.

use kith_access::{Action, Scope, decide};
use kith_catalog::lead;
use kith_catalog::task::{ASSIGNEE, CHECKLIST, COMPLETED_AT, DUE_AT, INVITE_SEQUENCE, KIND, NOTE, RECORD, STATUS};
use kith_model::{
    Condition, Direction, FieldCode, Filter, Id, Op as Compare, Operand, Record, RecordLink, Sort, SortKey, Timestamp,
    Value,
};
use serde_json::Value as Json;

use super::recurrence::{self, Followed};
use super::{invitations, participants, reminders};
use crate::modules::draft::put;
use crate::modules::sales::sequence::{self, OnLead};
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::page_query;
use crate::{App, AppError, workspace};

/// The rules of tasks.
pub(in crate::modules) struct TaskRules;

const NEXT_ACTION_AT: &str = "next_action_at";

/// Whether it is still to be done.
pub(crate) fn is_open(task: &Record) -> bool {
    matches!(task.get(&STATUS), Some("pending" | "in_progress"))
}

impl Rules for TaskRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        if draft.get(&STATUS) != Some("completed") {
            draft.put(&COMPLETED_AT, Value::Null);
        } else if draft.old(&STATUS) != Some("completed") {
            draft.put(&COMPLETED_AT, Value::Time(draft.now));
        }
        if draft.op == Op::Update && draft.changes(&NOTE) {
            draft.fail(&NOTE, FieldCode::Invalid, "A task stays with the note it was made from.");
        }
        if draft.get(&CHECKLIST).is_some_and(|list| !is_checklist(list)) {
            draft.fail(&CHECKLIST, FieldCode::WrongType, "This takes a list of {\"text\", \"done\"}.");
        }
        participants::prepare(draft);
        recurrence::prepare(draft);
        reminders::prepare(draft);
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            draft.notify_owner(&ASSIGNEE);
            reminders::tell(draft);
            participants::tell(draft);
            invitations::follow(draft);
            let step = sequence::task_changed(draft).await?;
            let relevant = !draft.edits()
                || draft.changes(&DUE_AT)
                || draft.changes(&STATUS)
                || draft.changes(&RECORD)
                || draft.before.is_none();
            if !relevant {
                return Ok(());
            }
            let (old, new) = (draft.old(&RECORD).cloned(), draft.get(&RECORD).cloned());
            let moved_away = old.filter(|old| new.as_ref() != Some(old));
            let followed = recurrence::follow(draft).await?;
            let links: Vec<RecordLink> = [moved_away, new].into_iter().flatten().collect();
            for link in &links {
                let on = step.filter(|(lead, _)| link.id == *lead).map(|(_, on)| on);
                next_action(draft, link, on.unwrap_or_default(), &followed).await?;
            }
            match step.filter(|(lead, _)| links.iter().all(|link| link.id != *lead)) {
                Some((lead, on)) => draft.touch(lead::KIND.key, lead, |lead| on.apply(lead)).await,
                None => Ok(()),
            }
        })
    }

    fn put_back(&self, now: &Record, after: &mut Record) {
        invitations::as_told(now, after);
    }

    fn after_commit(&self, app: &App, _scope: &Scope, before: Option<&Record>, after: &Record) {
        // Invitations that were taken back wait to be sent.
        let count = |task: &Record| task.get(&INVITE_SEQUENCE);
        if before.is_some_and(|before| count(before) != count(after)) {
            app.wake_jobs();
        }
    }
}

/// Writes the earliest due date of the open tasks about a record onto that record, and what else
/// changes in it.
async fn next_action(
    draft: &mut Draft<'_>,
    link: &RecordLink,
    on: OnLead,
    followed: &Followed,
) -> Result<(), AppError> {
    let kind = kith_catalog::find_kind(&link.kind);
    if kind.is_none_or(|kind| kind.field(NEXT_ACTION_AT).is_none()) {
        return Ok(());
    }
    let live = draft.op != Op::Delete;
    let after = &draft.after;
    let mine = Some(after).filter(|task| live && is_open(task) && task.get(&RECORD) == Some(link));
    let mine = mine.and_then(|task| task.get(&DUE_AT));
    let next = followed.next.as_ref().filter(|(about, _)| about == link).map(|(_, due)| *due);
    let except: Vec<Id> = std::iter::once(after.id).chain(followed.gone).collect();
    let others = earliest_open(draft.app, draft.scope.workspace, link, &except).await?;
    let earliest = [mine, next, others].into_iter().flatten().min();
    draft
        .touch(&link.kind, link.id, |record| {
            put(record, NEXT_ACTION_AT, earliest.map_or(Value::Null, Value::Time));
            if link.kind == lead::KIND.key {
                on.apply(record);
            }
        })
        .await
}

/// When the first of the open tasks about a record is due, but for these.
pub(crate) async fn earliest_open(
    app: &App,
    workspace: Id,
    link: &RecordLink,
    except: &[Id],
) -> Result<Option<Timestamp>, AppError> {
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.into(), op, operand });
    let about = Operand::One(format!("{}:{}", link.kind, link.id).into());
    let open = Operand::Many(vec!["pending".into(), "in_progress".into()]);
    let filter = Filter::And(vec![
        is(RECORD.key(), Compare::Eq, about),
        is(STATUS.key(), Compare::In, open),
        is(DUE_AT.key(), Compare::NotEmpty, Operand::None),
    ]);
    let first = Sort(vec![SortKey { field: DUE_AT.key().into(), direction: Direction::Ascending }]);
    let system = Scope::system(workspace);
    // Each that is left out may be the earliest; the next is then the answer.
    let query = page_query(app, &system, filter, first, except.len() as u32 + 1);
    let permit = decide(&system, KIND.key, Action::Read, true)?;
    let tasks = app.store().list_records(&permit, &workspace::schema(app, &system, &KIND).await?, &query).await?;
    Ok(tasks.iter().filter(|task| !except.contains(&task.id)).find_map(|task| task.get(&DUE_AT)))
}

/// Whether this is a list of steps, each with its text and maybe whether it is done.
pub(in crate::modules) fn is_checklist(json: &Json) -> bool {
    json.as_array().is_some_and(|list| {
        list.iter().all(|item| {
            item.as_object().is_some_and(|item| {
                item.get("text").is_some_and(Json::is_string)
                    && item.get("done").is_none_or(Json::is_boolean)
                    && item.keys().all(|key| key == "text" || key == "done")
            })
        })
    })
}
