//! Reading bodies: whole ones with a limit and a deadline, streamed ones chunk by chunk.

use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::HeaderMap;
use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use futures_util::stream::unfold;
use http_body_util::BodyExt;
use serde_json::Value as Json;

use crate::headers;
use crate::problem::{Code, Problem};

/// Reads a whole body of at most `limit` bytes within `deadline`.
pub(crate) async fn read(body: Body, limit: usize, deadline: Duration) -> Result<Bytes, Problem> {
    let hint = body.size_hint();
    if hint.lower() > limit as u64 {
        return Err(too_large(limit as u64));
    }
    match tokio::time::timeout(deadline, collect(body, limit)).await {
        Ok(result) => result,
        Err(_) => Err(Problem::new(Code::RequestTimeout)),
    }
}

async fn collect(mut body: Body, limit: usize) -> Result<Bytes, Problem> {
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    while let Some(chunk) = next_chunk(&mut body).await? {
        if all.len() + first.len() + chunk.len() > limit {
            return Err(too_large(limit as u64));
        }
        // Nearly every body comes in one piece, which is then not copied.
        if first.is_empty() && all.is_empty() {
            first = chunk;
        } else {
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&chunk);
        }
    }
    Ok(if all.is_empty() { first } else { all.freeze() })
}

/// The next piece of a body; `None` at its end.
pub(crate) async fn next_chunk(body: &mut Body) -> Result<Option<Bytes>, Problem> {
    loop {
        match body.frame().await {
            None => return Ok(None),
            Some(Err(_)) => return Err(Problem::new(Code::RequestTimeout).detail("The body ended too early.")),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

/// The pieces of a body, each within `patience`: a large file may take hours, a silent client may not.
pub(crate) fn pieces(body: Body, patience: Duration) -> impl Stream<Item = Result<Bytes, String>> {
    unfold(Some(body), move |body| async move {
        let mut body = body?;
        match tokio::time::timeout(patience, next_chunk(&mut body)).await {
            Ok(Ok(None)) => None,
            Ok(Ok(Some(piece))) => Some((Ok(piece), Some(body))),
            Ok(Err(problem)) => Some((Err(problem.detail.unwrap_or_default()), None)),
            Err(_) => Some((Err("nothing came for too long".to_owned()), None)),
        }
    })
}

/// 413, saying how much is allowed.
pub(crate) fn too_large(limit: u64) -> Problem {
    Problem::new(Code::TooLarge).detail(format!("At most {limit} bytes are accepted here."))
}

/// Reads JSON. An empty body is `None`, whatever its type.
pub(crate) fn json(headers: &HeaderMap, bytes: &Bytes) -> Result<Option<Json>, Problem> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let media = headers::media_type(headers);
    if !(media == "application/json" || media.starts_with("application/") && media.ends_with("+json")) {
        return Err(Problem::new(Code::UnsupportedMediaType).detail("Send application/json."));
    }
    if !headers::is_utf8(headers) {
        return Err(Problem::new(Code::UnsupportedMediaType).detail("Send JSON in UTF-8."));
    }
    if std::str::from_utf8(bytes).is_err() {
        return Err(Problem::new(Code::MalformedJson).detail("The body is not UTF-8."));
    }
    match serde_json::from_slice(bytes) {
        Ok(json) => Ok(Some(json)),
        Err(error) => {
            let place = format!("Line {}, column {}.", error.line(), error.column());
            Err(Problem::new(Code::MalformedJson).detail(place))
        }
    }
}
