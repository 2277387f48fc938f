//! The orders that large lists are read in are served by indexes, on the first page and behind it.

use kith_access::{Action, Scope, decide};
use kith_model::{Cursor, Filter, Id, PageQuery, Position, Schema, Sort, Timestamp, TrashMode, Value};

use super::{Kinds, ListContext, ListPlan, Reader, RecordReader, limited};
use crate::sql::{Dialect, Sql};
use crate::{Engine, Store, StoreConfig};

const LARGE: [&str; 7] = ["lead", "deal", "contact", "company", "task", "interaction", "note"];

fn cursors(schema: &Schema, sort: &Sort) -> Vec<Cursor> {
    let value = |ty: kith_model::FieldType| match ty {
        kith_model::FieldType::DateTime => Value::Time(Timestamp::from_micros(1)),
        kith_model::FieldType::Integer => Value::Int(1),
        _ => Value::Text("x".into()),
    };
    let values: Vec<Value> =
        sort.0.iter().filter_map(|key| schema.field(&key.field)).map(|spec| value(spec.ty)).collect();
    let position = Position { values, id: Id::NIL };
    vec![Cursor::Start, Cursor::After(position.clone()), Cursor::Before(position)]
}

#[tokio::test]
async fn no_page_of_a_large_list_is_sorted() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = Engine::Sqlite(folder.path().join("kith.db"));
    let config = StoreConfig { engine, kinds: &kith_catalog::KINDS, readers: 1, scan_timeout_ms: 10_000 };
    let store = Store::open(&config).await.expect("open");
    store.migrate(Timestamp::from_micros(0)).await.expect("migrated");
    let kinds = Kinds(&kith_catalog::KINDS);
    for key in LARGE {
        let kind = kinds.find(key).expect("a kind");
        let schema = Schema::new(kind, Vec::new());
        let permit = decide(&Scope::system(Id::NIL), key, Action::Read, kind.activity).expect("a permit");
        for text in [kind.default_sort, "-updated_at", "updated_at", "-created_at", "title", "-title"] {
            let sort = Sort::parse(&schema, text).expect("an order");
            for cursor in cursors(&schema, &sort) {
                let query = PageQuery {
                    filter: Filter::all(),
                    words: None,
                    sort: sort.clone(),
                    cursor,
                    limit: 50,
                    fields: None,
                    include: Vec::new(),
                    trash: TrashMode::Live,
                    now: Timestamp::from_micros(0),
                    time_zone: "UTC".into(),
                    me: None,
                };
                let cx = ListContext { dialect: Dialect::Sqlite, kinds, permit: &permit, schema: &schema };
                let plan = ListPlan::new(&cx, &query, Reader::Record(RecordReader::new(&schema))).expect("a plan");
                for sql in plan.statements() {
                    let mut explain = Sql::new();
                    explain.raw("EXPLAIN QUERY PLAN ").append(limited(sql, 51));
                    let text = explain.text.clone();
                    let steps = store.db.all(explain, |row| row.get::<String>(3)).await.expect("a plan").join("; ");
                    assert!(steps.contains(" USING INDEX ") && !steps.contains("B-TREE"), "{steps}\n{text}");
                }
            }
        }
    }
    store.close().await;
}
