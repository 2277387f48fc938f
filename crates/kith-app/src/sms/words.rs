//! Words by which people say that they want no more text messages, or that they do again.

/// What a message asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// No more messages.
    Stop,
    /// Messages again.
    Start,
}

/// In capitals. The English ones are those that carriers in the United States ask for (CTIA, Messaging
/// Principles and Best Practices, 5.1.3).
const STOP: [&str; 15] = [
    "STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT", "STOPP",
    "ABMELDEN", "ABBESTELLEN", "बंद", "रोकें",
];
const START: [&str; 5] = ["START", "UNSTOP", "YES", "ANMELDEN", "शुरू"];

/// The wish that a message is, if it is nothing else: "stop by at five" is none.
pub(super) fn wish(text: &str) -> Option<Wish> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control() || c.is_ascii_punctuation() || "…“”‘’„।".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let said = words.join(" ").to_uppercase();
    if STOP.contains(&said.as_str()) { Some(Wish::Stop) } else { START.contains(&said.as_str()).then_some(Wish::Start) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_alone_is_a_wish() {
        for text in ["STOP", " stop.", "Stop!!", "“Stop”", "STOP ALL\r\n", "Opt-out", "stopp", "बंद", "Quit\u{0}"]
        {
            assert_eq!(wish(text), Some(Wish::Stop), "{text:?}");
        }
        for text in ["start", "Unstop", "YES!"] {
            assert_eq!(wish(text), Some(Wish::Start), "{text:?}");
        }
        for text in ["", "…", "stop by at five", "yes please call me", "non-stop", "st op", "S T O P"] {
            assert_eq!(wish(text), None, "{text:?}");
        }
    }
}
