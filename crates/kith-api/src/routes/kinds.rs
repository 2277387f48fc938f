//! The routes that every kind of record has, mounted once per declaration.

use axum::http::Method;
use kith_access::Action;
use kith_catalog::workspace;
use kith_model::RecordKind;

use crate::handlers::{bulk, imports, lists, records, surroundings};
use crate::members::{Member, MemberType, optional, required};
use crate::route::{Access, BodyShape, Param, Route, Shape, handler, number, param};

const FILTER: Param = param("filter", "A tree of conditions, as JSON.");
const WORDS: Param = param("q", "Words the record must contain.");
const TRASH: Param = param("trash", "`only` for what lies in the trash.");
const INCLUDE: Param = param("include", "References whose titles are wanted, such as `company,owner,tags`.");
const SORT: Param = param("sort", "Up to three fields, `-` before those that descend.");

const LIST: &[Param] = &[
    FILTER,
    WORDS,
    TRASH,
    INCLUDE,
    SORT,
    param("fields", "The fields wanted, separated by commas."),
    number("limit", "How many, 1 to 200; 50 where not given."),
    param("after", "The cursor `next` of the page before."),
    param("before", "The cursor `previous` of the page behind."),
];
const AGGREGATE: &[Param] = &[
    FILTER,
    WORDS,
    TRASH,
    param("group_by", "What is measured apart: up to two of `<field>` and `<date>:day|week|month|quarter|year`."),
    param("measure", "`count`, `sum:<field>`, `avg:<field>`, separated by commas; `count` where not given."),
];
const EXPORT: &[Param] =
    &[FILTER, WORDS, TRASH, SORT, param("columns", "The columns wanted, separated by commas; all where not given.")];
const TIMELINE: &[Param] = &[
    number("limit", "How many, 1 to 100; 30 where not given."),
    param("after", "The cursor `next` of the page before."),
    param("types", "`note`, `task`, `interaction`, `file`, `change`, separated by commas; all where not given."),
];
const BULK: &[Member] = &[
    required("action", MemberType::Choice(&["update", "delete", "restore"]), "What to do with each."),
    optional("ids", MemberType::Ids, "These records."),
    optional("filter", MemberType::Object, "All that match this filter; `{\"and\": []}` for all."),
    optional("q", MemberType::Text, "All that contain these words."),
    optional("except", MemberType::Ids, "But not these."),
    optional("changes", MemberType::Object, "For `update`: the fields to change."),
];

/// The routes of one kind. The workspace has none: there is one, at `/workspace`.
pub(super) fn routes(kind: &'static RecordKind) -> Vec<Route> {
    if kind.key == workspace::KIND.key {
        return Vec::new();
    }
    let base = format!("/api/v1/{}", kind.plural);
    let (one, many) = (kind.label.to_lowercase(), kind.label_plural.to_lowercase());
    let route = |method: Method, path: &str, action: Action, verb: &str, handler| {
        Route::new(method, format!("{base}{path}"), Access::Kind(action), &format!("{verb}_{}", kind.key), handler)
            .of(kind)
    };
    let mut out = vec![
        route(Method::GET, "", Action::Read, "list", handler!(lists::list))
            .about(format!("List {many}"))
            .params(LIST)
            .filtered()
            .answers(200, Shape::Records),
        route(Method::POST, "", Action::Create, "create", handler!(records::create))
            .about(format!("Create a {one}"))
            .takes(BodyShape::Record { partial: false })
            .kept_by_use_case()
            .answers(201, Shape::Record),
        route(Method::GET, "/aggregate", Action::Read, "aggregate", handler!(lists::aggregate))
            .about(format!("Count and sum {many}"))
            .params(AGGREGATE)
            .filtered()
            .answers(200, Shape::Named("Aggregate")),
        route(Method::POST, "/bulk", Action::Read, "bulk", handler!(bulk::start))
            .about(format!("Change, trash or restore many {many} at once"))
            .takes(BodyShape::Members(BULK))
            .kept_by_use_case()
            .answers(202, Shape::Named("Job")),
        route(Method::GET, "/{id}", Action::Read, "get", handler!(records::get))
            .about(format!("Read a {one}"))
            .params(&[INCLUDE])
            .answers(200, Shape::Record),
        route(Method::PATCH, "/{id}", Action::Update, "update", handler!(records::update))
            .about(format!("Change a {one}; absent keys stay, null clears"))
            .takes(BodyShape::Record { partial: true })
            .answers(200, Shape::Record),
        route(Method::DELETE, "/{id}", Action::Delete, "delete", handler!(records::delete))
            .about(format!("Put a {one} into the trash for 30 days"))
            .answers(204, Shape::Empty),
        route(Method::POST, "/{id}/restore", Action::Delete, "restore", handler!(records::restore))
            .about(format!("Take a {one} out of the trash"))
            .answers(200, Shape::Record),
        route(Method::GET, "/{id}/related", Action::Read, "related", handler!(surroundings::related))
            .about(format!("What points at a {one}"))
            .answers(200, Shape::Named("Related")),
        route(Method::GET, "/{id}/access", Action::Read, "access", handler!(surroundings::access))
            .about(format!("Who may do what with a {one}, and why"))
            .answers(200, Shape::Named("RecordAccess")),
    ];
    if kind.kept {
        out.retain(|route| route.method == Method::GET);
    }
    if kind.page {
        out.push(
            route(Method::GET, "/{id}/timeline", Action::Read, "timeline", handler!(surroundings::timeline))
                .about(format!("What happened around a {one}, newest first"))
                .params(TIMELINE)
                .answers(200, Shape::Named("Timeline")),
        );
    }
    if kind.exportable {
        out.push(
            route(Method::GET, "/export.csv", Action::Export, "export", handler!(lists::export))
                .about(format!("Export {many} as CSV, without a limit"))
                .params(EXPORT)
                .filtered()
                .answers(200, Shape::Csv),
        );
    }
    if kind.importable {
        let mut upload = route(Method::POST, "", Action::Create, "upload", handler!(imports::upload))
            .about(format!("Upload a CSV file of {many}; the name in X-File-Name, percent-encoded"))
            .takes(BodyShape::Csv)
            .answers(201, Shape::Named("Upload"));
        upload.path = format!("/api/v1/imports/{}", kind.plural);
        out.push(upload);
    }
    out
}
