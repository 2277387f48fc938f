//! One follower: a queue with an end, the rights as last seen, and what is subscribed to.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use kith_access::{Action, Scope, decide};
use kith_catalog::user;
use kith_model::{Id, RecordKind, Timestamp};
use serde_json::{Value as Json, json};
use tokio::sync::{mpsc, watch};

use super::jobs::FollowedJobs;
use super::presence::{Doing, Viewing};
use super::subscription::{Subscription, Wish};
use super::{Limits, MOST_EVENTS, event_id, matching, read_event_id, reset};
use crate::auth::Authenticated;
use crate::{App, AppError, records};

/// Why a stream ended from this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The session was ended or has expired.
    Session,
    /// The user was suspended or removed.
    Suspended,
    /// The process stops.
    GoingAway,
}

/// What a connection is to send next.
#[derive(Clone, Debug)]
pub enum Outgoing {
    /// A message.
    Text(Arc<str>),
    /// The end.
    End(Ended),
}

/// A follower, as the reader sees it.
pub(super) struct Seat {
    pub number: u64,
    pub workspace: Id,
    pub user: Id,
    pub session: Id,
    pub name: String,
    expires: AtomicI64,
    scope: Mutex<Arc<Scope>>,
    subscriptions: Mutex<Arc<Vec<Subscription>>>,
    pub viewing: Mutex<Option<Viewing>>,
    pub jobs: FollowedJobs,
    queue: mpsc::Sender<Arc<str>>,
    /// Whether messages were left out, so that the client has to read everything anew.
    lost: AtomicBool,
    ended: watch::Sender<Option<Ended>>,
    pub most_subscriptions: usize,
}

impl Seat {
    pub fn new(
        number: u64,
        who: &Authenticated,
        name: String,
        expires: Timestamp,
        limits: Limits,
    ) -> (Arc<Seat>, mpsc::Receiver<Arc<str>>) {
        let (queue, receiver) = mpsc::channel(limits.queue.max(1));
        let seat = Seat {
            number,
            workspace: who.scope.workspace,
            user: who.user,
            session: who.session,
            name,
            expires: AtomicI64::new(expires.as_micros()),
            scope: Mutex::new(who.scope.clone()),
            subscriptions: Mutex::default(),
            viewing: Mutex::default(),
            jobs: FollowedJobs::default(),
            queue,
            lost: AtomicBool::new(false),
            ended: watch::Sender::new(None),
            most_subscriptions: limits.subscriptions,
        };
        (Arc::new(seat), receiver)
    }

    pub fn scope(&self) -> Arc<Scope> {
        self.scope.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn subscriptions(&self) -> Arc<Vec<Subscription>> {
        self.subscriptions.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn viewing(&self) -> Option<Viewing> {
        *self.viewing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn has_expired(&self, now: Timestamp) -> bool {
        self.expires.load(Ordering::Relaxed) <= now.as_micros()
    }

    pub fn lives_until(&self, expires: Timestamp) {
        self.expires.store(expires.as_micros(), Ordering::Relaxed);
    }

    /// Queues a message. One that finds the queue full is dropped, and so are those behind it, until
    /// the client has taken what waits and was told to start over.
    pub fn send(&self, message: Json) {
        self.send_text(message.to_string().into());
    }

    pub fn send_text(&self, text: Arc<str>) {
        if !self.lost.load(Ordering::Acquire) && self.queue.try_send(text).is_err() {
            self.lost.store(true, Ordering::Release);
        }
    }

    /// As though the queue had overflowed.
    pub fn lose(&self) {
        self.lost.store(true, Ordering::Release);
        // Something has to wake the connection; where the queue is full it is awake anyway.
        self.queue.try_send("".into()).unwrap_or_default();
    }

    pub fn end(&self, why: Ended) {
        self.ended.send_if_modified(|ended| {
            let first = ended.is_none();
            *ended = Some(ended.unwrap_or(why));
            first
        });
    }

    /// Takes over new rights: subscriptions are read again under them.
    pub async fn change_scope(&self, app: &App, scope: Scope) -> Result<(), AppError> {
        let old = self.scope();
        if old.grants == scope.grants && old.team_user_ids == scope.team_user_ids {
            return Ok(());
        }
        *self.scope.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(scope.clone());
        let mut kept = Vec::new();
        for subscription in self.subscriptions().iter() {
            match Subscription::read(app, &scope, subscription.name.clone(), subscription.wish.clone()).await {
                Ok(again) => kept.push(again),
                Err(error) => self.send(json!({"unsubscribed": {"id": subscription.name, "why": error.to_string()}})),
            }
        }
        *self.subscriptions.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(kept);
        self.send(reset("rights", Some(super::present_id(app).await?)));
        Ok(())
    }

    fn put(&self, subscription: Subscription) -> Result<(), AppError> {
        let mut held = self.subscriptions.lock().unwrap_or_else(PoisonError::into_inner);
        let mut list: Vec<Subscription> = held.iter().filter(|one| one.name != subscription.name).cloned().collect();
        if list.len() >= self.most_subscriptions {
            return Err(AppError::Conflict(format!("{} subscriptions are the most.", self.most_subscriptions)));
        }
        list.push(subscription);
        *held = Arc::new(list);
        Ok(())
    }
}

/// What others call the caller.
pub(super) async fn name_of(app: &App, who: &Authenticated) -> Result<String, AppError> {
    let permit = decide(&Scope::system(who.scope.workspace), user::KIND.key, Action::Read, false)?;
    let titles = app.store().titles(&permit, &[who.user]).await?;
    Ok(titles.into_iter().next().map(|(_, title)| title).unwrap_or_default())
}

/// A follower's own side. It leaves when it is dropped.
pub struct Connection {
    pub(super) app: App,
    pub(super) seat: Arc<Seat>,
    queue: mpsc::Receiver<Arc<str>>,
    ended: watch::Receiver<Option<Ended>>,
}

impl Connection {
    pub(super) fn new(app: App, seat: Arc<Seat>, queue: mpsc::Receiver<Arc<str>>) -> Connection {
        let ended = seat.ended.subscribe();
        Connection { app, seat, queue, ended }
    }

    /// What to send next. May be dropped and called again.
    pub async fn next(&mut self) -> Outgoing {
        loop {
            if let Some(why) = *self.ended.borrow() {
                return Outgoing::End(why);
            }
            if self.queue.is_empty() && self.seat.lost.swap(false, Ordering::AcqRel) {
                let told = self.app.live().told_id(self.app.now());
                return Outgoing::Text(reset("slow", told).to_string().into());
            }
            tokio::select! {
                biased;
                _ = self.ended.changed() => {}
                text = self.queue.recv() => match text {
                    Some(text) if text.is_empty() => {}
                    Some(text) => return Outgoing::Text(text),
                    None => return Outgoing::End(Ended::GoingAway),
                },
            }
        }
    }

    /// A word that the stream lives, with the id of what the client has heard by now; none where
    /// messages still wait for it.
    pub fn heartbeat(&self) -> Json {
        let told = self.app.live().told_id(self.app.now());
        json!({"heartbeat": {"event_id": told.filter(|_| self.queue.is_empty())}})
    }

    /// Subscribes under a name of the client's; one of the same name is replaced. With `after` what
    /// happened since that event is sent too.
    pub async fn subscribe(&self, name: String, wish: Wish, after: Option<&str>) -> Result<(), AppError> {
        let subscription = Subscription::read(&self.app, &self.seat.scope(), name.clone(), wish).await?;
        self.seat.jobs.forget(&name);
        self.seat.put(subscription.clone())?;
        self.seat.send(json!({"subscribed": {"id": name}}));
        if let Some(after) = after {
            // Of the other subscriptions nothing is known by this, so that the client is no further after it.
            self.replay(after, &[subscription], false).await?;
        }
        Ok(())
    }

    /// Ends a subscription; one that is not there has ended already.
    pub fn unsubscribe(&self, name: &str) {
        self.forget(name);
        self.seat.send(json!({"unsubscribed": {"id": name}}));
    }

    pub(super) fn forget(&self, name: &str) {
        self.seat.jobs.forget(name);
        let mut held = self.seat.subscriptions.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Arc::new(held.iter().filter(|one| one.name != name).cloned().collect());
    }

    /// Sends what happened since an event as far as it is subscribed to, or tells to start over.
    pub async fn resume(&self, after: &str) -> Result<(), AppError> {
        self.replay(after, &self.seat.subscriptions(), true).await
    }

    async fn replay(&self, after: &str, subscriptions: &[Subscription], all: bool) -> Result<(), AppError> {
        let now = self.app.now();
        let heard = match read_event_id(now, after) {
            Some(place) => self.app.store().events_since(&place, Some(self.seat.workspace), MOST_EVENTS).await,
            None => Err(kith_store::StoreError::InvalidCursor),
        };
        let (heard, why) = match heard {
            Ok(heard) if heard.too_many => (None, "too_many"),
            Ok(heard) => (Some(heard), ""),
            Err(kith_store::StoreError::InvalidCursor) => (None, "too_old"),
            Err(error) => return Err(error.into()),
        };
        let Some(heard) = heard else {
            let place = super::present_id(&self.app).await?;
            self.seat.send(reset(why, Some(place)));
            return Ok(());
        };
        let wanted: BTreeSet<&'static str> = subscriptions.iter().flat_map(Subscription::kinds).collect();
        let batch = matching::load(&self.app, self.seat.workspace, heard.events, &wanted).await?;
        let until = event_id(now, &heard.place);
        if !batch.skipped.is_empty() {
            self.seat.send(reset("too_many", Some(until.clone())));
        }
        matching::tell(&self.seat, subscriptions, &batch, after, if all { &until } else { after });
        if all {
            self.seat.send(json!({"resumed": {"event_id": until}}));
        }
        Ok(())
    }

    /// Says which record is looked at and what is done with it, or that none is.
    pub async fn view(&self, what: Option<(&'static RecordKind, Id, Doing)>) -> Result<(), AppError> {
        if let Some((kind, id, _)) = what {
            records::get(&self.app, &self.seat.scope(), kind, id, &[]).await?;
        }
        self.app.live().presence.move_to(
            &self.app,
            &self.seat,
            what.map(|(kind, id, doing)| Viewing { kind, id, doing }),
        );
        Ok(())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let hub = self.app.live();
        hub.leave(&self.seat);
        hub.presence.move_to(&self.app, &self.seat, None);
    }
}
