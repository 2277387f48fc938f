//! The workspace's own settings.

use kith_access::Scope;
use kith_catalog::lead;
use kith_catalog::workspace::{
    COUNTRY, CURRENCY, HOT_ABOVE, LEAD_STAGES, PREDICT_LEADS, SATISFACTION_QUESTION, SERVICE_LEVELS, TIME_ZONE,
    WARM_FROM,
};
use kith_model::{FieldCode, FieldSpec, OptionSpec, Record, Value, fold, is_currency};
use serde_json::Value as Json;

use super::custom_field::read_options;
use crate::modules::sales::scoring::enqueue;
use crate::modules::service::levels::checked as service_levels;
use crate::modules::service::satisfaction::checked as satisfaction_question;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::{count_of, is};
use crate::workspace::option_specs;
use crate::{App, AppError};

/// The rules of workspaces.
pub(in crate::modules) struct WorkspaceRules;

/// Whether the zone database knows this name.
pub(crate) fn is_time_zone(name: &str) -> bool {
    jiff::tz::TimeZone::get(name).is_ok()
}

/// Whether this looks like an ISO 3166 alpha-2 code.
fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// Above which score a lead is hot, and from which it is warm.
pub(crate) fn thresholds(settings: &Record) -> (i64, i64) {
    (settings.get(&HOT_ABOVE).unwrap_or(70), settings.get(&WARM_FROM).unwrap_or(40))
}

impl Rules for WorkspaceRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if let Some(currency) = draft.get(&CURRENCY).map(str::to_uppercase) {
            if !is_currency(&currency) {
                draft.fail(&CURRENCY, FieldCode::InvalidCurrency, "This is not a currency in use.");
            }
            draft.put(&CURRENCY, Value::Text(currency));
        }
        if draft.get(&TIME_ZONE).is_some_and(|zone| !is_time_zone(zone)) {
            draft.fail(&TIME_ZONE, FieldCode::Invalid, "This is not a time zone such as Asia/Kolkata.");
        }
        let (hot, warm) = thresholds(&draft.after);
        if warm > hot {
            draft.fail(&WARM_FROM, FieldCode::TooLarge, "A lead is warm before it is hot.");
        }
        if let Some(country) = draft.get(&COUNTRY).map(str::to_uppercase) {
            if !is_country(&country) {
                draft.fail(&COUNTRY, FieldCode::Invalid, "This is not a country code such as IN.");
            }
            draft.put(&COUNTRY, Value::Text(country));
        }
        if draft.changes(&SERVICE_LEVELS)
            && let Some(json) = draft.get(&SERVICE_LEVELS).cloned()
        {
            match service_levels(&json) {
                Ok(levels) => draft.put(&SERVICE_LEVELS, Value::Json(levels)),
                Err(message) => draft.fail(&SERVICE_LEVELS, FieldCode::Invalid, message),
            }
        }
        if draft.changes(&SATISFACTION_QUESTION)
            && let Some(json) = draft.get(&SATISFACTION_QUESTION).cloned()
        {
            match satisfaction_question(&json) {
                Ok(asking) => draft.put(&SATISFACTION_QUESTION, Value::Json(asking)),
                Err(message) => draft.fail(&SATISFACTION_QUESTION, FieldCode::Invalid, message),
            }
        }
        if draft.changes(&LEAD_STAGES)
            && let Some(json) = draft.get(&LEAD_STAGES).cloned()
        {
            match read_stages(&json) {
                Ok(stages) => draft.put(&LEAD_STAGES, Value::Json(stages)),
                Err(message) => draft.fail(&LEAD_STAGES, FieldCode::Invalid, message),
            }
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            match draft.op {
                Op::Create => Err(AppError::Conflict("A workspace is created by registering.".into())),
                Op::Delete => Err(AppError::Conflict("A workspace is not deleted like a record.".into())),
                Op::Update | Op::Restore => {
                    if draft.changes(&HOT_ABOVE) || draft.changes(&WARM_FROM) || draft.changes(&PREDICT_LEADS) {
                        enqueue(draft);
                    }
                    if draft.op == Op::Update && draft.changes(&LEAD_STAGES) {
                        keep_occupied(draft).await?;
                    }
                    Ok(())
                }
            }
        })
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.workspaces().drop_workspace(scope.workspace);
        app.wake_jobs();
    }
}

const MOST_STAGES: usize = 30;

/// The stages of leads in the form they are kept in, or what is wrong with them.
fn read_stages(json: &Json) -> Result<Json, &'static str> {
    let list = json.as_array().map(Vec::as_slice).unwrap_or_default();
    let stages = read_options(list).filter(|_| list.len() <= MOST_STAGES);
    let stages = stages.ok_or("This takes up to thirty different stages, each with a \"label\".")?;
    let specs = option_specs(&stages);
    if lead::FIXED_STAGES.iter().any(|fixed| specs.iter().all(|spec| spec.value != *fixed)) {
        return Err("Where leads begin, and won and lost, stay. They can be called otherwise.");
    }
    let named = |n: usize, spec: &OptionSpec| specs[..n].iter().any(|other| fold(&other.label) == fold(&spec.label));
    match specs.iter().enumerate().any(|(n, spec)| named(n, spec)) {
        true => Err("Two stages cannot be called the same."),
        false => Ok(stages),
    }
}

/// A stage that leads are in stays. Making room is a request of its own.
async fn keep_occupied(draft: &Draft<'_>) -> Result<(), AppError> {
    let stages = |json: Option<&Json>| match json {
        Some(json) => option_specs(json),
        None => FieldSpec::declared(&lead::STAGE.def()).options,
    };
    let kept = stages(draft.get(&LEAD_STAGES));
    for gone in stages(draft.old(&LEAD_STAGES)) {
        if kept.iter().any(|stage| stage.value == gone.value) {
            continue;
        }
        let leads = count_of(draft.app, draft.scope.workspace, &lead::KIND, is(lead::STAGE.key(), &gone.value)).await?;
        if leads > 0 {
            let label = gone.label;
            return Err(AppError::Conflict(format!(
                "{leads} leads are in \"{label}\". Move them to another stage first."
            )));
        }
    }
    Ok(())
}
