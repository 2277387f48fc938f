//! Words as both full-text indexes know them.

use kith_model::{Id, RecordKind, tokens};

use crate::sql::{Dialect, Sql, Val};

/// A character that no typed word contains.
const MARK: char = '\u{e000}';

/// More words of a query are not looked at.
const MAX_QUERY_WORDS: usize = 12;

/// The word in every row of a kind in a workspace.
pub(super) fn scope(workspace: Id, kind: &str) -> String {
    let kind: String = kind.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{MARK}{}{kind}", workspace.0.as_simple())
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

/// The index's own query text: in one of `scopes`, and any of the alternatives, whose words must all
/// be there.
pub(super) fn match_text(dialect: Dialect, scopes: &[String], alternatives: &[Vec<Wanted>]) -> String {
    let (and, or) = match dialect {
        Dialect::Sqlite => (" AND ", " OR "),
        Dialect::Postgres => (" & ", " | "),
    };
    // Words hold letters, digits and marks alone, so that nothing in them could end the quotes.
    let word = |word: &str, prefix: bool| match (dialect, prefix) {
        (Dialect::Sqlite, false) => format!("\"{word}\""),
        (Dialect::Sqlite, true) => format!("\"{word}\"*"),
        (Dialect::Postgres, false) => format!("'{word}'"),
        (Dialect::Postgres, true) => format!("'{word}':*"),
    };
    let scopes: Vec<String> = scopes.iter().map(|scope| word(scope, false)).collect();
    let wanted = |wanted: &Wanted| {
        let prefixes = wanted.prefixes.iter().map(|text| word(text, true));
        let all: Vec<String> = prefixes.chain(wanted.exact.iter().map(|text| word(text, false))).collect();
        format!("({})", all.join(or))
    };
    let each: Vec<String> = alternatives
        .iter()
        .map(|words| format!("({})", words.iter().map(wanted).collect::<Vec<_>>().join(and)))
        .collect();
    format!("({}){and}({})", scopes.join(or), each.join(or))
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
    let text = match_text(dialect, &[scope(workspace, kind.key)], &prefixes(&alternatives));
    match dialect {
        Dialect::Sqlite => sql.add(
            " AND t.\"id\" IN (SELECT d.record_id FROM search_fts JOIN search_doc AS d ON d.rid = search_fts.rowid \
             WHERE search_fts MATCH ?)",
            [Val::Text(text)],
        ),
        Dialect::Postgres => sql.add(
            " AND t.\"id\" IN (SELECT d.record_id FROM search_doc AS d WHERE d.tsv @@ CAST(CAST(? AS text) AS tsquery))",
            [Val::Text(text)],
        ),
    };
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
    fn the_query_is_confined_by_its_scope() {
        let words = prefixes(&alternatives("Acme"));
        let text = match_text(Dialect::Sqlite, &["s".into()], &words);
        assert_eq!(text, "(\"s\") AND (((\"acme\"*)))");
        assert_eq!(match_text(Dialect::Postgres, &["s".into()], &words), "('s') & ((('acme':*)))");
    }
}
