//! Everything that happened around one record, newest first: notes, tasks, interactions, files, changes.

use std::collections::HashMap;

use kith_access::{Action, Scope, decide};
use kith_model::{
    Condition, Cursor, Direction, FieldType, Filter, Id, Op, Operand, Position, RecordKind, Sort, SortKey, Timestamp,
    Value,
};
use kith_store::system::MailMessage;
use serde_json::{Value as Json, json};

use super::{ChangeEntry, HistoryPage, answers, history, list_page, page_query, titles_of};
use crate::{App, AppError, mailboxes, workspace};

/// What a timeline can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimelineType {
    /// Records of an activity kind, by key: `note`, `task`, `interaction`, `file`.
    Activity(String),
    /// Changes from the audit trail.
    Change,
    /// The reader's own private mails with a contact.
    Mail,
}

impl TimelineType {
    /// Reads the API's word; `None` where there is no such type.
    pub fn from_name(name: &str) -> Option<TimelineType> {
        match name {
            "change" => Some(TimelineType::Change),
            "mail" => Some(TimelineType::Mail),
            name => {
                let kind = kith_catalog::find_kind(name).filter(|kind| kind.activity)?;
                Some(TimelineType::Activity(kind.key.to_owned()))
            }
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// The record's or the change's id.
    pub id: Id,
    /// When.
    pub at: Timestamp,
    /// As the API writes it.
    pub json: Json,
}

/// A page of a timeline.
#[derive(Clone, Debug)]
pub struct TimelinePage {
    /// The entries, newest first.
    pub entries: Vec<TimelineEntry>,
    /// Where the next page begins.
    pub next: Option<(Timestamp, Id)>,
}

/// A page of a record's timeline. An empty `types` shows everything the caller may read.
pub async fn timeline(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
    limit: u32,
    after: Option<(Timestamp, Id)>,
    types: &[TimelineType],
) -> Result<TimelinePage, AppError> {
    super::get(app, scope, kind, id, &[]).await?;
    let limit = limit.clamp(1, 200);
    let shows = |wanted: &TimelineType| types.is_empty() || types.contains(wanted);
    let mut entries = Vec::new();
    for activity in kith_catalog::KINDS.into_iter().filter(|activity| activity.activity) {
        let readable = decide(scope, activity.key, Action::Read, true).is_ok();
        if readable && shows(&TimelineType::Activity(activity.key.to_owned())) {
            entries.extend(activities(app, scope, activity, kind, id, limit + 1, after).await?);
        }
    }
    if shows(&TimelineType::Change) {
        let HistoryPage { entries: changes, .. } = history(app, scope, kind, id, limit + 1, after).await?;
        entries.extend(changes.iter().map(change_entry));
    }
    if shows(&TimelineType::Mail) {
        let mails = mailboxes::private_timeline(app, scope, id, after, limit + 1).await?;
        entries.extend(mails.iter().map(mail_entry));
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    let more = entries.len() > limit as usize;
    entries.truncate(limit as usize);
    let next = entries.last().map(|entry| (entry.at, entry.id)).filter(|_| more);
    Ok(TimelinePage { entries, next })
}

fn change_entry(change: &ChangeEntry) -> TimelineEntry {
    TimelineEntry { id: change.id, at: change.at, json: change.to_json() }
}

fn mail_entry(mail: &MailMessage) -> TimelineEntry {
    let json = json!({
        "id": mail.id, "type": "mail", "at": mail.sent_at, "actor": null, "mail": mailboxes::mail_json(mail),
    });
    TimelineEntry { id: mail.id, at: mail.sent_at, json }
}

/// The filter that finds what hangs on a record through any of an activity's links; `None` where
/// nothing of this kind can.
pub(crate) fn linked_to(schema: &kith_model::Schema, kind: &RecordKind, id: Id) -> Option<Filter> {
    let is = |field: &str, value: String| {
        Filter::Is(Condition { field: field.to_owned(), op: Op::Eq, operand: Operand::One(value.into()) })
    };
    let links = schema.fields.iter().filter_map(|spec| match spec.ty {
        FieldType::Record => Some(is(&spec.key, format!("{}:{id}", kind.key))),
        FieldType::Reference if spec.target.as_deref() == Some(kind.key) && kind.page => {
            Some(is(&spec.key, id.to_string()))
        }
        _ => None,
    });
    let mut links: Vec<Filter> = links.collect();
    if links.len() > 1 { Some(Filter::Or(links)) } else { links.pop() }
}

async fn activities(
    app: &App,
    scope: &Scope,
    activity: &'static RecordKind,
    kind: &RecordKind,
    id: Id,
    limit: u32,
    after: Option<(Timestamp, Id)>,
) -> Result<Vec<TimelineEntry>, AppError> {
    let schema = workspace::schema(app, scope, activity).await?;
    let Some(mut filter) = linked_to(&schema, kind, id) else { return Ok(Vec::new()) };
    // What answers another record of its kind stands under that one.
    if let Some(field) = activity.answers {
        filter = filter.and(Filter::Is(Condition { field: field.to_owned(), op: Op::Empty, operand: Operand::None }));
    }
    // When it happened, where the kind says so by its order; else when it was written down.
    let at = activity.default_sort.strip_prefix('-').unwrap_or("created_at");
    let sort = Sort(vec![SortKey { field: at.to_owned(), direction: Direction::Descending }]);
    let mut query = page_query(app, scope, filter, sort, limit.min(200));
    if let Some((moment, id)) = after {
        query.cursor = Cursor::After(Position { values: vec![Value::Time(moment)], id });
    }
    let page = list_page(app, scope, activity, query).await?;
    let rows: Vec<Json> = serde_json::from_slice(&page.rows).map_err(|e| AppError::Internal(e.to_string()))?;
    let by = |row: &Json| row.get("created_by").and_then(Json::as_str).and_then(|id| id.parse::<Id>().ok());
    let actors: Vec<Id> = rows.iter().filter_map(by).collect();
    let names = titles_of(app, scope, "user", &actors).await?;
    let mut answers = match activity.answers {
        Some(field) => answers::of(app, scope, activity, field, &rows).await?,
        None => HashMap::new(),
    };
    let entries = rows.into_iter().filter_map(|row| {
        let text = |key: &str| row.get(key).and_then(Json::as_str);
        let id: Id = text("id")?.parse().ok()?;
        let at: Timestamp = text(at).or_else(|| text("created_at"))?.parse().ok()?;
        let actor = by(&row).map(|id| json!({"id": id, "title": names.get(&id)}));
        let mut json = json!({"id": id, "type": activity.key, "at": at, "actor": actor, "record": row});
        if let Some(answers) = answers.remove(&id) {
            json["answers"] = answers;
        }
        Some(TimelineEntry { id, at, json })
    });
    Ok(entries.collect())
}
