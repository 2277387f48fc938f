//! What people who sell wait for: the board, a card moved, the dashboard, reports, a conversion. One
//! request at a time, the engines in turns, so that each answer's time is its own.

use std::error::Error;
use std::fmt::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde_json::{Value as Json, json};

use crate::client::Client;
use crate::rescoring;

/// How often each is asked.
const TIMES: usize = 50;
/// Reports look at many records, so they are asked less often.
const REPORTS: usize = 10;
/// Point reads, alone and while reports run.
const READS: usize = 400;
/// Leads that are added to one campaign, by how many at once.
const ADDED: usize = 800;
const AT_ONCE: usize = 16;

/// An engine under measurement.
pub struct Engine {
    /// Its name in the report.
    pub name: &'static str,
    /// Signed in as an administrator.
    pub client: Client,
}

impl Engine {
    /// The same, signed in anew.
    pub fn again(&self) -> Result<Engine, Box<dyn Error>> {
        Ok(Engine { name: self.name, client: self.client.again()? })
    }
}

/// What of an engine's data is worked with.
struct Facts {
    pipeline: String,
    stages: Vec<String>,
    deals: Vec<String>,
    leads: Vec<String>,
    campaigns: Vec<String>,
    contacts: Vec<String>,
}

/// Sends what is measured, for the nth time.
type Send = dyn Fn(&Client, &Facts, usize) -> Result<(), Box<dyn Error>>;

/// A thing that people wait for: what is sent the nth time. All of it counts.
struct Case {
    name: String,
    times: usize,
    /// The longest acceptable time in milliseconds.
    limit: f64,
    send: Box<Send>,
}

/// How long something took, in milliseconds.
#[derive(Clone, Copy)]
pub struct Times {
    /// The median.
    pub p50: f64,
    /// The longest but for one in a hundred.
    pub p99: f64,
}

/// Measures everything and answers the table.
pub fn measure(engines: &[Engine]) -> Result<String, Box<dyn Error>> {
    for engine in engines {
        rescoring::wait_for_jobs(engine)?;
    }
    let engines = &engines.iter().map(Engine::again).collect::<Result<Vec<Engine>, _>>()?;
    let facts = engines.iter().map(|engine| facts(&engine.client)).collect::<Result<Vec<Facts>, _>>()?;
    let mut out = String::from("| case | server | p50 ms | p99 ms |\n|---|---|--:|--:|\n");
    for case in cases() {
        let mut found: Vec<Vec<f64>> = vec![Vec::new(); engines.len()];
        for n in 0..=case.times {
            for (at, engine) in engines.iter().enumerate() {
                let begun = Instant::now();
                (case.send)(&engine.client, &facts[at], n)?;
                // The first is for warming up.
                if n > 0 {
                    found[at].push(begun.elapsed().as_secs_f64() * 1000.0);
                }
            }
        }
        for (engine, times) in engines.iter().zip(found) {
            line(&mut out, &case.name, engine.name, summary(times), case.limit)?;
        }
    }
    for (engine, facts) in engines.iter().zip(&facts) {
        line(&mut out, "lead added to one campaign, 16 at once", engine.name, together(engine, facts)?, 100.0)?;
    }
    for (engine, facts) in engines.iter().zip(&facts) {
        let alone = reads(engine, facts)?;
        let busy = AtomicBool::new(true);
        let meanwhile = std::thread::scope(|scope| {
            scope.spawn(|| {
                while busy.load(Ordering::Relaxed) {
                    if engine
                        .client
                        .get(&report(&json!({"report": "sales_performance", "period": "this_year"})))
                        .is_err()
                    {
                        break;
                    }
                }
            });
            let found = reads(engine, facts);
            busy.store(false, Ordering::Relaxed);
            found
        })?;
        line(&mut out, "point read, alone", engine.name, alone, f64::MAX)?;
        line(&mut out, "point read while reports run", engine.name, meanwhile, f64::MAX)?;
    }
    let contacts: Vec<&[String]> = facts.iter().map(|facts| facts.contacts.as_slice()).collect();
    out += &rescoring::measure(engines, &contacts)?;
    Ok(out)
}

fn line(out: &mut String, name: &str, engine: &str, Times { p50, p99 }: Times, limit: f64) -> std::fmt::Result {
    let late = if p99 > limit { " (over)" } else { "" };
    eprintln!("{name:<34} {engine:<14} p50 {p50:>8.2} ms  p99 {p99:>8.2} ms");
    writeln!(out, "| {name} | {engine} | {p50:.1} | {p99:.1}{late} |")
}

fn reads(engine: &Engine, facts: &Facts) -> Result<Times, Box<dyn Error>> {
    let mut times = Vec::with_capacity(READS);
    for n in 0..READS {
        let begun = Instant::now();
        read(engine, &facts.contacts, n)?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(summary(times))
}

/// Reads the nth contact.
pub fn read(engine: &Engine, contacts: &[String], n: usize) -> Result<(), Box<dyn Error>> {
    get(&engine.client, &format!("/api/v1/contacts/{}", contacts[n % contacts.len()]))
}

/// Many add leads to one campaign at once, so that all of them change the same figures; these must be
/// right afterwards.
fn together(engine: &Engine, facts: &Facts) -> Result<Times, Box<dyn Error>> {
    let campaign = facts.campaigns.first().ok_or("no campaign")?;
    let leads = || -> Result<i64, Box<dyn Error>> {
        let figures: Json =
            serde_json::from_str(&engine.client.get(&format!("/api/v1/campaigns/figures?ids={campaign}"))?)?;
        figures["data"][0]["leads"].as_i64().ok_or_else(|| "no figure".into())
    };
    let before = leads()?;
    let add = |worker: usize| {
        let mut times = Vec::new();
        for n in 0..ADDED / AT_ONCE {
            let body = json!({"last_name": format!("Rao {worker}-{n}"), "campaign_id": campaign});
            let begun = Instant::now();
            engine.client.post("/api/v1/leads", &body).map_err(|error| error.to_string())?;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        Ok::<Vec<f64>, String>(times)
    };
    let times = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|worker| scope.spawn(move || add(worker))).collect();
        let joined = workers.into_iter().map(|it| it.join().map_err(|_| "a worker failed".to_owned())?);
        joined.collect::<Result<Vec<Vec<f64>>, String>>()
    })?;
    let after = leads()?;
    if after != before + ADDED as i64 {
        return Err(format!("the campaign's figure went from {before} to {after} with {ADDED} leads more").into());
    }
    Ok(summary(times.concat()))
}

/// Puts times together.
pub fn summary(mut times: Vec<f64>) -> Times {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1];
    Times { p50: at(0.5), p99: at(0.99) }
}

fn cases() -> Vec<Case> {
    let case = |name: &str, times, limit, send| Case { name: name.into(), times, limit, send };
    let mut list = vec![
        case("board: five columns and their sums", TIMES, 100.0, Box::new(board)),
        case("board: a card moved", TIMES, 100.0, Box::new(move_card)),
        case("dashboard", TIMES, 50.0, Box::new(|client, _, _| get(client, "/api/v1/dashboard"))),
        case(
            "campaign figures, 24 campaigns",
            TIMES,
            100.0,
            Box::new(|client, facts, _| {
                get(client, &format!("/api/v1/campaigns/figures?ids={}", facts.campaigns.join(",")))
            }),
        ),
        case(
            "campaign over time",
            TIMES,
            100.0,
            Box::new(|client, facts, n| {
                get(client, &format!("/api/v1/campaigns/{}/trend", facts.campaigns[n % facts.campaigns.len()]))
            }),
        ),
        case(
            "conversion of a lead",
            TIMES,
            100.0,
            Box::new(|client, facts, n| {
                let body = json!({"contact": {"last_name": format!("Rao {n}")}, "deal": {"name": format!("Sale {n}")}});
                let lead = facts.leads.get(n).ok_or("too few leads")?;
                client.post(&format!("/api/v1/leads/{lead}/convert"), &body)
            }),
        ),
    ];
    for name in [
        "sales_performance", "lead_funnel", "lead_conversion", "pipeline", "velocity", "revenue", "forecast",
        "campaign_roi", "activity",
    ] {
        let path = report(&json!({"report": name, "period": "this_year"}));
        let send = Box::new(move |client: &Client, _: &Facts, _: usize| get(client, &path));
        list.push(Case { name: format!("report: {name}"), times: REPORTS, limit: 500.0, send });
    }
    list
}

fn get(client: &Client, path: &str) -> Result<(), Box<dyn Error>> {
    client.get(path).map(|_| ())
}

fn report(definition: &Json) -> String {
    let text: String = definition.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("/api/v1/reports/result?definition={text}")
}

/// What the board asks for when it opens.
fn board(client: &Client, facts: &Facts, _: usize) -> Result<(), Box<dyn Error>> {
    let measures = "measure=count,sum:amount,sum:weighted_amount";
    get(client, &format!("/api/v1/deals/aggregate?group_by=stage_id&{measures}&pipeline_id={}", facts.pipeline))?;
    for stage in facts.stages.iter().take(5) {
        get(client, &format!("/api/v1/deals?stage_id={stage}&sort=position&limit=50"))?;
    }
    Ok(())
}

/// To the next stage and back.
fn move_card(client: &Client, facts: &Facts, n: usize) -> Result<(), Box<dyn Error>> {
    let deal = facts.deals.get(n / 2).ok_or("too few deals")?;
    let stage = facts.stages.get(1 - n % 2).ok_or("too few stages")?;
    client.post(&format!("/api/v1/deals/{deal}/move"), &json!({"stage_id": stage}))
}

fn facts(client: &Client) -> Result<Facts, Box<dyn Error>> {
    let bootstrap: Json = serde_json::from_str(&client.get("/api/v1/bootstrap")?)?;
    let pipeline = &bootstrap["pipelines"][0];
    let id = |json: &Json| json["id"].as_str().map(str::to_owned).ok_or("no id");
    let stages = pipeline["stages"].as_array().ok_or("no stages")?.iter().map(id).collect::<Result<Vec<_>, _>>()?;
    let first = stages.first().ok_or("no stages")?;
    Ok(Facts {
        deals: client.ids(&format!("deals?stage_id={first}"), TIMES)?,
        leads: client.ids("leads?status=open", 2 * TIMES)?,
        campaigns: client.ids("campaigns?", 24)?.into_iter().take(24).collect(),
        contacts: client.ids("contacts?", READS)?,
        pipeline: id(pipeline)?,
        stages,
    })
}
