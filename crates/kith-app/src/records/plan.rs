//! From a wish to a write set: the path every write takes, one by one or in bulk.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use kith_access::{Action, FieldMask, Permit, Scope, decide};
use kith_model::{Id, Record, RecordKind, Schema, Timestamp, Value};
use kith_store::WriteSet;
use serde_json::{Map, Value as Json};

use super::body::{apply, check_required, fill_defaults};
use super::{parts, references};
use crate::modules::{Draft, Notice, Op, notify, rules_for, same};
use crate::workspace::{self, WorkspaceData};
use crate::{App, AppError};

/// References known to be good, by kind and id, so that a batch does not ask for each row.
pub(crate) type Known = HashSet<(&'static str, Id)>;

/// What planning a write needs; made once for a batch.
pub(crate) struct Planner<'a> {
    pub app: &'a App,
    pub scope: &'a Scope,
    pub workspace: Arc<WorkspaceData>,
    pub now: Timestamp,
    /// Whether Kith itself writes: its own fields may be set, and rules let more pass.
    pub internal: bool,
    /// Whether whoever plans with it writes the notices of several plans together.
    pub gather: bool,
    /// Whether fields of the workspace's own that are needed may be empty.
    pub forgiving: bool,
    pub known: Known,
}

/// A change ready to be committed.
#[derive(Debug)]
pub(crate) struct Planned {
    pub set: WriteSet,
    pub schema: Schema,
    pub mask: FieldMask,
    pub before: Option<Record>,
    pub after: Record,
    /// What somebody still has to be told, where notices are gathered.
    pub notices: Vec<Notice>,
}

impl<'a> Planner<'a> {
    /// A planner for the scope's workspace, now.
    pub async fn new(app: &'a App, scope: &'a Scope) -> Result<Self, AppError> {
        let workspace = workspace::load(app, scope.workspace).await?;
        let now = app.now();
        Ok(Planner {
            app,
            scope,
            workspace,
            now,
            internal: false,
            gather: false,
            forgiving: false,
            known: Known::new(),
        })
    }

    /// The same, in Kith's own name.
    pub async fn internal(app: &'a App, scope: &'a Scope) -> Result<Self, AppError> {
        Ok(Planner { internal: true, ..Planner::new(app, scope).await? })
    }

    /// A new record from a body.
    pub async fn create(
        &self,
        kind: &'static RecordKind,
        id: Id,
        body: &Map<String, Json>,
    ) -> Result<Planned, AppError> {
        self.may_change(kind)?;
        let permit = self.permit(kind, Action::Create)?;
        let schema = self.workspace.schema(kind);
        let mut record = new_record(id, self.now, self.scope.user());
        let context = self.workspace.input_context();
        let applied = apply(&schema, permit.mask(), &context, body, self.internal, &mut record);
        // A key that could not be read is not empty, it is wrong: no default in its place.
        let wrong = applied.errors.iter().map(|error| error.field.clone());
        let named: BTreeSet<String> = applied.given.iter().cloned().chain(wrong).collect();
        fill_defaults(&schema, self.scope.user(), &named, &mut record);
        let mut draft = self.draft(&schema, Op::Create, None, record, applied.given);
        draft.errors = applied.errors;
        let (follows, after, notices) = self.check(kind, &permit, draft).await?;
        // What follows may point at it.
        let mut set = self.empty_set();
        set.insert(&permit, &schema, after.clone());
        set.append(follows);
        Ok(Planned { set, mask: permit.mask().clone(), schema, before: None, after, notices })
    }

    /// A change of a record from a body; `None` where it changes nothing.
    pub async fn update(
        &self,
        permit: &Permit,
        kind: &'static RecordKind,
        before: Record,
        body: &Map<String, Json>,
    ) -> Result<Option<Planned>, AppError> {
        self.may_change(kind)?;
        let schema = self.workspace.schema(kind);
        let mut record = before.clone();
        let context = self.workspace.input_context();
        let applied = apply(&schema, permit.mask(), &context, body, self.internal, &mut record);
        let mut draft = self.draft(&schema, Op::Update, Some(&before), record, applied.given);
        draft.errors = applied.errors;
        let (set, after, notices) = self.check(kind, permit, draft).await?;
        let unchanged = schema.fields.iter().all(|spec| same(before.value(&spec.key), after.value(&spec.key)));
        if unchanged && before.title == after.title {
            return Ok(None);
        }
        Ok(Some(Planned { notices, ..self.finish(permit, schema, set, before, after) }))
    }

    /// Into the trash, or out of it.
    pub async fn trash(
        &self,
        permit: &Permit,
        kind: &'static RecordKind,
        before: Record,
        op: Op,
    ) -> Result<Planned, AppError> {
        let schema = self.workspace.schema(kind);
        let mut after = before.clone();
        after.deleted_at = (op == Op::Delete).then_some(self.now);
        let mut draft = self.draft(&schema, op, Some(&before), after, BTreeSet::new());
        let rules = rules_for(kind.key);
        rules.prepare(&mut draft);
        if draft.errors.is_empty() {
            rules.before_write(&mut draft).await?;
        }
        // Nothing in a form is wrong here: what a rule refuses is a conflict with the state of things.
        if let Some(error) = draft.errors.first() {
            return Err(AppError::Conflict(error.message.clone()));
        }
        let (set, after, notices) = self.told(draft).await?;
        let mut planned = Planned { notices, ..self.finish(permit, schema, set, before, after) };
        // Behind the record itself, in the order in which those lock who change a part and the whole.
        parts::follow(self, &mut planned).await?;
        Ok(planned)
    }

    /// A change given as whole values (an undo), which no rule looks at again.
    pub fn replace(&self, permit: &Permit, kind: &'static RecordKind, before: Record, mut after: Record) -> Planned {
        let schema = self.workspace.schema(kind);
        after.title = title_of(kind, &after);
        self.finish(permit, schema, self.empty_set(), before, after)
    }

    /// What Kith keeps itself is nobody else's to write.
    fn may_change(&self, kind: &RecordKind) -> Result<(), AppError> {
        if kind.kept && !self.internal {
            return Err(AppError::Conflict("Kith keeps these records itself.".into()));
        }
        Ok(())
    }

    pub(crate) fn permit(&self, kind: &RecordKind, action: Action) -> Result<Permit, AppError> {
        Ok(decide(self.scope, kind.key, action, kind.activity)?)
    }

    /// An empty write set in the scope's name.
    pub(crate) fn empty_set(&self) -> WriteSet {
        self.workspace.write_set(self.scope, self.now)
    }

    fn draft<'d>(
        &'d self,
        schema: &'d Schema,
        op: Op,
        before: Option<&'d Record>,
        after: Record,
        given: BTreeSet<String>,
    ) -> Draft<'d> {
        Draft {
            app: self.app,
            scope: self.scope,
            workspace: &self.workspace,
            schema,
            op,
            before,
            after,
            given,
            internal: self.internal,
            errors: Vec::new(),
            notices: Vec::new(),
            set: self.empty_set(),
            now: self.now,
        }
    }

    /// Rules, required fields, references, rights: everything wrong is answered at once.
    async fn check(
        &self,
        kind: &'static RecordKind,
        permit: &Permit,
        mut draft: Draft<'_>,
    ) -> Result<(WriteSet, Record, Vec<Notice>), AppError> {
        let rules = rules_for(kind.key);
        rules.prepare(&mut draft);
        for error in check_required(draft.schema, draft.before.is_none(), &draft.given, &draft.after) {
            let own = draft.schema.field(&error.field).is_some_and(|spec| spec.custom_key().is_some());
            if self.forgiving && own {
                continue;
            }
            if draft.errors.iter().all(|known| known.field != error.field) {
                draft.errors.push(error);
            }
        }
        let missing = references::check(self.app, self.scope, &self.workspace, &draft, &self.known).await?;
        let Draft { before, after, schema, .. } = &draft;
        let assignment = references::check_assignment(self.scope, schema, *before, after);
        draft.errors.extend(missing);
        draft.errors.extend(assignment);
        if draft.errors.is_empty() {
            rules.before_write(&mut draft).await?;
        }
        if !draft.errors.is_empty() {
            return Err(AppError::Validation(draft.errors));
        }
        if draft.before.is_none() && !reaches(permit, draft.schema, &draft.after) {
            return Err(AppError::Forbidden { kind: kind.key.to_owned(), action: Action::Create });
        }
        draft.after.title = title_of(kind, &draft.after);
        self.told(draft).await
    }

    /// Writes the notices of a plan beside it, unless they are gathered.
    async fn told(&self, draft: Draft<'_>) -> Result<(WriteSet, Record, Vec<Notice>), AppError> {
        let Draft { mut set, after, notices, .. } = draft;
        if self.gather {
            return Ok((set, after, notices));
        }
        notify::write(self, self.scope.job, notices, &mut set).await?;
        Ok((set, after, Vec::new()))
    }

    fn finish(&self, permit: &Permit, schema: Schema, mut set: WriteSet, before: Record, mut after: Record) -> Planned {
        after.version = before.version + 1;
        after.updated_at = self.now;
        set.update(permit, &schema, before.clone(), after.clone());
        Planned { set, mask: permit.mask().clone(), schema, before: Some(before), after, notices: Vec::new() }
    }
}

/// A record with nothing in it yet.
pub(crate) fn new_record(id: Id, now: Timestamp, created_by: Option<Id>) -> Record {
    Record {
        id,
        version: 1,
        title: String::new(),
        created_at: now,
        updated_at: now,
        created_by,
        deleted_at: None,
        values: BTreeMap::new(),
    }
}

/// A record as a body describes it, as far as it can be read; for showing what is not saved yet.
pub(crate) async fn readable_record(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    body: &Map<String, Json>,
) -> Result<Record, AppError> {
    let permit = decide(scope, kind.key, Action::Read, kind.activity)?;
    let data = workspace::load(app, scope.workspace).await?;
    let mut record = new_record(Id::NIL, app.now(), scope.user());
    apply(&data.schema(kind), permit.mask(), &data.input_context(), body, false, &mut record);
    record.title = title_of(kind, &record);
    Ok(record)
}

/// A new record must be among those its permit reaches: somebody who may create only their own
/// cannot create one for somebody else.
fn reaches(permit: &Permit, schema: &Schema, record: &Record) -> bool {
    let Some(owners) = &permit.rows().owners else { return true };
    let owner = match schema.kind.owner_field.map(|field| record.value(field)) {
        Some(Value::Id(owner)) => Some(*owner),
        Some(_) => None,
        None => record.created_by,
    };
    owner.is_some_and(|owner| owners.contains(&owner))
}

/// The display name: what the kind's rules say, else the title fields joined by spaces.
pub(crate) fn title_of(kind: &'static RecordKind, record: &Record) -> String {
    const LONGEST: usize = 250;
    let title = rules_for(kind.key).title(record).unwrap_or_else(|| {
        let texts = kind.title.iter().filter_map(|key| match record.value(key) {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect::<Vec<_>>().join(" ")
    });
    title.chars().take(LONGEST).collect()
}
