//! Which follower hears what of a change.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use kith_access::{Scope, Standing};
use kith_model::operand::Circumstances;
use kith_model::{FieldDef, Id, Matcher, Record, RecordKind, RecordLink, Timestamp, Value};
use kith_store::Event;
use serde_json::{Map, Value as Json, json};

use super::MOST_OF_A_KIND;
use super::seat::Seat;
use super::standing::{collect, owners, standing};
use super::subscription::{Part, Subscription};
use crate::modules::rules_for;
use crate::records::any_by_id;
use crate::{App, AppError, workspace};

/// Changes of one workspace, with the records they are about.
pub(super) struct Batch {
    pub changes: Vec<Change>,
    /// Kinds of which there were too many.
    pub skipped: BTreeSet<&'static str>,
    region: String,
    now: Timestamp,
}

/// One record and what happened to it.
pub(super) struct Change {
    pub kind: &'static RecordKind,
    pub event: Event,
    pub record: Record,
    pub standing: Standing,
    /// How the record stood before, where the change moved it.
    before: Option<(Record, Standing)>,
}

/// What a part of a subscription makes of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The filter finds the record now.
    Found,
    /// The filter finds it no longer, though it can still be read.
    Lost,
    /// It can no longer be read, and could before.
    Gone,
    /// Nothing that concerns the follower.
    Nothing,
}

/// Makes one of several events of a record, and loads each record once.
pub(super) async fn load(
    app: &App,
    workspace: Id,
    events: Vec<Event>,
    wanted: &BTreeSet<&'static str>,
) -> Result<Batch, AppError> {
    let data = workspace::load(app, workspace).await?;
    let mut batch =
        Batch { changes: Vec::new(), skipped: BTreeSet::new(), region: data.input_context().region, now: app.now() };
    let mut merged: Vec<Event> = Vec::new();
    let mut places: HashMap<(String, Id), usize> = HashMap::new();
    for event in events.into_iter().filter(|event| event.op != "purge" && wanted.contains(event.kind.as_str())) {
        match places.get(&(event.kind.clone(), event.record)) {
            Some(place) => merge(&mut merged[*place], event),
            None => {
                places.insert((event.kind.clone(), event.record), merged.len());
                merged.push(event);
            }
        }
    }
    let mut by_kind: HashMap<&'static str, Vec<Id>> = HashMap::new();
    for event in &merged {
        if let Some(kind) = kith_catalog::find_kind(&event.kind) {
            by_kind.entry(kind.key).or_default().push(event.record);
        }
    }
    let mut records: HashMap<(&'static str, Id), Record> = HashMap::new();
    for (key, ids) in by_kind {
        let Some(kind) = kith_catalog::find_kind(key) else { continue };
        if ids.len() > MOST_OF_A_KIND {
            batch.skipped.insert(key);
            continue;
        }
        let found = any_by_id(app, workspace, kind, &ids).await?;
        records.extend(found.into_iter().map(|record| ((key, record.id), record)));
    }
    for event in merged {
        let Some(kind) = kith_catalog::find_kind(&event.kind) else { continue };
        // What was removed for good meanwhile is told of by nobody: its followers heard when it went into the trash.
        let Some(record) = records.remove(&(kind.key, event.record)) else { continue };
        let before = before(kind, &event, &record).map(|record| (record, Standing::default()));
        batch.changes.push(Change { kind, event, record, standing: Standing::default(), before });
    }
    let mut anchors = BTreeMap::new();
    for change in &batch.changes {
        collect(change.kind, &change.record, &mut anchors);
        if let Some((before, _)) = &change.before {
            collect(change.kind, before, &mut anchors);
        }
    }
    let owners = owners(app, workspace, anchors).await?;
    for change in &mut batch.changes {
        change.standing = standing(change.kind, &change.record, &owners);
        if let Some((record, stood)) = &mut change.before {
            *stood = standing(change.kind, record, &owners);
        }
    }
    Ok(batch)
}

/// Several changes at once are told as one.
fn merge(first: &mut Event, next: Event) {
    let fresh: HashSet<String> = first.changed.iter().cloned().collect();
    first.changed.extend(next.changed.into_iter().filter(|key| !fresh.contains(key)));
    if let (Some(was), Json::Object(later)) = (first.was.as_object_mut(), &next.was) {
        for (key, value) in later {
            was.entry(key.clone()).or_insert_with(|| value.clone());
        }
    } else if first.was.is_null() {
        first.was = next.was;
    }
    if next.op != "update" {
        first.op = next.op;
    }
    (first.version, first.at, first.actor) = (next.version, next.at, next.actor);
}

/// The record with the former values of what decides who reaches it.
fn before(kind: &RecordKind, event: &Event, record: &Record) -> Option<Record> {
    let was = event.was.as_object()?;
    let mut before = record.clone();
    for (key, json) in was {
        let value = match json {
            Json::String(id) => id.parse().map(Value::Id).unwrap_or(Value::Null),
            Json::Object(_) => serde_json::from_value::<RecordLink>(json.clone()).map_or(Value::Null, Value::Link),
            _ => Value::Null,
        };
        if kind.field(key).is_some() {
            before.values.insert(key.clone(), value);
        }
    }
    Some(before)
}

impl Change {
    /// Whether somebody may read the record as it is now.
    pub fn is_readable(&self, scope: &Scope, permit: &kith_access::Permit) -> bool {
        permit.rows().reaches(&self.standing) && rules_for(self.kind.key).sees(scope, &self.record)
    }
}

fn verdict(scope: &Scope, part: &Part, change: &Change, batch: &Batch) -> Verdict {
    let at = Circumstances { now: batch.now, time_zone: &scope.time_zone, me: scope.user() };
    let matcher = Matcher { schema: &part.schema, at, region: &batch.region };
    let finds = |record: &Record| matcher.holds(&part.filter, record).unwrap_or(true);
    let touched = || {
        // What is not among the fields (the title, the time of the last change) follows from any of them.
        let follows = |key: &String| matches!(key.as_str(), "title" | "updated_at");
        part.looks_at.iter().any(|key| follows(key) || change.event.changed.contains(key))
    };
    let gone = change.record.deleted_at.is_some();
    if change.is_readable(scope, &part.permit) {
        return match (finds(&change.record), gone) {
            (true, true) => Verdict::Gone,
            (true, false) => Verdict::Found,
            (false, false) if change.event.op == "update" && touched() => Verdict::Lost,
            _ => Verdict::Nothing,
        };
    }
    let knew = change.before.as_ref().is_some_and(|(record, stood)| {
        part.permit.rows().reaches(stood)
            && rules_for(change.kind.key).sees(scope, record)
            && (finds(record) || touched())
    });
    if knew { Verdict::Gone } else { Verdict::Nothing }
}

/// Tells a follower of a batch. All messages but the last carry the id from before it, so that whoever
/// comes back after any of them misses none.
pub(super) fn tell(seat: &Seat, subscriptions: &[Subscription], batch: &Batch, first_id: &str, last_id: &str) {
    let scope = seat.scope();
    let mut messages: Vec<Map<String, Json>> = Vec::new();
    for change in &batch.changes {
        let mut names = Map::new();
        let mut seen_by = None;
        for subscription in subscriptions {
            for part in subscription.parts.iter().filter(|part| part.kind.key == change.kind.key) {
                match verdict(&scope, part, change, batch) {
                    Verdict::Nothing => {}
                    Verdict::Gone => drop(names.insert(subscription.name.clone(), false.into())),
                    found => {
                        names.insert(subscription.name.clone(), (found == Verdict::Found).into());
                        seen_by = Some(part);
                    }
                }
            }
        }
        if !names.is_empty() {
            messages.push(message(change, seen_by, names));
        }
    }
    let last = messages.len().saturating_sub(1);
    for (n, mut message) in messages.into_iter().enumerate() {
        let id = if n == last { last_id } else { first_id };
        message.insert("event_id".into(), id.into());
        seat.send(message.into());
    }
}

/// The event as a client gets it; of what it may no longer read the id alone.
fn message(change: &Change, seen_by: Option<&Part>, names: Map<String, Json>) -> Map<String, Json> {
    let event = &change.event;
    let mut out = Map::new();
    out.insert("kind".into(), change.kind.plural.into());
    out.insert("id".into(), json!(event.record));
    out.insert("subscriptions".into(), names.into());
    let Some(part) = seen_by else {
        out.insert("op".into(), "removed".into());
        return out;
    };
    let internal = |key: &str| change.kind.field(key).is_some_and(FieldDef::is_internal);
    let told = |key: &&String| !part.permit.mask().hidden.contains(*key) && !internal(key);
    out.insert("op".into(), event.op.as_str().into());
    out.insert("version".into(), event.version.into());
    out.insert("changed".into(), event.changed.iter().filter(told).map(String::as_str).collect());
    out.insert("actor".into(), json!(event.actor));
    out.insert("at".into(), json!(event.at));
    out
}
