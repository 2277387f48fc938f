//! What a message says, from its bytes.
//!
//! Nothing in a message is believed, and nothing in it makes reading fail but a form that is none at all.

use bytes::Bytes;
use kith_model::Timestamp;
use mail_parser::{Address as Addresses, HeaderValue, Message, MessageParser, MimeHeaders, PartType};
use sha2::{Digest, Sha256};

use super::nature::{self, Nature, Undelivered};
use super::{html, quote};
use crate::ports::Address;

/// What is kept of a message's words; the bytes are kept whole beside them.
const LONGEST_TEXT: usize = 500_000;
const LONGEST_LINE: usize = 500;
/// So many files of one message become files here; the others are in its bytes alone.
const MOST_FILES: usize = 100;
const MOST_ADDRESSES: usize = 200;
const MOST_REFERENCES: usize = 50;

/// A file in a message.
#[derive(Clone, Debug)]
pub(crate) struct Enclosed {
    pub name: String,
    pub content_type: String,
    /// By which the message shows it among its words.
    pub content_id: Option<String>,
    pub bytes: Bytes,
}

/// What a message says.
#[derive(Clone, Debug)]
pub(crate) struct Parsed {
    pub identity: String,
    pub message_id: Option<String>,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    pub from: Address,
    pub reply_to: Option<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    pub quote_at: Option<usize>,
    pub nature: Nature,
    pub undelivered: Option<Undelivered>,
    pub files: Vec<Enclosed>,
    pub sent_at: Option<Timestamp>,
}

/// Reads a message; an error says why nothing can be made of it.
pub(crate) fn parse(raw: &Bytes) -> Result<Parsed, String> {
    let message = MessageParser::default().parse(raw.as_ref()).ok_or("This is no mail: it has no headers.")?;
    if message.from().is_none() && message.date().is_none() && message.subject().is_none() {
        return Err("This is no mail: nobody sent it, at no time, about nothing.".into());
    }
    let from = addresses(message.from()).into_iter().next().unwrap_or_default();
    let (subject, message_id) = (line(message.subject().unwrap_or_default()), message.message_id().and_then(id));
    let (text, html) = words(&message);
    let identity = identity(message_id.as_deref(), &from, &subject, &text, html.as_deref());
    let nature = nature::of(&message, &from);
    let notice = Some(&message).filter(|_| nature == Nature::Bounce);
    let returned = notice.and_then(nature::returned);
    let undelivered = notice.and_then(|notice| nature::undelivered(notice, returned.clone()));
    let mut references = ids(message.references());
    references.extend(returned);
    Ok(Parsed {
        identity,
        message_id,
        in_reply_to: ids(message.in_reply_to()).pop(),
        references,
        reply_to: addresses(message.reply_to()).into_iter().next(),
        to: addresses(message.to()),
        cc: addresses(message.cc()),
        nature,
        undelivered,
        quote_at: quote::begins(&text),
        sent_at: message.date().and_then(|date| date.to_timestamp().checked_mul(1_000_000).map(Timestamp::from_micros)),
        from,
        subject,
        text,
        html,
        files: files(&message),
    })
}

/// What says that two messages are one: the id they say they have, and what they say. Ids are made by
/// senders, so one alone would let somebody hide a message behind another.
fn identity(message_id: Option<&str>, from: &Address, subject: &str, text: &str, html: Option<&str>) -> String {
    let mut hash = Sha256::new();
    for part in [message_id.unwrap_or_default(), &from.address, subject, text, html.unwrap_or_default()] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text and the HTML; of a message with one alone the other is made of it, as far as that goes.
fn words(message: &Message<'_>) -> (String, Option<String>) {
    let has_html = message.html_bodies().any(|part| matches!(part.body, PartType::Html(_)));
    let html = has_html.then(|| {
        let bodies = (0..message.html_body_count()).filter_map(|place| message.body_html(place));
        bodies.map(|body| body.into_owned()).collect::<Vec<_>>().join("\n")
    });
    let texts = (0..message.text_body_count()).filter_map(|place| message.body_text(place));
    let text = texts.map(|body| body.into_owned()).collect::<Vec<_>>().join("\n");
    let html = html.filter(|html| html.len() <= 4 * LONGEST_TEXT).map(|html| html::harmless(&html));
    (cut(&clean(&text), LONGEST_TEXT).trim_end().to_owned(), html.map(|html| clean(&html)))
}

fn files(message: &Message<'_>) -> Vec<Enclosed> {
    let mut files = Vec::new();
    for part in message.attachments().take(MOST_FILES) {
        let bytes = match &part.body {
            PartType::Message(inner) => Bytes::copy_from_slice(inner.raw_message()),
            _ => Bytes::copy_from_slice(part.contents()),
        };
        let content_type = part.content_type().map_or_else(
            || "application/octet-stream".to_owned(),
            |media| format!("{}/{}", media.ctype(), media.subtype().unwrap_or("octet-stream")),
        );
        let unnamed = || match &part.body {
            PartType::Message(inner) => format!("{}.eml", line(inner.subject().unwrap_or("message"))),
            _ => "file".to_owned(),
        };
        let name = part.attachment_name().map(line).filter(|name| !name.is_empty()).unwrap_or_else(unnamed);
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim_matches('.').to_owned();
        let name = if name.is_empty() { "file".to_owned() } else { cut(&name, 200).to_owned() };
        let content_id = part.content_id().and_then(id);
        files.push(Enclosed { name, content_type: cut(&content_type, 100).to_owned(), content_id, bytes });
    }
    files
}

fn addresses(list: Option<&Addresses<'_>>) -> Vec<Address> {
    let Some(list) = list else { return Vec::new() };
    let one = |address: &mail_parser::Addr<'_>| {
        let email = line(address.address.as_deref()?);
        let named = Address::new(cut(&email, 320), line(address.name.as_deref().unwrap_or_default()));
        email.contains('@').then_some(named)
    };
    list.iter().filter_map(one).take(MOST_ADDRESSES).collect()
}

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(text) => text.split_whitespace().filter_map(id).collect(),
        HeaderValue::TextList(list) => {
            // The newest say where a message belongs; very long threads lose their middle.
            let first = list.len().saturating_sub(MOST_REFERENCES);
            list[first..].iter().filter_map(|text| id(text)).collect()
        }
        _ => Vec::new(),
    }
}

/// A message's id without its brackets, where it can be one.
pub(super) fn id(text: &str) -> Option<String> {
    let id = text.trim().trim_start_matches('<').trim_end_matches('>');
    (!id.is_empty() && id.len() <= 900 && id.chars().all(|c| c.is_ascii_graphic())).then(|| id.to_owned())
}

/// One line without what cannot be kept.
pub(super) fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    cut(&text, LONGEST_LINE).to_owned()
}

fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// The beginning of a text, of at most so many bytes.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|place| text.is_char_boundary(*place)).unwrap_or_default();
    &text[..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Parsed {
        parse(&Bytes::from(text.replace('\n', "\r\n"))).expect("a mail")
    }

    #[test]
    fn every_charset_becomes_text() {
        let subject = "Subject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?= =?windows-1252?Q?caf=E9?=\n";
        let mail = read(&format!(
            "From: =?koi8-r?B?8uHz?= <a@b.test>\nTo: c@d.test\n{subject}\
             Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: base64\n\nz/Do4uXy\n"
        ));
        assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("日本café", "Привет"));
        let odd = read("From: a@b.test\nSubject: x\nContent-Type: text/plain; charset=klingon\n\nqapla'\u{0}!\n");
        assert_eq!(odd.text, "qapla'!");
        let raw =
            b"From: a@b.test\r\nSubject: \xff\xfe\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xff ok".to_vec();
        assert!(parse(&Bytes::from(raw)).expect("a mail").text.ends_with("ok"));
    }

    #[test]
    fn threads_and_files_are_found() {
        let mail = read(
            "From: Ana <ana@b.test>\nTo: c@d.test\nCc: E <e@f.test>\nSubject: Re: x\nMessage-ID: <3@b.test>\n\
             In-Reply-To: <2@d.test>\nReferences: <1@b.test>\n <2@d.test>\nDate: Sat, 21 Nov 2026 07:09:05 +0530\n\
             MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n\
             <p onclick=alert(1)>Hi<script>x()</script> <img src=\"http://t.test/p.gif\"></p>\n--x\n\
             Content-Type: application/pdf; name=\"../../etc/a.pdf\"\nContent-Disposition: attachment\n\n%PDF\n--x--\n",
        );
        assert_eq!((mail.message_id.as_deref(), mail.in_reply_to.as_deref()), (Some("3@b.test"), Some("2@d.test")));
        assert_eq!(mail.references, ["1@b.test", "2@d.test"]);
        assert_eq!((mail.from, mail.cc[0].address.as_str()), (Address::new("ana@b.test", "Ana"), "e@f.test"));
        assert_eq!(mail.sent_at, "2026-11-21T01:39:05Z".parse().ok());
        assert_eq!((mail.files.len(), mail.files[0].name.as_str()), (1, "a.pdf"));
        assert!(mail.text.contains("Hi") && !mail.text.contains('<'), "{}", mail.text);
        let html = mail.html.expect("HTML");
        assert!(!html.contains("script") && !html.contains("onclick"), "{html}");
    }

    #[test]
    fn a_picture_among_the_words_is_a_file_with_an_id() {
        let mail = read(
            "From: a@b.test\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=r\n\n--r\n\
             Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nLook [cid:1@b]\n--a\n\
             Content-Type: text/html\n\n<p>Look <img src=\"cid:1@b\"></p>\n--a--\n--r\nContent-Type: image/png\n\
             Content-ID: <1@b>\nContent-Disposition: inline; filename=a.png\nContent-Transfer-Encoding: base64\n\n\
             iVBORw0KGgo=\n--r--\n",
        );
        assert_eq!((mail.files.len(), mail.files[0].content_id.as_deref()), (1, Some("1@b")));
        assert_eq!(mail.html.as_deref().map(str::trim), Some("<p>Look <img src=\"cid:1@b\"></p>"));
    }

    #[test]
    fn an_answer_to_an_invitation_is_a_file_however_it_is_packed() {
        let calendar = "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n";
        let head = "From: a@b.test\nTo: c@d.test\nSubject: Accepted: x\nMIME-Version: 1.0\n";
        let media = "Content-Type: text/calendar; charset=UTF-8; method=REPLY\n\n";
        let alternative = format!(
            "{head}Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nYes\n--x\n\
             Content-Type: text/html\n\n<p>Yes</p>\n--x\n{media}{calendar}--x--\n"
        );
        for text in [format!("{head}{media}{calendar}"), alternative] {
            let mail = read(&text);
            let found = mail.files.iter().find(|file| file.content_type.eq_ignore_ascii_case("text/calendar"));
            let found = found.unwrap_or_else(|| panic!("no calendar in {mail:?}"));
            assert!(found.bytes.starts_with(b"BEGIN:VCALENDAR"), "{:?}", found.bytes);
        }
    }

    #[test]
    fn one_id_hides_no_other_message() {
        let with = |text: &str| read(&format!("From: a@b.test\nSubject: x\nMessage-ID: <1@b>\n\n{text}\n")).identity;
        assert_eq!(with("one"), with("one"));
        assert_ne!(with("one"), with("two"));
    }

    #[test]
    fn deep_nests_are_read_in_bounded_time_and_stack() {
        let mut text = "From: a@b.test\nSubject: deep\nMIME-Version: 1.0\n".to_owned();
        for level in 0..5_000 {
            text.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
        }
        text.push_str("Content-Type: text/plain\n\nat last\n");
        assert_eq!(read(&text).subject, "deep");
        let mut text = String::new();
        for level in 0..2_000 {
            text.push_str(&format!("From: a@b.test\nSubject: s{level}\nContent-Type: message/rfc822\n\n"));
        }
        assert_eq!(read(&text).subject, "s0");
    }

    #[test]
    fn what_is_no_mail_is_said_to_be_none() {
        for nothing in ["", "\0\0\0", "\r\n\r\n", "hello world"] {
            assert!(parse(&Bytes::from(nothing.to_owned())).is_err(), "{nothing:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_reading_fail(bytes in prop::collection::vec(any::<u8>(), 0..400), head in "(From|Subject|Content-Type|Date): \\PC{0,40}\r\n") {
            let mut raw = head.into_bytes();
            raw.extend(bytes);
            if let Ok(parsed) = parse(&Bytes::from(raw)) {
                prop_assert!(!parsed.text.contains('\0') && !parsed.subject.contains(['\0', '\n']));
            }
        }
    }
}
