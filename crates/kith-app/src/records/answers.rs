//! What stands under the records of a timeline: how many answers each has, and the last ones.

use std::collections::HashMap;

use kith_access::Scope;
use kith_model::{Condition, Direction, Filter, Id, Op, Operand, RecordKind, Sort, SortKey, Value};
use serde_json::{Value as Json, json};

use super::{figures, list_page, page_query};
use crate::{App, AppError};

/// So many answers are handed out with what they answer; the rest is asked for.
const SHOWN: usize = 3;
/// So many are read for all records of a page.
const READ: u32 = 200;

/// The answers to some records, by id: `{"count", "data": [the last ones, oldest first]}`.
pub(super) async fn of(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    field: &str,
    rows: &[Json],
) -> Result<HashMap<Id, Json>, AppError> {
    let ids: Vec<Json> = rows.iter().filter_map(|row| row.get("id").cloned()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let filter = Filter::Is(Condition { field: field.to_owned(), op: Op::In, operand: Operand::Many(ids) });
    let counted = figures(app, scope, kind, filter.clone(), Some(field), &[]).await?;
    if counted.is_empty() {
        return Ok(HashMap::new());
    }
    let newest = Sort(vec![SortKey { field: "created_at".into(), direction: Direction::Descending }]);
    let page = list_page(app, scope, kind, page_query(app, scope, filter, newest, READ)).await?;
    let answers: Vec<Json> = serde_json::from_slice(&page.rows).map_err(|e| AppError::Internal(e.to_string()))?;
    let mut last: HashMap<Id, Vec<Json>> = HashMap::new();
    for answer in answers {
        let Some(id) = answer.get(field).and_then(Json::as_str).and_then(|id| id.parse().ok()) else { continue };
        let shown = last.entry(id).or_default();
        if shown.len() < SHOWN {
            shown.insert(0, answer);
        }
    }
    let count = counted.iter().filter_map(|row| match row.groups.first() {
        Some(Value::Id(id)) => Some((*id, json!({"count": row.count, "data": last.remove(id).unwrap_or_default()}))),
        _ => None,
    });
    Ok(count.collect())
}
