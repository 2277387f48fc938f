//! The reports about tickets: what was promised and kept, and how content customers were.

use kith_catalog::ticket::{
    FIRST_RESPONSE_AT, FIRST_RESPONSE_RESULT, KIND, MERGED_INTO, RESOLUTION_RESULT, RESOLVED_AT, SATISFACTION,
    SATISFACTION_AT,
};
use kith_model::{Filter, Op, Operand};
use kith_store::{GroupBy, Measure};

use super::table::{Cell, ColumnType, Table};
use super::tabulate::{Dimension, Measured, Plan, share, tabulate};
use super::within;
use crate::AppError;
use crate::dashboard::Range;
use crate::dashboard::ask::{Ask, condition};
use crate::records::is;

/// Tickets that came in these days: how many were answered and settled in time, and how soon.
pub(super) async fn promises(ask: &Ask<'_>, by: GroupBy, range: &Range, title: &str) -> Result<Table, AppError> {
    // One that was merged is counted as the one that goes on.
    let own = || within("created_at", range).and(condition(MERGED_INTO.key(), Op::Empty, Operand::None));
    let of = |filter: Filter, measure| Measured { kind: &KIND, filter, by: vec![by.clone()], measure };
    let count = |field: &str, result: &str| of(own().and(is(field, result)), Measure::Count);
    let took = |until: &str| {
        let known = condition(until, Op::NotEmpty, Operand::None);
        of(own().and(known), Measure::Days("created_at".into(), until.into()))
    };
    let (first, last) = (FIRST_RESPONSE_RESULT.key(), RESOLUTION_RESULT.key());
    use ColumnType::{Count, Days, Number, Percent};
    let plans = vec![
        Plan::new("tickets", "Tickets", Count, of(own(), Measure::Count)),
        Plan::new("replied_in_time", "First reply in time", Count, count(first, "kept")),
        Plan::new("replied_late", "First reply too late", Count, count(first, "missed")),
        Plan::derived("reply_rate", "First replies kept", Percent, |cells| kept(&cells[1], &cells[2])),
        Plan::new("reply_hours", "Hours to first reply", Number, took(FIRST_RESPONSE_AT.key())),
        Plan::new("resolved_in_time", "Resolved in time", Count, count(last, "kept")),
        Plan::new("resolved_late", "Resolved too late", Count, count(last, "missed")),
        Plan::derived("resolution_rate", "Resolutions kept", Percent, |cells| kept(&cells[5], &cells[6])),
        Plan::new("resolution_days", "Days to resolve", Days, took(RESOLVED_AT.key())),
    ];
    let chart = if by.span.is_some() { "line" } else { "bar" };
    let dimension = Dimension { kind: &KIND, by };
    let mut table = Table { chart, ..tabulate(ask, title, Some(range), &[dimension], plans).await? };
    for cells in table.rows.iter_mut().map(|row| &mut row.cells).chain([&mut table.total]) {
        if let Some(Cell::Number(days)) = cells.get_mut(4) {
            *days = (*days * 2_400.0).round() / 100.0;
        }
    }
    Ok(table)
}

/// What customers answered in these days.
pub(super) async fn satisfaction(ask: &Ask<'_>, by: GroupBy, range: &Range, title: &str) -> Result<Table, AppError> {
    let own = || within(SATISFACTION_AT.key(), range);
    let of = |filter: Filter, measure| Measured { kind: &KIND, filter, by: vec![by.clone()], measure };
    let mark = |op, mark: i64| condition(SATISFACTION.key(), op, Operand::One(mark.into()));
    use ColumnType::{Count, Number, Percent};
    let plans = vec![
        Plan::new("rated", "Ratings", Count, of(own(), Measure::Count)),
        Plan::new("rating", "Average rating", Number, of(own(), Measure::Avg(SATISFACTION.key().into()))),
        Plan::new("content", "Content (4 or 5)", Count, of(own().and(mark(Op::Gte, 4)), Measure::Count)),
        Plan::new("unhappy", "Unhappy (1 or 2)", Count, of(own().and(mark(Op::Lte, 2)), Measure::Count)),
        Plan::derived("content_rate", "Content", Percent, |cells| share(&cells[2], &cells[0])),
    ];
    let chart = if by.span.is_some() { "line" } else { "bar" };
    let dimension = Dimension { kind: &KIND, by };
    Ok(Table { chart, ..tabulate(ask, title, Some(range), &[dimension], plans).await? })
}

/// How many of those that are decided were kept.
fn kept(kept: &Cell, missed: &Cell) -> Cell {
    match (kept.number(), missed.number()) {
        (Some(n), Some(missed)) => share(kept, &Cell::Number(n + missed)),
        _ => Cell::None,
    }
}
