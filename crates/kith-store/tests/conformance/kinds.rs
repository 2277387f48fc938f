//! Every kind: what is written is read back, and every operator of every field finds what it should.

use kith_access::Action;
use kith_model::operand::Circumstances;
use kith_model::{Condition, Filter, Matcher, Record, Schema, Value};
use serde_json::Value as Json;

use crate::common::engines;
use crate::fixture::{Fixture, schema};
use crate::naive::Naive;
use crate::operands::operands;

/// Records as they come back: an absent field is empty, and an empty list is as empty as a null.
pub fn normal(mut record: Record) -> Record {
    record.values.retain(|_, value| !value.is_empty());
    record
}

fn without_nulls(json: Json) -> Json {
    match json {
        Json::Object(map) => {
            let kept = map.into_iter().map(|(key, value)| (key, without_nulls(value)));
            let empty = |value: &Json| value.is_null() || value == &Json::Array(vec![]);
            let kept: serde_json::Map<_, _> = kept.filter(|(_, value)| !empty(value)).collect();
            if kept.is_empty() { Json::Null } else { Json::Object(kept) }
        }
        json => json,
    }
}

/// A record as an answer carries it.
fn answered(schema: &Schema, record: &Record) -> Json {
    let mut json = record.to_json();
    for spec in schema.fields.iter().filter(|spec| spec.is_secret()) {
        json.as_object_mut().expect("an object").remove(&spec.key);
    }
    json
}

#[tokio::test]
async fn what_is_written_is_read_back() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        for kind in kith_catalog::KINDS {
            let schema = schema(kind);
            let permit = fixture.read(kind.key);
            for mut record in fixture.fill(&schema, 12, 7, true).await {
                let found = fixture.store.find_record(&permit, &schema, record.id).await.expect("found");
                if let (Some(field), Some(found)) = (kind.numbered, &found) {
                    assert!(matches!(found.value(field), Value::Int(1..)), "the store numbers each {}", kind.key);
                    record.values.insert(field.to_owned(), found.value(field).clone());
                }
                assert_eq!(found.clone().map(normal), Some(normal(record.clone())), "{}", kind.key);
                let (json, version) =
                    fixture.store.find_json(&permit, &schema, record.id, &[]).await.expect("read").expect("there");
                let json: Json = serde_json::from_slice(&json).expect("JSON");
                assert_eq!(version, 1);
                assert_eq!(json["custom"].is_object(), kind.custom_fields);
                assert_eq!(without_nulls(json.clone()), without_nulls(answered(&schema, &record)), "{}", kind.key);
                let typed = answered(&schema, &found.expect("there"));
                assert_eq!(json, typed, "the two ways of reading agree on {}", kind.key);

                let mut after = record.clone();
                after.title = "Another title".into();
                for spec in schema.fields.iter().filter(|spec| !kind.uniques.iter().any(|u| u.field == spec.key)) {
                    after.values.insert(spec.key.clone(), Value::Null);
                }
                let update = fixture.permit(kind.key, Action::Update);
                let mut set = fixture.set();
                set.update(&update, &schema, record.clone(), after.clone());
                fixture.store.commit(set).await.expect("updated");
                (after.version, after.updated_at) = (2, crate::fixture::NOW);
                let found = fixture.store.find_record(&permit, &schema, record.id).await.expect("found");
                assert_eq!(found.map(normal), Some(normal(after)), "{}", kind.key);
                let mut set = fixture.set();
                set.update(&update, &schema, record.clone(), record);
                let refused = fixture.store.commit(set).await;
                assert!(matches!(refused, Err(kith_store::WriteError::VersionConflict { .. })), "{refused:?}");
            }
        }
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn every_operator_of_every_field_agrees_with_memory() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        for kind in kith_catalog::KINDS {
            let schema = schema(kind);
            fixture.fill(&schema, 25, 11, true).await;
            let records = fixture.all(&schema).await;
            let naive = Naive { schema: &schema, me: fixture.me };
            for spec in schema.fields.iter().chain(schema.common.iter()) {
                for op in spec.operators() {
                    for operand in operands(&fixture, spec, *op, &records) {
                        let filter = Filter::Is(Condition { field: spec.key.clone(), op: *op, operand });
                        check(&fixture, &naive, &records, filter).await;
                    }
                }
            }
        }
        fixture.store.close().await;
    }
}

/// Compares the records a filter finds with those it should.
pub async fn check(fixture: &Fixture, naive: &Naive<'_>, records: &[Record], filter: Filter) {
    let key = naive.schema.kind.key;
    let query = fixture.query(filter.clone(), "");
    let found = fixture.store.list_records(&fixture.read(key), naive.schema, &query).await;
    let found: Vec<_> = match found {
        Ok(found) => found.iter().map(|record| record.id).collect(),
        Err(error) => panic!("{key} {filter:?}: {error}"),
    };
    let mut expected: Vec<_> =
        records.iter().filter(|record| naive.holds(&filter, record)).map(|record| record.id).collect();
    expected.sort();
    let region = crate::fixture::REGION;
    let at = Circumstances { now: crate::fixture::NOW, time_zone: crate::fixture::ZONE, me: Some(naive.me) };
    let matcher = Matcher { schema: naive.schema, at, region };
    for record in records {
        let held = matcher.holds(&filter, record);
        assert_eq!(held, Ok(expected.contains(&record.id)), "{key} {filter:?} {record:?}");
    }
    assert_eq!(found, expected, "{} {key} {filter:?}", fixture.store.engine_name());
}
