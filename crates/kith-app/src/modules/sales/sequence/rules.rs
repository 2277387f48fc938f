//! Sequences: steps that can be done, and no end while leads are in them.

use kith_catalog::enrolment;
use kith_catalog::enrolment::{ACTIVE, DELETED, STATUS};
use kith_catalog::sequence::{KIND, STEPS};
use kith_model::{FieldError, Filter, Record, Timestamp};

use super::course::stop;
use super::steps::check;
use super::stop::active_in;
use crate::AppError;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::count_of;

/// The rules of sequences.
pub(in crate::modules) struct SequenceRules;

/// More than anybody can choose from.
const MOST: i64 = 200;

impl Rules for SequenceRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if let Some(steps) = draft.get(&STEPS).filter(|_| draft.edits()) {
            let errors: Vec<FieldError> = check(steps);
            draft.errors.extend(errors);
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            let count = async |kind, filter| count_of(draft.app, draft.scope.workspace, kind, filter).await;
            if matches!(draft.op, Op::Create | Op::Restore) && count(&KIND, Filter::all()).await? >= MOST {
                return Err(AppError::Conflict(format!("There are {MOST} sequences already. Delete one first.")));
            }
            if draft.op == Op::Delete {
                let leads = count(&enrolment::KIND, active_in(draft.after.id)).await?;
                if leads > 0 {
                    let are = if leads == 1 { "lead is" } else { "leads are" };
                    return Err(AppError::Conflict(format!("{leads} {are} in it. Stop it for them first.")));
                }
            }
            Ok(())
        })
    }
}

/// The rules of enrolments: Kith alone writes them.
pub(in crate::modules) struct EnrolmentRules;

impl Rules for EnrolmentRules {
    fn goes_with_whole(&self, part: &mut Record, now: Timestamp) {
        if part.get(&STATUS) == Some(ACTIVE) {
            stop(part, DELETED, now);
        }
    }
}
