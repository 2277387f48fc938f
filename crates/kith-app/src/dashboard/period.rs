//! Figures of a span of time, beside those of the span before, by the day.

use std::collections::BTreeMap;

use kith_catalog::{campaign, deal, lead};
use kith_model::{Date, Filter, Id, Money, Value};
use serde_json::{Value as Json, json};

use super::ask::{Ask, Daily, DayRow, add, between, of, total};
use super::range::Range;
use crate::AppError;
use crate::records::{is, records_by_id};

/// Campaigns shown.
const TOP: usize = 5;
/// Months of the revenue's curve.
const MONTHS: i64 = 12;

/// Leads that came in, and how many of them were converted since.
pub(super) async fn leads(ask: &Ask<'_>, range: &Range) -> Result<(Json, Json), AppError> {
    let before = range.before();
    let came = async |days: &Range| created(ask, days, Some(lead::STATUS.key())).await;
    let (new, new_before) = tokio::try_join!(came(range), came(&before))?;
    if !ask.may_read(&lead::KIND) {
        return Ok((Json::Null, Json::Null));
    }
    let count = |rows: &[DayRow]| total(rows).0;
    let converted = |rows: &[DayRow]| total(of(rows, "converted")).0;
    let (came, became) = (parts(range, &new, count), parts(range, &new, converted));
    let new_leads = json!({"count": count(&new), "before": count(&new_before), "trend": came});
    let conversion = json!({
        "leads": count(&new), "converted": converted(&new),
        "before": {"leads": count(&new_before), "converted": converted(&new_before)},
        "trend": became.iter().zip(&came).map(|(won, all)| share(*won, *all)).collect::<Vec<_>>(),
    });
    Ok((new_leads, conversion))
}

/// What was won and lost.
pub(super) async fn closed(ask: &Ask<'_>, range: &Range, currency: &str) -> Result<(Json, Json), AppError> {
    let before = range.before();
    let (now, then) = tokio::try_join!(ended(ask, range), ended(ask, &before))?;
    if !ask.may_read(&deal::KIND) {
        return Ok((Json::Null, Json::Null));
    }
    let figure = |status: &str| {
        let ((count, amount), (count_before, amount_before)) = (total(of(&now, status)), total(of(&then, status)));
        let part = |rows: &[DayRow]| {
            total(of(rows, status)).1.iter().find(|sum| sum.currency() == currency).map_or(0, |sum| sum.amount)
        };
        json!({
            "count": count, "amount": amount, "before": {"count": count_before, "amount": amount_before},
            "trend": parts(range, &now, part),
        })
    };
    Ok((figure("won"), figure("lost")))
}

/// What was won in each of the twelve months up to the range's last, and a year before.
pub(super) async fn revenue(ask: &Ask<'_>, range: &Range) -> Result<Vec<Json>, AppError> {
    let last = range.last.first_of_month();
    let first = last.plus_months(1 - 2 * MONTHS);
    let rows = ended(ask, &Range { first, last: last.plus_months(1).plus_days(-1), ..range.clone() }).await?;
    if !ask.may_read(&deal::KIND) {
        return Ok(Vec::new());
    }
    let mut months: BTreeMap<Date, Vec<Money>> = BTreeMap::new();
    for row in of(&rows, "won") {
        add(months.entry(row.day.first_of_month()).or_default(), &row.sums);
    }
    let sums = |month: Date| months.get(&month).cloned().unwrap_or_default();
    let month = |back: i64| {
        let month = last.plus_months(-back);
        let end = month.plus_months(1);
        json!({
            "month": month, "from_at": month.start_in(&range.zone), "to_at": end.start_in(&range.zone),
            "amount": sums(month), "before": sums(month.plus_months(-MONTHS)),
        })
    };
    Ok((0..MONTHS).rev().map(month).collect())
}

/// Leads that came in, by source.
pub(super) async fn sources(ask: &Ask<'_>, range: &Range) -> Result<Vec<Json>, AppError> {
    let rows = created(ask, range, Some(lead::SOURCE.key())).await?;
    let mut counts: BTreeMap<Option<&str>, i64> = BTreeMap::new();
    for row in &rows {
        let source = if let Value::Text(text) = &row.group { Some(text.as_str()) } else { None };
        *counts.entry(source).or_default() += row.count;
    }
    Ok(counts.iter().map(|(source, count)| json!({"group": source, "count": count})).collect())
}

/// The campaigns that brought most: by what was won through them, then by leads.
pub(super) async fn campaigns(ask: &Ask<'_>, range: &Range, currency: &str) -> Result<Vec<Json>, AppError> {
    if !ask.may_read(&campaign::KIND) {
        return Ok(Vec::new());
    }
    let came = created(ask, range, Some(lead::CAMPAIGN.key())).await?;
    let won = Daily { group: Some(deal::CAMPAIGN.key()), filter: is(deal::STATUS.key(), "won"), ..closing(range) };
    let won = ask.by_day(&deal::KIND, won, &range.zone).await?;
    #[derive(Default)]
    struct Brought {
        leads: i64,
        won: i64,
        revenue: Vec<Money>,
    }
    let mut found: BTreeMap<Id, Brought> = BTreeMap::new();
    for (row, is_won) in came.iter().map(|row| (row, false)).chain(won.iter().map(|row| (row, true))) {
        let Value::Id(id) = row.group else { continue };
        let brought = found.entry(id).or_default();
        if is_won {
            brought.won += row.count;
            add(&mut brought.revenue, &row.sums);
        } else {
            brought.leads += row.count;
        }
    }
    let own =
        |brought: &Brought| brought.revenue.iter().find(|sum| sum.currency() == currency).map_or(0, |sum| sum.amount);
    let mut order: Vec<(Id, Brought)> = found.into_iter().collect();
    order.sort_by_key(|(id, brought)| (std::cmp::Reverse((own(brought), brought.won, brought.leads)), *id));
    // A few more than are shown, since some may be in the trash.
    order.truncate(TOP * 4);
    let ids: Vec<Id> = order.iter().map(|(id, _)| *id).collect();
    let known = records_by_id(ask.app, ask.scope, &campaign::KIND, &ids).await?;
    let line = |(id, brought): (Id, Brought)| {
        let title = &known.iter().find(|record| record.id == id)?.title;
        Some(json!({
            "campaign": {"id": id, "title": title}, "leads": brought.leads, "won": brought.won,
            "revenue": brought.revenue,
        }))
    };
    Ok(order.into_iter().filter_map(line).take(TOP).collect())
}

/// Leads by the day on which they came in.
async fn created(ask: &Ask<'_>, range: &Range, group: Option<&str>) -> Result<Vec<DayRow>, AppError> {
    let asked = Daily { day: "created_at", days: Some(range.days()), filter: Filter::all(), group, sum: None };
    ask.by_day(&lead::KIND, asked, &range.zone).await
}

/// Deals by the day on which they were won or lost, and which of both.
async fn ended(ask: &Ask<'_>, range: &Range) -> Result<Vec<DayRow>, AppError> {
    ask.by_day(&deal::KIND, closing(range), &range.zone).await
}

fn closing(range: &Range) -> Daily<'static> {
    Daily {
        day: deal::CLOSED_AT.key(),
        days: Some(range.days()),
        filter: Filter::all(),
        group: Some(deal::STATUS.key()),
        sum: Some(deal::AMOUNT.key()),
    }
}

/// A number for each part of a range.
fn parts(range: &Range, rows: &[DayRow], number: impl Fn(&[DayRow]) -> i64) -> Vec<i64> {
    range.parts().into_iter().map(|days| number(between(rows, days))).collect()
}

/// A share of a whole; none of nothing.
fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
