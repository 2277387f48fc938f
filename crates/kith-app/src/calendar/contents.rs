//! What is on the calendar of some people, with somebody's rights: as the screen shows it.

use kith_access::{Action, Scope, decide};
use kith_catalog::{deal, interaction, task};
use kith_model::{
    Date, Direction, Filter, Id, Op, Operand, Record, RecordKind, Schema, Sort, SortKey, Timestamp, Value,
};

use super::event::{Event, When};
use super::series::Known;
use crate::dashboard::ask::condition;
use crate::records::{page_query, schema};
use crate::{App, AppError, workspace};

/// Whatever is longer ago or further ahead is left out. What comes again is told by its rule.
const DAYS_BACK: i64 = 60;
const DAYS_AHEAD: i64 = 366;
/// So many records of one kind are told: those ahead, those behind, and those that come again and have
/// been open for longer than we look back.
const MOST_AHEAD: u32 = 1_000;
const MOST_BEHIND: u32 = 500;
const MOST_OLD_SERIES: u32 = 200;

/// Where a kind says when and whose.
struct Dated {
    kind: &'static RecordKind,
    when: &'static str,
    whose: &'static str,
    /// Whether it is a day, not a moment.
    day: bool,
}

const TASKS: Dated = Dated { kind: &task::KIND, when: task::DUE_AT.key(), whose: task::ASSIGNEE.key(), day: false };
const MEETINGS: Dated = Dated {
    kind: &interaction::KIND,
    when: interaction::OCCURRED_AT.key(),
    whose: interaction::OWNER.key(),
    day: false,
};
const DEALS: Dated =
    Dated { kind: &deal::KIND, when: deal::EXPECTED_CLOSE_ON.key(), whose: deal::OWNER.key(), day: true };

/// What is on the calendar of some people, by date.
pub(super) async fn events(app: &App, scope: &Scope, people: &[Id]) -> Result<Vec<Event>, AppError> {
    let reader = Reader { app, scope, people };
    let mut out = reader.tasks().await?;
    let held = condition(interaction::INTERACTION_KIND.key(), Op::Eq, Operand::One("meeting".into()));
    for meeting in reader.around(&MEETINGS, held).await? {
        out.extend(meeting_event(&meeting, &reader.link(&MEETINGS, meeting.id)));
    }
    for deal in reader.around(&DEALS, Filter::all()).await? {
        out.extend(deal_event(&deal, &reader.link(&DEALS, deal.id)));
    }
    Ok(out)
}

struct Reader<'a> {
    app: &'a App,
    scope: &'a Scope,
    people: &'a [Id],
}

impl Reader<'_> {
    async fn tasks(&self) -> Result<Vec<Event>, AppError> {
        let mut tasks = self.around(&TASKS, Filter::all()).await?;
        let open = Operand::Many(vec!["pending".into(), "in_progress".into()]);
        let series = condition(task::RECURRENCE.key(), Op::NotEmpty, Operand::None)
            .and(condition(task::STATUS.key(), Op::In, open))
            .and(task::DUE_AT.before(self.moment(-DAYS_BACK)));
        tasks.extend(self.some(&TASKS, series, Direction::Descending, MOST_OLD_SERIES).await?);
        let data = workspace::load(self.app, self.scope.workspace).await?;
        let (schema, cx) = (data.schema(&task::KIND), data.input_context());
        let known = Known::of(tasks.iter());
        let mut out = Vec::new();
        for task in &tasks {
            let link = self.link(&TASKS, task.id);
            match known.events(&schema, &cx, &link, task) {
                Some(events) => out.extend(events),
                None => out.extend(task_event(task, &link)),
            }
        }
        Ok(out)
    }

    /// Those of a kind around today: what is ahead first.
    async fn around(&self, of: &Dated, more: Filter) -> Result<Vec<Record>, AppError> {
        let within = |op, days: i64| {
            let at = match of.day {
                true => self.today().plus_days(days).to_string(),
                false => self.moment(days).to_string(),
            };
            condition(of.when, op, Operand::One(at.into()))
        };
        let ahead = within(Op::OnOrAfter, 0).and(within(Op::Before, DAYS_AHEAD)).and(more.clone());
        let behind = within(Op::OnOrAfter, -DAYS_BACK).and(within(Op::Before, 0)).and(more);
        let mut out = self.some(of, behind, Direction::Descending, MOST_BEHIND).await?;
        out.reverse();
        out.extend(self.some(of, ahead, Direction::Ascending, MOST_AHEAD).await?);
        Ok(out)
    }

    /// Records that these people have, by date; none where the reader may not see such, or their dates.
    async fn some(&self, of: &Dated, filter: Filter, by: Direction, most: u32) -> Result<Vec<Record>, AppError> {
        let Ok(permit) = decide(self.scope, of.kind.key, Action::Read, of.kind.activity) else { return Ok(Vec::new()) };
        let seen = schema(self.app, self.scope, of.kind).await?;
        if self.people.is_empty() || !asks_only(&seen, of, &filter) {
            return Ok(Vec::new());
        }
        let people = self.people.iter().map(|id| id.to_string().into()).collect();
        let filter = condition(of.whose, Op::In, Operand::Many(people)).and(filter);
        let sort = Sort(vec![SortKey { field: of.when.to_owned(), direction: by }]);
        let query = page_query(self.app, self.scope, filter, sort, most);
        let whole = workspace::schema(self.app, self.scope, of.kind).await?;
        let mut found = self.app.store().list_records(&permit, &whole, &query).await?;
        for record in &mut found {
            record.values.retain(|key, _| !permit.mask().hidden.contains(key));
        }
        Ok(found)
    }

    fn today(&self) -> Date {
        self.app.now().date_in(&self.scope.time_zone)
    }

    fn moment(&self, days: i64) -> Timestamp {
        self.today().plus_days(days).start_in(&self.scope.time_zone)
    }

    fn link(&self, of: &Dated, id: Id) -> String {
        format!("{}/{}/{id}", self.app.config().public_url, of.kind.plural)
    }
}

/// Whether a reader sees every field that decides what is found.
fn asks_only(seen: &Schema, of: &Dated, filter: &Filter) -> bool {
    let known = |field: &str| seen.field(field).is_some();
    let inner = match filter {
        Filter::And(list) | Filter::Or(list) => list.iter().all(|inner| asks_only(seen, of, inner)),
        Filter::Not(inner) => asks_only(seen, of, inner),
        Filter::Is(condition) => known(&condition.field),
    };
    inner && known(of.when) && known(of.whose)
}

/// A task as one event; `None` without a date.
pub(super) fn task_event(task: &Record, link: &str) -> Option<Event> {
    let status = task.get(&task::STATUS).unwrap_or_default();
    let meeting = task.get(&task::TASK_KIND) == Some("meeting");
    Some(Event {
        title: ticked(&task.title, status == "completed"),
        text: task.get(&task::DESCRIPTION).unwrap_or_default().to_owned(),
        place: task.get(&task::LOCATION).unwrap_or_default().to_owned(),
        sort: if meeting { "Meeting" } else { "Task" },
        minutes: task.get(&task::DURATION_MINUTES).unwrap_or_default(),
        busy: meeting,
        cancelled: status == "cancelled",
        ..event(task, When::At(task.get(&task::DUE_AT)?), link)
    })
}

/// A meeting that took place.
fn meeting_event(meeting: &Record, link: &str) -> Option<Event> {
    Some(Event {
        text: meeting.get(&interaction::SUMMARY).unwrap_or_default().to_owned(),
        minutes: meeting.get(&interaction::DURATION_MINUTES).unwrap_or_default(),
        busy: true,
        ..event(meeting, When::At(meeting.get(&interaction::OCCURRED_AT)?), link)
    })
}

/// The day on which a deal is expected to close.
fn deal_event(deal: &Record, link: &str) -> Option<Event> {
    let Value::Date(day) = deal.value(deal::EXPECTED_CLOSE_ON.key()) else { return None };
    let status = deal.get(&deal::STATUS);
    Some(Event {
        title: ticked(&deal.title, status == Some("won")),
        sort: "Deal",
        cancelled: status == Some("lost"),
        ..event(deal, When::On(day.to_string().parse().ok()?), link)
    })
}

/// What is done has a tick, because calendars have no other way to show it.
fn ticked(title: &str, done: bool) -> String {
    if done { format!("✓ {title}") } else { title.to_owned() }
}

fn event(record: &Record, when: When, link: &str) -> Event {
    Event {
        sequence: record.version - 1,
        changed: record.updated_at,
        link: link.to_owned(),
        ..Event::new(record.id.to_string(), &record.title, when)
    }
}
