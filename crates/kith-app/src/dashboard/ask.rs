//! Asking for figures: of what the caller may read, of the owners looked at.

use kith_access::{Action, Scope, decide};
use kith_model::{Condition, Date, Filter, Id, Money, Op, Operand, RecordKind, TrashMode, Value};
use kith_store::{AggregateQuery, AggregateRow, GroupBy, Measure, Span};

use crate::records::{aggregate, figures};
use crate::{App, AppError};

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

    /// Counts (and sums of a money field) of each day by the moment in a field, by the values of another
    /// one if that is asked for, in the order of days; nothing of what the caller may not read.
    pub async fn by_day(
        &self,
        kind: &'static RecordKind,
        asked: Daily<'_>,
        zone: &str,
    ) -> Result<Vec<DayRow>, AppError> {
        let mut group_by = vec![GroupBy { field: asked.day.to_owned(), span: Some(Span::Day) }];
        group_by.extend(asked.group.map(GroupBy::field));
        let during = match asked.days {
            Some(days) => within(asked.day, days, zone),
            None => condition(asked.day, Op::NotEmpty, Operand::None),
        };
        let query = AggregateQuery {
            filter: self.owned(kind, asked.filter.and(during)),
            words: None,
            group_by,
            measures: asked.sum.map(|key| Measure::Sum(key.to_owned())).into_iter().collect(),
            trash: TrashMode::Live,
            now: self.app.now(),
            time_zone: zone.to_owned(),
            me: self.scope.user(),
        };
        let rows = match aggregate(self.app, self.scope, kind, query).await {
            Ok((rows, _)) => rows,
            Err(AppError::Forbidden { .. } | AppError::Filter(_)) => Vec::new(),
            Err(error) => return Err(error),
        };
        Ok(rows.into_iter().filter_map(DayRow::read).collect())
    }
}

/// What is asked of days.
pub(crate) struct Daily<'a> {
    /// The field that says of which day a record is.
    pub day: &'a str,
    /// The first and the last day; `None` means all.
    pub days: Option<(Date, Date)>,
    /// Of which records.
    pub filter: Filter,
    /// By the values of which field.
    pub group: Option<&'a str>,
    /// The sum of which money field.
    pub sum: Option<&'a str>,
}

/// What there is of one day.
pub(crate) struct DayRow {
    /// The day.
    pub day: Date,
    /// The group's value; null without groups, and for records where the field is empty.
    pub group: Value,
    /// How many records.
    pub count: i64,
    /// What they sum to.
    pub sums: Vec<Money>,
}

impl DayRow {
    fn read(row: AggregateRow) -> Option<DayRow> {
        let mut groups = row.groups.into_iter();
        let Some(Value::Date(day)) = groups.next() else { return None };
        let sums = row.money.into_iter().next().map(|(_, sums)| sums).unwrap_or_default();
        Some(DayRow { day, group: groups.next().unwrap_or(Value::Null), count: row.count, sums })
    }
}

/// From the first moment of a day to the last of another.
pub(crate) fn within(field: &str, (first, last): (Date, Date), zone: &str) -> Filter {
    let moment = |day: Date| Operand::One(day.start_in(zone).to_string().into());
    Filter::And(vec![
        condition(field, Op::OnOrAfter, moment(first)),
        condition(field, Op::Before, moment(last.plus_days(1))),
    ])
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
        add(&mut sums, &row.sums);
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
