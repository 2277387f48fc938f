//! Who looks at which record, and what they do there.
//!
//! Kept in memory, since it is worth nothing a minute later. Between processes it travels with the
//! notifications of PostgreSQL: said at each change, again every ten seconds, and forgotten after
//! twenty-five without a word, so that a process that dies takes its people along.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use kith_access::{Action, decide};
use kith_model::{Id, RecordKind};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use tokio::time::Instant;

use super::matching::Batch;
use super::seat::Seat;
use crate::App;

const FORGOTTEN: Duration = Duration::from_secs(25);

/// What somebody does on a record's page. Ordered by how much it matters to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// Has it open.
    Viewing,
    /// Changes a field.
    Editing,
    /// Writes a note or an answer.
    Replying,
}

/// What a follower looks at.
#[derive(Clone, Copy)]
pub(super) struct Viewing {
    pub kind: &'static RecordKind,
    pub id: Id,
    pub doing: Doing,
}

/// A record, as presence is kept by: workspace, kind, id.
type Spot = (Id, &'static str, Id);

/// Who looks at one record, by process (none is this one) and seat, and when that was last said.
type People = HashMap<(Option<Id>, u64), (Person, Instant)>;

#[derive(Clone, PartialEq)]
struct Person {
    user: Id,
    name: String,
    doing: Doing,
}

/// Everybody who looks at something, here and in the other processes.
#[derive(Default)]
pub(super) struct Presence {
    spots: Mutex<HashMap<Spot, People>>,
    process: OnceLock<Id>,
}

/// What processes say to each other.
#[derive(Serialize, Deserialize)]
struct Saying {
    process: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<SayingAt>,
}

#[derive(Serialize, Deserialize)]
struct SayingAt {
    seat: u64,
    workspace: Id,
    kind: String,
    id: Id,
    user: Id,
    name: String,
    /// Nothing when they left.
    doing: Option<Doing>,
}

impl Presence {
    fn process(&self, app: &App) -> Id {
        *self.process.get_or_init(|| app.new_id())
    }

    /// Asks the other processes who is there.
    pub fn ask(&self, app: &App) {
        say(app, &Saying { process: self.process(app), at: None });
    }

    /// A follower turns to another record, does something else there, or leaves.
    pub fn move_to(&self, app: &App, seat: &Arc<Seat>, to: Option<Viewing>) {
        let from = std::mem::replace(&mut *seat.viewing.lock().unwrap_or_else(PoisonError::into_inner), to);
        let spot = |viewing: Viewing| (seat.workspace, viewing.kind.key, viewing.id);
        let left = from.filter(|from| to.map(spot) != Some(spot(*from)));
        if let Some(left) = left {
            self.put(spot(left), (None, seat.number), None);
            self.say(app, seat, left, None);
            self.tell(app, spot(left));
        }
        if let Some(to) = to {
            let person = Person { user: seat.user, name: seat.name.clone(), doing: to.doing };
            self.put(spot(to), (None, seat.number), Some(person));
            self.say(app, seat, to, Some(to.doing));
            self.tell(app, spot(to));
        }
    }

    /// Hears another process.
    pub fn hear(&self, app: &App, text: &str) {
        let Ok(saying) = serde_json::from_str::<Saying>(text) else { return };
        let Some(at) = saying.at else {
            return self.say_all(app);
        };
        let Some(kind) = kith_catalog::find_kind(&at.kind) else { return };
        let spot = (at.workspace, kind.key, at.id);
        let person = at.doing.map(|doing| Person { user: at.user, name: at.name, doing });
        if self.put(spot, (Some(saying.process), at.seat), person) {
            self.tell(app, spot);
        }
    }

    /// Forgets processes that say nothing any more; with `repeat` says again who is here.
    pub fn tick(&self, app: &App, repeat: bool) {
        if repeat {
            self.say_all(app);
        }
        let mut left = Vec::new();
        let mut spots = self.spots.lock().unwrap_or_else(PoisonError::into_inner);
        spots.retain(|spot, people| {
            let before = people.len();
            people.retain(|(process, _), (_, heard)| process.is_none() || heard.elapsed() < FORGOTTEN);
            if people.len() < before {
                left.push(*spot);
            }
            !people.is_empty()
        });
        drop(spots);
        left.into_iter().for_each(|spot| self.tell(app, spot));
    }

    /// After changes: nobody stays beside a record they may no longer read.
    pub fn check(&self, app: &App, room: &[Arc<Seat>], batch: &Batch) {
        for change in &batch.changes {
            for seat in room {
                let there = seat.viewing().filter(|at| at.kind.key == change.kind.key && at.id == change.record.id);
                if there.is_none() {
                    continue;
                }
                let scope = seat.scope();
                let permit = decide(&scope, change.kind.key, Action::Read, change.kind.activity);
                if !permit.is_ok_and(|permit| change.is_readable(&scope, &permit)) {
                    self.move_to(app, seat, None);
                }
            }
        }
    }

    /// Puts somebody somewhere, or takes them away. Answers whether that is news.
    fn put(&self, spot: Spot, key: (Option<Id>, u64), person: Option<Person>) -> bool {
        let mut spots = self.spots.lock().unwrap_or_else(PoisonError::into_inner);
        let people = spots.entry(spot).or_default();
        let before = match &person {
            Some(person) => people.insert(key, (person.clone(), Instant::now())),
            None => people.remove(&key),
        };
        if people.is_empty() {
            spots.remove(&spot);
        }
        before.map(|(before, _)| before) != person
    }

    /// Tells everybody who looks at a record here who else does.
    fn tell(&self, app: &App, spot: Spot) {
        let people: Vec<Person> = {
            let spots = self.spots.lock().unwrap_or_else(PoisonError::into_inner);
            spots
                .get(&spot)
                .map(|people| people.values().map(|(person, _)| person.clone()).collect())
                .unwrap_or_default()
        };
        let (workspace, kind, id) = spot;
        for seat in app.live().room(workspace) {
            let Some(viewing) = seat.viewing().filter(|at| at.kind.key == kind && at.id == id) else { continue };
            // Somebody with two windows is one person, who does the most of what they do.
            let mut others: BTreeMap<(&str, Id), Doing> = BTreeMap::new();
            for person in people.iter().filter(|person| person.user != seat.user) {
                let doing = others.entry((&person.name, person.user)).or_insert(person.doing);
                *doing = (*doing).max(person.doing);
            }
            let others: Vec<Json> = others
                .into_iter()
                .map(|((title, id), doing)| json!({"id": id, "title": title, "doing": doing}))
                .collect();
            seat.send(json!({"presence": {"kind": viewing.kind.plural, "id": id, "people": others}}));
        }
    }

    fn say(&self, app: &App, seat: &Seat, viewing: Viewing, doing: Option<Doing>) {
        let at = SayingAt {
            seat: seat.number,
            workspace: seat.workspace,
            kind: viewing.kind.key.to_owned(),
            id: viewing.id,
            user: seat.user,
            name: seat.name.clone(),
            doing,
        };
        say(app, &Saying { process: self.process(app), at: Some(at) });
    }

    fn say_all(&self, app: &App) {
        for seat in app.live().everybody() {
            if let Some(viewing) = seat.viewing() {
                self.say(app, &seat, viewing, Some(viewing.doing));
            }
        }
    }
}

fn say(app: &App, saying: &Saying) {
    app.store().say(json!(saying).to_string());
}
