//! From a write set to statements. Each record change brings its audit entry, its event, its search
//! text and its counters with it.

use std::collections::HashSet;

use kith_access::Permit;
use kith_model::{FieldType, Id, Record, RecordKind, Schema, Timestamp, Value};
use serde_json::{Map, Value as Json};

use super::columns::{column, stored, stored_custom};
use super::counters::Deltas;
use super::predicate::{Kinds, owner_column, push_reach};
use crate::outbox::{self, NewEvent};
use crate::records::Change;
use crate::search::{KnownTerms, push_doc};
use crate::sql::{Dialect, Sql, Stmt, Val, ValType};
use crate::system::audit::{self, NewEntry};
use crate::system::{self, Author};
use crate::write_set::Item;
use crate::{WriteSet, queue};

/// What statements are rendered for.
pub(crate) struct WriteContext<'a> {
    pub dialect: Dialect,
    pub kinds: Kinds,
    /// Title words that are in the dictionary already.
    pub known: &'a KnownTerms,
}

/// A rendered write set, and the title words that are in the dictionary once it is committed.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub statements: Vec<Stmt>,
    pub terms: Vec<(Id, String)>,
    /// Records that have to be live, by kind and id.
    needed: HashSet<(&'static str, Id)>,
    /// Whether there is anything for those who follow the outbox.
    pub tells: bool,
}

impl Rendered {
    fn push_event(&mut self, event: Option<Stmt>) {
        self.tells |= event.is_some();
        self.statements.extend(event);
    }
}

/// Renders a set behind what `out` already holds.
pub(crate) fn statements(cx: &WriteContext<'_>, set: WriteSet, out: &mut Rendered) {
    let WriteSet { workspace, actor, job, at, region, zone, items } = set;
    let by = Author { workspace, actor, job, at };
    let mut deltas = Deltas::new(cx.dialect, &zone);
    let mut guards = Vec::new();
    for item in items {
        match item {
            // Once locked, it stays so for all sets of the transaction.
            Item::Needs { kind, id } => {
                if out.needed.insert((kind.key, id)) {
                    guards.push(guard(kind, workspace, id, None));
                }
            }
            Item::NeedsNone { kind, id, others, field } => {
                guards.push(guard(kind, workspace, id, Some((others, field))));
            }
            Item::Insert { schema, after } => {
                if schema.kind.numbered.is_some() {
                    // Its row stays locked until the commit, so numbers are given out in the order of
                    // commits, and what is rolled back leaves no gap.
                    out.statements.push(Stmt::any(system::take_turn(workspace, &numbers_of(schema.kind))));
                }
                out.statements.push(Stmt::any(insert(&schema, workspace, &after, &region)));
                let changes = changes(&schema, None, &after);
                log(out, &by, &schema, &after, "create", 1, &changes);
                push_doc(cx, out, workspace, &schema, None, Some(&after), &region);
                deltas.add(schema.kind, &after, 1);
            }
            Item::Update { permit, schema, before, after } => {
                out.statements.push(update(cx, &permit, &schema, &before, &after, at, &region));
                let changes = changes(&schema, Some(&before), &after);
                let op = match (before.deleted_at, after.deleted_at) {
                    (None, Some(_)) => "delete",
                    (Some(_), None) => "restore",
                    _ => "update",
                };
                log(out, &by, &schema, &after, op, before.version + 1, &changes);
                let live = |record: &Record| record.deleted_at.is_none();
                let old = Some(&before).filter(|record| live(record));
                let new = Some(&after).filter(|record| live(record));
                push_doc(cx, out, workspace, &schema, old, new, &region);
                deltas.add(schema.kind, &before, -1);
                deltas.add(schema.kind, &after, 1);
            }
            Item::Purge { permit, schema, before } => {
                let mut sql = Sql::new();
                sql.raw("DELETE FROM ").ident(schema.kind.key).raw(" AS t WHERE ");
                push_version(&mut sql, cx.kinds, &permit, &schema, &before);
                out.statements.push(Stmt::one(sql, schema.kind.key, before.id));
                // The values go for good, so the trail does not keep them either.
                log(out, &by, &schema, &before, "purge", before.version + 1, &[]);
                let old = Some(&before).filter(|record| record.deleted_at.is_none());
                push_doc(cx, out, workspace, &schema, old, None, &region);
                deltas.add(schema.kind, &before, -1);
            }
            Item::Idempotency(entry) => out.statements.push(system::idempotency_statement(entry, &by)),
            Item::Enqueue(new) => out.statements.push(queue::enqueue(&new, at)),
            Item::System(write) => {
                out.statements.push(system::statement(&write, &by));
                out.push_event(system::session_event(&write, &by));
            }
        }
    }
    // Behind the changes: what they wait for has been decided by then, and a new statement sees it.
    out.statements.extend(guards);
    // Last, so that their row locks are held as briefly as can be.
    out.statements.extend(deltas.statements(workspace).into_iter().map(Stmt::any));
}

/// Locks a record as it is: while it is live, or while no live record of another kind refers to it.
fn guard(kind: &'static RecordKind, workspace: Id, id: Id, none: Option<(&RecordKind, &str)>) -> Stmt {
    let mut sql = Sql::new();
    sql.raw("UPDATE ").ident(kind.key).raw(" AS t SET version = t.version WHERE ");
    sql.add("t.workspace_id = ? AND t.id = ?", [Val::Id(workspace), Val::Id(id)]);
    match none {
        None => sql.raw(" AND t.deleted_at IS NULL"),
        Some((others, field)) => {
            sql.raw(" AND NOT EXISTS (SELECT 1 FROM ").ident(others.key).raw(" AS o WHERE ");
            sql.add("o.workspace_id = ?", [Val::Id(workspace)]).raw(" AND o.").ident(field);
            sql.add(" = ?", [Val::Id(id)]).raw(" AND o.deleted_at IS NULL)")
        }
    };
    Stmt::one(sql, kind.key, id)
}

fn insert(schema: &Schema, workspace: Id, record: &Record, region: &str) -> Sql {
    let mut columns: Vec<(String, Val)> = vec![
        ("workspace_id".into(), Val::Id(workspace)),
        ("id".into(), Val::Id(record.id)),
        ("version".into(), Val::Int(1)),
        ("created_at".into(), Val::Time(record.created_at)),
        ("updated_at".into(), Val::Time(record.updated_at)),
        ("created_by".into(), Val::id_or_null(record.created_by)),
        ("deleted_at".into(), record.deleted_at.map_or(Val::Null(ValType::Time), Val::Time)),
        ("title".into(), Val::Text(record.title.clone())),
        ("title_fold".into(), Val::Text(kith_model::fold(&record.title))),
    ];
    for spec in schema.fields.iter().filter(|spec| spec.custom_key().is_none()) {
        stored(spec, record.value(&spec.key), region, &mut columns);
    }
    if schema.kind.custom_fields {
        columns.push(("custom".into(), custom(schema, record, region)));
    }
    let mut sql = Sql::new();
    sql.raw("INSERT INTO ").ident(schema.kind.key).raw(" (");
    for (i, (name, _)) in columns.iter().enumerate() {
        sql.raw(if i == 0 { "" } else { ", " }).ident(name);
    }
    sql.raw(") VALUES (");
    for (i, (name, val)) in columns.into_iter().enumerate() {
        sql.raw(if i == 0 { "" } else { ", " });
        if Some(name.as_str()) == schema.kind.numbered {
            let turn = "(SELECT n FROM turn WHERE workspace_id = ? AND name = ?)";
            sql.add(turn, [Val::Id(workspace), Val::Text(numbers_of(schema.kind))]);
        } else {
            sql.add("?", [val]);
        }
    }
    sql.raw(")");
    sql
}

/// What the numbers of a kind are counted under.
fn numbers_of(kind: &RecordKind) -> String {
    format!("number:{}", kind.key)
}

fn custom(schema: &Schema, record: &Record, region: &str) -> Val {
    stored_custom(schema.fields.iter().map(|spec| (spec, record.value(&spec.key))), region)
}

fn update(
    cx: &WriteContext<'_>,
    permit: &Permit,
    schema: &Schema,
    before: &Record,
    after: &Record,
    at: Timestamp,
    region: &str,
) -> Stmt {
    let mut columns: Vec<(String, Val)> =
        vec![("version".into(), Val::Int(before.version + 1)), ("updated_at".into(), Val::Time(at))];
    if before.title != after.title {
        columns.push(("title".into(), Val::Text(after.title.clone())));
        columns.push(("title_fold".into(), Val::Text(kith_model::fold(&after.title))));
    }
    if before.deleted_at != after.deleted_at {
        columns.push(("deleted_at".into(), after.deleted_at.map_or(Val::Null(ValType::Time), Val::Time)));
    }
    let mut custom_changed = false;
    for spec in schema.fields.iter() {
        let (old, new) = (before.value(&spec.key), after.value(&spec.key));
        if same(old, new) {
            continue;
        }
        match spec.custom_key() {
            Some(_) => custom_changed = true,
            None => stored(spec, new, region, &mut columns),
        }
    }
    if custom_changed {
        columns.push(("custom".into(), custom(schema, after, region)));
    }
    let mut sql = Sql::new();
    sql.raw("UPDATE ").ident(schema.kind.key).raw(" AS t SET ");
    for (i, (name, val)) in columns.into_iter().enumerate() {
        sql.raw(if i == 0 { "" } else { ", " }).ident(&name).add(" = ?", [val]);
    }
    sql.raw(" WHERE ");
    push_version(&mut sql, cx.kinds, permit, schema, before);
    Stmt::one(sql, schema.kind.key, before.id)
}

/// The row as it was read, if the permit reaches it.
fn push_version(sql: &mut Sql, kinds: Kinds, permit: &Permit, schema: &Schema, before: &Record) {
    let (workspace, id, version) = (column("t", "workspace_id"), column("t", "id"), column("t", "version"));
    sql.add(
        &format!("{workspace} = ? AND {id} = ? AND {version} = ?"),
        [Val::Id(permit.workspace()), Val::Id(before.id), Val::Int(before.version)],
    );
    push_reach(sql, kinds, "t", schema.kind, permit.rows());
}

/// Whether two values are stored alike; an empty list is as empty as a null.
fn same(old: &Value, new: &Value) -> bool {
    old == new || (old.is_empty() && new.is_empty())
}

/// What a change changes, field by field, as the API writes values.
fn changes(schema: &Schema, before: Option<&Record>, after: &Record) -> Vec<Change> {
    let mut changes = Vec::new();
    for spec in schema.fields.iter() {
        let old = before.map_or(&Value::Null, |before| before.value(&spec.key));
        let new = after.value(&spec.key);
        if !same(old, new) {
            changes.push(Change { field: spec.key.clone(), old: old.to_json(), new: new.to_json() });
        }
    }
    changes
}

fn log(out: &mut Rendered, by: &Author, schema: &Schema, record: &Record, op: &str, version: i64, changes: &[Change]) {
    let kind = schema.kind.key;
    let json = serde_json::to_string(changes).unwrap_or_else(|_| "[]".into());
    let entry = NewEntry { kind, record_id: record.id, record_title: &record.title, op, changes: json, version };
    let event = NewEvent {
        kind,
        record: record.id,
        op,
        version,
        changed: changes.iter().map(|change| change.field.as_str()).collect(),
        was: was(schema, op, changes),
    };
    if !schema.kind.echo {
        out.statements.push(audit::insert(by, entry));
    }
    out.push_event(Some(outbox::insert(by, event)));
}

/// What decided before an update who reaches the record, where the update changes it.
fn was(schema: &Schema, op: &str, changes: &[Change]) -> Json {
    let decides = |key: &str| {
        let links = matches!(schema.field(key).map(|spec| spec.ty), Some(FieldType::Record | FieldType::Reference));
        key == owner_column(schema.kind)
            || schema.kind.whole().is_some_and(|(_, field)| field == key)
            || (schema.kind.activity && links)
    };
    let old = changes.iter().filter(|change| op == "update" && decides(&change.field));
    let old: Map<String, Json> = old.map(|change| (change.field.clone(), change.old.clone())).collect();
    if old.is_empty() { Json::Null } else { old.into() }
}
