//! Which rows a statement reaches: the workspace, the permit's row predicate, live or trashed.

use kith_access::{LinkRule, Permit, RowPredicate};
use kith_model::{FieldType, Id, RecordKind, TrashMode};

use super::columns::column;
use crate::sql::{Sql, Val};

/// The kinds there are, to find the owner of a record of another kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kinds(pub &'static [&'static RecordKind]);

impl Kinds {
    /// The declaration under a key.
    pub fn find(self, key: &str) -> Option<&'static RecordKind> {
        self.0.iter().find(|kind| kind.key == key).copied()
    }
}

/// The user reference that says whose record it is.
pub(crate) fn owner_column(kind: &RecordKind) -> &'static str {
    kind.owner_field.unwrap_or("created_by")
}

/// Whether the caller sees every text of a kind that the search index may hold.
pub(crate) fn shows_all_text(kind: &RecordKind, permit: &Permit) -> bool {
    let searched = |key: &String| key.starts_with("custom.") || kind.field(key).is_some_and(|field| field.searchable);
    !permit.mask().hidden.iter().any(searched)
}

/// ` <alias>.workspace_id = ?` and the permit's rows, each joined with `AND`.
pub(crate) fn push_rows(sql: &mut Sql, kinds: Kinds, alias: &str, kind: &RecordKind, permit: &Permit) {
    sql.add(&format!("{} = ?", column(alias, "workspace_id")), [Val::Id(permit.workspace())]);
    push_reach(sql, kinds, alias, kind, permit.rows());
}

/// Live records or the trash.
pub(crate) fn push_trash(sql: &mut Sql, alias: &str, trash: TrashMode) {
    let not = match trash {
        TrashMode::Live => "",
        TrashMode::Only => "NOT ",
    };
    sql.raw(&format!(" AND {} IS {not}NULL", column(alias, "deleted_at")));
}

/// The row predicate alone, each part led by `AND`.
pub(crate) fn push_reach(sql: &mut Sql, kinds: Kinds, alias: &str, kind: &RecordKind, rows: &RowPredicate) {
    if let Some(owners) = &rows.owners {
        sql.raw(" AND ");
        match kind.whole().and_then(|(whole, field)| Some((kinds.find(whole)?, field))) {
            // A part is whose the whole is.
            Some((whole, field)) => push_owned(sql, alias, &column(alias, field), whole, owners),
            None => push_in(sql, &column(alias, owner_column(kind)), owners.iter().map(|id| Val::Id(*id))),
        }
    }
    let Some(rules) = &rows.links else { return };
    for field in kind.fields {
        match (field.ty, field.target) {
            (FieldType::Record, _) => push_link(sql, kinds, alias, field.key, rules),
            // A reply hangs on a record of its own kind, which has its own predicate.
            (FieldType::Reference, Some(target))
                if target != kind.key && field.key != owner_column(kind) && !field.aside =>
            {
                push_reference(sql, kinds, alias, field.key, target, rules);
            }
            _ => {}
        }
    }
}

/// A link to a record of any kind: attached to nothing, or to something readable.
fn push_link(sql: &mut Sql, kinds: Kinds, alias: &str, key: &str, rules: &[LinkRule]) {
    let (kind_column, id_column) = (column(alias, &format!("{key}_kind")), column(alias, &format!("{key}_id")));
    sql.raw(&format!(" AND ({id_column} IS NULL"));
    let open: Vec<Val> =
        rules.iter().filter(|rule| rule.owners.is_none()).map(|rule| Val::Text(rule.kind.clone())).collect();
    if !open.is_empty() {
        sql.raw(" OR ");
        push_in(sql, &kind_column, open);
    }
    for rule in rules {
        let (Some(owners), Some(target)) = (&rule.owners, kinds.find(&rule.kind)) else { continue };
        sql.add(&format!(" OR ({kind_column} = ? AND "), [Val::Text(rule.kind.clone())]);
        push_owned(sql, alias, &id_column, target, owners);
        sql.raw(")");
    }
    sql.raw(")");
}

/// A reference to a record of one kind: empty, or to something readable.
fn push_reference(sql: &mut Sql, kinds: Kinds, alias: &str, key: &str, target: &str, rules: &[LinkRule]) {
    let id_column = column(alias, key);
    match (rules.iter().find(|rule| rule.kind == target).map(|rule| &rule.owners), kinds.find(target)) {
        (Some(None), _) => {}
        (Some(Some(owners)), Some(target)) => {
            sql.raw(&format!(" AND ({id_column} IS NULL OR "));
            push_owned(sql, alias, &id_column, target, owners);
            sql.raw(")");
        }
        _ => {
            sql.raw(&format!(" AND {id_column} IS NULL"));
        }
    }
}

/// Whether the record that `id_column` points to belongs to one of `owners`.
fn push_owned(sql: &mut Sql, alias: &str, id_column: &str, target: &RecordKind, owners: &[Id]) {
    sql.raw("EXISTS (SELECT 1 FROM ").ident(target.key);
    let workspace = column(alias, "workspace_id");
    sql.raw(&format!(" AS l WHERE l.\"workspace_id\" = {workspace} AND l.\"id\" = {id_column} AND "));
    push_in(sql, &column("l", owner_column(target)), owners.iter().map(|id| Val::Id(*id)));
    sql.raw(")");
}

/// `expression IN (?, …)`; nothing is in an empty list.
pub(crate) fn push_in(sql: &mut Sql, expression: &str, vals: impl IntoIterator<Item = Val>) {
    let vals: Vec<Val> = vals.into_iter().collect();
    if vals.is_empty() {
        sql.raw("false");
        return;
    }
    let marks = vec!["?"; vals.len()].join(", ");
    sql.add(&format!("{expression} IN ({marks})"), vals);
}
