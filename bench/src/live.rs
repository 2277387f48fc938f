//! The stream of events: what thousands of quiet connections cost, and how soon a change reaches many.

use std::error::Error;
use std::fmt::Write;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value as Json, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::client::Client;
use crate::process::Server;

/// Open connections, most of them quiet.
const CONNECTIONS: usize = 5_000;
/// Those that follow the leads.
const FOLLOWERS: usize = 1_000;
/// Changes that are timed.
const CHANGES: usize = 10;
/// How many connections are being opened at the same time.
const OPENING: usize = 50;
const PATIENCE: Duration = Duration::from_secs(30);
/// So long without an event before anything is timed.
const QUIET: Duration = Duration::from_secs(3);

/// When a follower heard of something, and whether it was the change that is timed.
type Heard = (Instant, bool);

/// Measures each engine and answers the table.
pub fn measure(engines: &[(&str, &Server, Client)]) -> Result<String, Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let mut out = String::new();
    writeln!(
        out,
        "| server | memory before, MiB | with {CONNECTIONS} connections, {FOLLOWERS} of them following | \
         first of {FOLLOWERS} told, ms | half | last | slowest last of {CHANGES} changes |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|")?;
    for (name, server, client) in engines {
        let before = server.memory();
        let (told, mut heard) = mpsc::unbounded_channel();
        let id = client.ids("leads?", 1)?.pop().ok_or("there are no leads")?;
        runtime.block_on(open_all(server, client, &told, &id))?;
        // What filling has left to do changes leads, too; it is waited for.
        while runtime.block_on(async { tokio::time::timeout(QUIET, heard.recv()).await }).is_ok() {}
        let with = server.memory();
        let mut rounds = Vec::new();
        for n in 0..CHANGES {
            let started = Instant::now();
            client.patch(&format!("/api/v1/leads/{id}"), &json!({"job_title": format!("Buyer {n}")}))?;
            let mut times = Vec::with_capacity(FOLLOWERS);
            while times.len() < FOLLOWERS {
                let next = runtime.block_on(async { tokio::time::timeout(PATIENCE, heard.recv()).await });
                let (at, meant) = next?.ok_or("the connections ended")?;
                if meant {
                    times.push(at.duration_since(started).as_secs_f64() * 1_000.0);
                }
            }
            times.sort_by(f64::total_cmp);
            rounds.push((times[0], times[FOLLOWERS / 2], times[FOLLOWERS - 1]));
        }
        rounds.sort_by(|a, b| a.2.total_cmp(&b.2));
        let (first, half, last) = rounds[CHANGES / 2];
        let slowest = rounds[CHANGES - 1].2;
        writeln!(out, "| {name} | {before:.0} | {with:.0} | {first:.0} | {half:.0} | {last:.0} | {slowest:.0} |")?;
    }
    Ok(out)
}

async fn open_all(
    server: &Server,
    client: &Client,
    told: &mpsc::UnboundedSender<Heard>,
    id: &str,
) -> Result<(), Box<dyn Error>> {
    let address = server.address.trim_start_matches("http://").to_owned();
    let opened = futures_util::stream::iter(0..CONNECTIONS).map(|n| {
        let (address, token, told) = (address.clone(), client.authorization.clone(), told.clone());
        let follows = (n < FOLLOWERS).then(|| id.to_owned());
        async move { open(&address, &token, follows, told).await.map_err(|error| format!("connection {n}: {error}")) }
    });
    let results: Vec<Result<(), String>> = opened.buffer_unordered(OPENING).collect().await;
    Ok(results.into_iter().collect::<Result<(), String>>()?)
}

/// Opens a connection that then reads by itself; one that follows the leads tells what it hears, and whether that
/// is the change of this one.
async fn open(
    address: &str,
    token: &str,
    follows: Option<String>,
    told: mpsc::UnboundedSender<Heard>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut request = format!("ws://{address}/api/v1/events").into_client_request()?;
    request.headers_mut().insert("authorization", token.parse()?);
    let small = WebSocketConfig::default().read_buffer_size(2 * 1024).write_buffer_size(0);
    let stream = TcpStream::connect(address).await?;
    let (mut socket, _) = tokio_tungstenite::client_async_with_config(request, stream, Some(small)).await?;
    let wanted = if follows.is_some() { "subscribed" } else { "ready" };
    if follows.is_some() {
        socket.send(Message::text(json!({"subscribe": {"kind": "leads"}}).to_string())).await?;
    }
    while let Some(message) = socket.next().await {
        if message?.to_text()?.contains(wanted) {
            break;
        }
    }
    tokio::spawn(async move {
        while let Some(Ok(message)) = socket.next().await {
            let text = message.to_text().unwrap_or_default();
            let json: Json = serde_json::from_str(text).unwrap_or_default();
            let meant = json["op"] == "update"
                && json["id"].as_str() == follows.as_deref()
                && json["changed"].as_array().is_some_and(|changed| changed.iter().any(|key| key == "job_title"));
            if follows.is_some() && told.send((Instant::now(), meant)).is_err() {
                return;
            }
        }
    });
    Ok(())
}
