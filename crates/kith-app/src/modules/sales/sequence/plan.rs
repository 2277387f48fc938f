//! What sequences are planned with, and what a plan writes.

use std::collections::HashMap;

use kith_access::{Action, Scope, decide};
use kith_catalog::{enrolment, lead, notification, task, user};
use kith_model::{Condition, Filter, Id, Op, Operand, Record, RecordKind, Timestamp};
use kith_store::WriteSet;

use crate::modules::{Draft, Notice};
use crate::records::{Planner, all_records, is, records_by_id};
use crate::workspace::WorkspaceData;
use crate::{App, AppError};

/// Where and when a plan is made, and by whom.
#[derive(Clone, Copy)]
pub(in crate::modules) struct Ground<'a> {
    pub app: &'a App,
    pub data: &'a WorkspaceData,
    pub workspace: Id,
    pub user: Option<Id>,
    pub now: Timestamp,
}

impl<'a> Ground<'a> {
    /// Within a change that is being planned.
    pub fn of_draft(draft: &Draft<'a>) -> Ground<'a> {
        let Draft { app, workspace: data, scope, now, .. } = *draft;
        Ground { app, data, workspace: scope.workspace, user: scope.user(), now }
    }

    /// Outside of one.
    pub fn of(planner: &'a Planner<'a>) -> Ground<'a> {
        let Planner { app, scope, workspace: data, now, .. } = planner;
        Ground { app, data, workspace: scope.workspace, user: scope.user(), now: *now }
    }

    /// The workspace's own scope.
    pub fn system(&self) -> Scope {
        Scope::system(self.workspace)
    }

    /// The sequences that leads are in.
    pub async fn active(&self, leads: &[Id]) -> Result<Vec<Record>, AppError> {
        let operand = Operand::Many(leads.iter().map(|id| id.to_string().into()).collect());
        let of = Filter::Is(Condition { field: enrolment::LEAD.key().into(), op: Op::In, operand });
        self.enrolments(of.and(is(enrolment::STATUS.key(), enrolment::ACTIVE))).await
    }

    /// The enrolments that match.
    pub async fn enrolments(&self, filter: Filter) -> Result<Vec<Record>, AppError> {
        all_records(self.app, &self.system(), &enrolment::KIND, filter).await
    }

    /// A lead that is not in the trash, whoever's it is.
    pub async fn lead(&self, id: Id) -> Result<Option<Record>, AppError> {
        Ok(records_by_id(self.app, &self.system(), &lead::KIND, &[id]).await?.pop())
    }

    /// Those who may have to do a step: who has these leads, and who started the sequences.
    pub(super) async fn people(&self, ids: impl Iterator<Item = Id>) -> Result<People, AppError> {
        let mut ids: Vec<Id> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        let found = records_by_id(self.app, &self.system(), &user::KIND, &ids).await?;
        let active = found.into_iter().filter(|person| person.get(&user::STATUS) == Some("active"));
        Ok(People(active.map(|person| (person.id, person)).collect()))
    }
}

/// People who can sign in, by id.
pub(super) struct People(HashMap<Id, Record>);

impl People {
    /// Who does the next step: the lead's owner, else who started the sequence.
    pub fn doer(&self, lead: &Record, enrolment: &Record) -> Option<&Record> {
        let owner = lead.get(&lead::OWNER).and_then(|id| self.0.get(&id));
        owner.or_else(|| enrolment.created_by.and_then(|id| self.0.get(&id)))
    }
}

/// Records that are written together, in Kith's own name.
#[derive(Default)]
pub(in crate::modules) struct Rows {
    pub list: Vec<(&'static RecordKind, Option<Record>, Record)>,
}

impl Rows {
    pub fn insert(&mut self, kind: &'static RecordKind, record: Record) {
        self.list.push((kind, None, record));
    }

    pub fn update(&mut self, kind: &'static RecordKind, before: Record, after: Record) {
        self.list.push((kind, Some(before), after));
    }

    /// Adds everything to a set. Answers whom to tell of tasks that are theirs now.
    pub fn write(self, ground: &Ground<'_>, set: &mut WriteSet) -> Result<Vec<Notice>, AppError> {
        let system = ground.system();
        let mut notices = Vec::new();
        for (kind, before, mut after) in self.list {
            let schema = ground.data.schema(kind);
            let Some(before) = before else {
                if let Some(to) = after.get(&task::ASSIGNEE).filter(|_| kind.key == task::KIND.key) {
                    notices.push(Notice { to, what: notification::ASSIGNED, kind, record: after.clone() });
                }
                set.insert(&decide(&system, kind.key, Action::Create, kind.activity)?, &schema, after);
                continue;
            };
            after.version = before.version + 1;
            after.updated_at = ground.now;
            set.update(&decide(&system, kind.key, Action::Update, kind.activity)?, &schema, before, after);
        }
        Ok(notices)
    }
}
