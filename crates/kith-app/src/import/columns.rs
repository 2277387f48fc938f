//! Which column of a file goes to which field, and which tells a duplicate.

use std::collections::HashSet;

use csv::StringRecord;
use kith_model::{FieldCode, FieldError, FieldType, Schema};

use super::guess::guess;
use super::rows::Mapping;
use super::target::Target;
use super::{Duplicates, ImportOptions};
use crate::AppError;

/// The chosen columns, or the guesses.
pub(super) fn mapping(schema: &Schema, headings: &StringRecord, options: &ImportOptions) -> Result<Mapping, AppError> {
    let mut out: Vec<(usize, Target)> = Vec::new();
    let mut errors = Vec::new();
    let mut fail = |message: String| errors.push(FieldError::new("mapping", FieldCode::Invalid, message));
    if options.mapping.is_empty() {
        let texts: Vec<String> = headings.iter().map(str::to_owned).collect();
        for (index, field) in guess(schema, &texts).into_iter().enumerate() {
            out.extend(field.and_then(|field| Target::find(schema, &field)).map(|target| (index, target)));
        }
    }
    let mut taken = HashSet::new();
    for (column, field) in &options.mapping {
        let index = column.parse::<usize>().ok().filter(|index| *index < headings.len());
        match (index, Target::find(schema, field)) {
            (None, _) => fail(format!("There is no column {column}.")),
            (_, None) => fail(format!("There is no field \"{field}\" to import into.")),
            (Some(_), Some(_)) if !taken.insert(field) => fail(format!("Two columns go to \"{field}\".")),
            (Some(index), Some(target)) => out.push((index, target)),
        }
    }
    if out.is_empty() && errors.is_empty() {
        errors.push(FieldError::new("mapping", FieldCode::Required, "No column goes anywhere."));
    }
    if errors.is_empty() { Ok(Mapping(out)) } else { Err(AppError::Validation(errors)) }
}

/// The field that tells a duplicate, and its column. `None` where every row becomes a record.
pub(super) fn match_on(
    schema: &Schema,
    mapping: &Mapping,
    options: &ImportOptions,
) -> Result<Option<(String, usize)>, AppError> {
    if options.duplicates == Duplicates::Create {
        return Ok(None);
    }
    let named = options.match_on.as_deref();
    let usual =
        if schema.field("email").is_some() { "email" } else { schema.kind.title.first().copied().unwrap_or("id") };
    let field = named.unwrap_or(usual);
    let textual =
        schema.fields.iter().any(|spec| spec.key == field && (spec.ty.is_text() || spec.ty == FieldType::Select));
    match mapping.column_of(field) {
        Some(column) if textual => Ok(Some((field.to_owned(), column))),
        // The usual field need not be in the file; a field somebody named must be.
        _ if named.is_none() => Ok(None),
        _ => Err(AppError::field("match_on", FieldCode::Invalid, "No column goes to this field.")),
    }
}

#[cfg(test)]
mod tests {
    use kith_catalog::contact;

    use super::*;

    #[test]
    fn a_mapping_names_what_is_wrong_with_it() {
        let schema = Schema::new(&contact::KIND, Vec::new());
        let headings = StringRecord::from(vec!["Vorname", "E-Mail"]);
        let options = |pairs: &[(&str, &str)]| ImportOptions {
            mapping: pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
            ..ImportOptions::default()
        };
        assert_eq!(mapping(&schema, &headings, &options(&[])).expect("guesses").0.len(), 2);
        for wrong in [&[("7", "email")], &[("0", "shoe")], &[("0", "next_action_at")]] {
            assert!(mapping(&schema, &headings, &options(wrong)).is_err(), "{wrong:?}");
        }
        assert!(mapping(&schema, &headings, &options(&[("0", "email"), ("1", "email")])).is_err());
    }
}
