//! Reports: figures as a table that can be drawn, opened and exported. What they count is what the
//! reader may read, through the same aggregates as every list.

mod canned;
mod custom;
mod definition;
mod files;
mod flat;
mod pdf;
mod pdf_chart;
pub(crate) mod schedule;
mod table;
mod tabulate;
mod tickets;

use bytes::Bytes;
use kith_access::{Action, Scope, decide};
use kith_catalog::report;
use kith_model::{FieldCode, Filter, Id, Value};
use kith_store::WriteError;

pub use definition::{CANNED, CHARTS, Canned, Custom, Definition, Owner, PERIODS, Period, What, choices};

use pdf::Letterhead;
pub use table::{Behind, Cell, Column, ColumnType, Group, Grouping, Row, Table};

use crate::dashboard::ask::{self, Ask};
use crate::dashboard::{Focus, Range, owners};
use crate::error::unexpected;
use crate::modules::draft_put;
use crate::pdf::Picture;
use crate::records::{Planner, Saved, find_for, record_json};
use crate::{App, AppError, pictures, workspace};

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
    ask::within(field, range.days(), &range.zone)
}

/// A report as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// For programs.
    Csv,
    /// For people who calculate on.
    Xlsx,
    /// For reading and printing.
    Pdf,
}

impl FileFormat {
    /// By its name in saved reports, which is the ending of its files.
    pub fn find(name: &str) -> Option<FileFormat> {
        [FileFormat::Csv, FileFormat::Xlsx, FileFormat::Pdf].into_iter().find(|format| format.extension() == name)
    }

    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            FileFormat::Csv => "csv",
            FileFormat::Xlsx => "xlsx",
            FileFormat::Pdf => "pdf",
        }
    }

    /// Its media type.
    pub fn content_type(self) -> &'static str {
        match self {
            FileFormat::Csv => "text/csv; charset=utf-8",
            FileFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileFormat::Pdf => "application/pdf",
        }
    }
}

/// Writes a report as a file, with the workspace's name where there is room for it.
///
/// # Errors
/// Where this build has no typeface for documents.
pub async fn file(app: &App, scope: &Scope, table: Table, format: FileFormat) -> Result<Bytes, AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let logo = match format {
        FileFormat::Pdf => pictures::logo(app, scope.workspace).await?.map(Picture::new),
        FileFormat::Csv | FileFormat::Xlsx => None,
    };
    let app = app.clone();
    let write = move || {
        let head = Letterhead { name: &data.settings.title, logo, numbers: data.numbers() };
        match format {
            FileFormat::Csv => files::csv(&table),
            FileFormat::Xlsx => files::xlsx(&table, head.name),
            FileFormat::Pdf => pdf::pdf(&table, &head, app.config().fonts.as_ref()),
        }
    };
    // Typesetting a long one takes a while, and others are not to wait for it.
    tokio::task::spawn_blocking(write).await.map_err(|error| AppError::Internal(error.to_string()))?
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
