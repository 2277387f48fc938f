//! Token buckets in memory, one per caller. Each process counts by itself: the limits protect the
//! process. What must hold over all processes (tries at a password) is counted in the database.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::problem::{Code, Problem};

/// How much is allowed.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The limit's name in the headers.
    pub name: &'static str,
    /// Requests per window; also what may come at once. Zero switches the limit off.
    pub requests: u32,
    /// The window in seconds.
    pub window_seconds: u32,
}

/// What is left for a caller after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    limit: &'static str,
    requests: u32,
    window_seconds: u32,
    remaining: u32,
    full_in_seconds: u32,
}

struct Bucket {
    tokens: f64,
    filled_at: Instant,
}

/// Buckets of one limit.
pub struct Limiter<K> {
    limit: Limit,
    buckets: Mutex<HashMap<K, Bucket>>,
}

const SWEEP_ABOVE: usize = 20_000;

impl<K: Eq + Hash> Limiter<K> {
    /// No bucket yet: everybody starts with a full one.
    pub fn new(limit: Limit) -> Self {
        Limiter { limit, buckets: Mutex::new(HashMap::new()) }
    }

    /// Takes one token, or says when the next one is there.
    pub fn take(&self, key: K, now: Instant) -> Result<Option<Allowance>, Problem> {
        if self.limit.requests == 0 {
            return Ok(None);
        }
        let full = f64::from(self.limit.requests);
        let per_second = full / f64::from(self.limit.window_seconds.max(1));
        let mut buckets = self.buckets.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if buckets.len() > SWEEP_ABOVE {
            let window = Duration::from_secs(u64::from(self.limit.window_seconds));
            buckets.retain(|_, bucket| now.duration_since(bucket.filled_at) < window);
        }
        let bucket = buckets.entry(key).or_insert(Bucket { tokens: full, filled_at: now });
        let gained = now.duration_since(bucket.filled_at).as_secs_f64() * per_second;
        bucket.tokens = (bucket.tokens + gained).min(full);
        bucket.filled_at = now;
        if bucket.tokens < 1.0 {
            let wait = ((1.0 - bucket.tokens) / per_second).ceil().max(1.0);
            return Err(Problem::new(Code::TooManyRequests).retry_after(wait as u64));
        }
        bucket.tokens -= 1.0;
        Ok(Some(Allowance {
            limit: self.limit.name,
            requests: self.limit.requests,
            window_seconds: self.limit.window_seconds,
            remaining: bucket.tokens as u32,
            full_in_seconds: ((full - bucket.tokens) / per_second).ceil() as u32,
        }))
    }
}

impl Allowance {
    /// Writes `RateLimit` and `RateLimit-Policy`.
    pub fn write(&self, headers: &mut HeaderMap) {
        let state = format!("\"{}\";r={};t={}", self.limit, self.remaining, self.full_in_seconds);
        let policy = format!("\"{}\";q={};w={}", self.limit, self.requests, self.window_seconds);
        for (name, value) in [("ratelimit", state), ("ratelimit-policy", policy)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limiter = Limiter::new(Limit { name: "sign-in", requests: 2, window_seconds: 20 });
        let start = Instant::now();
        assert!(limiter.take("a", start).is_ok());
        assert_eq!(limiter.take("a", start).expect("allowed").map(|left| left.remaining), Some(0));
        assert_eq!(limiter.take("a", start).expect_err("refused").retry_after, Some(10));
        assert!(limiter.take("b", start).is_ok());
        assert!(limiter.take("a", start + Duration::from_secs(10)).is_ok());
        assert!(limiter.take("a", start + Duration::from_secs(10)).is_err());
    }

    #[test]
    fn zero_switches_a_limit_off() {
        let limiter = Limiter::new(Limit { name: "x", requests: 0, window_seconds: 1 });
        assert_eq!(limiter.take("a", Instant::now()).expect("allowed"), None);
    }
}
