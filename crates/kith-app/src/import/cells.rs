//! From a cell's text to the JSON that the field's own check reads.

use kith_model::{Date, FieldCode, FieldError, FieldSpec, FieldType, currency_digits, fold, is_currency};
use serde_json::{Value as Json, json};

/// What reading cells needs to know about the workspace.
#[derive(Clone, Debug)]
pub(super) struct CellContext {
    pub currency: String,
    pub time_zone: String,
}

/// Reads a cell. What cannot be read at all is an error; what can, the field checks again.
pub(super) fn read(spec: &FieldSpec, text: &str, context: &CellContext) -> Result<Json, FieldError> {
    let text = text.trim();
    let fail = |code, message: &str| Err(FieldError::new(&spec.key, code, message));
    if text.is_empty() {
        return Ok(Json::Null);
    }
    match spec.ty {
        FieldType::Integer => match number(text).filter(|n| n.fract() == 0.0) {
            Some(n) => Ok(json!(n as i64)),
            None => fail(FieldCode::WrongType, "This is not a whole number."),
        },
        FieldType::Number => {
            number(text).map_or_else(|| fail(FieldCode::WrongType, "This is not a number."), |n| Ok(json!(n)))
        }
        FieldType::Money => money(spec, text, &context.currency),
        FieldType::Date => date(text).map_or_else(
            || fail(FieldCode::InvalidDate, "This is not a date such as 2026-04-30 or 30.04.2026."),
            |date| Ok(json!(date)),
        ),
        FieldType::DateTime => moment(text, &context.time_zone).map_or_else(
            || fail(FieldCode::InvalidDatetime, "This is not a time such as 2026-04-30 09:30."),
            |moment| Ok(json!(moment)),
        ),
        FieldType::Boolean => match fold(text).as_str() {
            "true" | "yes" | "y" | "1" | "x" | "ja" | "wahr" | "हाँ" | "हां" => Ok(json!(true)),
            "false" | "no" | "n" | "0" | "nein" | "falsch" | "नहीं" => Ok(json!(false)),
            _ => fail(FieldCode::WrongType, "This is neither yes nor no."),
        },
        FieldType::Select => Ok(json!(option(spec, text))),
        FieldType::MultiSelect => Ok(split(text).map(|part| option(spec, part)).collect()),
        FieldType::TextList => Ok(split(text).map(str::to_owned).collect()),
        FieldType::Address => Ok(json!({"street": text})),
        FieldType::Email => Ok(json!(text.strip_prefix("mailto:").unwrap_or(text))),
        FieldType::LongText | FieldType::Markdown => Ok(json!(plain(text))),
        _ => Ok(json!(one_line(plain(text)))),
    }
}

/// A line break inside quotes is a blank where one line is meant.
pub(super) fn one_line(text: &str) -> String {
    if text.contains(char::is_control) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}

/// Exports put an apostrophe before what a spreadsheet would run; it goes again.
fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

/// The parts of a list in one cell.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let separator = if text.contains(';') { ';' } else { ',' };
    text.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// A choice by its value or its label; what is neither is left for the field's check to refuse.
fn option(spec: &FieldSpec, text: &str) -> String {
    let folded = fold(text);
    let found = spec.options.iter().find(|option| fold(&option.value) == folded || fold(&option.label) == folded);
    found.map_or_else(|| text.to_owned(), |option| option.value.clone())
}

/// A number with either decimal sign: of two different separators the last is the decimal one; one
/// alone followed by exactly three digits separates thousands.
fn decimal(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_')).collect();
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits.strip_prefix('+').unwrap_or(&digits)),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return None;
    }
    let (dot, comma) = (digits.rfind('.'), digits.rfind(','));
    let decimal_at = match (dot, comma) {
        (Some(dot), Some(comma)) => Some(dot.max(comma)),
        (None, None) => None,
        (Some(at), None) | (None, Some(at)) => {
            let sign = digits.as_bytes()[at];
            let repeated = digits.bytes().filter(|byte| *byte == sign).count() > 1;
            let zero = digits[..at].bytes().all(|byte| byte == b'0');
            let thousands = digits.len() - at - 1 == 3 && (sign == b',' || repeated) && !zero;
            (!repeated && !thousands).then_some(at)
        }
    };
    let keep = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, fraction) = match decimal_at {
        Some(at) => (keep(&digits[..at]), keep(&digits[at + 1..])),
        None => (keep(digits), String::new()),
    };
    let sign = if negative { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { &whole };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

fn number(text: &str) -> Option<f64> {
    decimal(text.trim_end_matches('%').trim_end())?.parse().ok()
}

/// An amount in major units, exactly; digits beyond the currency's are rounded half away from zero.
fn money(spec: &FieldSpec, text: &str, currency: &str) -> Result<Json, FieldError> {
    const SIGNS: [(&str, &str); 5] = [("₹", "INR"), ("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("¥", "JPY")];
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_uppercase();
    let sign = SIGNS.iter().find(|(sign, _)| text.contains(sign)).map(|(_, code)| *code);
    // A dollar sign means the workspace's own dollars where it has some.
    let sign = if sign == Some("USD") && currency.ends_with('D') { Some(currency) } else { sign };
    let named = if is_currency(&letters) { Some(letters.as_str()) } else { sign };
    let code = named.unwrap_or(currency);
    let figures: String =
        text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\'' | ' ')).collect();
    let amount = decimal(&figures).and_then(|text| minor_units(&text, currency_digits(code)));
    match amount {
        Some(amount) => Ok(json!({"amount": amount, "currency": code})),
        None => Err(FieldError::new(&spec.key, FieldCode::WrongType, "This is not an amount.")),
    }
}

fn minor_units(decimal: &str, digits: u32) -> Option<i64> {
    let (negative, decimal) = match decimal.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, decimal),
    };
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(digits as usize).collect();
    let mut amount: i64 = format!("{whole}{kept}").parse().ok()?;
    let next = fraction.chars().nth(digits as usize).and_then(|c| c.to_digit(10)).unwrap_or(0);
    amount = amount.checked_add(i64::from(next >= 5))?;
    Some(if negative { -amount } else { amount })
}

/// `2026-04-30`, `2026/04/30`, `30.04.2026`, `30/04/2026`, `30-04-2026`; a second number above twelve
/// makes it the American order.
fn date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let n = |text: &str| text.parse::<i16>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = match (a.len(), c.len()) {
        (4, _) => (n(a)?, n(b)?, n(c)?),
        (_, 4) if n(b)? > 12 => (n(c)?, n(a)?, n(b)?),
        (_, 4) => (n(c)?, n(b)?, n(a)?),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn moment(text: &str, zone: &str) -> Option<String> {
    if let Ok(moment) = text.parse::<kith_model::Timestamp>() {
        return Some(moment.to_string());
    }
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let mut parts = time.trim().split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (parts.next()??, parts.next().unwrap_or(Some(0))?);
    let second = parts.next().unwrap_or(Some(0))?;
    let sane = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    let start = date(day.trim().trim_end_matches(','))?.start_in(zone);
    sane.then(|| start.plus_seconds(hour * 3600 + minute * 60 + second).to_string())
}

#[cfg(test)]
mod tests {
    use kith_catalog::{deal, lead};
    use kith_model::FieldDef;

    use super::*;

    fn cell(def: FieldDef, text: &str) -> Option<Json> {
        let context = CellContext { currency: "INR".into(), time_zone: "Asia/Kolkata".into() };
        read(&FieldSpec::declared(&def), text, &context).ok()
    }

    #[test]
    fn amounts_in_every_notation() {
        for (text, amount, currency) in [
            ("85000", 8_500_000, "INR"),
            ("₹1,10,000", 11_000_000, "INR"),
            ("1.234,56 EUR", 123_456, "EUR"),
            ("$1,234.5", 123_450, "USD"),
            ("-0,005", -1, "INR"),
            ("JPY 500", 500, "JPY"),
            ("1,234", 123_400, "INR"),
        ] {
            assert_eq!(cell(deal::AMOUNT.def(), text), Some(json!({"amount": amount, "currency": currency})), "{text}");
        }
        assert_eq!(cell(deal::AMOUNT.def(), "much"), None);
    }

    #[test]
    fn dates_in_every_order() {
        for text in ["2026-04-30", "30.04.2026", "30/04/2026", "04/30/2026", "2026/4/30"] {
            assert_eq!(cell(deal::EXPECTED_CLOSE_ON.def(), text), Some(json!("2026-04-30")), "{text}");
        }
        assert_eq!(cell(deal::EXPECTED_CLOSE_ON.def(), "31.02.2026"), None);
    }

    #[test]
    fn choices_by_label_and_formulas_without_apostrophe() {
        assert_eq!(cell(lead::SOURCE.def(), "web FORM"), Some(json!("web_form")));
        assert_eq!(cell(lead::FIRST_NAME.def(), "'=Ana"), Some(json!("=Ana")));
        assert_eq!(cell(lead::DO_NOT_DISTURB.def(), "Ja"), Some(json!(true)));
    }
}
