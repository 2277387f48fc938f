//! A mail as bytes.

use std::time::{Duration, UNIX_EPOCH};

use kith_app::ports::{Address, Attachment as File, Mail, MailError};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address as Checked, Message};

/// The whole message. What a header cannot hold is left out of it or written in code, so that no text
/// begins a header of its own.
pub(super) fn build(mail: &Mail, own: &Address) -> Result<Message, MailError> {
    let seconds = u64::try_from(mail.written_at.as_micros()).unwrap_or_default() / 1_000_000;
    let mut builder = Message::builder()
        .from(mailbox(mail.from.as_ref().unwrap_or(own))?)
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .subject(one_line(&mail.subject))
        .message_id(Some(bracketed(&mail.message_id)));
    for to in &mail.to {
        builder = builder.to(mailbox(to)?);
    }
    for cc in &mail.cc {
        builder = builder.cc(mailbox(cc)?);
    }
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    if let Some(id) = &mail.in_reply_to {
        builder = builder.in_reply_to(bracketed(id));
    }
    if !mail.references.is_empty() {
        let ids: Vec<String> = mail.references.iter().map(|id| bracketed(id)).collect();
        builder = builder.references(ids.join(" "));
    }
    if mail.automatic {
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        builder = builder.raw_header(HeaderValue::new(name, "auto-generated".into()));
    }
    if let Some(address) = mail.unsubscribe.as_deref().filter(|address| is_one_word(address)) {
        let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        builder = builder.raw_header(header("List-Unsubscribe", format!("<{address}>")));
        // Programs may do it by themselves where nobody can listen on the way, and nowhere else.
        if address.starts_with("https://") {
            builder = builder.raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
        }
    }
    let built = match (&mail.html, mail.attachments.as_slice()) {
        (None, []) => builder.singlepart(text(mail)),
        (Some(html), []) => builder.multipart(alternative(mail, html)),
        (html, files) => {
            let mixed = MultiPart::mixed();
            let invitation = files.iter().find_map(invitation);
            let mixed = match (html, invitation) {
                (None, None) => mixed.singlepart(text(mail)),
                (None, Some(part)) => mixed.multipart(MultiPart::alternative().singlepart(text(mail)).singlepart(part)),
                (Some(html), None) => mixed.multipart(alternative(mail, html)),
                (Some(html), Some(part)) => mixed.multipart(alternative(mail, html).singlepart(part)),
            };
            builder.multipart(files.iter().fold(mixed, |mixed, file| {
                let media = ContentType::parse(&file.content_type);
                let media = media.or_else(|_| ContentType::parse("application/octet-stream"));
                let name = Attachment::new(one_line(&file.name).replace(['/', '\\', '"'], "_"));
                // In base64 whatever they are: line ends of a text would be changed on the way.
                let body = Body::new_with_encoding(file.content.to_vec(), ContentTransferEncoding::Base64);
                let body = body.unwrap_or_else(Body::new);
                mixed.singlepart(name.body(body, media.unwrap_or(ContentType::TEXT_PLAIN)))
            }))
        }
    };
    built.map_err(|error| MailError::Never(format!("This mail cannot be written: {error}")))
}

fn text(mail: &Mail) -> SinglePart {
    SinglePart::plain(mail.text.clone())
}

/// An invitation is another way to read the mail as well: programs show their buttons for such a part alone,
/// and some only for the file beside it (RFC 6047).
fn invitation(file: &File) -> Option<SinglePart> {
    let media = file.content_type.to_ascii_lowercase();
    let method = media.starts_with("text/calendar") && media.contains("method=");
    let media = ContentType::parse(&file.content_type).ok().filter(|_| method)?;
    let body = Body::new_with_encoding(file.content.to_vec(), ContentTransferEncoding::Base64).ok()?;
    Some(SinglePart::builder().header(media).body(body))
}

fn alternative(mail: &Mail, html: &str) -> MultiPart {
    MultiPart::alternative().singlepart(text(mail)).singlepart(SinglePart::html(html.to_owned()))
}

fn mailbox(address: &Address) -> Result<Mailbox, MailError> {
    let checked: Result<Checked, _> = address.address.trim().parse();
    let checked = checked.map_err(|_| {
        MailError::Never(format!("\"{}\" is no address that mail can be sent to.", one_line(&address.address)))
    })?;
    let name = one_line(&address.name);
    Ok(Mailbox::new(Some(name).filter(|name| !name.is_empty()), checked))
}

/// What would end a line becomes a blank.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether an address can stand in a header between angle brackets, as it is.
fn is_one_word(address: &str) -> bool {
    address.len() <= 900 && address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ','))
}

/// A message's id as headers write it, without what an id cannot hold.
fn bracketed(id: &str) -> String {
    let id: String = id.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>')).take(900).collect();
    format!("<{id}>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use kith_model::Timestamp;

    fn mail() -> Mail {
        Mail {
            from: None,
            to: vec![Address::new("a@b.test", "Ana")],
            cc: Vec::new(),
            reply_to: None,
            subject: "Hello".into(),
            text: "Hello\n".into(),
            html: None,
            attachments: Vec::new(),
            message_id: "1@kith.test".into(),
            in_reply_to: None,
            references: Vec::new(),
            automatic: true,
            unsubscribe: None,
            written_at: Timestamp::from_micros(0),
        }
    }

    fn written(mail: &Mail) -> String {
        let own = Address::new("no-reply@kith.test", "Kith");
        String::from_utf8(build(mail, &own).expect("a mail").formatted()).expect("text")
    }

    #[test]
    fn it_says_who_when_and_what() {
        let mut mail = mail();
        mail.written_at = "2026-11-21T07:09:05Z".parse().expect("time");
        mail.in_reply_to = Some("0@b.test".into());
        mail.references = vec!["r@b.test".into(), "0@b.test".into()];
        mail.text = "Hallo = grüß dich\n".to_owned() + &"lang ".repeat(40);
        let text = written(&mail);
        for line in [
            "From: Kith <no-reply@kith.test>", "To: Ana <a@b.test>", "Date: Sat, 21 Nov 2026 07:09:05 +0000",
            "Message-ID: <1@kith.test>", "In-Reply-To: <0@b.test>", "References: <r@b.test> <0@b.test>",
            "Auto-Submitted: auto-generated", "Subject: Hello",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
        assert!(text.is_ascii() && text.lines().all(|line| line.len() <= 998), "{text}");
    }

    #[test]
    fn no_header_can_be_smuggled_in() {
        let evil = "x\r\nBcc: c@d.test\n\nBody\u{0}\u{2028}";
        let mut mail = mail();
        mail.to[0].name = evil.into();
        mail.cc = vec![Address::new("e@f.test", evil)];
        mail.reply_to = Some(Address::new("g@h.test", evil));
        mail.subject = format!("Größe {evil}");
        mail.message_id = evil.into();
        mail.in_reply_to = Some(evil.into());
        mail.references = vec![evil.into(), "<two> <ids>".into()];
        mail.attachments =
            vec![File { name: evil.into(), content_type: evil.into(), content: Bytes::from_static(b"x") }];
        let text = written(&mail);
        let (head, _) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
        assert!(head.contains("Content-Type: multipart/mixed"), "{text}");
        for address in ["a@b.test\r\nBcc: c@d.test", "a@b.test, c@d.test", "", "a b@c.test", "<a@b.test>"] {
            let refused = Mail { to: vec![Address::new(address, "")], ..self::mail() };
            let own = Address::new("no-reply@kith.test", "Kith");
            let outcome =
                build(&refused, &own).map(|message| String::from_utf8_lossy(&message.formatted()).into_owned());
            assert!(matches!(&outcome, Err(MailError::Never(_))), "{address}: {outcome:?}");
        }
    }

    #[test]
    fn programs_are_told_how_to_turn_mails_off() {
        let link = format!("https://kith.test/unsubscribe/{}", "x".repeat(140));
        let head = |address: &str| {
            let text = written(&Mail { unsubscribe: Some(address.into()), ..mail() });
            text.split_once("\r\n\r\n").expect("a head and a body").0.to_owned()
        };
        let secure = head(&link);
        for line in [&format!("List-Unsubscribe: <{link}>"), "List-Unsubscribe-Post: List-Unsubscribe=One-Click"] {
            assert!(secure.lines().any(|found| found == line), "{line} is not in\n{secure}");
        }
        let open = head("http://localhost:8080/unsubscribe/x");
        assert!(open.contains("List-Unsubscribe: <http://localhost:8080/unsubscribe/x>"), "{open}");
        assert!(!open.contains("List-Unsubscribe-Post"), "{open}");
        for evil in ["https://a.test\r\nBcc: c@d.test", "https://a.test>, <mailto:x@y.test", "https://a.test/ü", "a b"]
        {
            assert!(!head(evil).contains("List-Unsubscribe"), "{evil}");
        }
        assert!(!written(&mail()).contains("List-Unsubscribe"));
    }

    #[test]
    fn an_invitation_is_read_in_the_mail_and_beside_it() {
        let mut mail = mail();
        let content = Bytes::from_static(b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n");
        let content_type = "text/calendar; charset=utf-8; method=REQUEST".to_owned();
        mail.attachments = vec![File { name: "invite.ics".into(), content_type, content }];
        let text = written(&mail);
        let alternative = text.find("multipart/alternative").expect("another way to read it");
        let parts: Vec<usize> = text
            .match_indices("Content-Type: text/calendar; charset=utf-8; method=REQUEST")
            .map(|(at, _)| at)
            .collect();
        assert_eq!(parts.len(), 2, "{text}");
        assert!(parts[0] > alternative && text[parts[0]..parts[1]].contains("--"), "{text}");
        assert!(text.contains("filename=\"invite.ics\""), "{text}");
    }

    #[test]
    fn files_and_html_come_along() {
        let mut mail = mail();
        mail.html = Some("<p>Hello</p>".into());
        let content = Bytes::from_static(b"%PDF-1.7");
        mail.attachments = vec![File { name: "Größe.pdf".into(), content_type: "application/pdf".into(), content }];
        let text = written(&mail);
        assert!(text.contains("multipart/alternative") && text.contains("multipart/mixed"), "{text}");
        assert!(text.contains("JVBERi0xLjc=") && text.contains("application/pdf"), "{text}");
    }
}
