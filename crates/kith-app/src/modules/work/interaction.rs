//! Interactions: they are what "last contact" means.

use kith_catalog::interaction::{CONTACT, DEAL, LEAD, OCCURRED_AT};
use kith_model::{Id, Timestamp, Value};

use crate::AppError;
use crate::modules::draft::put;
use crate::modules::sales::sequence::{self, Stopped};
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
            // A deleted interaction leaves the date: it stays true that somebody was in touch. One
            // planned for later counts once it has happened, so not yet.
            let at = draft.get(&OCCURRED_AT).filter(|at| draft.op != Op::Delete && *at <= draft.now);
            for (kind, id) in [("contact", draft.get(&CONTACT)), ("deal", draft.get(&DEAL))] {
                if let (Some(id), Some(at)) = (id, at) {
                    contacted(draft, kind, id, Some(at), None).await?;
                }
            }
            // A lead's score follows what is logged, taken away and moved elsewhere.
            let (old, new) = (draft.old(&LEAD), draft.get(&LEAD));
            if let Some(id) = new {
                let stopped = sequence::replied(draft, id).await?;
                contacted(draft, "lead", id, at, stopped).await?;
            }
            if let Some(id) = old.filter(|old| Some(*old) != new) {
                contacted(draft, "lead", id, None, None).await?;
            }
            Ok(())
        })
    }
}

async fn contacted(
    draft: &mut Draft<'_>,
    kind: &str,
    id: Id,
    at: Option<Timestamp>,
    stopped: Option<Stopped>,
) -> Result<(), AppError> {
    draft
        .touch(kind, id, |record| {
            let earlier = match record.value(LAST_CONTACTED_AT) {
                Value::Time(known) => at.is_some_and(|at| *known < at),
                _ => true,
            };
            if let Some(at) = at.filter(|_| earlier) {
                put(record, LAST_CONTACTED_AT, Value::Time(at));
            }
            if let Some(stopped) = &stopped {
                stopped.apply(record);
            }
        })
        .await?;
    stopped.map_or(Ok(()), |stopped| stopped.write(draft))
}
