//! The same change to many records: at once while they are few, else as a job.

use kith_access::{Action, Scope, decide};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{
    Condition, Cursor, FieldCode, FieldErrors, Filter, Id, Op as Compare, Operand, PageQuery, Position, Record,
    RecordKind, Sort, TrashMode,
};
use kith_store::Job;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::body::apply;
use super::idempotency::IdempotencyKey;
use super::plan::{Planned, Planner, new_record};
use super::read::{list_permit, visible};
use super::write::update_trusted;
use super::{committed, delete, page_query, restore, update};
use crate::error::unexpected;
use crate::modules::{Op, notify, rules_for};
use crate::{App, AppError, jobs, workspace};

/// What is done to the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkAction {
    /// Change fields.
    Update,
    /// Into the trash.
    Delete,
    /// Out of the trash.
    Restore,
}

/// A bulk request as the API takes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BulkRequest {
    /// What is done.
    pub action: BulkAction,
    /// These records; else those that `filter` and `q` choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<Id>>,
    /// The API's filter tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Json>,
    /// Words the records must contain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// But not these.
    #[serde(default)]
    pub except: Vec<Id>,
    /// For `update`: what changes.
    #[serde(default)]
    pub changes: Map<String, Json>,
}

/// What happens to one more record once all are changed: a stage that no deal is in any more can go.
/// Such a job is Kith's own, so it reaches every record, in the name of who started it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Then {
    /// The record's kind.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// What changes in it; without, it goes into the trash.
    pub changes: Option<Map<String, Json>>,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    kind: String,
    #[serde(flatten)]
    request: BulkRequest,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    then: Option<Then>,
}

/// Up to so many records are changed before the answer.
pub(crate) const INLINE: usize = 200;
const MOST_IDS: usize = 10_000;
const BATCH: u32 = 200;
const UNDO_DAYS: i64 = 30;
pub(crate) const ERRORS_SHOWN: usize = 20;
/// How often the records are gone through while more of them come.
const PASSES: usize = 3;

/// Starts a bulk change. The job comes back finished where few records are concerned.
pub async fn start_bulk(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    request: BulkRequest,
    key: Option<&IdempotencyKey>,
) -> Result<Job, AppError> {
    start_then(app, scope, kind, request, None, key).await
}

/// The same with what happens when all are changed, and only then.
pub(crate) async fn start_then(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    request: BulkRequest,
    then: Option<Then>,
    key: Option<&IdempotencyKey>,
) -> Result<Job, AppError> {
    if let Some(job) = jobs::earlier(app, scope, key).await? {
        return Ok(job);
    }
    let total = check(app, &acting(scope, then.as_ref()), kind, &request).await?;
    let payload = serde_json::to_value(Payload { kind: kind.key.to_owned(), request, then });
    let payload = payload.map_err(|error| AppError::Internal(error.to_string()))?;
    let new = jobs::new_job(app, scope, jobs::BULK, payload, Some(total));
    let kept = jobs::kept(scope, key, new.id);
    jobs::start(app, scope, new, kept, total <= INLINE as i64).await
}

/// Refuses what could not work for any record, and counts those concerned.
async fn check(app: &App, scope: &Scope, kind: &'static RecordKind, request: &BulkRequest) -> Result<i64, AppError> {
    let permit = decide(scope, kind.key, right(request.action), kind.activity)?;
    let data = workspace::load(app, scope.workspace).await?;
    let schema = data.schema(kind);
    let wrong = |field: &str, message: &str| AppError::field(field, FieldCode::Invalid, message);
    if request.action == BulkAction::Update {
        if request.changes.is_empty() {
            return Err(AppError::field("changes", FieldCode::Required, "What is to change?"));
        }
        let mut blank = new_record(scope.workspace, app.now(), None);
        let applied = apply(&schema, permit.mask(), &data.input_context(), &request.changes, false, &mut blank);
        if !applied.errors.is_empty() {
            return Err(AppError::Validation(applied.errors));
        }
    } else if !request.changes.is_empty() {
        return Err(wrong("changes", "Only an update takes changes."));
    }
    count_chosen(app, scope, kind, request).await
}

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

fn right(action: BulkAction) -> Action {
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

/// Whose rights hold: the caller's, or everybody's where Kith itself makes room for something.
fn acting(scope: &Scope, then: Option<&Then>) -> Scope {
    let mut acting = scope.clone();
    acting.grants.admin |= then.is_some();
    acting
}

/// The job behind a bulk change. Running it again does no harm: what is done is not done twice.
pub(crate) async fn run_bulk(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    let fatal = |message: String| JobError::Fatal(message);
    let Payload { kind, request, then } =
        serde_json::from_value(context.job.new.payload.clone()).map_err(|error| fatal(error.to_string()))?;
    let kind = kith_catalog::find_kind(&kind).ok_or_else(|| fatal("There are no such records.".into()))?;
    let scope = &acting(scope, then.as_ref());
    let work = Work { app, scope, kind, request: &request, internal: then.is_some() };
    let mut tally = Tally::default();
    let mut cancelled = work.pass(context, &mut tally).await?;
    if let Some(then) = then.filter(|_| !cancelled) {
        let mut passes = 1;
        loop {
            if tally.failed > 0 {
                let first = tally.errors.first().and_then(|error| error["message"].as_str()).unwrap_or_default();
                let failed = tally.failed;
                return Err(fatal(format!("{failed} records could not be moved, so the rest was left. {first}")));
            }
            match finish(app, scope, &then).await {
                Ok(()) => break,
                // More have come meanwhile.
                Err(AppError::Conflict(_)) if passes < PASSES && !cancelled => {
                    passes += 1;
                    cancelled = work.pass(context, &mut tally).await?;
                }
                Err(error) => return Err(jobs::failed(error)),
            }
        }
    }
    let undo_until = (tally.done > 0).then(|| app.now().plus_seconds(UNDO_DAYS * 86_400));
    let result = json!({"done": tally.done, "failed": tally.failed, "errors": tally.errors});
    Ok(JobOutput { result, undo_until, cancelled })
}

/// What is done once all are changed. Done already is done.
async fn finish(app: &App, scope: &Scope, then: &Then) -> Result<(), AppError> {
    let kind = kith_catalog::find_kind(&then.kind).ok_or(AppError::NotFound)?;
    match &then.changes {
        Some(changes) => update(app, scope, kind, then.id, changes, None).await.map(|_| ()),
        None => match delete(app, scope, kind, then.id, None).await {
            Err(AppError::NotFound) => Ok(()),
            done => done,
        },
    }
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
            let chosen = Filter::Is(Condition { field: "id".into(), op: Compare::In, operand });
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

/// A bulk change under way.
struct Work<'a> {
    app: &'a App,
    scope: &'a Scope,
    kind: &'static RecordKind,
    request: &'a BulkRequest,
    /// Whether it is Kith's own.
    internal: bool,
}

impl Work<'_> {
    /// Goes through the records once. Answers whether it was asked to stop.
    async fn pass(&self, context: &JobContext, tally: &mut Tally) -> Result<bool, JobError> {
        let Work { app, scope, kind, request, .. } = *self;
        let mut walk = Walk::new(app, scope, kind, request).await.map_err(jobs::failed)?;
        let mut cancelled = context.should_stop();
        while !cancelled {
            let Some((found, missing)) = walk.next().await.map_err(jobs::failed)? else { break };
            missing.into_iter().for_each(|id| tally.fail(id, "", MISSING));
            self.change(found, tally).await.map_err(jobs::failed)?;
            cancelled = context.report(tally.done, tally.failed, context.job.new.total).await?;
        }
        Ok(cancelled)
    }

    /// Changes a batch in one transaction; where that fails, one by one, so that each record fails alone.
    async fn change(&self, records: Vec<Record>, tally: &mut Tally) -> Result<(), AppError> {
        let Work { app, scope, kind, request, internal } = *self;
        let planner = Planner { internal, gather: true, ..Planner::new(app, scope).await? };
        let permit = planner.permit(kind, right(request.action))?;
        let mut plans: Vec<Planned> = Vec::with_capacity(records.len());
        for record in records {
            let (id, title) = (record.id, record.title.clone());
            let planned = match request.action {
                BulkAction::Update => planner.update(&permit, kind, record, &request.changes).await,
                BulkAction::Delete => planner.trash(&permit, kind, record, Op::Delete).await.map(Some),
                BulkAction::Restore => planner.trash(&permit, kind, record, Op::Restore).await.map(Some),
            };
            match planned {
                Ok(Some(planned)) => plans.push(planned),
                Ok(None) => tally.done += 1,
                Err(error) => tally.fail(id, &title, &reason(error)?),
            }
        }
        let (mut sets, mut written) = (Vec::with_capacity(plans.len() + 1), Vec::with_capacity(plans.len()));
        let mut notices = Vec::new();
        for planned in plans {
            sets.push(planned.set);
            notices.extend(planned.notices);
            written.push((planned.before, planned.after));
        }
        if sets.is_empty() {
            return Ok(());
        }
        let mut told = planner.empty_set();
        notify::write(&planner, scope.job, notices, &mut told).await?;
        sets.push(told);
        match app.store().commit_many(sets).await {
            Ok(()) => {
                tally.done += written.len() as i64;
                written.iter().for_each(|(before, after)| committed(app, scope, kind, before.as_ref(), after));
                return Ok(());
            }
            Err(kith_store::WriteError::Store(error)) => return Err(error.into()),
            Err(_) => {}
        }
        for (_, record) in written {
            let outcome = match request.action {
                BulkAction::Update if internal => {
                    update_trusted(app, scope, kind, record.id, &request.changes, None).await.map(|_| ())
                }
                BulkAction::Update => update(app, scope, kind, record.id, &request.changes, None).await.map(|_| ()),
                BulkAction::Delete => delete(app, scope, kind, record.id, None).await,
                BulkAction::Restore => restore(app, scope, kind, record.id).await.map(|_| ()),
            };
            match outcome {
                Ok(()) => tally.done += 1,
                Err(error) => tally.fail(record.id, &record.title, &reason(error)?),
            }
        }
        Ok(())
    }
}

#[derive(Default)]
struct Tally {
    done: i64,
    failed: i64,
    errors: Vec<Json>,
}

impl Tally {
    fn fail(&mut self, id: Id, title: &str, message: &str) {
        self.failed += 1;
        if self.errors.len() < ERRORS_SHOWN {
            self.errors.push(json!({"id": id, "title": title, "message": message}));
        }
    }
}

/// Why one record was not changed, in words; what is no fault of the record stops the job.
pub(crate) fn reason(error: AppError) -> Result<String, AppError> {
    let all = |errors: FieldErrors| errors.iter().map(|e| format!("{}: {}", e.field, e.message)).collect::<Vec<_>>();
    match error {
        AppError::Validation(errors) => Ok(all(errors).join(" ")),
        error @ (AppError::Internal(_) | AppError::Unavailable(_) | AppError::Timeout) => Err(error),
        error => Ok(error.to_string()),
    }
}

/// Commits sets in one transaction where possible.
pub(super) async fn commit_single(app: &App, planned: Planned) -> Result<(), AppError> {
    app.store().commit(planned.set).await.map_err(unexpected)
}
