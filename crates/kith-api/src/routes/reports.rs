//! Reports as they are made; saved ones are records like others.

use axum::http::Method;

use crate::handlers::reports;
use crate::route::{Access, Param, Route, Shape, handler, param};

const DEFINITION: &[Param] = &[param("definition", "What is shown, of which time and of whom; a JSON object.")];

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new(Method::GET, "/api/v1/reports/result", Access::Session, "report_result", handler!(reports::result))
            .about("A report, made now of what the caller may read")
            .params(DEFINITION)
            .answers(200, Shape::Named("ReportResult")),
        Route::new(Method::GET, "/api/v1/reports/result.csv", Access::Session, "report_csv", handler!(reports::csv))
            .about("The same as CSV")
            .params(DEFINITION)
            .answers(200, Shape::Csv),
        Route::new(Method::GET, "/api/v1/reports/result.xlsx", Access::Session, "report_xlsx", handler!(reports::xlsx))
            .about("The same as an Excel workbook")
            .params(DEFINITION)
            .answers(200, Shape::Xlsx),
    ]
}
