//! `kith import`: import a CSV file from this machine.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use kith_access::Scope;
use kith_app::import::{self, Analysis, Duplicates, ImportOptions, ImportReport};
use kith_app::workspace;
use kith_model::fold;

use super::Outcome;
use super::user::{choose, readable};
use crate::config::Settings;
use crate::{telemetry, wiring};

/// Which file, and how.
#[derive(Args)]
pub struct ImportArgs {
    /// What the rows become: contacts, companies, leads or deals
    kind: String,
    /// The file: any delimiter, UTF-8, UTF-16 or Windows-1252
    file: PathBuf,
    /// Field of a column, COLUMN=FIELD, the column by its heading; may be given several times. Other columns are guessed
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    maps: Vec<String>,
    /// What happens to a row whose record is there already
    #[arg(long, default_value = "skip")]
    duplicates: DuplicateRule,
    /// The field that tells a duplicate [default: email]
    #[arg(long, value_name = "FIELD")]
    match_on: Option<String>,
    /// Only try: nothing is written
    #[arg(long)]
    dry_run: bool,
    /// Show how the columns are understood, and stop
    #[arg(long)]
    preview: bool,
    /// Where the rows that were not right go [default: FILE with .errors.csv]
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// The workspace's id, where there are several
    #[arg(long)]
    workspace: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Clone, Copy, ValueEnum)]
enum DuplicateRule {
    Skip,
    Update,
    Create,
}

/// Runs the command. It succeeds although rows were refused; the error file says which.
pub async fn run(args: ImportArgs) -> Outcome {
    let config = args.settings.resolve()?;
    telemetry::start(&config);
    let kind = kith_catalog::find_plural(&args.kind)
        .filter(|kind| kind.importable)
        .ok_or_else(|| format!("{} cannot be imported; contacts, companies, leads and deals can", args.kind))?;
    let app = wiring::build(&config).await?;
    let scope = Scope::system(choose(&app, args.workspace.as_deref()).await?);
    let schema = workspace::schema(&app, &scope, kind).await.map_err(readable)?;
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let analysis = import::analyse_file(args.file.clone(), &schema, &name).await.map_err(readable)?;
    let options = ImportOptions {
        mapping: mapping(&analysis, &args.maps)?,
        duplicates: match args.duplicates {
            DuplicateRule::Skip => Duplicates::Skip,
            DuplicateRule::Update => Duplicates::Update,
            DuplicateRule::Create => Duplicates::Create,
        },
        match_on: args.match_on,
        dry_run: args.dry_run,
    };
    if args.preview {
        return show(&analysis, &options);
    }
    let errors = args.errors.unwrap_or_else(|| args.file.with_extension("errors.csv"));
    let bar = ProgressBar::new(analysis.rows_estimate);
    bar.set_style(ProgressStyle::with_template("{bar:30} {pos} rows, {per_sec}, {eta} to go")?);
    let progress = |report: &ImportReport| bar.set_position(report.rows);
    let report = import::import_file(&app, &scope, kind, &args.file, &options, Some(&errors), progress).await;
    let report = report.map_err(readable)?;
    bar.finish_and_clear();
    let seconds = bar.elapsed().as_secs_f64();
    app.store().close().await;
    let verb = if args.dry_run { "would be " } else { "" };
    say(&format!(
        "{} rows in {seconds:.1} s: {verb}created {}, updated {}, skipped {}; failed {}",
        report.rows, report.created, report.updated, report.skipped, report.failed
    ));
    if report.failed > 0 {
        say(&format!("the rows that were not right, with the reason: {}", errors.display()));
    }
    Ok(ExitCode::SUCCESS)
}

/// The guesses with what the caller said in their place, by column number.
fn mapping(
    analysis: &Analysis,
    maps: &[String],
) -> Result<std::collections::BTreeMap<String, String>, Box<dyn std::error::Error>> {
    let guessed = analysis.columns.iter().filter_map(|c| Some((c.index.to_string(), c.field.clone()?)));
    let mut out: std::collections::BTreeMap<String, String> = guessed.collect();
    for map in maps {
        let (heading, field) = map.rsplit_once('=').ok_or_else(|| format!("{map} is not COLUMN=FIELD"))?;
        let column = analysis.columns.iter().find(|column| fold(&column.header) == fold(heading));
        let column = column.ok_or_else(|| format!("the file has no column \"{heading}\""))?;
        match field {
            "" => out.remove(&column.index.to_string()),
            field => out.insert(column.index.to_string(), field.to_owned()),
        };
    }
    Ok(out)
}

fn show(analysis: &Analysis, options: &ImportOptions) -> Outcome {
    say(&format!(
        "{}: {}, delimiter {:?}, about {} rows",
        analysis.file_name, analysis.encoding, analysis.delimiter, analysis.rows_estimate
    ));
    for column in &analysis.columns {
        let field = options.mapping.get(&column.index.to_string()).map_or("(left out)", String::as_str);
        say(&format!("{} → {field}    {}", column.header, column.samples.join(" | ")));
    }
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn say(text: &str) {
    println!("{text}");
}
