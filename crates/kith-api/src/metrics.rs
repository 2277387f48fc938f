//! Counters for `/metrics`, in Prometheus' text format.

use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::time::Duration;

const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
const STATUSES: [u16; 24] = [
    200, 201, 202, 204, 206, 304, 400, 401, 403, 404, 405, 408, 409, 412, 413, 415, 416, 422, 429, 500, 501, 502, 503,
    0,
];

#[derive(Default)]
struct RouteStats {
    statuses: [AtomicU64; STATUSES.len()],
    buckets: [AtomicU64; BUCKETS.len()],
    micros: AtomicU64,
}

/// The counters of one process.
pub struct Metrics {
    labels: Vec<(String, String)>,
    routes: Vec<RouteStats>,
    in_flight: AtomicI64,
    panics: AtomicU64,
}

impl Metrics {
    /// Counters for routes labelled by method and path template; the last place counts what matched none.
    pub(crate) fn new(labels: Vec<(String, String)>) -> Self {
        let mut labels = labels;
        labels.push(("".into(), "other".into()));
        let routes = labels.iter().map(|_| RouteStats::default()).collect();
        Metrics { labels, routes, in_flight: AtomicI64::new(0), panics: AtomicU64::new(0) }
    }

    /// Counts a request that begins; dropping the guard ends it, however it ends.
    pub(crate) fn begin(&self) -> InFlight<'_> {
        self.in_flight.fetch_add(1, Relaxed);
        InFlight(&self.in_flight)
    }

    /// Counts an answer of the route at `index`, or of none.
    pub(crate) fn record(&self, index: Option<usize>, status: u16, took: Duration) {
        let last = self.routes.len() - 1;
        let Some(route) = self.routes.get(index.unwrap_or(last)) else { return };
        let place = STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len() - 1);
        route.statuses[place].fetch_add(1, Relaxed);
        route.micros.fetch_add(took.as_micros() as u64, Relaxed);
        let seconds = took.as_secs_f64();
        if let Some(bucket) = BUCKETS.iter().position(|limit| seconds <= *limit) {
            route.buckets[bucket].fetch_add(1, Relaxed);
        }
    }

    /// Counts a panic that was caught.
    pub(crate) fn panicked(&self) {
        self.panics.fetch_add(1, Relaxed);
    }

    /// The counters as text.
    pub(crate) fn render(&self) -> String {
        let mut out = String::new();
        header(&mut out, "kith_http_requests_total", "counter", "Answers by route and status.");
        for (label, route) in self.seen() {
            for (place, status) in STATUSES.iter().enumerate() {
                let count = route.statuses[place].load(Relaxed);
                if count > 0 {
                    let _ = writeln!(out, "kith_http_requests_total{{{label},status=\"{status}\"}} {count}");
                }
            }
        }
        let name = "kith_http_request_duration_seconds";
        header(&mut out, name, "histogram", "Time from the head of a request to the head of its answer.");
        for (label, route) in self.seen() {
            let mut sum = 0;
            for (place, limit) in BUCKETS.iter().enumerate() {
                sum += route.buckets[place].load(Relaxed);
                let _ = writeln!(out, "{name}_bucket{{{label},le=\"{limit}\"}} {sum}");
            }
            let total = total(route);
            let _ = writeln!(out, "{name}_bucket{{{label},le=\"+Inf\"}} {total}");
            let _ = writeln!(out, "{name}_sum{{{label}}} {}", route.micros.load(Relaxed) as f64 / 1e6);
            let _ = writeln!(out, "{name}_count{{{label}}} {total}");
        }
        gauge(&mut out, "kith_http_requests_in_flight", "Requests being answered.", self.in_flight.load(Relaxed));
        header(&mut out, "kith_panics_total", "counter", "Requests that ended in a caught panic.");
        let _ = writeln!(out, "kith_panics_total {}", self.panics.load(Relaxed));
        out
    }

    fn seen(&self) -> impl Iterator<Item = (String, &RouteStats)> {
        let used = self.labels.iter().zip(&self.routes).filter(|(_, route)| total(route) > 0);
        used.map(|((method, path), route)| (format!("method=\"{method}\",route=\"{path}\""), route))
    }
}

/// Counts down when dropped.
pub(crate) struct InFlight<'a>(&'a AtomicI64);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

/// Appends one gauge.
pub(crate) fn gauge(out: &mut String, name: &str, help: &str, value: impl std::fmt::Display) {
    header(out, name, "gauge", help);
    let _ = writeln!(out, "{name} {value}");
}

/// Appends the memory of this process, where the system tells it.
pub(crate) fn memory(out: &mut String) {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return };
    let kilobytes = |key: &str| -> Option<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(key))?;
        line.trim_start_matches(':').trim().split(' ').next()?.parse().ok()
    };
    if let Some(resident) = kilobytes("VmRSS") {
        gauge(out, "process_resident_memory_bytes", "Memory in use.", resident * 1024);
    }
    if let Some(peak) = kilobytes("VmHWM") {
        gauge(out, "process_resident_memory_peak_bytes", "The most memory ever in use.", peak * 1024);
    }
    if let Some(threads) = kilobytes("Threads") {
        gauge(out, "process_threads", "Threads.", threads);
    }
}

fn header(out: &mut String, name: &str, ty: &str, help: &str) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {ty}");
}

fn total(route: &RouteStats) -> u64 {
    route.statuses.iter().map(|count| count.load(Relaxed)).sum()
}
