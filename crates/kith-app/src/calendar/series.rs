//! What comes again: the open task of a series tells the whole of it.
//!
//! Of a series there is one open task, and those that were done or left out, each with its own date. Those
//! are events of their own; the open one is an event with a rule, from its date on. Where it was moved, or
//! differs from those that follow, it stands beside the rule in place of its own date.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use kith_catalog::task::{DUE_AT, KIND};
use kith_model::{Id, InputContext, Record, Schema};

use super::contents::task_event;
use super::event::{Event, When};
use crate::modules::work::is_open;
use crate::modules::work::recurrence::{Series, moment};
use crate::records::{apply_values, title_of};

/// The dates of each series that tasks have already.
#[derive(Default)]
pub(super) struct Known {
    taken: BTreeMap<Id, BTreeSet<DateTime>>,
    last_open: BTreeMap<Id, DateTime>,
}

impl Known {
    /// Looks at tasks.
    pub fn of<'a>(tasks: impl Iterator<Item = &'a Record>) -> Known {
        let mut known = Known::default();
        for task in tasks {
            let Some(series) = Series::of(task) else { continue };
            known.taken.entry(series.id).or_default().insert(series.at);
            if is_open(task) {
                let last = known.last_open.entry(series.id).or_insert(series.at);
                *last = series.at.max(*last);
            }
        }
        known
    }

    /// The events of a task that comes again; `None` where it is one like any other: it is done, it is the
    /// last one, or a later one of its series is there already.
    pub fn events(&self, schema: &Schema, cx: &InputContext, link: &str, task: &Record) -> Option<Vec<Event>> {
        let series = Series::of(task).filter(|_| is_open(task))?;
        let zone = series.time_zone();
        let rule = series.rule(task).ok()?;
        if self.last_open.get(&series.id).is_some_and(|last| *last > series.at) {
            return None;
        }
        rule.next(series.start, series.at)?;
        let mut usual = task.clone();
        apply_values(schema, cx, &series.keep, &mut usual);
        usual.title = title_of(&KIND, &usual);
        let when = When::Clock(series.at, zone.clone());
        let later = self.taken.get(&series.id).into_iter().flatten().filter(|at| **at > series.at);
        let whole = Event {
            when: when.clone(),
            rule: Some(rule.told(series.start, series.at, &zone)),
            except: later.copied().collect(),
            ..task_event(&usual, link)?
        };
        let moved = task.get(&DUE_AT) != moment(series.at, &zone);
        if !moved && series.keep.is_empty() {
            return Some(vec![whole]);
        }
        let this = Event { instead_of: Some(when), ..task_event(task, link)? };
        Some(vec![whole, this])
    }
}
