//! The numbers of the first page, from the same aggregates (and rights) as every list.
//!
//! What is asked of the present (open deals, leads) comes from counters of now, what is asked of a
//! span of time from daily counters, so that no figure looks at records, however many there are.

pub(crate) mod ask;
mod period;
pub(crate) mod range;

use ask::{Ask, add, condition, money_of};
use kith_access::Scope;
use kith_catalog::{company, contact, deal, lead, stage, task, team, user};
use kith_model::{Date, FieldCode, Filter, Id, Money, Op, Operand, Value};
use kith_store::AggregateRow;
pub use range::{Period, Range};
use serde_json::{Value as Json, json};

use crate::records::{is, records_by_id};
use crate::workspace::list_all;
use crate::{App, AppError, workspace};

const AMOUNT: &str = deal::AMOUNT.key();
const WEIGHTED: &str = deal::WEIGHTED_AMOUNT.key();

/// What the figures are about.
#[derive(Clone, Debug, Default)]
pub struct Focus {
    /// The first day; that of the last day's month where not given.
    pub from: Option<Date>,
    /// The last day; today where not given.
    pub to: Option<Date>,
    /// What the days are a part of, which says what they are compared with.
    pub period: Option<Period>,
    /// Whose records.
    pub owner: Option<Id>,
    /// Or the records of whose members.
    pub team: Option<Id>,
}

/// The dashboard. A number the caller has no right to is null, a list of numbers empty.
///
/// # Errors
/// Validation, naming the parameter.
pub async fn dashboard(app: &App, scope: &Scope, focus: &Focus) -> Result<Json, AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let range = Range::new(focus.from, focus.to, focus.period, app.now(), data.time_zone())?;
    let ask = Ask { app, scope, owners: owners(app, scope, focus).await? };
    let open = is(lead::STATUS.key(), "open");
    let active = is(contact::STATUS.key(), "active");
    // None waits for another: what the database does side by side is not added up.
    let (deals, stages, tasks, customers, leads_per_stage) = tokio::try_join!(
        ask.rows(&deal::KIND, Filter::all(), Some(deal::STATUS.key()), &[AMOUNT]),
        ask.rows(&deal::KIND, Filter::all(), Some(deal::STAGE.key()), &[AMOUNT, WEIGHTED]),
        ask.rows(&task::KIND, Filter::all(), Some(task::STATUS.key()), &[]),
        ask.rows(&contact::KIND, active, Some(contact::LIFECYCLE.key()), &[]),
        ask.rows(&lead::KIND, open.clone(), Some(lead::STAGE.key()), &[]),
    )?;
    let ((new_leads, conversion), (won, lost), revenue, sources, campaigns) = tokio::try_join!(
        period::leads(&ask, &range),
        period::closed(&ask, &range, data.currency()),
        period::revenue(&ask, &range),
        period::sources(&ask, &range),
        period::campaigns(&ask, &range, data.currency()),
    )?;
    let (contacts, companies, leads_open, all_deals, tasks_overdue) = tokio::try_join!(
        ask.count(&contact::KIND, Filter::all()),
        ask.count(&company::KIND, Filter::all()),
        ask.count(&lead::KIND, open),
        ask.count(&deal::KIND, Filter::all()),
        ask.count(&task::KIND, overdue(app)),
    )?;
    let of_status = |status: &str| deals.iter().find(|row| *row.group() == Value::Text(status.into()));
    let mut per_stage = Vec::new();
    let mut weighted: Vec<Money> = Vec::new();
    for stage in data.stages.iter().filter(|stage| stage.get(&stage::STAGE_KIND) == Some("open")) {
        let row = stages.iter().find(|row| *row.group() == Value::Id(stage.id));
        let sums = |key: &str| row.map(|row| money_of(row, key)).unwrap_or_default();
        add(&mut weighted, &sums(WEIGHTED));
        per_stage.push(json!({
            "stage": {"id": stage.id, "title": stage.title}, "pipeline_id": stage.get(&stage::PIPELINE),
            "count": row.map_or(0, |row| row.count), "amount": sums(AMOUNT), "weighted": sums(WEIGHTED),
        }));
    }
    let customers = count_in(&customers, &["customer"]);
    Ok(json!({
        "range": range.to_json(),
        "before": range.before().to_json(),
        "parts": range.parts().iter().map(|(first, _)| first).collect::<Vec<_>>(),
        "owners": ask.owners,
        "counts": {
            "contacts": contacts,
            "companies": companies,
            "customers": ask.may_read(&contact::KIND).then_some(customers),
            "leads": leads_open,
            "deals": all_deals,
            "deals_open": ask.may_read(&deal::KIND).then(|| count_in(&deals, &["open"])),
            "tasks_open": ask.may_read(&task::KIND).then(|| count_in(&tasks, &["pending", "in_progress"])),
            "tasks_overdue": tasks_overdue,
        },
        "pipeline_value": of_status("open").map(|row| money_of(row, AMOUNT)).unwrap_or_default(),
        "weighted_value": weighted,
        "won": won,
        "lost": lost,
        "new_leads": new_leads,
        "conversion": conversion,
        "revenue": revenue,
        "deals_per_stage": per_stage,
        "leads_per_stage": groups(&leads_per_stage),
        "leads_per_source": sources,
        "campaigns": campaigns,
    }))
}

/// Whose records are looked at; `None` means everybody's.
pub(crate) async fn owners(app: &App, scope: &Scope, focus: &Focus) -> Result<Option<Vec<Id>>, AppError> {
    let unknown = |field: &str, message: &str| AppError::field(field, FieldCode::NotFound, message);
    match (focus.owner, focus.team) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err(AppError::field("team", FieldCode::Invalid, "Name a person or a team, not both.")),
        (Some(owner), None) => match records_by_id(app, scope, &user::KIND, &[owner]).await?.as_slice() {
            [] => Err(unknown("owner", "There is no such person here.")),
            _ => Ok(Some(vec![owner])),
        },
        (None, Some(team)) => {
            if records_by_id(app, scope, &team::KIND, &[team]).await?.is_empty() {
                return Err(unknown("team", "There is no such team here."));
            }
            let member = condition(user::TEAMS.key(), Op::HasAny, Operand::Many(vec![team.to_string().into()]));
            let members = list_all(app, scope, &user::KIND, member, "id").await?;
            Ok(Some(members.iter().map(|member| member.id).collect()))
        }
    }
}

/// Open tasks whose time is over.
fn overdue(app: &App) -> Filter {
    let open = Operand::Many(vec!["pending".into(), "in_progress".into()]);
    let due = condition(task::DUE_AT.key(), Op::Before, Operand::One(app.now().to_string().into()));
    condition(task::STATUS.key(), Op::In, open).and(due)
}

/// How many records have one of these values.
fn count_in(rows: &[AggregateRow], values: &[&str]) -> i64 {
    let named = |row: &&AggregateRow| matches!(row.group(), Value::Text(text) if values.contains(&text.as_str()));
    rows.iter().filter(named).map(|row| row.count).sum()
}

fn groups(rows: &[AggregateRow]) -> Vec<Json> {
    rows.iter().map(|row| json!({"group": row.group().to_json(), "count": row.count})).collect()
}
