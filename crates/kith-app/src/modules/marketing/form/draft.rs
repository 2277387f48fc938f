//! A form as it would look, before it is saved.

use kith_access::Scope;
use kith_catalog::form;
use serde_json::{Map, Value as Json};

use super::OpenForm;
use crate::records::readable_record;
use crate::{App, AppError, workspace};

/// The form that a body describes, as far as it can be read: while somebody types, most of it is
/// unfinished.
pub async fn preview(app: &App, scope: &Scope, body: &Map<String, Json>) -> Result<OpenForm, AppError> {
    let record = readable_record(app, scope, &form::KIND, body).await?;
    let data = workspace::load(app, scope.workspace).await?;
    Ok(OpenForm::new(scope.workspace, &data, record))
}
