//! The HTML of strangers, made harmless.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};
use percent_encoding::percent_decode_str;

/// What the address of a picture begins with that came with the message (RFC 2392).
const ENCLOSED: &str = "cid:";

/// Keeps what formats and drops what acts: scripts, forms, frames, styles that reach out of their place.
/// Pictures from elsewhere keep their address; whoever shows them decides whether they are loaded. Those
/// that came with the message keep the id by which it names them, until [`pictured`] knows where they are.
pub(super) fn harmless(html: &str) -> String {
    // What leads to no place of the sender's would lead into Kith.
    cleaned(html, UrlRelative::Deny, |id| Some(format!("{ENCLOSED}{id}")))
}

/// The same once the files of a message are kept: its pictures, by the ids it has for them, have the
/// addresses they are read at, and what names any other has none.
pub(crate) fn pictured(harmless: &str, pictures: HashMap<String, String>) -> String {
    let named = |id: &str| percent_decode_str(id).decode_utf8_lossy().into_owned();
    cleaned(harmless, UrlRelative::PassThrough, move |id| pictures.get(&named(id)).cloned())
}

/// Whether a message names pictures that came with it.
pub(crate) fn names_pictures(harmless: &str) -> bool {
    harmless.contains(ENCLOSED)
}

fn cleaned(
    html: &str,
    relative: UrlRelative<'static>,
    enclosed: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) -> String {
    let mut builder = Builder::default();
    builder
        .add_generic_attributes(["align", "valign", "bgcolor", "dir"])
        .add_tags(["font", "u"])
        .add_tag_attributes("font", ["color", "face", "size"])
        .add_tag_attributes("table", ["border", "cellpadding", "cellspacing", "width"])
        .add_tag_attributes("td", ["width"])
        .set_tag_attribute_value("a", "target", "_blank")
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid"]))
        .url_relative(relative)
        .attribute_filter(move |element, attribute, value| {
            let value = value.trim();
            let begins = value.get(..ENCLOSED.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(ENCLOSED));
            match (element, attribute) {
                ("img", "src") if begins => enclosed(&value[ENCLOSED.len()..]).map(Cow::Owned),
                (_, "src" | "href" | "cite") if begins => None,
                _ => Some(Cow::Borrowed(value)),
            }
        })
        .link_rel(Some("noopener noreferrer nofollow"));
    builder.clean(html).to_string()
}

/// The same as a page of its own, with what it quotes at its end folded away.
pub(crate) fn page(harmless: &str) -> String {
    let (own, quoted) = folded(harmless);
    let quoted = match quoted {
        "" => String::new(),
        quoted => format!("<details><summary>…</summary>{quoted}</details>"),
    };
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>Mail</title><style>{STYLE}</style></head>\
         <body>{own}{quoted}</body></html>"
    )
}

/// Where the quotation begins with which a text ends, in HTML as [`harmless`] writes it.
fn folded(html: &str) -> (&str, &str) {
    let (mut depth, mut from, mut at) = (0_usize, None, 0);
    while let Some(found) = html[at..].find('<') {
        let here = at + found;
        let rest = &html[here..];
        let end = rest.find('>').map_or(html.len(), |end| here + end + 1);
        if rest.starts_with("<blockquote") {
            from = from.or(Some(here));
            depth += 1;
        } else if rest.starts_with("</blockquote>") {
            depth = depth.saturating_sub(1);
            // Words after it: it was no quotation at the end.
            if depth == 0 && says_something(&html[end..]) {
                from = None;
            }
        }
        at = end;
    }
    // A mail that is nothing but a quotation is shown.
    from.filter(|from| says_something(&html[..*from])).map_or((html, ""), |from| html.split_at(from))
}

/// Whether there are words or pictures between the tags, other than in further quotations.
fn says_something(html: &str) -> bool {
    let html = html.split("<blockquote").next().unwrap_or_default();
    html.contains("<img")
        || html.split('<').enumerate().any(|(place, part)| {
            let words = if place == 0 { part } else { part.split_once('>').map_or("", |(_, words)| words) };
            !words.replace("&nbsp;", " ").trim().is_empty()
        })
}

/// Mails are written for white paper, whatever the colours around them are.
const STYLE: &str = "html{color-scheme:light}body{margin:0;padding:12px;background:#fff;color:#1c1c1f;\
    font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}\
    table{max-width:100%}pre{white-space:pre-wrap}a{color:#2f54c9}\
    blockquote{margin:8px 0;padding-left:12px;border-left:2px solid #d9d9de;color:#55555c}\
    summary{display:inline-block;padding:0 8px;border-radius:4px;background:#ededf0;cursor:pointer;\
    list-style:none;line-height:16px}";

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{folded, harmless, names_pictures, page, pictured};

    #[test]
    fn the_quotation_at_the_end_is_folded_and_no_other() {
        let (own, quoted) =
            folded("<p>Yes.</p><div>On Monday:<blockquote>Shall we?<blockquote>x</blockquote></blockquote></div><br>");
        assert_eq!(own, "<p>Yes.</p><div>On Monday:");
        assert!(quoted.starts_with("<blockquote>Shall we?"), "{quoted}");
        for whole in [
            "<p>Yes.</p><blockquote>Shall we?</blockquote><p>No.</p>",
            "<blockquote>only this</blockquote>",
            "<p>nothing quoted</p>",
            "",
            "<",
        ] {
            assert_eq!(folded(whole), (whole, ""));
        }
        assert!(page("<p>Hi</p>").contains("<p>Hi</p>"));
    }

    #[test]
    fn pictures_that_came_along_are_shown_and_nothing_else_of_ours() {
        let html = "<p>Look: <img src=\"cid:label%40x.test\" alt=\"Label\"> <IMG SRC=' CID:photo'> <img src=cid:gone> \
                    src=\"cid:photo\"</p><a href=\"cid:photo\">x</a><blockquote cite=\"cid:photo\">y</blockquote>\
                    <img src=\"/api/v1/files/1/content\"><img src=\"//t.test/p.gif\"><a href=\"/settings\">z</a>";
        let clean = harmless(html);
        assert!(names_pictures(&clean) && !names_pictures("<img src=\"https://t.test/p.gif\">"));
        let at = |id: &str| format!("/api/v1/files/{id}/content?inline=true");
        let pictures = HashMap::from([("label@x.test".to_owned(), at("7")), ("photo".to_owned(), at("8"))]);
        let shown = pictured(&clean, pictures);
        assert!(shown.contains("<img src=\"/api/v1/files/7/content?inline=true\" alt=\"Label\">"), "{shown}");
        assert_eq!(shown.matches("/api/v1/files/8/").count(), 1, "{shown}");
        assert!(shown.contains("src=\"cid:photo\"</p>"), "what is written stays as it is: {shown}");
        for gone in ["cid:gone", "files/1/", "t.test", "/settings", "href=\"cid", "cite"] {
            assert!(!shown.contains(gone), "{gone} is in {shown}");
        }
        assert_eq!(
            shown,
            pictured(&clean, HashMap::from([("label@x.test".into(), at("7")), ("photo".into(), at("8"))]))
        );
        assert!(!pictured(&clean, HashMap::new()).contains("src=\"cid:label"));
    }

    #[test]
    fn nothing_acts() {
        for evil in [
            "<script>alert(1)</script>x",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\" java\nscript:alert(1)\">x</a>",
            "<iframe src=\"https://e.test\"></iframe>",
            "<form action=\"https://e.test\"><input name=password></form>",
            "<style>body{background:url(https://e.test)}</style>",
            "<p style=\"position:fixed;background:url(https://e.test)\">x</p>",
            "<svg onload=alert(1)><use href=\"data:x\"/></svg>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<meta http-equiv=refresh content=\"0;url=https://e.test\">",
            "<base href=\"https://e.test\"><object data=x></object><embed src=x><link rel=stylesheet href=x>",
        ] {
            let clean = harmless(evil).to_lowercase();
            for word in [
                "script", "onerror", "onload", "<iframe", "<form", "<input", "style", "<svg", "<meta", "<base",
                "<object", "<embed", "<link", "url(",
            ] {
                assert!(!clean.contains(word), "{evil} became {clean}");
            }
        }
        let kept = harmless("<p align=center><b>Hi</b> <a href=\"https://a.test\">there</a></p>");
        assert!(kept.contains("<b>Hi</b>") && kept.contains("noopener"), "{kept}");
    }
}
