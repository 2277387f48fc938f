//! How likely a lead is won, learnt from the workspace's own leads that were decided.
//!
//! [`features`] says what is looked at, [`fit`] learns, [`measure`] says how well, [`job`] does it in
//! the background. The probability of each open lead is written where its score is.

mod features;
mod figures;
mod fit;
mod job;
mod measure;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use kith_catalog::lead::{CAMPAIGN, STAGE, STATUS, WIN_PROBABILITY};
use kith_catalog::workspace::{LEAD_MODEL, PREDICT_LEADS};
use kith_catalog::{campaign, lead};
use kith_model::{FieldSpec, Record, Schema, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::workspace::WorkspaceData;
use features::{FEATURES, Levels, levels, own_fields, own_level};
use fit::{Effects, logistic};
use measure::Measured;

pub use figures::figures;
pub use job::start as start_training;
pub(crate) use job::{run, train_due};

/// What is kept changes with what is looked at: an older one is not read, and learnt anew.
const VERSION: u32 = 1;
/// So many leads must have been won, and as many lost.
const NEEDED: i64 = 50;
/// So many reasons of one lead are named.
const REASONS: usize = 6;

/// What was learnt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Model {
    version: u32,
    trained_at: Timestamp,
    /// How many leads it was learnt from.
    won: usize,
    lost: usize,
    /// The logarithm of the odds of a lead that is usual in everything.
    base: f64,
    effects: Effects,
    /// By the workspace's own fields that hold numbers: where their thirds meet.
    #[serde(default)]
    cuts: BTreeMap<String, Vec<f64>>,
    measured: Measured,
}

/// What is looked at in the leads of a workspace: its name, and the field it comes from.
fn looks(leads: &Schema) -> Vec<(&str, Option<&str>)> {
    let own = own_fields(leads).into_iter().map(|spec| (spec.key.as_str(), Some(spec.key.as_str())));
    FEATURES.into_iter().chain(own).collect()
}

impl Model {
    /// What a workspace has learnt, if it is wanted.
    pub(crate) fn read(settings: &Record) -> Option<Model> {
        let wanted = settings.get(&PREDICT_LEADS) != Some(false);
        wanted.then(|| Model::kept(settings)).flatten()
    }

    /// What was learnt, wanted or not.
    fn kept(settings: &Record) -> Option<Model> {
        let model: Model = serde_json::from_value(settings.get(&LEAD_MODEL)?.clone()).ok()?;
        (model.version == VERSION).then_some(model)
    }

    fn effect(&self, feature: &str, level: Option<&str>) -> f64 {
        let effect = || self.effects.get(feature)?.get(level?).copied();
        effect().unwrap_or(0.0)
    }

    /// By how much the levels of a lead move the logarithm of its odds, in the order of [`looks`].
    fn moved(&self, leads: &Schema, levels: &Levels<'_>) -> Vec<f64> {
        let named = looks(leads).into_iter().zip(levels);
        named.map(|((feature, _), level)| self.effect(feature, level.as_deref())).collect()
    }
}

/// Whether it is still to be seen what becomes of a lead.
fn is_open(lead: &Record) -> bool {
    lead.get(&STATUS) != Some("converted") && !matches!(lead.get(&STAGE), Some("won" | "lost"))
}

/// How likely an open lead is won, in percent; nothing is certain.
pub(super) fn probability(data: &WorkspaceData, lead: &Record, interactions: &[Record], now: Timestamp) -> Option<i64> {
    let model = data.model.as_ref().filter(|_| is_open(lead))?;
    let leads = data.schema(&lead::KIND);
    let effects = model.moved(&leads, &seen(data, &leads, model, lead, interactions, now));
    Some(percent(model.base + effects.iter().sum::<f64>()))
}

fn percent(odds: f64) -> i64 {
    (logistic(odds) * 100.0).round().clamp(1.0, 99.0) as i64
}

fn seen<'a>(
    data: &'a WorkspaceData,
    leads: &Schema,
    model: &Model,
    lead: &'a Record,
    interactions: &[Record],
    now: Timestamp,
) -> Levels<'a> {
    let id = lead.get(&CAMPAIGN);
    let channel = data.campaigns.iter().find(|campaign| Some(campaign.id) == id);
    let mut seen = levels(lead, interactions, channel.and_then(|campaign| campaign.get(&campaign::CHANNEL)), now);
    let cuts = |spec: &FieldSpec| model.cuts.get(&spec.key).map(Vec::as_slice);
    seen.extend(own_fields(leads).into_iter().map(|spec| own_level(spec, lead, cuts(spec))));
    seen
}

/// How likely an open lead is won, and the strongest reasons for and against: how many percent less,
/// or more, it would be were the lead usual in this. What the caller may not see is no reason.
pub(super) fn explain(
    data: &WorkspaceData,
    lead: &Record,
    interactions: &[Record],
    hidden: &BTreeSet<String>,
    now: Timestamp,
) -> Option<Json> {
    let model = data.model.as_ref().filter(|_| is_open(lead) && !hidden.contains(WIN_PROBABILITY.key()))?;
    let leads = data.schema(&lead::KIND);
    let levels = seen(data, &leads, model, lead, interactions, now);
    let effects = model.moved(&leads, &levels);
    let odds = model.base + effects.iter().sum::<f64>();
    let mut reasons: Vec<(f64, &str, &Cow<'_, str>)> = looks(&leads)
        .into_iter()
        .zip(effects.iter().zip(&levels))
        .filter(|((_, field), _)| field.is_none_or(|field| !hidden.contains(field)))
        .filter_map(|((feature, _), (effect, level))| Some((*effect, feature, level.as_ref()?)))
        .collect();
    reasons.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let points = |effect: f64| ((logistic(odds) - logistic(odds - effect)) * 100.0).round() as i64;
    let reasons = reasons.into_iter().map(|(effect, feature, level)| (points(effect), feature, level));
    let told = reasons.filter(|(points, ..)| *points != 0).take(REASONS);
    Some(json!({
        "probability": percent(odds),
        "usual": percent(model.base),
        "verdict": model.measured.verdict(),
        "reasons": told.map(|(points, feature, level)| {
            json!({"feature": feature, "level": level, "points": points})
        }).collect::<Vec<_>>(),
    }))
}

/// Leads that were decided.
fn decided() -> kith_model::Filter {
    use crate::records::is;
    let stage = |value: &str| is(STAGE.key(), value);
    kith_model::Filter::Or(vec![is(lead::STATUS.key(), "converted"), stage("won"), stage("lost")])
}
