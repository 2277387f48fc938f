//! Invitations to meetings, and answers to them, as mail carries them (iTIP, RFC 5546; iMIP, RFC 6047).
//!
//! Written for each who is invited, read from whatever arrives. Nothing that arrives is believed beyond what it
//! says of whoever sent it, and nonsense is no answer.

use calcard::icalendar::utils::strip_mailto_scheme;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarMethod, ICalendarParameter,
    ICalendarParameterName, ICalendarParticipationStatus as Status, ICalendarProperty, ICalendarUserTypes, Uri,
};
use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use kith_model::{Timestamp, fold};
use serde::{Deserialize, Serialize};

use super::event::{Event, When, plain, written_as};
use crate::ports::Address;

/// More is no answer.
const LARGEST: usize = 256 * 1024;
const LONGEST_UID: usize = 255;
const LONGEST_NAME: usize = 200;
const LONGEST_COMMENT: usize = 1_000;

/// What somebody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reply {
    Accepted,
    Declined,
    Tentative,
}

impl Reply {
    fn status(self) -> Status {
        match self {
            Reply::Accepted => Status::Accepted,
            Reply::Declined => Status::Declined,
            Reply::Tentative => Status::Tentative,
        }
    }
}

/// An answer, as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Of which meeting.
    pub uid: String,
    /// To which edition of the invitation, where it says so.
    pub edition: Option<i64>,
    /// Whose, folded.
    pub from: String,
    /// What.
    pub reply: Reply,
    /// What they wrote beside it.
    pub comment: String,
    /// When they gave it, as they say.
    pub at: Option<Timestamp>,
}

/// A meeting as those see it who are invited.
#[derive(Clone, Debug)]
pub(crate) struct Meeting {
    /// Tells it from all others, for ever.
    pub uid: String,
    /// Grows with each change that they are told of.
    pub edition: i64,
    /// What it is called.
    pub title: String,
    /// What is said of it.
    pub text: String,
    /// Where it takes place.
    pub place: String,
    /// When it begins.
    pub at: Timestamp,
    /// How long it takes.
    pub minutes: i64,
    /// Who invites.
    pub organiser: Address,
    /// Who is invited, and what they answered.
    pub people: Vec<(Address, Option<Reply>)>,
}

impl Meeting {
    /// The invitation, or a new edition of it.
    pub fn request(&self, now: Timestamp) -> String {
        self.written(ICalendarMethod::Request, now)
    }

    /// Takes the meeting back from its people.
    pub fn cancel(&self, now: Timestamp) -> String {
        self.written(ICalendarMethod::Cancel, now)
    }

    fn written(&self, method: ICalendarMethod, now: Timestamp) -> String {
        let event = Event {
            sequence: self.edition,
            changed: now,
            text: self.text.clone(),
            place: self.place.clone(),
            minutes: self.minutes,
            busy: true,
            cancelled: method == ICalendarMethod::Cancel,
            ..Event::new(&self.uid, &self.title, When::At(self.at))
        };
        let organiser = named(ICalendarEntry::new(ICalendarProperty::Organizer), &self.organiser);
        let attendees = self.people.iter().map(|(person, reply)| {
            named(ICalendarEntry::new(ICalendarProperty::Attendee), person)
                .with_param(ICalendarParameter::cutype(ICalendarUserTypes::Individual))
                .with_param(ICalendarParameter::partstat(reply.map_or(Status::NeedsAction, Reply::status)))
                .with_param(ICalendarParameter::rsvp(true))
        });
        let more = std::iter::once(organiser).chain(attendees).collect();
        written_as(method, &event, more, now)
    }
}

/// An address with its name, which a parameter can hold.
fn named(entry: ICalendarEntry, who: &Address) -> ICalendarEntry {
    let entry = entry.with_value(Uri::Location(format!("mailto:{}", who.address)));
    // A parameter has no way to write a quote.
    let name: String = plain(&who.name, LONGEST_NAME).chars().filter(|c| !matches!(c, '"' | '\\' | '\n')).collect();
    if name.is_empty() { entry } else { entry.with_param(ICalendarParameter::cn(name)) }
}

/// The answer in a calendar that came by mail. `None` where it is no answer: another method, no meeting in it,
/// nobody or several who answer, or nothing that can be read.
pub(crate) fn read_answer(bytes: &[u8]) -> Option<Answer> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LARGEST)?;
    let calendar = ICalendar::parse(text).ok()?;
    let whole = calendar.components.first()?;
    let method = whole.property(&ICalendarProperty::Method)?.values.first()?;
    if !method.as_text()?.eq_ignore_ascii_case("REPLY") {
        return None;
    }
    let event = calendar.components.iter().find(|part| part.component_type == ICalendarComponentType::VEvent)?;
    let mut attendees = event.properties(&ICalendarProperty::Attendee);
    let (Some(attendee), None) = (attendees.next(), attendees.next()) else { return None };
    let status = attendee.parameter(&ICalendarParameterName::Partstat)?.as_text()?;
    let reply = match status.to_ascii_uppercase().as_str() {
        "ACCEPTED" => Reply::Accepted,
        "DECLINED" => Reply::Declined,
        "TENTATIVE" => Reply::Tentative,
        _ => return None,
    };
    let uid = event.uid().filter(|uid| !uid.is_empty() && uid.len() <= LONGEST_UID)?;
    Some(Answer {
        uid: uid.to_owned(),
        edition: number(event, &ICalendarProperty::Sequence),
        from: fold(strip_mailto_scheme(attendee.calendar_address()?).trim()),
        reply,
        comment: comment(event),
        at: moment(event, &ICalendarProperty::Dtstamp),
    })
}

/// What somebody wrote beside the answer; calendars ask for it, and put it here.
fn comment(event: &ICalendarComponent) -> String {
    let texts = event.properties(&ICalendarProperty::Comment).filter_map(|entry| entry.values.first()?.as_text());
    plain(&texts.collect::<Vec<_>>().join("\n"), LONGEST_COMMENT)
}

fn number(event: &ICalendarComponent, property: &ICalendarProperty) -> Option<i64> {
    event.property(property)?.values.first()?.as_integer().filter(|number| *number >= 0)
}

/// A moment in UTC; what has another clock says nothing that can be compared.
fn moment(event: &ICalendarComponent, property: &ICalendarProperty) -> Option<Timestamp> {
    let at = event.property(property)?.values.first()?.as_partial_date_time()?;
    let part = |part: Option<u8>| i8::try_from(part?).ok();
    let day = jiff::civil::Date::new(i16::try_from(at.year?).ok()?, part(at.month)?, part(at.day)?).ok()?;
    let time = jiff::civil::Time::new(part(at.hour)?, part(at.minute)?, part(at.second)?, 0).ok()?;
    let utc = at.tz_hour == Some(0) && at.tz_minute == Some(0) && day >= date(1970, 1, 1);
    let zoned = DateTime::from_parts(day, time).to_zoned(TimeZone::UTC).ok().filter(|_| utc)?;
    Some(Timestamp::from_micros(zoned.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_774_000_000_000_000);

    fn meeting(people: Vec<(Address, Option<Reply>)>) -> Meeting {
        Meeting {
            uid: "0198c0de-0000-7000-8000-000000000001".into(),
            edition: 2,
            title: "Kick-off".into(),
            text: String::new(),
            place: "Pune".into(),
            at: NOW,
            minutes: 45,
            organiser: Address::new("ana@banyan.example", "Ana"),
            people,
        }
    }

    fn answer(lines: &str) -> String {
        let text = format!(
            "BEGIN:VCALENDAR\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\nMETHOD:REPLY\n\
             BEGIN:VEVENT\nDTSTAMP:20260321T101500Z\nUID:0198c0de-0000-7000-8000-000000000001\n{lines}\nEND:VEVENT\n\
             END:VCALENDAR\n"
        );
        text.replace('\n', "\r\n")
    }

    #[test]
    fn an_invitation_says_who_meets() {
        let meera = (Address::new("meera@looms.example", "Rao, \"Meera\""), Some(Reply::Accepted));
        let tom = (Address::new("tom@teak.example", ""), None);
        let lines = |text: String| text.replace("\r\n ", "");
        let request = lines(meeting(vec![meera.clone(), tom]).request(NOW));
        for line in [
            "METHOD:REQUEST",
            "ORGANIZER;CN=Ana:mailto:ana@banyan.example",
            "SEQUENCE:2",
            "DTSTAMP:20260320T094640Z",
            "ATTENDEE;CN=\"Rao, Meera\";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:meera@looms.example",
            "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:tom@teak.example",
            "STATUS:CONFIRMED",
        ] {
            assert!(request.contains(&format!("{line}\r\n")), "{line} is missing in\n{request}");
        }
        for feed in ["REFRESH-INTERVAL", "X-WR-CALNAME", "URL", "DESCRIPTION"] {
            assert!(!request.contains(feed), "{request}");
        }
        let cancel = lines(meeting(vec![meera]).cancel(NOW));
        assert!(cancel.contains("METHOD:CANCEL\r\n") && cancel.contains("STATUS:CANCELLED\r\n"), "{cancel}");
        assert!(!cancel.contains("tom@teak.example"), "{cancel}");
        assert_eq!(read_answer(request.as_bytes()), None, "an invitation is no answer");
    }

    #[test]
    fn answers_of_other_programs_are_read() {
        let google = "SEQUENCE:1\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Meera\n \
                      Rao;X-NUM-GUESTS=0:mailto:Meera@looms.example\nSTATUS:CONFIRMED";
        let expected = Answer {
            uid: "0198c0de-0000-7000-8000-000000000001".into(),
            edition: Some(1),
            comment: String::new(),
            from: "meera@looms.example".into(),
            reply: Reply::Accepted,
            at: "2026-03-21T10:15:00Z".parse().ok(),
        };
        assert_eq!(read_answer(answer(google).as_bytes()), Some(expected.clone()));
        let outlook =
            "ATTENDEE;PARTSTAT=TENTATIVE:MAILTO:MEERA@looms.example\nCOMMENT;LANGUAGE=en-US:Maybe\\, if it rains";
        let told = read_answer(answer(outlook).as_bytes()).expect("an answer");
        assert_eq!((told.reply, told.edition, told.from.as_str()), (Reply::Tentative, None, "meera@looms.example"));
        assert_eq!(told.comment, "Maybe, if it rains");
    }

    #[test]
    fn what_is_no_answer_is_none() {
        let two = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.test\nATTENDEE;PARTSTAT=ACCEPTED:mailto:c@d.test";
        let no_status = "ATTENDEE:mailto:a@b.test";
        let delegated = "ATTENDEE;PARTSTAT=DELEGATED:mailto:a@b.test";
        for nonsense in [two, no_status, delegated, "", "SUMMARY:x"] {
            assert_eq!(read_answer(answer(nonsense).as_bytes()), None, "{nonsense}");
        }
        let published = answer("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.test").replace("REPLY", "PUBLISH");
        assert_eq!(read_answer(published.as_bytes()), None);
        let endless = answer(&format!("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.test\nX:{}", "x".repeat(LARGEST)));
        assert_eq!(read_answer(endless.as_bytes()), None);
        let backwards = answer("SEQUENCE:-4\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.test");
        assert_eq!(read_answer(backwards.as_bytes()).expect("an answer").edition, None);
    }

    proptest! {
        /// Whatever comes by mail, reading it ends, and without harm.
        #[test]
        fn nonsense_is_harmless(bytes in prop::collection::vec(any::<u8>(), 0..600), lines in "([A-Z]{1,9}[;:=,\\\\\" a-z0-9-]{0,30}\n){0,9}") {
            let _ = read_answer(&bytes);
            let _ = read_answer(answer(&lines).as_bytes());
        }

        /// What somebody answers comes out as it went in, whatever else stands beside it.
        #[test]
        fn answers_come_out_as_they_went_in(edition in 0i64..1_000_000, name in "[a-z0-9.+-]{1,30}", beside in "\\PC{0,60}") {
            let text = format!("SEQUENCE:{edition}\nSUMMARY:{}\nATTENDEE;PARTSTAT=DECLINED:mailto:{name}@b.test", beside.replace(['\\', '\n'], ""));
            let told = read_answer(answer(&text).as_bytes()).expect("an answer");
            prop_assert_eq!((told.edition, told.reply), (Some(edition), Reply::Declined));
            prop_assert_eq!(told.from, format!("{name}@b.test"));
        }
    }
}
