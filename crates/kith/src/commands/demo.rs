//! `kith demo`: fill a workspace with believable data of any size.

use std::process::ExitCode;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use kith_access::Scope;
use kith_app::auth::{Client, Registration};
use kith_app::{App, auth, sample, workspace};
use kith_catalog::stage;
use kith_model::Id;

use super::Outcome;
use super::user::readable;
use crate::config::Settings;
use crate::demo::{Plan, Team, load};
use crate::{telemetry, wiring};

/// How much of it.
#[derive(Args)]
pub struct DemoArgs {
    /// How many contacts; companies, leads, deals, notes and tasks follow from it. 0: the sample data alone
    #[arg(long, default_value_t = 0)]
    contacts: u64,
    /// How many leads; a fifth of the contacts where not given
    #[arg(long)]
    leads: Option<u64>,
    /// How many deals; a fifth of the contacts where not given
    #[arg(long)]
    deals: Option<u64>,
    /// Decides what is made; the same seed makes the same data
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    settings: Settings,
}

const EMAIL: &str = "demo@kith.example";
const PASSWORD: &str = "quiet river at noon";

/// Runs the command. In an empty database it makes a workspace first.
pub async fn run(args: DemoArgs) -> Outcome {
    let config = args.settings.resolve()?;
    telemetry::start(&config);
    let app = wiring::build(&config).await?;
    let workspace = match app.store().list_workspaces().await?.as_slice() {
        [] => make_workspace(&app).await?,
        [only] => *only,
        [first, ..] => *first,
    };
    let scope = Scope::system(workspace);
    let users = auth::list_users(&app, &scope).await?;
    if let Some(first) = users.first() {
        let caller = auth::scope_of_user(&app, workspace, first.id).await?;
        sample::load(&app, &caller).await.map_err(readable)?;
    }
    if args.contacts > 0 {
        let plan = Plan { seed: args.seed, contacts: args.contacts, leads: args.leads, deals: args.deals };
        fill(&app, &scope, users.iter().map(|user| user.id).collect(), plan).await?;
    }
    app.store().close().await;
    Ok(ExitCode::SUCCESS)
}

async fn make_workspace(app: &App) -> Result<Id, Box<dyn std::error::Error>> {
    let registration = Registration {
        workspace: "Banyan Works".into(),
        name: "Ananya Iyer".into(),
        email: EMAIL.into(),
        password: PASSWORD.into(),
        currency: Some("INR".into()),
        time_zone: Some("Asia/Kolkata".into()),
        country: Some("IN".into()),
        locale: Some("en".into()),
        sample_data: Some(false),
    };
    let client = Client { device: "kith demo".into(), address: "local".into() };
    auth::register(app, &registration, &client).await.map_err(readable)?;
    let workspace = app.store().list_workspaces().await?.first().copied().ok_or("the workspace was not made")?;
    let scope = Scope::system(workspace);
    for (name, email) in [
        ("Leah Okafor", "leah@kith.example"),
        ("Meera Nair", "meera@kith.example"),
        ("Tomás Rivera", "tomas@kith.example"),
        ("Vikram Shah", "vikram@kith.example"),
    ] {
        auth::create_user(app, &scope, name, email, PASSWORD, &["sales".into()]).await.map_err(readable)?;
    }
    eprintln!("made the workspace Banyan Works; sign in as {EMAIL} with the password \"{PASSWORD}\"");
    Ok(workspace)
}

async fn fill(app: &App, scope: &Scope, owners: Vec<Id>, plan: Plan) -> Result<(), Box<dyn std::error::Error>> {
    let data = workspace::load(app, scope.workspace).await?;
    let pipeline = data.default_pipeline().map(|pipeline| pipeline.id).ok_or("the workspace has no pipeline")?;
    let kind = |record: &kith_model::Record| record.get(&stage::STAGE_KIND).unwrap_or("open").to_owned();
    let stages = data.stages_of(pipeline).map(|stage| (stage.id, kind(stage))).collect();
    let team = Team { owners, pipeline, stages, currency: data.currency().to_owned(), campaigns: Vec::new() };
    let bar = ProgressBar::new(plan.total());
    bar.set_style(ProgressStyle::with_template("{bar:30} {pos}/{len} records, {per_sec}, {eta} to go")?);
    let made = load(app, scope, team, plan, &mut |done| bar.set_position(done)).await.map_err(readable)?;
    bar.finish();
    eprintln!("made {made} records in {:.1} s", bar.elapsed().as_secs_f64());
    Ok(())
}
