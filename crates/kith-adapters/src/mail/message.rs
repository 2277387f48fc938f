//! A mail as bytes (RFC 5322, with RFC 2047 for headers that are not ASCII).

use kith_app::ports::Mail;
use kith_model::Timestamp;

/// The whole message, with CRLF line ends.
pub(super) fn to_bytes(mail: &Mail) -> Vec<u8> {
    let host = mail.message_id.rsplit_once('@').map_or("localhost", |(_, host)| host);
    let to = match mail.to_name.trim() {
        "" => one_line(&mail.to),
        name => format!("{} <{}>", phrase(name), one_line(&mail.to)),
    };
    let headers = [
        ("Date", date(mail.written_at)),
        ("From", format!("Kith <no-reply@{}>", one_line(host))),
        ("To", to),
        ("Subject", unstructured(&mail.subject)),
        ("Message-ID", format!("<{}>", one_line(&mail.message_id))),
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("MIME-Version", "1.0".to_owned()),
    ];
    let mut out = String::new();
    for (name, value) in headers {
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    let text = format!("{TEXT}\r\n{}", quoted_printable(&mail.text));
    if mail.attachments.is_empty() {
        return (out + &text).into_bytes();
    }
    // Made of the message's own id, it is in no text or file by chance.
    let boundary = format!("=={}==", mail.message_id.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    out.push_str(&format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n"));
    out.push_str(&format!("--{boundary}\r\n{text}"));
    for file in &mail.attachments {
        let (kind, name) = (one_line(&file.content_type), unstructured(&file.name.replace(['"', '\\'], "_")));
        out.push_str(&format!("\r\n--{boundary}\r\nContent-Type: {kind}\r\n"));
        out.push_str("Content-Transfer-Encoding: base64\r\n");
        out.push_str(&format!("Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n"));
        let content: Vec<char> = file.content.chars().filter(char::is_ascii_graphic).collect();
        for line in content.chunks(76) {
            out.extend(line);
            out.push_str("\r\n");
        }
    }
    out.push_str(&format!("--{boundary}--\r\n"));
    out.into_bytes()
}

/// The headers of the words.
const TEXT: &str = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n";

/// What ends a header line would begin another one, so it goes.
fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && *c != '<' && *c != '>').collect()
}

fn unstructured(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.is_ascii() { text } else { encoded_words(&text) }
}

fn phrase(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
    if plain { name.to_owned() } else { encoded_words(&unstructured_text(name)) }
}

fn unstructured_text(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Encoded words of at most 75 characters, whole characters each, folded onto lines of their own.
fn encoded_words(text: &str) -> String {
    let mut words: Vec<String> = vec![String::new()];
    for c in text.chars() {
        let mut buffer = [0; 4];
        let piece: String = match c {
            c if c.is_ascii_alphanumeric() => c.to_string(),
            ' ' => "_".to_owned(),
            c => c.encode_utf8(&mut buffer).bytes().map(|byte| format!("={byte:02X}")).collect(),
        };
        if words.last().is_some_and(|word| word.len() + piece.len() > 60) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push_str(&piece);
        }
    }
    words.iter().map(|word| format!("=?utf-8?Q?{word}?=")).collect::<Vec<_>>().join("\r\n ")
}

/// Lines of at most 76 characters; what is longer is continued with `=` at the end.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut width = 0;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            let last = chars.peek().is_none();
            let mut buffer = [0; 4];
            let literal = (c.is_ascii_graphic() && c != '=') || (matches!(c, ' ' | '\t') && !last);
            let piece: String = match literal {
                true => c.to_string(),
                false => c.encode_utf8(&mut buffer).bytes().map(|byte| format!("={byte:02X}")).collect(),
            };
            if width + piece.len() > 75 {
                out.push_str("=\r\n");
                width = 0;
            }
            width += piece.len();
            out.push_str(&piece);
        }
        out.push_str("\r\n");
    }
    out
}

/// `Sat, 21 Nov 2026 07:09:00 +0000`
fn date(time: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = time.date_in("UTC");
    let text = day.to_string();
    let mut parts = text.rsplitn(3, '-');
    let (date, month, year) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| month.parse::<usize>().ok()).and_then(|n| MONTHS.get(n.wrapping_sub(1)));
    // 1970-01-01 was a Thursday.
    let weekday = DAYS[day.days_since_epoch().rem_euclid(7) as usize % DAYS.len()];
    let seconds = time.as_micros().div_euclid(1_000_000).rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let (date, month, year) = (date.unwrap_or("01"), month.unwrap_or(&"Jan"), year.unwrap_or("1970"));
    format!("{weekday}, {date} {month} {year} {hour:02}:{minute:02}:{second:02} +0000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_mails() {
        let time: Timestamp = "2026-11-21T07:09:05Z".parse().expect("time");
        assert_eq!(date(time), "Sat, 21 Nov 2026 07:09:05 +0000");
    }

    #[test]
    fn no_header_can_be_smuggled_in() {
        let mail = Mail {
            to: "a@b.test\r\nBcc: c@d.test".into(),
            to_name: "Ana\r\nBcc: x".into(),
            subject: "Größe\r\nBcc: y".into(),
            text: "Hallo = grüß dich\n".to_owned() + &"lang ".repeat(40),
            attachments: Vec::new(),
            message_id: "1@kith.test".into(),
            written_at: Timestamp::from_micros(0),
        };
        let text = String::from_utf8(to_bytes(&mail)).expect("text");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert!(!head.contains("\r\nBcc"), "{head}");
        assert!(head.contains("Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe"), "{head}");
        assert!(body.starts_with("Hallo =3D gr=C3=BC=C3=9F dich\r\n"));
        assert!(body.lines().all(|line| line.len() <= 76));
    }
}
