//! Companies: one spelling of a domain, no circles of parents.

use kith_access::{Action, Scope, decide};
use kith_catalog::company::{DOMAIN, KIND, OWNER, PARENT};
use kith_model::{FieldCode, Value};

use crate::AppError;
use crate::modules::{Draft, Rules};
use crate::ports::BoxFuture;

/// The rules of companies.
pub(in crate::modules) struct CompanyRules;

/// The bare domain of what people paste into the field: `https://www.Acme.com/about` is `acme.com`.
pub(in crate::modules) fn normal_domain(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let rest = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.trim_end_matches('.').to_owned()
}

impl Rules for CompanyRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        if let Some(domain) = draft.get(&DOMAIN).map(normal_domain) {
            if !domain.contains('.') || domain.chars().any(char::is_whitespace) {
                draft.fail(&DOMAIN, FieldCode::InvalidUrl, "This is not a domain such as example.com.");
            }
            draft.put(&DOMAIN, Value::Text(domain));
        }
        if draft.get(&PARENT) == Some(draft.after.id) {
            draft.fail(&PARENT, FieldCode::Invalid, "A company cannot belong to itself.");
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            draft.notify_owner(&OWNER);
            if draft.before.is_none() || !draft.changes(&PARENT) {
                return Ok(());
            }
            let permit = decide(&Scope::system(draft.scope.workspace), KIND.key, Action::Read, false)?;
            let mut next = draft.get(&PARENT);
            // A chain longer than this is a circle that existed before.
            for _ in 0..100 {
                let Some(id) = next else { return Ok(()) };
                if id == draft.after.id {
                    break;
                }
                let above = draft.app.store().find_record(&permit, draft.schema, id).await?;
                next = above.and_then(|company| company.get(&PARENT));
            }
            draft.fail(&PARENT, FieldCode::Invalid, "These companies would belong to each other in a circle.");
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::normal_domain;

    #[test]
    fn keeps_the_bare_domain() {
        for text in ["acme.com", "ACME.com", "https://www.acme.com/about?x", "www.acme.com:443", "info@acme.com"] {
            assert_eq!(normal_domain(text), "acme.com");
        }
    }
}
