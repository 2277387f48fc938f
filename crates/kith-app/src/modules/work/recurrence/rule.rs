//! A rule: read, limited, and its dates.

use std::fmt::Write;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rrule::RRuleSet;

/// A rule is a line, and one that a person can still read.
const LONGEST: usize = 300;
/// More than once a day nobody has to do anything, and nobody plans further ahead.
const MOST_TIMES: u32 = 1_000;
const LARGEST_INTERVAL: u32 = 99;
/// So many days, months or positions a rule names at most.
const LONGEST_LIST: usize = 31;
/// A rule that names no date for so long names none.
const YEARS_AHEAD: i16 = 100;

/// Why a rule is none, or not one for tasks. In a person's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It cannot be read.
    #[error("This is not a rule such as FREQ=WEEKLY;BYDAY=MO,TH.")]
    Unreadable,
    /// More than a task can bear.
    #[error("A task comes daily, weekly, monthly or yearly, and not more often than once a day.")]
    TooOften,
    /// A part that nobody needs for tasks.
    #[error("A rule says FREQ, INTERVAL, COUNT or UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST, each once.")]
    Part,
    /// Too far between.
    #[error("The interval is a number from 1 to 99.")]
    Interval,
    /// Too many.
    #[error("A task comes 1 to 1,000 times, or without an end.")]
    Count,
    /// An end that is no day.
    #[error("The end is a day such as 20261231, and not before the first one.")]
    Until,
    /// Both ends.
    #[error("A rule ends after a number of times or on a day, not both.")]
    TwoEnds,
    /// No day is like this.
    #[error("No day is like this.")]
    Never,
}

/// A rule that has been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its parts without the ends, in the order they were given.
    parts: Vec<(String, String)>,
    /// How often it comes in all.
    count: Option<u32>,
    /// The last civil time at which it may come, and how that is written.
    until: Option<(DateTime, String)>,
}

impl Rule {
    /// Reads a rule by the clock of a zone. Its dates are looked at when it begins: [`Rule::begins`].
    pub fn read(text: &str, zone: &TimeZone) -> Result<Rule, Wrong> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text).trim_end_matches(';');
        if text.len() > LONGEST || text.bytes().any(|b| b.is_ascii_control() || b.is_ascii_whitespace()) {
            return Err(Wrong::Unreadable);
        }
        let mut rule = Rule { parts: Vec::new(), count: None, until: None };
        for part in text.split(';') {
            let (key, value) = part.split_once('=').ok_or(Wrong::Unreadable)?;
            let twice = rule.part(key).is_some()
                || (key == "COUNT" && rule.count.is_some())
                || (key == "UNTIL" && rule.until.is_some());
            if twice {
                return Err(Wrong::Part);
            }
            match key {
                "COUNT" => rule.count = Some(number(value, MOST_TIMES).ok_or(Wrong::Count)?),
                "UNTIL" => rule.until = Some((until(value, zone).ok_or(Wrong::Until)?, value.to_owned())),
                _ => {
                    check(key, value)?;
                    rule.parts.push((key.to_owned(), value.to_owned()));
                }
            }
        }
        match (rule.part("FREQ"), rule.count, &rule.until) {
            (None, ..) => Err(Wrong::Unreadable),
            (_, Some(_), Some(_)) => Err(Wrong::TwoEnds),
            _ => Ok(rule),
        }
    }

    /// Whether it has a date at all from `start` on.
    pub fn begins(&self, start: DateTime) -> Result<(), Wrong> {
        if self.until.as_ref().is_some_and(|(until, _)| *until < start) {
            return Err(Wrong::Until);
        }
        let set = self.set(start, start).ok_or(Wrong::Unreadable)?;
        let some = (&set).into_iter().next().is_some();
        if some { Ok(()) } else { Err(Wrong::Never) }
    }

    /// The first date after `after` of the series that begins at `start`; `None` where it has ended.
    /// The series' first date is `start`, whether or not the rule says so.
    pub fn next(&self, start: DateTime, after: DateTime) -> Option<DateTime> {
        self.dates(start, after).next()
    }

    /// The dates after `after`, ascending.
    pub fn dates(&self, start: DateTime, after: DateTime) -> impl Iterator<Item = DateTime> + use<> {
        let most = self.count.map_or(usize::MAX, |count| count as usize);
        let set = self.set(start, after).map(|set| (&set).into_iter().map(|at| civil(at.timestamp())));
        let later = set.into_iter().flatten().skip_while(move |at| *at <= start);
        std::iter::once(start).chain(later).take(most).skip_while(move |at| *at <= after)
    }

    /// The same rule for a series that goes on at `new` instead of `old`: days that were named because
    /// of the old date are those of the new one, and as many dates are left as were.
    pub fn moved(&self, start: DateTime, old: DateTime, new: DateTime) -> Rule {
        let mut rule = Rule { count: self.left(start, old), ..self.clone() };
        for (key, value) in &mut rule.parts {
            *value = match key.as_str() {
                "BYDAY" => list(value, |item| moved_day(item, old.date(), new.date())),
                "BYMONTHDAY" if single(value) == Some(old.day()) => new.day().to_string(),
                "BYMONTH" if single(value) == Some(old.month()) => new.month().to_string(),
                _ => continue,
            };
        }
        rule
    }

    /// The rule as other programs read it, for a series that they see from `at` on: an end is in UTC there.
    pub fn told(&self, start: DateTime, at: DateTime, zone: &TimeZone) -> String {
        let ends = self.until.as_ref().and_then(|(until, _)| {
            let until = zone.to_timestamp(*until).ok()?.to_zoned(TimeZone::UTC).datetime();
            Some((until, format!("{}Z", stamp(until))))
        });
        Rule { parts: self.parts.clone(), count: self.left(start, at), until: ends }.to_string()
    }

    /// How often it comes from `at` on, where it comes a number of times.
    fn left(&self, start: DateTime, at: DateTime) -> Option<u32> {
        let count = self.count?;
        let passed = Rule { count: None, ..self.clone() }.dates(start, start).take_while(|day| *day <= at).count();
        let before = if at > start { passed as u32 } else { 0 };
        Some(count.saturating_sub(before).max(1))
    }

    /// The rule as the library reads it, without a number of times, and with an end in any case. What is
    /// long past is not counted through where that changes nothing.
    fn set(&self, start: DateTime, after: DateTime) -> Option<RRuleSet> {
        let horizon = start.max(after).date().year().saturating_add(YEARS_AHEAD).min(9_998);
        let far = Date::new(horizon, 12, 31).ok()?.at(23, 59, 59, 0);
        let until = self.until.as_ref().map_or(far, |(until, _)| (*until).min(far));
        let mut text = format!("DTSTART:{}Z\nRRULE:", stamp(start));
        self.parts.iter().for_each(|(key, value)| {
            let _ = write!(text, "{key}={value};");
        });
        let _ = write!(text, "UNTIL={}Z", stamp(until));
        text.parse::<RRuleSet>().ok().map(RRuleSet::limit)
    }

    fn part(&self, key: &str) -> Option<&str> {
        self.parts.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
}

/// As it is kept.
impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ends = [
            self.count.map(|count| format!("COUNT={count}")),
            self.until.as_ref().map(|(_, text)| format!("UNTIL={text}")),
        ];
        let parts = self.parts.iter().map(|(key, value)| format!("{key}={value}")).chain(ends.into_iter().flatten());
        f.write_str(&parts.collect::<Vec<_>>().join(";"))
    }
}

/// A civil time as the library writes it: in UTC.
fn stamp(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

fn civil(seconds: i64) -> DateTime {
    let at = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::MAX);
    at.to_zoned(TimeZone::UTC).datetime()
}

fn number(text: &str, most: u32) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| digits && (1..=most).contains(n))
}

/// A day is meant to its end; a moment in UTC is what the clock says then.
fn until(text: &str, zone: &TimeZone) -> Option<DateTime> {
    if text.len() == 8 {
        return Some(Date::strptime("%Y%m%d", text).ok()?.at(23, 59, 59, 0));
    }
    let at = DateTime::strptime("%Y%m%dT%H%M%S", text.trim_end_matches('Z')).ok()?;
    if !text.ends_with('Z') {
        return Some(at);
    }
    Some(at.to_zoned(TimeZone::UTC).ok()?.with_time_zone(zone.clone()).datetime())
}

/// Whether a part may stand in a task's rule, and its value is one.
fn check(key: &str, value: &str) -> Result<(), Wrong> {
    let within = |most: i32, negative: bool| {
        let fits = |item: &str| {
            let n = item.strip_prefix('+').unwrap_or(item).parse::<i32>().ok();
            n.is_some_and(|n| n != 0 && n.abs() <= most && (negative || n > 0))
        };
        value.split(',').count() <= LONGEST_LIST && value.split(',').all(fits)
    };
    let good = match key {
        "FREQ" => match value {
            "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" => true,
            "SECONDLY" | "MINUTELY" | "HOURLY" => return Err(Wrong::TooOften),
            _ => false,
        },
        "INTERVAL" => return number(value, LARGEST_INTERVAL).map(|_| ()).ok_or(Wrong::Interval),
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => return Err(Wrong::TooOften),
        "BYDAY" => value.split(',').count() <= LONGEST_LIST && value.split(',').all(|item| weekday(item).is_some()),
        "WKST" => WEEKDAYS.contains(&value),
        "BYMONTHDAY" => within(31, true),
        "BYMONTH" => within(12, false),
        "BYSETPOS" => within(366, true),
        _ => return Err(Wrong::Part),
    };
    if good { Ok(()) } else { Err(Wrong::Unreadable) }
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A day of the week, Monday being 0, and which of its month.
fn weekday(item: &str) -> Option<(Option<i8>, usize)> {
    let at = item.len().checked_sub(2).filter(|at| item.is_char_boundary(*at))?;
    let day = WEEKDAYS.iter().position(|day| *day == &item[at..])?;
    match item[..at].trim_start_matches('+') {
        "" => Some((None, day)),
        nth => nth.parse::<i8>().ok().filter(|n| *n != 0 && n.abs() <= 53).map(|n| (Some(n), day)),
    }
}

fn moved_day(item: &str, old: Date, new: Date) -> String {
    let of = |date: Date| date.weekday().to_monday_zero_offset() as usize;
    match weekday(item) {
        Some((None, day)) if day == of(old) => WEEKDAYS[of(new)].to_owned(),
        Some((Some(nth), day)) if day == of(old) => {
            let last = new.day() + 7 > new.days_in_month();
            let nth = if nth < 0 && last { -1 } else { (new.day() - 1) / 7 + 1 };
            format!("{nth}{}", WEEKDAYS[of(new)])
        }
        _ => item.to_owned(),
    }
}

fn list(value: &str, change: impl Fn(&str) -> String) -> String {
    let mut items: Vec<String> = Vec::new();
    for item in value.split(',').map(change) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items.join(",")
}

fn single(value: &str) -> Option<i8> {
    value.parse().ok()
}
