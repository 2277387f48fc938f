//! `GET /events`: the WebSocket on which clients follow changes.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use kith_app::live::{self, Connection, Ended, Outgoing};
use serde_json::{Value as Json, json};
use tokio::time::{Instant, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::event_messages::{Asked, read};
use crate::call::Call;
use crate::headers::text;
use crate::problem::{Code, Problem};

/// How the stream of events behaves.
#[derive(Clone, Copy, Debug)]
pub struct EventsConfig {
    /// What a client may ask for.
    pub limits: live::Limits,
    /// The largest message a client may send, in bytes.
    pub message_limit: usize,
    /// How many of its messages may be wrong before the stream ends.
    pub mistakes: u32,
    /// How often a quiet client is asked whether it is there.
    pub heartbeat: Duration,
    /// After how long without a word it is taken to be gone.
    pub silence: Duration,
    /// How long a message may take to be taken by the client.
    pub write_timeout: Duration,
}

impl Default for EventsConfig {
    fn default() -> Self {
        EventsConfig {
            limits: live::Limits { per_user: 20, queue: 256, subscriptions: 50 },
            message_limit: 16 * 1024,
            mistakes: 20,
            heartbeat: Duration::from_secs(20),
            silence: Duration::from_secs(60),
            write_timeout: Duration::from_secs(10),
        }
    }
}

/// The session was ended or has expired: sign in again.
const ENDED: CloseCode = CloseCode::Library(4401);
/// The user was suspended or removed.
const SUSPENDED: CloseCode = CloseCode::Library(4403);
/// How long a client has to hear why its stream ends.
const LAST_WORDS: Duration = Duration::from_secs(2);

type Socket = WebSocketStream<TokioIo<Upgraded>>;

/// `GET /events`
pub(crate) async fn events(call: Call) -> Result<Response<Body>, Problem> {
    check_origin(&call)?;
    let key = text(&call.headers, header::SEC_WEBSOCKET_KEY).map(str::to_owned);
    let upgrade = call.upgrade.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take();
    let (Some(key), Some(upgrade)) = (key.filter(|_| is_websocket(&call.headers)), upgrade) else {
        return Err(Problem::new(Code::UpgradeRequired));
    };
    let config = call.api.config.events;
    let connection = live::join(call.app(), &call.caller()?.signed_in, config.limits).await?;
    let accept = derive_accept_key(key.as_bytes());
    tokio::spawn(serve(upgrade, connection, config));
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    if let Ok(accept) = HeaderValue::from_str(&accept) {
        headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    }
    Ok(response)
}

fn is_websocket(headers: &HeaderMap) -> bool {
    let has = |name: header::HeaderName, word: &str| {
        text(headers, name).is_some_and(|value| value.split(',').any(|part| part.trim().eq_ignore_ascii_case(word)))
    };
    has(header::UPGRADE, "websocket") && has(header::CONNECTION, "upgrade") && has(header::SEC_WEBSOCKET_VERSION, "13")
}

/// A browser sends cookies along with a WebSocket whatever page opens it, and no preflight asks first;
/// but it says truthfully which page that was.
fn check_origin(call: &Call) -> Result<(), Problem> {
    if !call.headers.contains_key(header::ORIGIN) {
        return Ok(());
    }
    let origin = text(&call.headers, header::ORIGIN).unwrap_or("null");
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let public = call.app().config().public_url.as_str();
    let own = text(&call.headers, header::HOST).is_some_and(|own| own.eq_ignore_ascii_case(host));
    if own || public.eq_ignore_ascii_case(origin) { Ok(()) } else { Err(Problem::new(Code::ForeignOrigin)) }
}

async fn serve(upgrade: OnUpgrade, connection: Connection, config: EventsConfig) {
    let Ok(upgraded) = upgrade.await else { return };
    // Small buffers: thousands of streams are open and quiet.
    let settings = WebSocketConfig::default()
        .read_buffer_size(2 * 1024)
        .write_buffer_size(0)
        .max_write_buffer_size(1024 * 1024)
        .max_message_size(Some(config.message_limit))
        .max_frame_size(Some(config.message_limit));
    let socket = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(settings)).await;
    Box::pin(talk(socket, connection, config)).await;
}

/// Sends and receives until one side ends it. Whoever does not take a message in time is dropped.
async fn talk(mut socket: Socket, mut connection: Connection, config: EventsConfig) {
    let mut last_word = Instant::now();
    let mut mistakes = 0;
    let mut beat = tokio::time::interval_at(Instant::now() + config.heartbeat, config.heartbeat);
    loop {
        tokio::select! {
            out = connection.next() => {
                let sent = match out {
                    Outgoing::Text(text) => send(&mut socket, Message::text(text.as_ref()), config).await,
                    Outgoing::End(Ended::Session) => return close(socket, ENDED, "the session has ended").await,
                    Outgoing::End(Ended::Suspended) => return close(socket, SUSPENDED, "the user is suspended").await,
                    Outgoing::End(Ended::GoingAway) => return close(socket, CloseCode::Away, "the server stops").await,
                };
                if sent.is_err() {
                    return;
                }
            }
            message = socket.next() => {
                let message = match message {
                    Some(Ok(message)) => message,
                    Some(Err(Error::Capacity(_))) => return close(socket, CloseCode::Size, "too long a message").await,
                    _ => return,
                };
                last_word = Instant::now();
                let answer = match message {
                    Message::Text(text) => Box::pin(obey(&connection, text.as_str())).await,
                    Message::Binary(_) => Err(error("", Code::MalformedJson, "Messages are text.")),
                    Message::Close(_) => return,
                    _ => Ok(()),
                };
                if let Err(answer) = answer {
                    mistakes += 1;
                    if send(&mut socket, Message::text(answer.to_string()), config).await.is_err() {
                        return;
                    }
                    if mistakes >= config.mistakes {
                        return close(socket, CloseCode::Policy, "too many mistakes").await;
                    }
                }
            }
            _ = beat.tick() => {
                if last_word.elapsed() > config.silence {
                    return;
                }
                let heartbeat = Message::text(connection.heartbeat().to_string());
                if send(&mut socket, heartbeat, config).await.is_err()
                    || send(&mut socket, Message::Ping(bytes::Bytes::new()), config).await.is_err()
                {
                    return;
                }
            }
        }
    }
}

async fn send(socket: &mut Socket, message: Message, config: EventsConfig) -> Result<(), ()> {
    match timeout(config.write_timeout, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        _ => Err(()),
    }
}

/// Says why it ends and reads on until the client has heard: what lies unread when a connection is closed
/// takes the last words with it.
async fn close(mut socket: Socket, code: CloseCode, reason: &'static str) {
    let _heard = timeout(LAST_WORDS, async {
        if socket.close(Some(CloseFrame { code, reason: reason.into() })).await.is_ok() {
            while let Some(Ok(_)) = socket.next().await {}
        }
    })
    .await;
}

/// Does what a message asks for, or answers what is wrong with it.
async fn obey(connection: &Connection, text: &str) -> Result<(), Json> {
    let asked = read(text).map_err(|problem| from_problem("", &problem))?;
    let name = asked.name().to_owned();
    let done = match asked {
        Asked::Subscribe { name, wish, after } => connection.subscribe(name, wish, after.as_deref()).await,
        Asked::FollowJob { name, job } => connection.follow_job(name, job).await,
        Asked::Unsubscribe(name) => {
            connection.unsubscribe(&name);
            Ok(())
        }
        Asked::Viewing(what) => connection.view(what).await,
        Asked::Resume(after) => connection.resume(&after).await,
        Asked::Nothing => Ok(()),
    };
    done.map_err(|error| from_problem(&name, &Problem::from(error)))
}

fn error(id: &str, code: Code, detail: &str) -> Json {
    from_problem(id, &Problem::new(code).detail(detail))
}

/// A problem as other routes answer it, and the subscription it is about.
fn from_problem(id: &str, problem: &Problem) -> Json {
    if let Some(why) = problem.log.as_deref() {
        tracing::error!(code = problem.code.text(), why, "a message of a stream failed");
    }
    json!({"error": {
        "id": id, "code": problem.code.text(), "title": problem.code.title(), "detail": problem.detail,
        "errors": problem.errors,
    }})
}
