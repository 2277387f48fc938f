//! Why a lead has the score it has.

use kith_access::{Action, Scope};
use kith_catalog::lead::{KIND, MANUAL, SCORE, SCORE_SOURCE, TEMPERATURE};
use kith_model::{FieldError, Id};
use serde_json::{Value as Json, json};

use super::apply::interactions_of;
use super::{Looks, learnt, needs_interactions, score};
use crate::records::{Planner, find_for};
use crate::{App, AppError};

/// The score of a lead, whether it follows the rules, and what each rule gives it today. A rule that
/// looks at fields the caller may not see keeps its name to itself.
pub async fn explain(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let planner = Planner::new(app, scope).await?;
    let (permit, lead) = find_for(&planner, &KIND, id, Action::Read).await?;
    let hidden = &permit.mask().hidden;
    if hidden.contains(SCORE.key()) {
        return Err(AppError::Forbidden { kind: KIND.key.into(), action: Action::Read });
    }
    let data = &planner.workspace;
    let interactions = match needs_interactions(data) {
        true => interactions_of(app, scope.workspace, &[id]).await?,
        false => Vec::new(),
    };
    let (points, reasons) = score(&data.scoring, data, &lead, &interactions, planner.now);
    let shown = |rule: &Id| {
        let looks = data.scoring.iter().find(|known| known.id == *rule).map(|known| &known.looks);
        !matches!(looks, Some(Looks::Fit(filter)) if filter.fields().iter().any(|field| hidden.contains(*field)))
    };
    let reasons: Vec<Json> = reasons
        .iter()
        .map(|reason| {
            json!({
                "rule_id": reason.rule, "name": shown(reason.rule).then_some(reason.name),
                "category": if reason.engagement { "engagement" } else { "fit" }, "points": reason.points,
            })
        })
        .collect();
    let (hot_above, warm_from) = data.thresholds();
    Ok(json!({
        "score": lead.get(&SCORE).unwrap_or(0), "temperature": lead.get(&TEMPERATURE),
        "source": lead.get(&SCORE_SOURCE).unwrap_or(MANUAL),
        "rules_score": (!data.scoring.is_empty()).then_some(points), "reasons": reasons,
        "hot_above": hot_above, "warm_from": warm_from,
        "prediction": learnt::explain(data, &lead, &interactions, hidden, planner.now),
    }))
}

/// The refusal of a condition, as the fault of the field that holds it.
pub(super) fn condition_error(message: String) -> FieldError {
    use kith_catalog::scoring_rule::CONDITION;
    FieldError::new(CONDITION.key(), kith_model::FieldCode::Invalid, message)
}
