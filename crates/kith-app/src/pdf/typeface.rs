//! A typeface in two weights, and text shaped with it: letters that join, marks that move (Devanagari
//! needs both), and how wide it all is.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face, UnicodeBuffer};

use super::PdfError;

/// A file, which all documents share.
type File = Arc<Cow<'static, [u8]>>;

/// The files of the typeface (TrueType), which the binary carries.
#[derive(Clone)]
pub struct Fonts {
    /// The usual weight.
    pub(crate) regular: File,
    /// For headings and totals.
    pub(crate) bold: File,
}

impl Fonts {
    /// From the files of both weights.
    pub fn new([regular, bold]: [Cow<'static, [u8]>; 2]) -> Fonts {
        Fonts { regular: Arc::new(regular), bold: Arc::new(bold) }
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({} + {} bytes)", self.regular.len(), self.bold.len())
    }
}

/// One weight, ready to shape text.
pub struct Typeface<'a> {
    pub(super) font: Font,
    face: Face<'a>,
}

/// Text with the glyphs that show it.
pub struct Run {
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// In widths of the em: times the size it is points.
    width: f32,
}

impl Run {
    /// How wide it is at a size, in points.
    pub fn width(&self, size: f32) -> f32 {
        self.width * size
    }
}

impl<'a> Typeface<'a> {
    /// From a file.
    ///
    /// # Errors
    /// Where it is no font.
    pub(crate) fn new(file: &'a File) -> Result<Typeface<'a>, PdfError> {
        let face = Face::from_slice(file, 0).ok_or(PdfError::Typeface)?;
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = file.clone();
        let font = Font::new(shared.into(), 0).ok_or(PdfError::Typeface)?;
        Ok(Typeface { font, face })
    }

    /// Shapes a line of text. Control characters become blanks.
    pub fn shape(&self, text: &str) -> Run {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(&self.face, &[], buffer);
        let em = self.face.units_per_em() as f32;
        let infos = shaped.glyph_infos();
        // A cluster's text ends where the next one begins, in whichever direction glyphs run.
        let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        let end_of = |start: usize| {
            let next = starts.partition_point(|known| *known <= start);
            starts.get(next).copied().unwrap_or(text.len())
        };
        let glyphs: Vec<KrillaGlyph> = infos
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, at)| {
                let start = info.cluster as usize;
                let per_em = |n: i32| n as f32 / em;
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    per_em(at.x_advance),
                    per_em(at.x_offset),
                    per_em(at.y_offset),
                    per_em(at.y_advance),
                    start..end_of(start),
                    None,
                )
            })
            .collect();
        let width = shaped.glyph_positions().iter().map(|at| at.x_advance as f32 / em).sum();
        Run { text, glyphs, width }
    }

    /// Shapes as much of a text as has room, with an ellipsis where something is left out.
    pub fn fit(&self, text: &str, size: f32, room: f32) -> Run {
        self.cut(self.shape(text), size, room)
    }

    /// The same with a text that has been shaped.
    pub fn cut(&self, whole: Run, size: f32, room: f32) -> Run {
        if whole.width(size) <= room {
            return whole;
        }
        let text = &whole.text;
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let cut = |kept: usize| self.shape(&format!("{}…", text[..ends[kept]].trim_end()));
        let (mut least, mut most) = (0, ends.len().saturating_sub(1));
        while least < most {
            let middle = (least + most).div_ceil(2);
            if cut(middle).width(size) <= room { least = middle } else { most = middle - 1 }
        }
        if ends.is_empty() { whole } else { cut(least) }
    }
}
