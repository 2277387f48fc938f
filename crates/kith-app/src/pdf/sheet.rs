//! Pages and what is drawn on them. Points are of 1/72 inch, from the top left corner.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;

use super::{PdfError, Run, Typeface};
use crate::pictures::Dots;

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

/// Of a page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

impl Size {
    /// A4 (ISO 216), upright.
    pub const A4: Size = Size { width: 595.28, height: 841.89 };

    /// The same lying on its side.
    pub fn turned(self) -> Size {
        Size { width: self.height, height: self.width }
    }
}

/// Which end of a text stands at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// It begins there.
    Left,
    /// It ends there.
    Right,
    /// Its middle is there.
    Center,
}

/// A picture, drawn as often as wanted and written once.
pub struct Picture(Image);

impl Picture {
    /// From its dots.
    pub(crate) fn new(dots: Dots) -> Picture {
        Picture(Image::from_rgba8(dots.rgba, dots.width, dots.height))
    }

    /// How wide and high it is in a box of at most this size, which it does not outgrow.
    pub fn fit(&self, width: f32, height: f32) -> (f32, f32) {
        let (across, down) = self.0.size();
        let (across, down) = (across.max(1) as f32, down.max(1) as f32);
        let scale = (width / across).min(height / down);
        (across * scale, down * scale)
    }
}

/// A document under construction.
pub struct Document {
    pdf: krilla::Document,
    size: Size,
}

impl Document {
    /// An empty one, with the title that viewers show.
    pub fn new(size: Size, title: &str) -> Document {
        let mut pdf = krilla::Document::new();
        pdf.set_metadata(Metadata::new().title(title.to_owned()).creator("Kith".to_owned()));
        Document { pdf, size }
    }

    /// Adds a page.
    ///
    /// # Errors
    /// Where the size is none.
    pub fn page(&mut self, draw: impl FnOnce(&mut Sheet<'_, '_>)) -> Result<(), PdfError> {
        let settings = PageSettings::from_wh(self.size.width, self.size.height)
            .ok_or_else(|| PdfError::Write("a page needs a size".into()))?;
        let mut page = self.pdf.start_page_with(settings);
        let mut surface = page.surface();
        draw(&mut Sheet { surface: &mut surface });
        surface.finish();
        page.finish();
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// Where the library refuses.
    pub fn finish(self) -> Result<Vec<u8>, PdfError> {
        self.pdf.finish().map_err(|error| PdfError::Write(format!("{error:?}")))
    }
}

/// A page to draw on.
pub struct Sheet<'a, 's> {
    surface: &'a mut Surface<'s>,
}

impl Sheet<'_, '_> {
    /// Writes text on a base line.
    pub fn text(&mut self, face: &Typeface<'_>, run: &Run, size: f32, (x, y): (f32, f32), align: Align, color: Color) {
        let left = match align {
            Align::Left => x,
            Align::Right => x - run.width(size),
            Align::Center => x - run.width(size) / 2.0,
        };
        self.fill(color);
        self.surface.draw_glyphs(Point::from_xy(left, y), &run.glyphs, face.font.clone(), &run.text, size, false);
    }

    /// Fills a rectangle; one without an area is not drawn.
    pub fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, color: Color) {
        let Some(rect) = Rect::from_xywh(x, y, width, height) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        if let Some(path) = path.finish() {
            self.fill(color);
            self.surface.draw_path(&path);
        }
    }

    /// Draws a picture into a box, whose shape it should have.
    pub fn picture(&mut self, picture: &Picture, x: f32, y: f32, width: f32, height: f32) {
        let Some(size) = krilla::geom::Size::from_wh(width, height) else { return };
        self.surface.push_transform(&Transform::from_translate(x, y));
        self.surface.draw_image(picture.0.clone(), size);
        self.surface.pop();
    }

    fn fill(&mut self, Color(red, green, blue): Color) {
        let paint = rgb::Color::new(red, green, blue).into();
        self.surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, rule: Default::default() }));
    }
}
