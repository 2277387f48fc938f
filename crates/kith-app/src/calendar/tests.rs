//! What other programs read is what was written, and their clocks are ours.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty as Property,
    ICalendarValue,
};
use jiff::civil::{DateTime, date, datetime};
use jiff::tz::TimeZone;
use kith_model::Timestamp;
use proptest::prelude::*;

use super::event::{Event, When, jiff_of, plain, written};
use super::zone::described;

const ZONES: [&str; 8] = [
    "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
    "Africa/Casablanca", "Asia/Kolkata", "UTC",
];
const NOW: Timestamp = Timestamp::from_micros(1_774_000_000_000_000);

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("a zone")
}

fn event(when: When) -> Event {
    Event {
        sequence: 3,
        changed: NOW,
        sort: "Task",
        link: "https://kith.example/tasks/0198c0de-0000-7000-8000-000000000001".into(),
        ..Event::new("0198c0de-0000-7000-8000-000000000001", "Call", when)
    }
}

/// The lines of a calendar, unfolded.
fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn parsed(text: &str) -> ICalendar {
    ICalendar::parse(text).expect("a calendar")
}

fn text_of(component: &ICalendarComponent, property: &Property) -> String {
    let entry = component.property(property);
    entry.and_then(|entry| entry.values.first()).and_then(ICalendarValue::as_text).unwrap_or_default().to_owned()
}

#[test]
fn an_event_says_when_it_is() {
    let berlin = zone("Europe/Berlin");
    let weekly = Event {
        rule: Some("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T225959Z".into()),
        except: vec![datetime(2026, 4, 6, 9, 0, 0, 0)],
        minutes: 90,
        ..event(When::Clock(datetime(2026, 3, 23, 9, 0, 0, 0), berlin.clone()))
    };
    let moved = Event {
        instead_of: Some(weekly.when.clone()),
        ..event(When::At("2026-03-24T10:00:00Z".parse().expect("a moment")))
    };
    let deal = Event { cancelled: true, ..event(When::On(date(2026, 5, 1))) };
    let text = written("Banyan, Works; Ltd", &[weekly, moved, deal], NOW);
    let lines = lines(&text);
    let expected = [
        "VERSION:2.0",
        "NAME:Banyan\\, Works\\; Ltd",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "DTSTART;TZID=Europe/Berlin:20260323T090000",
        "DURATION:PT1H30M",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T225959Z",
        "EXDATE;TZID=Europe/Berlin:20260406T090000",
        "SEQUENCE:3",
        "DTSTAMP:20260320T094640Z",
        "DTSTART:20260324T100000Z",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260323T090000",
        "DTSTART;VALUE=DATE:20260501",
        "STATUS:CANCELLED",
    ];
    for line in expected {
        assert!(lines.iter().any(|known| known == line), "{line} is missing in\n{text}");
    }
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VTIMEZONE").count(), 1);
}

#[test]
fn what_is_too_long_is_cut_off() {
    assert_eq!(plain(&"a".repeat(300), 300).len(), 300);
    assert_eq!(plain(&"ä".repeat(301), 300).chars().last(), Some('…'));
    assert_eq!(plain("a\u{0}\u{7}b\r\nc\rd\te ", 300), "ab\nc\nd\te");
}

/// What a described zone says the offset at a moment is.
fn offset_at(parts: &[ICalendarComponent], at: jiff::Timestamp) -> Option<i64> {
    let minutes = |part: &ICalendarComponent, name: &Property| {
        let value = part.property(name).and_then(|entry| entry.values.first()?.as_partial_date_time().cloned());
        let PartialDateTime { tz_hour, tz_minute, tz_minus, .. } = value.expect("an offset");
        let minutes = i64::from(tz_hour.unwrap_or_default()) * 60 + i64::from(tz_minute.unwrap_or_default());
        if tz_minus { -minutes } else { minutes }
    };
    let observances = parts.iter().filter(|part| {
        matches!(part.component_type, ICalendarComponentType::Standard | ICalendarComponentType::Daylight)
    });
    let changes = observances.flat_map(|part| {
        let (from, to) = (minutes(part, &Property::Tzoffsetfrom), minutes(part, &Property::Tzoffsetto));
        let dates = part.entries.iter().filter(|entry| matches!(entry.name, Property::Dtstart | Property::Rdate));
        let times: Vec<DateTime> = dates.flat_map(|ICalendarEntry { values, .. }| values).map(civil).collect();
        times.into_iter().map(move |local| {
            let seconds = local.to_zoned(TimeZone::UTC).expect("in range").timestamp().as_second() - from * 60;
            (seconds, to)
        })
    });
    changes.filter(|(begins, _)| *begins <= at.as_second()).max_by_key(|(begins, _)| *begins).map(|(_, to)| to)
}

fn civil(value: &ICalendarValue) -> DateTime {
    let at = value.as_partial_date_time().expect("a time");
    let part = |part: Option<u8>| part.map_or(0, |part| part as i8);
    datetime(
        at.year.map_or(0, |year| year as i16),
        part(at.month),
        part(at.day),
        part(at.hour),
        part(at.minute),
        part(at.second),
        0,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever somebody writes comes out as it went in, in lines that every program reads.
    #[test]
    fn texts_come_out_as_they_went_in(title in "\\PC{1,90}", text in any::<String>(), place in "[,;:\\\\\"a-z\n ☎]{0,90}") {
        let event = Event { title, text, place, ..event(When::At(NOW)) };
        let written = written(&event.title, std::slice::from_ref(&event), NOW);
        for line in written.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{line:?} has {} octets", line.len());
            prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
        }
        let calendar = parsed(&written);
        let told = calendar.components.iter().find(|part| part.component_type == ICalendarComponentType::VEvent);
        let told = told.expect("an event");
        prop_assert_eq!(text_of(told, &Property::Summary), plain(&event.title, 300));
        prop_assert_eq!(text_of(told, &Property::Location), plain(&event.place, 300));
        let text = plain(&event.text, 2_000);
        let before = if text.is_empty() { String::new() } else { format!("{text}\n\n") };
        prop_assert_eq!(text_of(told, &Property::Description), format!("{before}{}", event.link));
        prop_assert_eq!(calendar.to_string(), written);
    }

    /// A zone that is described has the offsets of the zone itself, across every change of its clocks.
    #[test]
    fn described_clocks_are_those_of_the_zone(
        name in 0usize..ZONES.len(), first in 1_500_000_000i64..1_774_000_000, later in 0i64..150_000_000,
    ) {
        let zone = zone(ZONES[name]);
        let first = jiff::Timestamp::from_second(first).expect("in range");
        let parts = described(&zone, ZONES[name], first, jiff_of(NOW));
        let at = jiff::Timestamp::from_second(first.as_second() + later).expect("in range");
        let expected = i64::from(zone.to_offset(at).seconds()) / 60;
        prop_assert_eq!(offset_at(&parts, at), Some(expected), "{} at {}", ZONES[name], at);
    }
}
