//! Notes: their title is how they begin, and whom they mention is told.

use std::collections::HashSet;

use kith_access::Scope;
use kith_catalog::note::{BODY, EDITED_AT, PARENT, RECORD};
use kith_catalog::{notification, user};
use kith_model::{FieldCode, Id, Record, Value, markdown};

use crate::AppError;
use crate::modules::work::thread;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::records_by_id;

/// The rules of notes.
pub(in crate::modules) struct NoteRules;

const TITLE_CHARACTERS: usize = 80;
/// So many people fit into one note.
const MOST_MENTIONS: usize = 50;

impl Rules for NoteRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.op == Op::Update && draft.changes(&RECORD) {
            draft.fail(&RECORD, FieldCode::Invalid, "A note stays with what it was written about.");
        }
        if draft.edits() && draft.changes(&BODY) {
            write_down(draft);
        }
        if draft.op == Op::Update && draft.changes(&PARENT) {
            draft.fail(&PARENT, FieldCode::Invalid, "A note stays in its thread.");
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            // What strangers send through a form names nobody.
            if draft.edits() && draft.changes(&BODY) && draft.scope.user().is_some() {
                tell_mentioned(draft).await?;
            }
            match (draft.op, draft.get(&PARENT)) {
                (Op::Create, Some(parent)) => thread::join(draft, parent).await,
                (Op::Delete | Op::Restore, None) => thread::follow(draft).await,
                (Op::Restore, Some(parent)) => thread::is_there(draft, parent).await,
                _ => Ok(()),
            }
        })
    }

    fn title(&self, record: &Record) -> Option<String> {
        let text = markdown::plain_text(record.get(&BODY).unwrap_or_default());
        Some(text.chars().take(TITLE_CHARACTERS).collect::<String>().trim_end().to_owned())
    }
}

/// The text as it is kept: without the titles of other records, which not all of its readers may read.
fn write_down(draft: &mut Draft<'_>) {
    let Some(body) = draft.get(&BODY).map(markdown::without_titles) else { return };
    if markdown::mentions(&body).len() > MOST_MENTIONS {
        let message = format!("At most {MOST_MENTIONS} people can be mentioned in one note.");
        draft.fail(&BODY, FieldCode::TooLarge, message);
    }
    // Ticking a box of a list is no other text.
    let ticked = draft.old(&BODY).is_some_and(|old| markdown::unticked(old) == markdown::unticked(&body));
    draft.put(&BODY, Value::Text(body));
    if draft.op == Op::Update && !ticked {
        draft.put(&EDITED_AT, Value::Time(draft.now));
    }
}

/// Tells those whom the text mentions and did not mention before.
async fn tell_mentioned(draft: &mut Draft<'_>) -> Result<(), AppError> {
    let before: HashSet<Id> = draft.old(&BODY).map(markdown::mentions).unwrap_or_default().into_iter().collect();
    let mut new = draft.get(&BODY).map(markdown::mentions).unwrap_or_default();
    new.retain(|id| !before.contains(id));
    if new.is_empty() {
        return Ok(());
    }
    let system = Scope::system(draft.scope.workspace);
    let known = records_by_id(draft.app, &system, &user::KIND, &new).await?;
    if new.iter().any(|id| known.iter().all(|user| user.id != *id)) {
        draft.fail(&BODY, FieldCode::NotFound, "This mentions somebody who is not here.");
    }
    for id in new {
        draft.notify(id, notification::MENTIONED);
    }
    Ok(())
}
