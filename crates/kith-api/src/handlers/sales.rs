//! What only campaigns, leads and deals have.

use axum::body::Body;
use axum::http::Response;
use kith_app::modules::marketing::{figures, trend};
use kith_app::modules::sales::board::{self, Beside, Move};
use kith_app::modules::sales::conversion::{self, Choice, Conversion, OpenTasks};
use kith_app::modules::sales::forecast::{self, Asked};
use kith_app::modules::sales::scoring;
use kith_app::modules::sales::stages::{self, Replacement};
use kith_app::records;
use kith_catalog::deal;
use kith_model::{FieldCode, FieldError, Id, TrashMode};
use serde_json::json;

use crate::call::{self, Call};
use crate::handlers::jobs::job_json;
use crate::handlers::records::{answer, if_match};
use crate::list_params::{take_filters, take_list};
use crate::problem::Problem;

type Answer = Result<Response<Body>, Problem>;

/// More campaigns are not answered at once: as many as a page of a list holds.
const MOST_CAMPAIGNS: usize = 200;

/// `GET /campaigns/figures`
pub(crate) async fn campaign_figures(mut call: Call) -> Answer {
    let given = take_list(&mut call.query, "ids").unwrap_or_default();
    let ids: Option<Vec<Id>> = given.iter().map(|id| id.parse().ok()).collect();
    let Some(ids) = ids.filter(|ids| ids.len() <= MOST_CAMPAIGNS) else {
        let message = format!("Up to {MOST_CAMPAIGNS} ids, separated by commas.");
        return Err(Problem::invalid(vec![FieldError::new("ids", FieldCode::Invalid, message)]));
    };
    let data = figures::campaign_figures(call.app(), call.scope()?, &ids).await?;
    Ok(call::json(200, &json!({"data": data})))
}

/// `GET /campaigns/{id}/trend`
pub(crate) async fn campaign_trend(call: Call) -> Answer {
    Ok(call::json(200, &trend::campaign_trend(call.app(), call.scope()?, call.id()?).await?))
}

/// `GET /leads/{id}/conversion`
pub(crate) async fn proposal(call: Call) -> Answer {
    let proposal = conversion::proposal(call.app(), call.scope()?, call.id()?).await?;
    Ok(call::json(200, &proposal))
}

/// `GET /leads/{id}/score`
pub(crate) async fn score(call: Call) -> Answer {
    Ok(call::json(200, &scoring::explain(call.app(), call.scope()?, call.id()?).await?))
}

/// `GET /leads/prediction`
pub(crate) async fn prediction(call: Call) -> Answer {
    Ok(call::json(200, &scoring::prediction(call.app(), call.scope()?).await?))
}

/// `POST /leads/prediction/train`
pub(crate) async fn train(call: Call) -> Answer {
    let job = scoring::start_training(call.app(), call.scope()?).await?;
    Ok(call::json(202, &job_json(&job)))
}

/// `POST /leads/{id}/convert`
pub(crate) async fn convert(mut call: Call) -> Answer {
    let (id, body) = (call.id()?, call.members()?);
    let choice = |id_key: &str, key: &str| match (body.id(id_key), body.object(key)) {
        (Some(_), Some(_)) => {
            let message = "Either one that is here or a new one.";
            Err(Problem::invalid(vec![FieldError::new(key, FieldCode::Invalid, message)]))
        }
        (Some(id), None) => Ok(Some(Choice::Existing(id))),
        (None, fields) => Ok(fields.map(|fields| Choice::New(fields.clone()))),
    };
    let wanted = Conversion {
        company: choice("company_id", "company")?,
        contact: choice("contact_id", "contact")?,
        deal: body.object("deal").cloned(),
        tasks: match body.optional_text("tasks").as_deref() {
            Some("complete") => OpenTasks::Complete,
            Some("leave") => OpenTasks::Leave,
            _ => OpenTasks::Move,
        },
    };
    let key = call.idempotency.as_ref();
    Ok(call::json(200, &conversion::convert(call.app(), call.scope()?, id, &wanted, key).await?))
}

/// `POST /leads/{id}/unconvert`
pub(crate) async fn unconvert(call: Call) -> Answer {
    Ok(answer(200, &conversion::unconvert(call.app(), call.scope()?, call.id()?).await?))
}

/// `GET /deals/changes`
pub(crate) async fn deal_changes(mut call: Call) -> Answer {
    let scope = call.scope()?.clone();
    let schema = records::schema(call.app(), &scope, &deal::KIND).await?;
    let wrong = |field: &str, code, message: &str| Problem::invalid(vec![FieldError::new(field, code, message)]);
    let needed = |field: &str| wrong(field, FieldCode::Required, "This is needed.");
    let first = call.query.take_date("from")?.ok_or_else(|| needed("from"))?;
    let last = call.query.take_date("to")?.ok_or_else(|| needed("to"))?;
    if last < first {
        return Err(wrong("to", FieldCode::Invalid, "The last day lies before the first."));
    }
    let days = call.query.take_number("days", 1, 92)?.unwrap_or(7);
    let (filter, words, trash) = take_filters(&mut call.query, &schema)?;
    if trash == TrashMode::Only {
        return Err(wrong("trash", FieldCode::Invalid, "What lies in the trash is expected on no day."));
    }
    let today = call.app().now().date_in(&scope.time_zone);
    let since = today.plus_days(-i64::from(days)).start_in(&scope.time_zone);
    let asked = Asked { filter, words, first, last, since };
    Ok(call::json(200, &forecast::changes(call.app(), &scope, &asked).await?))
}

/// `POST /deals/{id}/move`
pub(crate) async fn move_deal(mut call: Call) -> Answer {
    let (id, expected, body) = (call.id()?, if_match(&call)?, call.members()?);
    let beside = match (body.id("before_id"), body.id("after_id")) {
        (Some(_), Some(_)) => {
            let message = "Name one neighbour, not two.";
            return Err(Problem::invalid(vec![FieldError::new("after_id", FieldCode::Invalid, message)]));
        }
        (Some(above), None) => Some(Beside::Above(above)),
        (None, below) => below.map(Beside::Below),
    };
    let Some(stage) = body.id("stage_id") else {
        return Err(Problem::invalid(vec![FieldError::new("stage_id", FieldCode::Required, "This is needed.")]));
    };
    let to = Move { stage, beside, lost_reason: body.optional_text("lost_reason") };
    let saved = board::move_deal(call.app(), call.scope()?, id, &to, expected).await?;
    Ok(answer(200, &saved))
}

/// `POST /stages/{id}/replace`
pub(crate) async fn replace_stage(mut call: Call) -> Answer {
    let (id, body) = (call.id()?, call.members()?);
    let Some(to) = body.id("to_stage_id") else {
        return Err(Problem::invalid(vec![FieldError::new("to_stage_id", FieldCode::Required, "This is needed.")]));
    };
    let lost_reason = body.optional_text("lost_reason");
    let wanted = Replacement { to, lost_reason, changes: body.object("changes").cloned() };
    let job = stages::replace(call.app(), call.scope()?, id, &wanted, call.idempotency.as_ref()).await?;
    Ok(call::json(202, &job_json(&job)))
}

/// `POST /workspace/lead_stages/replace`
pub(crate) async fn replace_lead_stage(mut call: Call) -> Answer {
    let body = call.members()?;
    let (app, scope, key) = (call.app(), call.scope()?, call.idempotency.as_ref());
    let job = stages::replace_lead_stage(app, scope, &body.text("from"), &body.text("to"), key).await?;
    Ok(call::json(202, &job_json(&job)))
}
