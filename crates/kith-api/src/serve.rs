//! The HTTP server: connections with read timeouts, and an end that lets requests finish.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use kith_app::App;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::ApiConfig;

/// Where a connection comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub IpAddr);

/// How connections behave.
#[derive(Clone, Copy, Debug)]
pub struct ServeConfig {
    /// How long the head of a request may take to arrive, also on an idle connection.
    pub header_timeout: Duration,
    /// How long requests may take to finish when the server stops.
    pub drain_timeout: Duration,
}

impl Default for ServeConfig {
    fn default() -> Self {
        ServeConfig { header_timeout: Duration::from_secs(30), drain_timeout: Duration::from_secs(20) }
    }
}

/// What whoever runs the server decides.
#[derive(Clone, Copy, Debug, Default)]
pub struct ServeOptions {
    /// Requests a caller may make per minute; `None` for no limit.
    pub rate_limit: Option<u32>,
    /// Whether a proxy in front sets `X-Forwarded-For`, which is then believed.
    pub trust_proxy: bool,
}

/// Serves Kith until `shutdown` resolves, then lets the requests under way finish.
pub async fn serve(
    listener: TcpListener,
    app: App,
    options: ServeOptions,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let stopping = app.clone();
    // Streams of events have no end of their own.
    let shutdown = async move {
        shutdown.await;
        kith_app::live::close_all(&stopping);
    };
    let mut config = ApiConfig { trust_proxy: options.trust_proxy, ..ApiConfig::default() };
    config.caller_limit.requests = options.rate_limit.unwrap_or(0);
    if options.rate_limit.is_none() {
        // Who lifts the limit per caller means it, as when a load generator is the only one.
        config.events.limits.per_user = usize::MAX;
    }
    serve_router(listener, crate::router(app, config), ServeConfig::default(), shutdown).await
}

/// Serves `router` until `shutdown` resolves, then lets the requests under way finish.
pub async fn serve_router(
    listener: TcpListener,
    router: Router,
    config: ServeConfig,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(config.header_timeout).max_headers(64);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Duration::from_secs(30)).max_concurrent_streams(256);
    let builder = Arc::new(builder);
    let graceful = GracefulShutdown::new();
    tokio::pin!(shutdown);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(connection) => connection,
                Err(error) => {
                    // Out of file descriptors, or a client gone before it was accepted: neither ends the server.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut shutdown => break,
        };
        // Small answers would otherwise wait for the acknowledgement of the one before.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer(peer.ip()));
            router.clone().oneshot(request)
        });
        let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned();
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(config.drain_timeout, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still running at the end and were cut off");
    }
    Ok(())
}
