//! What Kith reads out of Markdown: its words, the people and records it names, its ticked boxes.
//!
//! A record is named by a link whose address is `kith:<kind>/<id>`: `[@Ben Das](kith:user/0199…)`.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::Id;

/// The kind by which people are mentioned.
const PERSON: &str = "user";
/// What stands where a record is named whose title only its readers are told.
const UNNAMED: &str = "…";

/// A record that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The kind's key, as it was written.
    pub kind: String,
    /// The record's id.
    pub id: Id,
}

impl Named {
    /// Reads the address of a link; `None` where it leads elsewhere.
    fn from_address(address: &str) -> Option<Named> {
        let (kind, id) = address.strip_prefix("kith:")?.split_once('/')?;
        let plain = !kind.is_empty() && kind.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let id = Some(id).filter(|id| plain && id.len() == 36)?.parse().ok()?;
        Some(Named { kind: kind.to_owned(), id })
    }
}

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS)
}

/// The words on one line: without the marks of headings, lists and emphasis, links and pictures
/// reduced to their text.
pub fn plain_text(markdown: &str) -> String {
    let mut out = String::new();
    // Where the innermost link began, to see whether anything was written in it.
    let mut link = None;
    for event in parser(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => out.push_str(&text),
            Event::Start(Tag::Link { dest_url, .. }) => {
                link = Named::from_address(&dest_url).map(|_| out.len());
            }
            Event::End(TagEnd::Link) => {
                let empty = link.take() == Some(out.len());
                out.push_str(if empty { UNNAMED } else { "" });
            }
            Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_)) => out.push(' '),
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push(' '),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::End(_) => out.push(' '),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The records that a text names by links, in order, with repeats. What stands in code names nothing.
pub fn named(markdown: &str) -> Vec<Named> {
    links(markdown).into_iter().map(|(named, _)| named).collect()
}

/// The people whom a text mentions, each once, in order.
pub fn mentions(markdown: &str) -> Vec<Id> {
    let mut seen = std::collections::HashSet::new();
    let people = named(markdown).into_iter().filter(|named| named.kind == PERSON);
    people.map(|named| named.id).filter(|id| seen.insert(*id)).collect()
}

/// The same text without the titles of the records it names. A title belongs to those who may read
/// the record, and a text is read by others too; whoever shows it asks for the titles. Names of
/// people stay: everybody reads them.
pub fn without_titles(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut from = 0;
    for (named, range) in links(markdown).into_iter().filter(|(named, _)| named.kind != PERSON) {
        out.push_str(&markdown[from..range.start]);
        out.push_str(&format!("[](kith:{}/{})", named.kind, named.id));
        from = range.end;
    }
    out.push_str(&markdown[from..]);
    out
}

fn links(markdown: &str) -> Vec<(Named, Range<usize>)> {
    let found = parser(markdown).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some((Named::from_address(&dest_url)?, range)),
        _ => None,
    });
    found.collect()
}

/// The same text with every box of a task list open, to see whether two differ in ticks alone.
pub fn unticked(markdown: &str) -> String {
    let mut out = markdown.to_owned();
    for (event, range) in parser(markdown).into_offset_iter() {
        if let Event::TaskListMarker(true) = event {
            // "[x]" and "[ ]" are equally long, so what comes later stays where it is.
            out.replace_range(range, "[ ]");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BEN: &str = "01990000-0000-7000-8000-000000000001";

    #[test]
    fn markdown_becomes_words() {
        let text = "## Client **approved**\n\n- [x] see [the ad](https://x.test/a_b) draft\n- `start` by Friday!\n\n\
            1. one\n2. two\n\n| a | b |\n|---|---|\n| c | d |";
        assert_eq!(plain_text(text), "Client approved see the ad draft start by Friday! one two a b c d");
        assert_eq!(plain_text("snake_case and <b>tags</b> stay"), "snake_case and <b>tags</b> stay");
        assert_eq!(plain_text(&format!("[@Ben](kith:user/{BEN}) saw [](kith:deal/{BEN}).")), "@Ben saw ….");
        assert_eq!(plain_text("![a cat](kith:file/x) sat"), "a cat sat");
        assert_eq!(plain_text("- a\n  - b\n- c\n> d"), "a b c d");
    }

    #[test]
    fn people_and_records_are_read_out_once_and_not_from_code() {
        let ben: Id = BEN.parse().expect("an id");
        let at = format!("[@Ben](kith:user/{BEN})");
        assert_eq!(mentions(&format!("{at} and {at}, `{at}`\n\n    {at}\n\n```\n{at}\n```")), [ben]);
        assert_eq!(mentions(&format!("> - [ ] {at}")), [ben]);
        assert_eq!(mentions(&format!("\\{at} ![x](kith:user/{BEN})")), []);
        for wrong in ["kith:user/1", "kith:User/", "kith:/", "kith:us er/", "http://kith:user/"] {
            assert_eq!(named(&format!("[x]({wrong}{BEN})")), [], "{wrong}");
        }
        let deal = format!("see [Acme *renewal*](kith:deal/{BEN}), [@Ben](kith:user/{BEN})");
        let stripped = format!("see [](kith:deal/{BEN}), [@Ben](kith:user/{BEN})");
        assert_eq!(without_titles(&deal), stripped);
        let by_reference = format!("[Acme][1]\n\n[1]: kith:deal/{BEN} \"Acme\"");
        assert!(without_titles(&by_reference).starts_with(&format!("[](kith:deal/{BEN})")));
    }

    #[test]
    fn ticks_alone_are_seen() {
        assert_eq!(unticked("- [x] a\n- [X] é\n- [ ] [x]"), "- [ ] a\n- [ ] é\n- [ ] [x]");
        assert_eq!(unticked("`- [x]`"), "`- [x]`");
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just(format!("[@Ben](kith:user/{BEN})")),
            Just(format!("[Acme](kith:deal/{BEN})")),
            Just("- [x] ".to_owned()),
            "[\\[\\]()`*_~>#!\\\\|\n 😀é1.-]{0,6}",
            "\\PC{0,8}",
        ];
        proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in pieces()) {
            plain_text(&text);
            prop_assert_eq!(unticked(&unticked(&text)), unticked(&text));
            let stripped = without_titles(&text);
            prop_assert_eq!(mentions(&stripped), mentions(&text));
            prop_assert_eq!(without_titles(&stripped), stripped);
        }

        #[test]
        fn who_is_mentioned_between_words_is_found(words in proptest::collection::vec("[a-zé ]{0,8}", 1..60)) {
            let text = format!("a{}", words.join(&format!(" [@Ben](kith:user/{BEN}) ")));
            prop_assert_eq!(named(&text).len(), words.len() - 1);
        }
    }
}
