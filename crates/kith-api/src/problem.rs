//! Every way a request can fail, as one table, and how it looks on the wire (RFC 9457).

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use kith_model::{FieldCode, FieldError};
use serde_json::{Map, Value as Json, json};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $title:literal;)*) => {
        /// The stable codes of problems. `docs/errors.md` lists the same table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The code as it is written in answers.
            pub fn text(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// The HTTP status it comes with.
            pub fn status(self) -> u16 {
                match self { $(Code::$name => $status,)* }
            }

            /// One sentence that fits every occurrence.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }
        }
    };
}

codes! {
    /// The body is not JSON.
    MalformedJson = "malformed_json", 400, "The body is not readable JSON.";
    /// The query string cannot be read.
    MalformedQuery = "malformed_query", 400, "The query string is not readable.";
    /// A header cannot be read.
    MalformedHeader = "malformed_header", 400, "A header is not readable.";
    /// Nobody is signed in.
    Unauthenticated = "unauthenticated", 401, "Sign in first.";
    /// The access token has run out and can be refreshed.
    TokenExpired = "token_expired", 401, "The access token has expired.";
    /// The address or the password is wrong.
    InvalidCredentials = "invalid_credentials", 401, "The email address or the password is wrong.";
    /// A refresh token was used a second time; its session is over.
    RefreshReused = "refresh_reused", 401, "This session was ended, because its refresh token was used twice.";
    /// A right is missing; the answer names it.
    Forbidden = "forbidden", 403, "Your roles do not allow this.";
    /// The CSRF header is missing or wrong.
    Csrf = "csrf", 403, "The X-CSRF-Token header does not match the kith_csrf cookie.";
    /// A page of another site opens the stream of events.
    ForeignOrigin = "foreign_origin", 403, "Pages of other sites may not open this.";
    /// The user is suspended.
    Suspended = "suspended", 403, "This user is suspended.";
    /// It is not there, or the caller may not know that it is.
    NotFound = "not_found", 404, "There is nothing here.";
    /// The address exists, the method does not.
    MethodNotAllowed = "method_not_allowed", 405, "This address does not take this method.";
    /// The request's body did not arrive in time.
    RequestTimeout = "request_timeout", 408, "The request took too long to arrive.";
    /// The present state does not allow it.
    Conflict = "conflict", 409, "The present state does not allow this.";
    /// Somebody else changed the record first.
    VersionConflict = "version_conflict", 412, "Somebody else has changed this record.";
    /// What came is not what was sent. The status is that of tus.
    ChecksumMismatch = "checksum_mismatch", 460, "The bytes do not have the checksum that was announced.";
    /// The protocol is spoken in a version that is not known here.
    UnsupportedVersion = "unsupported_version", 412, "This version of the protocol is not known here.";
    /// The bytes that are asked for are not there.
    RangeNotSatisfiable = "range_not_satisfiable", 416, "There are no such bytes.";
    /// The body is too large.
    TooLarge = "too_large", 413, "The body is too large.";
    /// The body's type is not the expected one.
    UnsupportedMediaType = "unsupported_media_type", 415, "The Content-Type is not the one that is expected here.";
    /// Values in the body or the query are refused; `errors` names them.
    ValidationFailed = "validation_failed", 422, "Some values are not valid.";
    /// A filter, a sort or a parameter names a field that is not there.
    UnknownField = "unknown_field", 422, "There is no such field.";
    /// The operator does not apply to the field.
    UnknownOperator = "unknown_operator", 422, "This operator does not apply to the field.";
    /// The filter cannot be understood.
    InvalidFilter = "invalid_filter", 422, "The filter is not valid.";
    /// The cursor was not made for this list.
    InvalidCursor = "invalid_cursor", 422, "The cursor does not belong to this list and order.";
    /// The order cannot be understood.
    InvalidSort = "invalid_sort", 422, "The order is not valid.";
    /// The idempotency key was used for another request.
    IdempotencyMismatch = "idempotency_mismatch", 422, "This Idempotency-Key was used for another request.";
    /// The address speaks WebSocket only.
    UpgradeRequired = "upgrade_required", 426, "This address speaks WebSocket only.";
    /// Too many requests in a short time.
    TooManyRequests = "too_many_requests", 429, "Too many requests in a short time.";
    /// A fault of the server.
    Internal = "internal", 500, "Something went wrong on the server.";
    /// The database cannot be reached, or the server is stopping.
    Unavailable = "unavailable", 503, "The service is not available at the moment.";
    /// A query took longer than its deadline.
    Timeout = "timeout", 503, "The query took too long.";
}

/// The version of the tus protocol that is spoken here.
pub(crate) const TUS_VERSION: &str = "1.0.0";

/// A refused or failed request. Becomes an answer in one place, where the request's id is known, so that
/// no other body can leave the API.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What went wrong.
    pub code: Code,
    /// A sentence about this occurrence.
    pub detail: Option<String>,
    /// The fields at fault.
    pub errors: Vec<FieldError>,
    /// Further members: `missing`, `current`, `changed_by`, `changed_at`, `size`.
    pub extra: Map<String, Json>,
    /// Seconds after which a repetition makes sense.
    pub retry_after: Option<u64>,
    /// For the log alone.
    pub(crate) log: Option<String>,
}

impl Problem {
    /// A problem without particulars.
    pub fn new(code: Code) -> Self {
        Problem { code, detail: None, errors: Vec::new(), extra: Map::new(), retry_after: None, log: None }
    }

    /// Adds a sentence about this occurrence.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds a member.
    pub fn with(mut self, key: &str, value: Json) -> Self {
        self.extra.insert(key.to_owned(), value);
        self
    }

    /// Says when to try again.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Adds what only the log may say.
    pub(crate) fn log(mut self, text: String) -> Self {
        self.log = Some(text);
        self
    }

    /// A problem that names one field or parameter.
    pub fn field(code: Code, field: &str, field_code: FieldCode, message: impl Into<String>) -> Self {
        let mut problem = Problem::new(code);
        problem.errors.push(FieldError::new(field, field_code, message));
        problem
    }

    /// Fields that are not valid.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Problem { errors, ..Problem::new(Code::ValidationFailed) }
    }

    /// The answer.
    pub(crate) fn answer(&self, request_id: &str) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body(request_id)));
        *response.status_mut() = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        let told = match (self.code, self.extra.get("size")) {
            (Code::RangeNotSatisfiable, Some(size)) => Some((header::CONTENT_RANGE, format!("bytes */{size}"))),
            (Code::UnsupportedVersion, _) => Some((HeaderName::from_static("tus-version"), TUS_VERSION.to_owned())),
            _ => None,
        };
        if let Some((name, Ok(value))) = told.map(|(name, value)| (name, HeaderValue::from_str(&value))) {
            headers.insert(name, value);
        }
        if self.code.status() == 401 {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }

    fn body(&self, request_id: &str) -> Vec<u8> {
        let mut body = json!({
            "type": format!("/problems/{}", self.code.text()),
            "title": self.code.title(),
            "status": self.code.status(),
            "code": self.code.text(),
            "request_id": request_id,
        });
        if let Some(map) = body.as_object_mut() {
            if let Some(detail) = &self.detail {
                map.insert("detail".into(), detail.clone().into());
            }
            if !self.errors.is_empty() {
                map.insert("errors".into(), json!(self.errors));
            }
            map.extend(self.extra.clone());
        }
        body.to_string().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_documentation_lists_exactly_these_codes() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/errors.md");
        let text = std::fs::read_to_string(path).expect("docs/errors.md");
        let row = |line: &str| -> Option<(String, String)> {
            let mut cells = line.strip_prefix("| `")?.split(" | ");
            Some((cells.next()?.trim_end_matches('`').to_owned(), cells.next()?.to_owned()))
        };
        let section = text.split("## Codes of fields").next().expect("a first part");
        let documented: HashSet<_> = section.lines().filter_map(row).collect();
        let known = Code::ALL.iter().map(|code| (code.text().to_owned(), code.status().to_string()));
        assert_eq!(documented, known.collect());
    }
}
