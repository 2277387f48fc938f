//! Files: uploads by the tus protocol, and the bytes. Their records are like others.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::file;

use crate::handlers::files;
use crate::route::{Access, BodyShape, Param, Route, Shape, handler, param};

const CONTENT: &[Param] =
    &[param("inline", "`true` to show it in the browser, where it is of a kind that can do no harm.")];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let route = |method: Method, path: &str, access: Access, operation: &str, handler| {
        Route::new(method, format!("/api/v1/files{path}"), access, operation, handler).of(&file::KIND)
    };
    let create = Access::Kind(Action::Create);
    vec![
        route(Method::OPTIONS, "/uploads", Access::Session, "upload_options", handler!(files::options))
            .about("What is spoken here of the tus protocol")
            .answers(204, Shape::Empty),
        route(Method::POST, "/uploads", create, "begin_upload", handler!(files::begin))
            .about("Begin an upload (tus creation): Upload-Length, and Upload-Metadata with filename, record_kind, record_id")
            .takes(BodyShape::Bytes)
            .answers(201, Shape::Named("FileUpload")),
        route(Method::GET, "/uploads/{id}", create, "upload_progress", handler!(files::progress))
            .about("How far an upload is; tus asks with HEAD")
            .answers(200, Shape::Named("FileUpload")),
        route(Method::PATCH, "/uploads/{id}", create, "continue_upload", handler!(files::append))
            .about("Send a piece, from Upload-Offset on; with the last one the file is there, under the upload's id")
            .takes(BodyShape::Bytes)
            .answers(204, Shape::Empty),
        route(Method::DELETE, "/uploads/{id}", create, "cancel_upload", handler!(files::cancel))
            .about("Forget an upload and what came of it")
            .answers(204, Shape::Empty),
        route(Method::GET, "/{id}/content", Access::Kind(Action::Read), "file_content", handler!(files::content))
            .about("The bytes of a file, all or a range")
            .params(CONTENT)
            .answers(200, Shape::Bytes),
    ]
}
