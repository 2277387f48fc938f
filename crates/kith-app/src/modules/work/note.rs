//! Notes: their title is how they begin.

use kith_catalog::note::{BODY, EDITED_AT, PARENT, RECORD};
use kith_model::{FieldCode, Record, Value};

use crate::modules::{Draft, Op, Rules};

/// The rules of notes.
pub(in crate::modules) struct NoteRules;

const TITLE_CHARACTERS: usize = 80;

impl Rules for NoteRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.op == Op::Update && draft.changes(&RECORD) {
            draft.fail(&RECORD, FieldCode::Invalid, "A note stays with what it was written about.");
        }
        if draft.op == Op::Update && draft.changes(&BODY) {
            draft.put(&EDITED_AT, Value::Time(draft.now));
        }
        if draft.get(&PARENT) == Some(draft.after.id) {
            draft.fail(&PARENT, FieldCode::Invalid, "A note cannot answer itself.");
        }
    }

    fn title(&self, record: &Record) -> Option<String> {
        let text = plain_text(record.get(&BODY).unwrap_or_default());
        Some(text.chars().take(TITLE_CHARACTERS).collect::<String>().trim_end().to_owned())
    }
}

/// The words of a Markdown text on one line: markers of headings, lists, quotes, emphasis and code
/// dropped, links and images reduced to their text.
fn plain_text(markdown: &str) -> String {
    let mut out = String::new();
    for line in markdown.lines() {
        let line = line.trim().trim_start_matches(['#', '>', '-', '*', '+']).trim_start();
        let line = line.strip_prefix("[ ]").or_else(|| line.strip_prefix("[x]")).unwrap_or(line);
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '*' | '`' | '~' | '[' => {}
                '!' if rest.starts_with('[') => {}
                // The target of a link, whose text has just been written.
                ']' if rest.starts_with('(') => rest = rest.find(')').map_or("", |end| &rest[end + 1..]),
                ']' => {}
                c => out.push(c),
            }
        }
        out.push(' ');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn markdown_becomes_words() {
        let text = "## Client **approved**\n\n- see [the ad](https://x.test/a(b) draft\n- `start` by Friday!";
        assert_eq!(plain_text(text), "Client approved see the ad draft start by Friday!");
        assert_eq!(plain_text("snake_case stays"), "snake_case stays");
    }
}
