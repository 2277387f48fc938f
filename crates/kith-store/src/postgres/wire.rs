//! The line between processes that share a database: `LISTEN` and `NOTIFY` on a connection of its own.
//!
//! Notifying within the transactions of writes would queue all commits of the server behind one lock,
//! so this task does it after them, once for as many commits as happened meanwhile. A process that
//! dies in between has notified nobody; whoever follows also looks by itself now and then.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_postgres::{Client, Error};

use super::Settings;
use crate::StoreError;
use crate::wire::Wire;

/// How long to wait before a lost line is opened again.
const PAUSE: Duration = Duration::from_secs(1);
const COMMITTED: &str = "committed";
const SAID: &str = "said ";

/// Keeps the line open until the store is closed.
pub(crate) async fn link(settings: Settings, wire: Arc<Wire>, mut says: mpsc::Receiver<String>) {
    while !wire.is_closed() {
        if let Err(error) = talk(&settings, &wire, &mut says).await {
            tracing::warn!(%error, "the line to the other processes is down");
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = wire.closing() => {}
        }
    }
}

async fn talk(settings: &Settings, wire: &Wire, says: &mut mpsc::Receiver<String>) -> Result<(), StoreError> {
    let lost = |error: Error| StoreError::Unavailable(error.to_string());
    let (client, mut heard) = settings.listen().await?;
    client.batch_execute("LISTEN kith").await.map_err(lost)?;
    let me: i32 = client.query_one("SELECT pg_backend_pid()", &[]).await.map_err(lost)?.get(0);
    // Channels belong to the database; what is said names the schema.
    let prefix = format!("{} ", settings.schema());
    // Nobody knows what was said while nobody listened.
    wire.committed_elsewhere();
    loop {
        tokio::select! {
            notification = heard.recv() => {
                let Some(notification) = notification else { return Ok(()) };
                let Some(text) = notification.payload().strip_prefix(&prefix) else { continue };
                if notification.process_id() == me {
                    continue;
                }
                match text.strip_prefix(SAID) {
                    Some(said) => wire.hear(said),
                    None => wire.committed_elsewhere(),
                }
            }
            () = wire.to_announce() => notify(&client, &format!("{prefix}{COMMITTED}")).await.map_err(lost)?,
            text = says.recv() => {
                let Some(text) = text else { return Ok(()) };
                notify(&client, &format!("{prefix}{SAID}{text}")).await.map_err(lost)?;
            }
            () = wire.closing() => return Ok(()),
        }
    }
}

async fn notify(client: &Client, text: &str) -> Result<(), Error> {
    client.execute("SELECT pg_notify('kith', $1)", &[&text]).await.map(drop)
}
