//! How well what was learnt foretold the past.

use kith_access::{Action, Scope, decide};
use kith_catalog::lead::{KIND, STAGE, STATUS, WIN_PROBABILITY};
use kith_catalog::workspace::PREDICT_LEADS;
use kith_model::{Condition, Filter, Op, Operand};
use serde_json::{Value as Json, json};

use super::{Model, NEEDED, logistic, looks};
use crate::records::{count_of, is};
use crate::{App, AppError, workspace};

/// So many effects are named.
const STRONGEST: usize = 12;

/// How many leads were won and lost in a workspace. Those that became customers were won.
pub(super) async fn outcomes(app: &App, scope: &Scope) -> Result<(i64, i64), AppError> {
    let converted = || is(STATUS.key(), "converted");
    let count = async |filter| count_of(app, scope.workspace, &KIND, filter).await;
    let not_converted = || {
        let operand = Operand::One("converted".into());
        Filter::Is(Condition { field: STATUS.key().into(), op: Op::Ne, operand })
    };
    let won = count(converted()).await? + count(is(STAGE.key(), "won").and(not_converted())).await?;
    Ok((won, count(is(STAGE.key(), "lost").and(not_converted())).await?))
}

/// What was learnt, from how many, and how well it foretells; for those who may read every lead.
pub async fn figures(app: &App, scope: &Scope) -> Result<Json, AppError> {
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    let hidden = &permit.mask().hidden;
    let closed = [WIN_PROBABILITY.key(), STAGE.key(), STATUS.key()].iter().any(|key| hidden.contains(*key));
    if !permit.rows().is_everything() || closed {
        return Err(AppError::Forbidden { kind: KIND.key.into(), action: Action::Read });
    }
    let data = workspace::load(app, scope.workspace).await?;
    let (won, lost) = outcomes(app, scope).await?;
    let leads = data.schema(&KIND);
    let looked_at = looks(&leads);
    let shown = |feature: &str| {
        // A field of the workspace's own may be gone meanwhile.
        let field = looked_at.iter().find(|(key, _)| *key == feature).map(|(_, field)| *field);
        field.is_some_and(|field| field.is_none_or(|field| !hidden.contains(field)))
    };
    Ok(json!({
        "enabled": data.settings.get(&PREDICT_LEADS) != Some(false),
        "won": won, "lost": lost, "needed": NEEDED,
        "model": Model::kept(&data.settings).map(|model| model_json(&model, shown)),
    }))
}

fn model_json(model: &Model, shown: impl Fn(&str) -> bool) -> Json {
    let mut effects: Vec<(&str, &str, f64)> = model
        .effects
        .iter()
        .filter(|(feature, _)| shown(feature))
        .flat_map(|(feature, levels)| {
            levels.iter().map(move |(level, effect)| (feature.as_str(), level.as_str(), *effect))
        })
        .collect();
    effects.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    let points = |effect: f64| ((logistic(model.base + effect) - logistic(model.base)) * 100.0).round() as i64;
    let effects = effects.into_iter().map(|(feature, level, effect)| (feature, level, points(effect)));
    let strongest: Vec<Json> = effects
        .filter(|(.., points)| *points != 0)
        .take(STRONGEST)
        .map(|(feature, level, points)| json!({"feature": feature, "level": level, "points": points}))
        .collect();
    let measured = &model.measured;
    json!({
        "trained_at": model.trained_at, "won": model.won, "lost": model.lost,
        "held_out": {"won": measured.won, "lost": measured.lost},
        "auc": measured.auc, "auc_low": measured.auc_low, "auc_high": measured.auc_high,
        "lift": measured.lift, "verdict": measured.verdict(),
        "calibration": measured.bins, "strongest": strongest,
    })
}
