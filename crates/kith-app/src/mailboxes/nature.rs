//! Who is behind a message, and which mail of ours a mail server could not deliver.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::parse::{id, line};
use crate::ports::Address;

/// Who is behind a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A person, for all that can be told.
    Person,
    /// A program that answers or tells something by itself.
    Automatic,
    /// A mail server: something was not delivered, or not yet.
    Bounce,
    /// A mailing list.
    List,
}

impl Nature {
    pub fn name(self) -> &'static str {
        match self {
            Nature::Person => "person",
            Nature::Automatic => "automatic",
            Nature::Bounce => "bounce",
            Nature::List => "list",
        }
    }
}

/// What a mail server could not deliver.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Undelivered {
    /// The id of the mail that it returns.
    pub message_id: Option<String>,
    /// Whom it was for.
    pub to: Option<String>,
    /// Why, in the server's own words.
    pub why: Option<String>,
}

pub(super) fn of(message: &Message<'_>, from: &Address) -> Nature {
    let header = |name: &str| message.header_raw(name.to_owned()).unwrap_or_default().trim().to_ascii_lowercase();
    let local = from.address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let report = message.content_type().is_some_and(|media| {
        media.ctype().eq_ignore_ascii_case("multipart")
            && media.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("report"))
            && media.attribute("report-type").is_some_and(|report| report.eq_ignore_ascii_case("delivery-status"))
    });
    let submitted = header("Auto-Submitted");
    // The empty return path is what RFC 5321 gives notices, whoever they say they are from; RFC 3834 gives it to
    // those who are away, too.
    let notice = header("Return-Path") == "<>" && !submitted.starts_with("auto-replied");
    if report || matches!(local.as_str(), "mailer-daemon" | "postmaster") || notice {
        return Nature::Bounce;
    }
    if !header("List-Id").is_empty() || !header("List-Unsubscribe").is_empty() || header("Precedence") == "list" {
        return Nature::List;
    }
    let automatic = !(submitted.is_empty() || submitted == "no")
        || matches!(header("Precedence").as_str(), "bulk" | "junk" | "auto_reply")
        || !header("X-Autoreply").is_empty()
        || !header("X-Autorespond").is_empty()
        || header("X-Auto-Response-Suppress").contains("all")
        || matches!(local.as_str(), "no-reply" | "noreply" | "donotreply");
    if automatic { Nature::Automatic } else { Nature::Person }
}

/// What a mail server says that it could not deliver; nothing where it is only late, or has passed it on
/// (RFC 3464, section 2.3.3).
pub(super) fn undelivered(message: &Message<'_>, returned: Option<String>) -> Option<Undelivered> {
    let found = Undelivered { message_id: returned, ..Undelivered::default() };
    let status = message.parts.iter().find(|part| part.is_content_type("message", "delivery-status"));
    let Some(status) = status else { return Some(found) };
    let text = String::from_utf8_lossy(status.contents()).replace("\r\n", "\n");
    let mut recipients = text.split("\n\n").filter(|group| said(group, "Action").is_some()).peekable();
    if recipients.peek().is_none() {
        return Some(found);
    }
    let failed = |group: &&str| said(group, "Action").is_some_and(|action| action.eq_ignore_ascii_case("failed"));
    let group = recipients.find(failed)?;
    // "rfc822; a@b.test" and "smtp; 550 No such mailbox": what kind of word it is stands before it.
    let word = |name: &str| said(group, name).map(|it| line(it.split_once(';').map_or(it.as_str(), |(_, word)| word)));
    let why = word("Diagnostic-Code").or_else(|| word("Status"));
    Some(Undelivered { to: word("Final-Recipient"), why, ..found })
}

/// What a group of fields says under a name, unfolded.
fn said(group: &str, name: &str) -> Option<String> {
    let mut lines = group
        .lines()
        .skip_while(|line| !line.split_once(':').is_some_and(|(known, _)| known.trim().eq_ignore_ascii_case(name)));
    let first = lines.next()?.split_once(':')?.1;
    let more = lines.take_while(|line| line.starts_with([' ', '\t']));
    let whole = std::iter::once(first).chain(more).map(str::trim).collect::<Vec<_>>().join(" ");
    Some(whole).filter(|whole| !whole.is_empty())
}

/// The id of the mail that a mail server returns, whole or its headers alone (RFC 3462).
pub(super) fn returned(message: &Message<'_>) -> Option<String> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inner) => inner.message_id().and_then(id),
        PartType::Text(headers) if part.is_content_type("text", "rfc822-headers") => {
            let inner = MessageParser::default().parse(headers.as_bytes())?;
            inner.message_id().and_then(id)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::super::parse::{Parsed, parse};
    use super::*;

    fn read(text: &str) -> Parsed {
        parse(&Bytes::from(text.replace('\n', "\r\n"))).expect("a mail")
    }

    #[test]
    fn who_is_no_person_is_recognised() {
        let nature = |headers: &str| read(&format!("From: a@b.test\nSubject: x\n{headers}\n\nText\n")).nature;
        assert_eq!(nature("X-Nothing: 1"), Nature::Person);
        assert_eq!(nature("Auto-Submitted: no"), Nature::Person);
        assert_eq!(nature("Auto-Submitted: auto-replied"), Nature::Automatic);
        assert_eq!(nature("Return-Path: <>\nAuto-Submitted: auto-replied (vacation)"), Nature::Automatic);
        assert_eq!(nature("Precedence: bulk"), Nature::Automatic);
        assert_eq!(nature("List-Id: <all.b.test>"), Nature::List);
        assert_eq!(nature("Return-Path: <>"), Nature::Bounce);
        assert_eq!(nature("Content-Type: multipart/report; report-type=delivery-status; boundary=x"), Nature::Bounce);
        assert_eq!(read("From: MAILER-DAEMON@b.test\nSubject: x\n\nx\n").nature, Nature::Bounce);
    }

    #[test]
    fn what_was_not_delivered_is_told_from_what_is_late() {
        let notice = |status: &str| {
            let head = "From: MAILER-DAEMON@b.test\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/report; \
                        report-type=delivery-status; boundary=x";
            let returned = "Content-Type: message/rfc822\n\nFrom: a@b.test\nMessage-ID: <1@b.test>\n\nHello";
            let status = format!("Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.b.test\n\n{status}");
            read(&format!("{head}\n\n--x\n\nSorry\n--x\n{status}\n--x\n{returned}\n--x--\n")).undelivered
        };
        let group = |action: &str| {
            format!(
                "Final-Recipient: rfc822; meera@looms.test\nAction: {action}\nStatus: 5.1.1\n\
                 Diagnostic-Code: smtp; 550 5.1.1\n  No such mailbox; sorry\n"
            )
        };
        let failed = Undelivered {
            message_id: Some("1@b.test".into()),
            to: Some("meera@looms.test".into()),
            why: Some("550 5.1.1 No such mailbox; sorry".into()),
        };
        assert_eq!(notice(&group("failed")).as_ref(), Some(&failed));
        assert_eq!(notice(&group("Failed")).as_ref(), Some(&failed));
        assert_eq!(notice(&format!("{}\n{}", group("delivered"), group("failed"))), Some(failed));
        assert_eq!(notice(&group("delayed")), None);
        // Servers that write no such part, and people who write none of all this.
        let bare = notice("X-Nothing: 1\n").expect("a notice");
        assert_eq!((bare.message_id.as_deref(), bare.why), (Some("1@b.test"), None));
        assert_eq!(read("From: a@b.test\nSubject: Undelivered\n\nx\n").undelivered, None);
    }
}
