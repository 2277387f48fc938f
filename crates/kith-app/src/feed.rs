//! The activity feed: what happened in the workspace, as far as the caller may read it.
//!
//! It is read from the audit trail, so nothing is written twice; whoever may not read a record now
//! reads nothing of what happened to it before.

use kith_access::{Action, Scope, decide};
use kith_catalog::user;
use kith_model::{Condition, Date, Filter, Id, Op, Operand, Timestamp};
use kith_store::AuditQuery;

use crate::records::{HistoryPage, page, permits};
use crate::workspace::list_all;
use crate::{App, AppError};

/// What of the feed is wanted; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of these kinds, by key.
    pub kinds: Vec<String>,
    /// By this user.
    pub actor: Option<Id>,
    /// By members of this team.
    pub team: Option<Id>,
    /// Of these operations: `create`, `update`, `delete`, `restore`.
    pub ops: Vec<String>,
    /// From this day of the caller's on.
    pub from: Option<Date>,
    /// Until this day, which belongs to it.
    pub to: Option<Date>,
}

/// The newest changes. `after` is the last entry seen.
pub async fn activity(
    app: &App,
    scope: &Scope,
    wanted: &Wanted,
    limit: u32,
    after: Option<(Timestamp, Id)>,
) -> Result<HistoryPage, AppError> {
    let permits = permits(scope, |declared| match wanted.kinds.is_empty() {
        false => wanted.kinds.iter().any(|kind| kind == declared.key),
        // Settings change too, but that is not what the day is about.
        true => declared.page || declared.activity,
    });
    if permits.is_empty() {
        return Ok(HistoryPage { entries: Vec::new(), next: None });
    }
    let query = AuditQuery {
        actors: actors(app, scope, wanted).await?,
        ops: wanted.ops.clone(),
        from: wanted.from.map(|day| day.start_in(&scope.time_zone)),
        to: wanted.to.map(|day| day.plus_days(1).start_in(&scope.time_zone)),
        before: after,
        limit,
        ..AuditQuery::default()
    };
    page(app, scope, &permits, query, true).await
}

/// Whose doings are wanted; nobody's where a person is not of the team.
async fn actors(app: &App, scope: &Scope, wanted: &Wanted) -> Result<Option<Vec<Id>>, AppError> {
    let Some(team) = wanted.team else { return Ok(wanted.actor.map(|id| vec![id])) };
    decide(scope, user::KIND.key, Action::Read, false)?;
    let operand = Operand::Many(vec![team.to_string().into()]);
    let member = Filter::Is(Condition { field: user::TEAMS.key().to_owned(), op: Op::HasAny, operand });
    let system = Scope::system(scope.workspace);
    let members = list_all(app, &system, &user::KIND, member, "title").await?;
    let members = members.iter().map(|user| user.id).filter(|id| wanted.actor.is_none_or(|actor| actor == *id));
    Ok(Some(members.collect()))
}
