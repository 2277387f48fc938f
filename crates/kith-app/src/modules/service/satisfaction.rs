//! How content the customer was: asked by mail some time after a ticket was settled, answered on a page of
//! its own behind a link that nobody else knows.

use kith_access::{Action, Scope, decide};
use kith_catalog::ticket::{
    KIND, MERGED_INTO, RESOLVED, SATISFACTION, SATISFACTION_ASKED_AT, SATISFACTION_AT, SATISFACTION_COMMENT,
    SATISFACTION_DUE_AT, SATISFACTION_TOKEN, STATUS, SUBJECT,
};
use kith_catalog::workspace::{LOCALE, SATISFACTION_QUESTION};
use kith_model::{Condition, Filter, Id, Op as Compare, Operand, Record, Timestamp, Value};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};

use super::clocks::found;
use super::message::fitting;
use super::outgoing;
use super::ticket::{is_settled, requester};
use crate::auth::random_token;
use crate::error::unexpected;
use crate::mails::queue;
use crate::modules::{Draft, Op};
use crate::records::{Planner, committed};
use crate::workspace::WorkspaceData;
use crate::{App, AppError, workspace};

/// When customers are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asking {
    pub ask: bool,
    /// So long after it was settled, so that nobody is asked about what is open again.
    pub delay_minutes: i64,
    /// One ticket is not asked about twice within so many days.
    pub again_days: i64,
}

const USUAL: Asking = Asking { ask: true, delay_minutes: 60, again_days: 30 };
const LONGEST_DELAY: i64 = 30 * 24 * 60;
const LONGEST_PAUSE: i64 = 365;
/// So long the question can be answered, from when it was sent.
const OPEN_DAYS: i64 = 60;
/// And so long an answer can be changed.
const CHANGE_DAYS: i64 = 7;
const DAY: i64 = 86_400;

impl Asking {
    /// That of a workspace; the usual where it never said.
    pub fn of(data: &WorkspaceData) -> Asking {
        let json = data.settings.get(&SATISFACTION_QUESTION);
        json.and_then(|json| read(json).ok()).unwrap_or(USUAL)
    }
}

/// The setting in the form it is kept in, or what is wrong with it.
pub(in crate::modules) fn checked(json: &Json) -> Result<Json, String> {
    let Asking { ask, delay_minutes, again_days } = read(json)?;
    Ok(json!({"ask": ask, "delay_minutes": delay_minutes, "again_days": again_days}))
}

/// Reads `{"ask", "delay_minutes", "again_days"}`, each with the usual where it is missing.
fn read(json: &Json) -> Result<Asking, String> {
    let members = json.as_object().ok_or("This takes \"ask\", \"delay_minutes\" and \"again_days\".")?;
    let mut asking = USUAL;
    for (key, value) in members {
        let number = |most: i64| {
            let within = value.as_i64().filter(|number| (0..=most).contains(number));
            within.ok_or_else(|| format!("\"{key}\" is a number from 0 to {most}."))
        };
        match key.as_str() {
            "ask" => asking.ask = value.as_bool().ok_or("\"ask\" is true or false.")?,
            "delay_minutes" => asking.delay_minutes = number(LONGEST_DELAY)?,
            "again_days" => asking.again_days = number(LONGEST_PAUSE)?,
            _ => return Err(format!("There is no \"{key}\" here.")),
        }
    }
    Ok(asking)
}

/// What a change of the status means for the question. Pure.
pub(super) fn follow(draft: &mut Draft<'_>) {
    // What is brought in settled, by an import say, was settled long ago.
    if draft.op != Op::Update || !draft.changes(&STATUS) && !draft.changes(&MERGED_INTO) {
        return;
    }
    let asking = Asking::of(draft.workspace);
    let recent = |at: Timestamp| at.plus_seconds(asking.again_days * DAY) > draft.now;
    let asked = draft.get(&SATISFACTION_ASKED_AT).is_some_and(recent);
    if draft.get(&STATUS) == Some(RESOLVED) && asking.ask && !asked {
        draft.put(&SATISFACTION_DUE_AT, Value::Time(draft.now.plus_seconds(asking.delay_minutes * 60)));
    } else if !is_settled(&draft.after) || draft.get(&MERGED_INTO).is_some() {
        draft.put(&SATISFACTION_DUE_AT, Value::Null);
    }
}

/// Asks about what was settled long enough ago.
pub(super) async fn sweep(planner: &Planner<'_>) -> Result<(), AppError> {
    let due = Operand::One(planner.now.to_string().into());
    let due = Condition { field: SATISFACTION_DUE_AT.key().into(), op: Compare::OnOrBefore, operand: due };
    for ticket in found(planner, Filter::Is(due)).await? {
        ask(planner, ticket).await?;
    }
    Ok(())
}

async fn ask(planner: &Planner<'_>, ticket: Record) -> Result<(), AppError> {
    let (app, scope) = (planner.app, planner.scope);
    let contact = requester(app, scope, &ticket).await?;
    let wanted = Asking::of(&planner.workspace).ask && is_settled(&ticket);
    let token = ticket.get(&SATISFACTION_TOKEN).map_or_else(random_token, str::to_owned);
    let link = format!("{}/t/{}.{}.{token}", app.config().public_url, scope.workspace, ticket.id);
    let mail = match wanted {
        true => outgoing::question(app, scope, &planner.workspace, &ticket, contact.as_ref(), &link).await?,
        false => None,
    };
    let mut body = Map::from_iter([(SATISFACTION_DUE_AT.key().to_owned(), Json::Null)]);
    if mail.is_some() {
        body.insert(SATISFACTION_TOKEN.key().into(), token.into());
        body.insert(SATISFACTION_ASKED_AT.key().into(), json!(planner.now));
    }
    let permit = planner.permit(&KIND, Action::Update)?;
    let Some(mut planned) = planner.update(&permit, &KIND, ticket, &body).await? else { return Ok(()) };
    if let Some(mail) = mail {
        queue(app, &mut planned.set, mail);
    }
    match app.store().commit(planned.set).await {
        Ok(()) => {
            committed(app, scope, &KIND, planned.before.as_ref(), &planned.after);
            app.wake_jobs();
        }
        // Somebody has changed the ticket meanwhile: the next round looks again.
        Err(WriteError::VersionConflict { .. }) => {}
        Err(error) => return Err(unexpected(error)),
    }
    Ok(())
}

/// A question as its page shows it.
#[derive(Clone, Debug)]
pub struct Question {
    /// What the ticket was about.
    pub subject: String,
    /// Who asks.
    pub firm: String,
    /// The language of the page: `en`, `hi` or `de`.
    pub language: String,
    /// What was answered, from 1 to 5, and the comment.
    pub answer: Option<(i64, String)>,
    /// Whether it can still be answered, or the answer changed.
    pub open: bool,
    workspace: Id,
    ticket: Id,
}

/// The question of a link. One that was made up is not found.
pub async fn question(app: &App, token: &str) -> Result<Question, AppError> {
    let parts: Vec<&str> = token.split('.').collect();
    let [workspace, ticket, secret] = parts[..] else { return Err(AppError::NotFound) };
    let id = |text: &str| text.parse::<Id>().map_err(|_| AppError::NotFound);
    let (workspace, ticket) = (id(workspace)?, id(ticket)?);
    let record = find(app, workspace, ticket).await?;
    let known = record.get(&SATISFACTION_TOKEN).unwrap_or_default();
    if record.deleted_at.is_some() || known.is_empty() || !same(known.as_bytes(), secret.as_bytes()) {
        return Err(AppError::NotFound);
    }
    let data = workspace::load(app, workspace).await?;
    let answer = record.get(&SATISFACTION).filter(|_| is_answered(&record));
    let comment = record.get(&SATISFACTION_COMMENT).unwrap_or_default().to_owned();
    Ok(Question {
        subject: record.get(&SUBJECT).unwrap_or_default().to_owned(),
        firm: data.settings.title.clone(),
        language: data.settings.get(&LOCALE).unwrap_or("en").to_owned(),
        answer: answer.map(|rating| (rating, comment)),
        open: is_open(&record, app.now()),
        workspace,
        ticket,
    })
}

/// Whether the last question was answered; an answer to one before it is none.
fn is_answered(ticket: &Record) -> bool {
    ticket.get(&SATISFACTION_AT).is_some_and(|at| ticket.get(&SATISFACTION_ASKED_AT).is_none_or(|asked| at >= asked))
}

fn is_open(ticket: &Record, now: Timestamp) -> bool {
    let until = match ticket.get(&SATISFACTION_AT).filter(|_| is_answered(ticket)) {
        Some(answered) => Some(answered.plus_seconds(CHANGE_DAYS * DAY)),
        None => ticket.get(&SATISFACTION_ASKED_AT).map(|asked| asked.plus_seconds(OPEN_DAYS * DAY)),
    };
    until.is_some_and(|until| until >= now)
}

const ATTEMPTS: usize = 20;

/// Takes the answer, from 1 to 5, or another one in its place. Answers whether there was still time.
pub async fn answer_question(app: &App, question: &Question, rating: i64, comment: &str) -> Result<bool, AppError> {
    let scope = Scope::system(question.workspace);
    for _ in 0..ATTEMPTS {
        let before = find(app, question.workspace, question.ticket).await?;
        let planner = Planner { forgiving: true, ..Planner::internal(app, &scope).await? };
        if !is_open(&before, planner.now) || before.deleted_at.is_some() {
            return Ok(false);
        }
        let comment = fitting(comment, &SATISFACTION_COMMENT.def());
        let mut body = Map::from_iter([
            (SATISFACTION.key().to_owned(), rating.into()),
            (SATISFACTION_COMMENT.key().to_owned(), if comment.is_empty() { Json::Null } else { comment.into() }),
        ]);
        // Changing it does not make the time longer in which it can be changed.
        if !is_answered(&before) {
            body.insert(SATISFACTION_AT.key().into(), json!(planner.now));
        }
        let permit = planner.permit(&KIND, Action::Update)?;
        let Some(planned) = planner.update(&permit, &KIND, before, &body).await? else { return Ok(true) };
        match app.store().commit(planned.set).await {
            Ok(()) => {
                committed(app, &scope, &KIND, planned.before.as_ref(), &planned.after);
                return Ok(true);
            }
            Err(WriteError::VersionConflict { .. }) => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Internal("an answer to a question was not written".into()))
}

async fn find(app: &App, workspace: Id, ticket: Id) -> Result<Record, AppError> {
    let scope = Scope::system(workspace);
    let schema = workspace::schema(app, &scope, &KIND).await?;
    let permit = decide(&scope, KIND.key, Action::Read, KIND.activity)?;
    app.store().find_record(&permit, &schema, ticket).await?.ok_or(AppError::NotFound)
}

/// Compares without telling by the time it takes how much was right.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_the_setting_is_checked() {
        assert_eq!(checked(&json!({})), Ok(json!({"ask": true, "delay_minutes": 60, "again_days": 30})));
        for wrong in [json!([]), json!({"ask": 1}), json!({"delay_minutes": -1}), json!({"often": 2})] {
            assert!(checked(&wrong).is_err(), "{wrong}");
        }
    }
}
