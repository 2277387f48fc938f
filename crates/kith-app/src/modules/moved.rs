//! Records that go along with another one, and come back when that is undone.

use kith_access::{Action, Scope, decide};
use kith_model::{Id, Record, RecordKind, Value, parse_value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::draft_put as put;
use crate::AppError;
use crate::records::{Planned, Planner};

/// A record that was made or changed, as whatever undoes it remembers it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Touched {
    pub kind: String,
    pub id: Id,
    /// The fields that were changed, as they were.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub before: Map<String, Json>,
}

/// What a change of a record has to remember; `None` where it changes nothing.
pub(super) fn differences(kind: &RecordKind, before: &Record, after: &Record) -> Option<Touched> {
    let changed = kind.fields.iter().filter(|field| before.value(field.key) != after.value(field.key));
    let was: Map<String, Json> =
        changed.map(|field| (field.key.to_owned(), before.value(field.key).to_json())).collect();
    (!was.is_empty()).then(|| Touched { kind: kind.key.into(), id: before.id, before: was })
}

/// Plans the way back of what was moved, as far as it is still there, and where it was put.
pub(super) async fn moves_back(
    planner: &Planner<'_>,
    touched: &[Touched],
    still: impl Fn(&RecordKind, &Record) -> bool,
) -> Result<Vec<Planned>, AppError> {
    let system = Scope::system(planner.scope.workspace);
    let context = planner.workspace.input_context();
    let mut out = Vec::new();
    for Touched { kind, id, before: was } in touched {
        let Some(kind) = kith_catalog::find_kind(kind) else { continue };
        let permit = decide(&system, kind.key, Action::Update, kind.activity)?;
        let schema = planner.workspace.schema(kind);
        let found = planner.app.store().find_record(&permit, &schema, *id).await?;
        let Some(before) = found.filter(|record| record.deleted_at.is_none() && still(kind, record)) else { continue };
        let mut after = before.clone();
        for (key, json) in was {
            let value = schema.field(key).and_then(|spec| parse_value(spec, json, &context).ok());
            put(&mut after, key, value.unwrap_or(Value::Null));
        }
        out.push(planner.replace(&permit, kind, before, after));
    }
    Ok(out)
}
