//! Files: uploads as tus 1.0 wants them (core, creation, creation with upload, checksum, termination), and
//! the bytes.

use std::collections::HashMap;
use std::ops::Range;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kith_app::files::{self, Checksum, Content, NewUpload, Progress};
use serde_json::{Value as Json, json};

use crate::body::pieces;
use crate::call::{self, Call};
use crate::headers;
use crate::problem::{Code, Problem, TUS_VERSION};

type Answer = Result<Response<Body>, Problem>;

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const EXTENSIONS: &str = "creation,creation-with-upload,checksum,termination";
const PIECE: &str = "application/offset+octet-stream";

/// `OPTIONS /files/uploads`
pub(crate) async fn options(call: Call) -> Answer {
    let mut response = call::no_content();
    let limit = call.app().config().file_limit;
    for (name, value) in [
        ("tus-resumable", TUS_VERSION.to_owned()),
        ("tus-version", TUS_VERSION.to_owned()),
        ("tus-extension", EXTENSIONS.to_owned()),
        ("tus-checksum-algorithm", "sha1,sha256".to_owned()),
        ("tus-max-size", limit.to_string()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    Ok(response)
}

/// `POST /files/uploads`
pub(crate) async fn begin(mut call: Call) -> Answer {
    speaks(&call)?;
    let size = number(&call, &LENGTH)?;
    let mut metadata = metadata(&call)?;
    let mut take = |key: &str| metadata.remove(key).unwrap_or_default();
    let new = NewUpload {
        name: take("filename"),
        record: (take("record_kind"), take("record_id")),
        size,
        sha256: Some(take("sha256")).filter(|hash| !hash.is_empty()),
    };
    let mut progress = files::begin(call.app(), call.scope()?, new).await?;
    if headers::media_type(&call.headers) == PIECE && progress.offset < size {
        progress = send(&mut call, &progress, 0).await?;
    }
    let mut response = call::json(201, &told(&progress));
    write(&mut response, &progress);
    if let Ok(place) = HeaderValue::from_str(&format!("/api/v1/files/uploads/{}", progress.id)) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// `GET /files/uploads/{id}`, and `HEAD`
pub(crate) async fn progress(call: Call) -> Answer {
    let progress = files::progress(call.app(), call.scope()?, call.id()?).await?;
    let mut response = call::json(200, &told(&progress));
    write(&mut response, &progress);
    Ok(response)
}

/// `PATCH /files/uploads/{id}`
pub(crate) async fn append(mut call: Call) -> Answer {
    let progress = files::progress(call.app(), call.scope()?, call.id()?).await?;
    speaks(&call)?;
    if headers::media_type(&call.headers) != PIECE {
        return Err(Problem::new(Code::UnsupportedMediaType).detail(format!("Send {PIECE}.")));
    }
    let offset = number(&call, &OFFSET)?;
    let progress = send(&mut call, &progress, offset).await?;
    let mut response = call::no_content();
    write(&mut response, &progress);
    Ok(response)
}

/// `DELETE /files/uploads/{id}`
pub(crate) async fn cancel(call: Call) -> Answer {
    files::cancel(call.app(), call.scope()?, call.id()?).await?;
    let mut response = call::no_content();
    response.headers_mut().insert(RESUMABLE, HeaderValue::from_static(TUS_VERSION));
    Ok(response)
}

async fn send(call: &mut Call, progress: &Progress, offset: u64) -> Result<Progress, Problem> {
    let checksum = checksum(call)?;
    let body = call.stream.get_mut().map(std::mem::take).unwrap_or_default();
    let body = pieces(body, call.api.config.body_timeout);
    Ok(files::append(call.app(), call.scope()?, progress.id, offset, checksum, body).await?)
}

/// A client that names no version means the only one.
fn speaks(call: &Call) -> Result<(), Problem> {
    match headers::text(&call.headers, RESUMABLE) {
        None | Some(TUS_VERSION) => Ok(()),
        Some(_) => Err(Problem::new(Code::UnsupportedVersion)),
    }
}

fn number(call: &Call, name: &HeaderName) -> Result<u64, Problem> {
    let number = headers::text(&call.headers, name).and_then(|text| text.parse::<u64>().ok());
    // More than a signed number holds is too large for anything.
    number
        .filter(|number| i64::try_from(*number).is_ok())
        .ok_or_else(|| Problem::new(Code::MalformedHeader).detail(format!("Send {name} with a number of bytes.")))
}

/// `Upload-Metadata: key base64,key base64`
fn metadata(call: &Call) -> Result<HashMap<String, String>, Problem> {
    let text = headers::text(&call.headers, "upload-metadata").unwrap_or("");
    let pair = |pair: &str| {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let value = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
        Some((key.to_owned(), value))
    };
    let pairs = text.split(',').filter(|text| !text.trim().is_empty()).map(pair).collect::<Option<_>>();
    pairs.ok_or_else(|| Problem::new(Code::MalformedHeader).detail("Upload-Metadata takes keys and UTF-8 in base64."))
}

/// `Upload-Checksum: sha256 base64`
fn checksum(call: &Call) -> Result<Option<Checksum>, Problem> {
    let Some(text) = headers::text(&call.headers, "upload-checksum") else { return Ok(None) };
    let (algorithm, value) = text.trim().split_once(' ').unwrap_or((text, ""));
    let checksum = STANDARD.decode(value.trim()).ok().and_then(|hash| match algorithm {
        "sha1" => Some(Checksum::Sha1(hash)),
        "sha256" => Some(Checksum::Sha256(hash)),
        _ => None,
    });
    let wrong = || Problem::new(Code::MalformedHeader).detail("Upload-Checksum takes sha1 or sha256, and base64.");
    checksum.ok_or_else(wrong).map(Some)
}

fn told(progress: &Progress) -> Json {
    json!({
        "id": progress.id, "offset": progress.offset, "size": progress.size, "expires_at": progress.expires_at,
        "finished": progress.expires_at.is_none(),
    })
}

fn write(response: &mut Response<Body>, progress: &Progress) {
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(TUS_VERSION));
    headers.insert(OFFSET, HeaderValue::from(progress.offset));
    headers.insert(LENGTH, HeaderValue::from(progress.size));
}

/// `GET /files/{id}/content`
pub(crate) async fn content(mut call: Call) -> Answer {
    let inline = call.query.take("inline").is_some_and(|value| value == "true");
    let content = files::content(call.app(), call.scope()?, call.id()?).await?;
    let tag = format!("\"{}\"", content.sha256);
    let mut response = Response::new(Body::empty());
    describe(&mut response, &content, &tag, inline);
    if headers::text(&call.headers, header::IF_NONE_MATCH).is_some_and(|tags| tags.contains(&tag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Ok(response);
    }
    // A part of what the client has not got the rest of is of no use to it.
    let same = headers::text(&call.headers, header::IF_RANGE).is_none_or(|known| known == tag);
    let asked = headers::text(&call.headers, header::RANGE).filter(|_| same);
    let range = match asked.map(|asked| range(asked, content.size)) {
        Some(Asked::Bytes(range)) => {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            let told = format!("bytes {}-{}/{}", range.start, range.end - 1, content.size);
            response.headers_mut().insert(header::CONTENT_RANGE, header_value(&told));
            range
        }
        Some(Asked::Nothing) => {
            return Err(Problem::new(Code::RangeNotSatisfiable).with("size", content.size.into()));
        }
        Some(Asked::All) | None => 0..content.size,
    };
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(range.end - range.start));
    if !call.head {
        *response.body_mut() = Body::from_stream(files::read(call.app(), &content, range).await?);
    }
    Ok(response)
}

/// What a file may do in a browser: nothing. Only what cannot hold a script is shown at all, and a PDF alone
/// is without a sandbox, in which browsers show none.
fn describe(response: &mut Response<Body>, content: &Content, tag: &str, inline: bool) {
    let shown = inline && content.shown;
    let media = match content.media_type.as_str() {
        "text/plain" => "text/plain; charset=utf-8",
        media if content.shown => media,
        _ => "application/octet-stream",
    };
    let policy = match content.media_type == "application/pdf" {
        true => "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        false => "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header_value(media));
    let what = if shown { "inline" } else { "attachment" };
    headers.insert(header::CONTENT_DISPOSITION, crate::headers::disposition(what, &content.name));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::ETAG, header_value(tag));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    // Kept by the browser alone, and only used once the rights have been looked at anew.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
}

fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// Everything: nothing was asked for that is understood here.
    All,
    Bytes(Range<u64>),
    /// Bytes that are not there.
    Nothing,
}

/// One range of bytes; several at once are answered with everything, as is allowed.
fn range(asked: &str, size: u64) -> Asked {
    let Some((first, last)) = asked.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Asked::All;
    };
    let range = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Ok(first), Err(_)) if last.is_empty() => first..size,
        (Err(_), Ok(last)) if first.is_empty() => size.saturating_sub(last)..size,
        _ => return Asked::All,
    };
    if range.start < range.end { Asked::Bytes(range) } else { Asked::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_cut_to_what_is_there() {
        let cases = [
            ("bytes=0-3", Asked::Bytes(0..4)),
            ("bytes=4-", Asked::Bytes(4..10)),
            ("bytes=-3", Asked::Bytes(7..10)),
            ("bytes=-30", Asked::Bytes(0..10)),
            ("bytes=8-99", Asked::Bytes(8..10)),
            ("bytes=10-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=5-2", Asked::All),
            ("bytes=0-1,4-5", Asked::All),
            ("lines=1-2", Asked::All),
            ("bytes=", Asked::All),
        ];
        for (asked, answer) in cases {
            assert_eq!(range(asked, 10), answer, "{asked}");
        }
        assert_eq!(range("bytes=0-", 0), Asked::Nothing);
    }
}
