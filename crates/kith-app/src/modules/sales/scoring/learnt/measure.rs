//! How well probabilities foretold what happened.

use serde::{Deserialize, Serialize};

/// A probability that was given, and whether the lead was won.
pub(super) type Told = (f64, bool);

/// Leads that were told about the same, and how many of them were won.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Bin {
    /// The least probability told, in percent; each bin spans ten.
    pub from: u32,
    pub leads: usize,
    /// What was told on average.
    pub predicted: f64,
    /// The share that was won.
    pub won: f64,
}

/// What the leads that were held out say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Measured {
    pub won: usize,
    pub lost: usize,
    /// How often a lead that was won was told likelier than one that was lost.
    pub auc: f64,
    /// Between these the area lies nine times out of ten.
    pub auc_low: f64,
    pub auc_high: f64,
    /// How many times as often as usual the likeliest tenth was won.
    pub lift: f64,
    pub bins: Vec<Bin>,
}

impl Measured {
    /// `None` where nobody, or everybody, was won.
    pub(super) fn of(told: &[Told]) -> Option<Measured> {
        let won = told.iter().filter(|(_, won)| *won).count();
        let lost = told.len() - won;
        let auc = auc(told)?;
        let margin = 1.645 * standard_error(auc, won as f64, lost as f64);
        Some(Measured {
            won,
            lost,
            auc,
            auc_low: (auc - margin).max(0.0),
            auc_high: (auc + margin).min(1.0),
            lift: lift(told)?,
            bins: bins(told),
        })
    }

    /// How far one may rely on it.
    pub(super) fn verdict(&self) -> &'static str {
        match self {
            measured if measured.auc_low <= 0.5 => "none",
            measured if measured.auc < 0.7 => "weak",
            _ => "good",
        }
    }
}

/// The area under the curve of hits over false alarms, from ranks; leads told the same share theirs.
fn auc(told: &[Told]) -> Option<f64> {
    let mut sorted = told.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let won = sorted.iter().filter(|(_, won)| *won).count() as f64;
    let lost = sorted.len() as f64 - won;
    if won == 0.0 || lost == 0.0 {
        return None;
    }
    let (mut ranks, mut before) = (0.0, 0.0);
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let of_won = same.iter().filter(|(_, won)| *won).count() as f64;
        let count = same.len() as f64;
        ranks += of_won * (before + (count + 1.0) / 2.0);
        before += count;
    }
    Some((ranks - won * (won + 1.0) / 2.0) / (won * lost))
}

/// Of the area, after Hanley and McNeil (1982).
fn standard_error(auc: f64, won: f64, lost: f64) -> f64 {
    let (q1, q2) = (auc / (2.0 - auc), 2.0 * auc * auc / (1.0 + auc));
    let spread = auc * (1.0 - auc) + (won - 1.0) * (q1 - auc * auc) + (lost - 1.0) * (q2 - auc * auc);
    // Where all were told rightly the formula knows no doubt; there is as much as of one pair.
    (spread / (won * lost)).max(0.0).sqrt().max(0.5 / (won * lost).sqrt())
}

/// The share won among the likeliest tenth over the share among all. Leads told the same at its edge
/// count in part, so that their order does not matter.
fn lift(told: &[Told]) -> Option<f64> {
    let all = told.iter().filter(|(_, won)| *won).count() as f64 / told.len() as f64;
    if told.is_empty() || all == 0.0 {
        return None;
    }
    let mut sorted = told.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let tenth = (told.len() as f64 / 10.0).max(1.0);
    let (mut room, mut won) = (tenth, 0.0);
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let part = room.min(same.len() as f64);
        won += part * same.iter().filter(|(_, won)| *won).count() as f64 / same.len() as f64;
        room -= part;
        if room <= 0.0 {
            break;
        }
    }
    Some(won / tenth / all)
}

/// By ten percent of what was told; spans in which nobody is are left out.
fn bins(told: &[Told]) -> Vec<Bin> {
    let place = |p: f64| ((p * 10.0) as usize).min(9);
    let bin = |n: usize| {
        let inside: Vec<&Told> = told.iter().filter(|(p, _)| place(*p) == n).collect();
        let leads = inside.len();
        (leads > 0).then(|| Bin {
            from: n as u32 * 10,
            leads,
            predicted: inside.iter().map(|(p, _)| p).sum::<f64>() / leads as f64,
            won: inside.iter().filter(|(_, won)| *won).count() as f64 / leads as f64,
        })
    };
    (0..10).filter_map(bin).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Measured, auc, bins, lift};

    #[test]
    fn perfect_and_useless_are_told_apart() {
        let perfect: Vec<_> = (0..100).map(|n| (n as f64 / 100.0, n >= 60)).collect();
        let measured = Measured::of(&perfect).expect("both were there");
        assert_eq!((measured.auc, measured.lift, measured.verdict()), (1.0, 2.5, "good"));
        let useless: Vec<_> = (0..100).map(|n| (0.4, n % 5 < 2)).collect();
        let measured = Measured::of(&useless).expect("both were there");
        assert_eq!((measured.auc, measured.verdict()), (0.5, "none"));
        assert!((measured.lift - 1.0).abs() < 1e-9);
        assert_eq!(measured.bins.len(), 1);
        assert!((measured.bins[0].won - 0.4).abs() < 1e-9 && (measured.bins[0].predicted - 0.4).abs() < 1e-9);
        assert!(Measured::of(&[(0.5, true)]).is_none() && Measured::of(&[]).is_none());
    }

    fn told() -> impl Strategy<Value = Vec<(f64, bool)>> {
        // Few different probabilities, so that many are told the same.
        prop::collection::vec(((0u8..=20).prop_map(|n| f64::from(n) / 20.0), any::<bool>()), 2..60)
    }

    proptest! {
        #[test]
        fn the_area_is_the_share_of_pairs_in_the_right_order(told in told()) {
            let pairs: Vec<f64> = told.iter().filter(|(_, won)| *won).flat_map(|(a, _)| {
                told.iter().filter(|(_, won)| !won).map(move |(b, _)| if a > b { 1.0 } else if a == b { 0.5 } else { 0.0 })
            }).collect();
            match auc(&told) {
                None => prop_assert!(pairs.is_empty()),
                Some(area) => prop_assert!((area - pairs.iter().sum::<f64>() / pairs.len() as f64).abs() < 1e-9),
            }
        }

        #[test]
        fn lift_depends_on_no_order_and_stays_in_its_bounds(mut told in told()) {
            let before = lift(&told);
            told.reverse();
            let after = lift(&told);
            prop_assert_eq!(before.is_some(), after.is_some());
            if let (Some(before), Some(after)) = (before, after) {
                let share = told.iter().filter(|(_, won)| *won).count() as f64 / told.len() as f64;
                prop_assert!((before - after).abs() < 1e-9 && after >= 0.0 && after <= 1.0 / share + 1e-9);
            }
        }

        #[test]
        fn every_lead_is_in_one_bin(told in told()) {
            let bins = bins(&told);
            prop_assert_eq!(bins.iter().map(|bin| bin.leads).sum::<usize>(), told.len());
            let won: f64 = bins.iter().map(|bin| bin.won * bin.leads as f64).sum();
            prop_assert!((won - told.iter().filter(|(_, won)| *won).count() as f64).abs() < 1e-6);
            for bin in bins {
                let low = f64::from(bin.from) / 100.0;
                prop_assert!(bin.predicted >= low - 1e-9 && bin.predicted <= low + 0.1 + 1e-9);
            }
        }
    }
}
