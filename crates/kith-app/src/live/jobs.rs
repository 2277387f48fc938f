//! Jobs that somebody follows: told when they have moved, but not at every step.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kith_model::Id;
use kith_store::Job;
use serde_json::json;
use tokio::time::Instant;

use super::seat::{Connection, Seat};
use crate::jobs::{self, job_json};
use crate::{App, AppError};

/// The jobs that are followed are looked at so often at most.
const PAUSE: Duration = Duration::from_millis(500);

/// When the jobs that are followed are looked at: at once when something was committed, where that was not so
/// a moment ago, and else when the pause is over.
pub(super) struct JobWatch {
    asked: bool,
    next: Instant,
}

impl JobWatch {
    pub fn new() -> JobWatch {
        JobWatch { asked: false, next: Instant::now() }
    }

    /// A job may have moved.
    pub fn ask(&mut self) {
        self.asked = true;
    }

    /// Resolves when it is time to look.
    pub async fn due(&self) {
        if self.asked {
            tokio::time::sleep_until(self.next).await;
        } else {
            std::future::pending::<()>().await;
        }
    }

    /// Reads each followed job once and tells those who follow it what is new.
    pub async fn look(&mut self, app: &App) -> Result<(), AppError> {
        (self.asked, self.next) = (false, Instant::now() + PAUSE);
        let mut found: HashMap<Id, Option<Job>> = HashMap::new();
        for seat in app.live().everybody() {
            for id in seat.jobs.ids() {
                let job = match found.entry(id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => place.insert(app.store().find_job(seat.workspace, id).await?),
                };
                if let Some(job) = job {
                    tell(&seat, job);
                }
            }
        }
        Ok(())
    }
}

/// Tells a follower how a job stands, if they may know and have not been told.
fn tell(seat: &Seat, job: &Job) {
    if !jobs::may_see(&seat.scope(), job) {
        return;
    }
    if let Some(news) = seat.jobs.news(job) {
        seat.send_text(news);
    }
}

/// The jobs that one client follows, by its names for them.
#[derive(Default)]
pub(super) struct FollowedJobs(Mutex<BTreeMap<String, Followed>>);

struct Followed {
    job: Id,
    /// What was said of it last.
    told: Option<Arc<str>>,
}

impl FollowedJobs {
    pub fn forget(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }

    fn put(&self, name: String, job: Id, most: usize) -> Result<(), AppError> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= most && !held.contains_key(&name) {
            return Err(AppError::Conflict(format!("{most} jobs are the most to follow at once.")));
        }
        held.insert(name, Followed { job, told: None });
        Ok(())
    }

    fn ids(&self) -> Vec<Id> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().map(|followed| followed.job).collect()
    }

    /// What is to be said of a job now, if that was not said. Of one that has ended nothing more is to come.
    fn news(&self, job: &Job) -> Option<Arc<str>> {
        let text: Arc<str> = json!({"job": job_json(job)}).to_string().into();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut news = false;
        for followed in held.values_mut().filter(|followed| followed.job == job.new.id) {
            news |= followed.told.as_ref() != Some(&text);
            followed.told = Some(text.clone());
        }
        if job.finished_at.is_some() {
            held.retain(|_, followed| followed.job != job.new.id);
        }
        news.then_some(text)
    }
}

impl Connection {
    /// Follows a job under a name of the client's until it ends, and says how it stands.
    pub async fn follow_job(&self, name: String, id: Id) -> Result<(), AppError> {
        let seat = &self.seat;
        let job = jobs::get(&self.app, &seat.scope(), id).await?;
        self.forget(&name);
        seat.jobs.put(name.clone(), id, seat.most_subscriptions)?;
        seat.send(json!({"subscribed": {"id": name}}));
        tell(seat, &job);
        Ok(())
    }
}
