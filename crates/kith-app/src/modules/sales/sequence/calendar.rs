//! When a step falls due: in the person's zone, in the hours they work, on days they are there.

use kith_catalog::user;
use kith_model::{Date, Record, Timestamp};
use serde_json::Value as Json;

/// The days and hours of one person.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    zone: String,
    /// Monday first; per day the times worked, in minutes from midnight, in order. Empty: a day off.
    week: [Vec<(i64, i64)>; 7],
    /// The last day of their absence.
    away_until: Option<Date>,
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Of who has not said when they work.
const USUAL: (i64, i64) = (9 * 60, 17 * 60);
const USUAL_DAYS: usize = 5;
/// Nobody is planned further ahead, whatever their calendar says.
const FARTHEST_DAYS: i64 = 2 * 366;
/// What begins later than this before the end of a day is due by the end of the next.
const LEAST_SECONDS: i64 = 2 * 3600;

impl Calendar {
    /// A person's; where they have said nothing, the workspace's zone and Monday to Friday, nine to five.
    pub fn of(person: Option<&Record>, zone: &str) -> Calendar {
        let own = person.and_then(|person| person.get(&user::TIME_ZONE)).unwrap_or(zone);
        let hours = person.and_then(|person| person.get(&user::WORKING_HOURS));
        let week = hours.map(week_of).filter(|week| week.iter().any(|day| !day.is_empty()));
        let usual = || std::array::from_fn(|day| if day < USUAL_DAYS { vec![USUAL] } else { Vec::new() });
        Calendar {
            zone: own.to_owned(),
            week: week.unwrap_or_else(usual),
            away_until: person.and_then(|person| person.get(&user::AWAY_UNTIL)),
        }
    }

    /// The first moment from `from` on at which they work.
    pub fn next(&self, from: Timestamp) -> Timestamp {
        let today = from.date_in(&self.zone);
        let days = (0..=FARTHEST_DAYS).map(|ahead| today.plus_days(ahead));
        let mut times = days.flat_map(|day| self.times(day));
        times.find(|(_, end)| *end > from).map_or(from, |(start, _)| start.max(from))
    }

    /// The beginning of the working day that lies `days` working days after the day of `from`. Days of
    /// absence pass like others, but none of them is that day.
    pub fn after(&self, from: Timestamp, days: i64) -> Timestamp {
        if days <= 0 {
            return self.next(from);
        }
        let mut day = from.date_in(&self.zone);
        let last = day.plus_days(FARTHEST_DAYS);
        let mut left = days;
        while left > 0 && day < last {
            day = day.plus_days(1);
            left -= i64::from(!self.week[day.weekday()].is_empty());
        }
        self.next(day.start_in(&self.zone).max(from))
    }

    /// By when something that begins at `at` should be done: by the end of that working day, or of the
    /// next one where hardly anything is left of it.
    pub fn by(&self, at: Timestamp) -> Timestamp {
        let end = self.end_of(at);
        if end < at.plus_seconds(LEAST_SECONDS) { self.end_of(self.next(end)) } else { end }
    }

    fn end_of(&self, at: Timestamp) -> Timestamp {
        self.times(at.date_in(&self.zone)).last().map_or(at, |(_, end)| end.max(at))
    }

    /// The times worked on a day, none while they are away.
    fn times(&self, day: Date) -> impl DoubleEndedIterator<Item = (Timestamp, Timestamp)> {
        let there = self.away_until.is_none_or(|until| until < day);
        let times: &[(i64, i64)] = if there { &self.week[day.weekday()] } else { &[] };
        let moment = move |minute: i64| day.minute_in(minute, &self.zone);
        times.iter().map(move |(from, to)| (moment(*from), moment(*to)))
    }
}

fn week_of(json: &Json) -> [Vec<(i64, i64)>; 7] {
    let times = |name: &str| -> Vec<(i64, i64)> {
        let list = json.get(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let pair = |times: &Json| Some((minutes(times.get(0)?.as_str()?)?, minutes(times.get(1)?.as_str()?)?));
        let mut times: Vec<_> = list.iter().filter_map(pair).filter(|(from, to)| from < to).collect();
        times.sort_unstable();
        times
    };
    DAYS.map(times)
}

/// `HH:MM` as minutes from midnight.
fn minutes(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |text: &str, most: i64| {
        let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i64>().ok().filter(|n| digits && *n <= most)
    };
    Some(two(hours, 23)? * 60 + two(minutes, 59)?)
}

#[cfg(test)]
mod tests {
    use kith_model::{Id, Value};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::modules::draft_put as put;
    use crate::records::new_record;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap_or_else(|_| panic!("no moment: {text}"))
    }

    fn person(hours: Json, away: Option<&str>) -> Record {
        let mut person = new_record(Id::NIL, at("2026-01-01T00:00:00Z"), None);
        put(&mut person, "working_hours", Value::Json(hours));
        if let Some(day) = away {
            put(&mut person, "away_until", Value::Date(day.parse().expect("a day")));
        }
        person
    }

    #[test]
    fn nights_and_weekends_are_left_out_in_the_persons_own_zone() {
        let kolkata = Calendar::of(None, "Asia/Kolkata");
        // Friday 18:00 there.
        assert_eq!(kolkata.next(at("2026-03-06T12:30:00Z")), at("2026-03-09T03:30:00Z"));
        assert_eq!(kolkata.next(at("2026-03-06T05:00:00Z")), at("2026-03-06T05:00:00Z"));
        assert_eq!(kolkata.after(at("2026-03-06T05:00:00Z"), 1), at("2026-03-09T03:30:00Z"));
        assert_eq!(kolkata.after(at("2026-03-07T05:00:00Z"), 1), at("2026-03-09T03:30:00Z"));
        assert_eq!(kolkata.by(at("2026-03-06T05:00:00Z")), at("2026-03-06T11:30:00Z"));
        assert_eq!(kolkata.by(at("2026-03-06T11:00:00Z")), at("2026-03-09T11:30:00Z"));
    }

    #[test]
    fn the_clock_on_the_wall_counts_when_clocks_change() {
        let berlin = Calendar::of(None, "Europe/Berlin");
        // The last Sunday of March: nine o'clock is an hour earlier in UTC from then on.
        assert_eq!(berlin.after(at("2026-03-27T10:00:00Z"), 1), at("2026-03-30T07:00:00Z"));
        assert_eq!(berlin.after(at("2026-10-23T10:00:00Z"), 1), at("2026-10-26T08:00:00Z"));
        // An hour that is left out counts as the one after it.
        let night = person(json!({"sun": [["02:30", "06:00"]]}), None);
        let night = Calendar::of(Some(&night), "Europe/Berlin");
        assert_eq!(night.next(at("2026-03-28T12:00:00Z")), at("2026-03-29T01:30:00Z"));
    }

    #[test]
    fn own_hours_and_absences_are_kept() {
        let part = json!({"tue": [["13:00", "17:00"], ["08:00", "10:00"]], "thu": [["08:00", "12:00"]], "fri": "?"});
        let away = person(part.clone(), Some("2026-03-05"));
        let here = person(part, None);
        let (here, away) = (Calendar::of(Some(&here), "UTC"), Calendar::of(Some(&away), "UTC"));
        assert_eq!(here.next(at("2026-03-02T09:00:00Z")), at("2026-03-03T08:00:00Z"));
        assert_eq!(here.next(at("2026-03-03T11:00:00Z")), at("2026-03-03T13:00:00Z"));
        assert_eq!(here.by(at("2026-03-03T08:00:00Z")), at("2026-03-03T17:00:00Z"));
        assert_eq!(here.after(at("2026-03-03T11:00:00Z"), 1), at("2026-03-05T08:00:00Z"));
        // Thursday the fifth is the last day away.
        assert_eq!(away.after(at("2026-03-03T11:00:00Z"), 1), at("2026-03-10T08:00:00Z"));
        assert_eq!(away.after(at("2026-03-03T11:00:00Z"), 2), at("2026-03-10T08:00:00Z"));
        assert_eq!(away.after(at("2026-03-03T11:00:00Z"), 3), at("2026-03-12T08:00:00Z"));
    }

    #[test]
    fn who_never_works_again_is_not_waited_for_forever() {
        let gone = person(json!({}), Some("2099-01-01"));
        let gone = Calendar::of(Some(&gone), "UTC");
        assert_eq!(gone.next(at("2026-03-02T09:00:00Z")), at("2026-03-02T09:00:00Z"));
    }

    proptest! {
        #[test]
        fn what_falls_due_falls_into_working_time(
            seconds in 0i64..40_000_000, days in 0i64..40, zone in 0usize..4, mask in 1u8..128
        ) {
            let zone = ["UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"][zone];
            let works = |day: usize| mask >> day & 1 == 1;
            let hours: serde_json::Map<String, Json> = DAYS.into_iter().enumerate().filter(|(day, _)| works(*day))
                .map(|(_, name)| (name.to_owned(), json!([["08:15", "12:00"], ["13:00", "18:45"]]))).collect();
            let person = person(Json::Object(hours), None);
            let calendar = Calendar::of(Some(&person), zone);
            let from = at("2026-01-01T00:00:00Z").plus_seconds(seconds);
            let due = calendar.after(from, days);
            prop_assert!(due >= from && calendar.by(due) > due);
            prop_assert_eq!(calendar.next(due), due);
            let (first, last) = (from.date_in(zone), due.date_in(zone));
            prop_assert!(works(last.weekday()));
            // Counted by hand: as many working days as were asked for lie after the first day.
            let between = (1..=last.days_since(first)).filter(|n| works(first.plus_days(*n).weekday())).count() as i64;
            let expected = if days > 0 { between == days } else { between <= 1 };
            prop_assert!(expected, "{} working days between", between);
        }
    }
}
