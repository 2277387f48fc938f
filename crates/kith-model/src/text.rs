//! Folding of text for search, sort and uniqueness, done here so that both engines agree.
//!
//! SQLite lower-cases ASCII only and PostgreSQL's collations differ from machine to machine, so
//! no database function is asked: folded text is stored beside the original.

use unicode_normalization::UnicodeNormalization;

/// Lower case, without Latin, Greek and Cyrillic accents, compatibility forms unified, white space
/// collapsed. Marks of other scripts (the vowel signs of Devanagari, say) carry meaning and stay.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase) {
        if c.is_whitespace() || c.is_control() {
            space = !out.is_empty();
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        match c {
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            // What lower-casing decomposes again (İ) must not leave its mark behind.
            '\u{300}'..='\u{36f}' => {}
            c => out.push(c),
        }
    }
    out.nfc().collect()
}

/// The same for what most texts are, without looking characters up in tables.
fn fold_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_ascii_whitespace() || c.is_ascii_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
    out
}

/// The words of a text in folded form: runs of letters, digits and marks, in order, with repeats.
pub fn tokens(text: &str) -> Vec<String> {
    use unicode_normalization::char::is_combining_mark;
    fold(text)
        .split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c)))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(40).collect())
        .collect()
}

/// The keys under which a folded word is found by somebody who mistyped one letter: the word
/// itself and the word with each single letter left out. Two words that differ by one inserted,
/// missing or wrong letter, or by two swapped neighbours, share a key (the symmetric-delete
/// method of spelling correction). Words shorter than four letters and words with digits have none.
pub fn typo_keys(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 || letters.len() > 24 || letters.iter().any(|c| c.is_numeric()) {
        return Vec::new();
    }
    let mut keys = vec![word.to_owned()];
    for skip in 0..letters.len() {
        let key: String = letters.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, c)| *c).collect();
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Whether two words are at most one edit apart: a letter inserted, left out, replaced, or swapped
/// with its neighbour (optimal string alignment distance ≤ 1).
pub fn within_one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    match (a.len(), b.len()) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => a[0] == b[1] && a[1] == b[0],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_accents_and_spaces_but_keeps_other_scripts() {
        assert_eq!(fold("  Zsófia   HALMOS "), "zsofia halmos");
        assert_eq!(fold("Straße Łódź İstanbul"), "strasse lodz istanbul");
        assert_eq!(fold("ﬁnance"), "finance");
        assert_eq!(fold("\tPlain  ASCII\u{1}text "), "plain ascii text");
        assert_eq!(fold("\tPlain  ASCII\u{1}téxt "), "plain ascii text");
        assert_eq!(fold("प्रिया मेनन"), "प्रिया मेनन");
    }

    #[test]
    fn splits_into_words() {
        assert_eq!(tokens("priya.menon@finedge.co"), ["priya", "menon", "finedge", "co"]);
        assert_eq!(tokens("प्रिया, मेनन"), ["प्रिया", "मेनन"]);
    }

    #[test]
    fn a_swap_shares_a_key_and_is_one_edit() {
        let (sharma, shrama) = (typo_keys("sharma"), typo_keys("shrama"));
        assert!(sharma.iter().any(|key| shrama.contains(key)));
        assert!(within_one_edit("sharma", "shrama"));
        assert!(within_one_edit("sharma", "sharm"));
        assert!(within_one_edit("sharma", "sherma"));
        assert!(!within_one_edit("sharma", "verma"));
    }
}
