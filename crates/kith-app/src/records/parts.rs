//! Parts of a record: into the trash and out of it with the whole.

use kith_access::{Action, Scope, decide};
use kith_model::TrashMode;

use super::figures::is;
use super::plan::{Planned, Planner};
use super::read::all_in;
use crate::AppError;
use crate::modules::rules_for;

/// Adds what happens to the parts of a record that goes into the trash, or comes out of it: those come
/// back that went with it. In Kith's own name, since who may do the one may do the other.
pub(super) async fn follow(planner: &Planner<'_>, planned: &mut Planned) -> Result<(), AppError> {
    let Some(before) = &planned.before else { return Ok(()) };
    let (was, now, whole) = (before.deleted_at, planned.after.deleted_at, planned.after.id);
    if was.is_some() == now.is_some() {
        return Ok(());
    }
    for kind in kith_catalog::KINDS {
        let Some((_, field)) = kind.whole().filter(|(whole, _)| *whole == planned.schema.kind.key) else { continue };
        let system = Scope::system(planner.scope.workspace);
        let permit = decide(&system, kind.key, Action::Delete, kind.activity)?;
        let schema = planner.workspace.schema(kind);
        let trash = if now.is_some() { TrashMode::Live } else { TrashMode::Only };
        for part in all_in(planner.app, &system, kind, is(field, &whole.to_string()), trash).await? {
            if part.deleted_at != was {
                continue;
            }
            let mut after = part.clone();
            after.version += 1;
            after.updated_at = planner.now;
            after.deleted_at = now;
            if now.is_some() {
                rules_for(kind.key).goes_with_whole(&mut after, planner.now);
            }
            planned.set.update(&permit, &schema, part, after);
        }
    }
    Ok(())
}
