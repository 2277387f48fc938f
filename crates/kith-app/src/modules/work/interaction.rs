//! Interactions: they are what "last contact" means.

use kith_catalog::interaction::{CONTACT, DEAL, LEAD, OCCURRED_AT};
use kith_model::{Id, Timestamp, Value};

use crate::AppError;
use crate::modules::draft::put;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;

/// The rules of interactions.
pub(in crate::modules) struct InteractionRules;

const LAST_CONTACTED_AT: &str = "last_contacted_at";

impl Rules for InteractionRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.edits() && draft.get(&OCCURRED_AT).is_none() {
            draft.put(&OCCURRED_AT, Value::Time(draft.now));
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            let Some(at) = draft.get(&OCCURRED_AT) else { return Ok(()) };
            // A deleted interaction leaves the date: it stays true that somebody was in touch. One
            // planned for later counts once it has happened, so not yet.
            if draft.op == Op::Delete || at > draft.now {
                return Ok(());
            }
            let linked = [("contact", draft.get(&CONTACT)), ("lead", draft.get(&LEAD)), ("deal", draft.get(&DEAL))];
            for (kind, id) in linked {
                if let Some(id) = id {
                    contacted(draft, kind, id, at).await?;
                }
            }
            Ok(())
        })
    }
}

async fn contacted(draft: &mut Draft<'_>, kind: &str, id: Id, at: Timestamp) -> Result<(), AppError> {
    draft
        .touch(kind, id, |record| {
            let earlier = match record.value(LAST_CONTACTED_AT) {
                Value::Time(known) => *known < at,
                _ => true,
            };
            if earlier {
                put(record, LAST_CONTACTED_AT, Value::Time(at));
            }
        })
        .await
}
