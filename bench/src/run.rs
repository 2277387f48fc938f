//! The order of things: fill both databases once, start every server, let them take turns.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cases::CASES;
use crate::client::Client;
use crate::multiply;
use crate::process::{Server, free_port};
use crate::report::{self, Findings};
use crate::selling;
use crate::wrk::{self, Measured};

/// What to measure.
pub struct Options {
    /// How many contacts.
    pub contacts: u64,
    /// How many leads, and as many deals; a fifth of the contacts where not given.
    pub leads: Option<u64>,
    /// Whether nothing else is measured than what people who sell wait for.
    pub selling_only: bool,
    /// Whether nothing else is measured than the stream of events.
    pub live_only: bool,
    /// The same, as given.
    pub size: String,
    /// Seconds per measurement.
    pub seconds: u32,
    /// Rounds in which the servers take turns.
    pub rounds: usize,
    /// Connections of the load generator.
    pub connections: u32,
    /// Folder for databases.
    pub folder: PathBuf,
    /// The program to measure.
    pub kith: PathBuf,
    /// Where the report goes.
    pub report: PathBuf,
}

impl Options {
    /// What its data is called.
    pub fn data(&self) -> String {
        self.leads.map_or_else(|| self.size.clone(), |leads| format!("{}-{leads}", self.size))
    }
}

/// So many leads and deals are made one by one; more are copies of these.
pub const MADE: u64 = 20_000;

/// The account that `kith demo` makes in an empty database.
pub const EMAIL: &str = "demo@kith.example";
/// Its password.
pub const PASSWORD: &str = "quiet river at noon";

/// One server under measurement.
struct Contestant {
    name: &'static str,
    server: Server,
    headers: Vec<(&'static str, String)>,
    ids: Vec<String>,
    /// Whether it has a route for writing.
    writes: bool,
}

/// Runs everything and writes the report.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let folder = options.folder.join(options.data());
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let postgres = std::env::var("KITH_TEST_DATABASE_URL").ok();

    let mut findings = Findings { options: format!("{} contacts", options.contacts), ..Findings::default() };
    fill(options, &folder, None)?;
    if let Some(url) = &postgres {
        fill(options, &folder, Some(url))?;
    }

    let mut contestants = vec![start_kith("kith-sqlite", options, &folder, None)?];
    if let Some(url) = &postgres {
        contestants.push(start_kith("kith-postgres", options, &folder, Some(url))?);
    }
    let ids = contestants[0].ids.clone();
    let samples = folder.join("samples");
    save_samples(&contestants[0], &samples)?;
    findings.idle_memory = contestants.iter().map(|c| (c.name.to_owned(), c.server.memory())).collect();
    if options.live_only {
        let engines: Result<Vec<_>, Box<dyn Error>> = contestants
            .iter()
            .map(|it| Ok((it.name, &it.server, Client::sign_in(&it.server.address, EMAIL, PASSWORD)?)))
            .collect();
        return report::write_live(&options.report, &crate::live::measure(&engines?)?);
    }
    contestants.push(start_constant(&folder, &samples, ids)?);
    if let Some(url) = &postgres {
        contestants.push(start_bare_postgres(&folder, url, &contestants[1])?);
    }

    let engines = contestants.iter().filter(|contestant| contestant.name.starts_with("kith"));
    let engines: Result<Vec<selling::Engine>, Box<dyn Error>> = engines
        .map(|it| Ok(selling::Engine { name: it.name, client: Client::sign_in(&it.server.address, EMAIL, PASSWORD)? }))
        .collect();
    report::write_selling(&options.report, options, &selling::measure(&engines?)?)?;
    if options.selling_only {
        return Ok(());
    }

    for (n, case) in CASES.iter().enumerate() {
        for contestant in &contestants {
            let writes = case.sample.is_empty();
            if writes && !contestant.writes {
                continue;
            }
            let headers: Vec<(&str, &str)> = contestant.headers.iter().map(|(k, v)| (*k, v.as_str())).collect();
            wrk::write_script(&script(&folder, n, contestant.name), &headers, &contestant.ids, case.lua)?;
        }
        let mut rounds: Vec<Vec<Measured>> = vec![Vec::new(); contestants.len()];
        for round in 0..=options.rounds {
            for (index, contestant) in contestants.iter().enumerate() {
                let script = script(&folder, n, contestant.name);
                if !script.exists() {
                    continue;
                }
                let seconds = if round == 0 { 1 } else { options.seconds };
                let measured = wrk::measure(&script, &contestant.server.address, options.connections, seconds)?;
                eprintln!(
                    "{:<11} {:<14} {:>9.0}/s  p50 {:>7.2} ms  p99 {:>7.2} ms  errors {}",
                    case.name, contestant.name, measured.rate, measured.p50, measured.p99, measured.errors
                );
                if round > 0 {
                    rounds[index].push(measured);
                }
            }
        }
        for (contestant, measured) in contestants.iter().zip(rounds) {
            if !measured.is_empty() {
                findings.add(case.name, contestant.name, median(measured), contestant.server.memory());
            }
        }
    }
    drop(contestants);
    findings.bare_sqlite_creates = bare_sqlite(&folder, options)?;
    findings.imports = crate::import::measure(options, &folder, postgres.as_deref())?;
    report::write(&options.report, options, &findings)?;
    eprintln!("written to {}", options.report.display());
    Ok(())
}

fn script(folder: &Path, case: usize, contestant: &str) -> PathBuf {
    folder.join(format!("{case}-{contestant}.lua"))
}

/// The program with its database chosen and nothing taken from the caller's environment.
pub fn kith(options: &Options, folder: &Path, postgres: Option<&str>) -> Command {
    let mut command = Command::new(&options.kith);
    command.env_remove("KITH_DATABASE_URL").env("KITH_DATA_DIR", folder.join("data")).env("KITH_LOG", "warn");
    if let Some(url) = postgres {
        command.env("KITH_DATABASE_URL", url);
    }
    command
}

fn fill(options: &Options, folder: &Path, postgres: Option<&str>) -> Result<(), Box<dyn Error>> {
    // A server that outlives the run keeps its data too; one made for the run has another address.
    let note = folder.join("postgres-filled");
    let filled = match postgres {
        None => folder.join("data").join("kith.db").exists(),
        Some(url) => fs::read_to_string(&note).is_ok_and(|known| known == url),
    };
    if filled {
        return Ok(());
    }
    let run = |arguments: &[&str]| -> Result<(), Box<dyn Error>> {
        let mut command = kith(options, folder, postgres);
        let status = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
        if status.success() { Ok(()) } else { Err(format!("`kith {}` failed", arguments.join(" ")).into()) }
    };
    let contacts = options.contacts.to_string();
    match options.leads {
        None => run(&["demo", "--contacts", &contacts])?,
        Some(leads) => {
            let made = leads.min(MADE).to_string();
            run(&["demo", "--contacts", &contacts, "--leads", &made, "--deals", &made])?;
            let copies = leads.div_ceil(MADE).max(1) - 1;
            if copies > 0 {
                match postgres {
                    None => multiply::sqlite(&folder.join("data").join("kith.db"), copies)?,
                    Some(url) => multiply::postgres(url, copies)?,
                }
                run(&["doctor", "--repair"])?;
            }
        }
    }
    if let Some(url) = postgres {
        fs::write(note, url)?;
    }
    Ok(())
}

fn start_kith(
    name: &'static str,
    options: &Options,
    folder: &Path,
    postgres: Option<&str>,
) -> Result<Contestant, Box<dyn Error>> {
    let port = free_port()?;
    let mut command = kith(options, folder, postgres);
    // The rate limit protects real installations from one caller; here one caller is the point.
    command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--rate-limit", "0"]);
    let server = Server::start(command, port, "/readyz", &folder.join(format!("{name}.log")))?;
    let client = Client::sign_in(&server.address, EMAIL, PASSWORD)?;
    let headers = vec![("Authorization", client.authorization.clone()), ("Content-Type", "application/json".into())];
    let ids = client.ids("contacts?", 5_000)?;
    Ok(Contestant { name, server, headers, ids, writes: true })
}

fn save_samples(contestant: &Contestant, samples: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(samples)?;
    let client = Client::sign_in(&contestant.server.address, EMAIL, PASSWORD)?;
    let id = contestant.ids.first().ok_or("there are no contacts")?;
    for (n, case) in CASES.iter().enumerate().filter(|(_, case)| !case.sample.is_empty()) {
        fs::write(samples.join(format!("{n}.json")), client.get(&case.sample.replace("{id}", id))?)?;
    }
    Ok(())
}

fn start_constant(folder: &Path, samples: &Path, ids: Vec<String>) -> Result<Contestant, Box<dyn Error>> {
    let port = free_port()?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("serve-constant").arg(port.to_string()).arg(samples);
    let server = Server::start(command, port, "/", &folder.join("constant.log"))?;
    let headers = vec![("Content-Type", "application/json".to_owned())];
    Ok(Contestant { name: "no-database", server, headers, ids, writes: true })
}

fn start_bare_postgres(folder: &Path, url: &str, kith: &Contestant) -> Result<Contestant, Box<dyn Error>> {
    let port = free_port()?;
    let client = Client::sign_in(&kith.server.address, EMAIL, PASSWORD)?;
    let me: serde_json::Value = serde_json::from_str(&client.get("/api/v1/bootstrap")?)?;
    let workspace = me["workspace"]["id"].as_str().ok_or("no workspace")?.to_owned();
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["serve-postgres", &port.to_string(), url, &workspace]);
    let server = Server::start(command, port, "/", &folder.join("bare-postgres.log"))?;
    let headers = vec![("Content-Type", "application/json".to_owned())];
    Ok(Contestant { name: "bare-postgres", server, headers, ids: kith.ids.clone(), writes: true })
}

fn bare_sqlite(folder: &Path, options: &Options) -> Result<f64, Box<dyn Error>> {
    let copy = folder.join("bare.db");
    fs::copy(folder.join("data").join("kith.db"), &copy)?;
    let output = Command::new(std::env::current_exe()?)
        .arg("loop-sqlite")
        .arg(&copy)
        .args([options.seconds.to_string(), options.connections.to_string()])
        .output()?;
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{suffix}", copy.display()));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim()
        .parse()
        .map_err(|_| format!("the bare loop said: {text}{}", String::from_utf8_lossy(&output.stderr)).into())
}

/// The measurement with the median rate.
fn median(mut list: Vec<Measured>) -> Measured {
    list.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    list[list.len() / 2]
}
