//! The pages of a form: the questions, the thanks, a refusal.

use std::fmt::Write;

use kith_app::modules::marketing::form::{FILES, FileRules, OpenForm};
use kith_catalog::form;
use kith_model::FieldError;

use super::words::{Words, words_of};
use super::{Html, SCRIPT, STYLE, inputs};

/// What is known about a visit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visit {
    /// Campaign tags: source, medium, campaign.
    pub utm: [Option<String>; 3],
    /// The page the visitor came from.
    pub referrer: Option<String>,
    /// The page that shows the form.
    pub page: Option<String>,
}

impl Visit {
    /// The hidden inputs that carry it along.
    pub fn inputs(&self) -> [(&'static str, Option<&str>); 5] {
        let [source, medium, campaign] = &self.utm;
        [
            ("utm_source", source.as_deref()),
            ("utm_medium", medium.as_deref()),
            ("utm_campaign", campaign.as_deref()),
            ("_referrer", self.referrer.as_deref()),
            ("_page", self.page.as_deref()),
        ]
    }
}

/// What a form's page shows.
pub(crate) struct View<'a> {
    /// The form.
    pub form: &'a OpenForm,
    /// The page's ticket; `None` in a preview, which cannot be sent.
    pub ticket: Option<&'a str>,
    /// Whether another site shows it in a frame.
    pub framed: bool,
    /// What is known about the visit.
    pub visit: &'a Visit,
    /// What has been typed, by the name of the input.
    pub typed: &'a [(String, String)],
    /// What is wrong with it.
    pub errors: &'a [FieldError],
    /// Whether the page was open for too long.
    pub stale: bool,
    /// What may be attached, if anything.
    pub files: Option<FileRules>,
}

impl<'a> View<'a> {
    /// A form that nothing was typed into yet.
    pub fn new(form: &'a OpenForm, visit: &'a Visit) -> Self {
        View { form, ticket: None, framed: false, visit, typed: &[], errors: &[], stale: false, files: None }
    }
}

/// The trap: people do not see it, scripts fill it in.
pub(crate) const TRAP: &str = "homepage";
pub(super) const DEFAULT_ACCENT: &str = "#3958d1";

/// The questions.
pub(crate) fn form_page(view: &View<'_>) -> Html {
    let View { form, visit, typed, errors, .. } = *view;
    let words = words_of(&form.language);
    let record = &form.record;
    let mut body = String::with_capacity(8_192);
    let heading = heading(form);
    let _ = write!(body, "<h1>{heading}</h1>");
    if let Some(intro) = record.get(&form::INTRO) {
        let _ = write!(body, "<p class=\"intro\">{}</p>", escape(intro));
    }
    let is_asked = |error: &&FieldError| {
        error.field == "_consent"
            || error.field == FILES && view.files.is_some()
            || form.asked.iter().any(|(question, _)| question.field == error.field)
    };
    if view.stale || !errors.is_empty() {
        let _ = write!(body, "<p class=\"notice\" role=\"alert\">");
        let text = if view.stale { words.once_more } else { words.look_again };
        body.push_str(text);
        for other in errors.iter().filter(|error| !is_asked(error)) {
            let _ = write!(body, " {}", escape(&other.message));
        }
        body.push_str("</p>");
    }
    let action = if view.framed { "?embed=1" } else { "" };
    let slug = record.get(&form::SLUG).unwrap_or_default();
    let kind = if view.files.is_some() { " enctype=\"multipart/form-data\"" } else { "" };
    let _ = match view.ticket {
        Some(_) => write!(body, "<form method=\"post\" action=\"/f/{}{action}\"{kind}>", escape(slug)),
        None => write!(body, "<form>"),
    };
    // Before everything else: they decide whether files that come with it are stored.
    if let Some(ticket) = view.ticket {
        carried(&mut body, words, ticket, visit);
    }
    let first_wrong = errors.iter().find(is_asked).map(|error| error.field.as_str());
    for (n, asked) in form.asked.iter().enumerate() {
        let field = asked.0.field.as_str();
        let error = errors.iter().find(|error| error.field == field);
        inputs::write(&mut body, words, n, asked, typed, error, first_wrong == Some(field));
    }
    if let Some(rules) = &view.files {
        let error = errors.iter().find(|error| error.field == FILES);
        inputs::write_files(&mut body, words, rules, error, !errors.is_empty() || view.stale);
    }
    if let Some(text) = record.get(&form::CONSENT_TEXT) {
        consent(&mut body, words, text, view);
    }
    let label = record.get(&form::SUBMIT_LABEL).map_or_else(|| words.send.to_owned(), escape);
    let kind = if view.ticket.is_some() { "submit" } else { "button" };
    let _ = write!(body, "<button type=\"{kind}\">{label}</button></form>");
    page(form, words, &heading, &body, view.framed, view.ticket.is_some(), None)
}

/// What a page carries along unseen: its ticket, where the visitor came from, and the trap.
fn carried(body: &mut String, words: &Words, ticket: &str, visit: &Visit) {
    let _ = write!(body, "<input type=\"hidden\" name=\"_ticket\" value=\"{}\">", escape(ticket));
    for (name, value) in visit.inputs() {
        if let Some(value) = value {
            let _ = write!(body, "<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value));
        }
    }
    let _ = write!(
        body,
        "<div class=\"trap\" aria-hidden=\"true\"><label>{}<input type=\"text\" name=\"{TRAP}\" tabindex=\"-1\" \
         autocomplete=\"off\"></label></div>",
        words.leave_empty
    );
}

fn consent(body: &mut String, words: &Words, text: &str, view: &View<'_>) {
    let needed = view.form.record.get(&form::CONSENT_REQUIRED).unwrap_or(true);
    let wrong = view.errors.iter().find(|error| error.field == "_consent");
    let checked = view.typed.iter().any(|(key, value)| key == "_consent" && !value.is_empty());
    let _ = write!(
        body,
        "<div class=\"field\"><label class=\"tick\"><input type=\"checkbox\" name=\"_consent\" value=\"yes\"{}{}{}>\
         <span>{}{}</span></label>{}</div>",
        if checked { " checked" } else { "" },
        if needed { " required" } else { "" },
        if wrong.is_some() { " aria-invalid=\"true\" aria-describedby=\"ec\"" } else { "" },
        escape(text),
        if needed { String::new() } else { format!(" <span class=\"optional\">({})</span>", words.optional) },
        wrong.map(|e| format!("<p class=\"error\" id=\"ec\">{}</p>", words.error(e.code))).unwrap_or_default(),
    );
}

/// The thanks; in a frame, the way to the page that follows.
pub(crate) fn thanks_page(form: &OpenForm, framed: bool, preview: bool) -> Html {
    let words = words_of(&form.language);
    let record = &form.record;
    let (title, text) = words.thanks;
    let text = record.get(&form::MESSAGE).map_or_else(|| text.to_owned(), escape);
    let mut body = format!("<h1>{title}</h1><p class=\"said\" role=\"status\">{text}</p>");
    let next = (record.get(&form::AFTER) == Some("redirect")).then(|| record.get(&form::REDIRECT_URL)).flatten();
    if let Some(url) = next {
        let _ = write!(body, "<a class=\"go\" target=\"_top\" href=\"{}\">{}</a>", escape(url), words.go_on);
    }
    page(form, words, &heading(form), &body, framed, !preview, next.filter(|_| framed))
}

/// A page that says one thing, about no form in particular.
pub(super) fn message_page(words: &Words, title: &str, text: &str) -> Html {
    let style = style(DEFAULT_ACCENT);
    let text = format!(
        "{}<title>{title}</title><style>{style}</style></head><body><main><div class=\"card\"><h1>{title}</h1>\
         <p class=\"said\">{text}</p></div></main></body></html>",
        head(words)
    );
    Html { text, style, leads_to: None, framed_by: Vec::new() }
}

pub(super) fn head(words: &Words) -> String {
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"robots\" content=\"noindex\">",
        words.language
    )
}

fn heading(form: &OpenForm) -> String {
    escape(form.record.get(&form::HEADING).unwrap_or(&form.record.title))
}

fn page(
    form: &OpenForm,
    words: &Words,
    title: &str,
    body: &str,
    framed: bool,
    scripted: bool,
    go: Option<&str>,
) -> Html {
    let record = &form.record;
    let style = style(record.get(&form::ACCENT).unwrap_or(DEFAULT_ACCENT));
    let script = if scripted { format!("<script>{SCRIPT}</script>") } else { String::new() };
    let class = if framed { " class=\"framed\"" } else { "" };
    let go = go.map(|url| format!(" data-go=\"{}\"", escape(url))).unwrap_or_default();
    let text = format!(
        "{}<title>{title}</title><style>{style}</style></head><body{class}{go}><main><div class=\"card\">{body}</div>\
         </main>{script}</body></html>",
        head(words)
    );
    let leads_to = record.get(&form::REDIRECT_URL).and_then(origin).map(str::to_owned);
    let framed_by = record.get(&form::ORIGINS).map(<[String]>::to_vec).unwrap_or_default();
    Html { text, style, leads_to, framed_by }
}

/// Scheme, host and port of a checked address.
fn origin(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some(&url[.."https://".len() + end])
}

pub(super) fn style(accent: &str) -> String {
    let on = if luminance(accent) > 0.36 { "#000" } else { "#fff" };
    format!(":root{{--accent:{accent};--on-accent:{on};--ring:{accent}}}{STYLE}")
}

/// How bright a colour such as `#3958d1` is (WCAG 2.2), 0 to 1.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

/// Text as it may stand between tags and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_on_the_button_can_be_read_on_any_accent() {
        let contrast = |a: f64, b: f64| (a.max(b) + 0.05) / (a.min(b) + 0.05);
        for accent in ["#3958d1", "#ffffff", "#000000", "#ffd400", "#c51e21", "#0b7643", "#808080"] {
            let on = if style(accent).contains("--on-accent:#000") { 0.0 } else { 1.0 };
            assert!(contrast(luminance(accent), on) >= 3.0, "{accent}");
        }
    }

    #[test]
    fn the_origin_of_a_page_ends_before_its_path() {
        assert_eq!(origin("https://example.com/thanks?a=1"), Some("https://example.com"));
        assert_eq!(origin("https://example.com:8443"), Some("https://example.com:8443"));
        assert_eq!(origin("http://example.com/"), None);
    }
}
