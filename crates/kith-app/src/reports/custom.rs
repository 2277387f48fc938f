//! Reports of somebody's own making: any records, measures and groupings.

use kith_model::{FieldType, Filter, FilterError, RecordKind};
use kith_store::{GroupBy, Measure};
use serde_json::Value as Json;

use super::definition::{CHARTS, Custom};
use super::table::{ColumnType, Table};
use super::tabulate::{Dimension, Measured, Plan, tabulate};
use crate::dashboard::Range;
use crate::dashboard::ask::Ask;
use crate::{AppError, workspace};

/// Makes one. `range` is of the records' creation.
pub(super) async fn run(
    ask: &Ask<'_>,
    kind: &'static RecordKind,
    custom: &Custom,
    range: Option<&Range>,
) -> Result<Table, AppError> {
    let data = workspace::load(ask.app, ask.scope.workspace).await?;
    let schema = data.schema(kind);
    let mut filter = match &custom.filter {
        Json::Null => Filter::all(),
        json => Filter::from_json(&schema, json).map_err(AppError::Filter)?,
    };
    if let Some(range) = range {
        filter = filter.and(super::within("created_at", range));
    }
    let groups: Vec<GroupBy> = custom.groups.iter().filter_map(|text| GroupBy::parse(text)).collect();
    let unknown = |key: &str| AppError::Filter(FilterError::UnknownField(key.to_owned()));
    let mut plans = Vec::new();
    for measure in custom.measures.iter().filter_map(|text| Measure::parse(text)) {
        let (label, ty) = match &measure {
            Measure::Count => (kind.label_plural.to_owned(), ColumnType::Count),
            Measure::Days(from, to) => {
                let label = |key: &str| schema.field(key).map(|spec| spec.label.clone()).ok_or_else(|| unknown(key));
                (format!("Days from {} to {}", label(from)?, label(to)?), ColumnType::Days)
            }
            Measure::Sum(key) | Measure::Avg(key) | Measure::Min(key) | Measure::Max(key) => {
                let spec = schema.field(key).ok_or_else(|| unknown(key))?;
                let ty = if spec.ty == FieldType::Money { ColumnType::Money } else { ColumnType::Number };
                let word = match measure {
                    Measure::Sum(_) => "",
                    Measure::Avg(_) => ", average",
                    Measure::Min(_) => ", least",
                    _ => ", greatest",
                };
                (format!("{}{word}", spec.label), ty)
            }
        };
        let key = measure.name();
        let measured = Measured { kind, filter: filter.clone(), by: groups.clone(), measure };
        plans.push(Plan::new(&key, &label, ty, measured));
    }
    let dimensions: Vec<Dimension> = groups.into_iter().map(|by| Dimension { kind, by }).collect();
    let mut table = tabulate(ask, kind.label_plural, range, &dimensions, plans).await?;
    if let Some(chart) = CHARTS.into_iter().find(|chart| *chart == custom.chart) {
        table.chart = chart;
    }
    Ok(table)
}
