//! Text messages.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use kith_app::sms::{self, Arrived, Proof};
use kith_model::Id;
use serde_json::Value as Json;

use super::forms::pairs;
use crate::call::{self, Call};
use crate::problem::{Code, Problem};
use crate::{body, headers};

type Answer = Result<Response<Body>, Problem>;

/// The largest call of a provider.
const MOST_BYTES: usize = 64 * 1024;

/// `GET /sms/channel`
pub(crate) async fn read(call: Call) -> Answer {
    Ok(call::json(200, &sms::read(call.app(), call.scope()?).await?))
}

/// `PUT /sms/channel`
pub(crate) async fn keep(mut call: Call) -> Answer {
    let body = call.members()?.into_map();
    Ok(call::json(200, &sms::keep(call.app(), call.scope()?, &body).await?))
}

/// `DELETE /sms/channel`
pub(crate) async fn remove(call: Call) -> Answer {
    sms::remove(call.app(), call.scope()?).await?;
    Ok(call::no_content())
}

/// `POST /sms/test`
pub(crate) async fn test(mut call: Call) -> Answer {
    let body = call.members()?.into_map();
    sms::test(call.app(), call.scope()?, &body).await?;
    Ok(call::no_content())
}

/// `POST /contacts/{id}/sms`, `POST /leads/{id}/sms`
pub(crate) async fn write(mut call: Call) -> Answer {
    let (id, kind, body) = (call.id()?, call.kind()?.key, call.members()?);
    let key = call.idempotency.as_ref();
    let json = sms::write(call.app(), call.scope()?, kind, id, &body.secret("text"), key).await?;
    Ok(call::json(201, &json))
}

/// `POST /sms/incoming/{id}`
pub(crate) async fn arrive(call: Call) -> Answer {
    let workspace = call.id()?;
    let stream = std::mem::take(&mut *call.stream.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
    let bytes = body::read(stream, MOST_BYTES, call.api.config.body_timeout).await?;
    if headers::media_type(&call.headers) == "application/x-www-form-urlencoded" {
        let text = std::str::from_utf8(&bytes).map_err(|_| malformed("The call is not UTF-8."))?;
        let parameters = pairs(text);
        let signature = headers::text(&call.headers, "x-twilio-signature").unwrap_or_default().to_owned();
        let find = |name: &str| parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let [key, from, text] = ["MessageSid", "From", "Body"].map(|name| find(name).unwrap_or_default());
        let proof = Proof::Signature { signature, parameters };
        sms::arrive(call.app(), workspace, &proof, &Arrived { key, from, text }).await?;
        // Twilio reads orders from the answer: none.
        let mut response = Response::new(Body::from("<Response/>"));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/xml"));
        return Ok(response);
    }
    let Some(Json::Object(given)) = body::json(&call.headers, &bytes)? else {
        return Err(malformed("An object of id, from and text is needed."));
    };
    let [key, from, text] =
        ["id", "from", "text"].map(|name| given.get(name).and_then(Json::as_str).unwrap_or_default().to_owned());
    let bearer = headers::text(&call.headers, header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    let proof = Proof::Bearer(bearer.unwrap_or_default().to_owned());
    sms::arrive(call.app(), workspace, &proof, &Arrived { key, from, text }).await?;
    Ok(call::no_content())
}

/// `POST /sms/receipts/{id}/{message}`
pub(crate) async fn receipt(call: Call) -> Answer {
    let workspace = call.id()?;
    let message = call.param("message").parse::<Id>().map_err(|_| Problem::new(Code::NotFound))?;
    let stream = std::mem::take(&mut *call.stream.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
    let bytes = body::read(stream, MOST_BYTES, call.api.config.body_timeout).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| malformed("The call is not UTF-8."))?;
    let signature = headers::text(&call.headers, "x-twilio-signature").unwrap_or_default();
    sms::take_receipt(call.app(), workspace, message, signature, &pairs(text)).await?;
    Ok(call::no_content())
}

fn malformed(detail: &str) -> Problem {
    Problem::new(Code::MalformedJson).detail(detail)
}
