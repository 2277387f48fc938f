//! Forms fit together before anybody sees them: an address of their own, questions that leads have,
//! pages and sites that can be reached safely.

use kith_catalog::form::{
    ACCENT, AFTER, ASK_FILES, KIND, MESSAGE, NAME, ORIGINS, PURPOSE, QUESTIONS, REDIRECT_URL, SLUG, STATUS,
};
use kith_catalog::{lead, ticket};
use kith_model::{FieldCode, Value};
use kith_store::system::SystemWrite;
use serde_json::{Value as Json, json};

use super::questions::{check, questions_of, target};
use crate::AppError;
use crate::modules::marketing::campaign::slug;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;

/// The rules of forms.
pub(in crate::modules) struct FormRules;

const SHORTEST_SLUG: usize = 3;
const LONGEST_NAME_PART: usize = 48;
/// Digits behind the name, so that the address of one form does not give away another's.
const RANDOM_DIGITS: usize = 8;

impl Rules for FormRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        take_slug(draft);
        if draft.op == Op::Update && draft.changes(&PURPOSE) {
            draft.fail(&PURPOSE, FieldCode::Invalid, "A form keeps its purpose. Make another one.");
        }
        if draft.get(&ASK_FILES) == Some(true) && target(&draft.after).key != ticket::KIND.key {
            draft.fail(&ASK_FILES, FieldCode::Invalid, "Only a form for tickets takes files.");
        }
        if draft.op == Op::Create && !draft.names(&QUESTIONS) {
            draft.put(&QUESTIONS, Value::Json(usual_questions(target(&draft.after).key)));
        }
        if let Some(json) = draft.get(&QUESTIONS).cloned() {
            let schema = draft.workspace.schema(target(&draft.after));
            draft.errors.extend(check(&json, &schema, &draft.workspace.input_context()));
        }
        if let Some(accent) = draft.get(&ACCENT).map(str::to_ascii_lowercase) {
            if is_colour(&accent) {
                draft.put(&ACCENT, Value::Text(accent));
            } else {
                draft.fail(&ACCENT, FieldCode::Invalid, "A colour such as #3958d1.");
            }
        }
        take_origins(draft);
        if let Some(url) = draft.get(&REDIRECT_URL)
            && !is_https(url)
        {
            draft.fail(&REDIRECT_URL, FieldCode::InvalidUrl, "The whole address of a page, beginning with https://.");
        }
        if draft.get(&AFTER) == Some("redirect") && draft.get(&REDIRECT_URL).is_none() {
            draft.fail(&REDIRECT_URL, FieldCode::Required, "To which page?");
        }
        if draft.get(&STATUS) == Some("published") {
            can_be_published(draft);
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            // A form in the trash keeps its address, so that restoring it brings its links back.
            if draft.edits() && draft.changes(&SLUG) {
                let slug = draft.get(&SLUG).unwrap_or_default().to_owned();
                let record = draft.after.id;
                draft.set.system(SystemWrite::SetAddress { kind: KIND.key.into(), record, slug });
            }
            Ok(())
        })
    }
}

/// What nearly every form asks, to begin with.
fn usual_questions(kind: &str) -> Json {
    if kind == ticket::KIND.key {
        return json!([
            {"field": ticket::REQUESTER_NAME.key(), "required": true},
            {"field": ticket::REQUESTER_EMAIL.key(), "required": true},
            {"field": ticket::SUBJECT.key(), "required": true},
            {"field": ticket::DESCRIPTION.key(), "required": true},
        ]);
    }
    json!([
        {"field": lead::FIRST_NAME.key(), "required": true},
        {"field": lead::LAST_NAME.key(), "required": false},
        {"field": lead::EMAIL.key(), "required": true},
        {"field": lead::PHONE.key(), "required": false},
        {"field": lead::DESCRIPTION.key(), "required": false},
    ])
}

fn take_slug(draft: &mut Draft<'_>) {
    let given = draft.get(&SLUG).map(str::to_owned);
    match given {
        Some(given) if draft.changes(&SLUG) => {
            let tidy = slug(&given);
            if !given.is_ascii() || tidy != given.to_ascii_lowercase() || tidy.len() < SHORTEST_SLUG {
                let message = "At least three letters a to z, digits and hyphens.";
                return draft.fail(&SLUG, FieldCode::Invalid, message);
            }
            draft.put(&SLUG, Value::Text(tidy));
        }
        Some(_) => {}
        None if draft.op == Op::Update => draft.fail(&SLUG, FieldCode::Required, "This is needed."),
        None => {
            let name: String = slug(draft.get(&NAME).unwrap_or_default())
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
                .take(LONGEST_NAME_PART)
                .collect();
            let name = match name.trim_matches('-') {
                "" => "form",
                name => name,
            };
            // The end of an id is random, its beginning is the time.
            let id = draft.app.new_id().to_string();
            let random = &id[id.len() - RANDOM_DIGITS..];
            draft.put(&SLUG, Value::Text(format!("{name}-{random}")));
        }
    }
}

fn take_origins(draft: &mut Draft<'_>) {
    let Some(origins) = draft.get(&ORIGINS).map(<[String]>::to_vec) else { return };
    let mut tidy: Vec<String> = Vec::new();
    for origin in &origins {
        let Some(origin) = origin_of(origin) else {
            let message = "Sites such as https://www.example.com, without a path.";
            return draft.fail(&ORIGINS, FieldCode::InvalidUrl, message);
        };
        if !tidy.contains(&origin) {
            tidy.push(origin);
        }
    }
    draft.put(&ORIGINS, Value::Texts(tidy));
}

fn can_be_published(draft: &mut Draft<'_>) {
    let asked = questions_of(&draft.after);
    let asks = |key: &str| asked.iter().any(|question| question.field == key && !question.hidden);
    let named = [lead::FIRST_NAME.key(), lead::LAST_NAME.key(), lead::EMAIL.key()];
    if target(&draft.after).key == ticket::KIND.key {
        if !asks(ticket::REQUESTER_EMAIL.key()) || !asks(ticket::DESCRIPTION.key()) {
            let message = "A published form asks for an e-mail address and for what it is about.";
            draft.fail(&QUESTIONS, FieldCode::Required, message);
        }
    } else if !named.into_iter().any(asks) {
        let message = "A published form asks for a name or an e-mail address.";
        draft.fail(&QUESTIONS, FieldCode::Required, message);
    }
    if draft.get(&AFTER) == Some("message") && draft.get(&MESSAGE).is_some_and(|text| text.trim().is_empty()) {
        draft.put(&MESSAGE, Value::Null);
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Whether visitors may be sent there: a whole https address of visible ASCII, which cannot break out
/// of a header.
fn is_https(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    is_host(host) && url.bytes().all(|b| b.is_ascii_graphic())
}

/// An origin as a browser writes it. Unencrypted ones are for trying things out on one's own machine.
pub(super) fn origin_of(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let (scheme, host) = text.split_once("://")?;
    let local = matches!(host.split(':').next(), Some("localhost" | "127.0.0.1"));
    ((scheme == "https" || scheme == "http" && local) && is_host(host)).then_some(text)
}

/// A host and maybe a port, in the letters that need no escaping anywhere.
fn is_host(text: &str) -> bool {
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.split('.').all(label) && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_one_way_and_nothing_else_passes() {
        assert_eq!(origin_of(" HTTPS://WWW.Example.com/ ").as_deref(), Some("https://www.example.com"));
        assert_eq!(origin_of("http://127.0.0.1:4173").as_deref(), Some("http://127.0.0.1:4173"));
        for wrong in [
            "http://example.com", "https://", "https://a b", "https://x.com/path", "https://x.com; script-src *",
            "https://*", "javascript:alert(1)", "https://x.com:0", "https://x.com:99999", "https://-x.com",
            "https://é.fr", "https://user@x.com",
        ] {
            assert_eq!(origin_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn visitors_are_sent_to_https_alone() {
        assert!(is_https("https://example.com/thanks?a=1#b"));
        for wrong in ["http://example.com", "https://", "https://x.com/\r\nSet-Cookie: a", "//x.com", "https://a@b/"] {
            assert!(!is_https(wrong), "{wrong}");
        }
    }
}
