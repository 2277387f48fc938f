//! Reports as files: CSV for programs, Excel for people who calculate on.

use bytes::{Bytes, BytesMut};
use kith_model::currency_digits;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::flat::{Flat, Plain, flat, major};
use super::table::Table;
use crate::AppError;
use crate::records::{csv_row, defused, major_units};

/// The table as CSV (RFC 4180, UTF-8), totals in the last row.
pub(super) fn csv(table: &Table) -> Result<Bytes, AppError> {
    let Flat { headings, rows, total, .. } = flat(table);
    let text = |cell: &Plain| match cell {
        Plain::Empty => String::new(),
        Plain::Text(text) => defused(text),
        Plain::Count(n) => n.to_string(),
        Plain::Number(n) | Plain::Percent(n) => format!("{n}"),
        Plain::Amount(money) => major_units(money.amount, currency_digits(money.currency())),
    };
    let mut out = BytesMut::new();
    out.extend_from_slice(&csv_row(headings.iter().map(|heading| defused(heading)))?);
    for row in rows.iter().chain([&total]) {
        out.extend_from_slice(&csv_row(row.iter().map(text))?);
    }
    Ok(out.freeze())
}

/// The table as an Excel workbook, with numbers as numbers.
pub(super) fn xlsx(table: &Table, workspace: &str) -> Result<Bytes, AppError> {
    let mut workbook = Workbook::new();
    let failed = |error: XlsxError| AppError::Internal(error.to_string());
    write(workbook.add_worksheet(), table, workspace).map_err(failed)?;
    workbook.save_to_buffer().map(Bytes::from).map_err(failed)
}

fn write(sheet: &mut Worksheet, table: &Table, workspace: &str) -> Result<(), XlsxError> {
    let Flat { headings, rows, total, .. } = flat(table);
    let name: String = table.title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    sheet.set_name(if name.is_empty() { "Report" } else { &name })?;
    let about = match &table.range {
        Some(range) => format!("{workspace}, {} to {}", range.first, range.last),
        None => format!("{workspace}, as of {}", table.made_at.date_in(&table.zone)),
    };
    sheet.write_with_format(0, 0, &table.title, &Format::new().set_bold().set_font_size(14))?;
    sheet.write_with_format(1, 0, about, &Format::new().set_font_color(Color::Gray))?;
    let first = 3;
    for (column, heading) in headings.iter().enumerate() {
        let align = if column < table.groupings.len() { FormatAlign::Left } else { FormatAlign::Right };
        let format = Format::new().set_bold().set_align(align).set_border_bottom(FormatBorder::Thin);
        sheet.write_with_format(first, column as u16, heading, &format)?;
    }
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            put(sheet, first + 1 + at as u32, column as u16, cell, Format::new())?;
        }
    }
    let last = first + 1 + rows.len() as u32;
    for (column, cell) in total.iter().enumerate() {
        put(sheet, last, column as u16, cell, Format::new().set_bold().set_border_top(FormatBorder::Thin))?;
    }
    sheet.set_freeze_panes(first + 1, table.groupings.len() as u16)?;
    sheet.autofit();
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Plain, format: Format) -> Result<(), XlsxError> {
    match cell {
        Plain::Empty => sheet.write_blank(row, column, &format)?,
        // Written as text, it is no formula whatever it begins with.
        Plain::Text(text) => sheet.write_string_with_format(row, column, text, &format)?,
        Plain::Count(n) => sheet.write_number_with_format(row, column, *n as f64, &format.set_num_format("#,##0"))?,
        Plain::Number(n) => sheet.write_number_with_format(row, column, *n, &format.set_num_format("#,##0.0"))?,
        Plain::Percent(n) => sheet.write_number_with_format(row, column, *n, &format.set_num_format("0.0%"))?,
        Plain::Amount(money) => {
            let digits = currency_digits(money.currency()) as usize;
            let decimals = if digits == 0 { String::new() } else { format!(".{}", "0".repeat(digits)) };
            let format = format.set_num_format(format!("#,##0{decimals}"));
            sheet.write_number_with_format(row, column, major(money), &format)?
        }
    };
    Ok(())
}
