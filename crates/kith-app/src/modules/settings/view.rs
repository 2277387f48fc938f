//! Saved views: mine, my team's, everybody's.

use kith_access::Scope;
use kith_catalog::notification;
use kith_catalog::view::{LOCKED, OWNER, RECORD_KIND, STATE, VISIBILITY};
use kith_model::markers::{Ref, Text};
use kith_model::{Condition, Field, FieldCode, Filter, Op as Compare, Operand, Record};

use crate::AppError;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;

/// The rules of saved views.
pub(in crate::modules) struct ViewRules;

impl Rules for ViewRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        if draft.get(&RECORD_KIND).is_some_and(|kind| kith_catalog::find_kind(kind).is_none()) {
            draft.fail(&RECORD_KIND, FieldCode::InvalidOption, "There are no such records.");
        }
        let odd = |state: &serde_json::Value| {
            let known = ["filter", "sort", "columns", "layout"];
            state.as_object().is_none_or(|state| state.keys().any(|key| !known.contains(&key.as_str())))
        };
        if draft.get(&STATE).is_some_and(odd) {
            let message = "This takes an object of \"filter\", \"sort\", \"columns\" and \"layout\".";
            draft.fail(&STATE, FieldCode::WrongType, message);
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            let locked = draft.before.is_some() && draft.old(&LOCKED) == Some(true);
            let mine = draft.scope.user().is_none() || draft.old(&OWNER) == draft.scope.user();
            if locked && !mine && draft.op != Op::Create {
                return Err(AppError::Conflict("This view is locked; only its owner changes it.".into()));
            }
            tell_shared(draft, &VISIBILITY, &OWNER);
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

/// What people keep for themselves, for their team or for everyone, as far as somebody sees it.
pub(super) fn shared(scope: &Scope, visibility: &Field<Text>, owner: &Field<Ref>) -> Option<Filter> {
    let me = scope.user()?;
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.into(), op, operand });
    let team = scope.team_user_ids.iter().chain([&me]).map(|id| id.to_string().into()).collect();
    Some(Filter::Or(vec![
        visibility.equals("everyone"),
        owner.is(me),
        Filter::And(vec![visibility.equals("team"), is(owner.key(), Compare::In, Operand::Many(team))]),
    ]))
}

/// Whether somebody sees one of them.
pub(super) fn is_shared(scope: &Scope, record: &Record, visibility: &Field<Text>, owner: &Field<Ref>) -> bool {
    let Some(me) = scope.user() else { return true };
    let owner = record.get(owner);
    owner == Some(me)
        || match record.get(visibility) {
            Some("everyone") => true,
            Some("team") => owner.is_some_and(|owner| scope.team_user_ids.contains(&owner)),
            _ => false,
        }
}

/// Tells the team of what somebody shares with it, or with everybody: those further away will find it.
pub(super) fn tell_shared(draft: &mut Draft<'_>, visibility: &Field<Text>, owner: &Field<Ref>) {
    let shared = |visibility: Option<&str>| matches!(visibility, Some("team" | "everyone"));
    let begins = draft.edits() && shared(draft.get(visibility)) && !shared(draft.old(visibility));
    if begins && draft.scope.user().is_some() && draft.get(owner) == draft.scope.user() {
        let mates: Vec<_> = draft.scope.team_user_ids.to_vec();
        mates.into_iter().for_each(|mate| draft.notify(mate, notification::SHARED));
    }
}
