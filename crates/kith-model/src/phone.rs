//! Phone numbers: kept as typed, compared as E.164.

use phonenumber::country;

/// The number in E.164 form (`+919876543120`), read with `region` (ISO 3166 alpha-2) as the country
/// where none is given; `None` where it is not a possible number.
pub fn e164(typed: &str, region: &str) -> Option<String> {
    let region: Option<country::Id> = region.parse().ok();
    let number = phonenumber::parse(region, typed).ok()?;
    phonenumber::is_viable(typed).then(|| number.format().mode(phonenumber::Mode::E164).to_string())
}

/// The form that filters, search and duplicate rules compare: E.164, else the bare digits.
pub fn phone_fold(typed: &str, region: &str) -> String {
    e164(typed, region).unwrap_or_else(|| typed.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
}
