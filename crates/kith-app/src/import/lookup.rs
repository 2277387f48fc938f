//! Finding what rows refer to and what is there already, a batch at a time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kith_access::{Action, Scope, decide};
use kith_model::{
    Condition, Cursor, Direction, FieldCode, FieldError, FieldType, Filter, Id, Op, Operand, Position, Record,
    RecordKind, Schema, Sort, SortKey, Value, fold, phone_fold,
};
use serde_json::{Map, Value as Json, json};

use super::rows::{Row, set};
use crate::error::unexpected;
use crate::records::{Planner, committed, page_query};
use crate::{App, AppError};

/// Kinds that are made where a row names one that is not there.
const MADE: [&str; 2] = ["company", "tag"];
const MOST_KEPT: usize = 100_000;
const CHUNK: usize = 200;

/// Records found by name so far; bounded, so that a file of any length fits.
#[derive(Default)]
pub(super) struct Names {
    found: HashMap<(String, String), Id>,
}

impl Names {
    /// Puts ids into the bodies of a batch in place of names.
    pub async fn resolve(
        &mut self,
        planner: &mut Planner<'_>,
        rows: &mut [Row],
        dry_run: bool,
    ) -> Result<(), AppError> {
        if self.found.len() > MOST_KEPT {
            self.found.clear();
        }
        let mut wanted: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for named in rows.iter().flat_map(|row| &row.named) {
            for name in named.names.iter().filter(|name| name.parse::<Id>().is_err()) {
                let folded = fold(name);
                if !self.found.contains_key(&(named.kind.clone(), folded.clone())) {
                    wanted.entry(named.kind.clone()).or_default().insert(folded, name.clone());
                }
            }
        }
        for (kind, names) in wanted {
            if let Some(kind) = kith_catalog::find_kind(&kind) {
                self.find(planner, kind, &names).await?;
                if !dry_run && MADE.contains(&kind.key) {
                    self.make(planner, kind, &names).await?;
                }
            }
        }
        for row in rows.iter_mut() {
            self.fill(planner, row, dry_run);
        }
        Ok(())
    }

    fn fill(&self, planner: &mut Planner<'_>, row: &mut Row, dry_run: bool) {
        for named in std::mem::take(&mut row.named) {
            let mut ids = Vec::new();
            for name in &named.names {
                let known = self.found.get(&(named.kind.clone(), fold(name))).copied();
                match (known, name.parse::<Id>()) {
                    (Some(id), _) => {
                        if let Some(kind) = kith_catalog::find_kind(&named.kind) {
                            planner.known.insert((kind.key, id));
                        }
                        ids.push(id);
                    }
                    // An id is checked like any other reference.
                    (None, Ok(id)) => ids.push(id),
                    (None, Err(_)) if dry_run && MADE.contains(&named.kind.as_str()) => {}
                    (None, Err(_)) => {
                        let shown: String = name.chars().take(60).collect();
                        let message = format!("There is no {} called \"{shown}\".", named.kind.replace('_', " "));
                        row.errors.push(FieldError::new(&named.field, FieldCode::NotFound, message));
                    }
                }
            }
            match (named.list, ids.first()) {
                (true, Some(_)) => set(&mut row.body, &named.field, json!(ids)),
                (false, Some(id)) => set(&mut row.body, &named.field, json!(id)),
                _ => {}
            }
        }
    }

    async fn find(
        &mut self,
        planner: &Planner<'_>,
        kind: &'static RecordKind,
        names: &BTreeMap<String, String>,
    ) -> Result<(), AppError> {
        // Colleagues are called by name or by address.
        let fields: &[&str] = if kind.key == "user" { &["title", "email"] } else { &["title"] };
        for field in fields {
            let texts: Vec<&String> = names.values().collect();
            for record in matching(planner.app, planner.scope, kind, field, &texts).await? {
                let text = fold(text_of(&record, field));
                // Of several with the same name the oldest counts, each time.
                let id = self.found.entry((kind.key.to_owned(), text)).or_insert(record.id);
                *id = (*id).min(record.id);
            }
        }
        Ok(())
    }

    async fn make(
        &mut self,
        planner: &Planner<'_>,
        kind: &'static RecordKind,
        names: &BTreeMap<String, String>,
    ) -> Result<(), AppError> {
        if decide(planner.scope, kind.key, Action::Create, kind.activity).is_err() {
            return Ok(());
        }
        let missing =
            names.iter().filter(|(folded, _)| !self.found.contains_key(&(kind.key.into(), (*folded).clone())));
        let (mut sets, mut made) = (Vec::new(), Vec::new());
        for (folded, name) in missing {
            let body: Map<String, Json> = [("name".to_owned(), json!(name))].into_iter().collect();
            // A name that is no name (too long, say) is reported with the row.
            let Ok(planned) = planner.create(kind, planner.app.new_id(), &body).await else { continue };
            sets.push(planned.set);
            made.push((folded.clone(), planned.after));
        }
        if sets.is_empty() {
            return Ok(());
        }
        planner.app.store().commit_many(sets).await.map_err(unexpected)?;
        for (folded, record) in made {
            committed(planner.app, planner.scope, kind, None, &record);
            self.found.insert((kind.key.to_owned(), folded), record.id);
        }
        Ok(())
    }
}

/// The live records whose field is one of these texts, as far as the caller may read them.
pub(super) async fn matching(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    field: &str,
    texts: &[&String],
) -> Result<Vec<Record>, AppError> {
    let Ok(permit) = decide(scope, kind.key, Action::Read, kind.activity) else { return Ok(Vec::new()) };
    let schema = crate::workspace::schema(app, scope, kind).await?;
    // In the order of the field itself, so that its own index finds the few among the many: by id, a
    // database would rather walk all of them.
    let sortable = schema.field(field).is_some_and(|spec| spec.sortable);
    let key = SortKey { field: field.to_owned(), direction: Direction::Ascending };
    let sort = Sort(sortable.then_some(key).into_iter().collect());
    let mut out = Vec::new();
    for chunk in texts.chunks(CHUNK) {
        let distinct: BTreeSet<&str> = chunk.iter().map(|text| text.as_str()).collect();
        let operand = Operand::Many(distinct.into_iter().map(Json::from).collect());
        let filter = Filter::Is(Condition { field: field.to_owned(), op: Op::In, operand });
        let mut query = page_query(app, scope, filter, sort.clone(), CHUNK as u32);
        loop {
            let page = app.store().list_records(&permit, &schema, &query).await?;
            let full = page.len() == CHUNK;
            if let Some(last) = page.last() {
                let values = sort.0.iter().map(|_| Value::Text(fold(text_of(last, field)))).collect();
                query.cursor = Cursor::After(Position { values, id: last.id });
            }
            out.extend(page);
            if !full {
                break;
            }
        }
    }
    Ok(out)
}

/// A record's text under a key; its title is no field of its own.
fn text_of<'a>(record: &'a Record, field: &str) -> &'a str {
    match record.value(field) {
        Value::Text(text) => text,
        _ => &record.title,
    }
}

/// What makes two rows the same: a field's value in compared form; `None` where it is empty.
pub(super) fn key_of(schema: &Schema, field: &str, region: &str, value: Option<&str>) -> Option<String> {
    let value = value.map(str::trim).filter(|value| !value.is_empty())?;
    let phone = schema.field(field).is_some_and(|spec| spec.ty == FieldType::Phone);
    Some(if phone { phone_fold(value, region) } else { fold(value) })
}
