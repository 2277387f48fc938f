//! A table as plain rows and columns, for files: amounts get a column for each currency.

use kith_model::{Money, currency_digits};

use super::table::{Cell, ColumnType, Row, Table};

/// What a file's cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Plain {
    Empty,
    Text(String),
    Count(i64),
    Number(f64),
    /// A share; 1 is all of it.
    Percent(f64),
    Amount(Money),
}

/// Headings and rows; the last row holds the totals.
pub(super) struct Flat {
    pub headings: Vec<String>,
    /// Behind the groups, which of the table's columns each is of.
    pub columns: Vec<usize>,
    pub rows: Vec<Vec<Plain>>,
    pub total: Vec<Plain>,
}

/// A column of a file: the table's, and the currency of amounts.
struct Place {
    at: usize,
    ty: ColumnType,
    currency: Option<String>,
}

/// Flattens a table.
pub(super) fn flat(table: &Table) -> Flat {
    let mut headings: Vec<String> = table.groupings.iter().map(|by| by.label.clone()).collect();
    let mut places = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        if column.ty != ColumnType::Money {
            headings.push(column.label.clone());
            places.push(Place { at, ty: column.ty, currency: None });
            continue;
        }
        for currency in currencies(table, at) {
            headings.push(format!("{} ({currency})", column.label));
            places.push(Place { at, ty: column.ty, currency: Some(currency) });
        }
    }
    let line = |groups: Vec<Plain>, cells: &[Cell]| -> Vec<Plain> {
        groups.into_iter().chain(places.iter().map(|place| plain(&cells[place.at], place))).collect()
    };
    let of_row = |row: &Row| line(row.groups.iter().map(|it| Plain::Text(it.title.clone())).collect(), &row.cells);
    let mut total_groups = vec![Plain::Empty; table.groupings.len()];
    if let Some(first) = total_groups.first_mut() {
        *first = Plain::Text("Total".into());
    }
    let columns = places.iter().map(|place| place.at).collect();
    Flat { headings, columns, rows: table.rows.iter().map(of_row).collect(), total: line(total_groups, &table.total) }
}

/// The currencies of a column of amounts, in alphabetical order; where it has none, no column is
/// written for it.
fn currencies(table: &Table, at: usize) -> Vec<String> {
    let cells = table.rows.iter().map(|row| &row.cells[at]).chain([&table.total[at]]);
    let mut found: Vec<String> = cells
        .filter_map(|cell| if let Cell::Money(sums) = cell { Some(sums) } else { None })
        .flatten()
        .map(|sum| sum.currency().to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

fn plain(cell: &Cell, place: &Place) -> Plain {
    match (cell, place.ty) {
        (Cell::None, _) => Plain::Empty,
        (Cell::Count(n), _) => Plain::Count(*n),
        (Cell::Number(n), ColumnType::Percent) => Plain::Percent(*n),
        (Cell::Number(n), _) => Plain::Number(*n),
        (Cell::Money(sums), _) => {
            let own = sums.iter().find(|sum| Some(sum.currency()) == place.currency.as_deref());
            own.map_or(Plain::Empty, |sum| Plain::Amount(*sum))
        }
    }
}

/// An amount in major units, for files that calculate with it; exact up to 2^53 minor units.
pub(super) fn major(money: &Money) -> f64 {
    money.amount as f64 / 10f64.powi(currency_digits(money.currency()) as i32)
}
