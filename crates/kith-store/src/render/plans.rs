//! The orders that large lists are read in are served by indexes, on the first page and behind it.

use kith_access::{Action, Scope, decide};
use kith_model::{Cursor, Filter, Id, PageQuery, Position, Schema, Sort, Timestamp, TrashMode, Value};

use super::{Kinds, ListContext, ListPlan, Reader, RecordReader, limited};
use crate::sql::{Dialect, Sql};
use crate::{Engine, Store, StoreConfig};
use serde_json::json;

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

struct Plans {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Plans {
    async fn new() -> Plans {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = Engine::Sqlite(folder.path().join("kith.db"));
        let config = StoreConfig { engine, kinds: &kith_catalog::KINDS, readers: 1, scan_timeout_ms: 10_000 };
        let store = Store::open(&config).await.expect("open");
        store.migrate(Timestamp::from_micros(0)).await.expect("migrated");
        Plans { store, _folder: folder }
    }

    /// What SQLite would do for each statement of a page.
    async fn of(&self, schema: &Schema, query: &PageQuery) -> Vec<String> {
        let kinds = Kinds(&kith_catalog::KINDS);
        let kind = schema.kind;
        let permit = decide(&Scope::system(Id::NIL), kind.key, Action::Read, kind.activity).expect("a permit");
        let cx = ListContext { dialect: Dialect::Sqlite, kinds, permit: &permit, schema };
        let plan = ListPlan::new(&cx, query, Reader::Record(RecordReader::new(schema))).expect("a plan");
        let mut plans = Vec::new();
        for sql in plan.statements() {
            let mut explain = Sql::new();
            explain.raw("EXPLAIN QUERY PLAN ").append(limited(sql, 51));
            let steps = self.store.db.all(explain, |row| row.get::<String>(3)).await.expect("a plan");
            plans.push(steps.join("; "));
        }
        plans
    }
}

fn query(filter: Filter, sort: Sort, cursor: Cursor) -> PageQuery {
    PageQuery {
        filter,
        words: None,
        sort,
        cursor,
        limit: 50,
        fields: None,
        include: Vec::new(),
        trash: TrashMode::Live,
        now: Timestamp::from_micros(0),
        time_zone: "UTC".into(),
        me: None,
    }
}

#[tokio::test]
async fn no_page_of_a_large_list_is_sorted() {
    let plans = Plans::new().await;
    for key in LARGE {
        let schema = Schema::new(kith_catalog::find_kind(key).expect("a kind"), Vec::new());
        for text in [schema.kind.default_sort, "-updated_at", "updated_at", "-created_at", "title", "-title"] {
            let sort = Sort::parse(&schema, text).expect("an order");
            for cursor in cursors(&schema, &sort) {
                for steps in plans.of(&schema, &query(Filter::all(), sort.clone(), cursor)).await {
                    assert!(steps.contains(" USING INDEX ") && !steps.contains("B-TREE"), "{key} {text}: {steps}");
                }
            }
        }
    }
    plans.store.close().await;
}

#[tokio::test]
async fn a_narrow_filter_goes_by_its_own_index() {
    let plans = Plans::new().await;
    let schema = Schema::new(kith_catalog::find_kind("contact").expect("a kind"), Vec::new());
    let sort = || Sort::parse(&schema, "-updated_at").expect("an order");
    let cases = [
        ("email", "ann@example.org", "contact_email_fold_idx"),
        ("phone", "+919876543120", "contact_phone_idx"),
        ("company_id", "01890000-0000-7000-8000-000000000000", "contact_company_id_idx"),
        ("owner_id", "01890000-0000-7000-8000-000000000000", "contact_owner_id_idx"),
        ("lifecycle", "lead", "contact_lifecycle_updated_idx"),
        ("id", "01890000-0000-7000-8000-000000000000", "sqlite_autoindex_contact_1"),
    ];
    for (field, value, index) in cases {
        let filter = Filter::from_param(&schema, field, None, value).expect("a filter");
        let steps = plans.of(&schema, &query(filter, sort(), Cursor::Start)).await;
        assert!(steps[0].contains(index), "{field}: {steps:?}");
    }
    let words = PageQuery { words: Some("ann lee".into()), ..query(Filter::all(), sort(), Cursor::Start) };
    let steps = plans.of(&schema, &words).await;
    assert!(steps[0].contains("sqlite_autoindex_contact_1"), "{steps:?}");
    plans.store.close().await;
}

/// What somebody has to do next is asked for at every visit: each of its lists has an index.
#[tokio::test]
async fn a_persons_queue_is_read_by_its_own_indexes() {
    let plans = Plans::new().await;
    let cases = [
        (
            "task",
            "assignee_id",
            json!([{"field": "status", "op": "in", "value": ["pending", "in_progress"]},
            {"field": "due_at", "op": "before", "value": "tomorrow"}]),
            "due_at",
            "task_assignee_due_idx",
        ),
        ("lead", "owner_id", json!([{"field": "hot_since", "op": "not_empty"}]), "-score", "lead_hot_since_idx"),
        (
            "deal",
            "owner_id",
            json!([{"field": "status", "op": "eq", "value": "open"}]),
            "stage_since",
            "deal_owner_stage_since_idx",
        ),
    ];
    for (kind, owner, conditions, sort, index) in cases {
        let schema = Schema::new(kith_catalog::find_kind(kind).expect("a kind"), Vec::new());
        let mine = json!({"field": owner, "op": "eq", "value": Id::NIL});
        let filter = Filter::from_json(&schema, &json!({"and": [mine, {"and": conditions}]})).expect("a filter");
        let sort = Sort::parse(&schema, sort).expect("an order");
        let steps = plans.of(&schema, &query(filter, sort, Cursor::Start)).await;
        assert!(steps.iter().all(|step| step.contains(index)), "{kind}: {steps:?}");
    }
    plans.store.close().await;
}
