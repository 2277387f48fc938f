//! Business time: the hours in which the clocks of tickets run.

use std::collections::BTreeSet;

use kith_model::{Date, Timestamp};

/// When we work: some hours of each weekday, in a time zone, but for holidays. With no hours at all we
/// work around the clock.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hours {
    pub zone: String,
    /// By weekday, Monday first: from and to, in minutes of the clock, in order and apart.
    pub days: [Vec<(i64, i64)>; 7],
    pub holidays: BTreeSet<Date>,
}

/// No firm is closed for longer.
const LONGEST_DAYS: i64 = 3 * 366;
/// Minutes of a day on the clock.
const DAY: i64 = 24 * 60;

impl Hours {
    fn around_the_clock(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    /// The spans of a day in which we work. A span across a change of the clocks is as long as it is.
    fn spans(&self, day: Date) -> Vec<(Timestamp, Timestamp)> {
        if self.holidays.contains(&day) {
            return Vec::new();
        }
        let at = |minute: i64| match minute {
            DAY => day.plus_days(1).start_in(&self.zone),
            0 => day.start_in(&self.zone),
            minute => day.minute_in(minute, &self.zone),
        };
        if self.around_the_clock() {
            return vec![(at(0), at(DAY))];
        }
        let hours = &self.days[day.weekday()];
        hours.iter().map(|(from, to)| (at(*from), at(*to))).filter(|(from, to)| from < to).collect()
    }

    /// The moment at which so many seconds of business have passed after `start`. Where nobody ever
    /// works, business is all of time.
    pub fn after(&self, start: Timestamp, seconds: i64) -> Timestamp {
        let mut left = seconds.max(0) * 1_000_000;
        let mut day = start.date_in(&self.zone);
        for _ in 0..LONGEST_DAYS {
            for (from, to) in self.spans(day) {
                let from = from.max(start);
                let here = to.as_micros() - from.as_micros();
                if here <= 0 {
                    continue;
                }
                if left <= here {
                    return Timestamp::from_micros(from.as_micros() + left);
                }
                left -= here;
            }
            day = day.plus_days(1);
        }
        start.plus_seconds(seconds)
    }

    /// How many seconds of business lie between two moments; none where the second is the earlier.
    pub fn between(&self, start: Timestamp, end: Timestamp) -> i64 {
        let (mut sum, mut day) = (0, start.date_in(&self.zone));
        let last = end.date_in(&self.zone).min(day.plus_days(LONGEST_DAYS));
        while day <= last {
            for (from, to) in self.spans(day) {
                sum += (to.min(end).as_micros() - from.max(start).as_micros()).max(0);
            }
            day = day.plus_days(1);
        }
        sum / 1_000_000
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn week(zone: &str) -> Hours {
        let mut hours = Hours { zone: zone.into(), ..Hours::default() };
        for day in 0..5 {
            hours.days[day] = vec![(9 * 60, 12 * 60 + 30), (13 * 60, 17 * 60)];
        }
        hours.days[5] = vec![(10 * 60, 14 * 60)];
        hours
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn evenings_weekends_and_holidays_do_not_count() {
        let mut hours = week("Europe/Berlin");
        // Friday 16:30: half an hour is left, then Saturday from ten.
        assert_eq!(hours.after(at("2026-03-06T15:30:00Z"), 3600), at("2026-03-07T09:30:00Z"));
        assert_eq!(hours.between(at("2026-03-06T15:30:00Z"), at("2026-03-09T08:30:00Z")), 1800 + 4 * 3600 + 1800);
        hours.holidays.insert("2026-03-07".parse().expect("a day"));
        assert_eq!(hours.after(at("2026-03-06T15:30:00Z"), 3600), at("2026-03-09T08:30:00Z"));
        // Nothing to do takes until somebody is there.
        assert_eq!(hours.after(at("2026-03-07T09:00:00Z"), 0), at("2026-03-09T08:00:00Z"));
    }

    #[test]
    fn a_day_on_which_the_clocks_change_is_as_long_as_it_is() {
        let clock = Hours { zone: "America/New_York".into(), ..Hours::default() };
        // 8 March 2026 has 23 hours, 1 November 25.
        assert_eq!(clock.between(at("2026-03-08T05:00:00Z"), at("2026-03-09T04:00:00Z")), 23 * 3600);
        assert_eq!(clock.between(at("2026-11-01T04:00:00Z"), at("2026-11-02T05:00:00Z")), 25 * 3600);
        let mut night = Hours { zone: "America/New_York".into(), ..Hours::default() };
        night.days[6] = vec![(60, 4 * 60)];
        // Sunday from one to four on the clock is two hours when it skips one.
        assert_eq!(night.between(at("2026-03-08T00:00:00Z"), at("2026-03-09T00:00:00Z")), 2 * 3600);
        assert_eq!(night.between(at("2026-11-01T00:00:00Z"), at("2026-11-02T00:00:00Z")), 4 * 3600);
    }

    #[test]
    fn where_nobody_ever_works_time_goes_on() {
        let mut hours = Hours { zone: "UTC".into(), ..Hours::default() };
        hours.days[0] = vec![(600, 600)];
        assert_eq!(hours.after(at("2026-03-06T15:30:00Z"), 60), at("2026-03-06T15:31:00Z"));
    }

    proptest! {
        #[test]
        fn what_is_added_can_be_measured(
            zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo"]),
            start in 1_767_225_600i64..1_830_297_600,
            seconds in 0i64..4_000_000,
            more in 0i64..200_000,
        ) {
            let hours = week(zone);
            let start = Timestamp::from_micros(start * 1_000_000);
            let end = hours.after(start, seconds);
            prop_assert!(end >= start);
            prop_assert_eq!(hours.between(start, end), seconds);
            prop_assert!(hours.after(start, seconds + more) >= end);
            // One step after another is the same as both at once.
            prop_assert_eq!(hours.after(end, more), hours.after(start, seconds + more).max(hours.after(end, 0)));
        }
    }
}
