//! Users: they come by invitation, and somebody always keeps the keys.

use kith_access::{Grants, Scope};
use kith_catalog::user::{EMAIL, ROLES, STATUS, TEAMS, TIME_ZONE};
use kith_catalog::{role, user};
use kith_model::{FieldCode, Id, Record, Value, fold};
use kith_store::system::SystemWrite;

use super::workspace::is_time_zone;
use crate::modules::{Draft, Op, Rules, same};
use crate::ports::BoxFuture;
use crate::workspace::list_all;
use crate::{App, AppError};

/// The rules of users.
pub(in crate::modules) struct UserRules;

/// Whether a change of a user changes what their sessions may do.
fn scope_relevant(before: &Record, after: &Record) -> bool {
    let keys = [ROLES.key(), TEAMS.key(), STATUS.key(), TIME_ZONE.key()];
    keys.iter().any(|key| !same(before.value(key), after.value(key))) || before.deleted_at != after.deleted_at
}

impl Rules for UserRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if draft.get(&TIME_ZONE).is_some_and(|zone| !is_time_zone(zone)) {
            draft.fail(&TIME_ZONE, FieldCode::Invalid, "This is not a time zone such as Asia/Kolkata.");
        }
        if draft.internal || draft.op != Op::Update {
            return;
        }
        if draft.changes(&ROLES) && !draft.scope.grants.admin {
            draft.fail(&ROLES, FieldCode::Forbidden, "Only an administrator gives roles.");
        }
        if draft.changes(&STATUS) {
            let allowed = [("active", "suspended"), ("suspended", "active")];
            let change = (draft.old(&STATUS).unwrap_or_default(), draft.get(&STATUS).unwrap_or_default());
            if !allowed.contains(&change) {
                let message = "An invitation is accepted by its recipient; here, users are suspended and activated.";
                draft.fail(&STATUS, FieldCode::Invalid, message);
            }
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            if draft.op == Op::Create {
                let refused = "Invite people instead: POST /invitations.";
                return if draft.internal { Ok(()) } else { Err(AppError::Conflict(refused.into())) };
            }
            keep_an_admin(draft).await?;
            let (id, at) = (draft.after.id, draft.now);
            if draft.changes(&EMAIL) {
                let email = fold(draft.get(&EMAIL).unwrap_or_default());
                draft.set.system(SystemWrite::MoveLogin { user: id, email });
            }
            let suspended = draft.changes(&STATUS) && draft.get(&STATUS) == Some("suspended");
            if suspended || draft.op == Op::Delete {
                draft.set.system(SystemWrite::EndSessions { user: id, except: None, at });
            }
            if draft.op == Op::Delete {
                draft.set.system(SystemWrite::DropCalendarFeeds { user: id });
            }
            Ok(())
        })
    }

    fn after_commit(&self, app: &App, scope: &Scope, before: Option<&Record>, after: &Record) {
        // A user's teams decide what their team mates reach, so the whole workspace is forgotten.
        if before.is_none_or(|before| scope_relevant(before, after)) {
            app.scopes().drop_workspace(scope.workspace);
        }
    }
}

/// The last active administrator can be neither suspended nor deleted nor demoted: nobody could
/// undo it.
async fn keep_an_admin(draft: &mut Draft<'_>) -> Result<(), AppError> {
    let demoted = draft.changes(&ROLES) || draft.changes(&STATUS) || draft.op == Op::Delete;
    let was_active = draft.old(&STATUS) == Some("active");
    if !demoted || !was_active {
        return Ok(());
    }
    let admin_roles = admin_roles(draft.app, draft.scope.workspace).await?;
    let is_admin = |user: &Record| user.get(&ROLES).unwrap_or_default().iter().any(|id| admin_roles.contains(id));
    let stays = draft.op != Op::Delete && draft.get(&STATUS) == Some("active") && is_admin(&draft.after);
    if stays || !draft.before.is_some_and(is_admin) {
        return Ok(());
    }
    let system = Scope::system(draft.scope.workspace);
    let active = list_all(draft.app, &system, &user::KIND, STATUS.equals("active"), "title").await?;
    if active.iter().any(|other| other.id != draft.after.id && is_admin(other)) {
        return Ok(());
    }
    Err(AppError::Conflict("This is the last active administrator. Make somebody else one first.".into()))
}

/// The roles that allow everything.
pub(crate) async fn admin_roles(app: &App, workspace: Id) -> Result<Vec<Id>, AppError> {
    let roles = list_all(app, &Scope::system(workspace), &role::KIND, kith_model::Filter::all(), "title").await?;
    let grants = |role: &Record| match role.value(role::GRANTS.key()) {
        Value::Json(json) => serde_json::from_value::<Grants>(json.clone()).unwrap_or_default(),
        _ => Grants::default(),
    };
    Ok(roles.iter().filter(|role| grants(role).admin).map(|role| role.id).collect())
}
