//! What a changed rule costs: how fast all leads are scored anew, and what others wait meanwhile.

use std::error::Error;
use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

use crate::selling::{Engine, Times, read, summary};

/// Whoever has more leads than fit in this is told how far it came.
const LONGEST: Duration = Duration::from_secs(120);
/// Between two reads, as a person's.
const PAUSE: Duration = Duration::from_millis(20);

/// Changes a rule on each engine in turn and answers a table. Each reads its own contacts.
pub fn measure(engines: &[Engine], contacts: &[&[String]]) -> Result<String, Box<dyn Error>> {
    let mut out = String::from(
        "\n| a rule changed | leads scored anew | seconds | a second | point read meanwhile p50 ms | p99 ms |\n\
         |---|--:|--:|--:|--:|--:|\n",
    );
    for (engine, contacts) in engines.iter().zip(contacts) {
        let engine = &engine.again()?;
        wait_for_jobs(engine)?;
        let engine = &engine.again()?;
        let begun = Instant::now();
        let rule =
            json!({"name": "Referred", "points": 7, "condition": {"field": "source", "op": "eq", "value": "referral"}});
        engine.client.post("/api/v1/scoring_rules", &rule)?;
        let mut times = Vec::new();
        let done = loop {
            let reading = Instant::now();
            read(engine, contacts, times.len())?;
            times.push(reading.elapsed().as_secs_f64() * 1000.0);
            std::thread::sleep(PAUSE);
            // Looking at the job is not what is measured, so it is seldom.
            if times.len() % 50 == 0 {
                let job = last(engine)?;
                let done = job["done"].as_i64().unwrap_or(0);
                if job["status"] == "succeeded" {
                    break done;
                }
                if begun.elapsed() > LONGEST {
                    let id = job["id"].as_str().ok_or("no job")?;
                    engine.client.post(&format!("/api/v1/jobs/{id}/cancel"), &json!({}))?;
                    break done;
                }
            }
        };
        let seconds = begun.elapsed().as_secs_f64();
        let Times { p50, p99 } = summary(times);
        let rate = done as f64 / seconds;
        eprintln!("{:<14} {done} leads scored in {seconds:.1} s, reads p50 {p50:.2} ms p99 {p99:.2} ms", engine.name);
        writeln!(out, "| {} | {done} | {seconds:.0} | {rate:.0} | {p50:.1} | {p99:.1} |", engine.name)?;
    }
    Ok(out)
}

/// What a server does by itself after its start would be measured along.
pub fn wait_for_jobs(engine: &Engine) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    loop {
        let jobs: Json = serde_json::from_str(&engine.client.get("/api/v1/jobs?limit=20")?)?;
        let waiting = |job: &Json| matches!(job["status"].as_str(), Some("queued" | "running"));
        if !jobs["data"].as_array().is_some_and(|jobs| jobs.iter().any(waiting)) {
            return Ok(());
        }
        if begun.elapsed() > 10 * LONGEST {
            return Err("the jobs do not end".into());
        }
        std::thread::sleep(Duration::from_secs(1));
    }
}

fn last(engine: &Engine) -> Result<Json, Box<dyn Error>> {
    let jobs: Json = serde_json::from_str(&engine.client.get("/api/v1/jobs?type=rescore&limit=1")?)?;
    Ok(jobs["data"][0].clone())
}
