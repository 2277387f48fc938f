//! Reports on paper: a heading, the picture, the table with its heading on every page, totals.

use bytes::Bytes;

use super::flat::{Flat, Plain, flat};
use super::pdf_chart::Chart;
use super::table::Table;
use crate::AppError;
use crate::pdf::{Align, Color, Document, Fonts, NumberStyle, PdfError, Picture, Run, Sheet, Size, Typeface};

pub(super) const INK: Color = Color(24, 26, 33);
pub(super) const QUIET: Color = Color(100, 104, 116);
const LINE: Color = Color(222, 224, 230);

const MARGIN: f32 = 42.0;
const GAP: f32 = 12.0;
const USUAL: f32 = 9.0;
/// Smaller cannot be read.
const SMALLEST: f32 = 6.0;
/// From one line's base to the next, in sizes of the text.
const LEADING: f32 = 1.95;
const FOOT: f32 = 30.0;
/// The room of a logo, beside the heading.
const LOGO: Size = Size { width: 150.0, height: 46.0 };
/// A column of words takes no more than this share of the page.
const WIDEST: f32 = 0.4;

/// Whose report it is, and how its numbers are written.
pub(super) struct Letterhead<'a> {
    /// The workspace.
    pub name: &'a str,
    /// Its logo.
    pub logo: Option<Picture>,
    /// Of its language and country.
    pub numbers: NumberStyle,
}

/// The table as a PDF.
///
/// # Errors
/// Where the typeface is missing.
pub(super) fn pdf(table: &Table, head: &Letterhead<'_>, fonts: Option<&Fonts>) -> Result<Bytes, AppError> {
    let fonts = fonts.ok_or(PdfError::Typeface)?;
    let faces = Faces { regular: Typeface::new(&fonts.regular)?, bold: Typeface::new(&fonts.bold)? };
    let paper = Paper::lay(table, head, &faces);
    Ok(Bytes::from(paper.print()?))
}

pub(super) struct Faces<'a> {
    pub regular: Typeface<'a>,
    pub bold: Typeface<'a>,
}

/// Everything in shaped words that have been cut to the room they get.
struct Paper<'a> {
    table: &'a Table,
    head: &'a Letterhead<'a>,
    faces: &'a Faces<'a>,
    page: Size,
    size: f32,
    headings: Vec<Run>,
    rows: Vec<Vec<Run>>,
    total: Vec<Run>,
    /// Where each column ends (or begins, those of words).
    columns: Vec<f32>,
    groups: usize,
    chart: Option<Chart>,
}

impl<'a> Paper<'a> {
    fn lay(table: &'a Table, head: &'a Letterhead<'a>, faces: &'a Faces<'a>) -> Paper<'a> {
        let flat = flat(table);
        let chart = Chart::of(table, &flat, head.numbers);
        let Flat { headings, rows, total, .. } = flat;
        let shaped = |row: &[Plain], face: &Typeface<'_>| -> Vec<Run> {
            row.iter().map(|cell| face.shape(&text(cell, head.numbers))).collect()
        };
        let rows: Vec<Vec<Run>> = rows.iter().map(|row| shaped(row, &faces.regular)).collect();
        let headings: Vec<Run> = headings.iter().map(|heading| faces.bold.shape(heading)).collect();
        let total = shaped(&total, &faces.bold);
        let groups = table.groupings.len();
        let natural: Vec<f32> = (0..headings.len())
            .map(|at| {
                let cells = [&headings, &total].into_iter().chain(&rows);
                cells.map(|row| row[at].width(1.0)).fold(0.0, f32::max)
            })
            .collect();
        let room = |page: Size| page.width - 2.0 * MARGIN - GAP * headings.len().saturating_sub(1) as f32;
        let needed = |page: Size| widths(&natural, groups, USUAL, room(page)).iter().sum::<f32>();
        let upright = needed(Size::A4) <= room(Size::A4);
        let page = if upright { Size::A4 } else { Size::A4.turned() };
        // What is still too wide is written smaller, and what is too wide then is cut.
        let size = (USUAL * room(page) / needed(page)).clamp(SMALLEST, USUAL);
        let mut widths = widths(&natural, groups, size, room(page));
        let taken: f32 = widths.iter().sum();
        if taken > room(page) {
            widths.iter_mut().for_each(|width| *width *= room(page) / taken);
        } else if let Some(first) = widths.first_mut() {
            *first += room(page) - taken;
        }
        let cut = |row: Vec<Run>, face: &Typeface<'_>| -> Vec<Run> {
            row.into_iter().zip(&widths).map(|(cell, width)| face.cut(cell, size, *width)).collect()
        };
        let (headings, total) = (cut(headings, &faces.bold), cut(total, &faces.bold));
        let rows = rows.into_iter().map(|row| cut(row, &faces.regular)).collect();
        let mut x = MARGIN;
        let column = |(at, width): (usize, f32)| {
            let left = x;
            x += width + GAP;
            if at < groups { left } else { left + width }
        };
        let columns = widths.into_iter().enumerate().map(column).collect();
        Paper { table, head, faces, page, size, headings, rows, total, columns, groups, chart }
    }

    fn print(&self) -> Result<Vec<u8>, PdfError> {
        let mut document = Document::new(self.page, &self.table.title);
        let step = self.size * LEADING;
        let fits = |top: f32| (((self.page.height - MARGIN - FOOT - top) / step).floor() as usize).max(2) - 1;
        let first_top = MARGIN + 74.0 + self.chart.as_ref().map_or(0.0, Chart::height);
        // The totals are a line too.
        let lines = self.rows.len() + 1;
        let first = fits(first_top).min(lines);
        let others = fits(MARGIN + step);
        let pages = 1 + (lines - first).div_ceil(others);
        let mut at = 0;
        for page in 0..pages {
            let count = if page == 0 { first } else { others.min(lines - at) };
            let top = if page == 0 { first_top } else { MARGIN + step };
            document.page(|sheet| {
                if page == 0 {
                    self.heading(sheet);
                    if let Some(chart) = &self.chart {
                        chart.draw(sheet, self.faces, (MARGIN, MARGIN + 62.0), self.page.width - 2.0 * MARGIN);
                    }
                }
                self.lines(sheet, at, count, top);
                self.foot(sheet, page + 1, pages);
            })?;
            at += count;
        }
        document.finish()
    }

    fn heading(&self, sheet: &mut Sheet<'_, '_>) {
        let Faces { regular, bold } = self.faces;
        let mut room = self.page.width - 2.0 * MARGIN;
        if let Some(logo) = &self.head.logo {
            let (width, height) = logo.fit(LOGO.width, LOGO.height);
            sheet.picture(logo, MARGIN + room - width, MARGIN, width, height);
            room -= width + GAP;
        }
        let name = regular.fit(self.head.name, 9.0, room);
        sheet.text(regular, &name, 9.0, (MARGIN, MARGIN + 8.0), Align::Left, QUIET);
        let title = bold.fit(&self.table.title, 18.0, room);
        sheet.text(bold, &title, 18.0, (MARGIN, MARGIN + 30.0), Align::Left, INK);
        let made = self.table.made_at.date_in(&self.table.zone);
        let about = match &self.table.range {
            Some(range) => format!("{} to {} · made on {made}", range.first, range.last),
            None => format!("As of {made}"),
        };
        sheet.text(regular, &regular.shape(&about), 9.0, (MARGIN, MARGIN + 46.0), Align::Left, QUIET);
    }

    /// The heading of the table and so many of its lines, the totals being the last of all.
    fn lines(&self, sheet: &mut Sheet<'_, '_>, from: usize, count: usize, top: f32) {
        let step = self.size * LEADING;
        self.line(sheet, &self.headings, &self.faces.bold, top, QUIET);
        self.rule(sheet, top + step * 0.32, LINE);
        for place in 0..count {
            let y = top + step * (place + 1) as f32;
            match self.rows.get(from + place) {
                Some(row) => self.line(sheet, row, &self.faces.regular, y, INK),
                None => {
                    self.rule(sheet, y - step * 0.68, QUIET);
                    self.line(sheet, &self.total, &self.faces.bold, y, INK);
                }
            }
        }
    }

    fn line(&self, sheet: &mut Sheet<'_, '_>, cells: &[Run], face: &Typeface<'_>, y: f32, color: Color) {
        for (at, (cell, x)) in cells.iter().zip(&self.columns).enumerate() {
            let align = if at < self.groups { Align::Left } else { Align::Right };
            sheet.text(face, cell, self.size, (*x, y), align, color);
        }
    }

    fn rule(&self, sheet: &mut Sheet<'_, '_>, y: f32, color: Color) {
        sheet.rect(MARGIN, y, self.page.width - 2.0 * MARGIN, 0.6, color);
    }

    fn foot(&self, sheet: &mut Sheet<'_, '_>, page: usize, pages: usize) {
        let face = &self.faces.regular;
        let y = self.page.height - MARGIN + 14.0;
        let name = face.fit(&format!("{} · {}", self.head.name, self.table.title), 8.0, self.page.width / 2.0);
        sheet.text(face, &name, 8.0, (MARGIN, y), Align::Left, QUIET);
        let number = face.shape(&format!("{page} of {pages}"));
        sheet.text(face, &number, 8.0, (self.page.width - MARGIN, y), Align::Right, QUIET);
    }
}

/// The room columns ask for at a size.
fn widths(natural: &[f32], groups: usize, size: f32, room: f32) -> Vec<f32> {
    let width = |(at, width): (usize, &f32)| {
        let wanted = width * size + 0.5;
        if at < groups { wanted.min(room * WIDEST) } else { wanted }
    };
    natural.iter().enumerate().map(width).collect()
}

/// A cell in words.
pub(super) fn text(cell: &Plain, numbers: NumberStyle) -> String {
    match cell {
        Plain::Empty => "–".to_owned(),
        Plain::Text(text) => text.clone(),
        Plain::Count(n) => numbers.whole(*n),
        Plain::Number(n) => numbers.fraction(*n, 1),
        Plain::Percent(n) => numbers.percent(*n),
        Plain::Amount(money) => numbers.amount(*money),
    }
}
