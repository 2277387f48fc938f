//! Live: who follows what, told of changes as they are committed, and of who else looks at a record.
//!
//! One reader per process goes along the outbox of all workspaces ([`reader`]), loads each changed
//! record once, works out where it stands, and asks of every follower's permit in memory whether it
//! reaches it ([`standing`], [`matching`]). Followers have a bounded queue each; one that does not
//! keep up is told to start over ([`seat`]).

mod jobs;
mod matching;
mod presence;
mod reader;
mod seat;
mod standing;
mod subscription;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use kith_model::{Id, Timestamp};
use kith_store::Place;
use serde_json::{Value as Json, json};

use crate::auth::Authenticated;
use crate::{App, AppError};

pub use presence::Doing;
pub use seat::{Connection, Ended, Outgoing};
pub use subscription::Wish;

use presence::Presence;
use seat::Seat;

/// An event's id is good for so long; whoever comes back later starts over.
const RESUMABLE_SECS: i64 = 3_600;
/// So many events are read at once, and replayed to somebody who comes back.
const MOST_EVENTS: u32 = 2_000;
/// More of one kind at once are not worth loading: its followers start over.
const MOST_OF_A_KIND: usize = 500;

/// How much a follower may ask for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Streams of one user in this process.
    pub per_user: usize,
    /// Messages that wait for a slow client.
    pub queue: usize,
    /// Subscriptions of one stream.
    pub subscriptions: usize,
}

/// Everybody who follows, in this process.
#[derive(Default)]
pub(crate) struct Hub {
    rooms: Mutex<HashMap<Id, HashMap<u64, Arc<Seat>>>>,
    presence: Presence,
    /// How far the outbox has been read; nothing while nobody follows.
    place: tokio::sync::Mutex<Option<Place>>,
    /// How far everybody was told: of all up to here stands in the queues what concerns their owners.
    told: Mutex<Option<Place>>,
    started: OnceLock<()>,
    last_seat: AtomicU64,
}

impl Hub {
    /// The followers of a workspace.
    fn room(&self, workspace: Id) -> Vec<Arc<Seat>> {
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.get(&workspace).map(|room| room.values().cloned().collect()).unwrap_or_default()
    }

    fn everybody(&self) -> Vec<Arc<Seat>> {
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.values().flat_map(HashMap::values).cloned().collect()
    }

    fn is_empty(&self) -> bool {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn told_id(&self, now: Timestamp) -> Option<String> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|place| event_id(now, place))
    }

    fn tell_until(&self, place: Place) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(place);
    }

    fn seat(&self, seat: Arc<Seat>, per_user: usize) -> Result<(), AppError> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let room = rooms.entry(seat.workspace).or_default();
        if room.values().filter(|other| other.user == seat.user).count() >= per_user {
            return Err(AppError::TooManyRequests { retry_after: 5 });
        }
        room.insert(seat.number, seat);
        Ok(())
    }

    fn leave(&self, seat: &Seat) {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = rooms.get_mut(&seat.workspace) {
            room.remove(&seat.number);
            if room.is_empty() {
                rooms.remove(&seat.workspace);
            }
        }
    }
}

/// Begins to follow. What is committed from now on reaches the connection as far as it subscribes.
pub async fn join(app: &App, who: &Authenticated, limits: Limits) -> Result<Connection, AppError> {
    let hub = app.live();
    hub.started.get_or_init(|| reader::start(app));
    let expires = app.store().find_session(who.session).await?.ok_or(AppError::Unauthenticated)?.expires_at;
    let name = seat::name_of(app, who).await?;
    let number = hub.last_seat.fetch_add(1, Ordering::Relaxed);
    let (seat, queue) = Seat::new(number, who, name, expires, limits);
    // The reader waits meanwhile, so that nothing falls between its place and the new seat.
    let mut place = hub.place.lock().await;
    if place.is_none() {
        let now = app.store().place().await?;
        hub.tell_until(now.clone());
        *place = Some(now);
    }
    hub.seat(seat.clone(), limits.per_user)?;
    let ready = place.as_ref().map(|place| event_id(app.now(), place)).unwrap_or_default();
    drop(place);
    seat.send(json!({"ready": {"event_id": ready}}));
    Ok(Connection::new(app.clone(), seat, queue))
}

/// Ends every stream of this process, because it stops.
pub fn close_all(app: &App) {
    for seat in app.live().everybody() {
        seat.end(Ended::GoingAway);
    }
}

/// The id under which the present state is known, for clients that read before they follow.
pub async fn present_id(app: &App) -> Result<String, AppError> {
    Ok(event_id(app.now(), &app.store().place().await?))
}

/// A place as clients get it: with the time, since places grow old.
fn event_id(now: Timestamp, place: &Place) -> String {
    format!("{:x}.{place}", now.as_micros() / 1_000_000)
}

/// A place that a client sends back; `None` where it is too old or none at all.
fn read_event_id(now: Timestamp, text: &str) -> Option<Place> {
    let (seconds, place) = text.split_once('.')?;
    let seconds = i64::from_str_radix(seconds, 16).ok()?;
    let age = now.as_micros() / 1_000_000 - seconds;
    Place::parse(place).filter(|_| (-60..=RESUMABLE_SECS).contains(&age))
}

/// What tells a follower to read everything anew: `too_old`, `too_many`, `slow`, `rights`.
fn reset(why: &str, event_id: Option<String>) -> Json {
    json!({"reset": {"why": why, "event_id": event_id}})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_id_is_good_for_an_hour() {
        let now = Timestamp::from_micros(1_772_442_000_000_000);
        let place = Place::parse("748:750:748").expect("a place");
        let id = event_id(now, &place);
        assert_eq!(read_event_id(now.plus_seconds(3_600), &id), Some(place));
        assert_eq!(read_event_id(now.plus_seconds(3_602), &id), None);
        for bad in ["", "x", "zz.1", "69a54d10", "69a54d10.", "69a54d10.1;DROP", "ffffffffffffffff.1"] {
            assert_eq!(read_event_id(now, bad), None, "{bad}");
        }
    }
}
