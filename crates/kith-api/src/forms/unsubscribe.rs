//! The page on which somebody turns off mails that tell them of something.

use std::fmt::Write;

use kith_app::notices::Offer;

use super::Html;
use super::page::{DEFAULT_ACCENT, escape, head, style};
use super::words::{Words, words_of};

const SETTINGS: &str = "/settings/notifications";

/// The words of the page in one language. `{to}` is the address, `{firm}` who sends.
struct Said {
    ask: &'static str,
    stops: &'static str,
    digest: &'static str,
    digest_has: &'static str,
    else_as_before: &'static str,
    these: &'static str,
    all: &'static str,
    done: (&'static str, &'static str),
    digest_done: &'static str,
    all_done: &'static str,
    choose: &'static str,
    broken: (&'static str, &'static str),
    closed: (&'static str, &'static str),
    kinds: [&'static str; 14],
}

/// The kinds of notification, in the order of the words for them.
const KINDS: [&str; 14] = [
    "mentioned", "note_reply", "assigned", "shared", "task_reminder", "task_due", "task_overdue", "lead_hot",
    "ticket_reply", "ticket_due", "ticket_overdue", "ticket_awake", "meeting_answer", "sms_reply",
];

const EN: Said = Said {
    ask: "Turn these mails off?",
    stops: "{firm} then sends {to} no more mails about this:",
    digest: "{firm} then sends {to} no mail each morning any more.",
    digest_has: "It tells of this now:",
    else_as_before: "Nothing else changes: in Kith and on your devices you are told as before.",
    these: "Turn off",
    all: "Turn all such mails off",
    done: ("These mails are off", "{firm} sends {to} no more of them:"),
    digest_done: "{firm} sends {to} no mail each morning any more.",
    all_done: "{firm} sends {to} no mails any more that tell of something new.",
    choose: "Choose what you are told of",
    broken: (
        "This link does not work",
        "It is not complete, was changed on its way, or is too old. Nothing was turned off. In Kith you choose what \
         you are told of by mail, or with the link of a newer mail.",
    ),
    closed: ("There is nothing to turn off", "Nobody can sign in with this account any more, and no mail goes to it."),
    kinds: [
        "Mentions", "Answers", "Assignments", "Shared with you", "Reminders", "Tasks that are due", "Overdue tasks",
        "Hot leads", "Customers’ replies", "Promises that are due", "Promises that were missed", "Back from snooze",
        "Answers to invitations", "Text messages",
    ],
};
const DE: Said = Said {
    ask: "Diese E-Mails abstellen?",
    stops: "{firm} sendet an {to} dann keine E-Mails mehr hierüber:",
    digest: "{firm} sendet an {to} dann morgens keine E-Mail mehr.",
    digest_has: "Sie berichtet zurzeit hiervon:",
    else_as_before: "Sonst bleibt alles, wie es ist: in Kith und auf Ihren Geräten.",
    these: "Abstellen",
    all: "Alle solchen E-Mails abstellen",
    done: ("Diese E-Mails sind abgestellt", "{firm} sendet an {to} keine mehr davon:"),
    digest_done: "{firm} sendet an {to} morgens keine E-Mail mehr.",
    all_done: "{firm} sendet an {to} keine E-Mails mehr, die von Neuem berichten.",
    choose: "Benachrichtigungen wählen",
    broken: (
        "Dieser Link funktioniert nicht",
        "Er ist nicht vollständig, wurde unterwegs verändert oder ist zu alt. Es wurde nichts abgestellt. Was Sie per \
         E-Mail erfahren, wählen Sie in Kith oder mit dem Link einer neueren E-Mail.",
    ),
    closed: (
        "Es gibt nichts abzustellen",
        "Mit diesem Konto kann sich niemand mehr anmelden, und es bekommt keine E-Mails.",
    ),
    kinds: [
        "Erwähnungen", "Antworten", "Zuweisungen", "Mit Ihnen geteilt", "Erinnerungen", "Fällige Aufgaben",
        "Überfällige Aufgaben", "Heiße Leads", "Antworten von Kunden", "Fällige Zusagen", "Verpasste Zusagen",
        "Nach Aufschub zurück", "Antworten auf Einladungen", "SMS",
    ],
};
const HI: Said = Said {
    ask: "ये ईमेल बंद करें?",
    stops: "फिर {firm} इसके बारे में {to} पर ईमेल नहीं भेजेगा:",
    digest: "फिर {firm} हर सुबह {to} पर ईमेल नहीं भेजेगा।",
    digest_has: "अभी इसमें यह होता है:",
    else_as_before: "बाकी सब पहले जैसा रहेगा: Kith में और आपके उपकरणों पर।",
    these: "बंद करें",
    all: "ऐसे सभी ईमेल बंद करें",
    done: ("ये ईमेल बंद हैं", "{firm} अब {to} पर इनमें से कुछ नहीं भेजता:"),
    digest_done: "{firm} अब हर सुबह {to} पर ईमेल नहीं भेजता।",
    all_done: "{firm} अब {to} पर नई बातों के ईमेल नहीं भेजता।",
    choose: "सूचनाएँ चुनें",
    broken: (
        "यह लिंक काम नहीं करता",
        "यह अधूरा है, रास्ते में बदल गया है या बहुत पुराना है। कुछ भी बंद नहीं किया गया। ईमेल से क्या मिले, यह Kith में या किसी नए ईमेल के लिंक \
         से चुनें।",
    ),
    closed: ("बंद करने को कुछ नहीं है", "इस खाते से अब कोई साइन इन नहीं कर सकता, और इस पर ईमेल नहीं जाते।"),
    kinds: [
        "उल्लेख",
        "उत्तर",
        "सौंपे गए काम",
        "आपके साथ साझा",
        "रिमाइंडर",
        "जिन कार्यों का समय हो गया",
        "विलंबित कार्य",
        "हॉट लीड",
        "ग्राहकों के उत्तर",
        "जिन वादों का समय हो गया",
        "छूटे हुए वादे",
        "स्नूज़ से वापस",
        "निमंत्रणों के उत्तर",
        "SMS",
    ],
};

fn said(language: &str) -> &'static Said {
    match language {
        "de" => &DE,
        "hi" => &HI,
        _ => &EN,
    }
}

impl Said {
    fn kind(&self, key: &str) -> &'static str {
        KINDS.iter().position(|known| *known == key).map_or("", |at| self.kinds[at])
    }
}

/// What would be turned off, with the button that does it; or that it is off.
pub(crate) fn unsubscribe_page(offer: &Offer) -> Html {
    let said = said(&offer.language);
    let filled =
        |text: &str| escape(text).replace("{to}", &escape(&offer.address)).replace("{firm}", &escape(&offer.firm));
    let line = |text: &str| format!("<p class=\"said\">{}</p>", filled(text));
    let list = |kinds: &[&str]| {
        let rows: String = kinds.iter().map(|kind| format!("<li>{}</li>", said.kind(kind))).collect();
        if rows.is_empty() { rows } else { format!("<ul>{rows}</ul>") }
    };
    let any = !offer.all.is_empty();
    let own: Vec<&str> = offer.kind.into_iter().collect();
    let title = if offer.on { said.ask } else { said.done.0 };
    let mut body = format!("<h1>{title}</h1><div{}>", if offer.on { "" } else { " role=\"status\"" });
    body += &match (offer.on, offer.kind) {
        (true, Some(_)) => line(said.stops) + &list(&own),
        (true, None) => line(said.digest) + &line(said.digest_has) + &list(&offer.digest),
        (false, Some(_)) if any => line(said.done.1) + &list(&own),
        (false, None) if any => line(said.digest_done),
        (false, _) => line(said.all_done),
    };
    body.push_str("</div>");
    if offer.on {
        body += &line(said.else_as_before);
    }
    if any {
        body.push_str("<form method=\"post\" action=\"?\">");
        if offer.on {
            let _ = write!(body, "<button name=\"what\" value=\"these\">{}</button>", said.these);
        }
        let _ = write!(body, "<button class=\"other\" name=\"what\" value=\"all\">{}</button></form>", said.all);
    }
    let _ = write!(body, "<p class=\"said\"><a href=\"{SETTINGS}\">{}</a></p>", said.choose);
    whole(words_of(&offer.language), title, &body)
}

/// That a link is none of ours.
pub(crate) fn broken_link_page(words: &Words) -> Html {
    let said = said(words.language);
    message(words, said.broken, Some(said.choose))
}

/// That whom a link is for gets no mails any more.
pub(crate) fn closed_account_page(words: &Words) -> Html {
    message(words, said(words.language).closed, None)
}

fn message(words: &Words, (title, text): (&str, &str), choose: Option<&str>) -> Html {
    let mut body = format!("<h1>{title}</h1><p class=\"said\">{text}</p>");
    if let Some(choose) = choose {
        let _ = write!(body, "<p class=\"said\"><a href=\"{SETTINGS}\">{choose}</a></p>");
    }
    whole(words, title, &body)
}

fn whole(words: &Words, title: &str, body: &str) -> Html {
    let style = style(DEFAULT_ACCENT);
    let text = format!(
        "{}<title>{title}</title><style>{style}</style></head><body><main><div class=\"card\">{body}</div></main></body>\
         </html>",
        head(words)
    );
    Html { text, style, leads_to: None, framed_by: Vec::new() }
}

#[cfg(test)]
mod tests {
    use kith_catalog::notification::{KIND, NOTIFICATION_KIND};

    /// A kind of notification needs its name here too.
    #[test]
    fn every_declared_kind_has_its_words() {
        let declared = KIND.field(NOTIFICATION_KIND.key()).expect("a field").options;
        let mut declared: Vec<&str> = declared.iter().map(|option| option.value).collect();
        let mut here = super::KINDS.to_vec();
        declared.sort_unstable();
        here.sort_unstable();
        assert_eq!(declared, here);
    }
}
