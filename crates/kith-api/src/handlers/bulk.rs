//! The same change to many records.

use axum::body::Body;
use axum::http::Response;
use kith_app::records::{self, BulkAction, BulkRequest};
use kith_model::{FieldCode, FieldError};
use serde_json::Value as Json;

use crate::call::{self, Call};
use crate::handlers::jobs::job_json;
use crate::problem::Problem;

/// `POST /{kinds}/bulk`
pub(crate) async fn start(mut call: Call) -> Result<Response<Body>, Problem> {
    let members = call.members()?;
    let action = match members.text("action").as_str() {
        "update" => BulkAction::Update,
        "delete" => BulkAction::Delete,
        _ => BulkAction::Restore,
    };
    let request = BulkRequest {
        action,
        ids: members.ids("ids"),
        filter: members.object("filter").cloned().map(Json::Object),
        q: members.optional_text("q"),
        except: members.ids("except").unwrap_or_default(),
        changes: members.object("changes").cloned().unwrap_or_default(),
    };
    if request.ids.is_none() && request.filter.is_none() && request.q.is_none() {
        let message = "Say which records: \"ids\", \"filter\" or \"q\".";
        return Err(Problem::invalid(vec![FieldError::new("ids", FieldCode::Required, message)]));
    }
    let job = records::start_bulk(call.app(), call.scope()?, call.kind()?, request, call.idempotency.as_ref()).await?;
    Ok(call::json(202, &job_json(&job)))
}
