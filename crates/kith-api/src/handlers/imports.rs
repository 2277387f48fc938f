//! CSV files: upload, start, errors.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use futures_util::stream::unfold;
use kith_app::import::{self, Duplicates, ImportOptions};
use kith_model::{FieldCode, FieldError};
use percent_encoding::percent_decode_str;
use serde_json::{Value as Json, json};
use tokio::io::AsyncReadExt;

use crate::body::{pieces, too_large};
use crate::call::{self, Call};
use crate::handlers::jobs::job_json;
use crate::headers;
use crate::problem::{Code, Problem};

type Answer = Result<Response<Body>, Problem>;

/// `POST /imports/{kinds}`: the file goes to disk as it comes in.
pub(crate) async fn upload(mut call: Call) -> Answer {
    let media = headers::media_type(&call.headers);
    if !["text/csv", "text/plain", "text/tab-separated-values", "application/octet-stream"].contains(&media.as_str()) {
        return Err(Problem::new(Code::UnsupportedMediaType).detail("Send the file as text/csv."));
    }
    let limit = call.api.config.import_limit;
    let announced = headers::text(&call.headers, header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let name = headers::text(&call.headers, "x-file-name").unwrap_or("import.csv");
    let name = percent_decode_str(name).decode_utf8();
    let name = name.map_err(|_| Problem::new(Code::MalformedHeader).detail("X-File-Name is not UTF-8."))?.into_owned();
    let body = call.stream.get_mut().map(std::mem::take).unwrap_or_default();
    let pieces = Box::pin(pieces(body, call.api.config.body_timeout));
    let analysis = import::upload(call.app(), call.scope()?, call.kind()?, &name, pieces).await?;
    Ok(call::json(201, &json!(analysis)))
}

/// `POST /imports/{id}/start`
pub(crate) async fn start(mut call: Call) -> Answer {
    let members = call.members()?;
    let mut mapping = BTreeMap::new();
    for (column, field) in members.object("mapping").into_iter().flatten() {
        match field {
            Json::String(field) => drop(mapping.insert(column.clone(), field.clone())),
            Json::Null => {}
            _ => {
                let message = "This takes the keys of fields by the numbers of columns.";
                return Err(Problem::invalid(vec![FieldError::new("mapping", FieldCode::WrongType, message)]));
            }
        }
    }
    let duplicates = match members.text("duplicates").as_str() {
        "update" => Duplicates::Update,
        "create" => Duplicates::Create,
        _ => Duplicates::Skip,
    };
    let options = ImportOptions {
        mapping,
        duplicates,
        match_on: members.optional_text("match_on"),
        dry_run: members.flag("dry_run").unwrap_or(false),
    };
    let job = import::start(call.app(), call.scope()?, call.id()?, options, call.idempotency.as_ref()).await?;
    Ok(call::json(202, &job_json(&job)))
}

/// `GET /imports/{id}/errors.csv`
pub(crate) async fn errors(call: Call) -> Answer {
    let path = import::errors_csv(call.app(), call.scope()?, call.id()?).await?;
    let path = path.ok_or_else(|| Problem::new(Code::NotFound).detail("No row has failed so far."))?;
    let file =
        tokio::fs::File::open(path).await.map_err(|error| Problem::new(Code::Internal).log(error.to_string()))?;
    let mut response = Response::new(Body::from_stream(chunks(file)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"errors.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// A file in pieces, read as fast as the client takes them.
fn chunks(file: tokio::fs::File) -> impl Stream<Item = std::io::Result<Bytes>> {
    unfold(file, |mut file| async move {
        let mut chunk = BytesMut::with_capacity(64 * 1024);
        match file.read_buf(&mut chunk).await {
            Ok(0) => None,
            Ok(_) => Some((Ok(chunk.freeze()), file)),
            Err(error) => Some((Err(error), file)),
        }
    })
}
