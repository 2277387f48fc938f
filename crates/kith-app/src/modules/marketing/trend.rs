//! A campaign over time: what it brought day by day, week by week or month by month.

use kith_access::{Action, Scope};
use kith_catalog::campaign::{ENDS_ON, KIND, STARTS_ON};
use kith_catalog::{deal, lead};
use kith_model::{Date, Id};
use serde_json::{Value as Json, json};

use super::figures::{Total, ask_all, winning};
use crate::dashboard::Range;
use crate::dashboard::ask::{Daily, between, total};
use crate::records::{Planner, find_for, is};
use crate::{App, AppError};

/// Of which days at most: ten years, like every range.
const MOST_DAYS: i64 = 3_600;

/// What a campaign brought, from its first day (or its first lead, where that came before) to its last,
/// or to today where it has not ended and to what came of it later. What is counted is what the caller
/// may read.
pub async fn campaign_trend(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let planner = Planner::new(app, scope).await?;
    let (_, campaign) = find_for(&planner, &KIND, id, Action::Read).await?;
    let data = &planner.workspace;
    let ask = ask_all(app, scope);
    let own = is(lead::CAMPAIGN.key(), &id.to_string());
    let zone = data.time_zone();
    let came = Daily { day: "created_at", days: None, filter: own.clone(), group: None, sum: None };
    let came = ask.by_day(&lead::KIND, came, zone).await?;
    let won_days = Daily { filter: own.and(is(deal::STATUS.key(), "won")), ..winning() };
    let won = ask.by_day(&deal::KIND, won_days, zone).await?;
    let today = app.now().date_in(data.time_zone());
    let days = || came.iter().chain(&won).map(|row| row.day);
    let ends = campaign.get(&ENDS_ON).map_or(today, |ends| ends.min(today));
    let last = days().max().map_or(ends, |day| day.max(ends));
    let begins = campaign.get(&STARTS_ON).unwrap_or_else(|| campaign.created_at.date_in(data.time_zone()));
    let first = days().min().map_or(begins, |day| day.min(begins)).min(last).max(last.plus_days(-MOST_DAYS));
    let range = Range::new(Some(first), Some(last), None, app.now(), data.time_zone())?;

    let part = |days: (Date, Date)| {
        let (came, won) = (between(&came, days), between(&won, days));
        let mut revenue = Total::of(&campaign, data);
        won.iter().for_each(|row| row.sums.iter().for_each(|sum| revenue.add(*sum, row.day)));
        json!({
            "from": days.0, "to": days.1.plus_days(-1),
            "from_at": days.0.start_in(&range.zone), "to_at": days.1.start_in(&range.zone),
            "leads": total(came).0, "won": total(won).0, "revenue": revenue.sum(),
        })
    };
    let parts: Vec<Json> = range.parts().into_iter().map(part).collect();
    Ok(json!({"range": range.to_json(), "parts": parts}))
}
