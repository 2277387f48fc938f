//! Saved reports: mine, my team's, everybody's; what they show makes sense, and when they are sent.

use kith_access::Scope;
use kith_catalog::notification::SHARED;
use kith_catalog::report::{
    DEFINITION, NEXT_SEND_AT, OWNER, RECIPIENTS, SCHEDULE, SCHEDULE_DAY, SCHEDULE_HOUR, VISIBILITY,
};
use kith_model::{FieldCode, Filter, Id, Record, Value};
use serde_json::Value as Json;

use super::view::{is_shared, shared, tell_shared};
use crate::AppError;
use crate::modules::{Draft, Rules};
use crate::ports::BoxFuture;
use crate::reports::{Definition, schedule};

/// The rules of saved reports.
pub(in crate::modules) struct ReportRules;

impl Rules for ReportRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        let read = draft.get(&DEFINITION).map(|json| match json {
            Json::Object(definition) => Definition::read(definition).map(|_| ()),
            _ => Err(AppError::field(DEFINITION.key(), FieldCode::WrongType, "This takes an object.")),
        });
        if let Some(Err(AppError::Validation(errors))) = read {
            let said: Vec<String> = errors.iter().map(|error| format!("{}: {}", error.field, error.message)).collect();
            draft.fail(&DEFINITION, FieldCode::Invalid, said.join(" "));
        }
        let weekly = draft.get(&SCHEDULE) == Some("weekly");
        if weekly && draft.get(&SCHEDULE_DAY).is_some_and(|day| day > 7) {
            draft.fail(&SCHEDULE_DAY, FieldCode::TooLarge, "A week has seven days.");
        }
        let sent = draft.get(&SCHEDULE).is_some_and(|schedule| schedule != "none");
        if sent && draft.get(&RECIPIENTS).is_none_or(<[_]>::is_empty) {
            draft.fail(&RECIPIENTS, FieldCode::Required, "Say to whom it is sent.");
        }
        let moved = draft.changes(&SCHEDULE) || draft.changes(&SCHEDULE_DAY) || draft.changes(&SCHEDULE_HOUR);
        if moved {
            let next = schedule::next_send(&draft.after, draft.now, draft.workspace.time_zone());
            draft.put(&NEXT_SEND_AT, next.map_or(Value::Null, Value::Time));
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            tell_shared(draft, &VISIBILITY, &OWNER);
            let before = draft.old(&RECIPIENTS).unwrap_or_default().to_vec();
            let sent = draft.get(&SCHEDULE).is_some_and(|schedule| schedule != "none");
            if draft.edits() && sent && draft.scope.user().is_some() {
                let new: Vec<Id> = draft.get(&RECIPIENTS).unwrap_or_default().to_vec();
                new.into_iter().filter(|id| !before.contains(id)).for_each(|id| draft.notify(id, SHARED));
            }
            Ok(())
        })
    }

    fn visible(&self, scope: &Scope) -> Option<Filter> {
        shared(scope, &VISIBILITY, &OWNER)
    }

    fn sees(&self, scope: &Scope, record: &Record) -> bool {
        is_shared(scope, record, &VISIBILITY, &OWNER)
    }
}
