//! Who changed what, from the audit trail: of one record, of a user, of everything.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kith_access::{Action, Permit, Scope, decide};
use kith_model::{FieldDef, FieldType, Id, RecordKind, Timestamp};
use kith_store::{AuditEntry, AuditQuery};
use serde_json::{Value as Json, json};

use super::titles_of;
use crate::modules::rules_for;
use crate::{App, AppError, workspace};

/// The operations people see on timelines; the others are the administrator's.
const SHOWN: [&str; 4] = ["create", "update", "delete", "restore"];

/// One change, ready for an answer.
#[derive(Clone, Debug)]
pub struct ChangeEntry {
    /// Its id.
    pub id: Id,
    /// When.
    pub at: Timestamp,
    /// Who: id and name.
    pub actor: Option<(Id, String)>,
    /// The kind's key.
    pub kind: String,
    /// The record.
    pub record_id: Id,
    /// Its title at that time.
    pub record_title: String,
    /// `create`, `update`, `delete`, `restore`; in the audit log further ones.
    pub op: String,
    /// `{"field", "old", "new"}` each; a reference's values are `{"id", "title"}`, a link's have a `kind` too. A
    /// title is null where the record is gone or not the reader's to see.
    pub changes: Vec<Json>,
}

impl ChangeEntry {
    /// As the API writes it on timelines and in the feed.
    pub fn to_json(&self) -> Json {
        json!({
            "id": self.id, "type": "change", "at": self.at, "op": self.op, "changes": self.changes,
            "actor": self.actor.as_ref().map(|(id, title)| json!({"id": id, "title": title})),
            "kind": self.kind, "record_id": self.record_id, "record_title": self.record_title,
        })
    }
}

/// A page of changes, newest first.
#[derive(Clone, Debug)]
pub struct HistoryPage {
    /// The entries.
    pub entries: Vec<ChangeEntry>,
    /// Where the next page begins: it holds what is older than this.
    pub next: Option<(Timestamp, Id)>,
}

/// The changes of one record.
pub async fn history(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
    limit: u32,
    before: Option<(Timestamp, Id)>,
) -> Result<HistoryPage, AppError> {
    super::get(app, scope, kind, id, &[]).await?;
    let permit = decide(scope, kind.key, Action::Read, kind.activity)?;
    let query = AuditQuery { record: Some((kind.key.into(), id)), before, limit, ..AuditQuery::default() };
    page(app, scope, &[permit], query, true).await
}

/// The audit log, for those who may do everything: also sign-ins, exports and the like.
pub async fn audit_log(
    app: &App,
    scope: &Scope,
    actor: Option<Id>,
    record: Option<(String, Id)>,
    limit: u32,
    before: Option<(Timestamp, Id)>,
) -> Result<HistoryPage, AppError> {
    if !scope.grants.admin {
        return Err(AppError::Forbidden { kind: "workspace".into(), action: Action::Update });
    }
    let permits = permits(scope, |_| true);
    let query = AuditQuery { record, actors: actor.map(|id| vec![id]), before, limit, ..AuditQuery::default() };
    page(app, scope, &permits, query, false).await
}

/// Permits to read those kinds that `wanted` chooses and the caller may read. Kinds whose rows are
/// chosen by more than rights stay out for everybody but administrators.
pub(crate) fn permits(scope: &Scope, wanted: impl Fn(&RecordKind) -> bool) -> Vec<Permit> {
    let kinds = kith_catalog::KINDS.into_iter().filter(|kind| wanted(kind));
    let open = kinds.filter(|kind| scope.grants.admin || rules_for(kind.key).visible(scope).is_none());
    open.filter_map(|kind| decide(scope, kind.key, Action::Read, kind.activity).ok()).collect()
}

/// Reads a page; `shown_only` leaves out what is for the administrator alone.
pub(crate) async fn page(
    app: &App,
    scope: &Scope,
    permits: &[Permit],
    mut query: AuditQuery,
    shown_only: bool,
) -> Result<HistoryPage, AppError> {
    let limit = query.limit.clamp(1, 200);
    query.limit = limit + 1;
    let mut found: Vec<AuditEntry> = Vec::new();
    // Entries left out make a read come up short, so it is repeated; a few times, not for ever.
    for _ in 0..10 {
        let entries = app.store().list_audit(permits, &query).await?;
        let more = entries.len() > limit as usize;
        query.before = entries.last().map(|entry| (entry.at, entry.id)).or(query.before);
        found.extend(entries.into_iter().filter(|entry| !shown_only || is_shown(entry)));
        if !more || found.len() > limit as usize {
            break;
        }
    }
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().map(|entry| (entry.at, entry.id)).filter(|_| more);
    Ok(HistoryPage { entries: change_entries(app, scope, found).await?, next })
}

/// Whether an entry says anything to people.
fn is_shown(entry: &AuditEntry) -> bool {
    let told = entry.changes.iter().any(|change| !is_internal(&entry.kind, &change.field));
    SHOWN.contains(&entry.op.as_str()) && (entry.op != "update" || told)
}

fn is_internal(kind: &str, field: &str) -> bool {
    let def = kith_catalog::find_kind(kind).and_then(|kind| kind.field(field));
    def.is_some_and(FieldDef::is_internal)
}

/// Makes entries readable: names of actors, titles behind references, nothing the caller may not see.
pub async fn change_entries(app: &App, scope: &Scope, entries: Vec<AuditEntry>) -> Result<Vec<ChangeEntry>, AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let mut wanted: BTreeMap<String, BTreeSet<Id>> = BTreeMap::new();
    let id_of = |json: &Json| json.as_str().and_then(|id| id.parse::<Id>().ok());
    let target_of = |entry: &AuditEntry, field: &str| {
        let schema = data.schema(kith_catalog::find_kind(&entry.kind)?);
        let spec = schema.field(field)?;
        let points = matches!(spec.ty, FieldType::Reference | FieldType::References);
        spec.target.clone().filter(|_| points)
    };
    // What hangs on any kind of record says itself on which.
    let link_of = |json: &Json| Some((json["kind"].as_str()?.to_owned(), id_of(&json["id"])?));
    let is_link = |entry: &AuditEntry, field: &str| {
        let def = kith_catalog::find_kind(&entry.kind).and_then(|kind| kind.field(field));
        def.is_some_and(|def| def.ty == FieldType::Record)
    };
    for entry in &entries {
        wanted.entry("user".into()).or_default().extend(entry.actor);
        for change in &entry.changes {
            if is_link(entry, &change.field) {
                for (kind, id) in [&change.old, &change.new].into_iter().filter_map(link_of) {
                    wanted.entry(kind).or_default().insert(id);
                }
            }
            let Some(target) = target_of(entry, &change.field) else { continue };
            for value in [&change.old, &change.new] {
                let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                wanted.entry(target.clone()).or_default().extend(list.iter().filter_map(id_of));
            }
        }
    }
    let mut titles: HashMap<String, HashMap<Id, String>> = HashMap::new();
    for (kind, ids) in wanted {
        let ids: Vec<Id> = ids.into_iter().collect();
        let found = titles_of(app, scope, &kind, &ids).await?;
        titles.insert(kind, found);
    }
    let named = |kind: &str, id: Id| titles.get(kind).and_then(|titles| titles.get(&id)).cloned();
    let entries = entries.into_iter().map(|entry| {
        let hidden = kith_catalog::find_kind(&entry.kind)
            .and_then(|kind| decide(scope, kind.key, Action::Read, kind.activity).ok())
            .map(|permit| permit.mask().hidden.clone())
            .unwrap_or_default();
        let readable = |target: Option<&str>, json: &Json| match (target, json) {
            (Some(target), Json::String(_)) => {
                id_of(json).map_or(Json::Null, |id| json!({"id": id, "title": named(target, id)}))
            }
            (Some(target), Json::Array(list)) => {
                let ids = list.iter().filter_map(id_of);
                ids.map(|id| json!({"id": id, "title": named(target, id)})).collect()
            }
            _ => json.clone(),
        };
        let changes = entry
            .changes
            .iter()
            .filter(|change| !hidden.contains(&change.field) && !is_internal(&entry.kind, &change.field))
            .map(|change| {
                let target = target_of(&entry, &change.field);
                let shown = |json: &Json| match link_of(json).filter(|_| is_link(&entry, &change.field)) {
                    Some((kind, id)) => json!({"kind": kind, "id": id, "title": named(&kind, id)}),
                    None => readable(target.as_deref(), json),
                };
                let (old, new) = (shown(&change.old), shown(&change.new));
                json!({"field": change.field, "old": old, "new": new})
            });
        ChangeEntry {
            id: entry.id,
            at: entry.at,
            actor: entry.actor.map(|id| (id, named("user", id).unwrap_or_default())),
            changes: changes.collect(),
            kind: entry.kind,
            record_id: entry.record_id,
            record_title: entry.record_title,
            op: entry.op,
        }
    });
    Ok(entries.collect())
}
