//! Deals: status, dates, probability, weighted amount and the place on the board follow the stage.

use kith_catalog::deal::{
    AMOUNT, CLOSED_AT, LOST_REASON, PIPELINE, POSITION, PROBABILITY, STAGE, STAGE_SINCE, STATUS, WEIGHTED_AMOUNT,
};
use kith_catalog::stage;
use kith_model::{FieldCode, Money, Value};

use super::rank;
use crate::modules::{Draft, Op, Rules};

/// The rules of deals.
pub(in crate::modules) struct DealRules;

/// An amount times a probability in percent, rounded half away from zero to whole minor units.
pub fn weighted(amount: i64, percent: i64) -> i64 {
    let product = i128::from(amount) * i128::from(percent);
    let half = if product < 0 { -50 } else { 50 };
    ((product + half) / 100) as i64
}

impl Rules for DealRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        place(draft);
        follow_stage(draft);
        let weighted = match (draft.get(&AMOUNT), draft.get(&PROBABILITY)) {
            (Some(money), Some(percent)) => Money::new(weighted(money.amount, percent), money.currency()),
            _ => None,
        };
        draft.put(&WEIGHTED_AMOUNT, weighted.map_or(Value::Null, Value::Money));
    }
}

/// Fills in pipeline and stage, and refuses a stage of another pipeline.
fn place(draft: &mut Draft<'_>) {
    let workspace = draft.workspace;
    let stage_of = |id| workspace.stages.iter().find(move |stage| stage.id == id);
    let given_stage = draft.get(&STAGE).and_then(stage_of);
    // A stage alone says the pipeline too, unless the caller named another one.
    if let Some(stage) = given_stage.filter(|_| !draft.names(&PIPELINE) || draft.get(&PIPELINE).is_none()) {
        let pipeline = stage.get(&stage::PIPELINE).map_or(Value::Null, Value::Id);
        draft.put(&PIPELINE, pipeline);
    }
    if draft.get(&PIPELINE).is_none() {
        let pipeline = workspace.default_pipeline().map_or(Value::Null, |pipeline| Value::Id(pipeline.id));
        draft.put(&PIPELINE, pipeline);
    }
    let Some(pipeline) = draft.get(&PIPELINE) else {
        return draft.fail(&PIPELINE, FieldCode::Required, "There is no pipeline yet.");
    };
    // Moved to another pipeline without a word about the stage: it starts over there.
    let moved = draft.changes(&PIPELINE) && !draft.names(&STAGE);
    if draft.get(&STAGE).is_none() || moved {
        let open = |stage: &&kith_model::Record| stage.get(&stage::STAGE_KIND) == Some("open");
        let first = workspace.stages_of(pipeline).find(open).or_else(|| workspace.stages_of(pipeline).next());
        match first.map(|stage| stage.id) {
            Some(id) => draft.put(&STAGE, Value::Id(id)),
            None => return draft.fail(&STAGE, FieldCode::Required, "This pipeline has no stage yet."),
        }
    }
    // A stage that does not exist is refused with the other references.
    let stage = draft.get(&STAGE).and_then(stage_of);
    if stage.is_some_and(|stage| stage.get(&stage::PIPELINE) != Some(pipeline)) {
        draft.fail(&STAGE, FieldCode::Invalid, "This stage belongs to another pipeline.");
    }
}

fn follow_stage(draft: &mut Draft<'_>) {
    let workspace = draft.workspace;
    let Some(stage) = draft.get(&STAGE).and_then(|id| workspace.stages.iter().find(|stage| stage.id == id)) else {
        return;
    };
    let moved = draft.changes(&STAGE);
    let status = stage.get(&stage::STAGE_KIND).unwrap_or("open");
    if moved {
        draft.put(&STAGE_SINCE, Value::Time(draft.now));
    }
    // What comes into a stage without being put between others comes on top.
    if !draft.names(&POSITION) && (moved || draft.get(&POSITION).is_none()) {
        draft.put(&POSITION, Value::Text(rank::top(draft.now)));
    }
    let follows = moved && !(draft.names(&PROBABILITY) && draft.get(&PROBABILITY).is_some());
    if follows || draft.get(&PROBABILITY).is_none() {
        draft.put(&PROBABILITY, Value::Int(stage.get(&stage::PROBABILITY).unwrap_or(0)));
    }
    let reopened = draft.op == Op::Update && status == "open" && draft.old(&STATUS).is_some_and(|old| old != "open");
    if reopened || status == "won" {
        draft.put(&LOST_REASON, Value::Null);
    }
    if draft.old(&STATUS) != Some(status) {
        let closed = if status == "open" { Value::Null } else { Value::Time(draft.now) };
        draft.put(&CLOSED_AT, closed);
    }
    draft.put(&STATUS, Value::Text(status.into()));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::weighted;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!([weighted(50, 1), weighted(49, 1), weighted(-50, 1), weighted(-49, 1)], [1, 0, -1, 0]);
        assert_eq!([weighted(85_000, 55), weighted(1, 100), weighted(7, 0)], [46_750, 1, 0]);
    }

    proptest! {
        #[test]
        fn rounding_is_within_half_a_unit_and_symmetric(
            amount in -1_000_000_000_000_000i64..=1_000_000_000_000_000, percent in 0i64..=100
        ) {
            let rounded = i128::from(weighted(amount, percent));
            let exact = i128::from(amount) * i128::from(percent);
            prop_assert!((rounded * 100 - exact).abs() <= 50);
            prop_assert_eq!(weighted(-amount, percent), -weighted(amount, percent));
            // Exactly half goes away from zero.
            if (exact % 100).abs() == 50 {
                prop_assert!(rounded.abs() * 100 > exact.abs());
            }
        }
    }
}
