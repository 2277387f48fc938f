//! What a person should do next: their own tasks that are due, hot leads that nobody has been in touch
//! with, and open deals that nothing happens with.
//!
//! Each reason is one list of one kind, read by an index of its own in its own order; the queue is
//! these lists one after another. A record stands in it once: what has a task planned soon is there as
//! that task, when it is due.

use std::collections::BTreeMap;

use kith_access::{Action, Scope, decide};
use kith_catalog::{deal, lead, stage, task};
use kith_model::{Cursor, Filter, Id, Op, Operand, Position, RecordKind, Sort, Value};
use serde_json::{Map, Value as Json, json};

use crate::dashboard::ask::condition;
use crate::records::{figures, is, list_page, page_query, schema};
use crate::workspace::WorkspaceData;
use crate::{App, AppError, workspace};

/// A deal over its stage's days is let alone when its next activity is at most so many days away.
const PLANNED_SOON_DAYS: i64 = 7;

/// Why something is in the queue, in the order of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An open task whose time is over; what has been due longest comes first.
    Overdue,
    /// An open task that is due before the day ends in the person's time zone; the earliest first.
    DueToday,
    /// A hot lead nobody was in touch with since it turned hot, without a next step; the highest score first.
    HotLead,
    /// An open deal that is in its stage for longer than the stage allows, with no contact meanwhile and
    /// no activity planned within a week; the longest in its stage first.
    Quiet,
    /// Another open deal without a next activity; the longest in its stage first.
    Unplanned,
}

impl Reason {
    /// All of them, in order.
    pub const ALL: [Reason; 5] = [Reason::Overdue, Reason::DueToday, Reason::HotLead, Reason::Quiet, Reason::Unplanned];

    /// The name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Reason::Overdue => "overdue",
            Reason::DueToday => "due_today",
            Reason::HotLead => "hot_lead",
            Reason::Quiet => "quiet",
            Reason::Unplanned => "unplanned",
        }
    }

    const fn kind(self) -> &'static RecordKind {
        match self {
            Reason::Overdue | Reason::DueToday => &task::KIND,
            Reason::HotLead => &lead::KIND,
            Reason::Quiet | Reason::Unplanned => &deal::KIND,
        }
    }

    const fn sort(self) -> &'static str {
        match self {
            Reason::Overdue | Reason::DueToday => task::DUE_AT.key(),
            Reason::HotLead => "-score",
            Reason::Quiet | Reason::Unplanned => deal::STAGE_SINCE.key(),
        }
    }

    /// The moment the reason counts from.
    const fn since(self) -> &'static str {
        match self {
            Reason::Overdue | Reason::DueToday => task::DUE_AT.key(),
            Reason::HotLead => lead::HOT_SINCE.key(),
            Reason::Quiet | Reason::Unplanned => deal::STAGE_SINCE.key(),
        }
    }

    /// What is shown by its title beside the record.
    const fn includes(self) -> &'static [&'static str] {
        const OF_DEAL: &[&str] = &[deal::COMPANY.key(), deal::CONTACT.key(), deal::PIPELINE.key(), deal::STAGE.key()];
        match self {
            Reason::Overdue | Reason::DueToday | Reason::HotLead => &[],
            Reason::Quiet | Reason::Unplanned => OF_DEAL,
        }
    }

    /// What is in the queue for this reason; `None` where nothing can be.
    fn filter(self, app: &App, scope: &Scope, data: &WorkspaceData) -> Option<Filter> {
        let mine = |field: &str| is(field, "me");
        let now = || Operand::One(app.now().to_string().into());
        let empty = |field: &str| condition(field, Op::Empty, Operand::None);
        let open_task = || {
            let open = Operand::Many(vec!["pending".into(), "in_progress".into()]);
            mine(task::ASSIGNEE.key()).and(condition(task::STATUS.key(), Op::In, open))
        };
        let open_deal = || mine(deal::OWNER.key()).and(is(deal::STATUS.key(), "open"));
        let quiet = || quiet(app, scope, data);
        Some(match self {
            Reason::Overdue => open_task().and(condition(task::DUE_AT.key(), Op::Before, now())),
            Reason::DueToday => open_task().and(condition(task::DUE_AT.key(), Op::OnOrAfter, now())).and(condition(
                task::DUE_AT.key(),
                Op::Before,
                Operand::One("tomorrow".into()),
            )),
            Reason::HotLead => mine(lead::OWNER.key())
                .and(is(lead::STATUS.key(), "open"))
                .and(condition(lead::HOT_SINCE.key(), Op::NotEmpty, Operand::None))
                .and(empty(lead::NEXT_ACTION_AT.key())),
            Reason::Quiet => open_deal().and(quiet()?),
            Reason::Unplanned => {
                let unplanned = open_deal().and(empty(deal::NEXT_ACTION_AT.key()));
                match quiet() {
                    Some(quiet) => unplanned.and(Filter::Not(Box::new(quiet))),
                    None => unplanned,
                }
            }
        })
    }
}

/// Deals gone quiet, by the days their stages allow; `None` where no stage limits them. Days are whole
/// ones of the person's, as the board counts them.
fn quiet(app: &App, scope: &Scope, data: &WorkspaceData) -> Option<Filter> {
    let today = app.now().date_in(&scope.time_zone);
    let mut by_days: BTreeMap<i64, Vec<Json>> = BTreeMap::new();
    for stage in data.stages.iter().filter(|stage| stage.get(&stage::STAGE_KIND) == Some("open")) {
        if let Some(days) = stage.get(&stage::ROTTING_DAYS) {
            by_days.entry(days).or_default().push(stage.id.to_string().into());
        }
    }
    let day = |days: i64| Operand::One(today.plus_days(days).to_string().into());
    let or_empty = |field: &str, op, operand| {
        Filter::Or(vec![condition(field, Op::Empty, Operand::None), condition(field, op, operand)])
    };
    let too_long = by_days.into_iter().map(|(days, stages)| {
        condition(deal::STAGE.key(), Op::In, Operand::Many(stages))
            .and(condition(deal::STAGE_SINCE.key(), Op::Before, day(-days)))
            .and(or_empty(deal::LAST_CONTACTED_AT.key(), Op::Before, day(-days)))
    });
    let too_long: Vec<Filter> = too_long.collect();
    let planned = or_empty(deal::NEXT_ACTION_AT.key(), Op::OnOrAfter, day(PLANNED_SOON_DAYS + 1));
    (!too_long.is_empty()).then(|| Filter::Or(too_long).and(planned))
}

/// A page of the queue.
#[derive(Clone, Debug)]
pub struct QueuePage {
    /// `{"reason", "since", "kind", "record"}` each.
    pub items: Vec<Json>,
    /// How many there are of each reason; counted for the first page alone.
    pub counts: Option<Map<String, Json>>,
    /// The position to continue after: which reason, and where in its list.
    pub next: Option<Position>,
}

/// What the caller should do next. Of what they may not read there is nothing.
pub async fn queue(app: &App, scope: &Scope, limit: u32, after: Option<&Position>) -> Result<QueuePage, AppError> {
    let data = workspace::load(app, scope.workspace).await?;
    let mut page = QueuePage { items: Vec::new(), counts: None, next: None };
    let mut counts = Map::new();
    let (first, mut cursor) = started(after);
    for (index, reason) in Reason::ALL.into_iter().enumerate().skip(first) {
        let room = limit.saturating_sub(page.items.len() as u32);
        if after.is_some() && page.next.is_some() {
            break;
        }
        let filter = reason.filter(app, scope, &data);
        // Pages behind the first count only to see whether there is more.
        let count = match &filter {
            Some(filter) if after.is_none() || room == 0 => {
                let rows = figures(app, scope, reason.kind(), filter.clone(), None, &[]).await?;
                Some(rows.first().map_or(0, |row| row.count))
            }
            Some(_) => None,
            None => Some(0),
        };
        counts.insert(reason.name().into(), count.into());
        let Some(filter) = filter.filter(|_| count != Some(0) && page.next.is_none()) else { continue };
        if room == 0 {
            // It goes on with the beginning of this list.
            page.next = Some(Position { values: vec![Value::Int(index as i64)], id: Id::NIL });
            continue;
        }
        let from = if index == first { std::mem::replace(&mut cursor, Cursor::Start) } else { Cursor::Start };
        let next = take(app, scope, reason, filter, from, room, &mut page.items).await?;
        page.next = next.map(|mut position| {
            position.values.insert(0, Value::Int(index as i64));
            position
        });
    }
    page.counts = after.is_none().then_some(counts);
    Ok(page)
}

/// The list a page begins in, and where.
fn started(after: Option<&Position>) -> (usize, Cursor) {
    let Some(position) = after else { return (0, Cursor::Start) };
    let Some((Value::Int(index), rest)) = position.values.split_first() else { return (0, Cursor::Start) };
    let cursor = match rest {
        [] => Cursor::Start,
        values => Cursor::After(Position { values: values.to_vec(), id: position.id }),
    };
    (usize::try_from(*index).unwrap_or(0), cursor)
}

/// Adds a page of one reason's list and answers where it goes on.
async fn take(
    app: &App,
    scope: &Scope,
    reason: Reason,
    filter: Filter,
    cursor: Cursor,
    limit: u32,
    items: &mut Vec<Json>,
) -> Result<Option<Position>, AppError> {
    let kind = reason.kind();
    let fields = schema(app, scope, kind).await?;
    // What it is ordered by may be hidden from this person.
    let sort = Sort::parse(&fields, reason.sort()).or_else(|_| Sort::parse(&fields, "-updated_at"))?;
    let mut query = page_query(app, scope, filter, sort, limit);
    query.cursor = cursor;
    let hidden = &decide(scope, kind.key, Action::Read, kind.activity)?;
    let shown = reason.includes().iter().filter(|key| !hidden.mask().hidden.contains(**key));
    query.include = shown.map(|key| (*key).to_owned()).collect();
    let page = list_page(app, scope, kind, query).await?;
    let rows: Vec<Json> = serde_json::from_slice(&page.rows).map_err(|error| AppError::Internal(error.to_string()))?;
    items.extend(rows.into_iter().map(
        |record| json!({"reason": reason.name(), "since": record[reason.since()], "kind": kind.key, "record": record}),
    ));
    Ok(page.next)
}
