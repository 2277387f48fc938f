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
    international(typed).or_else(|| e164(typed, region)).unwrap_or_else(|| bare(typed))
}

/// The usual ways to write a number that is given as E.164: with its country and without, with blanks, dashes, dots
/// or nothing between its groups. For numbers that are kept as texts, which no fold makes one.
pub fn spellings(number: &str) -> Vec<String> {
    let Ok(parsed) = phonenumber::parse(None, number) else { return vec![number.to_owned()] };
    let groups = |mode| {
        let written = parsed.format().mode(mode).to_string();
        let each = written.split(|c: char| !c.is_ascii_digit() && c != '+').filter(|group| !group.is_empty());
        each.map(str::to_owned).collect::<Vec<String>>()
    };
    let (abroad, home) = (groups(phonenumber::Mode::International), groups(phonenumber::Mode::National));
    // The zero that is dialled within a country is left out as often as not.
    let mut short = home.clone();
    if let Some(rest) = short.first_mut().and_then(|first| first.strip_prefix('0').map(str::to_owned)) {
        short[0] = rest;
        short.retain(|group| !group.is_empty());
    }
    let (code, rest) =
        abroad.split_first().map_or((String::new(), String::new()), |(code, rest)| (code.clone(), rest.concat()));
    let joined = [vec![code.clone(), rest.clone()], abroad, home, short];
    let mut all: Vec<String> =
        joined.iter().flat_map(|way| ["", " ", "-", "."].map(|between| way.join(between))).collect();
    all.push(format!("00{}{rest}", code.trim_start_matches('+')));
    all.sort_unstable();
    all.dedup();
    all
}

fn bare(typed: &str) -> String {
    typed.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// A number that says its country and needs no reading: what most databases hold. Where a zero could
/// be one of those that are not dialled from abroad, it is left to those who know the country.
fn international(typed: &str) -> Option<String> {
    let is_plain = typed.strip_prefix('+')?.bytes().all(|b| b.is_ascii_digit() || b == b' ' || b == b'-');
    let number = bare(typed);
    let may_hold_trunk_zero = number.bytes().take(5).any(|b| b == b'0');
    (is_plain && (8..=16).contains(&number.len()) && !may_hold_trunk_zero).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_the_usual_ways() {
        let written = spellings("+919876543210");
        for way in [
            "+919876543210", "+91 98765 43210", "+91-98765-43210", "+91 9876543210", "00919876543210", "098765 43210",
            "09876543210", "98765 43210", "9876543210",
        ] {
            assert!(written.iter().any(|known| known == way), "{way}: {written:?}");
        }
        assert!(written.iter().all(|way| e164(way, "IN").as_deref() == Some("+919876543210")), "{written:?}");
        assert!(spellings("+14155550123").contains(&"415-555-0123".to_owned()));
        assert_eq!(spellings("nobody"), ["nobody"]);
    }

    #[test]
    fn the_short_way_says_what_the_library_says() {
        let mut seed: u64 = 12_345;
        let mut random = move |below: u64| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed % below
        };
        let mut short = 0;
        for _ in 0..20_000 {
            let mut typed = format!("+{}", 1 + random(998));
            for _ in 0..3 + random(12) {
                typed.push(char::from(b'0' + random(10) as u8));
                typed.push_str(["", "", "", " ", "-"][random(5) as usize]);
            }
            if let Some(number) = international(&typed) {
                assert_eq!(number, e164(&typed, "IN").unwrap_or_else(|| bare(&typed)), "{typed}");
                short += 1;
            }
        }
        assert!(short > 5_000);
    }
}
