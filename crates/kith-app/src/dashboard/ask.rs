//! Asking for figures: of what the caller may read, of the owners looked at.

use kith_access::{Action, Scope, decide};
use kith_model::{Condition, Date, Filter, Id, Money, Op, Operand, RecordKind, Value};
use kith_store::{AggregateRow, DayQuery, DayRow, Measure};

use crate::records::figures;
use crate::{App, AppError, workspace};

/// Asks in a caller's name about the records of some owners, or of all.
pub(crate) struct Ask<'a> {
    pub app: &'a App,
    pub scope: &'a Scope,
    /// Whose records; `None` means everybody's.
    pub owners: Option<Vec<Id>>,
}

impl Ask<'_> {
    pub fn may_read(&self, kind: &RecordKind) -> bool {
        decide(self.scope, kind.key, Action::Read, kind.activity).is_ok()
    }

    /// The filter, of the owners' records.
    pub fn owned(&self, kind: &RecordKind, filter: Filter) -> Filter {
        let (Some(owners), Some(field)) = (&self.owners, kind.owner_field) else { return filter };
        filter.and(condition(field, Op::In, Operand::Many(owners.iter().map(|id| id.to_string().into()).collect())))
    }

    /// Counts and sums by the values of a field; none of what the caller may not read.
    pub async fn rows(
        &self,
        kind: &'static RecordKind,
        filter: Filter,
        group_by: Option<&str>,
        sums: &[&str],
    ) -> Result<Vec<AggregateRow>, AppError> {
        figures(self.app, self.scope, kind, self.owned(kind, filter), group_by, sums).await
    }

    /// How many there are; `None` where the caller may not read the kind.
    pub async fn count(&self, kind: &'static RecordKind, filter: Filter) -> Result<Option<i64>, AppError> {
        if !self.may_read(kind) {
            return Ok(None);
        }
        Ok(Some(self.rows(kind, filter, None, &[]).await?.first().map_or(0, |row| row.count)))
    }

    /// What a daily counter holds; nothing of what the caller may not read.
    pub async fn by_day(
        &self,
        kind: &'static RecordKind,
        counter: &str,
        days: (Date, Date),
    ) -> Result<Vec<DayRow>, AppError> {
        self.by_day_of(kind, counter, days, None).await
    }

    /// The same of one group.
    pub async fn by_day_of(
        &self,
        kind: &'static RecordKind,
        counter: &str,
        (first, last): (Date, Date),
        group: Option<&Value>,
    ) -> Result<Vec<DayRow>, AppError> {
        let Ok(permit) = decide(self.scope, kind.key, Action::Read, kind.activity) else { return Ok(Vec::new()) };
        let schema = workspace::schema(self.app, self.scope, kind).await?;
        let query = DayQuery { counter, first, last, group, owners: self.owners.as_deref() };
        Ok(self.app.store().by_day(&permit, &schema, &query).await?)
    }
}

/// A filter of one condition.
pub(crate) fn condition(field: &str, op: Op, operand: Operand) -> Filter {
    Filter::Is(Condition { field: field.to_owned(), op, operand })
}

/// The sums of a money field in a row.
pub(crate) fn money_of(row: &AggregateRow, key: &str) -> Vec<Money> {
    let sum = Measure::Sum(key.to_owned()).name();
    row.money.iter().find(|(name, _)| *name == sum).map(|(_, sums)| sums.clone()).unwrap_or_default()
}

/// Adds amounts currency by currency.
pub(crate) fn add(total: &mut Vec<Money>, more: &[Money]) {
    for amount in more {
        match total.iter_mut().find(|known| known.currency() == amount.currency()) {
            Some(known) => known.amount += amount.amount,
            None => total.push(*amount),
        }
    }
}

/// How many records daily rows count, and their sums.
pub(crate) fn total<'a>(rows: impl IntoIterator<Item = &'a DayRow>) -> (i64, Vec<Money>) {
    let mut sums = Vec::new();
    let mut count = 0;
    for row in rows {
        count += row.count;
        add(&mut sums, row.sum.as_slice());
    }
    (count, sums)
}

/// The rows from a day to the one before another; they are in the order of days.
pub(crate) fn between(rows: &[DayRow], (first, end): (Date, Date)) -> &[DayRow] {
    let at = |day: Date| rows.partition_point(|row| row.day < day);
    &rows[at(first)..at(end)]
}

/// The rows of a group.
pub(crate) fn of<'a>(rows: &'a [DayRow], group: &'a str) -> impl Iterator<Item = &'a DayRow> + Clone {
    rows.iter().filter(move |row| matches!(&row.group, Value::Text(text) if text == group))
}
