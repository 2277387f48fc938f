//! From columns that say what they measure to a table: one query for all that look at the same
//! records.

use std::collections::HashMap;

use kith_model::{Date, Filter, Id, RecordKind, Schema, TrashMode, Value};
use kith_store::{AggregateQuery, AggregateRow, GroupBy, Measure, Span};

use super::table::{Behind, Cell, Column, ColumnType, Group, Grouping, Row, Table};
use crate::dashboard::Range;
use crate::dashboard::ask::{Ask, add};
use crate::records::{aggregate, titles_of};
use crate::{AppError, workspace};

/// Rows are drawn and read by people; the engine's own limit is higher.
const MOST_ROWS: usize = 2_000;

/// Where a column's figures come from.
pub(super) enum Source {
    /// A measure of records.
    Measured(Measured),
    /// A figure made of the measured ones of its row.
    Derived(fn(&[Cell]) -> Cell),
}

/// A measure of records, by the table's groupings.
pub(super) struct Measured {
    pub kind: &'static RecordKind,
    pub filter: Filter,
    /// The fields that have the values of the table's groupings.
    pub by: Vec<GroupBy>,
    pub measure: Measure,
}

/// A column before it has figures.
pub(super) struct Plan {
    pub key: String,
    pub label: String,
    pub ty: ColumnType,
    pub source: Source,
}

impl Plan {
    /// A measured column.
    pub fn new(key: &str, label: &str, ty: ColumnType, measured: Measured) -> Plan {
        Plan { key: key.into(), label: label.into(), ty, source: Source::Measured(measured) }
    }

    /// A column made of the measured ones.
    pub fn derived(key: &str, label: &str, ty: ColumnType, figure: fn(&[Cell]) -> Cell) -> Plan {
        Plan { key: key.into(), label: label.into(), ty, source: Source::Derived(figure) }
    }
}

/// What the rows are grouped by: the field of one kind that says what the values are.
pub(super) struct Dimension {
    pub kind: &'static RecordKind,
    pub by: GroupBy,
}

/// Rows under construction, by the debug form of their groups.
struct Found {
    groups: Vec<Value>,
    cells: Vec<Cell>,
}

/// Makes the table.
pub(super) async fn tabulate(
    ask: &Ask<'_>,
    title: &str,
    range: Option<&Range>,
    dimensions: &[Dimension],
    plans: Vec<Plan>,
) -> Result<Table, AppError> {
    let data = workspace::load(ask.app, ask.scope.workspace).await?;
    let zone = data.time_zone().to_owned();
    let mut rows: Vec<Found> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let empty = |plans: &[Plan]| plans.iter().map(nothing).collect::<Vec<_>>();
    let mut total = empty(&plans);
    for (first, indices) in alike(&plans) {
        let measures: Vec<Measure> = indices.iter().filter_map(|i| measure_of(&plans[*i])).cloned().collect();
        let (found, cut) = measured(ask, first, first.by.clone(), measures.clone(), &zone).await?;
        for row in &found {
            let key = format!("{:?}", row.groups);
            let index = *at.entry(key).or_insert_with(|| {
                rows.push(Found { groups: row.groups.clone(), cells: empty(&plans) });
                rows.len() - 1
            });
            for (i, measure) in indices.iter().zip(&measures) {
                rows[index].cells[*i] = figure(row, measure, plans[*i].ty);
            }
        }
        // What adds up is added up; the average of all is none of averages.
        if !cut && measures.iter().all(adds_up) {
            for i in indices {
                total[i] = sum(rows.iter().map(|row| &row.cells[i]), plans[i].ty);
            }
            continue;
        }
        let (all, _) = measured(ask, first, Vec::new(), measures.clone(), &zone).await?;
        for (i, measure) in indices.iter().zip(&measures) {
            total[*i] = all.first().map_or_else(|| nothing(&plans[*i]), |row| figure(row, measure, plans[*i].ty));
        }
    }
    for cells in rows.iter_mut().map(|row| &mut row.cells).chain([&mut total]) {
        derive(cells, &plans);
    }
    let mut table = Table {
        title: title.to_owned(),
        range: range.cloned(),
        zone,
        made_at: ask.app.now(),
        groupings: Vec::new(),
        columns: Vec::new(),
        rows: rows.into_iter().map(|row| Row { groups: plain(row.groups), cells: row.cells, filter: None }).collect(),
        total,
        chart: "bar",
        drawn: plans.first().map(|plan| plan.key.clone()).unwrap_or_default(),
    };
    for (index, dimension) in dimensions.iter().enumerate() {
        let schema = data.schema(dimension.kind);
        name_groups(ask, &mut table, index, dimension, &schema).await?;
    }
    fill_gaps(&mut table, dimensions, &plans);
    order(&mut table, dimensions);
    table.rows.truncate(MOST_ROWS);
    table.columns = plans.into_iter().map(|plan| column(ask, plan)).collect();
    Ok(table)
}

fn adds_up(measure: &Measure) -> bool {
    matches!(measure, Measure::Count | Measure::Sum(_))
}

/// Fills in what is made of the measured figures of a row.
fn derive(cells: &mut [Cell], plans: &[Plan]) {
    for (i, plan) in plans.iter().enumerate() {
        if let Source::Derived(figure) = plan.source {
            cells[i] = figure(cells);
        }
    }
}

/// Measured columns that look at the same records, by the first of each.
fn alike(plans: &[Plan]) -> Vec<(&Measured, Vec<usize>)> {
    let mut sets: Vec<(&Measured, Vec<usize>)> = Vec::new();
    for (index, plan) in plans.iter().enumerate() {
        let Source::Measured(measured) = &plan.source else { continue };
        let same = |other: &Measured| {
            other.kind.key == measured.kind.key && other.filter == measured.filter && other.by == measured.by
        };
        match sets.iter_mut().find(|(first, _)| same(first)) {
            Some((_, indices)) => indices.push(index),
            None => sets.push((measured, vec![index])),
        }
    }
    sets
}

fn measure_of(plan: &Plan) -> Option<&Measure> {
    match &plan.source {
        Source::Measured(measured) => Some(&measured.measure),
        Source::Derived(_) => None,
    }
}

/// The figures by groups, and whether groups are missing; none of what the caller may not read.
async fn measured(
    ask: &Ask<'_>,
    measured: &Measured,
    by: Vec<GroupBy>,
    measures: Vec<Measure>,
    zone: &str,
) -> Result<(Vec<AggregateRow>, bool), AppError> {
    if !ask.may_read(measured.kind) {
        return Ok((Vec::new(), false));
    }
    let query = AggregateQuery {
        filter: ask.owned(measured.kind, measured.filter.clone()),
        words: None,
        group_by: by,
        measures,
        trash: TrashMode::Live,
        now: ask.app.now(),
        time_zone: zone.to_owned(),
        me: ask.scope.user(),
    };
    aggregate(ask.app, ask.scope, measured.kind, query).await
}

/// The figure of a column without records: sums are nought, of an average there is none.
fn nothing(plan: &Plan) -> Cell {
    let adds_up = measure_of(plan).is_none_or(adds_up);
    match plan.ty {
        _ if !adds_up => Cell::None,
        ColumnType::Count => Cell::Count(0),
        ColumnType::Money => Cell::Money(Vec::new()),
        _ => Cell::None,
    }
}

fn figure(row: &AggregateRow, measure: &Measure, ty: ColumnType) -> Cell {
    let name = measure.name();
    match (measure, ty) {
        (Measure::Count, _) => Cell::Count(row.count),
        (_, ColumnType::Money) => {
            let sums = row.money.iter().find(|(known, _)| *known == name).map(|(_, sums)| sums.clone());
            let sums = sums.unwrap_or_default();
            if sums.is_empty() && !adds_up(measure) { Cell::None } else { Cell::Money(sums) }
        }
        _ => {
            let number = row.numbers.iter().find(|(known, _)| *known == name).and_then(|(_, number)| *number);
            number.map_or(Cell::None, Cell::Number)
        }
    }
}

fn plain(groups: Vec<Value>) -> Vec<Group> {
    groups.into_iter().map(|value| Group { value, title: String::new(), days: None }).collect()
}

/// Gives the groups of one dimension their names.
async fn name_groups(
    ask: &Ask<'_>,
    table: &mut Table,
    index: usize,
    dimension: &Dimension,
    schema: &Schema,
) -> Result<(), AppError> {
    let spec = schema.field(&dimension.by.field);
    let target = spec.and_then(|spec| spec.target.clone());
    let label = spec.map_or_else(|| dimension.by.field.clone(), |spec| spec.label.clone());
    let key = dimension.by.field.clone();
    table.groupings.push(Grouping { key, label, target: target.clone() });
    let ids: Vec<Id> = table.rows.iter().filter_map(|row| id_of(&row.groups[index].value)).collect();
    let titles = match &target {
        Some(target) => titles_of(ask.app, ask.scope, target, &ids).await?,
        None => HashMap::new(),
    };
    for row in &mut table.rows {
        let group = &mut row.groups[index];
        if let (Some(span), Value::Date(first)) = (dimension.by.span, &group.value) {
            group.days = Some((*first, span.after(*first)));
            group.title = span_title(span, *first);
            continue;
        }
        group.title = match &group.value {
            Value::Null => "Not set".to_owned(),
            Value::Bool(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
            Value::Text(text) => {
                let option = spec.and_then(|spec| spec.options.iter().find(|option| option.value == *text));
                option.map_or_else(|| text.clone(), |option| option.label.clone())
            }
            value => id_of(value).and_then(|id| titles.get(&id).cloned()).unwrap_or_else(|| "Not known".to_owned()),
        };
    }
    Ok(())
}

fn id_of(value: &Value) -> Option<Id> {
    if let Value::Id(id) = value { Some(*id) } else { None }
}

/// `April 2025`, `2025, 2nd quarter`, `Week of 2025-04-07`.
fn span_title(span: Span, first: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];
    let text = first.to_string();
    let year = text.split('-').next().unwrap_or_default();
    match span {
        Span::Day => text,
        Span::Week => format!("Week of {text}"),
        Span::Month => format!("{} {year}", MONTHS[first.month0() as usize % 12]),
        Span::Quarter => format!("Q{} {year}", first.month0() / 3 + 1),
        Span::Year => year.to_owned(),
    }
}

/// A curve over time has a point for each span of its range, also where nothing happened.
fn fill_gaps(table: &mut Table, dimensions: &[Dimension], plans: &[Plan]) {
    let [Dimension { by: GroupBy { span: Some(span), .. }, .. }] = dimensions else { return };
    let known: Vec<Date> = table.rows.iter().filter_map(|row| row.groups[0].days).map(|(first, _)| first).collect();
    let (first, last) = match &table.range {
        Some(range) => (range.first, range.last),
        None => match (known.iter().min(), known.iter().max()) {
            (Some(first), Some(last)) => (*first, *last),
            _ => return,
        },
    };
    let starts = std::iter::successors(Some(span.start_of(first)), |day| Some(span.after(*day)));
    for day in starts.take_while(|day| *day <= last).take(MOST_ROWS).filter(|day| !known.contains(day)) {
        let group =
            Group { value: Value::Date(day), title: span_title(*span, day), days: Some((day, span.after(day))) };
        let mut cells: Vec<Cell> = plans.iter().map(nothing).collect();
        derive(&mut cells, plans);
        table.rows.push(Row { groups: vec![group], cells, filter: None });
    }
}

/// By time, else the largest of the first column first; the empty group last.
fn order(table: &mut Table, dimensions: &[Dimension]) {
    let timed = dimensions.first().is_some_and(|dimension| dimension.by.span.is_some());
    let weight = |row: &Row| match row.cells.first() {
        Some(Cell::Money(sums)) => sums.iter().map(|sum| sum.amount as f64).sum(),
        Some(cell) => cell.number().unwrap_or(f64::MIN),
        None => 0.0,
    };
    table.rows.sort_by(|a, b| {
        let by_time = || {
            let first = |row: &Row| row.groups[0].days.map(|(first, _)| first);
            // Without a date comes last.
            (first(a).is_none(), first(a)).cmp(&(first(b).is_none(), first(b)))
        };
        let by_weight = || {
            let empty = |row: &Row| row.groups.iter().any(|group| group.value == Value::Null);
            empty(a).cmp(&empty(b)).then(weight(b).total_cmp(&weight(a)))
        };
        let main = if timed { by_time() } else { by_weight() };
        let titles = |row: &Row| row.groups.iter().map(|group| group.title.clone()).collect::<Vec<_>>();
        main.then_with(|| titles(a).cmp(&titles(b)))
    });
}

fn column(ask: &Ask<'_>, plan: Plan) -> Column {
    let behind = match plan.source {
        Source::Measured(measured) => Some(Behind {
            kinds: measured.kind.plural,
            filter: ask.owned(measured.kind, measured.filter),
            by: measured.by.into_iter().map(|by| by.field).collect(),
        }),
        Source::Derived(_) => None,
    };
    Column { key: plan.key, label: plan.label, ty: plan.ty, behind }
}

/// A share of a whole; none of nothing.
pub(super) fn share(part: &Cell, whole: &Cell) -> Cell {
    match (part.number(), whole.number()) {
        (Some(part), Some(whole)) if whole > 0.0 => Cell::Number(part / whole),
        _ => Cell::None,
    }
}

/// The same of amounts; none where there are several currencies, of which there is no whole.
pub(super) fn share_of_money(part: &Cell, whole: &Cell) -> Cell {
    match (part, whole) {
        (Cell::Money(part), Cell::Money(whole)) => match (part.as_slice(), whole.as_slice()) {
            ([part], [whole]) if part.currency() == whole.currency() => {
                share(&Cell::Number(part.amount as f64), &Cell::Number(whole.amount as f64))
            }
            _ => Cell::None,
        },
        _ => Cell::None,
    }
}

/// Adds up the cells of a column; shares, days and the like add up to nothing.
pub(super) fn sum<'a>(cells: impl Iterator<Item = &'a Cell>, ty: ColumnType) -> Cell {
    let mut money = Vec::new();
    let mut count = 0;
    let mut number = None;
    for cell in cells {
        match cell {
            Cell::Money(sums) => add(&mut money, sums),
            Cell::Count(n) => count += n,
            Cell::Number(n) => *number.get_or_insert(0.0) += n,
            Cell::None => {}
        }
    }
    match (ty, number) {
        (ColumnType::Money, _) => Cell::Money(money),
        (ColumnType::Count, _) => Cell::Count(count),
        (ColumnType::Number, Some(number)) => Cell::Number(number),
        _ => Cell::None,
    }
}
