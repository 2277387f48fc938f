//! The span of time that figures are about, the one they are compared with, and its parts.

use kith_model::{Date, FieldCode, Timestamp};
use serde_json::{Value as Json, json};

use crate::AppError;

/// More days are not looked at together.
const MOST_DAYS: i64 = 3_660;
/// Up to so many days a curve has a point for each.
const DAILY: i64 = 31;
/// And up to so many one for each week.
const WEEKLY: i64 = 186;

/// A stretch of the calendar that days can be a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
}

impl Period {
    /// By the name the API knows it by.
    pub fn find(name: &str) -> Option<Period> {
        match name {
            "week" => Some(Period::Week),
            "month" => Some(Period::Month),
            "quarter" => Some(Period::Quarter),
            "year" => Some(Period::Year),
            _ => None,
        }
    }
}

/// Days from `first` to `last`, both included, in a time zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// What they are a part of, where that is known.
    pub period: Option<Period>,
    /// Whose days they are.
    pub zone: String,
}

impl Range {
    /// The days asked for; the current month until today where none are.
    ///
    /// # Errors
    /// Validation, naming `from` or `to`.
    pub fn new(
        from: Option<Date>,
        to: Option<Date>,
        period: Option<Period>,
        now: Timestamp,
        zone: &str,
    ) -> Result<Range, AppError> {
        let last = to.unwrap_or_else(|| now.date_in(zone));
        let first = from.unwrap_or_else(|| last.first_of_month());
        let wrong = |message: &str| Err(AppError::field("to", FieldCode::Invalid, message));
        if last < first {
            return wrong("The last day lies before the first.");
        }
        if last.days_since(first) >= MOST_DAYS {
            return wrong("Ten years are the most that can be looked at together.");
        }
        Ok(Range { first, last, period, zone: zone.to_owned() })
    }

    /// Both days.
    pub fn days(&self) -> (Date, Date) {
        (self.first, self.last)
    }

    /// What the figures are compared with: the same days a period earlier. Where no period is named,
    /// the same days of the months before if the range begins with a month, else as many days directly
    /// before.
    pub fn before(&self) -> Range {
        let moved = |first, last| Range { first, last, zone: self.zone.clone(), ..*self };
        let months = match self.period {
            Some(Period::Week) => return moved(self.first.plus_days(-7), self.last.plus_days(-7)),
            Some(Period::Month) => 1,
            Some(Period::Quarter) => 3,
            Some(Period::Year) => 12,
            None if self.first == self.first.first_of_month() => self.last.months_since(self.first) + 1,
            None => {
                let length = self.last.days_since(self.first) + 1;
                return moved(self.first.plus_days(-length), self.last.plus_days(-length));
            }
        };
        // What ends with a month is compared with what ends with one, whatever their lengths.
        let after = self.last.plus_days(1);
        let whole = after == after.first_of_month();
        let last = if whole { after.plus_months(-months).plus_days(-1) } else { self.last.plus_months(-months) };
        moved(self.first.plus_months(-months), last)
    }

    /// The same days a year before.
    pub fn year_before(&self) -> Range {
        Range {
            first: self.first.plus_months(-12),
            last: self.last.plus_months(-12),
            zone: self.zone.clone(),
            period: self.period,
        }
    }

    /// Its parts, days, weeks or months by its length: the first day of each, and the first one after it.
    /// The first and the last part may be cut.
    pub fn parts(&self) -> Vec<(Date, Date)> {
        let length = self.last.days_since(self.first) + 1;
        let next = |day: Date| {
            if length <= DAILY {
                day.plus_days(1)
            } else if length <= WEEKLY {
                day.monday().plus_days(7)
            } else {
                day.first_of_month().plus_months(1)
            }
        };
        let end = self.last.plus_days(1);
        let starts = std::iter::successors(Some(self.first), |day| Some(next(*day)));
        starts.take_while(|day| *day < end).map(|day| (day, next(day).min(end))).collect()
    }

    /// As the API writes it: days, and the moments at which they begin and are over.
    pub fn to_json(&self) -> Json {
        json!({
            "from": self.first, "to": self.last,
            "from_at": self.first.start_in(&self.zone), "to_at": self.last.plus_days(1).start_in(&self.zone),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: &str, last: &str) -> Range {
        let day = |text: &str| text.parse().expect("a day");
        Range { first: day(first), last: day(last), period: None, zone: "Asia/Kolkata".into() }
    }

    #[test]
    fn is_compared_with_the_same_days_before() {
        let cases = [
            (("2025-04-01", "2025-04-24"), ("2025-03-01", "2025-03-24")),
            (("2025-04-01", "2025-04-30"), ("2025-03-01", "2025-03-31")),
            (("2025-03-01", "2025-03-30"), ("2025-02-01", "2025-02-28")),
            (("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31")),
            (("2025-04-01", "2025-06-10"), ("2025-01-01", "2025-03-10")),
            (("2025-04-14", "2025-04-20"), ("2025-04-07", "2025-04-13")),
            (("2025-04-02", "2025-04-02"), ("2025-04-01", "2025-04-01")),
        ];
        for ((first, last), (before, until)) in cases {
            assert_eq!(range(first, last).before(), range(before, until), "{first} to {last}");
        }
    }

    #[test]
    fn is_compared_with_the_same_days_of_the_period_before() {
        let cases = [
            (Period::Week, ("2025-04-14", "2025-04-16"), ("2025-04-07", "2025-04-09")),
            (Period::Month, ("2025-03-01", "2025-03-30"), ("2025-02-01", "2025-02-28")),
            (Period::Quarter, ("2025-04-01", "2025-05-20"), ("2025-01-01", "2025-02-20")),
            (Period::Quarter, ("2025-04-01", "2025-05-31"), ("2025-01-01", "2025-02-28")),
            (Period::Year, ("2025-04-01", "2025-11-21"), ("2024-04-01", "2024-11-21")),
            (Period::Year, ("2024-01-01", "2024-02-29"), ("2023-01-01", "2023-02-28")),
        ];
        for (period, (first, last), (before, until)) in cases {
            let of = |first, last| Range { period: Some(period), ..range(first, last) };
            assert_eq!(of(first, last).before(), of(before, until), "{first} to {last}");
        }
    }

    #[test]
    fn has_parts_that_lead_to_its_end() {
        assert_eq!(range("2025-04-01", "2025-04-30").parts().len(), 30);
        let weeks = range("2025-04-02", "2025-06-30").parts();
        let day = |text: &str| text.parse().expect("a day");
        assert_eq!(weeks[0], (day("2025-04-02"), day("2025-04-07")));
        assert_eq!(weeks.last(), Some(&(day("2025-06-30"), day("2025-07-01"))));
        assert!(weeks.windows(2).all(|pair| pair[0].1 == pair[1].0));
        assert_eq!(range("2024-12-31", "2025-12-30").parts().len(), 13);
    }

    #[test]
    fn begins_and_ends_with_the_days_of_its_zone() {
        let json = range("2025-04-01", "2025-04-30").to_json();
        assert_eq!(
            (&json["from_at"], &json["to_at"]),
            (&"2025-03-31T18:30:00Z".into(), &"2025-04-30T18:30:00Z".into())
        );
    }
}
