//! The same change to many records: at once while they are few, else as a job.

use kith_access::{Scope, decide};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{FieldCode, Id, Record, RecordKind};
use kith_store::Job;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::body::apply;
use super::idempotency::IdempotencyKey;
use super::plan::{Planned, Planner, new_record};
use super::tally::{Tally, commit_together};
use super::walk::{MISSING, Walk, count_chosen, right};
use super::write::update_trusted;
use super::{committed, delete, restore, update};
use crate::modules::Op;
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
const UNDO_DAYS: i64 = 30;
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
                let (failed, first) = (tally.failed, tally.first_error());
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
    Ok(JobOutput { result: tally.json(), undo_until, cancelled })
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
                Err(error) => tally.fail_with(id, &title, error)?,
            }
        }
        let (mut sets, mut written) = (Vec::with_capacity(plans.len() + 1), Vec::with_capacity(plans.len()));
        let mut notices = Vec::new();
        for planned in plans {
            sets.push(planned.set);
            notices.extend(planned.notices);
            written.push((planned.before, planned.after));
        }
        if commit_together(&planner, scope.job, sets, notices).await? {
            tally.done += written.len() as i64;
            written.iter().for_each(|(before, after)| committed(app, scope, kind, before.as_ref(), after));
            return Ok(());
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
                Err(error) => tally.fail_with(record.id, &record.title, error)?,
            }
        }
        Ok(())
    }
}
