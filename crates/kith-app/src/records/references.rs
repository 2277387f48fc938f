//! What a record points to must exist, be live, and be readable by whoever writes it; otherwise a
//! reference would be a way to find out what exists.

use std::collections::{BTreeMap, BTreeSet};

use kith_access::{Action, Scope, decide, explain};
use kith_model::{FieldCode, FieldError, FieldErrors, FieldType, Id, Record, Schema, Value};

use super::plan::Known;
use super::records_by_id;
use crate::modules::{Draft, same};
use crate::workspace::WorkspaceData;
use crate::{App, AppError};

/// Checks the references that a caller sets anew; those that rules set are theirs to answer for.
/// `known` holds those already checked.
pub(super) async fn check(
    app: &App,
    scope: &Scope,
    workspace: &WorkspaceData,
    draft: &Draft<'_>,
    known: &Known,
) -> Result<FieldErrors, AppError> {
    let Draft { before, after, schema, given, .. } = draft;
    let mut errors = FieldErrors::new();
    let mut wanted: BTreeMap<&'static str, Vec<(&str, Id)>> = BTreeMap::new();
    for spec in schema.fields.iter().filter(|spec| given.contains(&spec.key)) {
        let value = after.value(&spec.key);
        let unchanged = before.is_some_and(|before| same(before.value(&spec.key), value));
        let target = spec.target.as_deref();
        let pairs: Vec<(&str, Id)> = match (spec.ty, value) {
            _ if unchanged => continue,
            (FieldType::Reference, Value::Id(id)) => target.map(|target| (target, *id)).into_iter().collect(),
            (FieldType::References, Value::Ids(ids)) => {
                let old = before.map_or(&Value::Null, |before| before.value(&spec.key));
                let old: BTreeSet<Id> =
                    if let Value::Ids(old) = old { old.iter().copied().collect() } else { [].into() };
                let added = ids.iter().filter(|id| !old.contains(id));
                target.map(|target| added.map(|id| (target, *id)).collect()).unwrap_or_default()
            }
            (FieldType::Record, Value::Link(link)) => vec![(link.kind.as_str(), link.id)],
            _ => continue,
        };
        for (target, id) in pairs {
            match kith_catalog::find_kind(target) {
                Some(kind) if spec.ty != FieldType::Record || kind.page => {
                    if !is_known(scope, workspace, known, kind.key, id) {
                        wanted.entry(kind.key).or_default().push((&spec.key, id));
                    }
                }
                _ => errors.push(FieldError::new(&spec.key, FieldCode::Invalid, "Nothing can hang on such a record.")),
            }
        }
    }
    for (target, pairs) in wanted {
        let ids: Vec<Id> = pairs.iter().map(|(_, id)| *id).collect::<BTreeSet<_>>().into_iter().collect();
        let found = match kith_catalog::find_kind(target) {
            Some(kind) if decide(scope, kind.key, Action::Read, kind.activity).is_ok() => {
                records_by_id(app, scope, kind, &ids).await?
            }
            _ => Vec::new(),
        };
        for (key, id) in pairs {
            if found.iter().all(|record| record.id != id) {
                errors.push(FieldError::new(key, FieldCode::NotFound, "There is no such record."));
            }
        }
    }
    Ok(errors)
}

fn is_known(scope: &Scope, workspace: &WorkspaceData, known: &Known, kind: &'static str, id: Id) -> bool {
    match kind {
        "stage" => workspace.stages.iter().any(|stage| stage.id == id),
        "pipeline" => workspace.pipelines.iter().any(|pipeline| pipeline.id == id),
        "user" if scope.user() == Some(id) => true,
        _ => known.contains(&(kind, id)),
    }
}

/// Giving a record to somebody else needs the right to assign it, as far as that right reaches.
pub(super) fn check_assignment(
    scope: &Scope,
    schema: &Schema,
    before: Option<&Record>,
    after: &Record,
) -> Option<FieldError> {
    let field = schema.kind.owner_field?;
    let owner = |record: &Record| match record.value(field) {
        Value::Id(id) => Some(*id),
        _ => None,
    };
    let (old, new) = match before {
        Some(before) => (owner(before), owner(after)),
        // A new record is the caller's to give away.
        None => (scope.user(), owner(after)),
    };
    if old == new || scope.user().is_none() {
        return None;
    }
    let allowed = explain(scope, schema.kind.key, Action::Assign, old).is_some();
    let message = "Your role may not give this record to somebody else.";
    (!allowed).then(|| FieldError::new(field, FieldCode::Forbidden, message))
}
