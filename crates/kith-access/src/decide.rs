//! The one place where policy is applied.

use kith_model::Id;

use crate::{Action, FieldAccess, FieldMask, LinkRule, Permit, Principal, Reach, RowPredicate, Scope};

/// A refusal: the right that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// The kind's key.
    pub kind: String,
    /// The action that no role of the caller allows.
    pub action: Action,
}

/// Decides whether `scope` may do `action` with records of `kind`, and with which of them.
///
/// `attached` says whether records of this kind hang on others (notes, tasks), in which case rows
/// hanging on a record the caller may not read are out of reach too. A permit for any action but
/// reading reaches only rows that are readable as well.
pub fn decide(scope: &Scope, kind: &str, action: Action, attached: bool) -> Result<Permit, Denied> {
    let denied = || Denied { kind: kind.to_owned(), action };
    let grants = &scope.grants;
    let reach = |kind: &str, action: Action| match grants.admin {
        true => Reach::All,
        false => grants.kinds.get(kind).map_or(Reach::None, |kind| kind.reach(action)),
    };
    let own = reach(kind, action).min(match action {
        Action::Create => Reach::All,
        _ => reach(kind, Action::Read),
    });
    if own == Reach::None {
        return Err(denied());
    }
    let links = (attached && !grants.admin).then(|| {
        let readable = grants.kinds.keys().filter(|kind| reach(kind, Action::Read) > Reach::None);
        let rule = |kind: &String| LinkRule { kind: kind.clone(), owners: owners(scope, reach(kind, Action::Read)) };
        readable.map(rule).collect::<Vec<_>>()
    });
    let mut mask = FieldMask::default();
    if !grants.admin {
        for (field, access) in grants.fields.get(kind).into_iter().flatten() {
            match access {
                FieldAccess::Hidden => drop(mask.hidden.insert(field.clone())),
                FieldAccess::Read => drop(mask.read_only.insert(field.clone())),
                FieldAccess::Write => {}
            }
        }
    }
    Ok(Permit {
        workspace: scope.workspace,
        user: scope.user(),
        job: scope.job,
        kind: kind.to_owned(),
        action,
        rows: RowPredicate { owners: owners(scope, own), links },
        mask,
    })
}

/// Whether a user with `scope` reaches a record of `kind` owned by `owner`, and how far the reach
/// goes; answers "why can X see this?".
pub fn explain(scope: &Scope, kind: &str, action: Action, owner: Option<Id>) -> Option<Reach> {
    let permit = decide(scope, kind, action, false).ok()?;
    let reach = match scope.grants.admin {
        true => Reach::All,
        false => scope.grants.kinds.get(kind)?.reach(action),
    };
    match &permit.rows.owners {
        None => Some(reach),
        Some(owners) => owner.filter(|owner| owners.contains(owner)).map(|_| reach),
    }
}

fn owners(scope: &Scope, reach: Reach) -> Option<Vec<Id>> {
    let me = match scope.principal {
        Principal::User(id) => vec![id],
        Principal::System => Vec::new(),
    };
    match reach {
        Reach::All => None,
        Reach::None => Some(Vec::new()),
        Reach::Own => Some(me),
        Reach::Team => {
            let mut users = scope.team_user_ids.clone();
            users.extend(me.into_iter().filter(|me| !scope.team_user_ids.contains(me)));
            Some(users)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Grants, KindGrants};
    use kith_model::{IdSource, SequentialIds, Timestamp};

    fn scope_with(read: Reach, update: Reach) -> (Scope, Id, Id) {
        let ids = SequentialIds::default();
        let next = || ids.next(Timestamp::from_micros(0));
        let (workspace, me, mate) = (next(), next(), next());
        let mut grants = Grants::default();
        grants.kinds.insert("deal".into(), KindGrants { read, update, ..KindGrants::default() });
        let principal = Principal::User(me);
        let scope =
            Scope { workspace, principal, grants, team_user_ids: vec![me, mate], time_zone: "UTC".into(), job: None };
        (scope, me, mate)
    }

    #[test]
    fn what_no_role_grants_is_denied_and_named() {
        let (scope, ..) = scope_with(Reach::All, Reach::None);
        let denied = decide(&scope, "deal", Action::Update, false).expect_err("nobody may update");
        assert_eq!(denied, Denied { kind: "deal".into(), action: Action::Update });
        assert!(decide(&scope, "contact", Action::Read, false).is_err());
    }

    #[test]
    fn a_change_never_reaches_further_than_reading() {
        let (scope, me, mate) = scope_with(Reach::Team, Reach::All);
        let permit = decide(&scope, "deal", Action::Update, false).expect("may update");
        assert_eq!(permit.rows().owners, Some(vec![me, mate]));
    }

    #[test]
    fn field_restrictions_of_several_roles_give_the_least() {
        let (scope, ..) = scope_with(Reach::All, Reach::All);
        let mut hiding = scope.grants.clone();
        hiding.fields.entry("deal".into()).or_default().insert("amount".into(), FieldAccess::Hidden);
        let mut both = hiding.clone();
        both.add(&hiding);
        assert_eq!(both.fields["deal"]["amount"], FieldAccess::Hidden);
        both.add(&scope.grants);
        assert!(both.fields.is_empty());
    }
}
