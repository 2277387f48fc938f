//! Where a record stands: whose it is and what it hangs on, which is all that rights look at.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kith_access::Standing;
use kith_model::{FieldType, Id, Record, RecordKind, Value};

use crate::records::{any_by_id, owner_of};
use crate::{App, AppError};

/// Owners of the records that others hang on, by kind and id.
pub(super) type Owners = HashMap<(&'static str, Id), Option<Id>>;

/// The references through which a record is reached: to its whole, and to what it hangs on.
fn anchors(kind: &RecordKind, record: &Record) -> Vec<(String, Id)> {
    let owner = kind.owner_field.unwrap_or("created_by");
    let whole = kind.whole().map(|(_, field)| field);
    let mut out = Vec::new();
    for field in kind.fields {
        let hangs = kind.activity && field.key != owner && field.target != Some(kind.key) && !field.aside;
        match (field.ty, field.target, record.value(field.key)) {
            (FieldType::Record, _, Value::Link(link)) if hangs => out.push((link.kind.clone(), link.id)),
            (FieldType::Reference, Some(target), Value::Id(id)) if hangs || whole == Some(field.key) => {
                out.push((target.to_owned(), *id));
            }
            _ => {}
        }
    }
    out
}

/// Adds what a record hangs on to what [`owners`] is to read.
pub(super) fn collect(kind: &RecordKind, record: &Record, wanted: &mut BTreeMap<&'static str, BTreeSet<Id>>) {
    for (target, id) in anchors(kind, record) {
        if let Some(target) = kith_catalog::find_kind(&target) {
            wanted.entry(target.key).or_default().insert(id);
        }
    }
}

/// Reads whose the records are that these hang on.
pub(super) async fn owners(
    app: &App,
    workspace: Id,
    wanted: BTreeMap<&'static str, BTreeSet<Id>>,
) -> Result<Owners, AppError> {
    let mut out = Owners::new();
    for (key, ids) in wanted {
        let Some(kind) = kith_catalog::find_kind(key) else { continue };
        let ids: Vec<Id> = ids.into_iter().collect();
        for record in any_by_id(app, workspace, kind, &ids).await? {
            out.insert((kind.key, record.id), owner_of(kind, &record));
        }
    }
    Ok(out)
}

/// Where a record stands.
pub(super) fn standing(kind: &RecordKind, record: &Record, owners: &Owners) -> Standing {
    let known = |kind: &str, id: Id| {
        let kind = kith_catalog::find_kind(kind)?;
        owners.get(&(kind.key, id)).copied().flatten()
    };
    let owner = match kind.whole() {
        Some((whole, field)) => match record.value(field) {
            Value::Id(id) => known(whole, *id),
            _ => None,
        },
        None => owner_of(kind, record),
    };
    let hung = if kind.activity { anchors(kind, record) } else { Vec::new() };
    let links = hung.into_iter().map(|(kind, id)| (kind.clone(), known(&kind, id))).collect();
    Standing { owner, links }
}
