//! Tasks: when they were completed, and when the next one is due on what they are about.

use kith_access::{Action, Scope, decide};
use kith_catalog::task::{ASSIGNEE, CHECKLIST, COMPLETED_AT, DUE_AT, KIND, RECORD, STATUS};
use kith_model::{
    Condition, Cursor, Direction, FieldCode, Filter, Op as Compare, Operand, PageQuery, Record, RecordLink, Sort,
    SortKey, Timestamp, TrashMode, Value,
};
use serde_json::Value as Json;

use crate::AppError;
use crate::modules::draft::put;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;

/// The rules of tasks.
pub(in crate::modules) struct TaskRules;

const NEXT_ACTION_AT: &str = "next_action_at";

fn is_open(task: &Record) -> bool {
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
        if draft.get(&CHECKLIST).is_some_and(|list| !is_checklist(list)) {
            draft.fail(&CHECKLIST, FieldCode::WrongType, "This takes a list of {\"text\", \"done\"}.");
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            draft.notify_owner(&ASSIGNEE);
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
            for link in [moved_away, new].into_iter().flatten() {
                next_action(draft, link).await?;
            }
            Ok(())
        })
    }
}

/// Writes the earliest due date of the open tasks about a record onto that record.
async fn next_action(draft: &mut Draft<'_>, link: RecordLink) -> Result<(), AppError> {
    let kind = kith_catalog::find_kind(&link.kind);
    if kind.is_none_or(|kind| kind.field(NEXT_ACTION_AT).is_none()) {
        return Ok(());
    }
    let live = draft.op != Op::Delete;
    let after = &draft.after;
    let mine = Some(after).filter(|task| live && is_open(task) && task.get(&RECORD) == Some(&link));
    let mine = mine.and_then(|task| task.get(&DUE_AT));
    let others = earliest_other(draft, &link).await?;
    let earliest = [mine, others].into_iter().flatten().min();
    draft
        .touch(&link.kind, link.id, |record| {
            put(record, NEXT_ACTION_AT, earliest.map_or(Value::Null, Value::Time));
        })
        .await
}

async fn earliest_other(draft: &Draft<'_>, link: &RecordLink) -> Result<Option<Timestamp>, AppError> {
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.into(), op, operand });
    let about = Operand::One(format!("{}:{}", link.kind, link.id).into());
    let open = Operand::Many(vec!["pending".into(), "in_progress".into()]);
    let query = PageQuery {
        filter: Filter::And(vec![
            is(RECORD.key(), Compare::Eq, about),
            is(STATUS.key(), Compare::In, open),
            is(DUE_AT.key(), Compare::NotEmpty, Operand::None),
        ]),
        words: None,
        sort: Sort(vec![SortKey { field: DUE_AT.key().into(), direction: Direction::Ascending }]),
        cursor: Cursor::Start,
        // The task itself may be the earliest; the second is then the answer.
        limit: 2,
        fields: None,
        include: Vec::new(),
        trash: TrashMode::Live,
        now: draft.now,
        time_zone: "UTC".into(),
        me: None,
    };
    let permit = decide(&Scope::system(draft.scope.workspace), KIND.key, Action::Read, true)?;
    let tasks = draft.app.store().list_records(&permit, draft.schema, &query).await?;
    Ok(tasks.iter().filter(|task| task.id != draft.after.id).find_map(|task| task.get(&DUE_AT)))
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
