//! What comes back to invitations by mail: answers, and that one was not delivered.

use kith_access::Action;
use kith_catalog::task::{KIND, PARTICIPANTS};
use kith_model::{Id, Record};
use serde_json::Map;

use super::super::participants::{self, Participant};
use crate::AppError;
use crate::calendar::Answer;
use crate::records::{Planned, Planner};

/// What came of an answer.
pub(crate) enum Took {
    /// It is to no invitation of ours, or of somebody else than who wrote.
    Foreign,
    /// It says nothing new: it is about an invitation that has changed since, or an older answer that comes
    /// late.
    Nothing,
    /// It changes this.
    Change(Box<Planned>),
}

/// What an answer changes that `from` sent. Whoever sends it answers for themselves alone.
pub(crate) async fn plan_answer(planner: &Planner<'_>, from: &str, answer: &Answer) -> Result<Took, AppError> {
    let Ok(id) = answer.uid.parse::<Id>() else { return Ok(Took::Foreign) };
    let Some(task) = find(planner, id).await? else { return Ok(Took::Foreign) };
    let mut people = participants::of(&task);
    let own = |person: &&mut Participant| person.has(&answer.from) && person.has(from);
    let Some(person) = people.iter_mut().find(own) else { return Ok(Took::Foreign) };
    let Some(invited) = person.invited.as_mut().filter(|_| task.deleted_at.is_none()) else { return Ok(Took::Nothing) };
    // Nobody answers in the future, however their clock goes.
    let at = answer.at.unwrap_or(planner.now).min(planner.now);
    let late = person.answered_at.is_some_and(|known| at < known);
    if late || answer.edition.is_some_and(|edition| edition < invited.edition) {
        return Ok(Took::Nothing);
    }
    // It has arrived in some way, whatever a mail server said.
    invited.undelivered = false;
    person.answer = Some(answer.reply);
    person.answered_at = Some(at);
    person.comment = Some(answer.comment.clone()).filter(|comment| !comment.is_empty());
    let planned = with(planner, task, &people).await?;
    Ok(planned.map_or(Took::Nothing, |planned| Took::Change(Box::new(planned))))
}

/// What it changes that the last mail to `address` about this meeting was not delivered.
pub(crate) async fn plan_return(planner: &Planner<'_>, id: Id, address: &str) -> Result<Option<Planned>, AppError> {
    let Some(task) = find(planner, id).await?.filter(|task| task.deleted_at.is_none()) else { return Ok(None) };
    let mut people = participants::of(&task);
    let Some(person) = people.iter_mut().find(|person| person.has(address)) else { return Ok(None) };
    let Some(invited) = person.invited.as_mut() else { return Ok(None) };
    invited.undelivered = true;
    with(planner, task, &people).await
}

async fn find(planner: &Planner<'_>, id: Id) -> Result<Option<Record>, AppError> {
    let permit = planner.permit(&KIND, Action::Update)?;
    Ok(planner.app.store().find_record(&permit, &planner.workspace.schema(&KIND), id).await?)
}

async fn with(planner: &Planner<'_>, task: Record, people: &[Participant]) -> Result<Option<Planned>, AppError> {
    let permit = planner.permit(&KIND, Action::Update)?;
    let body = Map::from_iter([(PARTICIPANTS.key().to_owned(), participants::json(people))]);
    planner.update(&permit, &KIND, task, &body).await
}
