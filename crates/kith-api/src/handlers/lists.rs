//! Many records of a kind: pages, figures, exports.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use bytes::{BufMut, BytesMut};
use futures_util::StreamExt;
use kith_access::Scope;
use kith_app::records::{self, CsvOptions};
use kith_app::{AggregateQuery, AggregateRow, App, GroupBy, Measure};
use kith_model::{Cursor, FieldCode, PageQuery, Position, Schema, Sort, TrashMode};
use serde_json::{Map, Value as Json, json};

use crate::call::{self, Call};
use crate::cursor::{self, Binding};
use crate::list_params::{page_query, take_filters, take_list, take_sort};
use crate::problem::{Code, Problem};
use crate::query::Query;

type Answer = Result<Response<Body>, Problem>;

const MAX_MEASURES: usize = 10;

/// `GET /{kinds}`
pub(crate) async fn list(mut call: Call) -> Answer {
    let (kind, scope) = (call.kind()?, call.scope()?.clone());
    let schema = records::schema(call.app(), &scope, kind).await?;
    let query = page_query(&call.api.app, &scope, &schema, &mut call.query)?;
    let sort = query.sort.text();
    let page = records::list_page(call.app(), &scope, kind, query).await?;
    let binding = Binding { workspace: scope.workspace, list: kind.key, sort: &sort };
    let write = |position: &Option<Position>| position.as_ref().map(|position| cursor::encode(binding, position));
    let cursors = json!({"next": write(&page.next), "previous": write(&page.previous)});
    let mut body = BytesMut::with_capacity(page.rows.len() + 200);
    body.put_slice(b"{\"data\":");
    body.put_slice(&page.rows);
    body.put_slice(b",\"page\":");
    body.put_slice(cursors.to_string().as_bytes());
    body.put_u8(b'}');
    Ok(call::json_bytes(200, body.freeze()))
}

/// `GET /{kinds}/aggregate`
pub(crate) async fn aggregate(mut call: Call) -> Answer {
    let (kind, scope) = (call.kind()?, call.scope()?.clone());
    let schema = records::schema(call.app(), &scope, kind).await?;
    let group_by = take_groups(&mut call.query)?;
    let measures = take_measures(&mut call.query)?;
    let (filter, words, trash) = take_filters(&mut call.query, &schema)?;
    let query = AggregateQuery {
        filter,
        words,
        group_by,
        measures: measures.clone(),
        trash,
        now: call.app().now(),
        time_zone: scope.time_zone.clone(),
        me: scope.user(),
    };
    let (rows, approximate) = records::aggregate(call.app(), &scope, kind, query).await?;
    let counted = measures.contains(&Measure::Count);
    let data: Vec<Json> = rows.iter().map(|row| aggregate_row(row, counted)).collect();
    Ok(call::json(200, &json!({"data": data, "approximate": approximate})))
}

/// `GET /{kinds}/export.csv`: rows leave while they are read, and reading ends when the client does.
pub(crate) async fn export(mut call: Call) -> Answer {
    let (kind, scope) = (call.kind()?, call.scope()?.clone());
    let schema = records::schema(call.app(), &scope, kind).await?;
    let columns = take_list(&mut call.query, "columns");
    let query = export_query(&call.api.app, &scope, &schema, &mut call.query)?;
    let options = CsvOptions { columns, labels: false };
    let rows = records::export_csv(call.app(), &scope, kind, query, options).await?;
    let mut response = Response::new(Body::from_stream(rows.map(|piece| piece.map_err(std::io::Error::other))));
    let name = format!("attachment; filename=\"{}.csv\"", kind.plural);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

fn export_query(app: &App, scope: &Scope, schema: &Schema, query: &mut Query) -> Result<PageQuery, Problem> {
    let sort: Sort = take_sort(query, schema)?;
    let (filter, words, trash) = take_filters(query, schema)?;
    if trash == TrashMode::Only {
        let message = "The trash cannot be exported.";
        return Err(Problem::field(Code::ValidationFailed, "trash", FieldCode::Invalid, message));
    }
    Ok(PageQuery {
        filter,
        words,
        sort,
        cursor: Cursor::Start,
        limit: 200,
        fields: None,
        include: Vec::new(),
        trash,
        now: app.now(),
        time_zone: scope.time_zone.clone(),
        me: scope.user(),
    })
}

fn take_groups(query: &mut Query) -> Result<Vec<GroupBy>, Problem> {
    let message = "A grouping is <field>, or <field>:day, week, month, quarter or year of a date.";
    let wrong = || Problem::field(Code::ValidationFailed, "group_by", FieldCode::InvalidOption, message);
    let texts = take_list(query, "group_by").unwrap_or_default();
    texts.iter().map(|text| GroupBy::parse(text).ok_or_else(wrong)).collect()
}

fn take_measures(query: &mut Query) -> Result<Vec<Measure>, Problem> {
    let invalid =
        |message: &str| Err(Problem::field(Code::ValidationFailed, "measure", FieldCode::InvalidOption, message));
    let mut out = Vec::new();
    for text in take_list(query, "measure").unwrap_or_else(|| vec!["count".into()]) {
        let Some(measure) = Measure::parse(&text) else {
            let message = "A measure is count, sum:<field>, avg:<field>, min:<field>, max:<field> or \
                           days:<field>:<field>.";
            return invalid(message);
        };
        if !out.contains(&measure) {
            out.push(measure);
        }
    }
    if out.len() > MAX_MEASURES { invalid("At most ten measures at once.") } else { Ok(out) }
}

fn aggregate_row(row: &AggregateRow, counted: bool) -> Json {
    let mut out = Map::new();
    out.insert("group".into(), row.group().to_json());
    if row.groups.len() > 1 {
        out.insert("groups".into(), row.groups.iter().map(kith_model::Value::to_json).collect());
    }
    if counted {
        out.insert("count".into(), row.count.into());
    }
    for (name, amounts) in &row.money {
        out.insert(name.clone(), json!(amounts));
    }
    for (name, number) in &row.numbers {
        out.insert(name.clone(), json!(number));
    }
    Json::Object(out)
}
