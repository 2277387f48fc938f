//! Learning: logistic regression over the levels of features, then a calibration of what it says.
//!
//! Nothing here is random, so the same leads teach the same.

use std::collections::BTreeMap;

use smartcore::linalg::basic::arrays::Array;
use smartcore::linalg::basic::matrix::DenseMatrix;
use smartcore::linear::logistic_regression::{LogisticRegression, LogisticRegressionParameters};

use super::measure::{Measured, Told};

/// By feature, by level: what it adds to the logarithm of the odds.
pub(super) type Effects = BTreeMap<String, BTreeMap<String, f64>>;

/// A level that fewer leads have says nothing.
const RARE: usize = 5;
/// Of one feature so many levels say something, those of most leads.
const MOST_LEVELS: usize = 30;
/// How strongly effects are drawn to nought: as much as one lead would pull.
const PENALTY: f64 = 1.0;
/// The share of the leads that the regression learns from; the newest of the rest calibrate it.
const LEARN: f64 = 0.75;
/// The share that measures: the newest.
const HOLD_OUT: f64 = 0.2;

/// A decided lead: which level it has of each feature, by number.
#[derive(Clone, Debug)]
pub(super) struct Example {
    pub levels: Vec<Option<u16>>,
    pub won: bool,
}

/// Decided leads, the oldest first, and the names of features and their levels.
#[derive(Clone, Debug)]
pub(super) struct Examples {
    pub rows: Vec<Example>,
    pub features: Vec<String>,
    pub names: Vec<Vec<String>>,
}

impl Examples {
    /// None yet, with these features.
    pub(super) fn of(features: Vec<String>) -> Examples {
        Examples { rows: Vec::new(), names: vec![Vec::new(); features.len()], features }
    }

    /// The number of a level.
    pub(super) fn number(&mut self, feature: usize, level: &str) -> u16 {
        let names = &mut self.names[feature];
        let known = names.iter().position(|name| name == level);
        known.unwrap_or_else(|| {
            names.push(level.to_owned());
            names.len() - 1
        }) as u16
    }
}

/// What was learnt.
#[derive(Clone, Debug)]
pub(super) struct Fitted {
    pub base: f64,
    pub effects: Effects,
}

/// Learns from all, and measures how well the same learning foretells the newest from the older.
pub(super) fn learn(examples: &Examples) -> Result<(Fitted, Option<Measured>), String> {
    let all: Vec<usize> = (0..examples.rows.len()).collect();
    let (older, newest) = split(examples, &all, 1.0 - HOLD_OUT);
    let trial = Columns::fit(examples, &older)?;
    let told: Vec<Told> =
        newest.iter().map(|row| (logistic(trial.say(&examples.rows[*row])), examples.rows[*row].won)).collect();
    Ok((Columns::fit(examples, &all)?.named(examples), Measured::of(&told)))
}

/// The older and the newer leads of each outcome, so that both have some of each.
fn split(examples: &Examples, rows: &[usize], share: f64) -> (Vec<usize>, Vec<usize>) {
    let of = |won: bool| rows.iter().copied().filter(move |row| examples.rows[*row].won == won).collect::<Vec<_>>();
    let (mut older, mut newer) = (Vec::new(), Vec::new());
    for list in [of(true), of(false)] {
        let (first, rest) = list.split_at((list.len() as f64 * share).ceil() as usize);
        older.extend_from_slice(first);
        newer.extend_from_slice(rest);
    }
    (older, newer)
}

/// The effects by feature and number; none for what is rare.
struct Columns {
    base: f64,
    effects: Vec<Vec<Option<f64>>>,
}

impl Columns {
    fn fit(examples: &Examples, rows: &[usize]) -> Result<Columns, String> {
        let (learn, calibrate) = split(examples, rows, LEARN);
        let mut fitted = Columns::regress(examples, &learn)?;
        let told: Vec<Told> =
            calibrate.iter().map(|row| (fitted.say(&examples.rows[*row]), examples.rows[*row].won)).collect();
        let (slope, shift) = calibration(&told);
        fitted.base = fitted.base * slope + shift;
        fitted.effects.iter_mut().flatten().flatten().for_each(|effect| *effect *= slope);
        Ok(fitted)
    }

    fn regress(examples: &Examples, rows: &[usize]) -> Result<Columns, String> {
        // The share of each level, and the column of those that are not rare.
        let mut counts: Vec<Vec<usize>> = examples.names.iter().map(|names| vec![0; names.len()]).collect();
        for row in rows {
            for (feature, level) in examples.rows[*row].levels.iter().enumerate() {
                level.iter().for_each(|level| counts[feature][usize::from(*level)] += 1);
            }
        }
        let mut columns = Vec::new();
        let mut is_kept: Vec<Vec<bool>> = counts.iter().map(|counts| vec![false; counts.len()]).collect();
        for (feature, counts) in counts.iter().enumerate() {
            let mut kept: Vec<usize> = (0..counts.len()).filter(|level| counts[*level] >= RARE).collect();
            kept.sort_by_key(|level| (std::cmp::Reverse(counts[*level]), *level));
            kept.truncate(MOST_LEVELS);
            kept.sort_unstable();
            kept.iter().for_each(|level| is_kept[feature][*level] = true);
            let total: usize = kept.iter().map(|level| counts[*level]).sum();
            columns.extend(kept.into_iter().map(|level| (feature, level, counts[level] as f64 / total as f64)));
        }
        let mut values = Vec::with_capacity(rows.len() * columns.len());
        for row in rows {
            let levels = &examples.rows[*row].levels;
            values.extend(columns.iter().map(|(feature, level, share)| match levels[*feature].map(usize::from) {
                Some(own) if is_kept[*feature][own] => f64::from(u8::from(own == *level)),
                // What is not known is what it is on average.
                _ => *share,
            }));
        }
        let won: Vec<i32> = rows.iter().map(|row| i32::from(examples.rows[*row].won)).collect();
        let x = DenseMatrix::new(rows.len(), columns.len(), values, false).map_err(|error| error.to_string())?;
        let parameters = LogisticRegressionParameters::default().with_alpha(PENALTY);
        let model = LogisticRegression::fit(&x, &won, parameters).map_err(|error| error.to_string())?;
        let weights: Vec<f64> = (0..columns.len()).map(|column| *model.coefficients().get((0, column))).collect();
        let mut base = *model.intercept().get((0, 0));
        let mut means = vec![0.0; examples.features.len()];
        for ((feature, _, share), weight) in columns.iter().zip(&weights) {
            means[*feature] += share * weight;
        }
        base += means.iter().sum::<f64>();
        if !base.is_finite() || weights.iter().any(|weight| !weight.is_finite()) {
            return Err("the regression did not settle".into());
        }
        let mut effects: Vec<Vec<Option<f64>>> = counts.iter().map(|counts| vec![None; counts.len()]).collect();
        for ((feature, level, _), weight) in columns.iter().zip(&weights) {
            effects[*feature][*level] = Some(weight - means[*feature]);
        }
        Ok(Columns { base, effects })
    }

    /// The logarithm of the odds.
    fn say(&self, example: &Example) -> f64 {
        let levels = example.levels.iter().enumerate();
        let effects = levels.filter_map(|(feature, level)| self.effects[feature][usize::from((*level)?)]);
        self.base + effects.sum::<f64>()
    }

    fn named(self, examples: &Examples) -> Fitted {
        let by_name = |feature: usize, effects: Vec<Option<f64>>| {
            let levels = effects.into_iter().zip(&examples.names[feature]);
            levels.filter_map(|(effect, name)| Some((name.clone(), effect?))).collect()
        };
        let named = self.effects.into_iter().enumerate();
        let effects = named.map(|(feature, effects)| (examples.features[feature].clone(), by_name(feature, effects)));
        Fitted { base: self.base, effects: effects.collect() }
    }
}

/// The probability of which this is the logarithm of the odds.
pub(super) fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// Platt's scaling: the line that turns what was said into odds, by Newton's method, with his targets
/// that leave room for doubt. A line that falls means that nothing was learnt: then all are told the
/// same.
fn calibration(told: &[Told]) -> (f64, f64) {
    let won = told.iter().filter(|(_, won)| *won).count() as f64;
    let lost = told.len() as f64 - won;
    let (high, low) = ((won + 1.0) / (won + 2.0), 1.0 / (lost + 2.0));
    let share = (won + 1.0) / (won + lost + 2.0);
    let nothing = (0.0, (share / (1.0 - share)).ln());
    let (mut slope, mut shift) = nothing;
    for _ in 0..100 {
        let (mut g, mut h) = ([0.0; 2], [1e-9, 0.0, 1e-9]);
        for (said, won) in told {
            let p = logistic(slope * said + shift);
            let (miss, weight) = (p - if *won { high } else { low }, p * (1.0 - p));
            g[0] += miss * said;
            g[1] += miss;
            h[0] += weight * said * said;
            h[1] += weight * said;
            h[2] += weight;
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        if determinant <= 1e-12 {
            break;
        }
        let step = [(h[2] * g[0] - h[1] * g[1]) / determinant, (h[0] * g[1] - h[1] * g[0]) / determinant];
        // Far from the goal a whole step would overshoot.
        let most = step[0].abs().max(step[1].abs()).max(1.0);
        slope -= step[0] / most;
        shift -= step[1] / most;
        if step[0].abs() + step[1].abs() < 1e-9 {
            break;
        }
    }
    if slope > 0.0 && slope.is_finite() && shift.is_finite() { (slope, shift) } else { nothing }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Example, Examples, calibration, learn, logistic};

    /// Leads of which a level of the first feature decides with some chance; the second says nothing.
    fn examples(count: u32, chance: impl Fn(u32) -> u32) -> Examples {
        let mut out = Examples::of(["source", "channel", "industry"].map(str::to_owned).to_vec());
        let mut state = 12_345u32;
        let mut dice = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        for _ in 0..count {
            let (a, b) = (dice() % 2, dice() % 3);
            let won = dice() % 100 < chance(a);
            let mut levels = vec![None; 3];
            levels[0] = Some(out.number(0, ["referral", "email"][a as usize]));
            levels[2] = Some(out.number(2, ["food", "energy", "health"][b as usize]));
            out.rows.push(Example { levels, won });
        }
        out
    }

    #[test]
    fn what_decides_is_found_and_told_in_proportion() {
        let (fitted, measured) = learn(&examples(2000, |a| if a == 0 { 80 } else { 20 })).expect("learns");
        let measured = measured.expect("both were there");
        assert!(measured.auc > 0.72 && measured.verdict() == "good", "{measured:?}");
        let source = &fitted.effects["source"];
        let told = |level: &str| logistic(fitted.base + source[level]);
        assert!((told("referral") - 0.8).abs() < 0.05 && (told("email") - 0.2).abs() < 0.05, "{fitted:?}");
        assert!(fitted.effects["industry"].values().all(|effect| effect.abs() < 0.3), "{fitted:?}");
        for bin in measured.bins.iter().filter(|bin| bin.leads > 50) {
            assert!((bin.predicted - bin.won).abs() < 0.1, "{bin:?}");
        }
    }

    #[test]
    fn chance_teaches_nothing() {
        let (fitted, measured) = learn(&examples(2000, |_| 30)).expect("learns");
        let measured = measured.expect("both were there");
        assert!((measured.auc - 0.5).abs() < 0.06 && measured.verdict() == "none", "{measured:?}");
        assert!((logistic(fitted.base) - 0.3).abs() < 0.05, "{fitted:?}");
    }

    #[test]
    fn the_same_leads_teach_the_same() {
        let of = || format!("{:?}", learn(&examples(500, |a| 30 + a * 40)).expect("learns"));
        assert_eq!(of(), of());
    }

    proptest! {
        #[test]
        fn calibration_never_turns_the_order_around(
            told in prop::collection::vec((-8.0f64..8.0, any::<bool>()), 0..80)
        ) {
            let (slope, shift) = calibration(&told);
            prop_assert!(slope >= 0.0 && slope.is_finite() && shift.is_finite());
        }
    }
}
