//! Contacts: somebody needs a name or an address, and consent has a date.

use kith_access::{Action, Scope, decide};
use kith_catalog::contact::{
    EMAIL, EMAIL_CONSENT, EMAIL_CONSENT_AT, FIRST_NAME, KIND, LAST_NAME, OWNER, PHONE_CONSENT, PHONE_CONSENT_AT,
    SMS_CONSENT, SMS_CONSENT_AT,
};
use kith_model::markers::{DateTime, Text};
use kith_model::{Direction, Field, FieldCode, Record, Sort, SortKey, Value};

use crate::modules::{Draft, Rules};
use crate::ports::BoxFuture;
use crate::records::{is, page_query};
use crate::{App, AppError, workspace};

/// The rules of contacts.
pub(in crate::modules) struct ContactRules;

impl Rules for ContactRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        need_a_name(draft, &FIRST_NAME, &LAST_NAME, &EMAIL);
        date_consent(draft, &EMAIL_CONSENT, &EMAIL_CONSENT_AT);
        date_consent(draft, &SMS_CONSENT, &SMS_CONSENT_AT);
        date_consent(draft, &PHONE_CONSENT, &PHONE_CONSENT_AT);
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            draft.notify_owner(&OWNER);
            Ok(())
        })
    }

    fn title(&self, record: &Record) -> Option<String> {
        person_title(record, &FIRST_NAME, &LAST_NAME, &EMAIL)
    }
}

/// The contact with an address that the scope may read; of several the oldest.
pub(crate) async fn contact_by_email(app: &App, scope: &Scope, email: &str) -> Result<Option<Record>, AppError> {
    let oldest = Sort(vec![SortKey { field: "created_at".into(), direction: Direction::Ascending }]);
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    let schema = workspace::schema(app, scope, &KIND).await?;
    let query = page_query(app, scope, is(EMAIL.key(), email), oldest, 1);
    Ok(app.store().list_records(&permit, &schema, &query).await?.pop())
}

/// Without a name and an address nobody could tell the record from others.
pub(in crate::modules) fn need_a_name(
    draft: &mut Draft<'_>,
    first: &Field<Text>,
    last: &Field<Text>,
    email: &Field<Text>,
) {
    if draft.get(first).is_none() && draft.get(last).is_none() && draft.get(email).is_none() {
        draft.fail(first, FieldCode::Required, "A name or an e-mail address is needed.");
    }
}

/// First and last name; the address where there is no name.
pub(in crate::modules) fn person_title(
    record: &Record,
    first: &Field<Text>,
    last: &Field<Text>,
    email: &Field<Text>,
) -> Option<String> {
    let names = [record.get(first), record.get(last)];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if name.is_empty() { record.get(email).map(str::to_owned) } else { Some(name) }
}

/// Consent given or withdrawn counts from now where no date was said (GDPR article 7: it must be
/// possible to show that and when consent was given).
fn date_consent(draft: &mut Draft<'_>, consent: &Field<Text>, at: &Field<DateTime>) {
    let said = draft.get(consent).filter(|said| *said != "unknown").is_some();
    if !said {
        if draft.get(consent).is_none() {
            draft.put(consent, Value::Text("unknown".into()));
        }
        if !draft.names(at) && draft.changes(consent) {
            draft.put(at, Value::Null);
        }
    } else if draft.changes(consent) && !draft.names(at) || draft.get(at).is_none() {
        draft.put(at, Value::Time(draft.now));
    }
}
