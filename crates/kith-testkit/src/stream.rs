//! The stream of events over a real socket.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use kith_api::{ServeConfig, serve_router};
use serde_json::{Value as Json, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::{Person, TestApp};

/// Longer than any message should take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client that follows.
pub struct Stream {
    socket: WebSocketStream<TcpStream>,
    /// The last id that was seen.
    pub event_id: String,
}

impl TestApp {
    /// Serves the app on a port of its own until the test ends.
    pub async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(serve_router(listener, self.router(), ServeConfig::default(), std::future::pending()));
        address
    }

    /// Opens a stream; the status where it is refused.
    pub async fn try_follow(address: SocketAddr, headers: &[(&'static str, &str)]) -> Result<Stream, u16> {
        let mut request = format!("ws://{address}/api/v1/events").into_client_request().expect("a request");
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a header"));
        }
        let stream = TcpStream::connect(address).await.expect("connected");
        match client_async(request, stream).await {
            Ok((socket, _)) => Ok(Stream { socket, event_id: String::new() }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("the stream does not open: {error}"),
        }
    }

    /// Opens a stream as somebody, and waits until it is ready.
    pub async fn follow(&self, address: SocketAddr, person: &Person) -> Stream {
        let token = format!("Bearer {}", person.token);
        let mut stream = Self::try_follow(address, &[("authorization", &token)]).await.expect("opened");
        stream.until("ready").await;
        stream
    }
}

impl Stream {
    /// Sends a message.
    pub async fn say(&mut self, message: Json) {
        self.say_text(&message.to_string()).await;
    }

    /// Sends any text.
    pub async fn say_text(&mut self, text: &str) {
        // Whether it arrives is seen by what comes back.
        let _ = self.socket.send(Message::text(text)).await;
    }

    /// Subscribes and waits until that is done.
    pub async fn subscribe(&mut self, wish: Json) {
        self.say(json!({"subscribe": wish})).await;
        self.until("subscribed").await;
    }

    /// The next message; the close code where the stream ended.
    pub async fn next(&mut self) -> Result<Json, u16> {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.socket.next()).await.expect("a message in time");
            match message {
                Some(Ok(Message::Text(text))) => {
                    let json: Json = serde_json::from_str(text.as_str()).expect("JSON");
                    let inner =
                        json.as_object().and_then(|map| map.values().find_map(|inner| inner["event_id"].as_str()));
                    if let Some(id) = json["event_id"].as_str().or(inner) {
                        self.event_id = id.to_owned();
                    }
                    return Ok(json);
                }
                Some(Ok(Message::Close(frame))) => return Err(frame.map_or(1005, |frame| frame.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(1006),
            }
        }
    }

    /// The next message with this member, others passed over.
    pub async fn until(&mut self, member: &str) -> Json {
        loop {
            let message = self.next().await.unwrap_or_else(|code| panic!("closed with {code} before {member}"));
            if !message[member].is_null() {
                return message[member].clone();
            }
        }
    }

    /// The next event, others than events passed over.
    pub async fn event(&mut self) -> Json {
        loop {
            let message = self.next().await.unwrap_or_else(|code| panic!("closed with {code} before an event"));
            assert!(message["reset"].is_null(), "{message}");
            if !message["op"].is_null() {
                return message;
            }
        }
    }

    /// The close code with which the stream ends.
    pub async fn end(&mut self) -> u16 {
        loop {
            if let Err(code) = self.next().await {
                return code;
            }
        }
    }
}
