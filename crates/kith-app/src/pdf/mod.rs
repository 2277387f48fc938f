//! Documents on paper: a typeface, pages, and what is drawn on them. Knows nothing of what the
//! documents say.

mod numbers;
mod sheet;
mod typeface;

pub use numbers::NumberStyle;
pub use sheet::{Align, Color, Document, Picture, Sheet, Size};
pub use typeface::{Fonts, Run, Typeface};

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The typeface is not there, or cannot be read.
    #[error("the typeface for documents is missing from this build")]
    Typeface,
    /// The library refused to write it.
    #[error("the document could not be written: {0}")]
    Write(String),
}

impl From<PdfError> for crate::AppError {
    fn from(error: PdfError) -> Self {
        crate::AppError::Unavailable(error.to_string())
    }
}
