//! The activity feed: what happened in the workspace, as far as the caller may read it.

use kith_access::Scope;
use kith_model::{Id, Timestamp};
use kith_store::AuditQuery;

use crate::records::{HistoryPage, page, permits};
use crate::{App, AppError};

/// The newest changes; of one kind or by one user where asked for. `after` is the last entry seen.
pub async fn activity(
    app: &App,
    scope: &Scope,
    kind: Option<&str>,
    actor: Option<Id>,
    limit: u32,
    after: Option<(Timestamp, Id)>,
) -> Result<HistoryPage, AppError> {
    let permits = permits(scope, |declared| match kind {
        Some(kind) => declared.key == kind,
        // Settings change too, but that is not what the day is about.
        None => declared.page || declared.activity,
    });
    if permits.is_empty() {
        return Ok(HistoryPage { entries: Vec::new(), next: None });
    }
    let query = AuditQuery { actor, before: after, limit, ..AuditQuery::default() };
    page(app, scope, &permits, query, true).await
}
