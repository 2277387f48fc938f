//! Words as both full-text indexes know them.

use kith_model::{Id, RecordKind, tokens};

use crate::sql::{Dialect, Sql, Val};

/// More words of a query are not looked at.
const MAX_QUERY_WORDS: usize = 12;

/// The first of the private use characters of plane 15, which no typed word contains, and how many
/// are used.
const FIRST_MARK: u32 = 0xf_0000;
const MARKS: u64 = 65_521;

/// The character before every word of a kind in a workspace. It confines a search within the index:
/// another kind's words, or another workspace's, are other words. Two may share a character, so rows
/// that were found are still looked at for whose they are.
pub(super) fn mark(workspace: Id, kind: &str) -> char {
    // FNV-1a: it must never change, since the index is made with it.
    let hash = workspace
        .as_bytes()
        .iter()
        .chain(kind.as_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    char::from_u32(FIRST_MARK + (hash % MARKS) as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Words, separated by blanks, as the index holds them.
pub(super) fn marked(mark: char, words: &str) -> String {
    words.split_ascii_whitespace().map(|word| format!("{mark}{word}")).collect::<Vec<_>>().join(" ")
}

/// A word of a query and the words that would do instead of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// Words that begin so.
    pub prefixes: Vec<String>,
    /// These words entirely.
    pub exact: Vec<String>,
}

/// The words of a query: alternatives of conjunctions. A text of digits and separators is also looked
/// for as one number, since people write phone numbers in groups of their own.
pub(super) fn alternatives(text: &str) -> Vec<Vec<String>> {
    let mut words = tokens(text);
    words.truncate(MAX_QUERY_WORDS);
    if words.is_empty() {
        return Vec::new();
    }
    let is_number = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()./".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    let several = words.len() > 1 || words.iter().any(|word| word != digits);
    let mut all = vec![words];
    if is_number && several && digits.len() >= 5 {
        all.push(vec![digits.chars().take(40).collect()]);
    }
    all
}

/// The index's own query text: under one of `marks`, any of the alternatives, whose words must all be
/// there.
pub(super) fn match_text(dialect: Dialect, marks: &[char], alternatives: &[Vec<Wanted>]) -> String {
    let (and, or) = match dialect {
        Dialect::Sqlite => (" AND ", " OR "),
        Dialect::Postgres => (" & ", " | "),
    };
    // Words hold letters, digits and marks alone, so that nothing in them could end the quotes.
    let word = |mark: char, word: &str, prefix: bool| match (dialect, prefix) {
        (Dialect::Sqlite, false) => format!("\"{mark}{word}\""),
        (Dialect::Sqlite, true) => format!("\"{mark}{word}\"*"),
        (Dialect::Postgres, false) => format!("'{mark}{word}'"),
        (Dialect::Postgres, true) => format!("'{mark}{word}':*"),
    };
    let wanted = |mark: char, wanted: &Wanted| {
        let prefixes = wanted.prefixes.iter().map(|text| word(mark, text, true));
        let all: Vec<String> = prefixes.chain(wanted.exact.iter().map(|text| word(mark, text, false))).collect();
        format!("({})", all.join(or))
    };
    let conjunction =
        |mark: char, words: &Vec<Wanted>| words.iter().map(|one| wanted(mark, one)).collect::<Vec<_>>().join(and);
    let each: Vec<String> = marks
        .iter()
        .flat_map(|mark| alternatives.iter().map(|words| format!("({})", conjunction(*mark, words))))
        .collect();
    each.join(or)
}

/// The words of a query, each matched by its beginning.
pub(super) fn prefixes(alternatives: &[Vec<String>]) -> Vec<Vec<Wanted>> {
    let wanted = |word: &String| Wanted { prefixes: vec![word.clone()], exact: Vec::new() };
    alternatives.iter().map(|words| words.iter().map(wanted).collect()).collect()
}

/// Restricts a list to records with certain words: all of them, each by its beginning.
///
/// The trash is not in the index, and neither may a search look into texts the caller does not see
/// (`title_only`): there, the words are looked for in titles.
pub(crate) fn push_words(
    sql: &mut Sql,
    dialect: Dialect,
    workspace: Id,
    kind: &RecordKind,
    text: &str,
    title_only: bool,
) {
    let alternatives = alternatives(text);
    if alternatives.is_empty() {
        return;
    }
    if title_only {
        for word in alternatives.into_iter().next().unwrap_or_default() {
            sql.add(" AND t.\"title_fold\" LIKE ?", [Val::Text(format!("%{word}%"))]);
        }
        return;
    }
    let text = match_text(dialect, &[mark(workspace, kind.key)], &prefixes(&alternatives));
    sql.raw(" AND t.\"id\" IN (SELECT d.record_id FROM ");
    push_matching(sql, dialect, workspace, text);
    sql.add(" AND d.kind = ?)", [Val::Text(kind.key.to_owned())]);
}

/// The rows of `search_doc AS d` of a workspace that an index's query finds, up to further conditions.
/// The index always leads: through the workspace's own, every row of it would be looked at.
pub(super) fn push_matching(sql: &mut Sql, dialect: Dialect, workspace: Id, text: String) {
    sql.add(
        match dialect {
            Dialect::Sqlite => {
                "search_fts CROSS JOIN search_doc AS d ON d.rid = search_fts.rowid \
                 WHERE search_fts MATCH ? AND d.workspace_id = ?"
            }
            Dialect::Postgres => {
                "search_doc AS d WHERE d.tsv @@ CAST(CAST(? AS text) AS tsquery) \
                 AND d.workspace_id IS NOT DISTINCT FROM ?"
            }
        },
        [Val::Text(text), Val::Id(workspace)],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_in_any_grouping_is_one_word() {
        assert_eq!(
            alternatives("098765 43120"),
            [vec!["098765".to_owned(), "43120".into()], vec!["9876543120".into()]]
        );
        assert_eq!(alternatives("Priya Menon"), [vec!["priya".to_owned(), "menon".into()]]);
        assert_eq!(alternatives("2026"), [vec!["2026".to_owned()]]);
        assert!(alternatives(" !? ").is_empty());
    }

    #[test]
    fn the_query_is_confined_by_its_mark() {
        let words = prefixes(&alternatives("Acme"));
        assert_eq!(match_text(Dialect::Sqlite, &['a', 'b'], &words), "((\"aacme\"*)) OR ((\"bacme\"*))");
        assert_eq!(match_text(Dialect::Postgres, &['a'], &words), "(('aacme':*))");
    }

    #[test]
    fn a_mark_never_changes() {
        let workspace: Id = "019366a8-e32e-7000-8000-000100013b48".parse().unwrap();
        assert_eq!(u32::from(mark(workspace, "contact")), 1_046_377);
        assert_ne!(mark(workspace, "contact"), mark(workspace, "lead"));
    }
}
