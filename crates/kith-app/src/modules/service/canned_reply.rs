//! Canned replies name what there is.

use kith_catalog::canned_reply::BODY;
use kith_model::FieldCode;

use crate::modules::{Draft, Rules};

/// What a text may name of the ticket it answers, as `{{contact.first_name}}`. The reply is filled in where it
/// is written, so that whoever sends it reads it first.
const NAMES: [&str; 8] = [
    "contact.first_name", "contact.last_name", "contact.name", "contact.company", "ticket.number", "ticket.subject",
    "me.name", "workspace.name",
];

/// The rules of canned replies.
pub struct CannedReplyRules;

impl Rules for CannedReplyRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        let text = draft.get(&BODY).filter(|_| draft.changes(&BODY)).unwrap_or_default();
        let unknown = names(text).find(|name| !NAMES.contains(name));
        let known = NAMES.join("}}, {{");
        let refusal = unknown.map(|unknown| format!("There is no {{{{{unknown}}}}}. There are {{{{{known}}}}}."));
        if let Some(refusal) = refusal {
            draft.fail(&BODY, FieldCode::Invalid, refusal);
        }
    }
}

/// The names in double braces, without what stands for them where they are empty. Braces around anything else
/// are meant as they are.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}"));
    inside
        .map(|(inside, _)| inside.split_once('|').map_or(inside, |(name, _)| name).trim())
        .filter(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.')))
}
