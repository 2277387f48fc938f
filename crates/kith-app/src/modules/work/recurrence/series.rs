//! What a task that comes again knows of its series.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use kith_catalog::task::{DUE_AT, RECURRENCE, SERIES};
use kith_model::{FieldCode, Id, Record, Timestamp, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Rule, Wrong};
use crate::modules::Draft;

/// A task's place in its series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Which series: the id of its first task.
    pub id: Id,
    /// When it began, by the clock of its zone.
    pub start: DateTime,
    /// The IANA name of the zone.
    pub zone: String,
    /// When this one comes by the rule, by the same clock, wherever it has been moved since.
    pub at: DateTime,
    /// What this one alone has otherwise: the values the following ones have, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keep: BTreeMap<String, Json>,
}

impl Series {
    /// That of a task, if it comes again.
    pub fn of(task: &Record) -> Option<Series> {
        serde_json::from_value(task.get(&SERIES)?.clone()).ok()
    }

    /// As a task keeps it.
    pub fn value(&self) -> Value {
        serde_json::to_value(self).map_or(Value::Null, Value::Json)
    }

    /// The zone; UTC where its name is not known any more.
    pub fn time_zone(&self) -> TimeZone {
        time_zone(&self.zone)
    }

    /// The rule of a task of this series.
    pub fn rule(&self, task: &Record) -> Result<Rule, Wrong> {
        Rule::read(task.get(&RECURRENCE).unwrap_or_default(), &self.time_zone())
    }

    /// When the one after this comes; `None` where this is the last.
    pub fn next(&self, task: &Record) -> Option<DateTime> {
        self.rule(task).ok()?.next(self.start, self.at)
    }
}

/// The moment of a civil time in a zone.
pub fn moment(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let zoned = at.to_zoned(zone.clone()).ok()?;
    Some(Timestamp::from_micros(zoned.timestamp().as_microsecond()))
}

fn time_zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// What the clock of a zone says at a moment, to the second.
pub fn of_clock(at: Timestamp, zone: &TimeZone) -> Option<DateTime> {
    let at = jiff::Timestamp::from_microsecond(at.as_micros()).ok()?;
    at.to_zoned(zone.clone()).datetime().round(jiff::Unit::Second).ok()
}

/// Looks at a rule that is set or changed and notes where the series begins. A change of its date, of a
/// task that comes again, moves those that follow as well. Pure.
pub(in crate::modules::work) fn prepare(draft: &mut Draft<'_>) {
    // A change of this one alone says itself what the series is.
    if draft.names(&SERIES) {
        return;
    }
    let Some(text) = draft.get(&RECURRENCE).map(str::to_owned) else {
        draft.put(&SERIES, Value::Null);
        return;
    };
    let Some(due) = draft.get(&DUE_AT) else {
        draft.fail(&DUE_AT, FieldCode::Required, "A task that comes again has a date for the first time.");
        return;
    };
    let known = Series::of(&draft.after);
    let other_rule = draft.changes(&RECURRENCE) || known.is_none();
    if !other_rule && !draft.changes(&DUE_AT) {
        hand_on(draft, known);
        return;
    }
    let zone_name = known.as_ref().map_or_else(|| draft.scope.time_zone.clone(), |known| known.zone.clone());
    let zone = time_zone(&zone_name);
    let Some(start) = of_clock(due, &zone) else { return };
    let rule = Rule::read(&text, &zone).and_then(|rule| {
        let rule = match &known {
            Some(known) if !other_rule => rule.moved(known.start, known.at, start),
            _ => rule,
        };
        rule.begins(start).map(|()| rule)
    });
    match rule {
        Ok(rule) => draft.put(&RECURRENCE, Value::Text(rule.to_string())),
        Err(wrong) => return draft.fail(&RECURRENCE, FieldCode::Invalid, wrong.to_string()),
    }
    let (id, keep) = known.map_or((draft.after.id, BTreeMap::new()), |known| (known.id, known.keep));
    hand_on(draft, Some(Series { id, start, zone: zone_name, at: start, keep }));
}

/// What is changed with the following ones in mind is what they have, too.
fn hand_on(draft: &mut Draft<'_>, series: Option<Series>) {
    let Some(mut series) = series else { return };
    series.keep.retain(|field, _| !draft.given.contains(field));
    draft.put(&SERIES, series.value());
}
