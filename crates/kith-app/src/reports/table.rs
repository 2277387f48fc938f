//! A report's result: rows and columns, with the list behind each figure.

use kith_model::{Date, Filter, Money, Timestamp, Value};
use serde_json::{Map, Value as Json, json};

use crate::dashboard::Range;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// How many records.
    Count,
    /// A plain number.
    Number,
    /// A number of days.
    Days,
    /// A share of a whole; 1 is all of it.
    Percent,
    /// Amounts, one per currency.
    Money,
}

impl ColumnType {
    /// As the API writes it.
    pub fn name(self) -> &'static str {
        match self {
            ColumnType::Count => "count",
            ColumnType::Number => "number",
            ColumnType::Days => "days",
            ColumnType::Percent => "percent",
            ColumnType::Money => "money",
        }
    }
}

/// The list behind a column's figures.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The plural of the records.
    pub kinds: &'static str,
    /// Which of them, but for the row's groups.
    pub filter: Filter,
    /// For each of the row's groups the field that has its value.
    pub by: Vec<String>,
}

/// A column of figures.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called in answers.
    pub key: String,
    /// Its English heading.
    pub label: String,
    /// What it holds.
    pub ty: ColumnType,
    /// The list behind it, where there is one.
    pub behind: Option<Behind>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// There is none, such as a share of nothing.
    None,
    /// A count.
    Count(i64),
    /// A number, share or number of days.
    Number(f64),
    /// Amounts, one per currency.
    Money(Vec<Money>),
}

impl Cell {
    /// The number to calculate with; amounts have none.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Count(n) => Some(*n as f64),
            Cell::Number(n) => Some(*n),
            Cell::None | Cell::Money(_) => None,
        }
    }

    /// As the API writes it.
    pub fn to_json(&self) -> Json {
        match self {
            Cell::None => Json::Null,
            Cell::Count(n) => json!(n),
            Cell::Number(n) => json!(n),
            Cell::Money(sums) => json!(sums),
        }
    }
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The value of the field; null where it is empty.
    pub value: Value,
    /// In words.
    pub title: String,
    /// For a span of time: its first day, and the first day after it.
    pub days: Option<(Date, Date)>,
}

/// What rows are grouped by.
#[derive(Clone, Debug)]
pub struct Grouping {
    /// What it is called in answers.
    pub key: String,
    /// Its English heading.
    pub label: String,
    /// The kind whose records the groups are, if any.
    pub target: Option<String>,
}

/// A row: what it is about, and a figure for each column.
#[derive(Clone, Debug)]
pub struct Row {
    /// As many as the table has groupings.
    pub groups: Vec<Group>,
    /// As many as the table has columns.
    pub cells: Vec<Cell>,
    /// Which of the records behind a column this row is about, where that is not what its groups say.
    pub filter: Option<Filter>,
}

/// The result of a report.
#[derive(Clone, Debug)]
pub struct Table {
    /// The report's English name.
    pub title: String,
    /// What it is about, where it is about a span of time.
    pub range: Option<Range>,
    /// The time zone of its days.
    pub zone: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// What rows are grouped by.
    pub groupings: Vec<Grouping>,
    /// The figures' headings.
    pub columns: Vec<Column>,
    /// The rows, in the order to show.
    pub rows: Vec<Row>,
    /// The figures of all rows together.
    pub total: Vec<Cell>,
    /// How to draw it: `bar`, `line`, `funnel`, `stacked` or `table`.
    pub chart: &'static str,
    /// The key of the column that is drawn.
    pub drawn: String,
}

impl Table {
    /// As the API writes it.
    pub fn to_json(&self) -> Json {
        let cells = |cells: &[Cell]| cells.iter().map(Cell::to_json).collect::<Vec<_>>();
        let group = |group: &Group| {
            let mut out = Map::new();
            out.insert("value".into(), group.value.to_json());
            out.insert("title".into(), json!(group.title));
            if let Some((from, to)) = group.days {
                out.insert("from".into(), json!(from));
                out.insert("to".into(), json!(to));
                out.insert("from_at".into(), json!(from.start_in(&self.zone)));
                out.insert("to_at".into(), json!(to.start_in(&self.zone)));
            }
            Json::Object(out)
        };
        let column = |column: &Column| {
            let behind = column.behind.as_ref();
            let behind = behind.map(|it| json!({"kinds": it.kinds, "filter": it.filter.to_json(), "by": it.by}));
            json!({"key": column.key, "label": column.label, "type": column.ty.name(), "behind": behind})
        };
        json!({
            "title": self.title,
            "range": self.range.as_ref().map(Range::to_json),
            "time_zone": self.zone,
            "made_at": self.made_at,
            "groupings": self.groupings.iter().map(|by| {
                json!({"key": by.key, "label": by.label, "target": by.target})
            }).collect::<Vec<_>>(),
            "columns": self.columns.iter().map(column).collect::<Vec<_>>(),
            "rows": self.rows.iter().map(|row| {
                let groups: Vec<Json> = row.groups.iter().map(group).collect();
                let filter = row.filter.as_ref().map(Filter::to_json);
                json!({"groups": groups, "cells": cells(&row.cells), "filter": filter})
            }).collect::<Vec<_>>(),
            "total": cells(&self.total),
            "chart": self.chart,
            "drawn": self.drawn,
        })
    }
}
