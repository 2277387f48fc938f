//! JSON written byte by byte, without a tree in between.

use kith_model::{Date, Id, Timestamp};

/// A text with its quotes.
pub(crate) fn text(out: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut done = 0;
    for (i, &byte) in bytes.iter().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.extend_from_slice(&bytes[done..i]);
        done = i + 1;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            byte => {
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
        }
    }
    out.extend_from_slice(&bytes[done..]);
    out.push(b'"');
}

/// A whole number.
pub(crate) fn int(out: &mut Vec<u8>, n: i64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = n.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if n < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// A number with a fraction; JSON has no word for what is no number.
pub(crate) fn real(out: &mut Vec<u8>, n: f64) {
    if n.is_finite() {
        out.extend_from_slice(serde_json::Value::from(n).to_string().as_bytes());
    } else {
        out.extend_from_slice(b"null");
    }
}

/// An id with its quotes.
pub(crate) fn id(out: &mut Vec<u8>, id: Id) {
    let mut text = [0u8; 36];
    id.0.as_hyphenated().encode_lower(&mut text);
    out.push(b'"');
    out.extend_from_slice(&text);
    out.push(b'"');
}

/// A day with its quotes.
pub(crate) fn date(out: &mut Vec<u8>, date: Date) {
    out.push(b'"');
    out.extend_from_slice(date.to_string().as_bytes());
    out.push(b'"');
}

/// A moment with its quotes, as [`Timestamp`]'s `Display` writes it, which a page of rows would feel.
pub(crate) fn time(out: &mut Vec<u8>, time: Timestamp) {
    let micros = time.as_micros();
    let (days, of_day) = (micros.div_euclid(86_400_000_000), micros.rem_euclid(86_400_000_000));
    let (year, month, day) = civil(days);
    if !(0..=9999).contains(&year) {
        return text(out, &time.to_string());
    }
    let seconds = of_day / 1_000_000;
    out.push(b'"');
    padded(out, year, 4);
    out.push(b'-');
    padded(out, month, 2);
    out.push(b'-');
    padded(out, day, 2);
    out.push(b'T');
    padded(out, seconds / 3600, 2);
    out.push(b':');
    padded(out, seconds / 60 % 60, 2);
    out.push(b':');
    padded(out, seconds % 60, 2);
    let mut fraction = of_day % 1_000_000;
    if fraction != 0 {
        let mut width = 6;
        while fraction % 10 == 0 {
            fraction /= 10;
            width -= 1;
        }
        out.push(b'.');
        padded(out, fraction, width);
    }
    out.extend_from_slice(b"Z\"");
}

fn padded(out: &mut Vec<u8>, n: i64, width: u32) {
    for place in (0..width).rev() {
        out.push(b'0' + (n / 10i64.pow(place) % 10) as u8);
    }
}

/// Year, month and day of a count of days since 1970-01-01, in the Gregorian calendar reckoned in
/// eras of 400 years that begin on 1 March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn moments_are_written_as_they_are_displayed() {
        let mut micros: i64 = -62_135_596_800_000_000;
        while micros < 253_402_300_000_000_000 {
            let moment = Timestamp::from_micros(micros);
            assert_eq!(written(|out| time(out, moment)), format!("\"{moment}\""));
            micros += 12_345_678_901_230;
        }
        for micros in [0, 1, -1, 500_000, 951_782_400_000_000, 1_709_164_800_000_001] {
            let moment = Timestamp::from_micros(micros);
            assert_eq!(written(|out| time(out, moment)), format!("\"{moment}\""));
        }
    }

    #[test]
    fn texts_are_written_as_serde_json_writes_them() {
        for sample in ["", "plain", "\"q\" \\ \n\r\t\u{1}\u{1f}\u{7f}", "ज़ोहरा 🚀", "\u{8}\u{c}"] {
            let parsed: String = serde_json::from_str(&written(|out| text(out, sample))).expect("JSON");
            assert_eq!(parsed, sample);
        }
        for n in [0, -1, i64::MAX, i64::MIN, 1234567890] {
            assert_eq!(written(|out| int(out, n)), n.to_string());
        }
    }
}
