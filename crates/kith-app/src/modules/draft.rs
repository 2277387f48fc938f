//! A change on its way to the database, as rules see it.

use std::collections::BTreeSet;

use kith_access::{Action, Scope, decide};
use kith_catalog::notification;
use kith_model::markers::{FieldMarker, Ref};
use kith_model::{Field, FieldCode, FieldError, FieldErrors, Id, Record, RecordKind, Schema, Timestamp, Value};
use kith_store::WriteSet;

use crate::records::new_record;
use crate::workspace::WorkspaceData;
use crate::{App, AppError};

use super::{Notice, rules_for};

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
    /// Who is told of it, in the same transaction too.
    pub notices: Vec<Notice>,
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

    /// Tells somebody of the record. See [`super::notify`] for who is not told after all.
    pub fn notify(&mut self, to: Id, what: &'static str) {
        self.notices.push(Notice { to, what, kind: self.schema.kind, record: self.after.clone() });
    }

    /// Tells a new owner that the record is theirs.
    pub fn notify_owner(&mut self, owner: &Field<Ref>) {
        if let Some(to) = self.get(owner).filter(|_| self.edits() && self.changes(owner)) {
            self.notify(to, notification::ASSIGNED);
        }
    }

    /// Adds a change of another record to the same transaction, in Kith's own name. `change` edits a
    /// copy; nothing happens where the record is gone or `change` changes nothing.
    pub async fn touch(&mut self, kind: &str, id: Id, change: impl FnOnce(&mut Record) + Send) -> Result<(), AppError> {
        let Some(kind) = kith_catalog::find_kind(kind) else { return Ok(()) };
        let permit = decide(&system_of(self.scope), kind.key, Action::Update, kind.activity)?;
        let schema = self.workspace.schema(kind);
        match self.app.store().find_record(&permit, &schema, id).await? {
            Some(before) => {
                let mut after = before.clone();
                change(&mut after);
                rules_for(kind.key).touched(self, &mut after).await?;
                self.touch_record(kind, before, |record| *record = after)
            }
            None => Ok(()),
        }
    }

    /// The same with a record that has been read. What has changed since is seen by its version.
    pub fn touch_record(
        &mut self,
        kind: &'static RecordKind,
        before: Record,
        change: impl FnOnce(&mut Record),
    ) -> Result<(), AppError> {
        let permit = decide(&system_of(self.scope), kind.key, Action::Update, kind.activity)?;
        let schema = self.workspace.schema(kind);
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

    /// Adds a new record to the same transaction, in Kith's own name: one that it keeps itself.
    pub fn keep(&mut self, kind: &'static RecordKind, values: Vec<(&'static str, Value)>) -> Result<(), AppError> {
        let permit = decide(&system_of(self.scope), kind.key, Action::Create, kind.activity)?;
        let mut record = new_record(self.app.new_id(), self.now, self.scope.user());
        values.into_iter().for_each(|(key, value)| put(&mut record, key, value));
        self.set.insert(&permit, &self.workspace.schema(kind), record);
        Ok(())
    }

    /// What the record is a part of: it has to be live, and the caller allowed to change it.
    pub async fn whole(&self) -> Result<Record, AppError> {
        let kind = self.schema.kind;
        let whole = kind.whole().and_then(|(whole, field)| Some((kith_catalog::find_kind(whole)?, self.id_of(field)?)));
        let (whole, id) = whole.ok_or(AppError::NotFound)?;
        let permit = decide(self.scope, whole.key, Action::Update, whole.activity)?;
        let found = self.app.store().find_record(&permit, &self.workspace.schema(whole), id).await?;
        match found {
            Some(record) if record.deleted_at.is_none() => Ok(record),
            Some(_) => Err(AppError::Conflict(format!(
                "The {} is in the trash. Restore it first.",
                whole.label.to_lowercase()
            ))),
            None => Err(AppError::Forbidden { kind: whole.key.to_owned(), action: Action::Update }),
        }
    }

    fn id_of(&self, field: &str) -> Option<Id> {
        match self.after.value(field) {
            Value::Id(id) => Some(*id),
            _ => None,
        }
    }
}

/// The workspace's own scope: what follows from a change happens whoever made it.
pub(crate) fn system_of(scope: &Scope) -> Scope {
    Scope::system(scope.workspace)
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
