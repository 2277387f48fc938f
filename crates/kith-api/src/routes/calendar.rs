//! What calendars of other programs subscribe to.

use axum::http::Method;

use crate::handlers::calendar;
use crate::route::{Access, Handler, LimitClass, Route, Shape, handler};

/// The routes.
pub(super) fn routes() -> Vec<Route> {
    let own = |method: Method, path: &str, operation: &str, about: &str, handler: Handler| {
        Route::new(method, format!("/api/v1/me/calendars{path}"), Access::Session, operation, handler).about(about)
    };
    vec![
        own(
            Method::GET,
            "",
            "list_calendars",
            "The calendars one may subscribe to: one's own and those of teams",
            handler!(calendar::list),
        )
        .answers(200, Shape::Named("Calendars")),
        own(
            Method::PUT,
            "/{id}",
            "make_calendar_address",
            "A new address for one's own calendar or a team's, answered this once; the old one stops working",
            handler!(calendar::make),
        )
        .answers(200, Shape::Named("CalendarAddress")),
        own(
            Method::DELETE,
            "/{id}",
            "revoke_calendar_address",
            "Take the address of a calendar back",
            handler!(calendar::revoke),
        )
        .answers(204, Shape::Empty),
        Route::new(Method::GET, "/calendar/{token}", Access::Public, "read_calendar", handler!(calendar::read))
            .about("A calendar behind a secret address, for programs that subscribe to it (iCalendar)")
            .limited(LimitClass::FormPage)
            .answers(200, Shape::Text("text/calendar")),
    ]
}
