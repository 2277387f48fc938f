//! Writes the measured tables into `docs/performance.md`, between two markers, so that the prose
//! around them stays.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::cases::CASES;
use crate::import::Imported;
use crate::run::{MADE, Options};
use crate::wrk::Measured;

/// Everything that was found.
#[derive(Default)]
pub struct Findings {
    /// What was asked for.
    pub options: String,
    /// Case, contestant, median measurement, resident memory in MiB after it.
    pub rows: Vec<(String, String, Measured, f64)>,
    /// Resident memory before any load, by contestant.
    pub idle_memory: Vec<(String, f64)>,
    /// Creates per second of the bare rusqlite loop.
    pub bare_sqlite_creates: f64,
    /// Import rates.
    pub imports: Vec<Imported>,
}

impl Findings {
    /// Keeps one median.
    pub fn add(&mut self, case: &str, contestant: &str, measured: Measured, memory: f64) {
        self.rows.push((case.into(), contestant.into(), measured, memory));
    }

    fn rate(&self, case: &str, contestant: &str) -> Option<f64> {
        self.rows.iter().find(|(c, n, ..)| c == case && n == contestant).map(|(_, _, m, _)| m.rate)
    }

    fn ratio(&self, case: &str, contestant: &str, reference: &str) -> Option<f64> {
        Some(self.rate(case, contestant)? / self.rate(case, reference)?)
    }
}

/// Replaces the part between the markers of this size, or appends it.
pub fn write(path: &Path, options: &Options, findings: &Findings) -> Result<(), Box<dyn Error>> {
    replace(path, &options.size, &tables(options, findings)?)
}

/// The same of what people who sell wait for.
pub fn write_selling(path: &Path, options: &Options, table: &str) -> Result<(), Box<dyn Error>> {
    let many = options.leads.unwrap_or(options.contacts / 5);
    let copies = match options.leads {
        Some(leads) if leads > MADE => format!(
            "The first {MADE} of each were made by `kith demo`; the others are copies of these, written in SQL, with ids, \
             days and places on the board of their own."
        ),
        _ => String::new(),
    };
    let command = match &options.leads {
        Some(leads) => format!("SIZE={} LEADS={leads}", options.size),
        None => format!("SIZE={}", options.size),
    };
    let text = format!(
        "## Selling with {many} leads and {many} deals\n\n`make bench SELLING=1 {command}`: one request at a time, the \
         engines in turns. {copies}\n\n{table}",
    );
    replace(path, &format!("selling {}", options.data()), &text)
}

/// Writes what the stream of events costs, between markers of its own.
pub fn write_live(path: &Path, table: &str) -> Result<(), Box<dyn Error>> {
    replace(path, "live", &format!("## Live\n\n`LIVE=1 make bench`: server and all clients on one machine.\n\n{table}"))
}

fn replace(path: &Path, name: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let (begin, end) = (format!("<!-- measured {name} -->"), format!("<!-- end {name} -->"));
    let old = fs::read_to_string(path).unwrap_or_else(|_| "# Performance\n".into());
    let section = format!("{begin}\n{text}{end}");
    let new = match (old.find(&begin), old.find(&end)) {
        (Some(from), Some(to)) => format!("{}{section}{}", &old[..from], &old[to + end.len()..]),
        _ => format!("{}\n\n{section}\n", old.trim_end()),
    };
    fs::write(path, new)?;
    Ok(())
}

fn tables(options: &Options, findings: &Findings) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    writeln!(out, "## {}\n", findings.options)?;
    writeln!(
        out,
        "`make bench SIZE={}`: {} connections, {} rounds of {} s in turns, medians.\n",
        options.size, options.connections, options.rounds, options.seconds
    )?;
    writeln!(
        out,
        "| case | server | requests/s | p50 ms | p99 ms | memory MiB | share of no database | share of bare PostgreSQL |"
    )?;
    writeln!(out, "|---|---|--:|--:|--:|--:|--:|--:|")?;
    for (case, contestant, measured, memory) in &findings.rows {
        let limit = CASES.iter().find(|c| c.name == case).map_or(0.0, |c| c.p99_limit);
        let late = if contestant.starts_with("kith") && measured.p99 > limit { " (over)" } else { "" };
        let failed = if measured.errors > 0 { format!(" ({} errors)", measured.errors) } else { String::new() };
        let share = findings.ratio(case, contestant, "no-database").filter(|_| contestant != "no-database");
        let bare = findings.ratio(case, contestant, "bare-postgres").filter(|_| contestant == "kith-postgres");
        writeln!(
            out,
            "| {case} | {contestant} | {:.0}{failed} | {:.2} | {:.2}{late} | {memory:.0} | {} | {} |",
            measured.rate,
            measured.p50,
            measured.p99,
            percent(share),
            percent(bare)
        )?;
    }
    let creates = findings.rate("create", "kith-sqlite").unwrap_or(0.0);
    writeln!(
        out,
        "\nA bare rusqlite loop that writes the rows of a create, as many in one commit as there are connections, \
         makes {:.0} a second; Kith over HTTP reaches {} of it.\n",
        findings.bare_sqlite_creates,
        percent((findings.bare_sqlite_creates > 0.0).then(|| creates / findings.bare_sqlite_creates))
    )?;
    for (name, memory) in &findings.idle_memory {
        writeln!(out, "- {name}: {memory:.0} MiB resident before any load.")?;
    }
    writeln!(out, "\n| import | rows | seconds | rows/s | peak memory MiB |\n|---|--:|--:|--:|--:|")?;
    for import in &findings.imports {
        let rate = import.rows as f64 / import.seconds;
        writeln!(
            out,
            "| {} | {} | {:.1} | {rate:.0} | {:.0} |",
            import.engine, import.rows, import.seconds, import.memory
        )?;
    }
    writeln!(out, "\nWhat each case is:\n")?;
    for case in &CASES {
        writeln!(out, "- {}: `{}`", case.name, case.what)?;
    }
    Ok(out)
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| format!("{:.0} %", share * 100.0))
}
