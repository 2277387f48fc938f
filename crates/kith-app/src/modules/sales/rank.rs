//! Ranks: short texts between any two of which there is room for another, so that putting a record
//! between two others changes that record alone.

use kith_model::Timestamp;

/// In the order in which texts are compared.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Digits of a rank made from the time.
const WIDTH: u32 = 12;

/// A rank above all that were made before.
pub(super) fn top(now: Timestamp) -> String {
    let mut left = 36_u64.pow(WIDTH) - 1 - now.as_micros().max(0) as u64;
    let mut out = vec![DIGITS[18]];
    for _ in 0..WIDTH {
        out.push(DIGITS[(left % 36) as usize]);
        left /= 36;
    }
    out.reverse();
    text(out)
}

/// A rank below `above` and above `below`, which must come after it; without `below`, at the end.
/// It never ends with the smallest digit, above which there would be no room.
pub(super) fn between(above: &str, below: Option<&str>) -> String {
    let (mut low, mut high) = (above.bytes(), below.map(str::bytes));
    let mut out = Vec::new();
    loop {
        let floor = low.next().map_or(0, digit);
        let ceiling = match &mut high {
            Some(bytes) => bytes.next().map_or(0, digit),
            None => DIGITS.len(),
        };
        if floor == ceiling {
            out.push(DIGITS[floor]);
            continue;
        }
        let middle = floor.midpoint(ceiling);
        if middle > floor {
            out.push(DIGITS[middle]);
            return text(out);
        }
        // Neighbouring digits: below the lower one there is room up to the end.
        out.push(DIGITS[floor]);
        high = None;
    }
}

fn digit(byte: u8) -> usize {
    DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0)
}

fn text(digits: Vec<u8>) -> String {
    digits.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn later_comes_on_top() {
        let at = |secs| top(Timestamp::from_micros(1_790_000_000_000_000).plus_seconds(secs));
        assert!(at(1) < at(0) && at(60) < at(1));
        assert_eq!(at(0).len(), 13);
    }

    proptest! {
        #[test]
        fn there_is_always_room(choices in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut ranks = vec![top(Timestamp::from_micros(1_790_000_000_000_000))];
            for choice in choices {
                let at = choice.index(ranks.len() + 1);
                let above = at.checked_sub(1).map_or("", |above| ranks[above].as_str());
                let rank = between(above, ranks.get(at).map(String::as_str));
                prop_assert!(above < rank.as_str());
                prop_assert!(ranks.get(at).is_none_or(|below| rank < *below));
                prop_assert!(!rank.ends_with('0'));
                ranks.insert(at, rank);
            }
        }
    }
}
