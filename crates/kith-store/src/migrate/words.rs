//! One text for both engines: migrations are written in PostgreSQL's words.

use crate::sql::Dialect;

/// The text of a migration for one engine. Lines after `-- engine: sqlite` or `-- engine: postgres`
/// are for that engine alone, until `-- engine: both`.
///
/// For SQLite the type names are mapped and tables become `STRICT`. For PostgreSQL text columns get
/// the collation that SQLite has, so that sorts and comparisons agree whatever the cluster was made with.
pub(super) fn for_engine(text: &str, dialect: Dialect) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let (mut wanted, mut verbatim, mut in_table) = (true, false, false);
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(engine) = trimmed.strip_prefix("-- engine:") {
            verbatim = engine.trim() != "both";
            wanted = match engine.trim() {
                "sqlite" => dialect == Dialect::Sqlite,
                "postgres" => dialect == Dialect::Postgres,
                _ => true,
            };
            continue;
        }
        if !wanted || trimmed.is_empty() || trimmed.starts_with("--") {
            continue;
        }
        in_table |= trimmed.starts_with("CREATE TABLE");
        match dialect {
            Dialect::Sqlite if verbatim => out.push_str(line),
            Dialect::Sqlite if in_table && trimmed == ");" => out.push_str(") STRICT;"),
            Dialect::Sqlite => map_words(&line.replace("double precision", "REAL"), sqlite_word, &mut out),
            Dialect::Postgres if in_table || trimmed.contains("ADD COLUMN") => map_words(line, postgres_word, &mut out),
            Dialect::Postgres => out.push_str(line),
        }
        out.push('\n');
        in_table &= !trimmed.ends_with(';');
    }
    out
}

fn sqlite_word(word: &str) -> &str {
    match word {
        "uuid" | "bytea" => "BLOB",
        "timestamptz" | "boolean" | "bigint" => "INTEGER",
        "text" | "jsonb" | "date" => "TEXT",
        word => word,
    }
}

fn postgres_word(word: &str) -> &str {
    match word {
        "text" => "text COLLATE \"C\"",
        word => word,
    }
}

/// Maps whole words outside of quotes.
fn map_words(line: &str, map: fn(&str) -> &str, out: &mut String) {
    let mut quote = None;
    let mut word = String::new();
    for c in line.chars().chain(['\n']) {
        if quote.is_none() && (c.is_ascii_alphanumeric() || c == '_') {
            word.push(c);
            continue;
        }
        out.push_str(map(&word));
        word.clear();
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        if c != '\n' {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "-- A comment about text.\nCREATE TABLE \"text\" (\n    id uuid NOT NULL,\n    note text,\n    \
        amount double precision,\n    CHECK (note <> 'a text')\n);\n-- engine: sqlite\nSELECT 'text', date;\n\
        -- engine: postgres\nSELECT now();\n-- engine: both\nCREATE INDEX text_idx ON \"text\" (id);\n";

    #[test]
    fn maps_whole_words_outside_of_quotes() {
        let lite = "CREATE TABLE \"text\" (\n    id BLOB NOT NULL,\n    note TEXT,\n    amount REAL,\n    \
            CHECK (note <> 'a text')\n) STRICT;\nSELECT 'text', date;\nCREATE INDEX text_idx ON \"text\" (id);\n";
        assert_eq!(for_engine(TEXT, Dialect::Sqlite), lite);
        let pg = "CREATE TABLE \"text\" (\n    id uuid NOT NULL,\n    note text COLLATE \"C\",\n    amount double \
            precision,\n    CHECK (note <> 'a text')\n);\nSELECT now();\nCREATE INDEX text_idx ON \"text\" (id);\n";
        assert_eq!(for_engine(TEXT, Dialect::Postgres), pg);
    }
}
