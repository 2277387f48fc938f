//! Over a real socket: slow clients, clients that leave, and stopping.

use std::time::Duration;

use kith_api::{ServeConfig, serve_router};
use kith_testkit::{Options, TestApp, on_both_engines_with, on_sqlite};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

struct Running {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

async fn start(app: &TestApp, header_timeout: Duration) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let config = ServeConfig { header_timeout, drain_timeout: Duration::from_secs(5) };
    let task = tokio::spawn(serve_router(listener, app.router(), config, async move {
        let _ = stopped.await;
    }));
    Running { address, stop, task }
}

async fn read_all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut bytes)).await;
    read.expect("the server ends the connection").expect("readable");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_client_that_never_finishes_its_headers_is_let_go() {
    on_sqlite(async |app| {
        let server = start(app, Duration::from_millis(300)).await;
        let mut stream = TcpStream::connect(server.address).await.expect("connected");
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.expect("sent");
        let answer = read_all(&mut stream).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn a_client_that_never_finishes_its_body_gets_408() {
    let mut options = Options::default();
    options.api.body_timeout = Duration::from_millis(300);
    on_both_engines_with(options, async |app| {
        let server = start(app, Duration::from_secs(10)).await;
        let mut stream = TcpStream::connect(server.address).await.expect("connected");
        let head = "POST /api/v1/auth/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"email";
        stream.write_all(head.as_bytes()).await.expect("sent");
        let answer = read_all(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("request_timeout"), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_http_is_no_danger() {
    on_sqlite(async |app| {
        let server = start(app, Duration::from_secs(2)).await;
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(2_000_000));
        for bytes in
            [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"GET / HTTP/9.9\r\n\r\n", b"\0\0\0\0\r\n\r\n", long.as_bytes()]
        {
            let mut stream = TcpStream::connect(server.address).await.expect("connected");
            let _ = stream.write_all(bytes).await;
            let _ = stream.shutdown().await;
            let mut rest = Vec::new();
            let _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut rest)).await;
        }
        let mut stream = TcpStream::connect(server.address).await.expect("connected");
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.expect("sent");
        assert!(read_all(&mut stream).await.starts_with("HTTP/1.1 200"));
    })
    .await;
}

#[tokio::test]
async fn stopping_lets_requests_finish_and_takes_no_new_ones() {
    on_sqlite(async |app| {
        let server = start(app, Duration::from_secs(10)).await;
        let mut stream = TcpStream::connect(server.address).await.expect("connected");
        let body = r#"{"email":"x@y.example","password":"wrong"}"#;
        let head = format!(
            "POST /api/v1/auth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.expect("sent");
        stream.write_all(&body.as_bytes()[..10]).await.expect("sent");
        tokio::time::sleep(Duration::from_millis(100)).await;
        server.stop.send(()).expect("the server runs");
        tokio::time::sleep(Duration::from_millis(100)).await;
        stream.write_all(&body.as_bytes()[10..]).await.expect("sent");
        assert!(read_all(&mut stream).await.starts_with("HTTP/1.1 401"), "the request under way was answered");
        server.task.await.expect("no panic").expect("a clean end");
        assert!(TcpStream::connect(server.address).await.is_err());
    })
    .await;
}
