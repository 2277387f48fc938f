//! What campaigns brought and cost, from counters that every write keeps.

use std::collections::BTreeMap;

use kith_access::Scope;
use kith_catalog::campaign::{ACTUAL_SPEND, BUDGET, EXPECTED_SPEND, KIND};
use kith_catalog::{deal, lead};
use kith_model::{Date, ExchangeRates, Filter, Id, Money, Record, RecordKind, Value};
use kith_store::AggregateRow;
use serde_json::{Value as Json, json};

use crate::dashboard::ask::{Ask, Daily};
use crate::records::{figures, is, records_by_id};
use crate::workspace::{self, WorkspaceData};
use crate::{App, AppError};

/// What a campaign brought and cost.
#[derive(Clone, Debug)]
pub(crate) struct Brought {
    pub leads: i64,
    pub hot: i64,
    pub converted: i64,
    pub won: i64,
    pub revenue: Vec<Money>,
    /// The revenue in the campaign's currency, at the rates of the days on which it was won.
    pub total: Option<Money>,
    /// The currencies without a rate, which the total leaves out.
    pub unconverted: Vec<String>,
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
            "revenue_total": brought.total,
            "unconverted": brought.unconverted,
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
    let sums = |id| won.get(&id).and_then(|row| row.money.first()).map(|(_, sums)| sums.clone()).unwrap_or_default();
    let data = workspace::load(app, scope.workspace).await?;
    let foreign = |campaign: &Record| {
        let total = Total::of(campaign, &data);
        sums(campaign.id).iter().any(|sum| !total.is_in(sum))
    };
    // Which day each amount is of matters only where there is something to convert.
    let days = match campaigns.iter().any(foreign) {
        true => {
            let by_campaign = Daily { group: Some(deal::CAMPAIGN.key()), ..winning() };
            ask_all(app, scope).by_day(&deal::KIND, by_campaign, data.time_zone()).await?
        }
        false => Vec::new(),
    };
    let figures = |campaign: &Record| {
        let id = campaign.id;
        let revenue = sums(id);
        let mut total = Total::of(campaign, &data);
        if foreign(campaign) {
            let own = days.iter().filter(|row| row.group == Value::Id(id));
            own.for_each(|row| row.sums.iter().for_each(|sum| total.add(*sum, row.day)));
        } else {
            revenue.iter().for_each(|sum| total.add(*sum, Date::MIN));
        }
        let leads = count(&all, id);
        let spend = campaign.get(&ACTUAL_SPEND);
        Brought {
            leads,
            hot: count(&hot, id),
            converted: count(&converted, id),
            won: count(&won, id),
            spend,
            cost_per_lead: spend.and_then(|spend| cost_per_lead(spend, leads)),
            roi: spend.zip(total.sum()).and_then(|(spend, earned)| roi(spend, earned)),
            revenue,
            total: total.sum(),
            unconverted: total.unconverted,
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

/// What came back beyond what was spent, in percent of it; without spend there is nothing to compare
/// with.
fn roi(spend: Money, earned: Money) -> Option<f64> {
    (spend.amount > 0).then(|| (earned.amount - spend.amount) as f64 / spend.amount as f64 * 100.0)
}

/// What was won, by the day.
pub(super) fn winning() -> Daily<'static> {
    Daily {
        day: deal::CLOSED_AT.key(),
        days: None,
        filter: is(deal::STATUS.key(), "won"),
        group: None,
        sum: Some(deal::AMOUNT.key()),
    }
}

pub(super) fn ask_all<'a>(app: &'a App, scope: &'a Scope) -> Ask<'a> {
    Ask { app, scope, owners: None }
}

/// Amounts of many days and currencies, added up in one.
#[derive(Clone)]
pub(super) struct Total<'a> {
    sum: Option<Money>,
    rates: &'a ExchangeRates,
    unconverted: Vec<String>,
}

impl<'a> Total<'a> {
    /// Nothing yet, in the currency of the campaign's money, else in the workspace's.
    pub fn of(campaign: &Record, data: &'a WorkspaceData) -> Total<'a> {
        let own = [&ACTUAL_SPEND, &BUDGET, &EXPECTED_SPEND].into_iter().find_map(|field| campaign.get(field));
        let sum = Money::new(0, own.as_ref().map_or(data.currency(), Money::currency));
        Total { sum, rates: &data.rates, unconverted: Vec::new() }
    }

    /// Whether an amount is in this currency.
    pub fn is_in(&self, amount: &Money) -> bool {
        self.sum.is_some_and(|sum| sum.currency() == amount.currency())
    }

    /// Adds what an amount was worth on a day.
    pub fn add(&mut self, amount: Money, day: Date) {
        let Some(sum) = &mut self.sum else { return };
        match self.rates.convert(amount, sum.currency(), day) {
            Some(converted) => sum.amount = sum.amount.saturating_add(converted.amount),
            None if self.unconverted.iter().any(|known| known == amount.currency()) => {}
            None => self.unconverted.push(amount.currency().to_owned()),
        }
    }

    /// What has been added up.
    pub fn sum(&self) -> Option<Money> {
        self.sum
    }
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
        assert_eq!(roi(inr(100), inr(250)), Some(150.0));
        assert_eq!(roi(inr(100), inr(0)), Some(-100.0));
        assert_eq!(roi(inr(0), inr(250)), None);
    }
}
