//! From a body's JSON to a field's value, with every check that needs the declaration alone.

use serde_json::Value as Json;

use crate::{FieldCode, FieldError, FieldSpec, FieldType, Id, Money, RecordLink, Value, e164, is_currency};

/// What reading a value needs beside the field: the workspace's habits.
#[derive(Clone, Debug)]
pub struct InputContext {
    /// ISO 3166 country for phones without a country code.
    pub region: String,
}

/// Reads one value. `null` and blank texts become [`Value::Null`]; whether a field may be empty is
/// checked by the caller, who sees the whole record.
pub fn parse_value(spec: &FieldSpec, json: &Json, context: &InputContext) -> Result<Value, FieldError> {
    let fail = |code, message: &str| Err(FieldError::new(&spec.key, code, message));
    let wrong = |expected: &str| fail(FieldCode::WrongType, &format!("This takes {expected}."));
    if json.is_null() {
        return Ok(Value::Null);
    }
    match spec.ty {
        FieldType::Text
        | FieldType::LongText
        | FieldType::Markdown
        | FieldType::Email
        | FieldType::Phone
        | FieldType::Url => match json.as_str() {
            Some(text) => parse_text(spec, text, context),
            None => wrong("a text"),
        },
        FieldType::Integer => match json.as_i64() {
            Some(n) => in_range(spec, n as f64).map(|()| Value::Int(n)),
            None => wrong("a whole number"),
        },
        FieldType::Number => match json.as_f64() {
            Some(n) if n.is_finite() => in_range(spec, n).map(|()| Value::Real(n)),
            _ => wrong("a number"),
        },
        FieldType::Money => parse_money(spec, json),
        FieldType::Date => match json.as_str().map(str::parse) {
            Some(Ok(date)) => Ok(Value::Date(date)),
            _ => fail(FieldCode::InvalidDate, "This takes a date such as 2026-04-30."),
        },
        FieldType::DateTime => match json.as_str().map(str::parse) {
            Some(Ok(time)) => Ok(Value::Time(time)),
            _ => fail(FieldCode::InvalidDatetime, "This takes a time such as 2026-04-30T09:30:00Z."),
        },
        FieldType::Boolean => json.as_bool().map_or_else(|| wrong("true or false"), |b| Ok(Value::Bool(b))),
        FieldType::Select => match json.as_str() {
            Some("") => Ok(Value::Null),
            Some(text) if is_option(spec, text) => Ok(Value::Text(text.to_owned())),
            Some(text) => fail(FieldCode::InvalidOption, &format!("\"{}\" is not one of the choices.", clip(text))),
            None => wrong("one of the choices"),
        },
        FieldType::Reference => match json.as_str().map(str::parse) {
            Some(Ok(id)) => Ok(Value::Id(id)),
            _ => wrong("the id of a record"),
        },
        FieldType::MultiSelect | FieldType::TextList => parse_texts(spec, json),
        FieldType::References => {
            let ids: Option<Vec<Id>> =
                json.as_array().and_then(|list| list.iter().map(|id| id.as_str()?.parse().ok()).collect());
            match ids {
                Some(ids) if ids.len() > spec.max_length as usize => too_many(spec),
                Some(mut ids) => {
                    let mut seen = std::collections::HashSet::new();
                    ids.retain(|id| seen.insert(*id));
                    Ok(Value::Ids(ids))
                }
                None => wrong("a list of ids"),
            }
        }
        FieldType::Record => match serde_json::from_value::<RecordLink>(json.clone()) {
            Ok(link) => Ok(Value::Link(link)),
            Err(_) => wrong("an object with \"kind\" and \"id\""),
        },
        FieldType::Address => parse_address(spec, json),
        FieldType::Json => {
            if json.to_string().len() > spec.max_length as usize {
                return fail(FieldCode::TooLong, "This is too long.");
            }
            Ok(Value::Json(json.clone()))
        }
    }
}

fn parse_text(spec: &FieldSpec, text: &str, context: &InputContext) -> Result<Value, FieldError> {
    let fail = |code, message: String| Err(FieldError::new(&spec.key, code, message));
    // A NUL cannot be stored in PostgreSQL; other control characters have no place in a single line.
    let multiline = matches!(spec.ty, FieldType::LongText | FieldType::Markdown);
    if text.chars().any(|c| c.is_control() && !(multiline && matches!(c, '\n' | '\r' | '\t'))) {
        return fail(FieldCode::Invalid, "This contains characters that cannot be shown.".into());
    }
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    if text.chars().count() > spec.max_length as usize {
        return fail(FieldCode::TooLong, format!("At most {} characters fit here.", spec.max_length));
    }
    match spec.ty {
        FieldType::Email if !is_email(text) => fail(FieldCode::InvalidEmail, "This is not an e-mail address.".into()),
        FieldType::Phone if e164(text, &context.region).is_none() => {
            fail(FieldCode::InvalidPhone, "This is not a phone number.".into())
        }
        FieldType::Url if !is_url(text) => fail(FieldCode::InvalidUrl, "This is not a web address.".into()),
        _ => Ok(Value::Text(text.to_owned())),
    }
}

fn parse_money(spec: &FieldSpec, json: &Json) -> Result<Value, FieldError> {
    let fail = |code, message: &str| Err(FieldError::new(&spec.key, code, message));
    let (Some(amount), Some(currency), Some(2)) = (
        json.get("amount").and_then(Json::as_i64),
        json.get("currency").and_then(Json::as_str),
        json.as_object().map(serde_json::Map::len),
    ) else {
        return fail(FieldCode::WrongType, "This takes an amount in minor units and a currency.");
    };
    if !is_currency(currency) {
        return fail(FieldCode::InvalidCurrency, &format!("\"{}\" is not a currency in use.", clip(currency)));
    }
    // Sums over millions of records must still fit sixty-three bits.
    if amount.unsigned_abs() > 1_000_000_000_000_000 {
        return fail(FieldCode::TooLarge, "This amount is too large.");
    }
    in_range(spec, amount as f64)?;
    Ok(Money::new(amount, currency).map_or(Value::Null, Value::Money))
}

fn parse_texts(spec: &FieldSpec, json: &Json) -> Result<Value, FieldError> {
    let list: Option<Vec<&str>> = json.as_array().and_then(|list| list.iter().map(Json::as_str).collect());
    let Some(list) = list else {
        return Err(FieldError::new(&spec.key, FieldCode::WrongType, "This takes a list of texts."));
    };
    if list.len() > spec.max_length as usize {
        return too_many(spec);
    }
    let mut out: Vec<String> = Vec::new();
    for text in list.into_iter().map(str::trim).filter(|text| !text.is_empty()) {
        if spec.ty == FieldType::MultiSelect && !is_option(spec, text) {
            let message = format!("\"{}\" is not one of the choices.", clip(text));
            return Err(FieldError::new(&spec.key, FieldCode::InvalidOption, message));
        }
        if text.chars().count() > 254 || text.chars().any(char::is_control) {
            return Err(FieldError::new(&spec.key, FieldCode::TooLong, "One of the entries is too long."));
        }
        if !out.iter().any(|seen| seen == text) {
            out.push(text.to_owned());
        }
    }
    Ok(Value::Texts(out))
}

fn parse_address(spec: &FieldSpec, json: &Json) -> Result<Value, FieldError> {
    const PARTS: [&str; 5] = ["street", "city", "region", "postal_code", "country"];
    let fail = |code, message: &str| Err(FieldError::new(&spec.key, code, message));
    let Some(object) = json.as_object() else {
        return fail(FieldCode::WrongType, "This takes an address object.");
    };
    let mut out = serde_json::Map::new();
    for (key, value) in object {
        if !PARTS.contains(&key.as_str()) {
            return fail(FieldCode::UnknownField, &format!("An address has no \"{}\".", clip(key)));
        }
        match value {
            Json::Null => {}
            Json::String(text) if text.chars().count() > spec.max_length as usize => {
                return fail(FieldCode::TooLong, "A part of the address is too long.");
            }
            Json::String(text) if text.contains('\0') => {
                return fail(FieldCode::Invalid, "This contains characters that cannot be shown.");
            }
            Json::String(text) if text.trim().is_empty() => {}
            Json::String(text) => {
                out.insert(key.clone(), text.trim().into());
            }
            _ => return fail(FieldCode::WrongType, "The parts of an address are texts."),
        }
    }
    Ok(if out.is_empty() { Value::Null } else { Value::Json(Json::Object(out)) })
}

fn in_range(spec: &FieldSpec, n: f64) -> Result<(), FieldError> {
    if let Some(min) = spec.min.filter(|min| n < *min as f64) {
        return Err(FieldError::new(&spec.key, FieldCode::TooSmall, format!("The least is {min}.")));
    }
    if let Some(max) = spec.max.filter(|max| n > *max as f64) {
        return Err(FieldError::new(&spec.key, FieldCode::TooLarge, format!("The most is {max}.")));
    }
    Ok(())
}

fn is_option(spec: &FieldSpec, text: &str) -> bool {
    spec.options.iter().any(|option| option.value == text)
}

fn too_many(spec: &FieldSpec) -> Result<Value, FieldError> {
    let message = format!("At most {} entries fit here.", spec.max_length);
    Err(FieldError::new(&spec.key, FieldCode::TooLong, message))
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Deliberately loose: one `@`, something before it, a domain with a dot after it, no blanks. Only
/// a delivered mail proves an address.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let labels_ok = domain.split('.').count() >= 2
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    !local.is_empty() && !local.contains('@') && labels_ok && !text.chars().any(char::is_whitespace)
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = match rest {
        Some(rest) => rest,
        None if text.contains("://") || text.contains(':') => return false,
        None => text,
    };
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or("");
    !text.chars().any(char::is_whitespace) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}
