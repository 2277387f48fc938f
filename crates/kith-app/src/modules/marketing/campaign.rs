//! Campaigns: a code of their own, dates and money that fit together, and one for leads that none brought.

use kith_access::Scope;
use kith_catalog::campaign::{
    ACTUAL_SPEND, BUDGET, CODE, COMPLIANCE, ENDS_ON, EXPECTED_SPEND, GENERAL_CODE, IS_GENERAL, KIND, NAME, OWNER,
    STARTS_ON, UTM_CAMPAIGN, UTM_MEDIUM, UTM_SOURCE,
};
use kith_model::markers::Text;
use kith_model::{Field, FieldCode, Record, Value, fold};

use crate::modules::work::task::is_checklist;
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::{count_of, is};
use crate::workspace::WorkspaceData;
use crate::{App, AppError};

/// The rules of campaigns.
pub(in crate::modules) struct CampaignRules;

const LONGEST_CODE: usize = 60;

impl Rules for CampaignRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        let is_general = draft.old(&IS_GENERAL) == Some(true);
        if draft.op == Op::Delete && is_general {
            return draft.fail(&NAME, FieldCode::Invalid, "Leads that no campaign brought belong to this one.");
        }
        if !draft.edits() {
            return;
        }
        take_code(draft, is_general);
        if let (Some(starts), Some(ends)) = (draft.get(&STARTS_ON), draft.get(&ENDS_ON))
            && ends < starts
        {
            draft.fail(&ENDS_ON, FieldCode::Invalid, "It cannot end before it starts.");
        }
        // Figures are told in one currency.
        let currency = [&BUDGET, &EXPECTED_SPEND, &ACTUAL_SPEND]
            .into_iter()
            .find_map(|field| draft.get(field).map(|money| money.currency().to_owned()));
        for field in [&EXPECTED_SPEND, &ACTUAL_SPEND] {
            if draft.get(field).is_some_and(|money| Some(money.currency()) != currency.as_deref()) {
                draft.fail(field, FieldCode::InvalidCurrency, "A campaign has one currency, its budget's.");
            }
        }
        if draft.get(&COMPLIANCE).is_some_and(|list| !is_checklist(list)) {
            draft.fail(&COMPLIANCE, FieldCode::WrongType, "This takes a list of {\"text\", \"done\"}.");
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            if draft.op == Op::Create && !draft.names(&CODE) {
                let code = free_code(draft).await?;
                draft.put(&CODE, Value::Text(code));
            }
            draft.notify_owner(&OWNER);
            Ok(())
        })
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.workspaces().drop_workspace(scope.workspace);
    }
}

fn take_code(draft: &mut Draft<'_>, is_general: bool) {
    if is_general && draft.changes(&CODE) {
        return draft.fail(&CODE, FieldCode::ReadOnly, "The code of this campaign stays.");
    }
    let given = draft.get(&CODE).map(str::to_owned);
    match given {
        Some(code) if draft.changes(&CODE) => {
            let tidy = slug(&code);
            if tidy != code.to_lowercase() {
                let message = format!("Letters, digits and hyphens, such as \"{tidy}\".");
                return draft.fail(&CODE, FieldCode::Invalid, message);
            }
            draft.put(&CODE, Value::Text(tidy));
        }
        Some(_) => {}
        None if draft.op == Op::Update => draft.fail(&CODE, FieldCode::Required, "This is needed."),
        None => {
            let code = slug(draft.get(&NAME).unwrap_or_default());
            draft.put(&CODE, Value::Text(code));
        }
    }
}

/// The code made from the name, with a number behind it where it is taken.
async fn free_code(draft: &Draft<'_>) -> Result<String, AppError> {
    let wanted = draft.get(&CODE).unwrap_or("campaign").to_owned();
    let mut code = wanted.clone();
    for n in 2..100 {
        if count_of(draft.app, draft.scope.workspace, &KIND, is(CODE.key(), &code)).await? == 0 {
            break;
        }
        code = format!("{wanted}-{n}");
    }
    Ok(code)
}

/// A text as it may stand in an address: folded, with hyphens between its words.
pub(super) fn slug(text: &str) -> String {
    let words = fold(text);
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let code: String = words.collect::<Vec<_>>().join("-").chars().take(LONGEST_CODE).collect();
    if code.is_empty() { "campaign".into() } else { code }
}

/// The campaign that a lead with these tags came from, the general one where none fits. A tag that a
/// campaign does not state fits any.
pub(in crate::modules) fn campaign_of<'a>(
    workspace: &'a WorkspaceData,
    source: Option<&str>,
    medium: Option<&str>,
    campaign: Option<&str>,
) -> Option<&'a Record> {
    let same = |a: &str, b: &str| fold(a) == fold(b);
    let fits = |record: &Record, field: &Field<Text>, tag: Option<&str>| {
        record.get(field).is_none_or(|stated| tag.is_some_and(|tag| same(stated, tag)))
    };
    let named = campaign.and_then(|campaign| {
        workspace.campaigns.iter().find(|record| {
            record.get(&UTM_CAMPAIGN).is_some_and(|stated| same(stated, campaign))
                && fits(record, &UTM_SOURCE, source)
                && fits(record, &UTM_MEDIUM, medium)
        })
    });
    named.or_else(|| workspace.campaigns.iter().find(|record| record.get(&CODE) == Some(GENERAL_CODE)))
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_code_is_made_from_any_name() {
        assert_eq!(slug("Launch Sprint 2025"), "launch-sprint-2025");
        assert_eq!(slug("  Été — Größe! "), "ete-grosse");
        assert_eq!(slug("!?"), "campaign");
        assert_eq!(slug(&"ab ".repeat(100)).len(), 60);
    }
}
