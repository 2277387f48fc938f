//! What a route is: data from which the router, the authorisation check, the OpenAPI document and
//! the tests of all three are made.

use std::pin::Pin;

use axum::body::Body;
use axum::http::{Method, Response};
use kith_access::Action;
use kith_model::RecordKind;

use crate::call::Call;
use crate::members::Member;
use crate::problem::Problem;

/// What a handler gives back.
pub type Answering = Pin<Box<dyn Future<Output = Result<Response<Body>, Problem>> + Send>>;

/// The code behind a route.
pub type Handler = fn(Call) -> Answering;

/// Who may call a route at all. Checked before the handler runs; which records are reached is then
/// decided by the permit of each store call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody who is signed in.
    Session,
    /// Who may do this with records of the route's kind.
    Kind(Action),
    /// Administrators.
    Admin,
}

impl Access {
    /// The line in the authorisation table.
    pub fn line(self, kind: Option<&RecordKind>) -> String {
        match self {
            Access::Public => "public".into(),
            Access::Session => "session".into(),
            Access::Kind(action) => format!("{} {}", kind.map_or("", |kind| kind.key), action.name()),
            Access::Admin => "admin".into(),
        }
    }
}

/// A query parameter.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// For the documentation.
    pub about: &'static str,
    /// Whether it is a whole number.
    pub number: bool,
}

/// A text parameter.
pub const fn param(name: &'static str, about: &'static str) -> Param {
    Param { name, about, number: false }
}

/// A whole-number parameter.
pub const fn number(name: &'static str, about: &'static str) -> Param {
    Param { name, about, number: true }
}

/// What a route's body is.
#[derive(Clone, Copy, Debug)]
pub enum BodyShape {
    /// None.
    None,
    /// A record of the route's kind; `true` where absent keys stay untouched.
    Record {
        /// Whether it is a patch.
        partial: bool,
    },
    /// These members.
    Members(&'static [Member]),
    /// A CSV file, streamed.
    Csv,
    /// Bytes of any kind, streamed.
    Bytes,
    /// A picture.
    Picture,
    /// The fields of an HTML form, or the same as a JSON object; read by the handler.
    Form,
}

/// What a route answers when all is well.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Nothing.
    Empty,
    /// A record of the route's kind.
    Record,
    /// A page of records of the route's kind.
    Records,
    /// A schema by its name in the document.
    Named(&'static str),
    /// A CSV file, streamed.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// A PDF.
    Pdf,
    /// Bytes of any kind, streamed.
    Bytes,
    /// A picture, as PNG.
    Picture,
    /// Text or a page.
    Text(&'static str),
}

/// A limit on calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitClass {
    /// Per caller.
    Caller,
    /// Per address, strict: whatever tries a password or sends mail.
    SignIn,
    /// Per address: pages that strangers open.
    FormPage,
    /// Per address, strict: what strangers send.
    Form,
    /// None: probes of the system around.
    Unlimited,
}

/// Who keeps the answer to a POST with an `Idempotency-Key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// The use case, in the transaction that does the work.
    UseCase,
    /// The API, once the use case has ended: for work that does no harm twice, should the process die
    /// in between.
    Api,
}

/// One route.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with `{name}` for its parameters.
    pub path: String,
    /// The kind it is mounted for.
    pub kind: Option<&'static RecordKind>,
    /// Who may call it.
    pub access: Access,
    /// How often.
    pub limit: LimitClass,
    /// The operation's id in the document.
    pub operation: String,
    /// One line for the documentation.
    pub summary: String,
    /// Query parameters.
    pub params: &'static [Param],
    /// Whether fields of the kind are parameters too.
    pub field_filters: bool,
    /// The body.
    pub body: BodyShape,
    /// The status when all is well.
    pub status: u16,
    /// The answer when all is well.
    pub shape: Shape,
    /// Who keeps its answer.
    pub keeper: Keeper,
    /// Whether strangers open it in a browser: it bears any query, and refuses with a page.
    pub page: bool,
    /// The code.
    pub handler: Handler,
}

impl Route {
    /// A route that takes nothing and answers nothing yet.
    pub fn new(method: Method, path: impl Into<String>, access: Access, operation: &str, handler: Handler) -> Route {
        Route {
            method,
            path: path.into(),
            kind: None,
            access,
            limit: LimitClass::Caller,
            operation: operation.to_owned(),
            summary: String::new(),
            params: &[],
            field_filters: false,
            body: BodyShape::None,
            status: 200,
            shape: Shape::Empty,
            keeper: Keeper::Api,
            page: false,
            handler,
        }
    }

    /// One line for the documentation.
    pub fn about(mut self, summary: impl Into<String>) -> Self {
        self.summary = summary.into();
        self
    }

    /// The kind it is mounted for.
    pub fn of(mut self, kind: &'static RecordKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Query parameters.
    pub fn params(mut self, params: &'static [Param]) -> Self {
        self.params = params;
        self
    }

    /// Fields of the kind are parameters too.
    pub fn filtered(mut self) -> Self {
        self.field_filters = true;
        self
    }

    /// The body.
    pub fn takes(mut self, body: BodyShape) -> Self {
        self.body = body;
        self
    }

    /// The answer when all is well.
    pub fn answers(mut self, status: u16, shape: Shape) -> Self {
        (self.status, self.shape) = (status, shape);
        self
    }

    /// The use case keeps its answer.
    pub fn kept_by_use_case(mut self) -> Self {
        self.keeper = Keeper::UseCase;
        self
    }

    /// Strangers open it in a browser.
    pub fn page(mut self) -> Self {
        self.page = true;
        self
    }

    /// How often it may be called.
    pub fn limited(mut self, limit: LimitClass) -> Self {
        self.limit = limit;
        self
    }

    /// Method and path, as errors and tests name it.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Makes a [`Handler`] of an async function that takes a [`Call`].
macro_rules! handler {
    ($function:path) => {
        |call| Box::pin($function(call))
    };
}
pub(crate) use handler;
