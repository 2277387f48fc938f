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

use kith_access::{Action, Scope, decide};
use kith_catalog::report;
use kith_model::{FieldCode, Filter, Id, Op, Operand, Value};
use kith_store::WriteError;

pub use definition::{CANNED, CHARTS, Canned, Custom, Definition, Owner, PERIODS, Period, What, choices};
pub use files::{csv, xlsx};
pub use table::{Behind, Cell, Column, ColumnType, Group, Grouping, Row, Table};

use crate::dashboard::ask::{Ask, condition};
use crate::dashboard::{Focus, Range, owners};
use crate::error::unexpected;
use crate::modules::draft_put;
use crate::records::{Planner, Saved, find_for, record_json};
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
    let range = definition.range(app.now(), data.time_zone(), data.year_start())?;
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
    // Who may only read a report changes nothing else in it, so Kith writes this.
    let permit = decide(&Scope::system(scope.workspace), report::KIND.key, Action::Update, report::KIND.activity)?;
    for _ in 0..ATTEMPTS {
        let planner = Planner::new(app, scope).await?;
        let (reader, before) = find_for(&planner, &report::KIND, id, Action::Read).await?;
        let mut by: Vec<Id> = before.get(&report::STARRED_BY).unwrap_or_default().to_vec();
        by.retain(|user| *user != me);
        if starred {
            by.push(me);
        }
        let mut after = before.clone();
        draft_put(&mut after, report::STARRED_BY.key(), Value::Ids(by));
        let planned = planner.replace(&permit, &report::KIND, before, after);
        let json = record_json(&planned.schema, reader.mask(), &planned.after);
        match app.store().commit(planned.set).await {
            Ok(()) => return Ok(Saved { id, version: planned.after.version, json }),
            Err(WriteError::VersionConflict { .. }) => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Conflict("Others star this report right now. Try again.".into()))
}
