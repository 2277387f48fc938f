//! Scoring rules: conditions that can be read, and a score anew when one changes.

use kith_access::Scope;
use kith_catalog::lead;
use kith_catalog::scoring_rule::{
    ACTIVE, CAP, CATEGORY, CONDITION, DIRECTION, ENGAGEMENT, FIT, HALF_LIFE_DAYS, INTERACTION_KIND, KIND, OUTCOME,
    POINTS,
};
use kith_model::operand::Circumstances;
use kith_model::{FieldCode, Filter, FilterError, Matcher, Record, Value};

use super::enqueue;
use super::explain::condition_error;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::{count_of, new_record};
use crate::{App, AppError};

/// The rules of scoring rules.
pub(in crate::modules) struct ScoringRuleRules;

/// More rules than anybody can look through.
const MOST: i64 = 100;

/// What follows from the score, or from being scored, cannot be a reason of it.
const CIRCULAR: [&str; 7] =
    ["score", "temperature", "score_source", "hot_told", "score_basis", "updated_at", "win_probability"];

impl Rules for ScoringRuleRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        if draft.get(&POINTS) == Some(0) {
            draft.fail(&POINTS, FieldCode::Invalid, "A rule adds points or takes some away.");
        }
        // What a rule of the other sort has is dropped.
        match draft.get(&CATEGORY) {
            Some(ENGAGEMENT) => draft.put(&CONDITION, Value::Null),
            Some(FIT) => {
                [&INTERACTION_KIND, &DIRECTION, &OUTCOME].into_iter().for_each(|field| draft.put(field, Value::Null));
                [&CAP, &HALF_LIFE_DAYS].into_iter().for_each(|field| draft.put(field, Value::Null));
                check_condition(draft);
            }
            _ => {}
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            if matches!(draft.op, Op::Create | Op::Restore)
                && count_of(draft.app, draft.scope.workspace, &KIND, Filter::all()).await? >= MOST
            {
                return Err(AppError::Conflict(format!("There are {MOST} rules already. Delete one first.")));
            }
            let counts = draft.get(&ACTIVE) == Some(true) || draft.old(&ACTIVE) == Some(true);
            let keys = [CATEGORY.key(), INTERACTION_KIND.key(), DIRECTION.key(), OUTCOME.key()];
            let other = [ACTIVE.key(), POINTS.key(), CONDITION.key(), CAP.key(), HALF_LIFE_DAYS.key()];
            let before = |key| draft.before.map_or(&Value::Null, |before| before.value(key));
            let changes = keys.into_iter().chain(other).any(|key| before(key) != draft.after.value(key));
            if counts && (changes || draft.op != Op::Update) {
                enqueue(draft);
            }
            Ok(())
        })
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.workspaces().drop_workspace(scope.workspace);
        app.wake_jobs();
    }
}

fn check_condition(draft: &mut Draft<'_>) {
    let Some(json) = draft.get(&CONDITION).cloned() else {
        return draft.fail(&CONDITION, FieldCode::Required, "Which leads does it hold for?");
    };
    let schema = draft.workspace.schema(&lead::KIND);
    let read = Filter::from_json(&schema, &json).and_then(|filter| {
        if filter.fields().is_empty() {
            return Err(invalid("Which leads does it hold for?"));
        }
        if let Some(field) = filter.fields().into_iter().find(|field| CIRCULAR.contains(field)) {
            return Err(invalid(&format!("\"{field}\" follows from the score, so it is no reason of it.")));
        }
        let blank = new_record(draft.after.id, draft.now, None);
        let at = Circumstances { now: draft.now, time_zone: draft.workspace.time_zone(), me: None };
        Matcher { schema: &schema, at, region: "" }.check(&filter, &blank)
    });
    if let Err(error) = read {
        draft.errors.push(condition_error(error.to_string()));
    }
}

fn invalid(message: &str) -> FilterError {
    FilterError::Invalid { field: CONDITION.key().into(), message: message.into() }
}
