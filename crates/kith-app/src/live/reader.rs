//! The one reader of a process: woken when something is committed, it tells everybody who follows.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use kith_catalog::{role, team, user};
use kith_model::Id;
use kith_store::{Event, Following, SESSION, StoreError};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::MissedTickBehavior;

use super::jobs::JobWatch;
use super::seat::{Ended, Seat};
use super::subscription::Subscription;
use super::{MOST_EVENTS, event_id, matching};
use crate::{App, AppError, auth, records};

/// What is committed within this time after a read is read together.
const PAUSE: Duration = Duration::from_millis(25);
const TICK: Duration = Duration::from_secs(1);
/// Every so many ticks the reader looks by itself, in case nobody woke it.
const LOOK_TICKS: u64 = 2;
/// And so often it says again who looks at what.
const PRESENCE_TICKS: u64 = 10;

/// Starts the reader; it ends when the store is closed.
pub(super) fn start(app: &App) {
    let following = app.store().follow();
    tokio::spawn(run(app.clone(), following));
}

async fn run(app: App, mut following: Following) {
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut ticks = 0;
    let mut jobs = JobWatch::new();
    app.live().presence.ask(&app);
    while !app.store().is_closed() {
        let done = tokio::select! {
            _ = following.commits.changed() => {
                let done = step(&app).await;
                jobs.ask();
                tokio::time::sleep(PAUSE).await;
                done
            }
            () = jobs.due() => jobs.look(&app).await,
            heard = following.heard.recv() => {
                match heard {
                    Ok(text) => app.live().presence.hear(&app, &text),
                    Err(RecvError::Lagged(_)) => app.live().presence.ask(&app),
                    Err(RecvError::Closed) => return,
                }
                Ok(())
            }
            _ = tick.tick() => {
                ticks += 1;
                app.live().presence.tick(&app, ticks % PRESENCE_TICKS == 0);
                let swept = sweep(&app).await;
                if ticks % LOOK_TICKS == 0 {
                    jobs.ask();
                    swept.and(step(&app).await)
                } else {
                    swept
                }
            }
        };
        if let Err(error) = done {
            tracing::warn!(%error, "changes could not be told to those who follow them; tried again");
        }
    }
}

/// Reads what is new and tells it.
async fn step(app: &App) -> Result<(), AppError> {
    let hub = app.live();
    let mut place = hub.place.lock().await;
    if hub.is_empty() {
        *place = None;
        return Ok(());
    }
    let Some(from) = place.clone() else { return Ok(()) };
    let heard = match app.store().events_since(&from, None, MOST_EVENTS).await {
        Ok(heard) => heard,
        Err(StoreError::InvalidCursor) => {
            let now = app.store().place().await?;
            *place = Some(now.clone());
            drop(place);
            start_over(app).await?;
            hub.tell_until(now);
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    *place = Some(heard.place.clone());
    drop(place);
    if heard.too_many {
        start_over(app).await?;
        hub.tell_until(heard.place);
        return Ok(());
    }
    let (first_id, last_id) = (event_id(app.now(), &from), event_id(app.now(), &heard.place));
    let mut by_workspace: HashMap<Id, Vec<Event>> = HashMap::new();
    for event in heard.events {
        by_workspace.entry(event.workspace).or_default().push(event);
    }
    for (workspace, events) in by_workspace {
        if let Err(error) = tell(app, workspace, events, &first_id, &last_id).await {
            // What was read is behind us; those it was for read everything anew.
            hub.room(workspace).iter().for_each(|seat| seat.lose());
            tracing::warn!(%error, %workspace, "changes could not be told");
        }
    }
    hub.tell_until(heard.place);
    Ok(())
}

async fn tell(app: &App, workspace: Id, events: Vec<Event>, first_id: &str, last_id: &str) -> Result<(), AppError> {
    let hub = app.live();
    let room = hub.room(workspace);
    if room.is_empty() {
        return Ok(());
    }
    // Rights come first, so that nobody is told under those of a moment ago.
    check_rights(app, &room, &events).await?;
    let mut kinds: BTreeSet<&'static str> = BTreeSet::new();
    for seat in &room {
        kinds.extend(seat.subscriptions().iter().flat_map(Subscription::kinds));
        kinds.extend(seat.viewing().map(|viewing| viewing.kind.key));
    }
    let batch = matching::load(app, workspace, events, &kinds).await?;
    for (n, seat) in room.iter().enumerate() {
        let subscriptions = seat.subscriptions();
        if subscriptions.iter().flat_map(Subscription::kinds).any(|kind| batch.skipped.contains(kind)) {
            seat.lose();
        }
        matching::tell(seat, &subscriptions, &batch, first_id, last_id);
        if n % 128 == 127 {
            tokio::task::yield_now().await;
        }
    }
    hub.presence.check(app, &room, &batch);
    Ok(())
}

/// Too much happened to be told one by one, also of rights: everybody is looked at and starts over.
async fn start_over(app: &App) -> Result<(), AppError> {
    let everybody = app.live().everybody();
    let mut by_workspace: HashMap<Id, Vec<Arc<Seat>>> = HashMap::new();
    for seat in everybody {
        by_workspace.entry(seat.workspace).or_default().push(seat);
    }
    for seats in by_workspace.into_values() {
        let users = seats.iter().map(|seat| seat.user).collect();
        check_users(app, &seats, &users).await?;
        for seat in &seats {
            check_session(app, seat).await?;
            seat.lose();
        }
    }
    Ok(())
}

/// Looks at the rights of those whom events of users, roles, teams and sessions concern.
async fn check_rights(app: &App, room: &[Arc<Seat>], events: &[Event]) -> Result<(), AppError> {
    let mut users: BTreeSet<Id> = BTreeSet::new();
    for event in events {
        let kind = event.kind.as_str();
        let shared = [user::ROLES.key(), user::TEAMS.key(), user::STATUS.key()];
        let shared = event.op != "update" || event.changed.iter().any(|key| shared.contains(&key.as_str()));
        if kind == SESSION {
            for seat in room {
                if seat.session == event.record || seat.user == event.record {
                    check_session(app, seat).await?;
                }
            }
        } else if kind == role::KIND.key || kind == team::KIND.key || (kind == user::KIND.key && shared) {
            users.extend(room.iter().map(|seat| seat.user));
        } else if kind == user::KIND.key {
            users.insert(event.record);
        }
    }
    check_users(app, room, &users).await
}

async fn check_users(app: &App, room: &[Arc<Seat>], users: &BTreeSet<Id>) -> Result<(), AppError> {
    for id in users {
        let seats: Vec<Arc<Seat>> = room.iter().filter(|seat| seat.user == *id).cloned().collect();
        let Some(first) = seats.first() else { continue };
        match auth::scope_of_user(app, first.workspace, *id).await {
            Ok(scope) => {
                for seat in &seats {
                    seat.change_scope(app, scope.clone()).await?;
                    check_viewing(app, seat).await?;
                }
            }
            Err(AppError::Suspended | AppError::Unauthenticated) => {
                seats.iter().for_each(|seat| seat.end(Ended::Suspended));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Nobody is shown beside a record they may no longer read.
async fn check_viewing(app: &App, seat: &Arc<Seat>) -> Result<(), AppError> {
    let Some(viewing) = seat.viewing() else { return Ok(()) };
    match records::get(app, &seat.scope(), viewing.kind, viewing.id, &[]).await {
        Err(AppError::NotFound | AppError::Forbidden { .. }) => app.live().presence.move_to(app, seat, None),
        other => drop(other?),
    }
    Ok(())
}

async fn check_session(app: &App, seat: &Seat) -> Result<(), AppError> {
    let session = app.store().find_session(seat.session).await?;
    match session.filter(|session| session.ended_at.is_none() && session.expires_at > app.now()) {
        Some(session) => seat.lives_until(session.expires_at),
        None => seat.end(Ended::Session),
    }
    Ok(())
}

/// Ends the streams of sessions that have expired. One that was refreshed meanwhile lives on.
async fn sweep(app: &App) -> Result<(), AppError> {
    let now = app.now();
    for seat in app.live().everybody() {
        if seat.has_expired(now) {
            check_session(app, &seat).await?;
        }
    }
    Ok(())
}
