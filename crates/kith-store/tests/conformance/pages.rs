//! Sorting and paging, forwards and back, with ties and empty values.

use kith_model::{Cursor, Filter, PageQuery, Position};
use kith_store::{Include, Page};
use serde_json::Value as Json;

use crate::common::engines;
use crate::fixture::{Fixture, kind, schema};
use crate::naive::Naive;

fn ids(page: &Page) -> Vec<String> {
    let rows: Vec<Json> = serde_json::from_slice(&page.rows).expect("JSON");
    assert_eq!(rows.len(), page.count);
    rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
}

async fn walk(fixture: &Fixture, schema: &kith_model::Schema, query: &PageQuery, back: bool) -> Vec<String> {
    let permit = fixture.read(schema.kind.key);
    let mut query = query.clone();
    let (mut seen, mut from): (Vec<String>, Option<Position>) = (Vec::new(), None);
    if back {
        // To the end first, then back from a position behind everything.
        loop {
            let page = fixture.store.list_page(&permit, schema, &query, &[]).await.expect("a page");
            match page.next {
                Some(next) => query.cursor = Cursor::After(next),
                None => {
                    seen = ids(&page);
                    from = page.previous;
                    break;
                }
            }
        }
    }
    loop {
        query.cursor = match (from.take(), back) {
            (Some(position), true) => Cursor::Before(position),
            (Some(position), false) => Cursor::After(position),
            (None, true) => return seen,
            (None, false) => Cursor::Start,
        };
        let page = fixture.store.list_page(&permit, schema, &query, &[]).await.expect("a page");
        if back {
            let mut rows = ids(&page);
            rows.extend(seen);
            seen = rows;
            from = page.previous;
        } else {
            seen.extend(ids(&page));
            from = page.next;
        }
        if from.is_none() {
            return seen;
        }
    }
}

#[tokio::test]
async fn every_sortable_field_both_ways_page_by_page() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        for kind in kith_catalog::KINDS {
            let schema = schema(kind);
            fixture.fill(&schema, 20, 23, true).await;
            let mut records = fixture.all(&schema).await;
            let naive = Naive { schema: &schema, me: fixture.me };
            let fields = schema.fields.iter().chain(schema.common.iter()).filter(|spec| spec.sortable);
            let mut sorts: Vec<String> = fields.flat_map(|spec| [spec.key.clone(), format!("-{}", spec.key)]).collect();
            sorts.push(String::new());
            if kind.key == "lead" {
                sorts.extend(
                    ["stage,-score,email", "-score,stage", "company_name,-custom.c_text", "-email,company_name"]
                        .map(String::from),
                );
                sorts.extend(["custom.c_number,-stage", "-next_action_at,-last_contacted_at,-title"].map(String::from));
            }
            for sort in sorts {
                let query = PageQuery { limit: 7, ..fixture.query(Filter::all(), &sort) };
                records.sort_by(|a, b| naive.compare(&query.sort, a, b));
                let expected: Vec<String> = records.iter().map(|record| record.id.to_string()).collect();
                let engine = fixture.store.engine_name();
                assert_eq!(walk(&fixture, &schema, &query, false).await, expected, "{engine} {} {sort}", kind.key);
                assert_eq!(walk(&fixture, &schema, &query, true).await, expected, "{engine} {} {sort} back", kind.key);
            }
        }
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn a_cursor_of_another_order_is_refused() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("lead"));
        let permit = fixture.read("lead");
        let position = Position { values: vec![kith_model::Value::Text("x".into())], id: fixture.me };
        for sort in ["-score", "score,title"] {
            let query = PageQuery { cursor: Cursor::After(position.clone()), ..fixture.query(Filter::all(), sort) };
            let refused = fixture.store.list_page(&permit, &schema, &query, &[]).await;
            assert!(matches!(refused, Err(kith_store::StoreError::InvalidCursor)), "{refused:?}");
        }
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn titles_stand_beside_references() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("contact"));
        let records = fixture.fill(&schema, 9, 5, true).await;
        let permit = fixture.read("contact");
        let include = |field: &str, target: Option<&str>| Include {
            field: field.into(),
            permit: target.map(|target| fixture.read(target)),
        };
        let includes =
            [include("company_id", Some("company")), include("tags", Some("tag")), include("owner_id", None)];
        let query = PageQuery { limit: 5, ..fixture.query(Filter::all(), "-created_at") };
        let first = fixture.store.list_page(&permit, &schema, &query, &includes).await.expect("a page");
        let back = PageQuery { cursor: Cursor::Before(first.next.clone().expect("more")), ..query.clone() };
        let back = fixture.store.list_page(&permit, &schema, &back, &includes).await.expect("a page");
        for page in [first, back] {
            let rows: Vec<Json> = serde_json::from_slice(&page.rows).expect("JSON");
            for row in rows {
                assert_eq!(row["owner"], Json::Null);
                assert_eq!(row["company"]["id"], row["company_id"]);
                assert_eq!(row["company"].is_null(), row["company_id"].is_null());
                let tags: Vec<&Json> = row["tags"].as_array().expect("a list").iter().collect();
                let mut titled: Vec<&Json> =
                    row["tags_included"].as_array().expect("a list").iter().map(|tag| &tag["id"]).collect();
                titled.sort_by_key(|id| tags.iter().position(|tag| tag == id));
                assert_eq!(titled, tags);
            }
        }
        let only = PageQuery { fields: Some(vec!["email".into(), "custom.c_text".into()]), ..query };
        let page = fixture.store.list_page(&permit, &schema, &only, &[]).await.expect("a page");
        let rows: Vec<Json> = serde_json::from_slice(&page.rows).expect("JSON");
        let mut keys: Vec<&String> = rows[0].as_object().expect("an object").keys().collect();
        keys.sort();
        assert_eq!(keys, ["custom", "email", "id", "title", "version"]);
        let (json, _) =
            fixture.store.find_json(&permit, &schema, records[0].id, &includes).await.expect("read").expect("there");
        assert!(serde_json::from_slice::<Json>(&json).expect("JSON")["tags_included"].is_array());
        let mut export = fixture.store.export(&permit, &schema, &fixture.query(Filter::all(), "title"));
        let mut count = 0;
        while let Some(batch) = export.recv().await {
            count += batch.expect("a batch").len();
        }
        assert_eq!(count, 12);
        fixture.store.close().await;
    }
}
