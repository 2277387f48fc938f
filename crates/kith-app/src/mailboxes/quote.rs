//! Where a mail begins to repeat the one it answers.

/// The character from which on a text repeats earlier words, where that is its end. It is folded away, not
/// cut off, so a wrong guess loses nothing.
pub(super) fn begins(text: &str) -> Option<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().enumerate().position(|(at, line)| is_separator(line, &lines[at + 1..]));
    let quoted = || {
        // Quoted lines to the end, with blank ones among them.
        let is_quoted = |line: &&str| line.starts_with('>') || line.trim().is_empty();
        let count = lines.iter().rev().take_while(|line| is_quoted(line)).count();
        let start = lines.len() - count;
        let start = start + lines[start..].iter().take_while(|line| !line.starts_with('>')).count();
        let some = lines[start..].iter().any(|line| line.starts_with('>'));
        some.then(|| if start > 0 && ends_as_intro(lines[start - 1]) { start - 1 } else { start })
    };
    let line = first.or_else(quoted)?;
    // A mail that is nothing but a quotation is shown.
    if lines[..line].iter().all(|line| line.trim().is_empty()) {
        return None;
    }
    Some(lines[..line].iter().map(|line| line.chars().count() + 1).sum())
}

/// `-----Original Message-----`, `On … wrote:` before quoted lines, and the rule that Outlook draws.
fn is_separator(line: &str, after: &[&str]) -> bool {
    let text = line.trim();
    let lower = text.to_lowercase();
    let dashes = text.starts_with("-----") && text.ends_with("-----");
    let original = ["original message", "forwarded message", "ursprüngliche nachricht", "weitergeleitete nachricht"];
    let ruled = text.len() >= 20 && text.chars().all(|c| c == '_');
    let next = after.iter().find(|line| !line.trim().is_empty()).map(|line| line.trim().to_lowercase());
    let headed = |next: &String| ["from:", "von:", "de :", "de:", "प्रेषक:"].iter().any(|word| next.starts_with(word));
    let quoted = next.as_ref().is_some_and(|next| next.starts_with('>'));
    (dashes && original.iter().any(|word| lower.contains(word)))
        || (ruled && next.as_ref().is_some_and(headed))
        || (ends_as_intro(line) && quoted)
}

/// The line that says who wrote what follows.
fn ends_as_intro(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.ends_with(':')
        && ["wrote", "schrieb", "a écrit", "ने लिखा", "escribió", "@"].iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::begins;

    fn shown(text: &str) -> String {
        begins(text).map_or_else(|| text.to_owned(), |at| text.chars().take(at).collect())
    }

    #[test]
    fn earlier_words_are_found() {
        for text in [
            "Yes, please.\n\nOn Sat, 21 Nov 2026, Ana wrote:\n> Shall we?\n>\n> Ana\n",
            "Yes, please.\n\nAm 21.11.2026 schrieb Ana:\n\n> Sollen wir?\n",
            "Yes, please.\n\n> Shall we?\n> Ana",
            "Yes, please.\n\n-----Original Message-----\nFrom: Ana\nShall we?\n",
            "Yes, please.\n\n________________________________\nFrom: Ana\nShall we?\n",
        ] {
            assert_eq!(shown(text).trim(), "Yes, please.", "{text}");
        }
    }

    #[test]
    fn answers_between_the_lines_stay() {
        for text in
            ["> Shall we?\n\nYes.\n", "Hello\n> a\nanswer below\n", "> only a quotation\n", "", "Note:\nread me\n"]
        {
            assert_eq!(shown(text), text);
        }
    }
}
