//! Numbers about records for screens that show many of them: what the caller may not see is left out.

use kith_access::Scope;
use kith_model::{Condition, Filter, Op, Operand, RecordKind, TrashMode};
use kith_store::{AggregateQuery, AggregateRow, GroupBy, Measure};

use super::aggregate;
use crate::{App, AppError};

/// Counts and sums of money; none where the caller may not read the kind or one of the fields.
pub(crate) async fn figures(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    filter: Filter,
    group_by: Option<&str>,
    sums: &[&str],
) -> Result<Vec<AggregateRow>, AppError> {
    let mut measures = vec![Measure::Count];
    measures.extend(sums.iter().map(|key| Measure::Sum((*key).to_owned())));
    let query = AggregateQuery {
        filter,
        words: None,
        group_by: group_by.map(GroupBy::field).into_iter().collect(),
        measures,
        trash: TrashMode::Live,
        now: app.now(),
        time_zone: scope.time_zone.clone(),
        me: scope.user(),
    };
    match aggregate(app, scope, kind, query).await {
        Ok((rows, _)) => Ok(rows),
        Err(AppError::Forbidden { .. } | AppError::Filter(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// The records of which a field has a value.
pub(crate) fn is(field: &str, value: &str) -> Filter {
    Filter::Is(Condition { field: field.to_owned(), op: Op::Eq, operand: Operand::One(value.into()) })
}
