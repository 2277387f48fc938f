//! What campaigns brought and cost, from counters that every write keeps.

use std::collections::BTreeMap;

use kith_access::Scope;
use kith_catalog::campaign::{ACTUAL_SPEND, BUDGET, KIND};
use kith_catalog::{deal, lead};
use kith_model::{Filter, Id, Money, Record, RecordKind, Value};
use kith_store::AggregateRow;
use serde_json::{Value as Json, json};

use crate::records::{figures, is, records_by_id};
use crate::{App, AppError};

/// What a campaign brought and cost.
#[derive(Clone, Debug)]
pub(crate) struct Brought {
    pub leads: i64,
    pub hot: i64,
    pub converted: i64,
    pub won: i64,
    pub revenue: Vec<Money>,
    pub spend: Option<Money>,
    pub cost_per_lead: Option<Money>,
    /// Percent of the spend.
    pub roi: Option<f64>,
}

/// The figures of these campaigns, in the order given; of those that the caller may read. What is
/// counted is what the caller may read, too.
pub async fn campaign_figures(app: &App, scope: &Scope, ids: &[Id]) -> Result<Vec<Json>, AppError> {
    let found = records_by_id(app, scope, &KIND, ids).await?;
    let campaigns: Vec<Record> = ids.iter().filter_map(|id| found.iter().find(|it| it.id == *id).cloned()).collect();
    let brought = brought(app, scope, &campaigns).await?;
    let answer = |(campaign, brought): (&Record, Brought)| {
        json!({
            "campaign_id": campaign.id,
            "leads": brought.leads,
            "hot": brought.hot,
            "converted": brought.converted,
            "won": brought.won,
            "revenue": brought.revenue,
            "budget": campaign.get(&BUDGET),
            "spend": brought.spend,
            "cost_per_lead": brought.cost_per_lead,
            "roi": brought.roi,
        })
    };
    Ok(campaigns.iter().zip(brought).map(answer).collect())
}

/// What each of these campaigns brought and cost, as far as the caller may read what is counted.
pub(crate) async fn brought(app: &App, scope: &Scope, campaigns: &[Record]) -> Result<Vec<Brought>, AppError> {
    let by = |kind: &'static RecordKind, filter: Filter, sums: &'static [&'static str]| async move {
        let rows = figures(app, scope, kind, filter, Some(lead::CAMPAIGN.key()), sums).await?;
        let keyed = rows.into_iter().filter_map(|row| match row.group() {
            Value::Id(id) => Some((*id, row)),
            _ => None,
        });
        Ok::<BTreeMap<Id, AggregateRow>, AppError>(keyed.collect())
    };
    let all = by(&lead::KIND, Filter::all(), &[]).await?;
    let hot = by(&lead::KIND, is(lead::TEMPERATURE.key(), "hot"), &[]).await?;
    let converted = by(&lead::KIND, is(lead::STATUS.key(), "converted"), &[]).await?;
    const AMOUNT: &[&str] = &[deal::AMOUNT.key()];
    let won = by(&deal::KIND, is(deal::STATUS.key(), "won"), AMOUNT).await?;
    let count = |rows: &BTreeMap<Id, AggregateRow>, id| rows.get(&id).map_or(0, |row| row.count);
    let figures = |campaign: &Record| {
        let id = campaign.id;
        let revenue = won.get(&id).and_then(|row| row.money.first()).map(|(_, sums)| sums.clone()).unwrap_or_default();
        let leads = count(&all, id);
        let spend = campaign.get(&ACTUAL_SPEND);
        Brought {
            leads,
            hot: count(&hot, id),
            converted: count(&converted, id),
            won: count(&won, id),
            spend,
            cost_per_lead: spend.and_then(|spend| cost_per_lead(spend, leads)),
            roi: spend.and_then(|spend| roi(spend, &revenue)),
            revenue,
        }
    };
    Ok(campaigns.iter().map(figures).collect())
}

/// Spend by leads, rounded half up to whole minor units; nothing where there are no leads.
fn cost_per_lead(spend: Money, leads: i64) -> Option<Money> {
    let leads = i128::from(leads);
    let each = (leads > 0).then(|| (i128::from(spend.amount) * 2 + leads) / (leads * 2))?;
    Money::new(each as i64, spend.currency())
}

/// What came back beyond what was spent, in percent of it. Revenue in other currencies is left out;
/// without spend there is nothing to compare with.
fn roi(spend: Money, revenue: &[Money]) -> Option<f64> {
    let earned = revenue.iter().find(|sum| sum.currency() == spend.currency()).map_or(0, |sum| sum.amount);
    (spend.amount > 0).then(|| (earned - spend.amount) as f64 / spend.amount as f64 * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inr(amount: i64) -> Money {
        Money::new(amount, "INR").expect("a currency")
    }

    #[test]
    fn shares_are_rounded_and_never_divide_by_nothing() {
        assert_eq!(cost_per_lead(inr(100), 3), Some(inr(33)));
        assert_eq!(cost_per_lead(inr(50), 4), Some(inr(13)));
        assert_eq!(cost_per_lead(inr(100), 0), None);
        assert_eq!(roi(inr(100), &[inr(250)]), Some(150.0));
        assert_eq!(roi(inr(100), &[]), Some(-100.0));
        assert_eq!(roi(inr(0), &[inr(250)]), None);
    }
}
