//! Running an import: rows are read on a thread of their own, planned in batches, and committed while
//! the next batch is being planned. Nothing is kept of rows that are done, so the length of the file
//! does not matter.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use csv::StringRecord;
use kith_access::{Action, Permit, Scope, decide};
use kith_model::{FieldCode, FieldError, Id, Record, RecordKind, Schema, Value};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};
use tokio::task::JoinHandle;

use super::cells::CellContext;
use super::columns::{mapping, match_on};
use super::errors::ErrorFile;
use super::lookup::{Names, key_of, matching};
use super::rows::{Mapping, Row};
use super::source::{Batch, Source, read};
use super::{Duplicates, ImportOptions, ImportReport};
use crate::modules::notify;
use crate::ports::BoxFuture;
use crate::records::{Planned, Planner, commit_error, committed, records_by_id, update};
use crate::{App, AppError, workspace};

const ERRORS_SHOWN: usize = 20;

/// Told after each batch; answers whether to stop.
pub(super) type OnBatch<'a> = dyn FnMut(&ImportReport) -> BoxFuture<'static, Result<bool, AppError>> + Send + 'a;

/// Imports a file on this machine without a job, for the command line. `progress` is told after each
/// batch. Rows that were not right are written to `errors_to`.
pub async fn import_file(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    path: &Path,
    options: &ImportOptions,
    errors_to: Option<&Path>,
    mut progress: impl FnMut(&ImportReport) + Send,
) -> Result<ImportReport, AppError> {
    let source = Source {
        path: path.to_path_buf(),
        errors_to: errors_to.map(Path::to_path_buf),
        seed: app.new_id(),
        at: app.now(),
        resumed: false,
    };
    let mut on_batch = |report: &ImportReport| -> BoxFuture<'static, Result<bool, AppError>> {
        progress(report);
        Box::pin(async { Ok(false) })
    };
    run(app, scope, kind, source, options, &mut on_batch).await.map(|(report, _)| report)
}

/// Imports a file. The flag says whether it was stopped early.
pub(super) async fn run(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    source: Source,
    options: &ImportOptions,
    on_batch: &mut OnBatch<'_>,
) -> Result<(ImportReport, bool), AppError> {
    decide(scope, kind.key, Action::Create, kind.activity)?;
    if !kind.importable {
        return Err(AppError::NotFound);
    }
    let (headings, mut batches) = read(source.path.clone()).await?;
    let schema = workspace::schema(app, scope, kind).await?;
    let mapping = mapping(&schema, &headings, options)?;
    let match_on = match_on(&schema, &mapping, options)?;
    let may_update = match options.duplicates {
        Duplicates::Update => Some(decide(scope, kind.key, Action::Update, kind.activity)?),
        _ => None,
    };
    let errors = ErrorFile::new(source.errors_to.as_deref(), headings.clone());
    let mut run = Run {
        app,
        scope,
        kind,
        schema,
        source,
        options,
        mapping,
        headings,
        match_on,
        may_update,
        names: Names::default(),
        report: ImportReport::default(),
        errors,
        pending: None,
        recent: HashSet::new(),
        dry_seen: HashSet::new(),
    };
    let mut stopped = false;
    while let Some(batch) = batches.recv().await {
        run.batch(batch?).await?;
        if on_batch(&run.report).await? {
            stopped = true;
            break;
        }
    }
    run.flush().await?;
    run.errors.finish().map_err(|error| AppError::Unavailable(error.to_string()))?;
    Ok((run.report, stopped))
}

struct Run<'a> {
    app: &'a App,
    scope: &'a Scope,
    kind: &'static RecordKind,
    schema: Schema,
    source: Source,
    options: &'a ImportOptions,
    mapping: Mapping,
    headings: StringRecord,
    match_on: Option<(String, usize)>,
    may_update: Option<Permit>,
    names: Names,
    report: ImportReport,
    errors: ErrorFile,
    pending: Option<Pending>,
    /// Keys of the batch that is being committed, which the database may not show yet.
    recent: HashSet<String>,
    /// Keys of all rows of a dry run, of which the database never shows any.
    dry_seen: HashSet<u64>,
}

struct Pending {
    rows: Vec<Planning>,
    commit: JoinHandle<Result<(), WriteError>>,
}

/// A row with what is to become of it, kept until it is committed.
struct Planning {
    row: Row,
    /// The record it changes; `None` where it makes one.
    changes: Option<Id>,
    before: Option<Record>,
    after: Record,
}

impl Run<'_> {
    async fn batch(&mut self, batch: Batch) -> Result<(), AppError> {
        let mut planner = Planner { gather: true, ..Planner::new(self.app, self.scope).await? };
        let context = CellContext {
            currency: planner.workspace.currency().to_owned(),
            time_zone: planner.workspace.time_zone().to_owned(),
        };
        let region = planner.workspace.input_context().region;
        let read = batch.into_iter().map(|(number, raw)| self.mapping.read(number, raw, &self.schema, &context));
        let mut rows: Vec<Row> = read.collect();
        self.report.rows += rows.len() as u64;
        self.names.resolve(&mut planner, &mut rows, self.options.dry_run).await?;
        let existing = self.existing(&rows, &region).await?;
        let done = self.done_before(&rows).await?;
        let mut seen = HashSet::new();
        let (mut planned, mut sets, mut later, mut notices) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            if !row.errors.is_empty() {
                self.fail(&row, &row.errors.clone());
                continue;
            }
            if done.contains(&self.id_of(row.number)) {
                self.report.created += 1;
                continue;
            }
            let key = self.key(&row, &region);
            let found = key.as_ref().and_then(|key| existing.get(key)).cloned();
            if let Some(key) = key {
                let repeated = self.recent.contains(&key) || seen.contains(&key) || self.seen_dry(&key);
                if repeated && self.options.duplicates == Duplicates::Update && !self.options.dry_run {
                    later.push((row, key));
                    continue;
                }
                if self.options.duplicates == Duplicates::Skip && (repeated || found.is_some()) {
                    self.report.skipped += 1;
                    continue;
                }
                seen.insert(key);
            }
            match self.plan(&planner, &row, found).await {
                Ok(Some(Planned { set, before, after, notices: more, .. })) => {
                    sets.push(set);
                    notices.extend(more);
                    planned.push(Planning { changes: before.as_ref().map(|record| record.id), row, before, after });
                }
                Ok(None) => self.report.updated += 1,
                Err(error) => self.refuse(&row, error)?,
            }
        }
        self.flush().await?;
        if self.options.dry_run {
            planned.iter().for_each(|planning| self.report.count(planning.changes.is_some()));
        } else if !sets.is_empty() {
            let mut told = planner.empty_set();
            notify::write(&planner, Some(self.source.seed), notices, &mut told).await?;
            sets.push(told);
            let store = self.app.store().clone();
            let commit = tokio::spawn(async move { store.commit_many(sets).await });
            self.pending = Some(Pending { rows: planned, commit });
            self.recent = seen;
        }
        if !later.is_empty() {
            self.flush().await?;
            for (row, key) in later {
                self.repeat(&row, &key, &region).await?;
            }
        }
        Ok(())
    }

    /// Remembers a dry run's key; answers whether it came before.
    fn seen_dry(&mut self, key: &str) -> bool {
        if !self.options.dry_run {
            return false;
        }
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        !self.dry_seen.insert(hasher.finish())
    }

    fn key(&self, row: &Row, region: &str) -> Option<String> {
        let (field, column) = self.match_on.as_ref()?;
        key_of(&self.schema, field, region, row.raw.get(*column))
    }

    /// The records that are there already, by key.
    async fn existing(&self, rows: &[Row], region: &str) -> Result<HashMap<String, Record>, AppError> {
        let Some((field, column)) = &self.match_on else { return Ok(HashMap::new()) };
        let texts: Vec<String> =
            rows.iter().filter_map(|row| row.raw.get(*column)).map(|text| text.trim().to_owned()).collect();
        let texts: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
        let mut out: HashMap<String, Record> = HashMap::new();
        for record in matching(self.app, self.scope, self.kind, field, &texts).await? {
            let Value::Text(text) = record.value(field) else { continue };
            let Some(key) = key_of(&self.schema, field, region, Some(text)) else { continue };
            // Of several the oldest counts, each time.
            let known = out.entry(key).or_insert_with(|| record.clone());
            if record.id < known.id {
                *known = record;
            }
        }
        Ok(out)
    }

    /// The records an earlier run of the same job has made of these rows.
    async fn done_before(&self, rows: &[Row]) -> Result<HashSet<Id>, AppError> {
        if !self.source.resumed {
            return Ok(HashSet::new());
        }
        let ids: Vec<Id> = rows.iter().map(|row| self.id_of(row.number)).collect();
        let system = Scope::system(self.scope.workspace);
        let found = records_by_id(self.app, &system, self.kind, &ids).await?;
        Ok(found.into_iter().map(|record| record.id).collect())
    }

    async fn plan(&self, planner: &Planner<'_>, row: &Row, found: Option<Record>) -> Result<Option<Planned>, AppError> {
        match (found, &self.may_update) {
            (Some(before), Some(permit)) => planner.update(permit, self.kind, before, &row.body).await,
            _ => planner.create(self.kind, self.id_of(row.number), &self.new_body(row)).await.map(Some),
        }
    }

    /// A record that says nothing of its source came from an import.
    fn new_body(&self, row: &Row) -> Map<String, Json> {
        let mut body = row.body.clone();
        let source = self.schema.field("source").filter(|spec| spec.options.iter().any(|o| o.value == "import"));
        if source.is_some() && !body.contains_key("source") {
            body.insert("source".into(), json!("import"));
        }
        body
    }

    /// Waits for the batch that is being committed. Where it failed, each row is tried alone.
    async fn flush(&mut self) -> Result<(), AppError> {
        let Some(Pending { rows, commit }) = self.pending.take() else { return Ok(()) };
        let outcome = commit.await.map_err(|error| AppError::Internal(error.to_string()))?;
        self.recent.clear();
        match outcome {
            Ok(()) => {
                for Planning { changes, before, after, .. } in rows {
                    self.report.count(changes.is_some());
                    committed(self.app, self.scope, self.kind, before.as_ref(), &after);
                }
                Ok(())
            }
            Err(WriteError::Store(error)) => Err(error.into()),
            Err(_) => {
                for Planning { row, changes, .. } in rows {
                    self.one(&row, changes).await?;
                }
                Ok(())
            }
        }
    }

    /// A row in a transaction of its own.
    async fn one(&mut self, row: &Row, changes: Option<Id>) -> Result<(), AppError> {
        let outcome = match changes {
            Some(id) => update(self.app, self.scope, self.kind, id, &row.body, None).await.map(|_| ()),
            None => self.create_one(row).await,
        };
        match outcome {
            Ok(()) => self.report.count(changes.is_some()),
            Err(error) => self.refuse(row, error)?,
        }
        Ok(())
    }

    async fn create_one(&self, row: &Row) -> Result<(), AppError> {
        let planner = Planner::new(self.app, self.scope).await?;
        let planned = planner.create(self.kind, self.id_of(row.number), &self.new_body(row)).await?;
        self.app.store().commit(planned.set).await.map_err(|error| commit_error(self.kind, error))?;
        committed(self.app, self.scope, self.kind, None, &planned.after);
        Ok(())
    }

    /// A row that repeats one of this file: what that one made is there now.
    async fn repeat(&mut self, row: &Row, key: &str, region: &str) -> Result<(), AppError> {
        let existing = self.existing(std::slice::from_ref(row), region).await?;
        let changes = existing.get(key).map(|record| record.id);
        self.one(row, changes).await
    }

    fn refuse(&mut self, row: &Row, error: AppError) -> Result<(), AppError> {
        match error {
            AppError::Validation(errors) => self.fail(row, &errors),
            error @ (AppError::Internal(_) | AppError::Unavailable(_) | AppError::Timeout) => return Err(error),
            error => self.fail(row, &[FieldError::new("", FieldCode::Invalid, error.to_string())]),
        }
        Ok(())
    }

    fn fail(&mut self, row: &Row, errors: &[FieldError]) {
        self.report.failed += 1;
        for error in errors {
            if self.report.errors.len() < ERRORS_SHOWN {
                let column = self.mapping.column_of(&error.field).and_then(|index| self.headings.get(index));
                self.report.errors.push(json!({
                    "row": row.number, "column": column, "field": error.field, "code": error.code,
                    "message": error.message,
                }));
            }
        }
        let reason = errors.iter().map(|error| match error.field.as_str() {
            "" => error.message.clone(),
            field => format!("{field}: {}", error.message),
        });
        let reason = reason.collect::<Vec<_>>().join(" ");
        if let Err(error) = self.errors.add(&row.raw, row.number, &reason) {
            tracing::warn!(%error, "a failed row could not be written down");
        }
    }

    fn id_of(&self, number: u64) -> Id {
        self.source.id_of(number)
    }
}

impl ImportReport {
    fn count(&mut self, updated: bool) {
        if updated { self.updated += 1 } else { self.created += 1 }
    }
}
