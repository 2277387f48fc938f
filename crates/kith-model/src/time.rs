//! Moments and calendar days.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in UTC with microsecond precision, the precision of both engines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Timestamp(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// This moment moved by whole seconds, which may be negative.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Timestamp(self.0 + seconds * 1_000_000)
    }

    /// The calendar day in a time zone; UTC where the zone's name is unknown.
    pub fn date_in(self, zone: &str) -> Date {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        Date(self.jiff().to_zoned(zone).date())
    }

    fn jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.jiff(), f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<jiff::Timestamp>().map(|t| Timestamp(t.as_microsecond()))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A calendar day without a time zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub(crate) civil::Date);

impl Date {
    /// The first day that can be told.
    pub const MIN: Date = Date(civil::Date::MIN);
    /// The last one.
    pub const MAX: Date = Date(civil::Date::MAX);

    /// A day from its parts; `None` where there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Days since 1970-01-01, as stored on SQLite-free paths and in PostgreSQL's wire format.
    pub fn days_since_epoch(self) -> i32 {
        self.0.since(civil::date(1970, 1, 1)).map(|span| span.get_days()).unwrap_or(0)
    }

    /// The inverse of [`Date::days_since_epoch`].
    pub fn from_days_since_epoch(days: i32) -> Option<Self> {
        civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Date)
    }

    /// This day moved by whole days, saturating at the calendar's ends.
    pub fn plus_days(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days).unwrap_or_default();
        Date(self.0.saturating_add(span))
    }

    /// The same day of another month, or that month's last where it is shorter; saturating at the
    /// calendar's ends.
    pub fn plus_months(self, months: i64) -> Self {
        let span = jiff::Span::new().try_months(months).unwrap_or_default();
        Date(self.0.saturating_add(span))
    }

    /// The first day of this day's month.
    pub fn first_of_month(self) -> Self {
        Date(self.0.first_of_month())
    }

    /// The month, January being 0.
    pub fn month0(self) -> i64 {
        i64::from(self.0.month()) - 1
    }

    /// The Monday of this day's week (ISO 8601).
    pub fn monday(self) -> Self {
        self.plus_days(-i64::from(self.0.weekday().to_monday_zero_offset()))
    }

    /// Whole months from one day's month to this one's.
    pub fn months_since(self, earlier: Date) -> i64 {
        let of = |date: civil::Date| i64::from(date.year()) * 12 + i64::from(date.month());
        of(self.0) - of(earlier.0)
    }

    /// Days from another day to this one.
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from(self.days_since_epoch()) - i64::from(earlier.days_since_epoch())
    }

    /// The day of the week, Monday being 0.
    pub fn weekday(self) -> usize {
        self.0.weekday().to_monday_zero_offset() as usize
    }

    /// The moment of a full hour of this day in a time zone. An hour that the clocks leave out is the
    /// one after it, one that comes twice the first of the two (as RFC 5545 has it).
    pub fn hour_in(self, hour: i64, zone: &str) -> Timestamp {
        self.minute_in(hour.clamp(0, 23) * 60, zone)
    }

    /// The same by minutes from midnight on the clock.
    pub fn minute_in(self, minute: i64, zone: &str) -> Timestamp {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let minute = minute.clamp(0, 24 * 60 - 1);
        match self.0.at((minute / 60) as i8, (minute % 60) as i8, 0, 0).to_zoned(zone) {
            Ok(zoned) => Timestamp(zoned.timestamp().as_microsecond()),
            Err(_) => Timestamp(i64::from(self.days_since_epoch()) * 86_400_000_000),
        }
    }

    /// The moment at which this day begins in a time zone (UTC where its name is unknown).
    pub fn start_in(self, zone: &str) -> Timestamp {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        match self.0.to_zoned(zone) {
            Ok(zoned) => Timestamp(zoned.timestamp().as_microsecond()),
            Err(_) => Timestamp(i64::from(self.days_since_epoch()) * 86_400_000_000),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Date {
    type Err = ();

    /// Accepts `YYYY-MM-DD` alone, so that a day never depends on a locale.
    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(());
        }
        let number = |range: std::ops::Range<usize>| -> Result<i16, ()> {
            let part = text.get(range).ok_or(())?;
            if part.bytes().all(|b| b.is_ascii_digit()) { part.parse().map_err(|_| ()) } else { Err(()) }
        };
        Date::new(number(0..4)?, number(5..7)? as i8, number(8..10)? as i8).ok_or(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("not a date of the form YYYY-MM-DD"))
    }
}
