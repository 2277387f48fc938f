//! Threads of notes: answers stand under the note that began the thread, one level deep.

use std::collections::BTreeSet;

use kith_access::{Action, Scope, decide};
use kith_catalog::note::{BODY, KIND, PARENT, RECORD};
use kith_catalog::notification::NOTE_REPLY;
use kith_model::{FieldCode, Id, Record, TrashMode, Value, markdown};

use crate::AppError;
use crate::modules::{Draft, Notice, Op};
use crate::records::{all_in, records_by_id};

/// Puts a new note into the thread of what it answers, and tells those who wrote in it.
pub(super) async fn join(draft: &mut Draft<'_>, parent: Id) -> Result<(), AppError> {
    let Some(parent) = read(draft, parent).await?.filter(|parent| parent.deleted_at.is_none()) else {
        draft.fail(&PARENT, FieldCode::NotFound, "The note it answers is gone.");
        return Ok(());
    };
    if parent.get(&RECORD) != draft.get(&RECORD) {
        draft.fail(&PARENT, FieldCode::Invalid, "An answer is about the same record as what it answers.");
        return Ok(());
    }
    // An answer to an answer goes on with the same thread.
    let first = match parent.get(&PARENT) {
        Some(first) => read(draft, first).await?.unwrap_or(parent),
        None => parent,
    };
    draft.put(&PARENT, Value::Id(first.id));
    let mut people: BTreeSet<Id> = first.created_by.into_iter().collect();
    people.extend(answers(draft, first.id, TrashMode::Live).await?.iter().filter_map(|note| note.created_by));
    // Whoever is mentioned in it is told of that already.
    for mentioned in draft.get(&BODY).map(markdown::mentions).unwrap_or_default() {
        people.remove(&mentioned);
    }
    // It is told of the thread, so that many answers are one line.
    let told = people.into_iter().map(|to| Notice { to, what: NOTE_REPLY, kind: &KIND, record: first.clone() });
    draft.notices.extend(told);
    Ok(())
}

/// Into the trash, and out of it, go the answers with the note that began the thread; those come back
/// that went with it.
pub(super) async fn follow(draft: &mut Draft<'_>) -> Result<(), AppError> {
    let (was, now) = (draft.before.and_then(|before| before.deleted_at), draft.after.deleted_at);
    let trash = if draft.op == Op::Delete { TrashMode::Live } else { TrashMode::Only };
    let permit = decide(&Scope::system(draft.scope.workspace), KIND.key, Action::Delete, KIND.activity)?;
    let schema = draft.workspace.schema(&KIND);
    for answer in answers(draft, draft.after.id, trash).await? {
        if answer.deleted_at != was {
            continue;
        }
        let mut after = answer.clone();
        after.version += 1;
        after.updated_at = draft.now;
        after.deleted_at = now;
        draft.set.update(&permit, &schema, answer, after);
    }
    Ok(())
}

/// An answer comes back into a thread that is there.
pub(super) async fn is_there(draft: &mut Draft<'_>, first: Id) -> Result<(), AppError> {
    match read(draft, first).await? {
        Some(first) if first.deleted_at.is_none() => Ok(()),
        _ => Err(AppError::Conflict("The note it answers is in the trash. Restore that one.".into())),
    }
}

async fn read(draft: &Draft<'_>, id: Id) -> Result<Option<Record>, AppError> {
    Ok(records_by_id(draft.app, &Scope::system(draft.scope.workspace), &KIND, &[id]).await?.pop())
}

async fn answers(draft: &Draft<'_>, first: Id, trash: TrashMode) -> Result<Vec<Record>, AppError> {
    all_in(draft.app, &Scope::system(draft.scope.workspace), &KIND, PARENT.is(first), trash).await
}
