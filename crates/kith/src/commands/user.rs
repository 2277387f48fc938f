//! `kith user`: manage users from the machine Kith runs on.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use kith_access::Scope;
use kith_app::{App, auth, records};
use kith_catalog::user;
use kith_model::{Id, Record, fold};
use serde_json::{Map, json};

use super::Outcome;
use crate::config::Settings;
use crate::{telemetry, wiring};

/// What to do with whom.
#[derive(Args)]
pub struct UserArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List the users of every workspace
    List {
        #[command(flatten)]
        settings: Settings,
    },
    /// Make an active user; the password is read from standard input
    Create {
        /// Full name
        name: String,
        /// The address they sign in with
        email: String,
        /// A role by key or name; may be given several times
        #[arg(long = "role", default_value = "sales")]
        roles: Vec<String>,
        /// The workspace's id, where there are several
        #[arg(long)]
        workspace: Option<String>,
        #[command(flatten)]
        settings: Settings,
    },
    /// Set a user's password, read from standard input, and end their sessions
    Password {
        /// The address they sign in with
        email: String,
        #[command(flatten)]
        settings: Settings,
    },
    /// Lock a user out at once
    Suspend {
        /// The address they sign in with
        email: String,
        #[command(flatten)]
        settings: Settings,
    },
    /// Let a suspended user in again
    Activate {
        /// The address they sign in with
        email: String,
        #[command(flatten)]
        settings: Settings,
    },
}

/// Runs the command.
pub async fn run(args: UserArgs) -> Outcome {
    match args.action {
        Action::List { settings } => list(&open(settings).await?).await,
        Action::Create { name, email, roles, workspace, settings } => {
            let app = open(settings).await?;
            let scope = Scope::system(choose(&app, workspace.as_deref()).await?);
            let id = auth::create_user(&app, &scope, &name, &email, &read_password()?, &roles).await;
            say(id.map_err(readable)?.to_string())
        }
        Action::Password { email, settings } => {
            let app = open(settings).await?;
            let (scope, found) = find(&app, &email).await?;
            auth::set_password(&app, &scope, found.id, &read_password()?).await.map_err(readable)?;
            say(format!("the password of {} was set; their sessions have ended", found.title))
        }
        Action::Suspend { email, settings } => set_status(settings, &email, "suspended").await,
        Action::Activate { email, settings } => set_status(settings, &email, "active").await,
    }
}

async fn open(settings: Settings) -> Result<App, Box<dyn std::error::Error>> {
    let config = settings.resolve()?;
    telemetry::start(&config);
    wiring::build(&config).await
}

async fn list(app: &App) -> Outcome {
    for workspace in app.store().list_workspaces().await? {
        for found in auth::list_users(app, &Scope::system(workspace)).await? {
            let (email, status) = (found.get(&user::EMAIL).unwrap_or(""), found.get(&user::STATUS).unwrap_or(""));
            say(format!("{workspace}\t{}\t{status}\t{email}\t{}", found.id, found.title))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn set_status(settings: Settings, email: &str, status: &str) -> Outcome {
    let app = open(settings).await?;
    let (scope, found) = find(&app, email).await?;
    let body: Map<_, _> = [("status".to_owned(), json!(status))].into_iter().collect();
    records::update(&app, &scope, &user::KIND, found.id, &body, None).await.map_err(readable)?;
    say(format!("{} is {status}", found.title))
}

/// The only workspace, or the one that was named.
pub(super) async fn choose(app: &App, named: Option<&str>) -> Result<Id, Box<dyn std::error::Error>> {
    let all = app.store().list_workspaces().await?;
    match (named, all.as_slice()) {
        (Some(named), all) => {
            let id: Id = named.parse().map_err(|_| "the workspace's id is not an id")?;
            all.contains(&id).then_some(id).ok_or_else(|| "there is no such workspace".into())
        }
        (None, [only]) => Ok(*only),
        (None, []) => Err("there is no workspace yet; register in the browser, or run `kith demo`".into()),
        (None, _) => Err("there are several workspaces; name one with --workspace".into()),
    }
}

async fn find(app: &App, email: &str) -> Result<(Scope, Record), Box<dyn std::error::Error>> {
    let login = app.store().find_login(&fold(email)).await?.ok_or_else(|| format!("nobody signs in with {email}"))?;
    let scope = Scope::system(login.workspace);
    let users = auth::list_users(app, &scope).await?;
    let found = users.into_iter().find(|user| user.id == login.user).ok_or("the user is in the trash")?;
    Ok((scope, found))
}

/// Never an argument, which other users of the machine could see.
fn read_password() -> Result<String, Box<dyn std::error::Error>> {
    if io::stdin().is_terminal() {
        eprint!("Password: ");
        io::stderr().flush()?;
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// An error with what is wrong with each field.
pub(super) fn readable(error: kith_app::AppError) -> String {
    match error {
        kith_app::AppError::Validation(errors) => {
            errors.iter().map(|error| format!("{}: {}", error.field, error.message)).collect::<Vec<_>>().join("; ")
        }
        error => error.to_string(),
    }
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn say(text: String) -> Outcome {
    println!("{text}");
    Ok(ExitCode::SUCCESS)
}
