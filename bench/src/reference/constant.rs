//! The same routes and the same bytes, no database: what the HTTP library alone can do.

use std::error::Error;
use std::fs;
use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::routing::any;
use bytes::Bytes;

use crate::cases::CASES;

/// Serves `<folder>/<n>.json` for the path of case `n`; a POST is read and answered with the point
/// read's bytes.
pub fn serve(port: u16, folder: &Path) -> Result<(), Box<dyn Error>> {
    let body = |n: usize| fs::read(folder.join(format!("{n}.json"))).map(Bytes::from).unwrap_or_default();
    let one = body(0);
    let mut bodies: Vec<(String, Bytes)> = Vec::new();
    for (n, case) in CASES.iter().enumerate().filter(|(_, case)| !case.sample.is_empty()) {
        let path = case.sample.split('?').next().unwrap_or("").trim_end_matches("/{id}").to_owned();
        bodies.push((path, body(n)));
    }
    let handler = move |request: Request| {
        let path = request.uri().path();
        let list = bodies.iter().skip(1).find(|(known, _)| known == path);
        let answer = list.map_or(&one, |(_, bytes)| bytes).clone();
        async move {
            let _ = axum::body::to_bytes(request.into_body(), 1 << 20).await;
            ([(CONTENT_TYPE, "application/json")], answer)
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        axum::serve(listener, Router::new().fallback(any(handler))).await?;
        Ok(())
    })
}
