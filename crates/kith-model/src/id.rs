//! Record ids (UUIDv7) and where they come from.

use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use uuid::{ContextV7, Timestamp as UuidTime, Uuid};

use crate::Timestamp;

/// The id of a record, a workspace or a row of the system's own tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub Uuid);

impl Id {
    /// The id of nothing, where a key needs one.
    pub const NIL: Id = Id(Uuid::nil());
    /// Behind every other id.
    pub const MAX: Id = Id(Uuid::max());

    /// The sixteen bytes as stored.
    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// When it was made, to the millisecond; `None` for an id that does not say.
    pub fn made_at(&self) -> Option<Timestamp> {
        let (seconds, nanos) = self.0.get_timestamp()?.to_unix();
        Some(Timestamp::from_micros(i64::try_from(seconds).ok()? * 1_000_000 + i64::from(nanos / 1000)))
    }

    /// Reads an id from its sixteen stored bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Id> {
        Uuid::from_slice(bytes).ok().map(Id)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Id, uuid::Error> {
        Uuid::from_str(text).map(Id)
    }
}

/// Where new ids come from. An input, so that tests can predict ids.
pub trait IdSource: Send + Sync + 'static {
    /// A new id, ordered after those made earlier by the same source at an earlier `now`.
    fn next(&self, now: Timestamp) -> Id;
}

/// UUIDv7 from the operating system's randomness; monotonic within a millisecond.
pub struct RandomIds(Mutex<ContextV7>);

impl Default for RandomIds {
    fn default() -> Self {
        RandomIds(Mutex::new(ContextV7::new()))
    }
}

impl IdSource for RandomIds {
    fn next(&self, now: Timestamp) -> Id {
        let micros = now.as_micros().max(0) as u64;
        let context = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let time = UuidTime::from_unix(&*context, micros / 1_000_000, (micros % 1_000_000) as u32 * 1000);
        Id(Uuid::new_v7(time))
    }
}

/// Ids counted up from one, for tests and for data that must come out the same each time.
#[derive(Default)]
pub struct SequentialIds(AtomicU64);

impl SequentialIds {
    /// Starts after `start`, so that several sources do not collide.
    pub fn starting_at(start: u64) -> Self {
        SequentialIds(AtomicU64::new(start))
    }
}

impl IdSource for SequentialIds {
    fn next(&self, now: Timestamp) -> Id {
        let n = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let mut bytes = [0u8; 10];
        bytes[2..].copy_from_slice(&n.to_be_bytes());
        Id(uuid::Builder::from_unix_timestamp_millis((now.as_micros().max(0) / 1000) as u64, &bytes).into_uuid())
    }
}
