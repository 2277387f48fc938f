//! What changed about the deals that some days are expected to bring: which came, which went, which
//! are worth more or less. It compares the deals as they are with what the audit trail says they were.

use std::collections::HashMap;

use kith_access::{Action, Scope, decide};
use kith_catalog::deal::{AMOUNT, CLOSED_AT, EXPECTED_CLOSE_ON, KIND, STATUS};
use kith_model::{Date, Filter, FilterError, Id, Money, Record, Timestamp};
use kith_store::{AuditEntry, AuditQuery};
use serde_json::{Value as Json, json};

use crate::dashboard::ask::add;
use crate::records::matching_by_id;
use crate::{App, AppError};

/// Entries of the audit trail that are looked at; what is older is left out, and the answer says so.
const MOST_ENTRIES: usize = 5_000;
const ENTRIES_AT_ONCE: u32 = 500;
/// Deals that are named behind each change.
const MOST_DEALS: usize = 50;

/// What is asked: how the deals of some days have changed.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which deals, as in lists.
    pub filter: Filter,
    /// Words they must contain.
    pub words: Option<String>,
    /// The first day of the forecast.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// Since when.
    pub since: Timestamp,
}

/// What happened to a deal, for a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    New,
    Won,
    Lost,
    MovedIn,
    MovedOut,
    Up,
    Down,
}

impl Change {
    const ALL: [(Change, &'static str); 7] = [
        (Change::New, "new"),
        (Change::Won, "won"),
        (Change::Lost, "lost"),
        (Change::MovedIn, "moved_in"),
        (Change::MovedOut, "moved_out"),
        (Change::Up, "up"),
        (Change::Down, "down"),
    ];
}

/// A deal as far as a forecast looks at it.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    status: Option<String>,
    expected: Option<Date>,
    amount: Option<Money>,
}

impl State {
    fn of(deal: &Record) -> State {
        State {
            status: deal.get(&STATUS).map(str::to_owned),
            expected: deal.get(&EXPECTED_CLOSE_ON),
            amount: deal.get(&AMOUNT),
        }
    }

    /// Takes back what an entry of the audit trail did.
    fn undo(&mut self, entry: &AuditEntry) {
        for change in &entry.changes {
            let old = &change.old;
            match change.field.as_str() {
                field if field == STATUS.key() => self.status = old.as_str().map(str::to_owned),
                field if field == EXPECTED_CLOSE_ON.key() => {
                    self.expected = old.as_str().and_then(|day| day.parse().ok());
                }
                field if field == AMOUNT.key() => self.amount = serde_json::from_value(old.clone()).ok(),
                _ => {}
            }
        }
    }

    fn is_open_in(&self, days: (Date, Date)) -> bool {
        self.status.as_deref() == Some("open") && self.expected.is_some_and(|day| days.0 <= day && day <= days.1)
    }
}

/// What changed, each change with its deals. Of deals the caller may not read nothing is said.
///
/// # Errors
/// A filter error where one of the fields behind it is hidden.
pub async fn changes(app: &App, scope: &Scope, asked: &Asked) -> Result<Json, AppError> {
    let permit = decide(scope, KIND.key, Action::Read, KIND.activity)?;
    for field in [STATUS.key(), EXPECTED_CLOSE_ON.key(), AMOUNT.key()] {
        if permit.mask().hidden.contains(field) {
            return Err(AppError::Filter(FilterError::UnknownField(field.to_owned())));
        }
    }
    let (entries, cut) = entries(app, &permit, asked.since).await?;
    let ids: Vec<Id> = {
        let mut seen = std::collections::HashSet::new();
        entries.iter().map(|entry| entry.record_id).filter(|id| seen.insert(*id)).collect()
    };
    let mut of: HashMap<Id, Vec<&AuditEntry>> = HashMap::new();
    entries.iter().for_each(|entry| of.entry(entry.record_id).or_default().push(entry));
    let mut found: Vec<(Change, Json, Vec<Money>)> = Vec::new();
    for deal in matching_by_id(app, scope, &KIND, &ids, (&asked.filter, asked.words.as_deref())).await? {
        let history = of.get(&deal.id).map(Vec::as_slice).unwrap_or_default();
        found.extend(compared(&deal, history, asked, &scope.time_zone));
    }
    let line = |(change, name): (Change, &str)| {
        let deals: Vec<&(Change, Json, Vec<Money>)> = found.iter().filter(|(kind, ..)| *kind == change).collect();
        let mut amount = Vec::new();
        deals.iter().for_each(|(_, _, sums)| add(&mut amount, sums));
        let shown: Vec<&Json> = deals.iter().take(MOST_DEALS).map(|(_, deal, _)| deal).collect();
        json!({"change": name, "count": deals.len(), "amount": amount, "deals": shown})
    };
    Ok(json!({
        "since": asked.since, "from": asked.first, "to": asked.last, "cut": cut,
        "changes": Change::ALL.into_iter().map(line).collect::<Vec<_>>(),
    }))
}

/// The entries about deals since a moment, the newest first, and whether there were too many.
async fn entries(
    app: &App,
    permit: &kith_access::Permit,
    since: Timestamp,
) -> Result<(Vec<AuditEntry>, bool), AppError> {
    let mut out: Vec<AuditEntry> = Vec::new();
    let mut query = AuditQuery { limit: ENTRIES_AT_ONCE, ..AuditQuery::default() };
    loop {
        let page = app.store().list_audit(std::slice::from_ref(permit), &query).await?;
        let full = page.len() == ENTRIES_AT_ONCE as usize;
        query.before = page.last().map(|entry| (entry.at, entry.id));
        let before = page.len();
        let fresh: Vec<AuditEntry> = page.into_iter().filter(|entry| entry.at >= since).collect();
        let reached = fresh.len() < before;
        out.extend(fresh);
        if reached || !full {
            return Ok((out, false));
        }
        if out.len() >= MOST_ENTRIES {
            return Ok((out, true));
        }
    }
}

/// What happened to a deal since: mostly one thing, none, or its amount in two currencies.
fn compared(deal: &Record, history: &[&AuditEntry], asked: &Asked, zone: &str) -> Vec<(Change, Json, Vec<Money>)> {
    let days = (asked.first, asked.last);
    let now = State::of(deal);
    let mut then = now.clone();
    let mut existed = true;
    for entry in history {
        match entry.op.as_str() {
            "create" | "restore" => existed = false,
            _ => {
                existed = true;
                then.undo(entry);
            }
        }
    }
    let was_in = existed && then.is_open_in(days);
    let is_in = now.is_open_in(days);
    let is = |status: &str| now.status.as_deref() == Some(status);
    let closed_in = deal.get(&CLOSED_AT).map(|at| at.date_in(zone)).is_some_and(|day| days.0 <= day && day <= days.1);
    let newly = !existed || then.status != now.status;
    let told = |change: Change, amount: Option<Money>| {
        let json = json!({"id": deal.id, "title": deal.title, "amount": now.amount, "before": then.amount});
        (change, json, amount.into_iter().collect::<Vec<_>>())
    };
    if is("won") && newly && (was_in || closed_in) {
        return vec![told(Change::Won, now.amount)];
    }
    if is("lost") && was_in {
        return vec![told(Change::Lost, then.amount)];
    }
    match (was_in, is_in) {
        (false, true) if !existed => vec![told(Change::New, now.amount)],
        (false, true) => vec![told(Change::MovedIn, now.amount)],
        (true, false) => vec![told(Change::MovedOut, then.amount)],
        (true, true) => differences(then.amount, now.amount).into_iter().map(|(c, sum)| told(c, Some(sum))).collect(),
        (false, false) => Vec::new(),
    }
}

/// By how much an amount went up and down; one in another currency did both.
fn differences(then: Option<Money>, now: Option<Money>) -> Vec<(Change, Money)> {
    let by = |amount: i64, like: &Money| {
        let sum = Money::new(amount.abs(), like.currency())?;
        Some((if amount < 0 { Change::Down } else { Change::Up }, sum))
    };
    let parts = match (then, now) {
        (Some(then), Some(now)) if then.currency() == now.currency() => {
            vec![by(now.amount.saturating_sub(then.amount), &now)]
        }
        (then, now) => vec![
            then.and_then(|then| by(then.amount.saturating_neg(), &then)),
            now.and_then(|now| by(now.amount, &now)),
        ],
    };
    parts.into_iter().flatten().filter(|(_, sum)| sum.amount != 0).collect()
}
