//! The query parameters of lists, aggregates and exports.

use kith_access::Scope;
use kith_app::App;
use kith_model::{Cursor, FieldCode, Filter, FilterError, PageQuery, Schema, Sort, TrashMode};

use crate::convert::invalid_cursor;
use crate::cursor::{self, Binding};
use crate::problem::{Code, Problem};
use crate::query::Query;

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 200;
const MAX_WORDS: usize = 200;
const MAX_SIMPLE_FILTERS: usize = 50;

/// Takes `filter`, `q`, `trash` and every simple filter out of the query. Call it last: what is left
/// must be a field.
pub(crate) fn take_filters(query: &mut Query, schema: &Schema) -> Result<(Filter, Option<String>, TrashMode), Problem> {
    let tree = match query.take("filter").filter(|text| !text.is_empty()) {
        None => Filter::all(),
        Some(text) => {
            let json = serde_json::from_str(&text).map_err(|_| {
                Problem::field(Code::InvalidFilter, "filter", FieldCode::Invalid, "The filter is not readable JSON.")
            })?;
            Filter::from_json(schema, &json)?
        }
    };
    let words = take_words(query)?;
    let trash = match query.take("trash").as_deref() {
        None | Some("") => TrashMode::Live,
        Some("only") => TrashMode::Only,
        Some(_) => {
            return Err(Problem::field(
                Code::ValidationFailed,
                "trash",
                FieldCode::InvalidOption,
                "This takes \"only\".",
            ));
        }
    };
    let rest = query.rest();
    if rest.len() > MAX_SIMPLE_FILTERS {
        let message = "There are too many conditions; fifty are the limit.";
        return Err(Problem::field(Code::InvalidFilter, "filter", FieldCode::TooLong, message));
    }
    let mut filter = tree;
    for (name, value) in rest {
        let (field, op) = match name.split_once('[') {
            Some((field, op)) => match op.strip_suffix(']') {
                Some(op) => (field, Some(op)),
                None => return Err(FilterError::UnknownField(name).into()),
            },
            None => (name.as_str(), None),
        };
        filter = filter.and(Filter::from_param(schema, field, op, &value)?);
    }
    Ok((filter, words, trash))
}

/// Takes `q` out; blank ones are none.
pub(crate) fn take_words(query: &mut Query) -> Result<Option<String>, Problem> {
    let words = query.take("q").map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
    match words {
        Some(words) if words.chars().count() > MAX_WORDS => {
            Err(Problem::field(Code::ValidationFailed, "q", FieldCode::TooLong, "At most 200 characters fit here."))
        }
        words => Ok(words),
    }
}

/// Takes `sort` out; the kind's own order where it is absent.
pub(crate) fn take_sort(query: &mut Query, schema: &Schema) -> Result<Sort, Problem> {
    let given = query.take("sort").filter(|text| !text.is_empty());
    let Some(text) = given else {
        // The default order may name a field that is hidden from this caller.
        let newest = || Sort::parse(schema, "-updated_at");
        return Sort::parse(schema, schema.kind.default_sort).or_else(|_| newest()).map_err(Problem::from);
    };
    Sort::parse(schema, &text).map_err(|error| {
        let field = match &error {
            FilterError::UnknownField(field) => field.clone(),
            _ => "sort".to_owned(),
        };
        let message = match &error {
            FilterError::UnknownField(field) => {
                format!("There is no field \"{field}\" to sort by, or it is named twice.")
            }
            _ => error.to_string(),
        };
        Problem::field(Code::InvalidSort, &field, FieldCode::Invalid, message)
    })
}

/// Takes a comma-separated list out.
pub(crate) fn take_list(query: &mut Query, name: &str) -> Option<Vec<String>> {
    let text = query.take(name)?;
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned);
    Some(items.collect::<Vec<_>>()).filter(|list| !list.is_empty())
}

/// Checks that every name is a field of the schema.
pub(crate) fn check_fields(schema: &Schema, names: &[String]) -> Result<(), Problem> {
    const ALWAYS: [&str; 3] = ["version", "deleted_at", "custom"];
    match names.iter().find(|name| schema.field(name).is_none() && !ALWAYS.contains(&name.as_str())) {
        Some(name) => Err(FilterError::UnknownField(name.clone()).into()),
        None => Ok(()),
    }
}

/// Takes `after` and `before` out.
pub(crate) fn take_cursor(query: &mut Query, binding: Binding<'_>) -> Result<Cursor, Problem> {
    let (after, before) = (query.take("after"), query.take("before"));
    let read = |name: &str, text: String| cursor::decode(binding, &text).ok_or_else(|| invalid_cursor(name));
    match (after.filter(|text| !text.is_empty()), before.filter(|text| !text.is_empty())) {
        (None, None) => Ok(Cursor::Start),
        (Some(text), None) => read("after", text).map(Cursor::After),
        (None, Some(text)) => read("before", text).map(Cursor::Before),
        (Some(_), Some(_)) => {
            let message = "A page is either after or before a cursor.";
            Err(Problem::field(Code::ValidationFailed, "before", FieldCode::Invalid, message))
        }
    }
}

/// Reads all parameters of a list.
pub(crate) fn page_query(app: &App, scope: &Scope, schema: &Schema, query: &mut Query) -> Result<PageQuery, Problem> {
    let sort = take_sort(query, schema)?;
    let text = sort.text();
    let binding = Binding { workspace: scope.workspace, list: schema.kind.key, sort: &text };
    let cursor = take_cursor(query, binding)?;
    let limit = query.take_number("limit", 1, MAX_LIMIT)?.unwrap_or(DEFAULT_LIMIT);
    let fields = take_list(query, "fields");
    if let Some(names) = &fields {
        check_fields(schema, names)?;
    }
    let include = take_list(query, "include").unwrap_or_default();
    let (filter, words, trash) = take_filters(query, schema)?;
    Ok(PageQuery {
        filter,
        words,
        sort,
        cursor,
        limit,
        fields,
        include,
        trash,
        now: app.now(),
        time_zone: scope.time_zone.clone(),
        me: scope.user(),
    })
}
