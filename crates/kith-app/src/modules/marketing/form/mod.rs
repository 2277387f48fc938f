//! Web forms: strangers fill them in, leads or tickets come of it.

mod attach;
mod draft;
mod figures;
mod open;
mod questions;
mod rules;
mod submit;
mod ticket;

pub use attach::{Admitted, FILES, FileRules, file_rules};
pub use draft::preview;
pub use figures::form_figures;
pub use open::{OpenForm, find_form, note_visit, ticket};
pub use questions::Question;
pub(in crate::modules) use rules::FormRules;
pub use submit::{Admission, Outcome, Submission, admit, finish, submit};
