//! The reports that come with Kith.

use kith_catalog::{campaign, deal, interaction, lead, stage_change, task};
use kith_model::{Filter, Op, Operand, RecordKind, Value};
use kith_store::{GroupBy, Measure};

use super::definition::{Canned, choices};
use super::table::{Behind, Cell, Column, ColumnType, Group, Grouping, Row, Table};
use super::tabulate::{Dimension, Measured, Plan, share, share_of_money, sum, tabulate};
use super::{tickets, within};
use crate::dashboard::Range;
use crate::dashboard::ask::{Ask, condition};
use crate::modules::marketing::figures;
use crate::records::{all_records, is};
use crate::{AppError, workspace};

const AMOUNT: &str = deal::AMOUNT.key();

/// Makes one.
pub(super) async fn run(
    ask: &Ask<'_>,
    report: Canned,
    by: Option<&str>,
    range: &Range,
    title: &str,
) -> Result<Table, AppError> {
    let by = by.or_else(|| choices(report).first().copied()).and_then(GroupBy::parse);
    let by = by.unwrap_or_else(|| GroupBy::field("owner_id"));
    match report {
        Canned::SalesPerformance => sales_performance(ask, range, title).await,
        Canned::LeadFunnel => lead_funnel(ask, range, title).await,
        Canned::LeadConversion => lead_conversion(ask, by, range, title).await,
        Canned::Pipeline => pipeline(ask, by, title).await,
        Canned::Velocity => velocity(ask, range, title).await,
        Canned::Forecast => forecast(ask, by, range, title).await,
        Canned::Revenue => revenue(ask, by, range, title).await,
        Canned::CampaignRoi => campaign_roi(ask, title).await,
        Canned::Activity => activity(ask, by, range, title).await,
        Canned::Promises => tickets::promises(ask, by, range, title).await,
        Canned::Satisfaction => tickets::satisfaction(ask, by, range, title).await,
    }
}

/// What somebody did: leads, activities, deals, and what came of them.
async fn sales_performance(ask: &Ask<'_>, range: &Range, title: &str) -> Result<Table, AppError> {
    let owner = |kind: &'static RecordKind, filter: Filter, measure: Measure| Measured {
        kind,
        filter,
        by: vec![GroupBy::field(kind.owner_field.unwrap_or("created_by"))],
        measure,
    };
    let won = || within("closed_at", range).and(is(deal::STATUS.key(), "won"));
    let lost = within("closed_at", range).and(is(deal::STATUS.key(), "lost"));
    let done = within("completed_at", range).and(is(task::STATUS.key(), "completed"));
    use ColumnType::{Count, Days, Money, Percent};
    let plans = vec![
        Plan::new("revenue", "Revenue", Money, owner(&deal::KIND, won(), Measure::Sum(AMOUNT.into()))),
        Plan::new("won", "Won", Count, owner(&deal::KIND, won(), Measure::Count)),
        Plan::new("lost", "Lost", Count, owner(&deal::KIND, lost, Measure::Count)),
        Plan::derived("win_rate", "Win rate", Percent, |cells| match (cells[1].number(), cells[2].number()) {
            (Some(won), Some(lost)) => share(&cells[1], &Cell::Number(won + lost)),
            _ => Cell::None,
        }),
        Plan::new("average", "Average deal", Money, owner(&deal::KIND, won(), Measure::Avg(AMOUNT.into()))),
        Plan::new(
            "cycle",
            "Days to win",
            Days,
            owner(&deal::KIND, won(), Measure::Days("created_at".into(), "closed_at".into())),
        ),
        Plan::new("deals", "New deals", Count, owner(&deal::KIND, within("created_at", range), Measure::Count)),
        Plan::new("leads", "New leads", Count, owner(&lead::KIND, within("created_at", range), Measure::Count)),
        Plan::new(
            "activities",
            "Activities",
            Count,
            owner(&interaction::KIND, within("occurred_at", range), Measure::Count),
        ),
        Plan::new("tasks", "Tasks done", Count, owner(&task::KIND, done, Measure::Count)),
    ];
    let dimension = Dimension { kind: &deal::KIND, by: GroupBy::field(deal::OWNER.key()) };
    tabulate(ask, title, Some(range), &[dimension], plans).await
}

/// How far the leads that came in have come: each step counts those at it or beyond it.
async fn lead_funnel(ask: &Ask<'_>, range: &Range, title: &str) -> Result<Table, AppError> {
    let data = workspace::load(ask.app, ask.scope.workspace).await?;
    let schema = data.schema(&lead::KIND);
    let stages: Vec<(String, String)> = match schema.field(lead::STAGE.key()) {
        Some(spec) => spec.options.iter().map(|option| (option.value.clone(), option.label.clone())).collect(),
        None => Vec::new(),
    };
    let came = within("created_at", range);
    let count = async |filter: Filter| Ok::<i64, AppError>(ask.count(&lead::KIND, filter).await?.unwrap_or(0));
    let converted = is(lead::STATUS.key(), "converted");
    // A lost lead has left the funnel; how far it had come is not known any more.
    let steps: Vec<&(String, String)> = stages.iter().filter(|(value, _)| value != "lost").collect();
    let mut rows = Vec::new();
    for (index, (value, label)) in steps.iter().enumerate() {
        let beyond = steps[index..].iter().map(|(value, _)| value.as_str().into()).collect();
        let here = condition(lead::STAGE.key(), Op::In, Operand::Many(beyond));
        let reached = (index > 0).then(|| Filter::Or(vec![here, converted.clone()]));
        let n = count(reached.iter().cloned().fold(came.clone(), Filter::and)).await?;
        rows.push((value.clone(), label.clone(), n, reached));
    }
    let n = count(came.clone().and(converted.clone())).await?;
    rows.push(("converted".into(), "Converted".into(), n, Some(converted)));
    let first = rows.first().map_or(0, |(_, _, n, _)| *n);
    let mut before = first;
    let line = |(value, label, n, filter): (String, String, i64, Option<Filter>)| {
        let cells = vec![
            Cell::Count(n),
            share(&Cell::Count(n), &Cell::Count(first)),
            share(&Cell::Count(n), &Cell::Count(std::mem::replace(&mut before, n))),
        ];
        Row { groups: vec![Group { value: Value::Text(value), title: label, days: None }], cells, filter }
    };
    let column = |key: &str, label: &str, ty, behind| Column { key: key.into(), label: label.into(), ty, behind };
    let behind = Behind { kinds: lead::KIND.plural, filter: ask.owned(&lead::KIND, came), by: Vec::new() };
    Ok(Table {
        title: title.to_owned(),
        range: Some(range.clone()),
        zone: range.zone.clone(),
        made_at: ask.app.now(),
        groupings: vec![Grouping { key: lead::STAGE.key().into(), label: "Reached".into(), target: None }],
        rows: rows.into_iter().map(line).collect(),
        columns: vec![
            column("leads", "Leads", ColumnType::Count, Some(behind)),
            column("share", "Of all", ColumnType::Percent, None),
            column("step", "Of the step before", ColumnType::Percent, None),
        ],
        total: vec![Cell::None, Cell::None, Cell::None],
        chart: "funnel",
        drawn: "leads".into(),
    })
}

/// What became of the leads that came in.
async fn lead_conversion(ask: &Ask<'_>, by: GroupBy, range: &Range, title: &str) -> Result<Table, AppError> {
    let of = |filter: Filter| Measured { kind: &lead::KIND, filter, by: vec![by.clone()], measure: Measure::Count };
    let came = || within("created_at", range);
    use ColumnType::{Count, Percent};
    let plans = vec![
        Plan::new("leads", "Leads", Count, of(came())),
        Plan::new("hot", "Hot", Count, of(came().and(is(lead::TEMPERATURE.key(), "hot")))),
        Plan::new("converted", "Converted", Count, of(came().and(is(lead::STATUS.key(), "converted")))),
        Plan::new("lost", "Lost", Count, of(came().and(is(lead::STAGE.key(), "lost")))),
        Plan::derived("rate", "Conversion rate", Percent, |cells| share(&cells[2], &cells[0])),
    ];
    let chart = if by.span.is_some() { "line" } else { "bar" };
    let dimension = Dimension { kind: &lead::KIND, by };
    Ok(Table { chart, ..tabulate(ask, title, Some(range), &[dimension], plans).await? })
}

/// What is open now.
async fn pipeline(ask: &Ask<'_>, by: GroupBy, title: &str) -> Result<Table, AppError> {
    let of = |measure: Measure| Measured {
        kind: &deal::KIND,
        filter: is(deal::STATUS.key(), "open"),
        by: vec![by.clone()],
        measure,
    };
    use ColumnType::{Count, Money, Percent};
    let plans = vec![
        Plan::new("amount", "Amount", Money, of(Measure::Sum(AMOUNT.into()))),
        Plan::new("weighted", "Weighted", Money, of(Measure::Sum(deal::WEIGHTED_AMOUNT.key().into()))),
        Plan::new("deals", "Deals", Count, of(Measure::Count)),
        Plan::new("average", "Average deal", Money, of(Measure::Avg(AMOUNT.into()))),
        Plan::derived("probability", "Probability", Percent, |cells| share_of_money(&cells[1], &cells[0])),
    ];
    let staged = by.field == deal::STAGE.key();
    let dimension = Dimension { kind: &deal::KIND, by };
    let mut table = tabulate(ask, title, None, &[dimension], plans).await?;
    if staged {
        in_stage_order(ask, &mut table).await?;
    }
    Ok(table)
}

/// How long deals stayed in each stage that they left in these days. Asked of some people, it is of
/// the deals that they moved.
async fn velocity(ask: &Ask<'_>, range: &Range, title: &str) -> Result<Table, AppError> {
    const DAY: f64 = 86_400.0;
    let mut left = within(stage_change::AT.key(), range).and(condition(
        stage_change::FROM_STAGE.key(),
        Op::NotEmpty,
        Operand::None,
    ));
    if let Some(owners) = &ask.owners {
        let movers = owners.iter().map(|id| id.to_string().into()).collect();
        left = left.and(condition("created_by", Op::In, Operand::Many(movers)));
    }
    let by = GroupBy::field(stage_change::FROM_STAGE.key());
    let of =
        |measure: Measure| Measured { kind: &stage_change::KIND, filter: left.clone(), by: vec![by.clone()], measure };
    let seconds = stage_change::SECONDS.key();
    let plans = vec![
        Plan::new("days", "Days in stage", ColumnType::Days, of(Measure::Avg(seconds.into()))),
        Plan::new("longest", "Longest", ColumnType::Days, of(Measure::Max(seconds.into()))),
        Plan::new("left", "Moved on", ColumnType::Count, of(Measure::Count)),
    ];
    let dimension = Dimension { kind: &stage_change::KIND, by: by.clone() };
    let mut table = tabulate(ask, title, Some(range), &[dimension], plans).await?;
    let lines = table.rows.iter_mut().map(|row| &mut row.cells).chain([&mut table.total]);
    for cell in lines.flat_map(|cells| &mut cells[..2]) {
        if let Cell::Number(seconds) = cell {
            *seconds /= DAY;
        }
    }
    in_stage_order(ask, &mut table).await?;
    Ok(table)
}

/// Stages are shown in their order, not by size.
async fn in_stage_order(ask: &Ask<'_>, table: &mut Table) -> Result<(), AppError> {
    let data = workspace::load(ask.app, ask.scope.workspace).await?;
    let place = |row: &Row| match row.groups[0].value {
        Value::Id(id) => data.stages.iter().position(|stage| stage.id == id),
        _ => None,
    };
    table.rows.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
    Ok(())
}

/// From this probability on, in percent, a deal counts as committed.
const COMMIT: i64 = 75;
/// And from this on as the best case; what is less likely is pipeline.
const BEST_CASE: i64 = 40;

/// What is expected to be won in these days: what was won already, and open deals by how likely they
/// are.
async fn forecast(ask: &Ask<'_>, by: GroupBy, range: &Range, title: &str) -> Result<Table, AppError> {
    let days = || {
        let day = |op, day: kith_model::Date| {
            condition(deal::EXPECTED_CLOSE_ON.key(), op, Operand::One(day.to_string().into()))
        };
        Filter::And(vec![day(Op::OnOrAfter, range.first), day(Op::OnOrBefore, range.last)])
    };
    let open = |probability: Filter, sum: &str| Measured {
        kind: &deal::KIND,
        filter: days().and(is(deal::STATUS.key(), "open")).and(probability),
        by: vec![by.clone()],
        measure: Measure::Sum(sum.into()),
    };
    let likely = |op, percent: i64| condition(deal::PROBABILITY.key(), op, Operand::One(percent.into()));
    // What was won belongs to the days in which it was won.
    let won_by = match by.span {
        Some(_) => GroupBy { field: deal::CLOSED_AT.key().into(), span: by.span },
        None => by.clone(),
    };
    let won = Measured {
        kind: &deal::KIND,
        filter: within(deal::CLOSED_AT.key(), range).and(is(deal::STATUS.key(), "won")),
        by: vec![won_by],
        measure: Measure::Sum(AMOUNT.into()),
    };
    let best = likely(Op::Gte, BEST_CASE).and(likely(Op::Lt, COMMIT));
    use ColumnType::Money;
    let plans = vec![
        Plan::derived("expected", "Expected", Money, |cells| {
            sum([&cells[1], &cells[5]].into_iter(), ColumnType::Money)
        }),
        Plan::new("won", "Won", Money, won),
        Plan::new("commit", "Commit", Money, open(likely(Op::Gte, COMMIT), AMOUNT)),
        Plan::new("best_case", "Best case", Money, open(best, AMOUNT)),
        Plan::new("pipeline", "Pipeline", Money, open(likely(Op::Lt, BEST_CASE), AMOUNT)),
        Plan::new("weighted", "Weighted", Money, open(Filter::all(), deal::WEIGHTED_AMOUNT.key())),
    ];
    let chart = if by.span.is_some() { "line" } else { "bar" };
    let dimension = Dimension { kind: &deal::KIND, by };
    Ok(Table { chart, ..tabulate(ask, title, Some(range), &[dimension], plans).await? })
}

/// What was won, beside the same time a year before.
async fn revenue(ask: &Ask<'_>, by: GroupBy, range: &Range, title: &str) -> Result<Table, AppError> {
    let of = |measure: Measure| Measured {
        kind: &deal::KIND,
        filter: within("closed_at", range).and(is(deal::STATUS.key(), "won")),
        by: vec![by.clone()],
        measure,
    };
    use ColumnType::{Count, Money, Percent};
    let plans = || {
        vec![
            Plan::new("revenue", "Revenue", Money, of(Measure::Sum(AMOUNT.into()))),
            Plan::new("won", "Won", Count, of(Measure::Count)),
            Plan::new("average", "Average deal", Money, of(Measure::Avg(AMOUNT.into()))),
        ]
    };
    let dimension = || Dimension { kind: &deal::KIND, by: by.clone() };
    let mut table = tabulate(ask, title, Some(range), &[dimension()], plans()).await?;
    let year_before = range.year_before();
    let before = Measured {
        kind: &deal::KIND,
        filter: within("closed_at", &year_before).and(is(deal::STATUS.key(), "won")),
        by: vec![by.clone()],
        measure: Measure::Sum(AMOUNT.into()),
    };
    let earlier = vec![Plan::new("before", "Year before", Money, before)];
    let earlier = tabulate(ask, title, Some(&year_before), &[dimension()], earlier).await?;
    let data = workspace::load(ask.app, ask.scope.workspace).await?;
    let own = |cell: &Cell| match cell {
        Cell::Money(sums) => {
            Cell::Number(sums.iter().find(|sum| sum.currency() == data.currency()).map_or(0, |sum| sum.amount) as f64)
        }
        _ => Cell::None,
    };
    let change = |now: &Cell, then: &Cell| match share(&own(now), &own(then)) {
        Cell::Number(of_then) => Cell::Number(of_then - 1.0),
        _ => Cell::None,
    };
    for row in &mut table.rows {
        let same = |group: &Group| match (group.days, row.groups[0].days) {
            (Some((then, _)), Some((now, _))) => then == now.plus_months(-12),
            _ => group.value == row.groups[0].value,
        };
        let found = earlier.rows.iter().find(|other| same(&other.groups[0])).map(|other| other.cells[0].clone());
        let then = found.unwrap_or_else(|| Cell::Money(Vec::new()));
        let change = change(&row.cells[0], &then);
        row.cells.extend([then, change]);
    }
    let then = earlier.total.first().cloned().unwrap_or(Cell::None);
    let changed = change(&table.total[0], &then);
    table.total.extend([then, changed]);
    let column = |key: &str, label: &str, ty| Column { key: key.into(), label: label.into(), ty, behind: None };
    table.columns.extend([column("before", "Year before", Money), column("change", "Change", Percent)]);
    table.chart = if by.span.is_some() { "line" } else { "bar" };
    Ok(table)
}

/// What campaigns brought and cost, since they began.
async fn campaign_roi(ask: &Ask<'_>, title: &str) -> Result<Table, AppError> {
    let data = workspace::load(ask.app, ask.scope.workspace).await?;
    let filter = ask.owned(&campaign::KIND, Filter::all());
    let campaigns = match ask.may_read(&campaign::KIND) {
        true => all_records(ask.app, ask.scope, &campaign::KIND, filter).await?,
        false => Vec::new(),
    };
    let mut rows = Vec::new();
    for (campaign, brought) in campaigns.iter().zip(figures::brought(ask.app, ask.scope, &campaigns).await?) {
        let money = |amount: Option<kith_model::Money>| Cell::Money(amount.into_iter().collect());
        rows.push(Row {
            groups: vec![Group { value: Value::Id(campaign.id), title: campaign.title.clone(), days: None }],
            cells: vec![
                Cell::Money(brought.revenue.clone()),
                money(brought.spend),
                brought.roi.map_or(Cell::None, |percent| Cell::Number(percent / 100.0)),
                Cell::Count(brought.leads),
                money(brought.cost_per_lead),
                Cell::Count(brought.converted),
                Cell::Count(brought.won),
            ],
            filter: None,
        });
    }
    use ColumnType::{Count, Money, Percent};
    let lists =
        |kinds: &'static str, filter: Filter| Some(Behind { kinds, filter, by: vec![lead::CAMPAIGN.key().to_owned()] });
    let column = |key: &str, label: &str, ty, behind| Column { key: key.into(), label: label.into(), ty, behind };
    let won = || lists("deals", is(deal::STATUS.key(), "won"));
    let columns = vec![
        column("revenue", "Revenue", Money, won()),
        column("spend", "Spend", Money, None),
        column("roi", "ROI", Percent, None),
        column("leads", "Leads", Count, lists("leads", Filter::all())),
        column("cost_per_lead", "Cost per lead", Money, None),
        column("converted", "Converted", Count, lists("leads", is(lead::STATUS.key(), "converted"))),
        column("won", "Won", Count, won()),
    ];
    let total = columns.iter().enumerate().map(|(index, column)| match column.key.as_str() {
        "cost_per_lead" => Cell::None,
        _ => sum(rows.iter().map(|row: &Row| &row.cells[index]), column.ty),
    });
    let total = total.collect();
    let own = |row: &Row| match &row.cells[0] {
        Cell::Money(sums) => sums.iter().find(|sum| sum.currency() == data.currency()).map_or(0, |sum| sum.amount),
        _ => 0,
    };
    rows.sort_by_key(|row| (std::cmp::Reverse(own(row)), row.groups[0].title.clone()));
    Ok(Table {
        title: title.to_owned(),
        range: None,
        zone: data.time_zone().to_owned(),
        made_at: ask.app.now(),
        groupings: vec![Grouping {
            key: lead::CAMPAIGN.key().into(),
            label: "Campaign".into(),
            target: Some(campaign::KIND.key.into()),
        }],
        columns,
        rows,
        total,
        chart: "bar",
        drawn: "revenue".into(),
    })
}

/// Who did how much of what.
async fn activity(ask: &Ask<'_>, by: GroupBy, range: &Range, title: &str) -> Result<Table, AppError> {
    let data = workspace::load(ask.app, ask.scope.workspace).await?;
    let schema = data.schema(&interaction::KIND);
    let of =
        |filter: Filter| Measured { kind: &interaction::KIND, filter, by: vec![by.clone()], measure: Measure::Count };
    let during = || within("occurred_at", range);
    let kinds = schema.field(interaction::INTERACTION_KIND.key()).map(|spec| spec.options.clone()).unwrap_or_default();
    let mut plans = vec![Plan::new("activities", "Activities", ColumnType::Count, of(during()))];
    for option in kinds {
        let filter = during().and(is(interaction::INTERACTION_KIND.key(), &option.value));
        plans.push(Plan::new(&option.value, &option.label, ColumnType::Count, of(filter)));
    }
    let minutes = Measured { measure: Measure::Sum(interaction::DURATION_MINUTES.key().into()), ..of(during()) };
    plans.push(Plan::new("minutes", "Minutes", ColumnType::Number, minutes));
    let chart = if by.span.is_some() { "line" } else { "bar" };
    let dimension = Dimension { kind: &interaction::KIND, by };
    Ok(Table { chart, ..tabulate(ask, title, Some(range), &[dimension], plans).await? })
}
