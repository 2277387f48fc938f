//! Reports: made, and as files.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use kith_app::reports::{self, Definition, FileFormat, Table};
use kith_model::FieldCode;
use serde_json::Value as Json;

use crate::call::{self, Call};
use crate::handlers::records::answer;
use crate::headers::disposition;
use crate::problem::{Code, Problem};

type Answer = Result<Response<Body>, Problem>;

/// A longer definition is refused.
const LONGEST: usize = 20_000;

/// `GET /reports/result`
pub(crate) async fn result(mut call: Call) -> Answer {
    Ok(call::json(200, &made(&mut call).await?.to_json()))
}

/// `GET /reports/result.csv`
pub(crate) async fn csv(call: Call) -> Answer {
    file(call, FileFormat::Csv).await
}

/// `GET /reports/result.xlsx`
pub(crate) async fn xlsx(call: Call) -> Answer {
    file(call, FileFormat::Xlsx).await
}

/// `GET /reports/result.pdf`
pub(crate) async fn pdf(call: Call) -> Answer {
    file(call, FileFormat::Pdf).await
}

/// `POST /reports/{id}/star`
pub(crate) async fn star(mut call: Call) -> Answer {
    let (id, body) = (call.id()?, call.members()?);
    let starred = body.flag("starred").unwrap_or(true);
    Ok(answer(200, &reports::star(call.app(), call.scope()?, id, starred).await?))
}

async fn made(call: &mut Call) -> Result<Table, Problem> {
    let wrong = |code, message: &str| Problem::field(Code::ValidationFailed, "definition", code, message);
    let text = call.query.take("definition").unwrap_or_default();
    if text.len() > LONGEST {
        return Err(wrong(FieldCode::TooLong, "The definition is too long."));
    }
    let Ok(Json::Object(json)) = serde_json::from_str::<Json>(&text) else {
        return Err(wrong(FieldCode::WrongType, "This takes a report's definition as a JSON object."));
    };
    let definition = Definition::read(&json)?;
    Ok(reports::run(call.app(), call.scope()?, &definition).await?)
}

/// A download named after the report and its days.
async fn file(mut call: Call, format: FileFormat) -> Answer {
    let table = made(&mut call).await?;
    let mut name: String =
        table.title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    if let Some(range) = &table.range {
        name.push_str(&format!("-{}-{}", range.first, range.last));
    }
    let extension = format.extension();
    let bytes = reports::file(call.app(), call.scope()?, table, format).await?;
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", &format!("{name}.{extension}")));
    Ok(response)
}
