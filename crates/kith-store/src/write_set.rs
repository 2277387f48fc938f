//! A transaction as a value: what a use case wants written, applied whole or not at all.

use kith_access::Permit;
use kith_model::{Id, Record, RecordKind, Schema, Timestamp};

use crate::render::{Rendered, WriteContext, statements};
use crate::system::SystemWrite;
use crate::{NewJob, Store, WriteError};

/// Everything one use case writes. Each record change brings its audit entry, its outbox event, its
/// search text and its counters with it; there is no other way to write a record.
#[derive(Debug)]
pub struct WriteSet {
    pub(crate) workspace: Id,
    pub(crate) actor: Option<Id>,
    pub(crate) job: Option<Id>,
    pub(crate) at: Timestamp,
    pub(crate) region: String,
    pub(crate) zone: String,
    pub(crate) items: Vec<Item>,
}

#[derive(Debug)]
pub(crate) enum Item {
    /// A new record; its version is 1.
    Insert {
        schema: Schema,
        after: Record,
    },
    /// A changed record: expects `before.version`, writes `before.version + 1`. Also used for trash
    /// (`after.deleted_at` set) and restore (cleared).
    Update {
        permit: Permit,
        schema: Schema,
        before: Record,
        after: Record,
    },
    /// A trashed record removed for good; its audit entries stay.
    Purge {
        permit: Permit,
        schema: Schema,
        before: Record,
    },
    /// A record that has to be live when the set is committed.
    Needs {
        kind: &'static RecordKind,
        id: Id,
    },
    /// A record that no live one of another kind may refer to when the set is committed.
    NeedsNone {
        kind: &'static RecordKind,
        id: Id,
        others: &'static RecordKind,
        field: &'static str,
    },
    Idempotency(IdempotencyEntry),
    Enqueue(NewJob),
    System(SystemWrite),
}

/// The answer to a request with an `Idempotency-Key`, kept for 24 hours.
#[derive(Clone, Debug)]
pub struct IdempotencyEntry {
    /// Who sent it.
    pub user: Id,
    /// The key as sent.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub request_hash: Vec<u8>,
    /// The answer's status.
    pub status: u16,
    /// The answer's body.
    pub body: Vec<u8>,
}

impl WriteSet {
    /// An empty set. `actor` and `job` go into the audit.
    pub fn new(workspace: Id, actor: Option<Id>, job: Option<Id>, at: Timestamp) -> Self {
        WriteSet { workspace, actor, job, at, region: String::new(), zone: "UTC".into(), items: Vec::new() }
    }

    /// The workspace's country (ISO 3166), by which phones typed without one are read and compared.
    pub fn in_region(mut self, region: &str) -> Self {
        region.clone_into(&mut self.region);
        self
    }

    /// The workspace's time zone (IANA), by whose days records are counted.
    pub fn in_zone(mut self, zone: &str) -> Self {
        zone.clone_into(&mut self.zone);
        self
    }

    /// The workspace it is for.
    pub fn workspace(&self) -> Id {
        self.workspace
    }

    /// Who acts; `None` for Kith itself.
    pub fn actor(&self) -> Option<Id> {
        self.actor
    }

    /// Adds a new record. `permit` must allow creating this kind in this workspace.
    pub fn insert(&mut self, permit: &Permit, schema: &Schema, after: Record) {
        assert_eq!((permit.workspace(), permit.kind()), (self.workspace, schema.kind.key), "a permit for another kind");
        self.items.push(Item::Insert { schema: schema.clone(), after });
    }

    /// Adds a change. It fails with a version conflict where the row is no longer as `before` or the
    /// permit does not reach it.
    pub fn update(&mut self, permit: &Permit, schema: &Schema, before: Record, after: Record) {
        assert_eq!((permit.workspace(), permit.kind()), (self.workspace, schema.kind.key), "a permit for another kind");
        self.items.push(Item::Update { permit: permit.clone(), schema: schema.clone(), before, after });
    }

    /// Removes a trashed record for good.
    pub fn purge(&mut self, permit: &Permit, schema: &Schema, before: Record) {
        assert_eq!((permit.workspace(), permit.kind()), (self.workspace, schema.kind.key), "a permit for another kind");
        self.items.push(Item::Purge { permit: permit.clone(), schema: schema.clone(), before });
    }

    /// Makes it a version conflict where this record is not live any more. Whoever puts it into the
    /// trash at the same time waits, or is waited for.
    pub fn needs(&mut self, kind: &'static RecordKind, id: Id) {
        self.items.push(Item::Needs { kind, id });
    }

    /// Makes it a version conflict where a live record of another kind refers to this one, which the set
    /// changes. Whoever adds such a record says that it [`needs`](Self::needs) this one.
    pub fn needs_none(
        &mut self,
        kind: &'static RecordKind,
        id: Id,
        (others, field): (&'static RecordKind, &'static str),
    ) {
        self.items.push(Item::NeedsNone { kind, id, others, field });
    }

    /// Keeps the answer to a repeatable request.
    pub fn idempotency(&mut self, entry: IdempotencyEntry) {
        self.items.push(Item::Idempotency(entry));
    }

    /// Enqueues a job that starts only if everything else is committed.
    pub fn enqueue(&mut self, job: NewJob) {
        self.items.push(Item::Enqueue(job));
    }

    /// Adds a write to the system's own tables (logins, sessions, tokens …).
    pub fn system(&mut self, write: SystemWrite) {
        self.items.push(Item::System(write));
    }

    /// Adds everything of another set of the same use case, behind what is there.
    pub fn append(&mut self, other: WriteSet) {
        self.items.extend(other.items);
    }

    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Store {
    /// Writes a set whole or not at all; durable when it returns.
    pub async fn commit(&self, set: WriteSet) -> Result<(), WriteError> {
        self.commit_many(vec![set]).await
    }

    /// Writes several sets in one transaction, for bulk changes and imports. The first that is
    /// refused refuses all.
    pub async fn commit_many(&self, sets: Vec<WriteSet>) -> Result<(), WriteError> {
        let cx = WriteContext { dialect: self.db.dialect(), kinds: self.kinds, known: &self.known_terms };
        let mut rendered = Rendered::default();
        for set in sets {
            statements(&cx, set, &mut rendered);
        }
        self.db.apply(rendered.statements).await?;
        self.known_terms.add(rendered.terms);
        if rendered.tells {
            self.wire.committed_here();
        }
        Ok(())
    }
}
