//! What a calendar says of a time zone: every change of its clocks as far as is told ahead.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty, ICalendarValue,
};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::event::clock;

/// Changes of the clocks are told so many years ahead. Whoever subscribes reads the feed again by then.
const YEARS_AHEAD: i64 = 5;

/// The times at which the clocks are changed in the same way.
struct Change {
    from: Offset,
    to: Offset,
    name: String,
    summer: bool,
    at: Vec<DateTime>,
}

/// A zone's changes from the one that counts at `first` on, until some years after `now`. The parts come
/// one after another behind the zone itself.
pub(super) fn described(zone: &TimeZone, name: &str, first: Timestamp, now: Timestamp) -> Vec<ICalendarComponent> {
    let mut whole = ICalendarComponent::new(ICalendarComponentType::VTimezone);
    whole.add_property(ICalendarProperty::Tzid, name);
    let mut parts = vec![whole];
    parts.extend(changes(zone, first, now).into_iter().map(part));
    parts
}

fn changes(zone: &TimeZone, first: Timestamp, now: Timestamp) -> Vec<Change> {
    let until = now.max(first).checked_add((YEARS_AHEAD * 366 * 24).hours()).unwrap_or(Timestamp::MAX);
    let begin = zone.preceding(first).next().map(|change| change.timestamp());
    let begin = begin.unwrap_or(Timestamp::UNIX_EPOCH.min(first));
    let mut out: Vec<Change> = Vec::new();
    let mut from = zone.to_offset(begin.checked_sub(1.second()).unwrap_or(begin));
    let later = zone.following(begin).map(|change| change.timestamp()).take_while(|at| *at <= until);
    for at in std::iter::once(begin).chain(later) {
        let told = zone.to_offset_info(at);
        let (to, summer, name) = (told.offset(), told.dst().is_dst(), told.abbreviation().to_owned());
        // The clocks still say the old time when they are changed.
        let when = from.to_datetime(at);
        let same = |known: &&mut Change| {
            (known.from, known.to, known.summer, known.name.as_str()) == (from, to, summer, name.as_str())
        };
        match out.iter_mut().find(same) {
            Some(known) => known.at.push(when),
            None => out.push(Change { from, to, name, summer, at: vec![when] }),
        }
        from = to;
    }
    out
}

fn part(change: Change) -> ICalendarComponent {
    let sort = if change.summer { ICalendarComponentType::Daylight } else { ICalendarComponentType::Standard };
    let mut part = ICalendarComponent::new(sort);
    let mut times = change.at.into_iter().map(clock);
    if let Some(first) = times.next() {
        part.add_property(ICalendarProperty::Dtstart, first);
    }
    let again: Vec<ICalendarValue> = times.map(|at| ICalendarValue::PartialDateTime(Box::new(at))).collect();
    if !again.is_empty() {
        part.entries.push(ICalendarEntry::new(ICalendarProperty::Rdate).with_values(again));
    }
    part.add_property(ICalendarProperty::Tzoffsetfrom, offset(change.from));
    part.add_property(ICalendarProperty::Tzoffsetto, offset(change.to));
    part.add_property(ICalendarProperty::Tzname, change.name);
    part
}

/// Offsets have whole minutes; those of long ago had seconds, which no calendar needs.
fn offset(offset: Offset) -> PartialDateTime {
    let minutes = offset.seconds().unsigned_abs() / 60;
    PartialDateTime {
        tz_hour: u8::try_from(minutes / 60).ok(),
        tz_minute: u8::try_from(minutes % 60).ok(),
        tz_minus: offset.is_negative(),
        ..PartialDateTime::default()
    }
}
