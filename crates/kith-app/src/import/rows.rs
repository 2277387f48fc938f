//! Rows of a file, and the bodies they become.

use csv::StringRecord;
use kith_model::{FieldError, FieldErrors, FieldType, Schema};
use serde_json::{Map, Value as Json, json};

use super::cells::{self, CellContext};
use super::target::Target;

/// A row on its way.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// From 2: the heading is row 1, as spreadsheets count.
    pub number: u64,
    pub raw: StringRecord,
    pub body: Map<String, Json>,
    /// Records to be found by name: field, whether it holds a list, kind, names.
    pub named: Vec<Named>,
    /// What could not be read.
    pub errors: FieldErrors,
}

/// A reference by names.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub field: String,
    pub list: bool,
    pub kind: String,
    pub names: Vec<String>,
}

/// The columns and where they go.
#[derive(Clone, Debug)]
pub(super) struct Mapping(pub Vec<(usize, Target)>);

impl Mapping {
    /// The column that fills a field.
    pub fn column_of(&self, field: &str) -> Option<usize> {
        let fills = |target: &Target| match target {
            Target::Field(spec) | Target::Named { spec, .. } => spec.key == field,
            Target::FullName => field == "first_name" || field == "last_name",
            Target::AddressPart { field: address, .. } => address == field,
            Target::Currency { field: money } => money == field,
        };
        self.0.iter().find(|(_, target)| fills(target)).map(|(index, _)| *index)
    }

    /// Reads a row. Empty cells say nothing.
    pub fn read(&self, number: u64, raw: StringRecord, schema: &Schema, context: &CellContext) -> Row {
        let mut row = Row { number, body: Map::new(), named: Vec::new(), errors: Vec::new(), raw };
        let mut currency: Option<(String, String)> = None;
        for (index, target) in &self.0 {
            let text = row.raw.get(*index).unwrap_or_default().trim();
            if text.is_empty() {
                continue;
            }
            let text = match target {
                Target::Field(_) => text.to_owned(),
                _ => cells::one_line(text),
            };
            match target {
                Target::Field(spec) => match cells::read(spec, &text, context) {
                    Ok(json) => set(&mut row.body, &spec.key, json),
                    Err(error) => row.errors.push(error),
                },
                Target::FullName => {
                    let (first, last) = text.rsplit_once(char::is_whitespace).unwrap_or((text.as_str(), ""));
                    row.body.insert("first_name".into(), json!(first.trim()));
                    row.body.insert("last_name".into(), json!(last));
                }
                Target::AddressPart { field, part } => {
                    let address = row.body.entry(field.as_str()).or_insert_with(|| json!({}));
                    if let Some(address) = address.as_object_mut() {
                        address.insert((*part).into(), json!(text));
                    }
                }
                Target::Currency { field } => currency = Some((field.clone(), text.to_uppercase())),
                Target::Named { spec, kind } => {
                    let list = spec.ty == FieldType::References;
                    let names = if list { cells::split(&text).map(str::to_owned).collect() } else { vec![text] };
                    row.named.push(Named { field: spec.key.clone(), list, kind: kind.clone(), names });
                }
            }
        }
        if let Some((field, code)) = currency {
            recode(&mut row, &field, &code, schema, self, context);
        }
        row
    }
}

/// An amount is read again under the currency of its own column, which decides its digits.
fn recode(row: &mut Row, field: &str, code: &str, schema: &Schema, mapping: &Mapping, context: &CellContext) {
    let spec = schema.field(field);
    let text = mapping.0.iter().find_map(|(index, target)| match target {
        Target::Field(spec) if spec.key == field => row.raw.get(*index),
        _ => None,
    });
    let (Some(spec), Some(text)) = (spec, text.filter(|text| !text.trim().is_empty())) else { return };
    let own = CellContext { currency: code.to_owned(), ..context.clone() };
    match cells::read(spec, text, &own) {
        Ok(json) => set(&mut row.body, field, json),
        Err(error) => row.errors.push(FieldError { ..error }),
    }
}

/// Sets a value under a field's key; custom fields lie in `custom`.
pub(super) fn set(body: &mut Map<String, Json>, key: &str, json: Json) {
    match key.strip_prefix("custom.") {
        None => drop(body.insert(key.to_owned(), json)),
        Some(key) => {
            let custom = body.entry("custom").or_insert_with(|| json!({}));
            if let Some(custom) = custom.as_object_mut() {
                custom.insert(key.to_owned(), json);
            }
        }
    }
}
