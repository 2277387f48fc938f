//! Handing out new leads: one after another among those who take them and are there.

use kith_access::Scope;
use kith_catalog::{role, team, user};
use kith_model::{Condition, Filter, Id, Op, Operand, Record};

use crate::records::is;
use crate::workspace::{WorkspaceData, list_all};
use crate::{App, AppError};

/// What the turns of leads are counted under.
const TURN: &str = "lead";

/// Whose turn it is; nobody's where nobody is there. Asked once everything else about the lead is
/// right, so that no turn is lost and counts differ by one at most.
pub(super) async fn next_owner(app: &App, data: &WorkspaceData, workspace: Id) -> Result<Option<Id>, AppError> {
    let people = takers(app, workspace).await?;
    let present = |user: &&Record| {
        let zone = user.get(&user::TIME_ZONE).unwrap_or(data.time_zone());
        user.get(&user::AWAY_UNTIL).is_none_or(|until| until < app.now().date_in(zone))
    };
    let present: Vec<Id> = people.iter().filter(present).map(|user| user.id).collect();
    if present.is_empty() {
        return Ok(None);
    }
    let turn = app.store().next_turn(workspace, TURN).await?;
    Ok(Some(present[turn.rem_euclid(present.len() as i64) as usize]))
}

/// The active members of teams that take leads; where no team does, everybody with the role Sales.
async fn takers(app: &App, workspace: Id) -> Result<Vec<Record>, AppError> {
    let system = Scope::system(workspace);
    let takes =
        Filter::Is(Condition { field: team::TAKES_LEADS.key().into(), op: Op::Eq, operand: Operand::One(true.into()) });
    let teams = list_all(app, &system, &team::KIND, takes, "id").await?;
    let (field, holders) = if teams.is_empty() {
        (user::ROLES.key(), list_all(app, &system, &role::KIND, is(role::KEY.key(), "sales"), "id").await?)
    } else {
        (user::TEAMS.key(), teams)
    };
    let ids = holders.iter().map(|holder| holder.id.to_string().into()).collect();
    let belongs = Filter::Is(Condition { field: field.into(), op: Op::HasAny, operand: Operand::Many(ids) });
    list_all(app, &system, &user::KIND, is(user::STATUS.key(), "active").and(belongs), "id").await
}
