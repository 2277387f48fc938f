//! How often forms were seen and sent.

use std::collections::BTreeMap;

use kith_access::Scope;
use kith_catalog::{form, form_submission};
use kith_model::{Filter, Id, Value};
use serde_json::{Value as Json, json};

use super::open::tally;
use crate::records::{figures, is, records_by_id};
use crate::{App, AppError};

/// The figures of these forms, in the order given; of those that the caller may read.
pub async fn form_figures(app: &App, scope: &Scope, ids: &[Id]) -> Result<Vec<Json>, AppError> {
    let forms = records_by_id(app, scope, &form::KIND, ids).await?;
    let by_form = |filter: Filter| async move {
        let group = Some(form_submission::FORM.key());
        let rows = figures(app, scope, &form_submission::KIND, filter, group, &[]).await?;
        let keyed = rows.into_iter().filter_map(|row| match row.group() {
            Value::Id(id) => Some((*id, row.count)),
            _ => None,
        });
        Ok::<BTreeMap<Id, i64>, AppError>(keyed.collect())
    };
    let sent = by_form(Filter::all()).await?;
    let made = by_form(is(form_submission::OUTCOME.key(), "created")).await?;
    let tickets = by_form(is(form_submission::OUTCOME.key(), "ticket")).await?;
    let mut out = Vec::with_capacity(forms.len());
    for id in ids.iter().filter(|id| forms.iter().any(|form| form.id == **id)) {
        let taken = async |what| app.store().turns_taken(scope.workspace, &tally(*id, what)).await;
        out.push(json!({
            "form_id": id,
            "visits": taken("visit").await?,
            "spam": taken("spam").await?,
            "submissions": sent.get(id).copied().unwrap_or(0),
            "leads": made.get(id).copied().unwrap_or(0),
            "tickets": tickets.get(id).copied().unwrap_or(0),
        }));
    }
    Ok(out)
}
