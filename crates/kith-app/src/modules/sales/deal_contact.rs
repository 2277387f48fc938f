//! The people of a deal: the primary one is the deal's own contact, whichever of the two is changed.

use kith_catalog::deal;
use kith_catalog::deal_contact::{CONTACT, DEAL, IS_PRIMARY, KIND, ROLE};
use kith_model::{FieldCode, Id, Record, Value};

use crate::AppError;
use crate::modules::draft::{put, system_of};
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::{all_records, is};

/// The rules of deal contacts.
pub(in crate::modules) struct DealContactRules;

impl Rules for DealContactRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.op == Op::Update && draft.changes(&DEAL) {
            draft.fail(&DEAL, FieldCode::Invalid, "Add them to the other deal instead.");
        }
        if draft.op == Op::Update && draft.changes(&CONTACT) {
            draft.fail(&CONTACT, FieldCode::Invalid, "Remove them and add the other contact instead.");
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            let deal = draft.whole().await?;
            let (me, now) = (draft.get(&CONTACT), deal.get(&deal::CONTACT));
            let asked = draft.get(&IS_PRIMARY) == Some(true);
            let primary = match draft.op {
                Op::Create | Op::Restore => (draft.op == Op::Create && asked) || now.is_none() || now == me,
                Op::Update => asked,
                Op::Delete => false,
            };
            draft.put(&IS_PRIMARY, Value::Bool(primary));
            let wanted = match primary {
                true => me,
                false => now.filter(|now| Some(*now) != me),
            };
            if wanted == now {
                return Ok(());
            }
            mark(draft, deal.id, wanted, Some(draft.after.id)).await?;
            draft.touch_record(&deal::KIND, deal, |record| {
                put(record, deal::CONTACT.key(), wanted.map_or(Value::Null, Value::Id));
            })
        })
    }

    fn title(&self, record: &Record) -> Option<String> {
        let role = record.get(&ROLE)?;
        let options = KIND.field(ROLE.key()).map(|field| field.options).unwrap_or_default();
        options.iter().find(|option| option.value == role).map(|option| option.label.to_owned())
    }
}

/// Marks the one of a deal's people who is its contact, and nobody else.
pub(super) async fn mark(
    draft: &mut Draft<'_>,
    deal: Id,
    contact: Option<Id>,
    but: Option<Id>,
) -> Result<(), AppError> {
    let system = system_of(draft.scope);
    let people = all_records(draft.app, &system, &KIND, is(DEAL.key(), &deal.to_string())).await?;
    for person in people.into_iter().filter(|person| Some(person.id) != but) {
        let primary = contact.is_some() && person.get(&CONTACT) == contact;
        draft.touch_record(&KIND, person, |record| put(record, IS_PRIMARY.key(), Value::Bool(primary)))?;
    }
    Ok(())
}
