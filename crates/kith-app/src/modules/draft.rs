//! A change on its way to the database, as rules see it.

use std::collections::BTreeSet;

use kith_access::{Action, Scope, decide};
use kith_model::markers::FieldMarker;
use kith_model::{Field, FieldCode, FieldError, FieldErrors, Id, Record, Schema, Timestamp, Value};
use kith_store::WriteSet;

use crate::workspace::WorkspaceData;
use crate::{App, AppError};

/// What happens to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// It is made.
    Create,
    /// It is changed.
    Update,
    /// It goes into the trash.
    Delete,
    /// It comes out of the trash.
    Restore,
}

/// A change before it is written.
pub struct Draft<'a> {
    /// The app, for reads.
    pub app: &'a App,
    /// Who wants it.
    pub scope: &'a Scope,
    /// The workspace's settings, pipelines and stages.
    pub workspace: &'a WorkspaceData,
    /// The kind's fields.
    pub schema: &'a Schema,
    /// What happens.
    pub op: Op,
    /// The record as it was; `None` for a new one.
    pub before: Option<&'a Record>,
    /// The record as it will be.
    pub after: Record,
    /// The keys the caller named.
    pub given: BTreeSet<String>,
    /// Whether Kith itself does it (an invitation accepted, say), which may do more than a caller.
    pub internal: bool,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// What else is written in the same transaction.
    pub set: WriteSet,
    /// Now.
    pub now: Timestamp,
}

impl Draft<'_> {
    /// A field's value after the change.
    pub fn get<'b, T: FieldMarker>(&'b self, field: &Field<T>) -> Option<T::Out<'b>> {
        self.after.get(field)
    }

    /// A field's value before the change.
    pub fn old<'b, T: FieldMarker>(&'b self, field: &Field<T>) -> Option<T::Out<'b>> {
        self.before.and_then(|before| before.get(field))
    }

    /// Sets a field, or clears it with [`Value::Null`].
    pub fn put<T>(&mut self, field: &Field<T>, value: Value) {
        put(&mut self.after, field.key(), value);
    }

    /// Whether the change touches a field. Everything set is a change in a new record.
    pub fn changes<T>(&self, field: &Field<T>) -> bool {
        let before = self.before.map_or(&Value::Null, |before| before.value(field.key()));
        !same(before, self.after.value(field.key()))
    }

    /// Whether the caller named a field.
    pub fn names<T>(&self, field: &Field<T>) -> bool {
        self.given.contains(field.key())
    }

    /// Whether values can still change: on creation and update.
    pub fn edits(&self) -> bool {
        matches!(self.op, Op::Create | Op::Update)
    }

    /// Notes an error of a field.
    pub fn fail<T>(&mut self, field: &Field<T>, code: FieldCode, message: impl Into<String>) {
        self.errors.push(FieldError::new(field.key(), code, message));
    }

    /// Adds a change of another record to the same transaction, in Kith's own name. `change` edits a
    /// copy; nothing happens where the record is gone or `change` changes nothing.
    pub async fn touch(&mut self, kind: &str, id: Id, change: impl FnOnce(&mut Record) + Send) -> Result<(), AppError> {
        let Some(kind) = kith_catalog::find_kind(kind) else { return Ok(()) };
        let system = Scope::system(self.scope.workspace);
        let permit = decide(&system, kind.key, Action::Update, kind.activity)?;
        let schema = self.workspace.schema(kind);
        let Some(before) = self.app.store().find_record(&permit, &schema, id).await? else { return Ok(()) };
        let mut after = before.clone();
        change(&mut after);
        if schema.fields.iter().all(|spec| same(before.value(&spec.key), after.value(&spec.key))) {
            return Ok(());
        }
        after.version += 1;
        after.updated_at = self.now;
        self.set.update(&permit, &schema, before, after);
        Ok(())
    }
}

/// Sets a value by key; an empty one removes the key, so that equal records are equal.
pub(crate) fn put(record: &mut Record, key: &str, value: Value) {
    if value.is_empty() {
        record.values.remove(key);
    } else {
        record.values.insert(key.to_owned(), value);
    }
}

/// Whether two values are the same to a person: all empty values are.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    a == b || (a.is_empty() && b.is_empty())
}
