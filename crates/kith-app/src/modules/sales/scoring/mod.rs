//! Scores: what a lead gets from the workspace's rules, and why.
//!
//! [`score`] is the one function behind the stored score, the reasons shown and the job that scores
//! all leads anew. It is a function of the lead, its interactions, the rules and the day, so that a
//! score holds for a day: interactions age by whole days in the workspace's zone.

mod apply;
mod explain;
mod job;
mod learnt;
mod rule;
mod starting;

use kith_catalog::{interaction, lead, scoring_rule as rules};
use kith_model::operand::Circumstances;
use kith_model::{Filter, Id, Matcher, Record, Schema, Timestamp};

use crate::workspace::WorkspaceData;

pub(super) use apply::{apply, follow, foretell_anew};
pub use explain::explain;
pub(crate) use job::{enqueue, refresh_all, run};
pub use learnt::{Model, figures as prediction, start_training};
pub(crate) use learnt::{run as run_training, train_due};
pub(in crate::modules) use rule::ScoringRuleRules;
pub(crate) use starting::starting_rules;

/// A rule that counts.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its record.
    pub id: Id,
    /// The reason it gives.
    pub name: String,
    /// What it adds or takes away.
    pub points: i64,
    looks: Looks,
}

/// What a rule looks at.
#[derive(Clone, Debug)]
enum Looks {
    /// The lead itself.
    Fit(Filter),
    /// What passed between us and the lead.
    Engagement { chosen: [Option<String>; 3], cap: Option<i64>, half_life: Option<i64> },
}

impl Rule {
    /// A rule as it is kept; `None` where it does not count, or looks at fields that are gone.
    pub(crate) fn read(leads: &Schema, record: &Record) -> Option<Rule> {
        if record.get(&rules::ACTIVE) != Some(true) {
            return None;
        }
        let text = |value: Option<&str>| value.map(str::to_owned);
        let looks = match record.get(&rules::CATEGORY) {
            Some(rules::ENGAGEMENT) => Looks::Engagement {
                chosen: [&rules::INTERACTION_KIND, &rules::DIRECTION, &rules::OUTCOME].map(|f| text(record.get(f))),
                cap: record.get(&rules::CAP),
                half_life: record.get(&rules::HALF_LIFE_DAYS).filter(|days| *days > 0),
            },
            _ => Looks::Fit(Filter::from_json(leads, record.get(&rules::CONDITION)?).ok()?),
        };
        Some(Rule { id: record.id, name: record.title.clone(), points: record.get(&rules::POINTS)?, looks })
    }

    /// Whether it needs the interactions.
    fn is_engagement(&self) -> bool {
        matches!(self.looks, Looks::Engagement { .. })
    }
}

/// Whether the rules, or what was learnt, need the interactions of leads.
fn needs_interactions(data: &WorkspaceData) -> bool {
    data.model.is_some() || data.scoring.iter().any(Rule::is_engagement)
}

/// What one rule gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason<'a> {
    /// The rule.
    pub rule: &'a Id,
    /// Its name.
    pub name: &'a str,
    /// Whether it looks at what passed between us.
    pub engagement: bool,
    /// The points, never none.
    pub points: i64,
}

/// The score of a lead and its reasons, in the order of the rules.
pub fn score<'a>(
    rules: &'a [Rule],
    data: &WorkspaceData,
    lead: &Record,
    interactions: &[Record],
    now: Timestamp,
) -> (i64, Vec<Reason<'a>>) {
    let schema = data.schema(&lead::KIND);
    let context = data.input_context();
    let at = Circumstances { now, time_zone: data.time_zone(), me: None };
    let matcher = Matcher { schema: &schema, at, region: &context.region };
    let today = now.date_in(data.time_zone()).days_since_epoch();
    let points = |rule: &Rule| match &rule.looks {
        // What cannot be read any more holds for nobody.
        Looks::Fit(filter) if matcher.holds(filter, lead).unwrap_or(false) => rule.points,
        Looks::Fit(_) => 0,
        Looks::Engagement { chosen, cap, half_life } => {
            let of = interactions.iter().filter(|interaction| is_chosen(chosen, interaction));
            let ages = of.filter_map(|interaction| interaction.get(&interaction::OCCURRED_AT)).filter(|at| *at <= now);
            let ages = ages.map(|at| today - at.date_in(data.time_zone()).days_since_epoch());
            decayed(rule.points, ages.map(i64::from), *cap, *half_life)
        }
    };
    let given = rules.iter().map(|rule| (rule, points(rule))).filter(|(_, points)| *points != 0);
    let reasons: Vec<Reason<'_>> = given
        .map(|(rule, points)| Reason { rule: &rule.id, name: &rule.name, engagement: rule.is_engagement(), points })
        .collect();
    (reasons.iter().map(|reason| reason.points).sum::<i64>().clamp(0, 100), reasons)
}

fn is_chosen(chosen: &[Option<String>; 3], record: &Record) -> bool {
    let fields = [&interaction::INTERACTION_KIND, &interaction::DIRECTION, &interaction::OUTCOME];
    chosen.iter().zip(fields).all(|(wanted, field)| wanted.is_none() || wanted.as_deref() == record.get(field))
}

/// Points for each interaction, halved with every half-life of its age in days, together at most
/// `cap`, rounded half away from zero.
fn decayed(points: i64, ages: impl Iterator<Item = i64>, cap: Option<i64>, half_life: Option<i64>) -> i64 {
    let weight = |age: i64| half_life.map_or(1.0, |days| 0.5_f64.powf(age.max(0) as f64 / days as f64));
    // Sorted, so that the sum does not depend on the order in which they were read.
    let mut ages: Vec<i64> = ages.collect();
    ages.sort_unstable();
    let sum = points as f64 * ages.into_iter().map(weight).sum::<f64>();
    let most = cap.unwrap_or(100) as f64;
    sum.clamp(-most, most).round() as i64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::decayed;

    #[test]
    fn points_halve_with_every_half_life_and_stop_at_the_cap() {
        assert_eq!(decayed(10, [0].into_iter(), None, Some(14)), 10);
        assert_eq!(decayed(10, [14].into_iter(), None, Some(14)), 5);
        assert_eq!(decayed(10, [28].into_iter(), None, Some(14)), 3);
        assert_eq!(decayed(10, [0, 14, 5000].into_iter(), None, None), 30);
        assert_eq!(decayed(10, [0, 0, 0].into_iter(), Some(20), None), 20);
        assert_eq!(decayed(-10, [0, 0, 0].into_iter(), Some(20), None), -20);
        assert_eq!(decayed(-5, [7].into_iter(), None, Some(7)), -3);
        assert_eq!(decayed(10, [].into_iter(), None, Some(1)), 0);
    }

    proptest! {
        #[test]
        fn decayed_points_are_what_a_recount_says(
            points in -100i64..=100, mut ages in prop::collection::vec(0i64..2000, 0..20),
            cap in prop::option::of(1i64..=100), half_life in prop::option::of(1i64..=3650)
        ) {
            let got = decayed(points, ages.iter().copied(), cap, half_life);
            // Halving by hand: whole half-lives by division, the rest by a root.
            let recount: f64 = ages.iter().map(|age| match half_life {
                None => points as f64,
                Some(days) => {
                    let whole = (0..age / days).fold(points as f64, |sum, _| sum / 2.0);
                    whole / 2.0_f64.powf((age % days) as f64 / days as f64)
                }
            }).sum();
            let limit = cap.unwrap_or(100) as f64;
            prop_assert!((got as f64 - recount.clamp(-limit, limit)).abs() <= 0.500_001);
            ages.reverse();
            prop_assert_eq!(got, decayed(points, ages.into_iter(), cap, half_life));
        }
    }
}
