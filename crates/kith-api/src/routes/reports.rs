//! Reports as they are made; saved ones are records like others.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::report;

use crate::handlers::reports;
use crate::members::{Member, MemberType, optional};
use crate::route::{Access, BodyShape, Param, Route, Shape, handler, param};

const DEFINITION: &[Param] = &[param("definition", "What is shown, of which time and of whom; a JSON object.")];

const STAR: &[Member] = &[optional("starred", MemberType::Boolean, "False takes it out again.")];

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
        Route::new(Method::GET, "/api/v1/reports/result.pdf", Access::Session, "report_pdf", handler!(reports::pdf))
            .about("The same as a PDF")
            .params(DEFINITION)
            .answers(200, Shape::Pdf),
        Route::new(
            Method::POST,
            "/api/v1/reports/{id}/star",
            Access::Kind(Action::Read),
            "star_report",
            handler!(reports::star),
        )
        .of(&report::KIND)
        .about("Have a saved report at hand, or not any more")
        .takes(BodyShape::Members(STAR))
        .answers(200, Shape::Record),
    ]
}
