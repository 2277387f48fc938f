//! What a report shows, as it is asked for and saved.

use kith_model::{Date, FieldCode, FieldError, FieldErrors, Id, Timestamp};
use serde_json::{Map, Value as Json};

use crate::AppError;
use crate::dashboard::Range;

/// The reports that come with Kith.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Canned {
    SalesPerformance,
    LeadFunnel,
    LeadConversion,
    Pipeline,
    Velocity,
    Revenue,
    Forecast,
    CampaignRoi,
    Activity,
    Promises,
    Satisfaction,
}

/// The name of each in definitions, and its English title.
pub const CANNED: [(Canned, &str, &str); 11] = [
    (Canned::SalesPerformance, "sales_performance", "Sales performance"),
    (Canned::LeadFunnel, "lead_funnel", "Lead funnel"),
    (Canned::LeadConversion, "lead_conversion", "Lead conversion"),
    (Canned::Pipeline, "pipeline", "Pipeline"),
    (Canned::Velocity, "velocity", "Stage velocity"),
    (Canned::Revenue, "revenue", "Revenue"),
    (Canned::Forecast, "forecast", "Forecast"),
    (Canned::CampaignRoi, "campaign_roi", "Campaign ROI"),
    (Canned::Activity, "activity", "Activity"),
    (Canned::Promises, "promises", "Promises to customers"),
    (Canned::Satisfaction, "satisfaction", "Customer satisfaction"),
];

/// A report of somebody's own making.
#[derive(Clone, Debug, PartialEq)]
pub struct Custom {
    /// The plural of the records.
    pub kind: String,
    /// `count`, `sum:amount` …
    pub measures: Vec<String>,
    /// Up to two of `stage_id`, `closed_at:month` …
    pub groups: Vec<String>,
    /// In the API's form; null for all records.
    pub filter: Json,
    /// How it is drawn.
    pub chart: String,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A report that comes with Kith, and what its rows are grouped by where that can be chosen.
    Canned(Canned, Option<String>),
    /// One of somebody's own making.
    Custom(Custom),
}

/// The span of time a report is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Period {
    /// From one day to another.
    Days(Date, Date),
    /// One that moves with the days, by name.
    Named(&'static str),
}

/// What a report shows, of which time and of whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// What is shown.
    pub what: What,
    /// The span of time; reports of somebody's own making need none.
    pub period: Option<Period>,
    /// Whose records; `me` is resolved when it runs.
    pub owner: Option<Owner>,
    /// Or the records of whose members.
    pub team: Option<Id>,
}

/// A person, or whoever looks at the report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Owner {
    /// Whoever looks at it.
    Me,
    /// A user.
    User(Id),
}

/// The periods that move with the days.
pub const PERIODS: [&str; 14] = [
    "today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_quarter", "last_quarter",
    "this_year", "last_year", "last_7_days", "last_30_days", "last_90_days", "last_12_months",
];

/// How a report can be drawn.
pub const CHARTS: [&str; 6] = ["bar", "line", "funnel", "stacked", "donut", "table"];

/// By what the rows of a report can be grouped, the usual one first.
pub fn choices(report: Canned) -> &'static [&'static str] {
    match report {
        Canned::LeadConversion => {
            &["source", "campaign_id", "owner_id", "industry", "created_at:month", "created_at:week"]
        }
        Canned::Revenue => {
            &["closed_at:month", "closed_at:quarter", "closed_at:year", "owner_id", "source", "campaign_id"]
        }
        Canned::Forecast => &["expected_close_on:month", "expected_close_on:quarter", "owner_id"],
        Canned::Activity => &["owner_id", "occurred_at:day", "occurred_at:week", "occurred_at:month"],
        Canned::Promises => {
            &["priority", "assignee_id", "team_id", "category", "channel", "created_at:week", "created_at:month"]
        }
        Canned::Satisfaction => {
            &["assignee_id", "team_id", "category", "priority", "satisfaction_at:week", "satisfaction_at:month"]
        }
        Canned::Pipeline => &["stage_id", "owner_id", "expected_close_on:month", "source"],
        _ => &[],
    }
}

impl Definition {
    /// Reads a definition as it comes over the API or lies in a saved report.
    ///
    /// # Errors
    /// Validation, naming the keys.
    pub fn read(json: &Map<String, Json>) -> Result<Definition, AppError> {
        let mut reader = Reader { json, errors: Vec::new() };
        let name = reader.text("report").unwrap_or_default();
        let what = match CANNED.iter().find(|(_, known, _)| *known == name) {
            Some((report, _, _)) => {
                let by = reader.text("by");
                if by.as_ref().is_some_and(|by| !choices(*report).contains(&by.as_str())) {
                    reader.fail("by", FieldCode::InvalidOption, "This report cannot be grouped like this.");
                }
                Some(What::Canned(*report, by))
            }
            None if name == "custom" => Some(What::Custom(reader.custom())),
            None => {
                reader.fail("report", FieldCode::InvalidOption, "There is no such report.");
                None
            }
        };
        let period = reader.period();
        let owner = match reader.text("owner").as_deref() {
            None => None,
            Some("me") => Some(Owner::Me),
            Some(text) => reader.id("owner", text).map(Owner::User),
        };
        let team = reader.text("team").and_then(|text| reader.id("team", &text));
        if owner.is_some() && team.is_some() {
            reader.fail("team", FieldCode::Invalid, "Name a person or a team, not both.");
        }
        let known =
            ["report", "by", "period", "from", "to", "owner", "team", "kind", "measures", "groups", "filter", "chart"];
        for key in json.keys().filter(|key| !known.contains(&key.as_str())) {
            reader.errors.push(FieldError::new(key.clone(), FieldCode::UnknownField, "There is no such key here."));
        }
        match what {
            Some(what) if reader.errors.is_empty() => Ok(Definition { what, period, owner, team }),
            _ => Err(AppError::Validation(reader.errors)),
        }
    }

    /// The days it is about; those of the current month where it does not say. `year_start` is the month
    /// with which the financial year begins, from 1.
    pub fn range(&self, now: Timestamp, zone: &str, year_start: i64) -> Result<Option<Range>, AppError> {
        match (&self.period, &self.what) {
            (Some(Period::Days(from, to)), _) => Range::new(Some(*from), Some(*to), None, now, zone).map(Some),
            (Some(Period::Named(name)), _) => named(name, now, zone, year_start).map(Some),
            (None, What::Custom(_)) => Ok(None),
            (None, What::Canned(..)) => named("this_month", now, zone, year_start).map(Some),
        }
    }
}

/// The days of a period that moves. Quarters and years are those of the financial year.
fn named(name: &str, now: Timestamp, zone: &str, year_start: i64) -> Result<Range, AppError> {
    let today = now.date_in(zone);
    let month = today.first_of_month();
    let into_year = (today.month0() + 1 - year_start).rem_euclid(12);
    let quarter = month.plus_months(-(into_year % 3));
    let year = month.plus_months(-into_year);
    let (first, last) = match name {
        "today" => (today, today),
        "yesterday" => (today.plus_days(-1), today.plus_days(-1)),
        "this_week" => (today.monday(), today.monday().plus_days(6)),
        "last_week" => (today.monday().plus_days(-7), today.monday().plus_days(-1)),
        "last_month" => (month.plus_months(-1), month.plus_days(-1)),
        "this_quarter" => (quarter, quarter.plus_months(3).plus_days(-1)),
        "last_quarter" => (quarter.plus_months(-3), quarter.plus_days(-1)),
        "this_year" => (year, year.plus_months(12).plus_days(-1)),
        "last_year" => (year.plus_months(-12), year.plus_days(-1)),
        "last_7_days" => (today.plus_days(-6), today),
        "last_30_days" => (today.plus_days(-29), today),
        "last_90_days" => (today.plus_days(-89), today),
        "last_12_months" => (month.plus_months(-11), month.plus_months(1).plus_days(-1)),
        _ => (month, month.plus_months(1).plus_days(-1)),
    };
    Range::new(Some(first), Some(last), None, now, zone)
}

/// Reads a definition key by key and gathers what is wrong.
struct Reader<'a> {
    json: &'a Map<String, Json>,
    errors: FieldErrors,
}

impl Reader<'_> {
    fn fail(&mut self, key: &str, code: FieldCode, message: &str) {
        self.errors.push(FieldError::new(key, code, message));
    }

    fn text(&mut self, key: &str) -> Option<String> {
        match self.json.get(key) {
            None | Some(Json::Null) => None,
            Some(Json::String(text)) => Some(text.clone()),
            Some(_) => {
                self.fail(key, FieldCode::WrongType, "This takes a text.");
                None
            }
        }
    }

    fn texts(&mut self, key: &str, most: usize) -> Vec<String> {
        let list = match self.json.get(key) {
            None | Some(Json::Null) => return Vec::new(),
            Some(Json::Array(list)) => list,
            Some(_) => {
                self.fail(key, FieldCode::WrongType, "This takes a list of texts.");
                return Vec::new();
            }
        };
        if list.len() > most {
            self.fail(key, FieldCode::TooLong, &format!("{most} are the most."));
        }
        let texts: Option<Vec<String>> = list.iter().map(|item| item.as_str().map(str::to_owned)).collect();
        texts.unwrap_or_else(|| {
            self.fail(key, FieldCode::WrongType, "This takes a list of texts.");
            Vec::new()
        })
    }

    fn id(&mut self, key: &str, text: &str) -> Option<Id> {
        let id = text.parse().ok();
        if id.is_none() {
            self.fail(key, FieldCode::WrongType, "This takes an id.");
        }
        id
    }

    fn day(&mut self, key: &str) -> Option<Date> {
        let text = self.text(key)?;
        let day = text.parse().ok();
        if day.is_none() {
            self.fail(key, FieldCode::InvalidDate, "This takes a day such as 2026-04-30.");
        }
        day
    }

    fn period(&mut self) -> Option<Period> {
        let name = self.text("period");
        let (from, to) = (self.day("from"), self.day("to"));
        match (name, from, to) {
            (Some(name), None, None) => {
                let known = PERIODS.into_iter().find(|known| *known == name);
                if known.is_none() {
                    self.fail("period", FieldCode::InvalidOption, "There is no such period.");
                }
                known.map(Period::Named)
            }
            (None, Some(from), Some(to)) => Some(Period::Days(from, to)),
            (None, None, None) => None,
            (Some(_), _, _) => {
                self.fail("period", FieldCode::Invalid, "Name a period or its days, not both.");
                None
            }
            (None, from, _) => {
                let missing = if from.is_none() { "from" } else { "to" };
                if self.errors.iter().all(|error| error.field != missing) {
                    self.fail(missing, FieldCode::Required, "A period needs both days.");
                }
                None
            }
        }
    }

    fn custom(&mut self) -> Custom {
        const MOST_MEASURES: usize = 6;
        const MOST_GROUPS: usize = 2;
        let kind = self.text("kind").unwrap_or_default();
        if kith_catalog::find_plural(&kind).is_none() {
            self.fail("kind", FieldCode::InvalidOption, "There are no such records.");
        }
        let mut measures = self.texts("measures", MOST_MEASURES);
        if measures.is_empty() {
            measures.push("count".into());
        }
        if measures.iter().any(|text| kith_store::Measure::parse(text).is_none()) {
            self.fail("measures", FieldCode::InvalidOption, "One of these measures nothing.");
        }
        let groups = self.texts("groups", MOST_GROUPS);
        if groups.iter().any(|text| kith_store::GroupBy::parse(text).is_none()) {
            self.fail("groups", FieldCode::InvalidOption, "One of these groups nothing.");
        }
        let chart = self.text("chart").unwrap_or_else(|| "bar".into());
        if !CHARTS.contains(&chart.as_str()) {
            self.fail("chart", FieldCode::InvalidOption, "There is no such chart.");
        }
        Custom { kind, measures, groups, filter: self.json.get("filter").cloned().unwrap_or(Json::Null), chart }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_move_with_the_days_of_the_workspace() {
        // In Kolkata it is the first of April already.
        let now: Timestamp = "2025-03-31T20:00:00Z".parse().expect("a moment");
        let days_from = |name: &str, year_start| {
            let range = named(name, now, "Asia/Kolkata", year_start).expect("a range");
            format!("{} {}", range.first, range.last)
        };
        let days = |name: &str| days_from(name, 1);
        let cases = [
            ("today", "2025-04-01 2025-04-01"),
            ("yesterday", "2025-03-31 2025-03-31"),
            ("this_week", "2025-03-31 2025-04-06"),
            ("last_week", "2025-03-24 2025-03-30"),
            ("this_month", "2025-04-01 2025-04-30"),
            ("last_month", "2025-03-01 2025-03-31"),
            ("this_quarter", "2025-04-01 2025-06-30"),
            ("last_quarter", "2025-01-01 2025-03-31"),
            ("this_year", "2025-01-01 2025-12-31"),
            ("last_year", "2024-01-01 2024-12-31"),
            ("last_7_days", "2025-03-26 2025-04-01"),
            ("last_30_days", "2025-03-03 2025-04-01"),
            ("last_90_days", "2025-01-02 2025-04-01"),
            ("last_12_months", "2024-05-01 2025-04-30"),
        ];
        assert_eq!(cases.len(), PERIODS.len());
        for (name, wanted) in cases {
            assert_eq!(days(name), wanted, "{name}");
        }
        let financial = [
            (4, "this_year", "2025-04-01 2026-03-31"),
            (4, "last_year", "2024-04-01 2025-03-31"),
            (7, "this_year", "2024-07-01 2025-06-30"),
            (2, "this_quarter", "2025-02-01 2025-04-30"),
            (12, "last_quarter", "2024-12-01 2025-02-28"),
        ];
        for (year_start, name, wanted) in financial {
            assert_eq!(days_from(name, year_start), wanted, "{name} of a year from month {year_start}");
        }
    }
}
