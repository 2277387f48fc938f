//! Taking invitations back: from whoever is taken off the list, and from all where the meeting is gone.

use kith_catalog::task::{DUE_AT, INVITE_SEQUENCE, INVITED_AT, PARTICIPANTS, STATUS};
use kith_model::{Record, Value};

use super::super::participants::{self, Invited, Participant};
use super::Facts;
use super::letters::Letters;
use crate::mails::queue;
use crate::modules::draft::put;
use crate::modules::{Draft, Op};

/// Writes to those whose invitation does not hold any more, in the transaction of the change that ends it.
pub(in crate::modules::work) fn follow(draft: &mut Draft<'_>) {
    let before = draft.before.map(participants::of).unwrap_or_default();
    let stands = draft.op != Op::Delete && draft.get(&STATUS) != Some("cancelled") && draft.get(&DUE_AT).is_some();
    let mut after = participants::of(&draft.after);
    let stays = |person: &Participant| {
        stands && after.iter().any(|other| other.email == person.email && other.invited.is_some())
    };
    let invited = |person: &Participant| Some((person.clone(), person.invited.clone()?));
    let now = draft.now;
    let gone: Vec<(Participant, Invited)> = before
        .iter()
        .filter(|person| !stays(person))
        .filter_map(invited)
        // What is over stays as it was, and nobody hears of it.
        .filter(|(_, told)| !Facts::told_to(told).over(now))
        .collect();
    if gone.is_empty() {
        return;
    }
    let edition = draft.get(&INVITE_SEQUENCE).unwrap_or_default() + 1;
    draft.put(&INVITE_SEQUENCE, Value::Int(edition));
    let letters =
        Letters { task: draft.after.id, zone: &draft.scope.time_zone, firm: &draft.workspace.settings.title, now };
    // Who never got an invitation loses none.
    for (person, told) in gone.iter().filter(|(_, told)| !told.undelivered) {
        queue(draft.app, &mut draft.set, letters.cancel(person, told, edition));
    }
    for person in after.iter_mut().filter(|person| gone.iter().any(|(other, _)| other.email == person.email)) {
        person.invited = None;
        person.forget_answer();
    }
    if !stands {
        draft.put(&INVITED_AT, Value::Null);
    }
    draft.put(&PARTICIPANTS, Value::Json(participants::json(&after)));
}

/// An undo puts a list back as it was; what people have been told since stays as it is.
pub(in crate::modules::work) fn as_told(now: &Record, after: &mut Record) {
    let told = participants::of(now);
    let mut people = participants::of(after);
    for person in &mut people {
        let known = told.iter().find(|known| known.email == person.email);
        person.invited = known.and_then(|known| known.invited.clone());
        person.forget_answer();
        if let Some(known) = known {
            (person.answer, person.answered_at) = (known.answer, known.answered_at);
            person.comment.clone_from(&known.comment);
        }
    }
    put(after, PARTICIPANTS.key(), Value::Json(participants::json(&people)));
    for key in [INVITED_AT.key(), INVITE_SEQUENCE.key()] {
        put(after, key, now.value(key).clone());
    }
}
