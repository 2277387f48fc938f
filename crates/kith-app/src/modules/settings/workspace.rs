//! The workspace's own settings.

use kith_access::Scope;
use kith_catalog::workspace::{COUNTRY, CURRENCY, TIME_ZONE};
use kith_model::{FieldCode, Record, Value, is_currency};

use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
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
        if let Some(country) = draft.get(&COUNTRY).map(str::to_uppercase) {
            if !is_country(&country) {
                draft.fail(&COUNTRY, FieldCode::Invalid, "This is not a country code such as IN.");
            }
            draft.put(&COUNTRY, Value::Text(country));
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            match draft.op {
                Op::Create => Err(AppError::Conflict("A workspace is created by registering.".into())),
                Op::Delete => Err(AppError::Conflict("A workspace is not deleted like a record.".into())),
                Op::Update | Op::Restore => Ok(()),
            }
        })
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.workspaces().drop_workspace(scope.workspace);
    }
}
