//! Learning in the background: decided leads are read a few at a time, the learning itself is done
//! beside the threads that answer requests, and what was learnt is written in one short transaction.

use std::collections::{BTreeMap, HashMap};

use kith_access::{Action, Scope, decide};
use kith_catalog::lead::{CAMPAIGN, CONVERTED_AT, DECIDED_AT, KIND, STAGE, STATUS};
use kith_catalog::workspace::{LEAD_MODEL, PREDICT_LEADS};
use kith_catalog::{campaign, interaction, workspace as settings};
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::{Cursor, FieldType, Filter, Id, Position, Record, Sort, Timestamp, Value};
use kith_store::{Job, NewJob, WriteError, WriteSet};
use serde_json::json;

use super::super::apply::interactions_of;
use super::super::job::rescore;
use super::features::{FEATURES, band, cuts, number, own_fields, own_level};
use super::figures::outcomes;
use super::fit::{Example, Examples, Fitted, learn};
use super::{Model, NEEDED, VERSION, decided, levels, looks};
use crate::error::unexpected;
use crate::modules::draft_put as put;
use crate::records::{Planner, all_records, count_of, page_query};
use crate::{App, AppError, jobs, workspace};

/// So many leads are read at once.
const BATCH: u32 = 200;
/// More than this teach little more; the newest are taken.
const MOST: usize = 50_000;
/// With fewer new outcomes there is nothing new to learn.
const NEWS: i64 = 10;
const ATTEMPTS: usize = 6;

/// Has Kith learn anew; refused where that is not wanted, or there is too little to learn from.
pub async fn start(app: &App, scope: &Scope) -> Result<Job, AppError> {
    decide(scope, settings::KIND.key, Action::Update, settings::KIND.activity)?;
    let data = workspace::load(app, scope.workspace).await?;
    if data.settings.get(&PREDICT_LEADS) == Some(false) {
        return Err(AppError::Conflict("Learning from leads is switched off.".into()));
    }
    let (won, lost) = outcomes(app, scope).await?;
    if won < NEEDED || lost < NEEDED {
        return Err(AppError::Conflict(too_little(won, lost)));
    }
    let last = app.store().list_jobs(scope.workspace, None, Some(jobs::TRAIN), 1).await?;
    if let Some(job) = last.into_iter().find(|job| job.finished_at.is_none()) {
        return Ok(job);
    }
    jobs::start(app, scope, train(app, scope), None, false).await
}

fn too_little(won: i64, lost: i64) -> String {
    format!("It takes {NEEDED} leads that were won and {NEEDED} that were lost. There are {won} and {lost}.")
}

fn train(app: &App, scope: &Scope) -> NewJob {
    jobs::new_job(app, scope, jobs::TRAIN, json!({}), None)
}

/// Enqueues learning for every workspace where enough has been decided since, once a day.
pub(crate) async fn train_due(app: &App) -> Result<(), AppError> {
    jobs::each_workspace(app, "nothing could be learnt from leads", |scope| train_if_due(app, scope)).await
}

async fn train_if_due(app: &App, scope: Scope) -> Result<(), AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let today = app.now().date_in(data.time_zone()).start_in(data.time_zone());
    let last = app.store().list_jobs(scope.workspace, None, Some(jobs::TRAIN), 1).await?;
    let tried = last.first().is_some_and(|job| job.created_at >= today);
    if data.settings.get(&PREDICT_LEADS) == Some(false) || tried {
        return Ok(());
    }
    let (won, lost) = outcomes(app, &scope).await?;
    let known = data.model.as_ref().map_or(0, |model| (model.won + model.lost) as i64);
    if won < NEEDED || lost < NEEDED || (won + lost - known).abs() < NEWS {
        return Ok(());
    }
    let mut set = WriteSet::new(scope.workspace, None, None, app.now());
    set.enqueue(train(app, &scope));
    app.store().commit(set).await.map_err(unexpected)?;
    app.wake_jobs();
    Ok(())
}

/// The job.
pub(crate) async fn run(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    let total = count_of(app, scope.workspace, &KIND, decided()).await.map_err(jobs::failed)?;
    let cancelled = || Ok(JobOutput { cancelled: true, ..JobOutput::default() });
    if context.report(0, 0, Some(total)).await? {
        return cancelled();
    }
    let Some((examples, cuts)) = read(app, scope, context, total).await? else { return cancelled() };
    let won = examples.rows.iter().filter(|row| row.won).count();
    let lost = examples.rows.len() - won;
    if (won as i64) < NEEDED || (lost as i64) < NEEDED {
        return Err(JobError::Fatal(too_little(won as i64, lost as i64)));
    }
    let learnt = tokio::task::spawn_blocking(move || learn(&examples)).await;
    let learnt = learnt.map_err(|error| JobError::Retry(error.to_string()))?.map_err(JobError::Fatal)?;
    if context.report(total, 0, Some(total)).await? {
        return cancelled();
    }
    let (Fitted { base, effects }, Some(measured)) = learnt else {
        return Err(JobError::Fatal("Nothing could be held out to measure with.".into()));
    };
    let result = json!({"won": won, "lost": lost, "auc": measured.auc});
    let model = Model { version: VERSION, trained_at: app.now(), won, lost, base, effects, cuts, measured };
    keep(app, scope, &model).await.map_err(jobs::failed)?;
    Ok(JobOutput { result, ..JobOutput::default() })
}

/// Where the thirds of numbers meet, by the field.
type Cuts = BTreeMap<String, Vec<f64>>;

/// Reads what was decided; `None` where somebody stops it.
async fn read(
    app: &App,
    scope: &Scope,
    context: &JobContext,
    total: i64,
) -> Result<Option<(Examples, Cuts)>, JobError> {
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity).map_err(|e| jobs::failed(e.into()))?;
    let schema = workspace::schema(app, scope, &KIND).await.map_err(jobs::failed)?;
    let own = own_fields(&schema);
    let campaigns = all_records(app, scope, &campaign::KIND, Filter::all()).await.map_err(jobs::failed)?;
    let channels: HashMap<Id, &str> =
        campaigns.iter().filter_map(|campaign| Some((campaign.id, campaign.get(&campaign::CHANNEL)?))).collect();
    let mut query = page_query(app, scope, decided(), Sort::default(), BATCH);
    let mut examples = Examples::of(looks(&schema).into_iter().map(|(feature, _)| feature.to_owned()).collect());
    // Beside each example: its place in the order, and the numbers in the workspace's own fields.
    let mut beside = Vec::new();
    loop {
        let leads = app.store().list_records(&permit, &schema, &query).await?;
        let Some(last) = leads.last().map(|lead| lead.id) else { break };
        query.cursor = Cursor::After(Position { values: Vec::new(), id: last });
        let ids: Vec<Id> = leads.iter().map(|lead| lead.id).collect();
        let mut of: HashMap<Id, Vec<Record>> = HashMap::new();
        for found in interactions_of(app, scope.workspace, &ids).await.map_err(jobs::failed)? {
            of.entry(found.get(&interaction::LEAD).unwrap_or(found.id)).or_default().push(found);
        }
        for lead in &leads {
            let until = decided_at(lead);
            let channel = lead.get(&CAMPAIGN).and_then(|id| channels.get(&id).copied());
            let mut known = levels(lead, of.get(&lead.id).map_or(&[], Vec::as_slice), channel, until);
            known.extend(own.iter().map(|spec| own_level(spec, lead, None)));
            let known = known.iter().enumerate();
            let known = known.map(|(feature, level)| Some(examples.number(feature, level.as_deref()?))).collect();
            let won = lead.get(&STATUS) == Some("converted") || lead.get(&STAGE) == Some("won");
            examples.rows.push(Example { levels: known, won });
            let numbers: Vec<Option<f64>> = own.iter().map(|spec| number(lead.value(&spec.key))).collect();
            beside.push(((until, lead.id), numbers));
        }
        if context.report(examples.rows.len() as i64, 0, Some(total.max(examples.rows.len() as i64))).await? {
            return Ok(None);
        }
    }
    let mut sorted: Vec<_> = beside.into_iter().zip(std::mem::take(&mut examples.rows)).collect();
    sorted.sort_by_key(|((place, _), _)| *place);
    let old = sorted.len().saturating_sub(MOST);
    let (numbers, mut rows): (Vec<Vec<Option<f64>>>, Vec<Example>) =
        sorted.into_iter().skip(old).map(|((_, numbers), row)| (numbers, row)).unzip();
    let mut met = Cuts::new();
    for (at, spec) in own.iter().enumerate() {
        if !matches!(spec.ty, FieldType::Number | FieldType::Integer) {
            continue;
        }
        let feature = FEATURES.len() + at;
        let found = cuts(numbers.iter().filter_map(|numbers| numbers[at]).collect());
        for (row, number) in rows.iter_mut().zip(&numbers) {
            if let Some(number) = number[at] {
                row.levels[feature] = Some(examples.number(feature, &band(number, &found)));
            }
        }
        met.insert(spec.key.clone(), found);
    }
    examples.rows = rows;
    Ok(Some((examples, met)))
}

/// When it was known what became of a lead: what came later does not count.
fn decided_at(lead: &Record) -> Timestamp {
    let known = [lead.get(&DECIDED_AT), lead.get(&CONVERTED_AT)].into_iter().flatten().min();
    known.unwrap_or(lead.updated_at)
}

/// Writes what was learnt, and has the open leads told by it.
async fn keep(app: &App, scope: &Scope, model: &Model) -> Result<(), AppError> {
    let json = serde_json::to_value(model).map_err(|error| AppError::Internal(error.to_string()))?;
    for attempt in 1.. {
        app.workspaces().drop_workspace(scope.workspace);
        let planner = Planner::internal(app, scope).await?;
        let permit = planner.permit(&settings::KIND, Action::Update)?;
        let before = planner.workspace.settings.clone();
        let mut after = before.clone();
        put(&mut after, LEAD_MODEL.key(), Value::Json(json.clone()));
        let mut planned = planner.replace(&permit, &settings::KIND, before, after);
        planned.set.enqueue(rescore(app, &Scope::system(scope.workspace)));
        match app.store().commit(planned.set).await {
            Ok(()) => break,
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    app.workspaces().drop_workspace(scope.workspace);
    app.wake_jobs();
    Ok(())
}
