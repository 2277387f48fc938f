//! The picture of a report on paper: bars of the column that is drawn, upright over time.

use super::flat::{Flat, Plain};
use super::pdf::{Faces, INK, QUIET, text};
use super::table::{Row, Table};
use crate::pdf::{Align, Color, NumberStyle, Sheet, Typeface};

const BAR: Color = Color(55, 86, 201);
const GROUND: Color = Color(222, 224, 230);
/// More lying bars are not drawn; the table has them all.
const MOST_LYING: usize = 12;
const MOST_UPRIGHT: usize = 36;
const LYING: f32 = 17.0;
const UPRIGHT: f32 = 130.0;
const TEXT: f32 = 8.0;
const SMALL: f32 = 7.0;

/// Above and below the bars.
const HEADING: f32 = 18.0;
const BELOW: f32 = 16.0;
const NAMES: f32 = 12.0;

/// What is drawn.
pub(super) struct Chart {
    heading: String,
    bars: Vec<Bar>,
    upright: bool,
}

struct Bar {
    name: String,
    value: f64,
    words: String,
}

impl Chart {
    /// The bars of the column that the report draws; none where a picture would say nothing.
    pub fn of(table: &Table, flat: &Flat, numbers: NumberStyle) -> Option<Chart> {
        let drawn = table.columns.iter().position(|column| column.key == table.drawn)?;
        let at = table.groupings.len() + flat.columns.iter().position(|column| *column == drawn)?;
        let timed = table.rows.first()?.groups.iter().any(|group| group.days.is_some());
        let upright = timed && table.groupings.len() == 1;
        let bar = |(row, cells): (&Row, &Vec<Plain>)| {
            let value = match cells[at] {
                Plain::Count(n) => n as f64,
                Plain::Number(n) | Plain::Percent(n) => n,
                Plain::Amount(money) => money.amount as f64,
                Plain::Empty | Plain::Text(_) => 0.0,
            };
            let name = row.groups.iter().map(|group| group.title.as_str()).collect::<Vec<_>>().join(" · ");
            Bar { name, value: value.max(0.0), words: text(&cells[at], numbers) }
        };
        let most = if upright { MOST_UPRIGHT } else { MOST_LYING };
        let bars: Vec<Bar> = table.rows.iter().zip(&flat.rows).map(bar).take(most).collect();
        let says_something = table.chart != "table" && bars.len() > 1 && bars.iter().any(|bar| bar.value > 0.0);
        says_something.then(|| Chart { heading: flat.headings[at].clone(), bars, upright })
    }

    /// How much room it takes from top to bottom.
    pub fn height(&self) -> f32 {
        let bars = if self.upright { UPRIGHT + NAMES } else { LYING * self.bars.len() as f32 };
        HEADING + bars + BELOW
    }

    /// Draws it below a point.
    pub fn draw(&self, sheet: &mut Sheet<'_, '_>, faces: &Faces<'_>, (x, y): (f32, f32), width: f32) {
        let heading = faces.bold.fit(&self.heading, TEXT, width);
        sheet.text(&faces.bold, &heading, TEXT, (x, y + TEXT), Align::Left, QUIET);
        if self.upright {
            self.draw_upright(sheet, &faces.regular, (x, y + HEADING), width);
        } else {
            self.draw_lying(sheet, &faces.regular, (x, y + HEADING), width);
        }
    }

    fn draw_lying(&self, sheet: &mut Sheet<'_, '_>, face: &Typeface<'_>, (x, y): (f32, f32), width: f32) {
        let (names, numbers) = (width * 0.26, width * 0.16);
        for (at, bar) in self.bars.iter().enumerate() {
            let top = y + LYING * at as f32;
            let base = top + LYING * 0.62;
            sheet.text(face, &face.fit(&bar.name, TEXT, names - 8.0), TEXT, (x, base), Align::Left, INK);
            let length = (width - names - numbers) * self.share(bar);
            sheet.rect(x + names, top + 2.0, length, LYING - 7.0, BAR);
            let words = face.fit(&bar.words, TEXT, numbers - 6.0);
            sheet.text(face, &words, TEXT, (x + names + length + 6.0, base), Align::Left, QUIET);
        }
    }

    fn draw_upright(&self, sheet: &mut Sheet<'_, '_>, face: &Typeface<'_>, (x, y): (f32, f32), width: f32) {
        let ground = y + UPRIGHT;
        let step = width / self.bars.len() as f32;
        let thick = (step * 0.62).min(26.0);
        sheet.rect(x, ground, width, 0.6, GROUND);
        // Names and numbers that would run into each other are left out, the last staying.
        let texts = self.bars.iter().flat_map(|bar| [&bar.name, &bar.words]);
        let widest = texts.map(|text| face.shape(text).width(SMALL)).fold(0.0, f32::max);
        let every = ((widest + 6.0) / step).ceil().max(1.0) as usize;
        for (at, bar) in self.bars.iter().enumerate() {
            let middle = x + step * (at as f32 + 0.5);
            let tall = (UPRIGHT - NAMES) * self.share(bar);
            sheet.rect(middle - thick / 2.0, ground - tall, thick, tall, BAR);
            if (self.bars.len() - 1 - at).is_multiple_of(every) {
                sheet.text(face, &face.shape(&bar.name), SMALL, (middle, ground + 11.0), Align::Center, QUIET);
                sheet.text(face, &face.shape(&bar.words), SMALL, (middle, ground - tall - 4.0), Align::Center, INK);
            }
        }
    }

    fn share(&self, bar: &Bar) -> f32 {
        let most = self.bars.iter().map(|bar| bar.value).fold(f64::MIN_POSITIVE, f64::max);
        (bar.value / most) as f32
    }
}
