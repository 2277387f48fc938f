//! Roles: rights that name kinds and fields which exist; Admin stays as it is.

use kith_access::{Grants, Scope};
use kith_catalog::role::{GRANTS, KEY, KNOWN_KINDS};
use kith_catalog::user;
use kith_model::{Condition, FieldCode, Filter, Op as Compare, Operand, Record, Value};

use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::count_of;
use crate::{App, AppError};

/// The rules of roles.
pub(in crate::modules) struct RoleRules;

impl Rules for RoleRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.before.is_some() && draft.old(&KEY) == Some("admin") {
            draft.fail(&GRANTS, FieldCode::ReadOnly, "The Admin role stays as it is.");
            return;
        }
        if !draft.internal && !draft.scope.grants.admin && (draft.changes(&GRANTS) || !draft.edits()) {
            draft.fail(&GRANTS, FieldCode::Forbidden, "Only an administrator changes rights.");
            return;
        }
        if draft.edits() && draft.changes(&GRANTS) {
            draft.put(&KNOWN_KINDS, Value::Texts(kinds()));
        }
        let problem = draft.get(&GRANTS).and_then(|json| match serde_json::from_value::<Grants>(json.clone()) {
            Ok(grants) => unknown_names(draft, &grants),
            Err(error) => Some(format!("These rights cannot be read: {error}.")),
        });
        if let Some(message) = problem {
            draft.fail(&GRANTS, FieldCode::Invalid, message);
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            if draft.op != Op::Delete {
                return Ok(());
            }
            let held = Filter::Is(Condition {
                field: user::ROLES.key().into(),
                op: Compare::HasAny,
                operand: Operand::Many(vec![draft.after.id.to_string().into()]),
            });
            match count_of(draft.app, draft.scope.workspace, &user::KIND, held).await? {
                0 => Ok(()),
                n => Err(AppError::Conflict(format!("{n} users have this role. Give them another one first."))),
            }
        })
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.scopes().drop_workspace(scope.workspace);
    }
}

/// All kinds there are, as roles remember them.
pub(crate) fn kinds() -> Vec<String> {
    kith_catalog::KINDS.iter().map(|kind| kind.key.to_owned()).collect()
}

fn unknown_names(draft: &Draft<'_>, grants: &Grants) -> Option<String> {
    let unknown = grants.kinds.keys().chain(grants.fields.keys()).find(|kind| kith_catalog::find_kind(kind).is_none());
    if let Some(kind) = unknown {
        return Some(format!("There are no records called \"{kind}\"."));
    }
    grants.fields.iter().find_map(|(kind, fields)| {
        let schema = draft.workspace.schema(kith_catalog::find_kind(kind)?);
        let unknown = fields.keys().find(|key| schema.fields.iter().all(|field| field.key != **key))?;
        Some(format!("\"{kind}\" has no field \"{unknown}\"."))
    })
}
