//! The score of a lead that is written, and what follows from it.

use kith_access::Scope;
use kith_catalog::lead::{
    HOT_SINCE, HOT_TOLD, KIND, LAST_CONTACTED_AT, MANUAL, OWNER, RULES, SCORE, SCORE_BASIS, SCORE_SOURCE, STAGE,
    STATUS, TEMPERATURE, WIN_PROBABILITY,
};
use kith_catalog::{interaction, notification};
use kith_model::{Id, Op as Compare, Record, Timestamp, Value};

use super::super::lead::temperature;
use super::{learnt, needs_interactions, score};
use crate::modules::draft::put;
use crate::modules::{Draft, Notice, Op};
use crate::records::{Planner, all_records};
use crate::workspace::WorkspaceData;
use crate::{App, AppError};

/// Scores a lead whose own fields are written. A score that the caller names is set by hand, until the
/// rules are asked for again.
pub(in crate::modules::sales) async fn apply(draft: &mut Draft<'_>) -> Result<(), AppError> {
    let wanted = draft.names(&SCORE_SOURCE).then(|| draft.get(&SCORE_SOURCE).unwrap_or(RULES));
    let by_hand = draft.names(&SCORE) && draft.get(&SCORE).is_some();
    let source = match (wanted, by_hand) {
        (Some(RULES), _) => RULES,
        (Some(_), _) | (None, true) => MANUAL,
        (None, false) if draft.names(&SCORE) => RULES,
        (None, false) => draft.old(&SCORE_SOURCE).filter(|old| *old == MANUAL).map_or(RULES, |_| MANUAL),
    };
    draft.put(&SCORE_SOURCE, Value::Text(source.into()));
    if draft.get(&SCORE).is_none() {
        draft.put(&SCORE, Value::Int(0));
    }
    let data = draft.workspace;
    let interactions = match draft.op {
        Op::Update if (source == RULES || data.model.is_some()) && needs_interactions(data) => {
            interactions_of(draft.app, draft.scope.workspace, &[draft.after.id]).await?
        }
        _ => Vec::new(),
    };
    if settle(data, &mut draft.after, &interactions, draft.now)
        && let Some(owner) = draft.get(&OWNER)
    {
        draft.notify(owner, notification::LEAD_HOT);
    }
    Ok(())
}

/// Scores a lead that is changed by what happens to another record: an interaction logged with it.
pub(in crate::modules::sales) async fn follow(draft: &mut Draft<'_>, after: &mut Record) -> Result<(), AppError> {
    let data = draft.workspace;
    wait(after, false, draft.now);
    let scored = after.get(&SCORE_SOURCE) != Some(MANUAL) && !data.scoring.is_empty();
    if after.get(&STATUS) == Some("converted") || !(scored || data.model.is_some()) {
        return Ok(());
    }
    let mut interactions = Vec::new();
    if needs_interactions(data) {
        interactions = interactions_of(draft.app, draft.scope.workspace, &[after.id]).await?;
        if draft.schema.kind.key == interaction::KIND.key {
            interactions.retain(|known| known.id != draft.after.id);
            if draft.op != Op::Delete && draft.get(&interaction::LEAD) == Some(after.id) {
                interactions.push(draft.after.clone());
            }
        }
    }
    let tell = settle(data, after, &interactions, draft.now);
    // What was just logged made it hot: somebody is in touch.
    let logged = draft.schema.kind.key == interaction::KIND.key && draft.op != Op::Delete;
    if logged && after.get(&HOT_SINCE) == Some(draft.now) {
        put(after, HOT_SINCE.key(), Value::Null);
    }
    if tell && let Some(to) = after.get(&OWNER) {
        draft.notices.push(Notice { to, what: notification::LEAD_HOT, kind: &KIND, record: after.clone() });
    }
    Ok(())
}

/// Writes score, temperature and learnt probability into a lead. Answers whether its owner is to be told that it is hot:
/// once, and not again before it has been cold.
pub(super) fn settle(data: &WorkspaceData, lead: &mut Record, interactions: &[Record], now: Timestamp) -> bool {
    let scored = lead.get(&SCORE_SOURCE) != Some(MANUAL) && !data.scoring.is_empty();
    if scored {
        let (points, _) = score(&data.scoring, data, lead, interactions, now);
        put(lead, SCORE.key(), Value::Int(points));
    }
    foretell(data, lead, interactions, now);
    if scored || data.model.is_some() {
        // It changes with every interaction, also where the score does not: so two that are logged at
        // once notice each other.
        let basis = interactions.len() as i64;
        put(lead, SCORE_BASIS.key(), if basis == 0 { Value::Null } else { Value::Int(basis) });
    }
    let now_is = temperature(lead.get(&SCORE).unwrap_or(0), data.thresholds());
    let turned_hot = now_is == "hot" && lead.get(&TEMPERATURE) != Some("hot");
    put(lead, TEMPERATURE.key(), Value::Text(now_is.into()));
    wait(lead, turned_hot, now);
    let told = lead.get(&HOT_TOLD) == Some(true);
    match now_is {
        "hot" => put(lead, HOT_TOLD.key(), Value::Bool(true)),
        "cold" => put(lead, HOT_TOLD.key(), Value::Null),
        _ => {}
    }
    now_is == "hot" && !told
}

/// Writes the learnt probability into a lead.
fn foretell(data: &WorkspaceData, lead: &mut Record, interactions: &[Record], now: Timestamp) {
    let likely = learnt::probability(data, lead, interactions, now);
    put(lead, WIN_PROBABILITY.key(), likely.map_or(Value::Null, Value::Int));
}

/// The same for a lead that becomes a customer, or is taken back to being a lead: its score stays.
pub(in crate::modules::sales) async fn foretell_anew(planner: &Planner<'_>, lead: &mut Record) -> Result<(), AppError> {
    let data = &planner.workspace;
    let interactions = match data.model {
        Some(_) => interactions_of(planner.app, planner.scope.workspace, &[lead.id]).await?,
        None => Vec::new(),
    };
    foretell(data, lead, &interactions, planner.now);
    Ok(())
}

/// Keeps since when a lead waits for somebody to be in touch: it is hot and in play, and nobody was since
/// it turned hot, or ever.
fn wait(lead: &mut Record, turned_hot: bool, now: Timestamp) {
    let closed = matches!(lead.get(&STAGE), Some("won" | "lost"));
    let hot = lead.get(&TEMPERATURE) == Some("hot") && lead.get(&STATUS) != Some("converted") && !closed;
    let contacted = lead.get(&LAST_CONTACTED_AT);
    let since = lead.get(&HOT_SINCE).or((turned_hot || contacted.is_none()).then_some(now));
    let waits = since.filter(|since| hot && contacted.is_none_or(|at| at < *since));
    put(lead, HOT_SINCE.key(), waits.map_or(Value::Null, Value::Time));
}

/// The live interactions of these leads.
pub(super) async fn interactions_of(app: &App, workspace: Id, leads: &[Id]) -> Result<Vec<Record>, AppError> {
    use kith_model::{Condition, Filter, Operand};
    let operand = Operand::Many(leads.iter().map(|id| id.to_string().into()).collect());
    let of = Filter::Is(Condition { field: interaction::LEAD.key().into(), op: Compare::In, operand });
    all_records(app, &Scope::system(workspace), &interaction::KIND, of).await
}
