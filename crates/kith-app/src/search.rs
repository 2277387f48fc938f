//! Global search over every kind that the caller may read.

use std::collections::HashMap;

use kith_access::{Action, Permit, Scope, decide};
use kith_catalog::{KINDS, find_kind};
use kith_model::{Condition, FieldType, Filter, Id, Op, Operand, Record, Sort, Value};
use kith_store::{SearchHit, SearchMatch, SearchQuery};
use serde_json::{Value as Json, json};

use crate::records::{page_query, records_by_id, titles_of};
use crate::{App, AppError, workspace};

/// Finds records by words. `kinds` narrows it to some kinds; names that are no kinds are refused.
pub async fn search(
    app: &App,
    scope: &Scope,
    text: &str,
    kinds: Option<&[String]>,
    limit: u32,
) -> Result<Vec<Json>, AppError> {
    if let Some(unknown) = kinds.into_iter().flatten().find(|key| find_kind(key).is_none()) {
        let message = format!("There is no kind \"{unknown}\".");
        return Err(AppError::Filter(kith_model::FilterError::Invalid { field: "kinds".into(), message }));
    }
    let wanted = |key: &str| kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind == key));
    let permits: Vec<Permit> = KINDS
        .into_iter()
        .filter(|kind| kind.in_search && wanted(kind.key))
        .filter_map(|kind| decide(scope, kind.key, Action::Read, kind.activity).ok())
        .collect();
    if permits.is_empty() || text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let query = SearchQuery { text: text.chars().take(200).collect(), limit };
    let mut hits = numbered(app, scope, &permits, text).await?;
    let found = app.store().search(&permits, &query).await?;
    let known: Vec<Id> = hits.iter().map(|hit| hit.id).collect();
    hits.extend(found.into_iter().filter(|hit| !known.contains(&hit.id)));
    hits.truncate(limit as usize);
    let subtitles = subtitles(app, scope, &hits).await?;
    Ok(hits.iter().map(|hit| hit_json(hit, subtitles.get(&hit.id))).collect())
}

/// Records by the number that they are called by, such as `#1057`.
async fn numbered(app: &App, scope: &Scope, permits: &[Permit], text: &str) -> Result<Vec<SearchHit>, AppError> {
    let digits = text.trim().trim_start_matches('#');
    let Some(number) = digits.parse::<i64>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit())) else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    for permit in permits {
        let Some(kind) = find_kind(permit.kind()) else { continue };
        let Some(field) = kind.numbered.filter(|field| !permit.mask().hidden.contains(*field)) else { continue };
        let operand = Operand::One(number.into());
        let filter = Filter::Is(Condition { field: field.into(), op: Op::Eq, operand });
        let schema = workspace::schema(app, scope, kind).await?;
        let query = page_query(app, scope, filter, Sort::default(), 1);
        let found = app.store().list_records(permit, &schema, &query).await?;
        let hit = |record: Record| SearchHit {
            kind: kind.key.into(),
            id: record.id,
            title: record.title,
            matched: SearchMatch::Title,
        };
        out.extend(found.into_iter().map(hit));
    }
    Ok(out)
}

fn hit_json(hit: &SearchHit, subtitle: Option<&String>) -> Json {
    let matched = match hit.matched {
        SearchMatch::Title => "title",
        SearchMatch::Text => "text",
        SearchMatch::Similar => "similar",
    };
    json!({"kind": hit.kind, "id": hit.id, "title": hit.title, "subtitle": subtitle, "matched": matched})
}

/// What stands under a hit's title: the kind's subtitle fields, as far as the caller may see them.
async fn subtitles(app: &App, scope: &Scope, hits: &[SearchHit]) -> Result<HashMap<Id, String>, AppError> {
    let mut out = HashMap::new();
    for kind in KINDS {
        let ids: Vec<Id> = hits.iter().filter(|hit| hit.kind == kind.key).map(|hit| hit.id).collect();
        let Ok(permit) = decide(scope, kind.key, Action::Read, kind.activity) else { continue };
        if ids.is_empty() || kind.subtitle.is_empty() {
            continue;
        }
        let records = records_by_id(app, scope, kind, &ids).await?;
        let mut titles: HashMap<&str, HashMap<Id, String>> = HashMap::new();
        let shown: Vec<_> = kind.subtitle.iter().filter(|key| !permit.mask().hidden.contains(**key)).collect();
        for field in shown.iter().filter_map(|key| kind.field(key)).filter(|field| field.ty == FieldType::Reference) {
            let Some(target) = field.target else { continue };
            let pointed: Vec<Id> = records.iter().filter_map(|record| reference(record, field.key)).collect();
            titles.insert(field.key, titles_of(app, scope, target, &pointed).await?);
        }
        for record in &records {
            let parts = shown.iter().filter_map(|key| match record.value(key) {
                Value::Int(number) if kind.numbered == Some(**key) => Some(format!("#{number}")),
                Value::Text(text) => Some(label(kind.field(key), text)),
                Value::Id(id) => titles.get(**key).and_then(|titles| titles.get(id)).cloned(),
                _ => None,
            });
            out.insert(record.id, parts.collect::<Vec<_>>().join(" · "));
        }
    }
    Ok(out)
}

fn reference(record: &Record, key: &str) -> Option<Id> {
    match record.value(key) {
        Value::Id(id) => Some(*id),
        _ => None,
    }
}

/// A select's label instead of its stored value.
fn label(field: Option<&kith_model::FieldDef>, text: &str) -> String {
    let options = field.map(|field| field.options).unwrap_or_default();
    options.iter().find(|option| option.value == text).map_or(text, |option| option.label).to_owned()
}
