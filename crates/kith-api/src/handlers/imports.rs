//! CSV files: upload, start, errors.

use axum::body::Body;
use axum::http::Response;

use crate::call::Call;
use crate::problem::{Code, Problem};

/// `POST /imports/{kinds}`
pub(crate) async fn upload(_: Call) -> Result<Response<Body>, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// `POST /imports/{id}/start`
pub(crate) async fn start(_: Call) -> Result<Response<Body>, Problem> {
    Err(Problem::new(Code::Unavailable))
}

/// `GET /imports/{id}/errors.csv`
pub(crate) async fn errors(_: Call) -> Result<Response<Body>, Problem> {
    Err(Problem::new(Code::Unavailable))
}
