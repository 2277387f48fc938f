//! The import rate: a CSV of made-up contacts through `kith import`, in a process of its own.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::run::{Options, kith};

/// What an import came to.
#[derive(Clone, Debug)]
pub struct Imported {
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    /// Rows of the file.
    pub rows: u64,
    /// Wall time in seconds, start of the program included.
    pub seconds: f64,
    /// Most resident memory in MiB.
    pub memory: f64,
}

/// Imports as many rows as the size has contacts, into a fresh database of each engine.
pub fn measure(options: &Options, folder: &Path, postgres: Option<&str>) -> Result<Vec<Imported>, Box<dyn Error>> {
    let rows = options.contacts.clamp(10_000, 1_000_000);
    let file = folder.join("import.csv");
    write_csv(&file, rows)?;
    let mut out = Vec::new();
    for (engine, url) in [("sqlite", None), ("postgres", postgres)] {
        if engine == "postgres" && url.is_none() {
            continue;
        }
        let fresh = folder.join("import");
        let _ = fs::remove_dir_all(&fresh);
        fs::create_dir_all(&fresh)?;
        let url = url.map(|url| format!("{url}?schema=import_{}", std::process::id()));
        let status = kith(options, &fresh, url.as_deref()).args(["demo", "--contacts", "0"]).status()?;
        if !status.success() {
            return Err("a fresh database could not be made".into());
        }
        let started = Instant::now();
        let mut child = kith(options, &fresh, url.as_deref())
            .args(["import", "contacts", &file.display().to_string(), "--duplicates", "skip"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut memory: f64 = 0.0;
        let status = loop {
            let text = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
            let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
            memory = memory.max(peak.trim().trim_end_matches("kB").trim().parse::<f64>().unwrap_or(0.0) / 1024.0);
            if let Some(status) = child.try_wait()? {
                break status;
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        if !status.success() {
            return Err(format!("the import on {engine} failed").into());
        }
        out.push(Imported { engine, rows, seconds: started.elapsed().as_secs_f64(), memory });
        let _ = fs::remove_dir_all(&fresh);
    }
    Ok(out)
}

fn write_csv(path: &Path, rows: u64) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "First name,Last name,Email,Phone,Job title")?;
    for n in 0..rows {
        writeln!(
            file,
            "Given{},Family{},person{n}@example.com,+91 98{:03} {:05},Buyer",
            n % 977,
            n % 1009,
            n % 1000,
            n % 99_991
        )?;
    }
    file.flush()?;
    Ok(())
}
