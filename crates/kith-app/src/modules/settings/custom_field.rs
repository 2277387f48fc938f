//! Custom fields: keys and types that never change, choices that can be read.

use kith_access::Scope;
use kith_catalog::custom_field::{FIELD_TYPE, KEY, LABEL, OPTIONS, RECORD_KIND, TARGET};
use kith_model::{FieldCode, Record, Value, fold};
use serde_json::{Value as Json, json};

use crate::App;
use crate::modules::{Draft, Op, Rules};

/// The rules of custom fields.
pub(in crate::modules) struct CustomFieldRules;

const MOST_CHOICES: usize = 100;

/// A key made from a label: lower case, words joined by underscores, at most 40 characters.
fn slug(label: &str) -> String {
    let folded = fold(label);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut key = words.collect::<Vec<_>>().join("_");
    key.truncate(40);
    let key = key.trim_end_matches('_');
    match key.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("f_{}", &key[..key.len().min(38)]),
        Some(_) => key.to_owned(),
        // A label in another script, say: its letters are no key, but it must have one.
        None => format!("field_{:x}", folded.bytes().fold(5381u32, |hash, b| hash.wrapping_mul(33) ^ u32::from(b))),
    }
}

fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

impl Rules for CustomFieldRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        if draft.op == Op::Update {
            for field in [&RECORD_KIND, &KEY, &FIELD_TYPE, &TARGET] {
                if draft.changes(field) {
                    draft.fail(field, FieldCode::ReadOnly, "This cannot change once the field is there.");
                }
            }
        }
        if draft.get(&KEY).is_none() {
            let key = slug(draft.get(&LABEL).unwrap_or_default());
            if draft.get(&LABEL).is_some() {
                draft.put(&KEY, Value::Text(key));
            }
        } else if draft.get(&KEY).is_some_and(|key| !is_key(key)) {
            let message = "A key begins with a letter and has lower-case letters, digits and underscores alone.";
            draft.fail(&KEY, FieldCode::Invalid, message);
        }
        let known = draft.get(&RECORD_KIND).map(kith_catalog::find_kind);
        if known.is_some_and(|kind| kind.is_none_or(|kind| !kind.custom_fields)) {
            draft.fail(&RECORD_KIND, FieldCode::InvalidOption, "Fields cannot be added to these records.");
        }
        check_target(draft);
        check_options(draft);
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.workspaces().drop_workspace(scope.workspace);
    }
}

fn check_target(draft: &mut Draft<'_>) {
    let is_reference = draft.get(&FIELD_TYPE) == Some("reference");
    let known = draft.get(&TARGET).is_some_and(|target| kith_catalog::find_kind(target).is_some());
    match (is_reference, draft.get(&TARGET).is_some()) {
        (true, false) => draft.fail(&TARGET, FieldCode::Required, "Which records does it link to?"),
        (true, true) if !known => draft.fail(&TARGET, FieldCode::InvalidOption, "There are no such records."),
        (false, true) => draft.put(&TARGET, Value::Null),
        _ => {}
    }
}

/// Choices come as texts or as `{"value"?, "label", "color"?}` and are kept in the full form.
fn check_options(draft: &mut Draft<'_>) {
    let chooses = matches!(draft.get(&FIELD_TYPE), Some("select" | "multi_select"));
    if !chooses {
        return draft.put(&OPTIONS, Value::Null);
    }
    let Some(list) = draft.get(&OPTIONS).map(|json| json.as_array().cloned()) else {
        return draft.fail(&OPTIONS, FieldCode::Required, "What are the choices?");
    };
    match list.and_then(|list| read_options(&list)) {
        Some(options) => draft.put(&OPTIONS, Value::Json(options)),
        None => {
            let message = "This takes one to a hundred different choices, each with a \"label\".";
            draft.fail(&OPTIONS, FieldCode::Invalid, message);
        }
    }
}

/// Different choices, each with a label, in the form they are kept in.
pub(super) fn read_options(list: &[Json]) -> Option<Json> {
    const COLORS: [&str; 10] = ["gray", "red", "orange", "amber", "green", "teal", "blue", "indigo", "purple", "pink"];
    let mut out: Vec<Json> = Vec::new();
    for item in list {
        let text = |key: &str| item.get(key).and_then(Json::as_str).map(str::trim).filter(|text| !text.is_empty());
        let label = item.as_str().map(str::trim).or_else(|| text("label"))?;
        let value = text("value").map_or_else(|| slug(label), str::to_owned);
        let color = text("color").unwrap_or("gray");
        let repeated = out.iter().any(|known| known["value"] == value.as_str());
        if label.is_empty() || label.chars().count() > 60 || value.len() > 60 || repeated || !COLORS.contains(&color) {
            return None;
        }
        out.push(json!({"value": value, "label": label, "color": color}));
    }
    (!out.is_empty() && out.len() <= MOST_CHOICES).then_some(Json::Array(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_of_labels() {
        assert_eq!(slug("Shoe size (EU)"), "shoe_size_eu");
        assert_eq!(slug("Größe"), "grosse");
        assert_eq!(slug("3BHK?"), "f_3bhk");
        assert!(is_key(&slug("जूते का आकार")));
    }

    #[test]
    fn choices_may_be_texts() {
        let list = [json!("Small"), json!({"label": "Large", "color": "red"})];
        let options = read_options(&list).expect("readable");
        assert_eq!(options[1], json!({"value": "large", "label": "Large", "color": "red"}));
        assert!(read_options(&[json!("a"), json!("A")]).is_none());
        assert!(read_options(&[]).is_none());
    }
}
