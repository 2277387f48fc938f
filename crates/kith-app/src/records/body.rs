//! From a body to values: every key checked, all errors collected.

use std::collections::{BTreeMap, BTreeSet};

use kith_access::FieldMask;
use kith_model::{
    FieldCode, FieldError, FieldErrors, FieldSpec, FieldType, Id, InputContext, Record, Schema, Value, parse_value,
};
use serde_json::{Map, Value as Json};

use crate::modules::draft_put as put;

/// Keys that every record has and that the server alone sets.
const SERVER_SET: [&str; 7] = ["id", "version", "title", "created_at", "updated_at", "created_by", "deleted_at"];

/// What the body said.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// The keys it named.
    pub given: BTreeSet<String>,
    /// What was wrong.
    pub errors: FieldErrors,
}

/// Writes a body's values into a record: an absent key is untouched, `null` clears. With `trusted`,
/// fields that only the server sets may be set too.
pub(super) fn apply(
    schema: &Schema,
    mask: &FieldMask,
    context: &InputContext,
    body: &Map<String, Json>,
    trusted: bool,
    record: &mut Record,
) -> Applied {
    let mut applied = Applied::default();
    for (key, json) in body {
        match (key.as_str(), json) {
            ("custom", Json::Object(custom)) if schema.kind.custom_fields => {
                for (key, json) in custom {
                    apply_one(schema, mask, context, &format!("custom.{key}"), json, trusted, record, &mut applied);
                }
            }
            ("custom", _) if schema.kind.custom_fields => {
                let message = "This takes an object of custom fields.";
                applied.errors.push(FieldError::new(key, FieldCode::WrongType, message));
            }
            // "custom.size" is how filters and errors write it, not bodies.
            (dotted, _) if dotted.starts_with("custom.") => unknown(dotted, &mut applied.errors),
            _ => apply_one(schema, mask, context, key, json, trusted, record, &mut applied),
        }
    }
    applied
}

#[expect(clippy::too_many_arguments, reason = "the loop body of `apply`, named")]
fn apply_one(
    schema: &Schema,
    mask: &FieldMask,
    context: &InputContext,
    key: &str,
    json: &Json,
    trusted: bool,
    record: &mut Record,
    applied: &mut Applied,
) {
    let fail = |errors: &mut FieldErrors, code, message: &str| errors.push(FieldError::new(key, code, message));
    let Some(spec) = schema.fields.iter().find(|field| field.key == key) else {
        if SERVER_SET.contains(&key) {
            return fail(&mut applied.errors, FieldCode::ReadOnly, "Kith sets this itself.");
        }
        return unknown(key, &mut applied.errors);
    };
    if mask.hidden.contains(key) || mask.read_only.contains(key) {
        return fail(&mut applied.errors, FieldCode::Forbidden, "Your role may not set this.");
    }
    if spec.read_only && !trusted {
        return fail(&mut applied.errors, FieldCode::ReadOnly, "Kith sets this itself.");
    }
    match parse_value(spec, json, context) {
        Ok(value) => {
            put(record, key, value);
            applied.given.insert(key.to_owned());
        }
        Err(error) => applied.errors.push(error),
    }
}

/// Writes values that were kept as JSON, by the field's key, back into a record. What fits no field any
/// more is left out.
pub(crate) fn apply_values(
    schema: &Schema,
    context: &InputContext,
    values: &BTreeMap<String, Json>,
    record: &mut Record,
) {
    for (key, json) in values {
        let spec = schema.fields.iter().find(|field| field.key == *key);
        if let Some(value) = spec.and_then(|spec| parse_value(spec, json, context).ok()) {
            put(record, key, value);
        }
    }
}

fn unknown(key: &str, errors: &mut FieldErrors) {
    errors.push(FieldError::new(key, FieldCode::UnknownField, "There is no such field."));
}

/// Fills in the declared defaults of what was not named.
pub(crate) fn fill_defaults(schema: &Schema, me: Option<Id>, given: &BTreeSet<String>, record: &mut Record) {
    for spec in schema.fields.iter().filter(|spec| !given.contains(&spec.key)) {
        let Some(default) = &spec.default else { continue };
        let value = default_value(spec, default, me);
        put(record, &spec.key, value);
    }
}

fn default_value(spec: &FieldSpec, default: &str, me: Option<Id>) -> Value {
    match spec.ty {
        FieldType::Reference if default == "me" => me.map_or(Value::Null, Value::Id),
        FieldType::Boolean => Value::Bool(default == "true"),
        FieldType::Integer => default.parse().map_or(Value::Null, Value::Int),
        FieldType::Number => default.parse().map_or(Value::Null, Value::Real),
        _ => Value::Text(default.to_owned()),
    }
}

/// Required fields that are empty. A custom field that became required later does not stop the
/// change of an older record, unless the change empties it.
pub(super) fn check_required(schema: &Schema, is_new: bool, given: &BTreeSet<String>, record: &Record) -> FieldErrors {
    let missing = schema.fields.iter().filter(|spec| {
        let counts = is_new || spec.custom_key().is_none() || given.contains(&spec.key);
        spec.required && counts && record.value(&spec.key).is_empty()
    });
    missing.map(|spec| FieldError::new(&spec.key, FieldCode::Required, "This is needed.")).collect()
}

#[cfg(test)]
mod tests {
    use kith_catalog::contact;
    use kith_model::Timestamp;
    use serde_json::json;

    use super::*;

    fn record() -> Record {
        let now = Timestamp::from_micros(0);
        crate::records::new_record("0190163d-8694-739b-aea5-966c26f8ad91".parse().expect("id"), now, None)
    }

    fn apply_to(record: &mut Record, body: Json, mask: &FieldMask) -> Applied {
        let schema = Schema::new(&contact::KIND, Vec::new());
        let context = InputContext { region: "IN".into() };
        apply(&schema, mask, &context, body.as_object().expect("object"), false, record)
    }

    #[test]
    fn an_absent_key_is_untouched_and_null_clears() {
        let mut record = record();
        let mask = FieldMask::default();
        apply_to(&mut record, json!({"first_name": " Priya ", "email": "priya@finedge.co"}), &mask);
        let applied = apply_to(&mut record, json!({"email": null}), &mask);
        assert!(applied.errors.is_empty());
        assert_eq!(record.get(&contact::FIRST_NAME), Some("Priya"));
        assert_eq!(record.get(&contact::EMAIL), None);
        assert!(applied.given.contains("email"));
    }

    #[test]
    fn every_wrong_key_is_named() {
        let mask = FieldMask { hidden: ["source".to_owned()].into(), ..FieldMask::default() };
        let body = json!({
            "email": "nobody", "shoe": 1, "id": "x", "next_action_at": null, "source": "email", "custom": {"size": 4},
            "custom.size": 4,
        });
        let mut found: Vec<(String, FieldCode)> =
            apply_to(&mut record(), body, &mask).errors.into_iter().map(|e| (e.field, e.code)).collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let expected = [
            ("custom.size", FieldCode::UnknownField),
            ("custom.size", FieldCode::UnknownField),
            ("email", FieldCode::InvalidEmail),
            ("id", FieldCode::ReadOnly),
            ("next_action_at", FieldCode::ReadOnly),
            ("shoe", FieldCode::UnknownField),
            ("source", FieldCode::Forbidden),
        ];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
    }

    #[test]
    fn defaults_do_not_overwrite_what_was_cleared() {
        let mut record = record();
        let schema = Schema::new(&contact::KIND, Vec::new());
        let given = ["owner_id".to_owned()].into();
        let me = record.id;
        fill_defaults(&schema, Some(me), &given, &mut record);
        assert_eq!(record.get(&contact::OWNER), None);
        assert_eq!(record.get(&contact::STATUS), Some("active"));
    }
}
