//! The page that asks a customer how content they were.

use std::fmt::Write;

use kith_app::modules::service::Question;

use super::Html;
use super::page::{DEFAULT_ACCENT, escape, head, style};
use super::words::words_of;

/// The words of the page in one language.
struct Said {
    ask: &'static str,
    about: &'static str,
    marks: [&'static str; 5],
    comment: &'static str,
    optional: &'static str,
    send: &'static str,
    change: &'static str,
    thanks: (&'static str, &'static str),
    over: &'static str,
    choose: &'static str,
}

const EN: Said = Said {
    ask: "How content are you?",
    about: "With how we settled",
    marks: ["Very unhappy", "Unhappy", "So-so", "Content", "Very content"],
    comment: "What could we do better?",
    optional: "optional",
    send: "Send",
    change: "Change the answer",
    thanks: ("Thank you", "Your answer has arrived:"),
    over: "The time to answer this is over.",
    choose: "Choose one of the five.",
};
const DE: Said = Said {
    ask: "Wie zufrieden sind Sie?",
    about: "Damit, wie wir dies erledigt haben:",
    marks: ["Sehr unzufrieden", "Unzufrieden", "Teils, teils", "Zufrieden", "Sehr zufrieden"],
    comment: "Was können wir besser machen?",
    optional: "freiwillig",
    send: "Senden",
    change: "Antwort ändern",
    thanks: ("Vielen Dank", "Ihre Antwort ist angekommen:"),
    over: "Die Zeit für eine Antwort ist vorbei.",
    choose: "Wählen Sie eine der fünf.",
};
const HI: Said = Said {
    ask: "आप कितने संतुष्ट हैं?",
    about: "हमने जो हल किया, उससे:",
    marks: ["बहुत असंतुष्ट", "असंतुष्ट", "ठीक-ठाक", "संतुष्ट", "बहुत संतुष्ट"],
    comment: "हम क्या बेहतर कर सकते हैं?",
    optional: "वैकल्पिक",
    send: "भेजें",
    change: "उत्तर बदलें",
    thanks: ("धन्यवाद", "आपका उत्तर मिल गया है:"),
    over: "उत्तर देने का समय समाप्त हो गया है।",
    choose: "पाँच में से एक चुनें।",
};

fn said(language: &str) -> &'static Said {
    match language {
        "de" => &DE,
        "hi" => &HI,
        _ => &EN,
    }
}

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rating<'a> {
    /// The answer that was given, or else the question.
    Known,
    /// The question, also where it has been answered.
    Again,
    /// The question once more, because nothing was chosen, with the comment.
    Wrong(&'a str),
}

/// The question, or the thanks once it was answered.
pub(crate) fn rating_page(question: &Question, shown: Rating<'_>) -> Html {
    let said = said(&question.language);
    let mut body = String::new();
    match (&question.answer, shown) {
        (Some((rating, comment)), shown) if shown == Rating::Known || !question.open => {
            thanks(&mut body, said, *rating, comment, question.open);
        }
        _ if !question.open => {
            let _ = write!(body, "<h1>{}</h1><p class=\"said\" role=\"status\">{}</p>", said.ask, said.over);
        }
        _ => ask(&mut body, said, question, shown),
    }
    let style = style(DEFAULT_ACCENT);
    let text = format!(
        "{}<title>{}</title><style>{style}</style></head><body><main><div class=\"card\">{body}</div></main></body>\
         </html>",
        head(words_of(&question.language)),
        said.ask
    );
    Html { text, style, leads_to: None, framed_by: Vec::new() }
}

fn thanks(body: &mut String, said: &Said, rating: i64, comment: &str, open: bool) {
    let (title, text) = said.thanks;
    let mark = usize::try_from(rating - 1).ok().and_then(|n| said.marks.get(n)).copied().unwrap_or_default();
    let _ = write!(body, "<h1>{title}</h1><p class=\"said\" role=\"status\">{text} <strong>{mark}</strong></p>");
    if !comment.is_empty() {
        let _ = write!(body, "<p class=\"said\">{}</p>", escape(comment));
    }
    if open {
        let _ = write!(body, "<a class=\"go\" href=\"?change=1\">{}</a>", said.change);
    }
}

fn ask(body: &mut String, said: &Said, question: &Question, shown: Rating<'_>) {
    let _ = write!(
        body,
        "<h1 id=\"ask\">{}</h1><p class=\"intro\">{} “{}” · {}</p>",
        said.ask,
        said.about,
        escape(&question.subject),
        escape(&question.firm)
    );
    let (chosen, mut comment) =
        question.answer.as_ref().map_or((0, ""), |(rating, comment)| (*rating, comment.as_str()));
    if let Rating::Wrong(typed) = shown {
        comment = typed;
        let _ = write!(body, "<p class=\"notice\" role=\"alert\">{}</p>", said.choose);
    }
    body.push_str(
        "<form method=\"post\" action=\"?\"><div class=\"field\" role=\"radiogroup\" aria-labelledby=\"ask\">",
    );
    for (mark, name) in (1..=5).rev().zip(said.marks.iter().rev()) {
        let checked = if mark == chosen { " checked" } else { "" };
        let _ = write!(
            body,
            "<label class=\"tick\"><input type=\"radio\" name=\"rating\" value=\"{mark}\" required{checked}>\
             <span>{name}</span></label>"
        );
    }
    let _ = write!(
        body,
        "</div><div class=\"field\"><label for=\"comment\">{} <span class=\"optional\">({})</span></label>\
         <textarea id=\"comment\" name=\"comment\" rows=\"4\" maxlength=\"5000\">{}</textarea></div>\
         <button type=\"submit\">{}</button></form>",
        said.comment,
        said.optional,
        escape(comment),
        said.send
    );
}
