//! Inviting those who come to a meeting, and telling them what has changed.

use kith_access::{Action, Scope};
use kith_catalog::task::{DUE_AT, INVITE_SEQUENCE, INVITED_AT, KIND, PARTICIPANTS, TASK_KIND};
use kith_catalog::user;
use kith_model::{FieldCode, Id, Record};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};

use super::super::participants::{self, Participant};
use super::Facts;
use super::letters::Letters;
use crate::auth::throttle;
use crate::error::unexpected;
use crate::mails::queue;
use crate::modules::is_open;
use crate::ports::Address;
use crate::records::{Planner, committed, find_for, records_by_id};
use crate::{App, AppError};

/// What is written to those who are invited, at most.
const LONGEST_MESSAGE: usize = 2_000;
/// So often invitations to one meeting are sent in an hour.
const PER_HOUR: i64 = 12;
const HOUR_SECS: i64 = 3600;
const ATTEMPTS: usize = 40;

/// Who invites.
struct Organiser {
    address: Address,
    mailbox: Option<Id>,
}

/// Who comes to a meeting, who still has to be told, and who answered what.
pub async fn look(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let planner = Planner::new(app, scope).await?;
    let (permit, task) = find_for(&planner, &KIND, id, Action::Read).await?;
    if permit.mask().hidden.contains(PARTICIPANTS.key()) {
        return Err(AppError::Forbidden { kind: KIND.key.to_owned(), action: Action::Read });
    }
    shown(app, scope, &task).await
}

/// Invites those who have not been told, or not of this, by mail. Asked for again it sends nothing.
pub async fn send(app: &App, scope: &Scope, id: Id, message: &str) -> Result<Json, AppError> {
    let message = message.trim();
    if message.chars().count() > LONGEST_MESSAGE {
        return Err(AppError::field("message", FieldCode::TooLong, "This has at most 2,000 characters."));
    }
    let mut counted = false;
    for attempt in 1.. {
        let planner = Planner::internal(app, scope).await?;
        let (permit, task) = find_for(&planner, &KIND, id, Action::Update).await?;
        let facts = fit(&task, &planner)?;
        let mut people = participants::of(&task);
        if !people.iter().any(|person| facts.news_to(person)) {
            return shown(app, scope, &task).await;
        }
        if !counted {
            throttle(app, &format!("invitations:{}:{id}", scope.workspace), PER_HOUR, HOUR_SECS).await?;
            counted = true;
        }
        let organiser = organiser(app, scope, &people).await?;
        let edition = task.get(&INVITE_SEQUENCE).map_or(0, |last| last + 1);
        let told = facts.told(edition, &organiser.address, organiser.mailbox);
        // Who said yes to ten o'clock has said nothing to eleven.
        let moved = |person: &Participant| {
            person.invited.as_ref().is_some_and(|known| (known.at, known.minutes) != (facts.at, facts.minutes))
        };
        people.iter_mut().filter(|person| moved(person)).for_each(Participant::forget_answer);
        let letters =
            Letters { task: id, zone: &scope.time_zone, firm: &planner.workspace.settings.title, now: planner.now };
        let news: Vec<usize> = (0..people.len()).filter(|n| facts.news_to(&people[*n])).collect();
        let drafts: Vec<_> = news.iter().map(|n| letters.request(&people[*n], &told, &people, message)).collect();
        news.iter().for_each(|n| people[*n].invited = Some(told.clone()));
        let body = Map::from_iter([
            (PARTICIPANTS.key().to_owned(), participants::json(&people)),
            (INVITED_AT.key().to_owned(), json!(planner.now)),
            (INVITE_SEQUENCE.key().to_owned(), json!(edition)),
        ]);
        let Some(mut planned) = planner.update(&permit, &KIND, task.clone(), &body).await? else {
            return shown(app, scope, &task).await;
        };
        for draft in drafts {
            queue(app, &mut planned.set, draft);
        }
        match app.store().commit(planned.set).await {
            Ok(()) => {
                committed(app, scope, &KIND, planned.before.as_ref(), &planned.after);
                app.wake_jobs();
                return shown(app, scope, &planned.after).await;
            }
            // Somebody answered, or changed it, a moment ago.
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Internal("the invitations were not written".into()))
}

/// What a meeting says that people can be invited to.
fn fit(task: &Record, planner: &Planner<'_>) -> Result<Facts, AppError> {
    if task.deleted_at.is_some() {
        return Err(AppError::Conflict("This task is in the trash. Restore it first.".into()));
    }
    if task.get(&TASK_KIND) != Some("meeting") {
        return Err(AppError::field(TASK_KIND.key(), FieldCode::Invalid, "People are invited to meetings alone."));
    }
    let Some(facts) = Facts::of(task) else {
        return Err(AppError::field(DUE_AT.key(), FieldCode::Required, "A meeting has a date to invite for."));
    };
    if participants::of(task).is_empty() {
        return Err(AppError::field(PARTICIPANTS.key(), FieldCode::Required, "Nobody is there to invite."));
    }
    if !is_open(task) || facts.over(planner.now) {
        return Err(AppError::Conflict("This meeting is over, or does not take place.".into()));
    }
    Ok(facts)
}

/// Who invites: whoever has invited before, since programs know a meeting by it; else the caller, by their
/// own mailbox, or the firm by one of its own. Where nobody has a mailbox here the answers go to the caller's
/// own address, and Kith does not see them.
async fn organiser(app: &App, scope: &Scope, people: &[Participant]) -> Result<Organiser, AppError> {
    let mailboxes = app.store().list_mailboxes(scope.workspace).await?;
    let known = people.iter().filter_map(|person| person.invited.as_ref());
    for invited in known {
        if invited.mailbox.is_none_or(|id| mailboxes.iter().any(|mailbox| mailbox.id == id)) {
            return Ok(Organiser { address: invited.organiser.clone(), mailbox: invited.mailbox });
        }
    }
    let me = records_by_id(app, &Scope::system(scope.workspace), &user::KIND, scope.user().as_slice()).await?.pop();
    let active = || mailboxes.iter().filter(|mailbox| mailbox.active);
    let own = active().find(|mailbox| mailbox.owner.is_some() && mailbox.owner == scope.user());
    if let (Some(own), Some(me)) = (own, &me) {
        return Ok(Organiser { address: Address::new(&own.address, &me.title), mailbox: Some(own.id) });
    }
    let firms = |purpose: &str| active().find(|mailbox| mailbox.owner.is_none() && mailbox.purpose == purpose);
    if let Some(firm) = firms("timeline").or_else(|| firms("ticket")) {
        return Ok(Organiser { address: Address::new(&firm.address, &firm.name), mailbox: Some(firm.id) });
    }
    let me = me.ok_or(AppError::Unauthenticated)?;
    let address = Address::new(me.get(&user::EMAIL).unwrap_or_default(), &me.title);
    Ok(Organiser { address, mailbox: None })
}

/// As the API answers it.
async fn shown(app: &App, scope: &Scope, task: &Record) -> Result<Json, AppError> {
    let facts = Facts::of(task);
    let people = participants::of(task);
    let organiser = organiser(app, scope, &people).await?;
    let state = |person: &Participant| match (&person.invited, &facts) {
        (None, _) => "not_invited",
        (Some(known), _) if known.undelivered => "undelivered",
        (Some(_), Some(facts)) if facts.news_to(person) => "outdated",
        (Some(_), _) => "invited",
    };
    let one = |person: &Participant| {
        json!({
            "email": person.email, "name": person.name, "contact_id": person.contact_id, "state": state(person),
            "answer": person.answer, "answered_at": person.answered_at, "comment": person.comment,
        })
    };
    let takes_place = task.get(&TASK_KIND) == Some("meeting")
        && is_open(task)
        && facts.as_ref().is_some_and(|facts| !facts.over(app.now()));
    Ok(json!({
        "organiser": organiser.address,
        "answers_arrive": organiser.mailbox.is_some(),
        "takes_place": takes_place,
        "people": people.iter().map(one).collect::<Vec<_>>(),
    }))
}
