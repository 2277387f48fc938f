//! Reports: figures as a table that can be drawn, opened and exported. What they count is what the
//! reader may read, through the same aggregates as every list.

mod canned;
mod custom;
mod definition;
mod files;
mod flat;
pub(crate) mod schedule;
mod table;
mod tabulate;

use kith_access::{Action, Grants, Scope, decide};
use kith_catalog::report;
use kith_model::{FieldCode, Filter, Id, Op, Operand};
use serde_json::{Map, json};

pub use definition::{CANNED, CHARTS, Canned, Custom, Definition, Owner, PERIODS, Period, What, choices};
pub use files::{csv, xlsx};
pub use table::{Behind, Cell, Column, ColumnType, Group, Grouping, Row, Table};

use crate::dashboard::ask::{Ask, condition};
use crate::dashboard::{Focus, Range, owners};
use crate::records::{Planner, Saved, find_for, update_trusted};
use crate::{App, AppError, workspace};

/// Makes a report.
///
/// # Errors
/// Validation, naming the keys; forbidden where the caller may not read the records.
pub async fn run(app: &App, scope: &Scope, definition: &Definition) -> Result<Table, AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let owner = match definition.owner {
        Some(Owner::Me) => scope.user(),
        Some(Owner::User(id)) => Some(id),
        None => None,
    };
    let focus = Focus { owner, team: definition.team, ..Focus::default() };
    let ask = Ask { app, scope, owners: owners(app, scope, &focus).await? };
    let range = definition.range(app.now(), data.time_zone())?;
    match &definition.what {
        What::Custom(custom) => {
            let missing = || AppError::field("kind", FieldCode::InvalidOption, "There are no such records.");
            let kind = kith_catalog::find_plural(&custom.kind).ok_or_else(missing)?;
            decide(scope, kind.key, Action::Read, kind.activity)?;
            custom::run(&ask, kind, custom, range.as_ref()).await
        }
        What::Canned(report, by) => {
            let title = CANNED.iter().find(|(known, _, _)| known == report).map_or("", |(_, _, title)| title);
            let range = match range {
                Some(range) => range,
                None => Range::new(None, None, None, app.now(), data.time_zone())?,
            };
            canned::run(&ask, *report, by.as_deref(), &range, title).await
        }
    }
}

/// Records of which a moment lies in a range.
fn within(field: &str, range: &Range) -> Filter {
    let from = range.first.start_in(&range.zone).to_string();
    let to = range.last.plus_days(1).start_in(&range.zone).to_string();
    Filter::And(vec![
        condition(field, Op::OnOrAfter, Operand::One(from.into())),
        condition(field, Op::Before, Operand::One(to.into())),
    ])
}

/// The workspace's name, for the head of files.
pub async fn workspace_name(app: &App, scope: &Scope) -> Result<String, AppError> {
    Ok(workspace::load(app, scope.workspace).await?.settings.title.clone())
}

/// Puts a saved report among those somebody has at hand, or takes it out. Whoever may read it may.
pub async fn star(app: &App, scope: &Scope, id: Id, starred: bool) -> Result<Saved, AppError> {
    const ATTEMPTS: usize = 6;
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let own = Scope { grants: Grants { admin: true, ..Grants::default() }, ..scope.clone() };
    for _ in 1..ATTEMPTS {
        let (_, report) = find_for(&Planner::new(app, scope).await?, &report::KIND, id, Action::Read).await?;
        let mut by: Vec<Id> = report.get(&report::STARRED_BY).unwrap_or_default().to_vec();
        by.retain(|user| *user != me);
        if starred {
            by.push(me);
        }
        let body = Map::from_iter([(report::STARRED_BY.key().to_owned(), json!(by))]);
        match update_trusted(app, &own, &report::KIND, id, &body, Some(report.version)).await {
            Err(AppError::VersionConflict(_)) => {}
            done => return done,
        }
    }
    Err(AppError::Conflict("Others star this report right now. Try again.".into()))
}
