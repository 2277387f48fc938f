//! Notifications: what Kith tells people of what others did.
//!
//! A rule says `draft.notify(…)`; this is the one place that decides whether somebody is told after
//! all, and writes it in the transaction of its cause. Nobody is told of their own act, of what they
//! may not read, or twice of the same. What one job does to many records is told once per person.

use std::collections::{BTreeMap, BTreeSet};

use kith_access::{Action, Scope, decide};
use kith_catalog::notification::{
    ACTOR, COUNT, KIND, MAIL, MAIL_DIGEST, MAIL_NOW, NOTIFICATION_KIND, QUIET, READ_AT, RECORD, SUBJECT, USER,
};
use kith_model::{
    Condition, FieldType, Filter, Id, Op as Compare, Operand, Record, RecordKind, RecordLink, Sort, Value,
};
use kith_store::{WriteError, WriteSet};

use super::{Rules, draft_put as put, rules_for};
use crate::error::unexpected;
use crate::notices::{Choice, MailWay, choice_of};
use crate::records::{Planner, committed, derived_id, new_record, owner_of, page_query, records_by_id};
use crate::{App, AppError, auth, notices};

/// So long a mail or a push about many records waits for the rest of them.
const GATHER_SECS: i64 = 60;

/// Something to tell somebody.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Whom.
    pub to: Id,
    /// What, one of the kinds of notification.
    pub what: &'static str,
    /// The kind of the record it is about.
    pub kind: &'static RecordKind,
    /// The record as it will be.
    pub record: Record,
}

/// The rules of notifications.
pub(in crate::modules) struct NotificationRules;

impl Rules for NotificationRules {
    fn visible(&self, scope: &Scope) -> Option<Filter> {
        let operand = Operand::One(false.into());
        let shown = Filter::Is(Condition { field: QUIET.key().into(), op: Compare::Eq, operand });
        scope.user().map(|me| USER.is(me).and(shown))
    }

    fn sees(&self, scope: &Scope, record: &Record) -> bool {
        scope.user().is_none_or(|me| record.get(&USER) == Some(me) && record.get(&QUIET) != Some(true))
    }

    fn title(&self, record: &Record) -> Option<String> {
        let option =
            |kind: &str| KIND.field(NOTIFICATION_KIND.key())?.options.iter().find(|option| option.value == kind);
        record.get(&NOTIFICATION_KIND).and_then(option).map(|option| option.label.to_owned())
    }
}

/// Writes notices into `set`. With `group`, the id of a job, notices of the same person, sort and kind
/// of record become one notification, also over several transactions of that job.
pub(crate) async fn write(
    planner: &Planner<'_>,
    group: Option<Id>,
    notices: Vec<Notice>,
    set: &mut WriteSet,
) -> Result<(), AppError> {
    let (app, scope) = (planner.app, planner.scope);
    let mut seen = BTreeSet::new();
    let mut people: BTreeMap<Id, Vec<Notice>> = BTreeMap::new();
    for notice in notices.into_iter().filter(|notice| Some(notice.to) != scope.user()) {
        if seen.insert((notice.to, notice.what, notice.record.id)) {
            people.entry(notice.to).or_default().push(notice);
        }
    }
    for (to, notices) in people {
        let (reader, person) = match auth::person(app, scope.workspace, to).await {
            Ok(found) => found,
            // Somebody who cannot sign in is told nothing.
            Err(AppError::Suspended | AppError::Unauthenticated) => continue,
            Err(error) => return Err(error),
        };
        let mut told: BTreeMap<(&'static str, &'static str), Vec<Id>> = BTreeMap::new();
        for notice in notices {
            if may_read(app, &reader, notice.kind, &notice.record).await? {
                told.entry((notice.what, notice.kind.key)).or_default().push(notice.record.id);
            }
        }
        let mut browsers: Option<Vec<Id>> = None;
        for ((what, kind), records) in told {
            let choice = choice_of(&person, what);
            if choice.push && browsers.is_none() {
                let found = app.store().list_push_browsers(scope.workspace, to, planner.now).await?;
                browsers = Some(found.iter().map(|browser| browser.session).collect());
            }
            let browsers = browsers.as_deref().filter(|_| choice.push).unwrap_or_default();
            if !choice.app && choice.mail == MailWay::Off && browsers.is_empty() {
                continue;
            }
            let about = About { to, what, kind, choice, browsers };
            match group {
                Some(group) => tell_together(planner, set, &about, &records, group).await?,
                None => records.iter().try_for_each(|id| {
                    let record = notification(planner, planner.app.new_id(), &about, &[*id]);
                    insert(planner, set, &about, record)
                })?,
            }
        }
    }
    Ok(())
}

/// Whom something is told, what, of which kind of records, and in which ways.
struct About<'a> {
    to: Id,
    what: &'static str,
    kind: &'static str,
    choice: Choice,
    /// Where it is pushed to.
    browsers: &'a [Id],
}

/// Adds to what the same job has told the same person before, or begins it.
async fn tell_together(
    planner: &Planner<'_>,
    set: &mut WriteSet,
    about: &About<'_>,
    records: &[Id],
    group: Id,
) -> Result<(), AppError> {
    let About { to, what, kind, .. } = about;
    let id = derived_id(group, &[to.as_bytes(), what.as_bytes(), b"/", kind.as_bytes()]);
    let system = Scope::system(planner.scope.workspace);
    let permit = decide(&system, KIND.key, Action::Update, false)?;
    let schema = planner.workspace.schema(&KIND);
    let Some(before) = planner.app.store().find_record(&permit, &schema, id).await? else {
        return insert(planner, set, about, notification(planner, id, about, records));
    };
    let mut after = before.clone();
    let count = before.get(&COUNT).unwrap_or(1) + records.len() as i64;
    put(&mut after, COUNT.key(), Value::Int(count));
    put(&mut after, RECORD.key(), Value::Null);
    put(&mut after, READ_AT.key(), Value::Null);
    after.version += 1;
    after.updated_at = planner.now;
    set.update(&permit, &schema, before, after);
    Ok(())
}

fn notification(planner: &Planner<'_>, id: Id, about: &About<'_>, records: &[Id]) -> Record {
    let About { to, what, kind, choice, .. } = *about;
    let mut record = new_record(id, planner.now, planner.scope.user());
    put(&mut record, USER.key(), Value::Id(to));
    put(&mut record, NOTIFICATION_KIND.key(), Value::Text(what.into()));
    if let [id] = records {
        put(&mut record, RECORD.key(), Value::Link(RecordLink { kind: kind.into(), id: *id }));
    }
    put(&mut record, SUBJECT.key(), Value::Text(kind.into()));
    put(&mut record, COUNT.key(), Value::Int(records.len() as i64));
    put(&mut record, ACTOR.key(), planner.scope.user().map_or(Value::Null, Value::Id));
    if !choice.app {
        put(&mut record, QUIET.key(), Value::Bool(true));
    }
    match choice.mail {
        MailWay::Off => {}
        MailWay::Now => put(&mut record, MAIL.key(), Value::Text(MAIL_NOW.into())),
        MailWay::Digest => put(&mut record, MAIL.key(), Value::Text(MAIL_DIGEST.into())),
    }
    record.title = rules_for(KIND.key).title(&record).unwrap_or_default();
    record
}

fn insert(planner: &Planner<'_>, set: &mut WriteSet, about: &About<'_>, record: Record) -> Result<(), AppError> {
    let (app, workspace) = (planner.app, planner.scope.workspace);
    // What one job does to many records comes in several transactions: what leaves Kith waits for them.
    let pause = if record.get(&RECORD).is_some() { 0 } else { GATHER_SECS };
    let at = planner.now.plus_seconds(pause);
    if record.get(&MAIL) == Some(MAIL_NOW) {
        set.enqueue(notices::mail_job(app, workspace, record.id, at));
    }
    for browser in about.browsers {
        set.enqueue(notices::push_job(app, workspace, record.id, *browser, at));
    }
    let permit = decide(&Scope::system(planner.scope.workspace), KIND.key, Action::Create, false)?;
    set.insert(&permit, &planner.workspace.schema(&KIND), record);
    Ok(())
}

/// Whether somebody may read a record that is about to be written: the same conditions as the store's.
async fn may_read(app: &App, reader: &Scope, kind: &'static RecordKind, record: &Record) -> Result<bool, AppError> {
    let Ok(permit) = decide(reader, kind.key, Action::Read, kind.activity) else { return Ok(false) };
    let owned = |owners: &Option<Vec<Id>>, owner: Option<Id>| {
        owners.as_ref().is_none_or(|owners| owner.is_some_and(|owner| owners.contains(&owner)))
    };
    if !owned(&permit.rows().owners, owner_of(kind, record)) || !rules_for(kind.key).sees(reader, record) {
        return Ok(false);
    }
    let Some(rules) = &permit.rows().links else { return Ok(true) };
    for field in kind.fields {
        let (target, id) = match (field.ty, record.value(field.key), field.target) {
            (FieldType::Record, Value::Link(link), _) => (link.kind.as_str(), link.id),
            (FieldType::Reference, Value::Id(id), Some(target))
                if target != kind.key && Some(field.key) != kind.owner_field && !field.aside =>
            {
                (target, *id)
            }
            _ => continue,
        };
        let Some(rule) = rules.iter().find(|rule| rule.kind == target) else { return Ok(false) };
        if rule.owners.is_none() {
            continue;
        }
        let Some(target) = kith_catalog::find_kind(target) else { return Ok(false) };
        let found = records_by_id(app, &Scope::system(reader.workspace), target, &[id]).await?;
        if !found.first().is_some_and(|found| owned(&rule.owners, owner_of(target, found))) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// So many are marked read in one transaction.
const BATCH: u32 = 200;

/// Which of the caller's notifications; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// These alone.
    pub ids: Option<Vec<Id>>,
    /// Those of this kind alone.
    pub kind: Option<String>,
    /// Those about this record alone.
    pub record: Option<RecordLink>,
}

/// Marks the caller's notifications read. They are not mailed any more either.
pub async fn mark_read(app: &App, scope: &Scope, which: &Which) -> Result<(), AppError> {
    let Some(me) = scope.user() else { return Ok(()) };
    let mut filter = READ_AT.is_empty().and(USER.is(me));
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.into(), op, operand });
    if let Some(ids) = &which.ids {
        let operand = Operand::Many(ids.iter().map(|id| id.to_string().into()).collect());
        filter = filter.and(is("id", Compare::In, operand));
    }
    if let Some(kind) = &which.kind {
        filter = filter.and(NOTIFICATION_KIND.equals(kind));
    }
    if let Some(RecordLink { kind, id }) = &which.record {
        filter = filter.and(is(RECORD.key(), Compare::Eq, Operand::One(format!("{kind}:{id}").into())));
    }
    let permit = decide(scope, KIND.key, Action::Update, false)?;
    loop {
        let planner = Planner::new(app, scope).await?;
        let schema = planner.workspace.schema(&KIND);
        let query = page_query(app, scope, filter.clone(), Sort::default(), BATCH);
        let unread = app.store().list_records(&permit, &schema, &query).await?;
        let more = unread.len() == BATCH as usize;
        let (mut sets, mut written) = (Vec::new(), Vec::new());
        for before in unread {
            let mut after = before.clone();
            put(&mut after, READ_AT.key(), Value::Time(planner.now));
            put(&mut after, MAIL.key(), Value::Null);
            let planned = planner.replace(&permit, &KIND, before, after);
            sets.push(planned.set);
            written.push((planned.before, planned.after));
        }
        match app.store().commit_many(sets).await {
            Ok(()) => written.iter().for_each(|(before, after)| committed(app, scope, &KIND, before.as_ref(), after)),
            // One of them was marked, or told of more, a moment ago.
            Err(WriteError::VersionConflict { .. }) => continue,
            Err(error) => return Err(unexpected(error)),
        }
        if !more {
            return Ok(());
        }
    }
}
