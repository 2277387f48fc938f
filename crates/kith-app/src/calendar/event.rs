//! Events, written as iCalendar.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarEntry, ICalendarMethod,
    ICalendarParameter, ICalendarProperty, ICalendarStatus, ICalendarTransparency, ICalendarValue, ICalendarValueType,
    Uri,
};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use kith_model::Timestamp;

use super::zone;

const PRODUCT: &str = "-//Kith//Kith//EN";
/// Texts are cut off: a calendar shows a line, and its link leads to the rest.
const LONGEST_TITLE: usize = 300;
const LONGEST_TEXT: usize = 2_000;
/// How often calendars are asked to read a feed again.
const REFRESH: i64 = 60 * 60;

/// When something is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    /// At a moment.
    At(Timestamp),
    /// At a time by the clock of a zone, which is what something that comes again goes by.
    Clock(DateTime, TimeZone),
    /// On a day, wherever one is.
    On(Date),
}

/// Something on a calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Event {
    /// Tells it from all others, for ever.
    pub uid: String,
    /// Grows with each change.
    pub sequence: i64,
    /// When it was changed last.
    pub changed: Timestamp,
    pub title: String,
    pub text: String,
    pub place: String,
    /// What sort of thing it is, in a word.
    pub sort: &'static str,
    /// Where Kith shows it; empty for those who have no way there.
    pub link: String,
    pub when: When,
    pub minutes: i64,
    /// Whether it takes the time of whoever it belongs to.
    pub busy: bool,
    pub cancelled: bool,
    /// When it comes again, as an RRULE.
    pub rule: Option<String>,
    /// Where the rule says a date that is none.
    pub except: Vec<DateTime>,
    /// Which one of something that comes again this is, where it is not as the rule says.
    pub instead_of: Option<When>,
}

impl Event {
    /// One that says nothing but what it is and when.
    pub fn new(uid: impl Into<String>, title: impl Into<String>, when: When) -> Event {
        Event {
            uid: uid.into(),
            sequence: 0,
            changed: Timestamp::from_micros(0),
            title: title.into(),
            text: String::new(),
            place: String::new(),
            sort: "Meeting",
            link: String::new(),
            when,
            minutes: 0,
            busy: false,
            cancelled: false,
            rule: None,
            except: Vec::new(),
            instead_of: None,
        }
    }
}

/// A calendar as the bytes that other programs read.
pub(super) fn written(name: &str, events: &[Event], now: Timestamp) -> String {
    let mut whole = begun();
    let other = |name: &str| ICalendarProperty::Other(name.to_owned());
    let name = plain(name, LONGEST_TITLE);
    whole.add_property(ICalendarProperty::Name, name.as_str());
    whole.add_property(other("X-WR-CALNAME"), name.as_str());
    let hourly = ICalendarDuration::from_seconds(REFRESH);
    whole.add_property_with_params(
        ICalendarProperty::RefreshInterval,
        [ICalendarParameter::value(ICalendarValueType::Duration)],
        hourly.clone(),
    );
    whole.add_property(other("X-PUBLISHED-TTL"), hourly.to_string());
    let mut calendar = ICalendar { components: vec![whole] };
    for (name, zone, first) in zones(events) {
        add(&mut calendar, zone::described(&zone, &name, first, jiff_of(now)));
    }
    for event in events {
        add(&mut calendar, vec![component(event)]);
    }
    calendar.to_string()
}

/// One event with what a method needs beside it, as a mail carries it.
pub(super) fn written_as(method: ICalendarMethod, event: &Event, more: Vec<ICalendarEntry>, now: Timestamp) -> String {
    let mut whole = begun();
    whole.add_property(ICalendarProperty::Method, method);
    let mut calendar = ICalendar { components: vec![whole] };
    for (name, zone, first) in zones(std::slice::from_ref(event)) {
        add(&mut calendar, zone::described(&zone, &name, first, jiff_of(now)));
    }
    let mut told = component(event);
    told.entries.extend(more);
    add(&mut calendar, vec![told]);
    calendar.to_string()
}

fn begun() -> ICalendarComponent {
    let mut whole = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    whole.add_property(ICalendarProperty::Prodid, PRODUCT);
    whole.add_property(ICalendarProperty::Version, "2.0");
    whole.add_property(ICalendarProperty::Calscale, "GREGORIAN");
    whole
}

/// Adds a component to the calendar, with its parts behind it.
fn add(calendar: &mut ICalendar, components: Vec<ICalendarComponent>) {
    let at = calendar.components.len() as u32;
    if let Some(whole) = calendar.components.first_mut() {
        whole.component_ids.push(at);
    }
    let parts = at + 1..at + components.len() as u32;
    calendar.components.extend(components);
    if let Some(first) = calendar.components.get_mut(at as usize) {
        first.component_ids = parts.collect();
    }
}

/// The zones whose clocks are named, each with the first moment that needs it.
fn zones(events: &[Event]) -> Vec<(String, TimeZone, jiff::Timestamp)> {
    let mut out: Vec<(String, TimeZone, jiff::Timestamp)> = Vec::new();
    let named = events.iter().flat_map(|event| [Some(&event.when), event.instead_of.as_ref()]).flatten();
    for when in named {
        let When::Clock(at, zone) = when else { continue };
        let first = zone.to_timestamp(*at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let name = name_of(zone);
        match out.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, _, known)) => *known = first.min(*known),
            None => out.push((name.to_owned(), zone.clone(), first)),
        }
    }
    out
}

fn component(event: &Event) -> ICalendarComponent {
    let mut out = ICalendarComponent::new(ICalendarComponentType::VEvent);
    out.add_uid(&event.uid);
    out.add_dtstamp(utc(event.changed));
    out.add_property(ICalendarProperty::LastModified, utc(event.changed));
    out.add_sequence(event.sequence);
    out.entries.push(dated(ICalendarProperty::Dtstart, &event.when));
    if let Some(instead_of) = &event.instead_of {
        out.entries.push(dated(ICalendarProperty::RecurrenceId, instead_of));
    }
    if event.minutes > 0 {
        out.add_property(ICalendarProperty::Duration, ICalendarDuration::from_seconds(event.minutes * 60));
    }
    if let Some(rule) = &event.rule {
        out.add_property(ICalendarProperty::Rrule, rule.as_str());
    }
    if let (When::Clock(_, zone), false) = (&event.when, event.except.is_empty()) {
        let days = event.except.iter().map(|at| ICalendarValue::PartialDateTime(Box::new(clock(*at)))).collect();
        let param = ICalendarParameter::tzid(name_of(zone).to_owned());
        out.entries.push(ICalendarEntry::new(ICalendarProperty::Exdate).with_param(param).with_values(days));
    }
    out.add_property(ICalendarProperty::Summary, plain(&event.title, LONGEST_TITLE));
    let text = plain(&event.text, LONGEST_TEXT);
    let text = [text.as_str(), event.link.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    if !text.is_empty() {
        out.add_property(ICalendarProperty::Description, text.join("\n\n"));
    }
    let place = plain(&event.place, LONGEST_TITLE);
    if !place.is_empty() {
        out.add_property(ICalendarProperty::Location, place);
    }
    out.add_property(ICalendarProperty::Categories, event.sort);
    if !event.link.is_empty() {
        out.add_property(ICalendarProperty::Url, Uri::Location(event.link.clone()));
    }
    let status = if event.cancelled { ICalendarStatus::Cancelled } else { ICalendarStatus::Confirmed };
    out.add_property(ICalendarProperty::Status, status);
    let shown = if event.busy { ICalendarTransparency::Opaque } else { ICalendarTransparency::Transparent };
    out.add_property(ICalendarProperty::Transp, shown);
    out
}

fn dated(name: ICalendarProperty, when: &When) -> ICalendarEntry {
    let entry = ICalendarEntry::new(name);
    match when {
        When::At(at) => entry.with_value(utc(*at)),
        When::Clock(at, zone) => {
            entry.with_param(ICalendarParameter::tzid(name_of(zone).to_owned())).with_value(clock(*at))
        }
        When::On(day) => entry
            .with_param(ICalendarParameter::value(ICalendarValueType::Date))
            .with_value(clock(day.to_datetime(jiff::civil::Time::midnight()))),
    }
}

fn name_of(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap_or("UTC")
}

/// A time by some clock.
pub(super) fn clock(at: DateTime) -> PartialDateTime {
    let part = |part: i8| u8::try_from(part).ok();
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: part(at.month()),
        day: part(at.day()),
        hour: part(at.hour()),
        minute: part(at.minute()),
        second: part(at.second()),
        ..PartialDateTime::default()
    }
}

fn utc(at: Timestamp) -> PartialDateTime {
    let at = clock(TimeZone::UTC.to_datetime(jiff_of(at)));
    PartialDateTime { tz_hour: Some(0), tz_minute: Some(0), ..at }
}

/// The moment as the library of time zones has it.
pub(super) fn jiff_of(at: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

/// A text without what no calendar can hold (control characters but for new lines and tabs), cut off.
pub(super) fn plain(text: &str, longest: usize) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let fits = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    let mut out: String = fits.clone().take(longest).collect();
    if fits.count() > longest {
        out.pop();
        out.push('…');
    }
    out.trim().to_owned()
}
