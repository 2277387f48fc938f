//! Random filter trees over random records, against the evaluator in memory.

use std::sync::Arc;

use kith_model::{Condition, Filter, Record, Schema};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::common::engines;
use crate::fixture::{Fixture, kind, schema};
use crate::kinds::check;
use crate::naive::Naive;
use crate::operands::operands;

/// Every condition that makes sense for some records, to build trees from.
fn conditions(fixture: &Fixture, schema: &Schema, records: &[Record]) -> Vec<Filter> {
    let mut all = Vec::new();
    for spec in schema.fields.iter().chain(schema.common.iter()) {
        for op in spec.operators() {
            for operand in operands(fixture, spec, *op, records) {
                all.push(Filter::Is(Condition { field: spec.key.clone(), op: *op, operand }));
            }
        }
    }
    all
}

fn trees(conditions: Vec<Filter>) -> impl Strategy<Value = Filter> {
    proptest::sample::select(conditions).prop_recursive(4, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::And),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::Or),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
}

#[test]
fn random_trees_find_what_memory_finds() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in engines() {
        let fixture = Arc::new(runtime.block_on(Fixture::new(&db)));
        for (key, seed) in [("contact", 41), ("lead", 42), ("deal", 43), ("task", 44), ("interaction", 45)] {
            let schema = schema(kind(key));
            runtime.block_on(fixture.fill(&schema, 40, seed, true));
            let records = runtime.block_on(fixture.all(&schema));
            let naive = Naive { schema: &schema, me: fixture.me };
            let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
            let strategy = trees(conditions(&fixture, &schema, &records));
            let outcome = TestRunner::new(config).run(&strategy, |filter| {
                runtime.block_on(check(&fixture, &naive, &records, filter));
                Ok(())
            });
            outcome.expect("they agree");
        }
        runtime.block_on(fixture.store.close());
    }
}
