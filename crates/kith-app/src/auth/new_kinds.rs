//! Roles kept before a kind of records existed: the built-in ones receive what Kith gives them of it.

use kith_access::{Action, Grants, Scope, decide};
use kith_catalog::role::{GRANTS, KEY, KIND, KNOWN_KINDS};
use kith_catalog::roles::ROLES;
use kith_model::{Condition, Filter, Op, Operand, Record, Value};
use kith_store::WriteError;

use crate::error::unexpected;
use crate::modules::{draft_put as put, kinds_known};
use crate::records::Planner;
use crate::workspace::list_all;
use crate::{App, AppError, jobs};

/// Gives the built-in roles of every workspace their rights to kinds they have never known. Run with
/// each start of the program; where nothing is new it changes nothing. A right that somebody took away
/// stays away: its kind is known.
pub async fn grant_new_kinds(app: &App) -> Result<(), AppError> {
    jobs::each_workspace(app, "roles could not be given their rights to new kinds", |scope| grant(app, scope)).await
}

async fn grant(app: &App, scope: Scope) -> Result<(), AppError> {
    let built_in = Filter::Is(Condition { field: KEY.key().into(), op: Op::NotEmpty, operand: Operand::None });
    let permit = decide(&scope, KIND.key, Action::Update, KIND.activity)?;
    for before in list_all(app, &scope, &KIND, built_in, "id").await? {
        let Some(after) = with_new_kinds(&before) else { continue };
        let planner = Planner::internal(app, &scope).await?;
        match app.store().commit(planner.replace(&permit, &KIND, before, after).set).await {
            // Another process was faster.
            Ok(()) | Err(WriteError::VersionConflict { .. }) => app.scopes().drop_workspace(scope.workspace),
            Err(error) => return Err(unexpected(error)),
        }
    }
    Ok(())
}

/// The role with what it has not known; `None` where there is nothing.
fn with_new_kinds(role: &Record) -> Option<Record> {
    let given = ROLES.iter().find(|known| Some(known.key) == role.get(&KEY))?;
    let given: Grants = (given.grants)();
    let mut grants: Grants = serde_json::from_value(role.get(&GRANTS)?.clone()).ok()?;
    let all = kinds_known();
    let known = role.get(&KNOWN_KINDS).filter(|known| !known.is_empty());
    let missing: Vec<&String> = match known {
        Some(known) => all.iter().filter(|kind| !known.contains(kind)).collect(),
        // From before this was kept. As Kith made it, it lacks what came later; once somebody has changed
        // it, it cannot be told what they left out on purpose, so it stays as it is.
        None if role.version == 1 => all.iter().collect(),
        None => Vec::new(),
    };
    if missing.is_empty() && known.is_some() {
        return None;
    }
    for kind in missing {
        if let Some(right) = given.kinds.get(kind) {
            grants.kinds.entry(kind.clone()).or_insert(*right);
        }
    }
    let mut after = role.clone();
    put(&mut after, GRANTS.key(), Value::Json(serde_json::to_value(&grants).ok()?));
    put(&mut after, KNOWN_KINDS.key(), Value::Texts(all));
    Some(after)
}
