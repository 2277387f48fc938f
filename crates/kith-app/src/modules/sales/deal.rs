//! Deals: status, dates, probability, weighted amount and the place on the board follow the stage, and
//! every change of it is kept.

use kith_catalog::deal::{
    AMOUNT, CLOSED_AT, CONTACT, LINE_COUNT, LOST_REASON, OWNER, PIPELINE, POSITION, PROBABILITY, STAGE, STAGE_SINCE,
    STATUS, WEIGHTED_AMOUNT,
};
use kith_catalog::{stage, stage_change};
use kith_model::{FieldCode, Money, Record, Value};

use super::amounts::divided;
use super::{deal_contact, rank};
use crate::AppError;
use crate::modules::draft::put;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;

/// The rules of deals.
pub(in crate::modules) struct DealRules;

/// An amount times a probability in percent, rounded half away from zero to whole minor units.
pub fn weighted(amount: i64, percent: i64) -> i64 {
    divided(i128::from(amount) * i128::from(percent), 100) as i64
}

/// Sets the weighted amount from amount and probability.
pub(super) fn weigh(deal: &mut Record) {
    let weighted = match (deal.get(&AMOUNT), deal.get(&PROBABILITY)) {
        (Some(money), Some(percent)) => Money::new(weighted(money.amount, percent), money.currency()),
        _ => None,
    };
    put(deal, WEIGHTED_AMOUNT.key(), weighted.map_or(Value::Null, Value::Money));
}

impl Rules for DealRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.op == Op::Delete || (draft.op == Op::Restore && !lost_its_stage(draft)) {
            return;
        }
        if draft.op == Op::Update && draft.changes(&AMOUNT) && draft.old(&LINE_COUNT).unwrap_or(0) > 0 {
            let message = "The amount is the sum of the deal's lines. Change the lines instead.";
            draft.fail(&AMOUNT, FieldCode::ReadOnly, message);
        }
        place(draft);
        follow_stage(draft);
        weigh(&mut draft.after);
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            if draft.changes(&STAGE) {
                keep_change(draft)?;
            }
            // A stage that is deleted at the same moment takes no deal any more.
            let enters = draft.changes(&STAGE) || draft.op == Op::Restore;
            if let Some(id) = draft.get(&STAGE).filter(|_| enters) {
                draft.set.needs(&stage::KIND, id);
            }
            if draft.op == Op::Update && draft.changes(&CONTACT) {
                let (id, contact) = (draft.after.id, draft.get(&CONTACT));
                deal_contact::mark(draft, id, contact, None).await?;
            }
            draft.notify_owner(&OWNER);
            Ok(())
        })
    }
}

/// Whether the stage of a deal in the trash has been deleted meanwhile. It then begins anew.
fn lost_its_stage(draft: &mut Draft<'_>) -> bool {
    let workspace = draft.workspace;
    let lost = draft.get(&STAGE).is_none_or(|id| workspace.stages.iter().all(|stage| stage.id != id));
    if lost {
        draft.put(&STAGE, Value::Null);
        if draft.get(&PIPELINE).is_none_or(|id| workspace.pipelines.iter().all(|pipeline| pipeline.id != id)) {
            draft.put(&PIPELINE, Value::Null);
        }
    }
    lost
}

/// Notes that the deal came into its stage, and how long it was in the one before.
fn keep_change(draft: &mut Draft<'_>) -> Result<(), AppError> {
    let since = draft.old(&STAGE_SINCE);
    let seconds = since.map(|since| (draft.now.as_micros() - since.as_micros()).max(0) / 1_000_000);
    let id = |id: Option<kith_model::Id>| id.map_or(Value::Null, Value::Id);
    let values = vec![
        (stage_change::DEAL.key(), Value::Id(draft.after.id)),
        (stage_change::PIPELINE.key(), id(draft.get(&PIPELINE))),
        (stage_change::FROM_STAGE.key(), id(draft.old(&STAGE))),
        (stage_change::TO_STAGE.key(), id(draft.get(&STAGE))),
        (stage_change::AT.key(), Value::Time(draft.now)),
        (stage_change::SECONDS.key(), seconds.map_or(Value::Null, Value::Int)),
    ];
    draft.keep(&stage_change::KIND, values)
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
