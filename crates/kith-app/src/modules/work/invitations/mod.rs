//! Invitations to meetings by mail (iTIP, RFC 5546, by iMIP, RFC 6047): sent, sent again where the meeting
//! has changed, taken back, and answered.
//!
//! What somebody has been told stands with them in the task (`invited`), so that who has to be told anew is
//! seen by comparing. Nobody is written to unasked: invitations and changes are sent by the button; only what
//! nobody could take back later, because the meeting or the person is gone from it, goes out by itself.

mod answers;
mod letters;
mod send;
mod withdraw;

pub use send::{look, send};

pub(crate) use answers::{Took, plan_answer, plan_return};
pub(super) use withdraw::{as_told, follow};

use kith_catalog::task::{DUE_AT, DURATION_MINUTES, LOCATION};
use kith_model::{Id, Record, Timestamp};

use super::participants::{Invited, Participant};
use crate::ports::Address;

/// What a meeting says of itself; `None` without a date.
pub(super) struct Facts {
    at: Timestamp,
    minutes: i64,
    title: String,
    place: String,
}

impl Facts {
    fn of(task: &Record) -> Option<Facts> {
        Some(Facts {
            at: task.get(&DUE_AT)?,
            minutes: task.get(&DURATION_MINUTES).unwrap_or_default(),
            title: task.title.clone(),
            place: task.get(&LOCATION).unwrap_or_default().to_owned(),
        })
    }

    fn told_to(invited: &Invited) -> Facts {
        let Invited { at, minutes, title, place, .. } = invited.clone();
        Facts { at, minutes, title, place }
    }

    fn told(&self, edition: i64, organiser: &Address, mailbox: Option<Id>) -> Invited {
        let Facts { at, minutes, .. } = *self;
        let (title, place, organiser) = (self.title.clone(), self.place.clone(), organiser.clone());
        Invited { edition, at, minutes, title, place, organiser, mailbox, undelivered: false }
    }

    /// Whether it has to be said to somebody, or anew.
    fn news_to(&self, person: &Participant) -> bool {
        person.invited.as_ref().is_none_or(|known| {
            known.undelivered
                || (known.at, known.minutes, &known.title, &known.place)
                    != (self.at, self.minutes, &self.title, &self.place)
        })
    }

    /// Whether it is over: nobody is told of it any more.
    fn over(&self, now: Timestamp) -> bool {
        self.at.plus_seconds(self.minutes * 60) <= now
    }
}
