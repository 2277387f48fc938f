//! The secret addresses of feeds: made, replaced, taken back, read.

use kith_access::{Action, Scope, decide};
use kith_catalog::{team, user};
use kith_model::{Filter, Id, Op, Operand, Record};
use kith_store::WriteSet;
use kith_store::system::{CalendarFeed, SystemWrite};
use serde_json::{Value as Json, json};

use super::contents::events;
use super::event::written;
use crate::auth::{hash, random_token, scope_of_user};
use crate::dashboard::ask::condition;
use crate::error::unexpected;
use crate::records::{all_records, records_by_id};
use crate::{App, AppError, workspace};

const ENDING: &str = ".ics";
/// So many members of a team are told, as on the screen.
const MOST_MEMBERS: usize = 200;

/// A feed as calendars read it.
#[derive(Clone, Debug)]
pub struct Feed {
    /// iCalendar.
    pub text: String,
}

/// Whose calendars somebody may subscribe to: their own and those of the teams they see, each with when its
/// address was made, or null.
pub async fn list(app: &App, scope: &Scope) -> Result<Json, AppError> {
    let me = caller(scope)?;
    let feeds = app.store().list_calendar_feeds(scope.workspace, me).await?;
    let made = |id: Id| feeds.iter().find(|feed| feed.of == id).map(|feed| feed.created_at);
    let mut out = vec![json!({"id": me, "team": null, "made_at": made(me)})];
    let mut teams = teams(app, scope).await?;
    teams.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    out.extend(teams.iter().map(|team| json!({"id": team.id, "team": team.title, "made_at": made(team.id)})));
    Ok(json!({"data": out}))
}

/// Makes an address, in place of the one before. It is told this once: only a hash of it is kept.
pub async fn make(app: &App, scope: &Scope, of: Id) -> Result<Json, AppError> {
    let me = caller(scope)?;
    let title = title(app, scope, of).await?;
    let secret = random_token();
    let feed = CalendarFeed { user: me, of, hash: hash(&secret), created_at: app.now() };
    commit(app, scope, "make", of, &title, SystemWrite::KeepCalendarFeed(feed)).await?;
    let url = format!("{}/calendar/{}.{secret}{ENDING}", app.config().public_url, scope.workspace);
    Ok(json!({"id": of, "made_at": app.now(), "url": url}))
}

/// Takes an address back: it leads nowhere any more.
pub async fn revoke(app: &App, scope: &Scope, of: Id) -> Result<(), AppError> {
    let me = caller(scope)?;
    let known = app.store().list_calendar_feeds(scope.workspace, me).await?;
    if !known.iter().any(|feed| feed.of == of) {
        return Err(AppError::NotFound);
    }
    // A team that is gone, or that they do not see any more, can still be taken back.
    let title = title(app, scope, of).await.unwrap_or_default();
    commit(app, scope, "revoke", of, &title, SystemWrite::DropCalendarFeed { user: me, of }).await
}

/// The feed behind an address, with the rights its person has now. Whatever is wrong with an address, or
/// with whom it belongs to, it is not found.
pub async fn read(app: &App, token: &str) -> Result<Feed, AppError> {
    let (workspace, secret) =
        token.strip_suffix(ENDING).and_then(|token| token.split_once('.')).ok_or(AppError::NotFound)?;
    let workspace: Id = workspace.parse().map_err(|_| AppError::NotFound)?;
    let feed = app.store().find_calendar_feed(workspace, &hash(secret)).await?.ok_or(AppError::NotFound)?;
    let scope = scope_of_user(app, workspace, feed.user).await.map_err(|error| match error {
        AppError::Unauthenticated | AppError::Suspended => AppError::NotFound,
        other => other,
    })?;
    let firm = workspace::load(app, workspace).await?.settings.title.clone();
    let (name, people) = match feed.of == feed.user {
        true => (firm, vec![feed.user]),
        false => {
            let team = team_of(app, &scope, feed.of).await?;
            (format!("{firm}: {}", team.title), members(app, &scope, feed.of).await?)
        }
    };
    let events = events(app, &scope, &people).await?;
    Ok(Feed { text: written(&name, &events, app.now()) })
}

fn caller(scope: &Scope) -> Result<Id, AppError> {
    scope.user().ok_or(AppError::Unauthenticated)
}

/// What a calendar is called in the audit trail; not found where it is not one's own and no team one sees.
async fn title(app: &App, scope: &Scope, of: Id) -> Result<String, AppError> {
    if scope.user() == Some(of) {
        let me = records_by_id(app, &Scope::system(scope.workspace), &user::KIND, &[of]).await?;
        return Ok(me.into_iter().next().ok_or(AppError::NotFound)?.title);
    }
    Ok(team_of(app, scope, of).await?.title)
}

async fn teams(app: &App, scope: &Scope) -> Result<Vec<Record>, AppError> {
    let seen = decide(scope, team::KIND.key, Action::Read, false).is_ok()
        && decide(scope, user::KIND.key, Action::Read, false).is_ok();
    if seen { all_records(app, scope, &team::KIND, Filter::all()).await } else { Ok(Vec::new()) }
}

async fn team_of(app: &App, scope: &Scope, id: Id) -> Result<Record, AppError> {
    match records_by_id(app, scope, &team::KIND, &[id]).await {
        Ok(found) => found.into_iter().next().ok_or(AppError::NotFound),
        Err(AppError::Forbidden { .. }) => Err(AppError::NotFound),
        Err(error) => Err(error),
    }
}

async fn members(app: &App, scope: &Scope, team: Id) -> Result<Vec<Id>, AppError> {
    let of = condition(user::TEAMS.key(), Op::HasAny, Operand::Many(vec![team.to_string().into()]));
    let found = match all_records(app, scope, &user::KIND, of).await {
        Err(AppError::Forbidden { .. }) => Err(AppError::NotFound),
        other => other,
    };
    Ok(found?.iter().map(|member| member.id).take(MOST_MEMBERS).collect())
}

async fn commit(app: &App, scope: &Scope, op: &str, of: Id, title: &str, write: SystemWrite) -> Result<(), AppError> {
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(write);
    // Nothing of the address goes into the audit.
    set.system(SystemWrite::Audit {
        kind: "calendar_feed".into(),
        record_id: of,
        record_title: title.to_owned(),
        op: format!("calendar_feed_{op}"),
        detail: json!({}),
    });
    app.store().commit(set).await.map_err(unexpected)
}
