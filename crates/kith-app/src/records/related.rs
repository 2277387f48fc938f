//! What points at a record.

use futures_util::future::try_join_all;
use kith_access::{Action, Scope, decide};
use kith_model::{Condition, Direction, FieldType, Filter, Id, Op, Operand, RecordKind, Sort, SortKey, TrashMode};
use kith_store::{AggregateQuery, Measure};
use serde_json::value::RawValue;

use super::{aggregate, list_page, page_query};
use crate::{App, AppError, workspace};

/// The records of one kind that point here through one field.
#[derive(Debug, serde::Serialize)]
pub struct Related {
    /// Their kind.
    pub kind: &'static str,
    /// The field that points here.
    pub field: String,
    /// How many there are.
    pub count: i64,
    /// Whether the count is a guess.
    pub approximate: bool,
    /// The five newest.
    pub records: Box<RawValue>,
}

const SHOWN: u32 = 5;

/// What points at a record, by kind and field, as far as the caller may read it.
pub async fn related(app: &App, scope: &Scope, kind: &'static RecordKind, id: Id) -> Result<Vec<Related>, AppError> {
    super::get(app, scope, kind, id, &[]).await?;
    let data = workspace::load(app, scope.workspace).await?;
    let mut wanted = Vec::new();
    for other in kith_catalog::KINDS.into_iter().filter(|kind| !kind.echo) {
        let Ok(permit) = decide(scope, other.key, Action::Read, other.activity) else { continue };
        let schema = data.schema(other);
        for spec in schema.fields.iter().filter(|spec| !permit.mask().hidden.contains(&spec.key)) {
            let here = spec.target.as_deref() == Some(kind.key);
            let condition = match spec.ty {
                FieldType::Reference if here => (Op::Eq, Operand::One(id.to_string().into())),
                FieldType::References if here => (Op::HasAny, Operand::Many(vec![id.to_string().into()])),
                FieldType::Record if kind.page => (Op::Eq, Operand::One(format!("{}:{id}", kind.key).into())),
                _ => continue,
            };
            let (op, operand) = condition;
            let filter = Filter::Is(Condition { field: spec.key.clone(), op, operand });
            wanted.push(one(app, scope, other, spec.key.clone(), filter));
        }
    }
    try_join_all(wanted).await
}

async fn one(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    field: String,
    filter: Filter,
) -> Result<Related, AppError> {
    let newest = Sort(vec![SortKey { field: "created_at".into(), direction: Direction::Descending }]);
    let page = list_page(app, scope, kind, page_query(app, scope, filter.clone(), newest, SHOWN)).await?;
    let (count, approximate) = if page.next.is_none() {
        (page.count as i64, false)
    } else {
        let query = AggregateQuery {
            filter,
            words: None,
            group_by: Vec::new(),
            measures: vec![Measure::Count],
            trash: TrashMode::Live,
            now: app.now(),
            time_zone: scope.time_zone.clone(),
            me: scope.user(),
        };
        let (rows, approximate) = aggregate(app, scope, kind, query).await?;
        (rows.first().map_or(0, |row| row.count), approximate)
    };
    let text = String::from_utf8(page.rows.to_vec()).map_err(|e| AppError::Internal(e.to_string()))?;
    let records = RawValue::from_string(text).map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(Related { kind: kind.key, field, count, approximate, records })
}
