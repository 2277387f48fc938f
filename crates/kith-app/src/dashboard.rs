//! The numbers of the first page, from the same aggregates (and rights) as every list.

use kith_access::Scope;
use kith_catalog::{company, contact, deal, lead, task};
use kith_model::{Condition, Filter, Op, Operand, RecordKind, Value};
use kith_store::AggregateRow;
use serde_json::{Value as Json, json};

use crate::records::figures;
use crate::{App, AppError, workspace};

/// The dashboard. A number the caller has no right to is null, a list of numbers empty.
pub async fn dashboard(app: &App, scope: &Scope) -> Result<Json, AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let ask = Ask { app, scope };
    let open_tasks = is(task::STATUS.key(), Op::In, Operand::Many(vec!["pending".into(), "in_progress".into()]));
    let due = is(task::DUE_AT.key(), Op::Before, Operand::One(app.now().to_string().into()));
    let deals = ask.rows(&deal::KIND, Filter::all(), Some(deal::STATUS.key()), &[AMOUNT]).await?;
    let stages = ask.rows(&deal::KIND, Filter::all(), Some(deal::STAGE.key()), &[AMOUNT, WEIGHTED]).await?;
    let of_status = |status: &str| deals.iter().find(|row| row.group == Value::Text(status.into()));
    let mut per_stage = Vec::new();
    let mut weighted: Vec<kith_model::Money> = Vec::new();
    for stage in data.stages.iter().filter(|stage| stage.get(&kith_catalog::stage::STAGE_KIND) == Some("open")) {
        let row = stages.iter().find(|row| row.group == Value::Id(stage.id));
        let sums = |key: &str| row.map(|row| money(row, key)).unwrap_or_default();
        add(&mut weighted, &sums(WEIGHTED));
        per_stage.push(json!({
            "stage": {"id": stage.id, "title": stage.title}, "count": row.map_or(0, |row| row.count),
            "amount": sums(AMOUNT), "weighted": sums(WEIGHTED),
        }));
    }
    Ok(json!({
        "counts": {
            "contacts": ask.count(&contact::KIND, Filter::all()).await?,
            "companies": ask.count(&company::KIND, Filter::all()).await?,
            "leads": ask.count(&lead::KIND, open_leads()).await?,
            "deals_open": ask.may_read(&deal::KIND).then(|| of_status("open").map_or(0, |row| row.count)),
            "tasks_open": ask.count(&task::KIND, open_tasks.clone()).await?,
            "tasks_overdue": ask.count(&task::KIND, open_tasks.and(due)).await?,
        },
        "pipeline_value": of_status("open").map(|row| money(row, AMOUNT)).unwrap_or_default(),
        "weighted_value": weighted,
        "won_value": of_status("won").map(|row| money(row, AMOUNT)).unwrap_or_default(),
        "deals_per_stage": per_stage,
        "leads_per_stage": groups(&ask.rows(&lead::KIND, open_leads(), Some(lead::STAGE.key()), &[]).await?),
        "leads_per_source": groups(&ask.rows(&lead::KIND, open_leads(), Some(lead::SOURCE.key()), &[]).await?),
    }))
}

const AMOUNT: &str = deal::AMOUNT.key();
const WEIGHTED: &str = deal::WEIGHTED_AMOUNT.key();

/// What became a customer is no lead any more.
fn open_leads() -> Filter {
    is(lead::STATUS.key(), Op::Eq, Operand::One("open".into()))
}

struct Ask<'a> {
    app: &'a App,
    scope: &'a Scope,
}

impl Ask<'_> {
    fn may_read(&self, kind: &RecordKind) -> bool {
        kith_access::decide(self.scope, kind.key, kith_access::Action::Read, kind.activity).is_ok()
    }

    async fn rows(
        &self,
        kind: &'static RecordKind,
        filter: Filter,
        group_by: Option<&str>,
        sums: &[&str],
    ) -> Result<Vec<AggregateRow>, AppError> {
        figures(self.app, self.scope, kind, filter, group_by, sums).await
    }

    async fn count(&self, kind: &'static RecordKind, filter: Filter) -> Result<Option<i64>, AppError> {
        if !self.may_read(kind) {
            return Ok(None);
        }
        Ok(Some(self.rows(kind, filter, None, &[]).await?.first().map_or(0, |row| row.count)))
    }
}

fn is(field: &str, op: Op, operand: Operand) -> Filter {
    Filter::Is(Condition { field: field.to_owned(), op, operand })
}

fn money(row: &AggregateRow, key: &str) -> Vec<kith_model::Money> {
    row.money_sums.iter().find(|(field, _)| field == key).map(|(_, sums)| sums.clone()).unwrap_or_default()
}

/// Adds amounts currency by currency.
fn add(total: &mut Vec<kith_model::Money>, more: &[kith_model::Money]) {
    for amount in more {
        match total.iter_mut().find(|known| known.currency() == amount.currency()) {
            Some(known) => known.amount += amount.amount,
            None => total.push(*amount),
        }
    }
}

fn groups(rows: &[AggregateRow]) -> Vec<Json> {
    rows.iter().map(|row| json!({"group": row.group.to_json(), "count": row.count})).collect()
}
