//! "Why can X see this?"

use kith_access::{Action, Scope, decide, explain};
use kith_catalog::{role, user};
use kith_model::{Filter, Id, Record, RecordKind, Value};

use crate::auth::scope_from;
use crate::workspace::list_all;
use crate::{App, AppError, workspace};

/// What one user may do with a record, and why.
#[derive(Clone, Debug)]
pub struct AccessEntry {
    /// The user: id and name.
    pub user: (Id, String),
    /// The actions they may take, by name.
    pub actions: Vec<&'static str>,
    /// A sentence such as `Sales: read all`.
    pub because: String,
}

const ACTIONS: [Action; 4] = [Action::Read, Action::Update, Action::Delete, Action::Assign];

/// Who may do what with a record. For everybody who may read it.
pub async fn explain_access(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
) -> Result<Vec<AccessEntry>, AppError> {
    super::get(app, scope, kind, id, &[]).await?;
    let system = Scope::system(scope.workspace);
    let schema = workspace::schema(app, &system, kind).await?;
    let permit = decide(&system, kind.key, Action::Read, kind.activity)?;
    let record = app.store().find_record(&permit, &schema, id).await?.ok_or(AppError::NotFound)?;
    let parents = parents(app, &system, kind, &record).await?;
    let users = list_all(app, &system, &user::KIND, user::STATUS.equals("active"), "title").await?;
    let roles = list_all(app, &system, &role::KIND, Filter::all(), "title").await?;
    let owner = match whole(app, &system, kind, &record).await? {
        Some((kind, whole)) => owner_of(kind, &whole),
        None => owner_of(kind, &record),
    };
    let mut out = Vec::new();
    for user in &users {
        let theirs =
            scope_from(scope.workspace, user, &users, &roles, workspace::load(app, scope.workspace).await?.time_zone());
        let attached = parents.is_empty()
            || parents.iter().any(|(kind, owner)| explain(&theirs, kind.key, Action::Read, *owner).is_some());
        let may = |action| explain(&theirs, kind.key, action, owner).is_some();
        let actions: Vec<&'static str> = ACTIONS.into_iter().filter(|a| may(*a)).map(Action::name).collect();
        if attached && may(Action::Read) && !is_denied_by_rules(kind, &theirs, &record) {
            let because = because(kind, &theirs, user, &roles, owner);
            out.push(AccessEntry { user: (user.id, user.title.clone()), actions, because });
        }
    }
    Ok(out)
}

fn is_denied_by_rules(kind: &RecordKind, scope: &Scope, record: &Record) -> bool {
    !crate::modules::rules_for(kind.key).sees(scope, record)
}

/// What the record hangs on, with its owner; for kinds that are readable only where that is.
async fn parents(
    app: &App,
    system: &Scope,
    kind: &'static RecordKind,
    record: &Record,
) -> Result<Vec<(&'static RecordKind, Option<Id>)>, AppError> {
    let mut out = Vec::new();
    if !kind.activity {
        return Ok(out);
    }
    for value in record.values.values() {
        let Value::Link(link) = value else { continue };
        let Some(parent) = kith_catalog::find_kind(&link.kind) else { continue };
        let found = super::records_by_id(app, system, parent, &[link.id]).await?;
        out.extend(found.first().map(|record| (parent, owner_of(parent, record))));
    }
    Ok(out)
}

/// What the record is a part of, and is owned with.
async fn whole(
    app: &App,
    system: &Scope,
    kind: &'static RecordKind,
    record: &Record,
) -> Result<Option<(&'static RecordKind, Record)>, AppError> {
    let Some((whole, field)) = kind.whole() else { return Ok(None) };
    let (Some(kind), Value::Id(id)) = (kith_catalog::find_kind(whole), record.value(field)) else { return Ok(None) };
    Ok(super::records_by_id(app, system, kind, &[*id]).await?.pop().map(|record| (kind, record)))
}

/// Whose record it is.
pub(crate) fn owner_of(kind: &RecordKind, record: &Record) -> Option<Id> {
    match kind.owner_field {
        None => record.created_by,
        Some(field) => match record.value(field) {
            Value::Id(id) => Some(*id),
            _ => None,
        },
    }
}

/// The role that reaches furthest in reading, and how far.
fn because(kind: &RecordKind, scope: &Scope, user: &Record, roles: &[Record], owner: Option<Id>) -> String {
    let held = user.get(&user::ROLES).unwrap_or_default();
    let best = roles.iter().filter(|role| held.contains(&role.id)).filter_map(|role| {
        let mut alone = scope.clone();
        alone.grants = crate::auth::grants_of(role);
        let reach = explain(&alone, kind.key, Action::Read, owner)?;
        Some((alone.grants.admin, reach, role.title.as_str()))
    });
    match best.max_by_key(|(admin, reach, _)| (*admin, *reach)) {
        Some((true, _, role)) => format!("{role}: everything"),
        Some((false, reach, role)) => format!("{role}: read {}", reach.name()),
        None => String::new(),
    }
}
