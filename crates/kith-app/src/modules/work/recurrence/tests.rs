//! Rules by the clocks of places that change them, and rules that are none.

use jiff::civil::{DateTime, Weekday, datetime};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::{Rule, Wrong, moment, of_clock};

const ZONES: [&str; 7] = [
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata",
    "Pacific/Apia",
];

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("a zone")
}

fn rule(text: &str) -> Rule {
    Rule::read(text, &TimeZone::UTC).expect("a rule")
}

fn dates(text: &str, start: DateTime, most: usize) -> Vec<String> {
    let rule = rule(text);
    rule.begins(start).expect("has dates");
    let later = rule.dates(start, start).take(most);
    std::iter::once(start).chain(later).map(|at| at.date().to_string()).collect()
}

#[test]
fn the_rules_of_the_editor_mean_what_they_say() {
    let start = datetime(2026, 1, 30, 9, 0, 0, 0); // a Friday, the last one of its month
    assert_eq!(dates("FREQ=DAILY;INTERVAL=2", start, 2), ["2026-01-30", "2026-02-01", "2026-02-03"]);
    assert_eq!(dates("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", start, 2), ["2026-01-30", "2026-02-02", "2026-02-03"]);
    assert_eq!(dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", start, 2), ["2026-01-30", "2026-02-13", "2026-02-27"]);
    assert_eq!(dates("FREQ=MONTHLY;BYMONTHDAY=30", start, 2), ["2026-01-30", "2026-03-30", "2026-04-30"]);
    assert_eq!(dates("FREQ=MONTHLY;BYMONTHDAY=-1", start, 2), ["2026-01-30", "2026-01-31", "2026-02-28"]);
    assert_eq!(dates("FREQ=MONTHLY;BYDAY=-1FR", start, 2), ["2026-01-30", "2026-02-27", "2026-03-27"]);
    assert_eq!(dates("FREQ=YEARLY", datetime(2024, 2, 29, 9, 0, 0, 0), 1), ["2024-02-29", "2028-02-29"]);
    assert_eq!(dates("FREQ=DAILY;COUNT=3", start, 9), ["2026-01-30", "2026-01-31", "2026-02-01"]);
    assert_eq!(dates("FREQ=DAILY;UNTIL=20260131", start, 9), ["2026-01-30", "2026-01-31"]);
}

#[test]
fn what_is_no_rule_for_a_task_says_why() {
    let wrong = |text: &str| Rule::read(text, &TimeZone::UTC).map(|_| ()).expect_err(text);
    for text in ["", "weekly", "FREQ=", "BYDAY=MO", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY\nCOUNT=3", "FREQ=FORTNIGHTLY"] {
        assert_eq!(wrong(text), Wrong::Unreadable, "{text:?}");
    }
    for text in ["FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=2", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY;BYMINUTE=0"] {
        assert_eq!(wrong(text), Wrong::TooOften, "{text}");
    }
    for text in ["FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;COUNT=1;COUNT=2", "FREQ=YEARLY;BYEASTER=1", "FREQ=YEARLY;X=1"] {
        assert_eq!(wrong(text), Wrong::Part, "{text}");
    }
    for text in ["FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=100", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=x"]
    {
        assert_eq!(wrong(text), Wrong::Interval, "{text}");
    }
    for text in ["FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=1001", "FREQ=DAILY;COUNT=99999999999"] {
        assert_eq!(wrong(text), Wrong::Count, "{text}");
    }
    for text in ["FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;UNTIL=20260231"] {
        assert_eq!(wrong(text), Wrong::Until, "{text}");
    }
    assert_eq!(wrong("FREQ=DAILY;COUNT=2;UNTIL=20260301"), Wrong::TwoEnds);
    assert_eq!(wrong(&format!("FREQ=MONTHLY;BYMONTHDAY={}", "1,".repeat(200))), Wrong::Unreadable);
}

/// None of these may keep a thread busy.
#[test]
fn a_rule_without_a_day_is_found_out_soon() {
    let start = datetime(2026, 1, 30, 9, 0, 0, 0);
    let begun = std::time::Instant::now();
    for text in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=DAILY;BYSETPOS=2;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=99;BYMONTH=2;BYMONTHDAY=30",
    ] {
        assert!(Rule::read(text, &TimeZone::UTC).and_then(|rule| rule.begins(start)).is_err(), "{text}");
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(5));
    assert_eq!(rule("FREQ=DAILY;UNTIL=20260101").begins(start), Err(Wrong::Until));
}

#[test]
fn a_series_that_is_moved_goes_on_where_it_is() {
    let at = |day: i8| datetime(2026, 3, day, 9, 0, 0, 0); // 2 March 2026 is a Monday
    let moved = |text: &str, old: i8, new: i8| rule(text).moved(at(2), at(old), at(new)).to_string();
    assert_eq!(moved("FREQ=WEEKLY;BYDAY=MO", 2, 4), "FREQ=WEEKLY;BYDAY=WE");
    assert_eq!(moved("FREQ=WEEKLY;BYDAY=MO,WE", 2, 4), "FREQ=WEEKLY;BYDAY=WE");
    assert_eq!(moved("FREQ=MONTHLY;BYMONTHDAY=2", 2, 20), "FREQ=MONTHLY;BYMONTHDAY=20");
    assert_eq!(moved("FREQ=MONTHLY;BYDAY=1MO", 2, 17), "FREQ=MONTHLY;BYDAY=3TU");
    assert_eq!(moved("FREQ=DAILY;COUNT=5", 2, 3), "FREQ=DAILY;COUNT=5");
    assert_eq!(moved("FREQ=DAILY;COUNT=5", 4, 20), "FREQ=DAILY;COUNT=3");
    assert_eq!(moved("FREQ=DAILY;UNTIL=20260401T000000Z", 4, 20), "FREQ=DAILY;UNTIL=20260401T000000Z");
}

fn any_rule() -> impl Strategy<Value = String> {
    let days = proptest::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..=7);
    prop_oneof![
        (1u32..5).prop_map(|n| format!("FREQ=DAILY;INTERVAL={n}")),
        (1u32..4, days).prop_map(|(n, days)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={}", days.join(","))),
        (1u32..4, -3i32..29).prop_map(|(n, day)| {
            let day = if day == 0 { 1 } else { day };
            format!("FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={day}")
        }),
        (-1i32..4, 0usize..7).prop_map(|(nth, day)| {
            let nth = if nth == 0 { 1 } else { nth };
            format!("FREQ=MONTHLY;BYDAY={nth}{}", ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day])
        }),
        Just("FREQ=YEARLY".to_owned()),
    ]
}

proptest! {
    /// The clock shows the same time on each of the days, unless the clocks leave that time out, and then
    /// the one after; and the dates one after another are those of the whole series.
    #[test]
    fn the_clock_stays_when_the_clocks_change(
        text in any_rule(), place in 0usize..ZONES.len(), day in 0i32..3_000, minute in 0i64..1_440,
    ) {
        let zone = zone(ZONES[place]);
        let start = datetime(2020, 1, 1, 0, 0, 0, 0)
            .saturating_add(jiff::Span::new().days(day).minutes(minute));
        let rule = rule(&text);
        let all: Vec<DateTime> = rule.dates(start, start).take(60).collect();
        prop_assert!(!all.is_empty());
        let mut last = (start, moment(start, &zone).expect("a moment"));
        for at in all {
            let now = moment(at, &zone).expect("a moment");
            prop_assert!(at > last.0 && now > last.1, "{at} comes after {}", last.0);
            prop_assert_eq!(at.time(), start.time());
            let shown = of_clock(now, &zone).expect("a civil time");
            let gap = shown != at;
            prop_assert!(!gap || moment(shown, &zone) == Some(now) && shown > at, "{shown} stands for {at}");
            prop_assert_eq!(rule.next(start, last.0), Some(at));
            last = (at, now);
        }
    }

    /// Nothing that is written where a rule belongs breaks it, or takes long.
    #[test]
    fn nothing_written_there_breaks_it(text in "[A-Z=;,0-9+-]{0,60}|\\PC{0,40}|FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);(BYDAY|BYMONTHDAY|BYSETPOS|BYMONTH|COUNT|UNTIL|INTERVAL|WKST)=[A-Z0-9,+-]{1,12}") {
        let start = datetime(2026, 3, 28, 2, 30, 0, 0);
        if let Ok(rule) = Rule::read(&text, &zone("Europe/Berlin")) {
            prop_assert_eq!(Rule::read(&rule.to_string(), &zone("Europe/Berlin")), Ok(rule.clone()));
            if rule.begins(start).is_ok() {
                let next = rule.next(start, start);
                prop_assert!(next.is_none_or(|next| next > start));
            }
        }
    }
}

#[test]
fn days_of_the_week_stay_in_the_zone_of_the_series() {
    // Half past midnight in Apia is the day before in UTC.
    let apia = zone("Pacific/Apia");
    let start = datetime(2026, 3, 2, 0, 30, 0, 0);
    for at in rule("FREQ=WEEKLY;BYDAY=MO").dates(start, start).take(100) {
        let shown = of_clock(moment(at, &apia).expect("a moment"), &apia).expect("a time");
        assert_eq!((shown.weekday(), shown.hour(), shown.minute()), (Weekday::Monday, 0, 30));
    }
}
