//! Which records a change of many concerns, gone through a batch at a time.

use kith_access::{Action, Scope, decide};
use kith_model::{
    Condition, Cursor, FieldCode, Filter, Id, Op, Operand, PageQuery, Position, Record, RecordKind, Sort, TrashMode,
};

use super::bulk::{BulkAction, BulkRequest};
use super::page_query;
use super::read::{list_permit, visible};
use crate::modules::rules_for;
use crate::{App, AppError, workspace};

const MOST_IDS: usize = 10_000;
const BATCH: u32 = 200;

/// How many records are chosen among those that the caller may treat so.
pub(crate) async fn count_chosen(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    request: &BulkRequest,
) -> Result<i64, AppError> {
    let permit = decide(scope, kind.key, right(request.action), kind.activity)?;
    let schema = workspace::schema(app, scope, kind).await?;
    let wrong = |field: &str, message: &str| AppError::field(field, FieldCode::Invalid, message);
    match &request.ids {
        Some(_) if request.filter.is_some() || request.q.is_some() => {
            Err(wrong("ids", "Either ids or a filter choose the records, not both."))
        }
        Some(ids) if ids.len() > MOST_IDS => Err(wrong("ids", "At most ten thousand ids; use a filter for more.")),
        Some(ids) => Ok(ids.len() as i64),
        None if request.filter.is_none() && request.q.is_none() => {
            Err(AppError::field("ids", FieldCode::Required, "Which records? Name ids or a filter."))
        }
        None => {
            let query = selection(app, scope, kind, request).await?;
            let query = kith_store::AggregateQuery {
                filter: query.filter,
                words: query.words,
                group_by: Vec::new(),
                measures: vec![kith_store::Measure::Count],
                trash: query.trash,
                now: query.now,
                time_zone: query.time_zone,
                me: query.me,
            };
            let (rows, _) = app.store().aggregate(&permit, &schema, &query).await?;
            Ok(rows.first().map_or(0, |row| row.count))
        }
    }
}

pub(super) fn right(action: BulkAction) -> Action {
    match action {
        BulkAction::Update => Action::Update,
        BulkAction::Delete | BulkAction::Restore => Action::Delete,
    }
}

/// The records concerned, in the order of their ids, which no change moves.
async fn selection(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    request: &BulkRequest,
) -> Result<PageQuery, AppError> {
    let trash = if request.action == BulkAction::Restore { TrashMode::Only } else { TrashMode::Live };
    list_permit(scope, kind, trash)?;
    let schema = super::schema(app, scope, kind).await?;
    let filter = match &request.filter {
        Some(json) => Filter::from_json(&schema, json)?,
        None => Filter::all(),
    };
    let mut query = page_query(app, scope, visible(scope, kind, filter), Sort::default(), BATCH);
    query.words = request.q.clone().filter(|words| !words.trim().is_empty());
    query.trash = trash;
    Ok(query)
}

/// Why a record that was named is left out.
pub(crate) const MISSING: &str = "There is no such record, or you may not change it.";

/// The chosen records, a batch at a time, in the order of their ids, which no change moves.
pub(crate) struct Walk<'a> {
    app: &'a App,
    scope: &'a Scope,
    kind: &'static RecordKind,
    request: &'a BulkRequest,
    query: PageQuery,
    chunks: Option<std::slice::Chunks<'a, Id>>,
}

impl<'a> Walk<'a> {
    /// From the first on.
    pub async fn new(
        app: &'a App,
        scope: &'a Scope,
        kind: &'static RecordKind,
        request: &'a BulkRequest,
    ) -> Result<Self, AppError> {
        let query = selection(app, scope, kind, request).await?;
        let chunks = request.ids.as_deref().map(|ids| ids.chunks(BATCH as usize));
        Ok(Walk { app, scope, kind, request, query, chunks })
    }

    /// The next records, and those named ones that cannot be reached; `None` behind the last.
    pub async fn next(&mut self) -> Result<Option<(Vec<Record>, Vec<Id>)>, AppError> {
        let (mut step, mut missing) = (self.query.clone(), Vec::new());
        let mut found;
        if let Some(chunks) = &mut self.chunks {
            let Some(ids) = chunks.next() else { return Ok(None) };
            let operand = Operand::Many(ids.iter().map(|id| id.to_string().into()).collect());
            let chosen = Filter::Is(Condition { field: "id".into(), op: Op::In, operand });
            step.filter = step.filter.and(chosen);
            found = self.fetch(&step).await?;
            missing.extend(ids.iter().filter(|id| found.iter().all(|record| record.id != **id)));
        } else {
            found = self.fetch(&step).await?;
            let Some(last) = found.last() else { return Ok(None) };
            self.query.cursor = Cursor::After(Position { values: Vec::new(), id: last.id });
        }
        found.retain(|record| {
            !self.request.except.contains(&record.id) && rules_for(self.kind.key).sees(self.scope, record)
        });
        Ok(Some((found, missing)))
    }

    async fn fetch(&self, query: &PageQuery) -> Result<Vec<Record>, AppError> {
        let permit = decide(self.scope, self.kind.key, right(self.request.action), self.kind.activity)?;
        let schema = workspace::schema(self.app, self.scope, self.kind).await?;
        Ok(self.app.store().list_records(&permit, &schema, query).await?)
    }
}
