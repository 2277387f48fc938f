//! The mails of invitations: each to one person, with the meeting as their calendar reads it.

use bytes::Bytes;
use jiff::tz::TimeZone;
use kith_catalog::task::KIND;
use kith_model::{Id, Timestamp};

use super::super::participants::{Invited, Participant};
use super::Facts;
use crate::calendar::Meeting;
use crate::mails::{Draft, DraftFile};
use crate::ports::Address;

/// What all mails of one meeting have in common.
pub(super) struct Letters<'a> {
    pub task: Id,
    /// By whose clock times are told in words.
    pub zone: &'a str,
    /// The workspace's name, under each.
    pub firm: &'a str,
    pub now: Timestamp,
}

impl Letters<'_> {
    /// The invitation for one of the people, or a new edition of it.
    pub fn request(&self, to: &Participant, told: &Invited, people: &[Participant], message: &str) -> Draft {
        let anew = to.invited.is_some() && !to.is_missed();
        let subject = if anew { "Updated invitation" } else { "Invitation" };
        let verb = if anew { "has changed the invitation to" } else { "invites you to" };
        let opening = format!("{} {verb} this meeting:", name_of(&told.organiser));
        let closing = "Answer with the buttons of your mail program or calendar.";
        let meeting = Meeting {
            people: people.iter().map(|person| (person.address(), person.answer)).collect(),
            text: message.to_owned(),
            ..self.meeting(told, told.edition)
        };
        let text = self.words(told, &opening, message, closing);
        self.draft(to, told, subject, text, ("REQUEST", meeting.request(self.now)))
    }

    /// Takes it back from one of them.
    pub fn cancel(&self, from: &Participant, told: &Invited, edition: i64) -> Draft {
        let opening = format!("{} has cancelled your invitation to this meeting:", name_of(&told.organiser));
        let meeting = Meeting { people: vec![(from.address(), None)], ..self.meeting(told, edition) };
        let text = self.words(told, &opening, "", "There is nothing you have to do.");
        self.draft(from, told, "Cancelled", text, ("CANCEL", meeting.cancel(self.now)))
    }

    fn meeting(&self, told: &Invited, edition: i64) -> Meeting {
        Meeting {
            uid: self.task.to_string(),
            edition,
            title: told.title.clone(),
            text: String::new(),
            place: told.place.clone(),
            at: told.at,
            minutes: told.minutes,
            organiser: told.organiser.clone(),
            people: Vec::new(),
        }
    }

    fn draft(
        &self,
        to: &Participant,
        told: &Invited,
        subject: &str,
        text: String,
        (method, calendar): (&str, String),
    ) -> Draft {
        let file = DraftFile::Bytes {
            name: "invite.ics".into(),
            content_type: format!("text/calendar; charset=utf-8; method={method}"),
            bytes: Bytes::from(calendar),
        };
        Draft {
            files: vec![file],
            mailbox: told.mailbox,
            // From Kith's own address nobody reads the answers, so they go to the person.
            reply_to: told.mailbox.is_none().then(|| told.organiser.clone()),
            about: Some((KIND.key.to_owned(), self.task)),
            by_hand: true,
            ..Draft::new(
                (&to.email, to.name.as_deref().unwrap_or_default()),
                format!("{subject}: {}", told.title),
                text,
            )
        }
    }

    fn words(&self, told: &Invited, opening: &str, message: &str, closing: &str) -> String {
        let place = if told.place.is_empty() { String::new() } else { format!("\nWhere: {}", told.place) };
        let message = if message.is_empty() { String::new() } else { format!("{message}\n\n") };
        format!(
            "{opening}\n\n{}\nWhen: {}{place}\n\n{message}{closing}\n\n{}\n",
            told.title,
            self.when(&Facts::told_to(told)),
            self.firm
        )
    }

    /// Such as "Monday, 23 November 2026, 10:00 to 10:45 (Asia/Kolkata)".
    fn when(&self, facts: &Facts) -> String {
        let zone = TimeZone::get(self.zone).unwrap_or(TimeZone::UTC);
        let clock = |at: Timestamp| {
            let at = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
            at.to_zoned(zone.clone())
        };
        let (from, to) = (clock(facts.at), clock(facts.at.plus_seconds(facts.minutes * 60)));
        let begin = from.strftime("%A, %-d %B %Y, %H:%M");
        let end = match (facts.minutes, from.date() == to.date()) {
            (0, _) => String::new(),
            (_, true) => format!(" to {}", to.strftime("%H:%M")),
            (_, false) => format!(" to {}", to.strftime("%A, %-d %B %Y, %H:%M")),
        };
        format!("{begin}{end} ({})", zone.iana_name().unwrap_or("UTC"))
    }
}

fn name_of(who: &Address) -> &str {
    if who.name.is_empty() { &who.address } else { &who.name }
}
