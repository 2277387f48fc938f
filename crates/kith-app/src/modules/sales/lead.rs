//! Leads: the temperature follows the score, the campaign the tags.

use kith_catalog::lead::{
    AUTO_ASSIGN, CAMPAIGN, CONSENT, DECIDED_AT, EMAIL, FIRST_NAME, FIXED_STAGES, LAST_NAME, OWNER, STAGE, STATUS,
    UTM_CAMPAIGN, UTM_MEDIUM, UTM_SOURCE,
};
use kith_model::{Record, Value};

use super::rotation::next_owner;
use super::{scoring, sequence};
use crate::AppError;
use crate::modules::marketing::campaign::campaign_of;
use crate::modules::people::contact::{need_a_name, person_title};
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;

/// The rules of leads.
pub(in crate::modules) struct LeadRules;

/// Hot above one score, warm from another, cold below.
pub fn temperature(score: i64, (hot_above, warm_from): (i64, i64)) -> &'static str {
    match score {
        score if score > hot_above => "hot",
        score if score >= warm_from => "warm",
        _ => "cold",
    }
}

impl Rules for LeadRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.op == Op::Restore {
            begin_anew(draft);
        }
        if !draft.edits() {
            return;
        }
        if draft.get(&STATUS).is_none() {
            draft.put(&STATUS, Value::Text("open".into()));
        }
        if draft.get(&CONSENT).is_none() {
            draft.put(&CONSENT, Value::Text("unknown".into()));
        }
        if draft.get(&CAMPAIGN).is_none() {
            let tags = [&UTM_SOURCE, &UTM_MEDIUM, &UTM_CAMPAIGN].map(|field| draft.get(field));
            let found = campaign_of(draft.workspace, tags[0], tags[1], tags[2]).map(|campaign| campaign.id);
            draft.put(&CAMPAIGN, found.map_or(Value::Null, Value::Id));
        }
        if draft.changes(&STAGE) {
            let decided = matches!(draft.get(&STAGE), Some("won" | "lost"));
            draft.put(&DECIDED_AT, if decided { Value::Time(draft.now) } else { Value::Null });
        }
        need_a_name(draft, &FIRST_NAME, &LAST_NAME, &EMAIL);
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            // Its history is what the customer's record rests on.
            if draft.op == Op::Update && !draft.internal && draft.old(&STATUS) == Some("converted") {
                return Err(AppError::Conflict("This lead was converted. Undo the conversion to change it.".into()));
            }
            let wanted = draft.get(&AUTO_ASSIGN) == Some(true) && draft.old(&AUTO_ASSIGN) != Some(true);
            if draft.edits()
                && wanted
                && let Some(owner) = next_owner(draft.app, draft.workspace, draft.scope.workspace).await?
            {
                draft.put(&OWNER, Value::Id(owner));
            }
            draft.notify_owner(&OWNER);
            if draft.edits() {
                scoring::apply(draft).await?;
            }
            sequence::lead_changed(draft).await
        })
    }

    fn touched<'a>(&'a self, draft: &'a mut Draft<'_>, after: &'a mut Record) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(scoring::follow(draft, after))
    }

    fn title(&self, record: &Record) -> Option<String> {
        person_title(record, &FIRST_NAME, &LAST_NAME, &EMAIL)
    }
}

/// What comes out of the trash to a stage that is gone meanwhile begins anew.
fn begin_anew(draft: &mut Draft<'_>) {
    let options = draft.schema.field(STAGE.key()).map(|field| field.options.as_slice()).unwrap_or_default();
    if draft.get(&STAGE).is_none_or(|stage| options.iter().all(|option| option.value != stage)) {
        draft.put(&STAGE, Value::Text(FIXED_STAGES[0].into()));
    }
}

#[cfg(test)]
mod tests {
    use super::temperature;

    #[test]
    fn hot_begins_above_seventy_and_warm_at_forty() {
        let of = |score| temperature(score, (70, 40));
        assert_eq!([of(0), of(39), of(40), of(70), of(71), of(100)], ["cold", "cold", "warm", "warm", "hot", "hot"]);
    }
}
